/** The page about auditing by hand, followed: its commands, on a package, with openssl and jq. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { packageText, type EvidencePackage } from '../../src/evidence/audit/package.ts';
import { MadeRepository } from './made-repository.ts';
import { keys, pemOf, policyText } from './made-runs.ts';

const top = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(top, 'media', 'audit-by-hand.md'), 'utf8');
const blocks = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, commands]) => commands!);

/** Every `echo` of the page, in order: what it says when all is well. */
const words = [...blocks.join('').matchAll(/echo '([^']+)'/g)].map(([, word]) => word!);

interface Followed {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Follows the page in a folder with the package, the key and the code; the first command that fails ends it. */
function follow(repository: MadeRepository, text: string, publicKey: string, other: RegExp, without?: RegExp): Followed {
  const folder = mkdtempSync(join(tmpdir(), 'mipiti-by-hand-'));
  try {
    cpSync(join(repository.root, 'src'), join(folder, 'src'), { recursive: true });
    writeFileSync(join(folder, 'upload.evidence.json'), text);
    writeFileSync(join(folder, 'ci.pem'), publicKey);
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'bin', 'mipiti'), `#!/bin/sh\nexec '${process.execPath}' '${join(top, 'dist', 'cli.cjs')}' "$@"\n`, { mode: 0o755 });
    // A shell that ends at errors passes over those before `&&`: a reader sees that the word is not said, and this shell ends.
    const commands = blocks.filter((block) => !other.test(block) && !without?.test(block)).join('').replaceAll(' && echo ', '; echo ');
    const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', commands], { cwd: folder, encoding: 'utf8', env: { ...process.env, PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}` } });
    return { code: status, out: stdout, err: stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const kinds = [
  { kind: 'Ed25519', key: keys.ed, other: /openssl dgst -sha256 -verify/, says: /Signature Verified Successfully/ },
  { kind: 'P-256', key: keys.p256, other: /openssl pkeyutl -verify/, says: /Verified OK/ },
] as const;

for (const { kind, key, other, says } of kinds) {
  describe(`an audit by hand, with a key of the kind ${kind}`, () => {
    const made = async (): Promise<{ readonly repository: MadeRepository; readonly text: string }> => {
      const repository = new MadeRepository(policyText('', key.publicKey));
      repository.commit();
      const first = await repository.record({}, key.privateKey);
      await repository.record({ earlier: [first] }, key.privateKey);
      return { repository, text: await repository.export() };
    };

    it('comes to what the page says, command by command', async () => {
      const { repository, text } = await made();
      try {
        const { code, out, err } = follow(repository, text, pemOf(key.publicKey), other);
        assert.equal(code, 0, `${out}\n${err}`);
        let at = 0;
        for (const word of [/^VERIFIED$/m, ...words.map((one) => new RegExp(`^${one}$`, 'm'))]) {
          const found = word.exec(out.slice(at));
          assert.ok(found, `${String(word)} in ${out}`);
          at += found.index;
        }
        assert.match(out, says);
      } finally {
        repository.dispose();
      }
    });

    it('does not come to it with a forged statement, another key, a run that is missing, or other code', async () => {
      const { repository, text } = await made();
      try {
        const pem = pemOf(key.publicKey);
        const forged = (change: (contents: { -readonly [Key in keyof EvidencePackage]: EvidencePackage[Key] }) => void): string => {
          const { digest: _, ...contents } = JSON.parse(text) as EvidencePackage;
          change(contents as EvidencePackage);
          return packageText(contents);
        };
        // By hand alone: without the command whose work the page does again.
        const byHand = (of: string, publicKey = pem): Followed => follow(repository, of, publicKey, other, /^mipiti audit/);
        assert.equal(byHand(text).code, 0);
        const run = (JSON.parse(text) as EvidencePackage).claim.verdicts[0]!.run!;
        const cases: readonly (readonly [lastWord: string | undefined, of: string, publicKey?: string])[] = [
          [undefined, text.replace('"status":"mitigated"', '"status":"at_risk"')],
          ['whole', forged(({ evidence }) => ((evidence[run] as { payload: string }).payload = Buffer.from('{}').toString('base64')))],
          ['named by its bytes', text, pemOf((kind === 'P-256' ? keys.ed : keys.stranger).publicKey)],
          ['it was this code', forged(({ evidence }) => Object.keys(evidence).filter((name) => name !== run).forEach((name) => delete evidence[name]))],
          ['the tree has these entries', forged(({ model }) => (model.text += '# more\n'))],
        ];
        for (const [lastWord, of, publicKey] of cases) {
          const { code, out } = byHand(of, publicKey);
          assert.notEqual(code, 0, `after ${lastWord ?? 'nothing'}`);
          assert.equal(words.filter((word) => new RegExp(`^${word}$`, 'm').test(out)).at(-1), lastWord);
        }
        repository.write('src/upload.py', 'def handle(data):\n    return data\n');
        const { out } = byHand(text);
        assert.equal(words.filter((word) => new RegExp(`^${word}$`, 'm').test(out)).at(-1), 'it is evidence for this control');
      } finally {
        repository.dispose();
      }
    });
  });
}
