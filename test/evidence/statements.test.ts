/** Statements and the files they are sealed in: the same run, the same bytes; another byte, another answer. */
import assert from 'node:assert/strict';
import { createHash, verify } from 'node:crypto';
import { describe, it } from 'node:test';
import { readCanonicalJson } from '../../src/evidence/envelope/canonical-json.ts';
import { isSealedBy, readSealedFile, writtenFile } from '../../src/evidence/envelope/sealed-file.ts';
import { fingerprintOf, type TrustedKey } from '../../src/evidence/envelope/trusted-keys.ts';
import { readRunStatement, runStatement, statementBytes } from '../../src/evidence/statement/run-statement.ts';
import { testResultStatement } from '../../src/evidence/statement/test-result-statement.ts';
import { readTestResult } from '../../src/evidence/tests/test-result.ts';
import { entry, hashOf, keys, run, sealed } from './made-runs.ts';

const trusted: readonly TrustedKey[] = [{ kind: 'ed25519', key: keys.ed.publicKey }, { kind: 'p256', key: keys.p256.publicKey }];

/** Whether a file is taken, by one of the keys. */
function isTaken(bytes: Uint8Array): boolean {
  const opened = readSealedFile(bytes);
  if (!opened.ok || opened.sealed.kind !== 'key') return false;
  const { sealed: file } = opened;
  return trusted.some((key) => isSealedBy(file, key)) && readRunStatement(file.payload).ok;
}

describe('a statement on a run', () => {
  it('is the same bytes whatever the order in which it was put together', () => {
    const [a, b] = [entry({ id: 'a' }), entry({ id: 'b', files: [] })];
    const files = [{ path: 'src/upload.py', state: `sha256:${hashOf('5')}` }, { path: 'a.py', state: 'refused:file_missing' }];
    const one = run({ assertions: [a, b], files, earlier: [hashOf('8'), hashOf('7')] });
    const other = run({ assertions: [b, a], files: [...files].reverse(), earlier: [hashOf('7'), hashOf('8')] });
    assert.deepEqual(statementBytes(one), statementBytes(other));
    const read = readRunStatement(statementBytes(one));
    assert.ok(read.ok, read.ok ? '' : read.because);
    assert.deepEqual(read.statement, one);
  });

  it('keeps paths and texts as they are: they are compared, not tidied', () => {
    const path = ' e\u0301/\u{1F600}.py ';
    const statement = run({ files: [{ path, state: 'refused:file_missing' }], assertions: [entry({ files: [path] })] });
    const read = readRunStatement(statementBytes(statement));
    assert.ok(read.ok);
    assert.equal(read.statement.predicate.files[0]?.path, path);
  });

  const bad: readonly (readonly [why: string, statement: object, because: RegExp])[] = [
    ['another member', { ...run(), note: 'x' }, /the whole does not fit/],
    ['another member deep inside', run({ assertions: [{ ...entry(), trust: 'me' } as never] }), /assertions\.0/],
    ['a verdict that is none', run({ assertions: [entry({ verdict: 'ok' as never })] }), /verdict/],
    ['a strength without a pass', run({ assertions: [entry({ verdict: 'fail' })] }), /does not pass/],
    ['more noticed than tried', run({ assertions: [entry({ noticed: { tried: 1, killed: 2 } })] }), /notices more/],
    ['an assertion twice', run({ assertions: [entry(), entry()] }), /twice/],
    ['a file of which it says nothing', run({ assertions: [entry({ files: ['other.py'] })] }), /no state/],
    ['a file in two states', run({ files: [{ path: 'src/upload.py', state: 'refused:file_missing' }, { path: 'src/upload.py', state: `sha256:${hashOf('5')}` }] }), /two states/],
    ['evidence for nothing', run({ assertions: [entry({ control: null })] }), /neither or for both/],
    ['a commit that is no name', { ...runStatement({ commit: 'HEAD', tree: 'x', predicate: run().predicate }) }, /subject/],
    ['a day that does not exist', run({ at: '2026-13-01T00:00:00Z' }), /there is no time/],
  ];
  for (const [why, statement, because] of bad) {
    it(`is refused: ${why}`, () => {
      const read = readRunStatement(statementBytes(statement));
      assert.ok(!read.ok);
      assert.match(read.because, because);
    });
  }

  it('is refused in any other spelling', () => {
    const text = Buffer.from(statementBytes(run())).toString();
    const spellings = [`${text}\n`, ` ${text}`, JSON.stringify(JSON.parse(text), null, 1), text.replace('"tier":1', '"tier":1.0'), text.replace('"tier":1', '"tier":1,"tier":1'), text.replace('acme', '\\u0061cme'), `\uFEFF${text}`];
    for (const spelling of spellings) assert.equal(readCanonicalJson(Buffer.from(spelling)).ok, false, spelling.slice(0, 60));
    assert.ok(readCanonicalJson(Buffer.from(text)).ok);
    assert.equal(readCanonicalJson(Buffer.from('['.repeat(100_000))).ok, false);
    assert.equal(readCanonicalJson(Buffer.from('9007199254740993')).ok, false, 'a number that is rounded by reading');
  });

  it('comes with a public test result in which undecidable is failed', () => {
    const both = run({ assertions: [entry(), entry({ id: 'asrt_2', verdict: 'undecidable', strength: null })] });
    const read = readTestResult(statementBytes(testResultStatement(both)), 'it');
    assert.ok(read.ok, read.ok ? '' : read.because);
    assert.deepEqual([read.run.passed, read.run.failed], [['upload/asrt_1'], ['upload/asrt_2']]);
    assert.deepEqual(read.run.files, [{ file: 'src/upload.py', sha256: hashOf('5') }]);
    const mark = readRunStatement(statementBytes(testResultStatement(both)));
    assert.ok(!mark.ok && mark.other);
  });
});

describe('the file of a run', () => {
  for (const [kind, key] of [['Ed25519', keys.ed.privateKey], ['P-256', keys.p256.privateKey]] as const) {
    it(`is taken as it was sealed with ${kind}, and with no single bit of it changed`, () => {
      const bytes = Buffer.from(sealed(run(), key));
      assert.ok(isTaken(bytes));
      for (let at = 0; at < bytes.length; at++) {
        const bit = 1 << (at % 8);
        bytes[at]! ^= bit;
        assert.equal(isTaken(bytes), false, `byte ${at}, which was ${String.fromCharCode(bytes[at]! ^ bit)}`);
        bytes[at]! ^= bit;
      }
      assert.ok(isTaken(bytes));
    });
  }

  it('is refused with anything beside what is signed', () => {
    const text = sealed(run());
    const value = JSON.parse(text) as { payload: string; payloadType: string; signatures: { keyid: string; sig: string }[] };
    const [signature] = value.signatures as [{ keyid: string; sig: string }];
    const forged: readonly (readonly [why: string, text: string])[] = [
      ['a blank', `${text} `],
      ['another member', writtenFile({ ...value, note: 'trust me' })],
      ['a member of the signature', writtenFile({ ...value, signatures: [{ ...signature, at: 'now' }] })],
      ['a second signature', writtenFile({ ...value, signatures: [signature, signature] })],
      ['the name of another key', writtenFile({ ...value, signatures: [{ ...signature, keyid: fingerprintOf(keys.p256.publicKey) }] })],
      ['the other alphabet', writtenFile({ ...value, signatures: [{ ...signature, sig: Buffer.from(signature.sig, 'base64').toString('base64url') }] })],
      ['a loose bit at the end', writtenFile({ ...value, signatures: [{ ...signature, sig: signature.sig.replace(/.==$/, (end) => `${String.fromCharCode(end.charCodeAt(0) + 1)}==`) }] })],
      ['no signature', writtenFile({ ...value, signatures: [] })],
    ];
    for (const [why, one] of forged) assert.equal(isTaken(Buffer.from(one)), false, why);
  });

  it('is what any reader of DSSE verifies, and its key is named by the digest of its DER', () => {
    const value = JSON.parse(sealed(run(), keys.p256.privateKey)) as { payload: string; payloadType: string; signatures: { keyid: string; sig: string }[] };
    const payload = Buffer.from(value.payload, 'base64');
    const signed = Buffer.concat([Buffer.from(`DSSEv1 28 ${value.payloadType} ${payload.length} `), payload]);
    assert.ok(verify('sha256', signed, keys.p256.publicKey, Buffer.from(value.signatures[0]!.sig, 'base64')));
    assert.equal(value.signatures[0]!.keyid, createHash('sha256').update(keys.p256.publicKey.export({ type: 'spki', format: 'der' })).digest('hex'));
  });
});
