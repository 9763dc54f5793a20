/** Keys, runs and policies to try things on. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { sealWithKey } from '../../src/evidence/envelope/sealed-file.ts';
import { runStatement, statementBytes, type RunEntry, type RunPredicate, type RunStatement } from '../../src/evidence/statement/run-statement.ts';

export const keys = {
  ed: generateKeyPairSync('ed25519'),
  p256: generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
  stranger: generateKeyPairSync('ed25519'),
};
export const pemOf = (key: KeyObject): string => (key.type === 'public' ? key.export({ type: 'spki', format: 'pem' }) : key.export({ type: 'pkcs8', format: 'pem' })).toString();

export const hashOf = (digit: string): string => digit.repeat(64).slice(0, 64);
export const commitName = (digit: string): string => digit.repeat(40).slice(0, 40);

export const entry = (changes: Partial<RunEntry> = {}): RunEntry => ({
  id: 'asrt_1',
  hash: hashOf('1'),
  control: { id: 'CTRL-01', hash: hashOf('2'), clauses: [{ name: 'scanned', hash: hashOf('3') }] },
  assumption: null,
  tier: 1,
  verdict: 'pass',
  strength: 'called',
  reason: 'proven',
  noticed: { tried: 4, killed: 4 },
  files: ['src/upload.py'],
  listings: [],
  reviewer: null,
  ...changes,
});

export const run = (changes: Partial<RunPredicate> = {}, commit = commitName('c'), tree = commitName('d')): RunStatement =>
  runStatement({
    commit,
    tree,
    predicate: {
      tool: { name: 'mipiti', version: '0.1.0', engine: 'engine/1' },
      model: { id: 'upload', path: 'upload.threatmodel.yaml', digest: hashOf('4') },
      repository: 'acme/app',
      at: '2026-05-01T12:00:00.000Z',
      earlier: [],
      testResult: null,
      files: [{ path: 'src/upload.py', state: `sha256:${hashOf('5')}` }],
      listings: [],
      assertions: [entry()],
      ...changes,
    },
  });

export const sealed = (statement: object, key: KeyObject = keys.ed.privateKey): string => sealWithKey(statementBytes(statement), key);

const indented = (text: string): string => text.trim().split('\n').map((line) => `      ${line}`).join('\n');

/** A policy that names the key of `ed` as `ci`, with more lines for it. */
export const policyText = (more = '', key: KeyObject = keys.ed.publicKey): string => `schema: 1\nkeys:\n  ci:\n    public_key: |\n${indented(pemOf(key))}\n${more === '' ? '' : `${more.split('\n').map((line) => `    ${line}`).join('\n')}\n`}`;
