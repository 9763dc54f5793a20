import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32, base62, hasBase62Checksum } from '../../src/verifier/secrets/checksum.ts';
import { secretFormats } from '../../src/verifier/secrets/find-formats.ts';
import { compilePattern } from '../../src/verifier/text/pattern.ts';
import { verdictOn } from './in-memory.ts';
import { drawing, madeUp, madeUpRules } from './made-up-secrets.ts';

/** How a secret can stand in a file. */
const spellings: Readonly<Record<string, (secret: string, next: () => number) => readonly [file: string, text: string]>> = {
  plain: (secret) => ['a.txt', `first\n${secret}\nlast\n`],
  'a literal': (secret) => ['a.ts', `export const held = ${JSON.stringify(secret)};\n`],
  'put together': (secret, next) => {
    const at = 1 + Math.floor(next() * (secret.length - 2));
    return ['a.py', `held = (${JSON.stringify(secret.slice(0, at))} +\n        ${JSON.stringify(secret.slice(at))})\n`];
  },
  'joined from a list': (secret, next) => {
    const at = 1 + Math.floor(next() * (secret.length - 2));
    return ['a.js', `const head = ${JSON.stringify(secret.slice(0, at))};\nsend([head, ${JSON.stringify(secret.slice(at))}].join(''));\n`];
  },
  'in base 64': (secret) => ['a.yaml', `kind: Secret\ndata:\n  held: ${Buffer.from(secret).toString('base64')}\n`],
  hexadecimal: (secret) => ['a.py', `held = bytes.fromhex("${Buffer.from(secret).toString('hex')}")\n`],
  'in JSON': (secret) => ['a.json', JSON.stringify({ outer: [{ held: secret }] })],
  'in a comment': (secret) => ['a.ts', `/* ${secret.replaceAll('\n', '\n * ').replaceAll('*/', '* /')} */\nexport {};\n`],
};

describe('every known format is found', () => {
  const rounds = 3;
  for (const [spelling, spell] of Object.entries(spellings)) {
    it(spelling, async () => {
      const missed: string[] = [];
      for (const rule of madeUpRules) {
        for (let round = 1; round <= rounds; round++) {
          const [file, text] = spell(madeUp(rule, round), drawing(round));
          const { verdict, reason } = await verdictOn({ type: 'no_plaintext_secret', params: { file } }, { [file]: text });
          if (verdict !== 'fail' || reason !== 'present') missed.push(`${rule} (${verdict})`);
        }
      }
      assert.deepEqual(missed, []);
    });
  }
  it('by a rule of its own, which says what it found', async () => {
    const missed: string[] = [];
    for (const rule of madeUpRules) {
      const { details } = await verdictOn({ type: 'no_plaintext_secret', params: { file: 'a.txt' } }, { 'a.txt': `${madeUp(rule, 5)}\n` });
      if (!details.includes(`rule ${rule},`)) missed.push(`${rule}: ${details}`);
    }
    assert.deepEqual(missed, []);
  });
});

describe('the table of formats', () => {
  it('has a made up secret for each, and at least sixty', () => {
    assert.ok(secretFormats.length >= 60);
    assert.deepEqual(secretFormats.map(({ id }) => id).sort(), [...madeUpRules].sort());
    assert.equal(new Set(secretFormats.map(({ id }) => id)).size, secretFormats.length);
  });
  it('is in the syntax of RE2, without what matches everywhere', () => {
    for (const { id, expression } of secretFormats) {
      const compiled = compilePattern(expression, { multiline: false, dotall: false });
      assert.ok(compiled.ok && !compiled.pattern.first(''), id);
    }
  });
});

describe('verdicts land in logs', () => {
  it('no more than four characters of a secret are told, and of a short one no more than a quarter', async () => {
    for (const rule of madeUpRules) {
      const secret = madeUp(rule, 9);
      const verdict = await verdictOn({ type: 'no_plaintext_secret', params: { file: 'a.txt' } }, { 'a.txt': `${secret}\n` });
      const told = JSON.stringify(verdict);
      for (let at = 0; at + 12 <= secret.length; at++) {
        const part = secret.slice(at, at + 12);
        assert.ok(!told.includes(part) || /^[a-z -]+$/i.test(part), `${rule} tells ${part}`);
      }
    }
    const { details } = await verdictOn({ type: 'no_plaintext_secret', params: { file: 'a.py' } }, { 'a.py': 'password = "hunter42"\n' });
    assert.match(details, /hu… \(8 characters\)/);
    assert.doesNotMatch(details, /hun/);
  });
});

describe('checksums', () => {
  it('are the CRC-32 of zip', () => {
    assert.equal(crc32('123456789'), 0xcbf43926);
    assert.equal(base62(0, 6), '000000');
    assert.equal(base62(61, 2), '0z');
  });
  it('tell a token from one that somebody made up, which is then in doubt', async () => {
    const token = madeUp('github-token', 4);
    assert.equal(hasBase62Checksum(token), true);
    const other = token.slice(0, -1) + (token.endsWith('a') ? 'b' : 'a');
    const verdict = await verdictOn({ type: 'no_plaintext_secret', params: { file: 'a.txt' } }, { 'a.txt': other });
    assert.equal(verdict.verdict, 'undecidable');
    assert.equal(verdict.reason, 'suppressed');
    assert.match(verdict.details, /checksum/);
  });
});

describe('hostile text takes linear time', () => {
  const keywords = secretFormats.flatMap((one) => one.keywords).join(' ');
  const texts: Readonly<Record<string, (size: number) => string>> = {
    'one long word': (size) => 'a'.repeat(size),
    'one long number in base 64': (size) => 'QUtJ'.repeat(size / 4),
    'keywords without secrets': (size) => keywords.repeat(Math.ceil(size / keywords.length)),
    'names without values': (size) => 'password = '.repeat(size / 11),
    'names and quotes': (size) => 'password="'.repeat(size / 10),
    'percent signs': (size) => '%41'.repeat(size / 3),
    quotes: (size) => `"${'" + "'.repeat(size / 5)}"`,
    'colons and dots': (size) => 'a:.//'.repeat(size / 5),
    'escapes': (size) => `"${'\\x41'.repeat(size / 4)}"`,
    'begins of keys': (size) => '-----BEGIN '.repeat(size / 11),
  };
  for (const [what, make] of Object.entries(texts)) {
    it(what, async () => {
      const seconds = async (size: number): Promise<number> => {
        const started = process.cpuUsage();
        await verdictOn({ type: 'no_plaintext_secret', params: { file: 'a.txt' } }, { 'a.txt': make(size) });
        return process.cpuUsage(started).user / 1e6;
      };
      await seconds(20_000);
      const [one, four] = [await seconds(100_000), await seconds(400_000)];
      // Ten times for four times the text: quadratic time would take sixteen, and a busy machine wavers.
      assert.ok(four < Math.max(one * 10, 2), `${one.toFixed(3)} s, then ${four.toFixed(3)} s`);
    });
  }
});
