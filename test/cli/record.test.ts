/** A run is recorded by the command line and read back: from the key on a disk to the posture on record. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseModel } from '../../src/model/parse.ts';
import { readRecorded, type RecordedPosture } from '../../src/project/read-recorded.ts';
import { repositoryOf } from '../../src/project/find-repository.ts';
import { describeRecorded } from '../../src/project/sentences/recorded.ts';
import { keys, pemOf, policyText } from '../evidence/made-runs.ts';
import { code, model } from './scanned-upload.ts';

const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs');

describe('a recorded run', () => {
  let folder: string;
  let root: string;
  let keyFile: string;
  const write = (name: string, text: string): void => writeFileSync(join(root, name), text);
  const git = (...words: string[]): string => execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', ...words], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  const commit = (): string => {
    git('add', '-A');
    git('commit', '-qm', 'x', '--allow-empty');
    return git('rev-parse', 'HEAD');
  };
  const run = (words: readonly string[], env: Record<string, string> = {}): { readonly code: number | null; readonly out: string; readonly err: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], { cwd: root, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...env } });
    return { code: status, out: stdout, err: stderr };
  };
  const record = (...words: string[]) => run(['verify', '--record', '--key', keyFile, '--no-prove', ...words]);
  const recorded = async (text = readFileSync(join(root, 'a.threatmodel.yaml'), 'utf8'), base?: string): Promise<RecordedPosture> => {
    const read = await readRecorded({ model: parseModel(text).model, repository: repositoryOf(join(root, 'a.threatmodel.yaml'), root) }, { trusted: true, now: new Date(), ...(base === undefined ? {} : { base }) });
    assert.ok(!('none' in read));
    return read;
  };
  const word = (read: RecordedPosture): string => describeRecorded(read.basis.standings['asrt_aaaa']!);
  const files = (): string[] => readdirSync(join(root, '.mipiti', 'evidence'));

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'mipiti-record-'));
    root = join(folder, 'app');
    mkdirSync(join(root, '.mipiti'), { recursive: true });
    keyFile = join(folder, 'key.pem');
    writeFileSync(keyFile, pemOf(keys.ed.privateKey));
    git('init', '-q', '-b', 'main');
    write('a.threatmodel.yaml', model);
    write('upload.py', code);
    write('.gitignore', '.mipiti/cache/\n');
    write('.mipiti/trust.yaml', policyText());
    commit();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is nothing before somebody records one', async () => {
    const read = await recorded();
    assert.match(word(read), /no run says anything/);
    assert.deepEqual(read.assessment.objectives.map(({ status }) => status), ['at_risk']);
  });

  it('is signed about the commit, kept beside its public form, and mitigates on record', async () => {
    const { code: exit, err } = record();
    assert.equal(exit, 0, err);
    assert.match(err, /recorded 1 verdict on [0-9a-f]{10} as [0-9a-f]{16}, signed by key/);
    assert.equal(files().length, 2);
    const read = await recorded();
    assert.match(word(read), /^pass at [0-9a-f]{10}, signed by ci$/);
    assert.deepEqual([read.assessment.basis, read.basis.missing, read.basis.refused, read.runs], ['recorded', [], [], 1]);
    assert.deepEqual(read.assessment.objectives.map(({ status }) => status), ['mitigated']);
  });

  it('is listed with who signed it', () => {
    const { code: exit, out } = run(['evidence', 'log', '--output', 'json']);
    assert.equal(exit, 0, out);
    const log = JSON.parse(out) as { runs: { model: string; passed: number; signer: unknown }[]; total: number };
    assert.deepEqual([log.total, log.runs[0]?.model, log.runs[0]?.passed, log.runs[0]?.signer], [1, 'upload', 1, { name: 'ci' }]);
    assert.match(run(['evidence', 'log']).out, /1 passed, 0 failed, 0 undecidable {2}✓ ci/);
  });

  it('holds at a later commit that leaves its files alone, and in the index that was damaged', async () => {
    write('other.py', 'x = 1\n');
    commit();
    assert.match(word(await recorded()), /^pass/);
    const index = join(root, '.mipiti', 'cache', 'evidence.sqlite');
    const bytes = readFileSync(index);
    for (const damaged of [Buffer.alloc(0), bytes.subarray(0, 5000), Buffer.from(bytes.map((byte, at) => (at === 9000 ? byte ^ 1 : byte)))]) {
      writeFileSync(index, damaged);
      assert.match(run(['evidence', 'log']).out, /1 passed/);
      assert.ok(readFileSync(index).length >= bytes.length, 'it is made anew');
    }
  });

  it('does not survive a change of its file, its assertion, its clause, its control', async () => {
    write('upload.py', code.replace('> 3', '> 4'));
    assert.match(word(await recorded()), /^upload\.py has changed since/);
    write('upload.py', code);
    assert.match(word(await recorded(model.replace('callee: scan', 'callee: check'))), /another assertion/);
    assert.match(word(await recorded(model.replace('the handler scans', 'the handler may scan'))), /the clause scanned was another/);
    assert.match(word(await recorded(model.replace('Scan uploads.', 'Scan uploads well.'))), /its control said something else/);
    assert.match(word(await recorded()), /^pass/);
  });

  it('says nothing of a commit that differs from the files, or of a model that is not committed', () => {
    write('upload.py', `${code}# more\n`);
    const differs = record();
    assert.equal(differs.code, 1);
    assert.match(differs.err, /upload\.py differs from the commit/);
    write('upload.py', code);
    write('a.threatmodel.yaml', model.replace('Scan uploads.', 'Scan.'));
    assert.match(record().err, /says something else than at the commit/);
    write('a.threatmodel.yaml', model);
    assert.equal(files().length, 2);
  });

  it('counts by the policy of the base, not by that of a branch', async () => {
    git('checkout', '-qb', 'branch');
    write('.mipiti/trust.yaml', policyText('', keys.stranger.publicKey));
    commit();
    assert.match(word(await recorded(undefined, 'main')), /^pass/);
    assert.match(word(await recorded(undefined, 'branch')), /do not count: the trust policy does not name the key/);
    write('.mipiti/trust.yaml', policyText('revokd: {}'));
    commit();
    const read = await recorded(undefined, 'branch');
    assert.deepEqual([read.trust.policy, read.trust.problems[0]?.code], [undefined, 'unknown_key']);
    assert.match(word(read), /has no trust policy that can be read/);
    git('checkout', '-q', 'main');
  });

  it('gives way to a newer one that fails, and shows when it is taken away', async () => {
    const [first] = (await recorded()).basis.standings['asrt_aaaa']!.holds ? files() : [];
    assert.ok(first);
    write('upload.py', code.replace('    scan(data)\n', ''));
    commit();
    assert.equal(record().code, 1, 'what fails is recorded, and still fails the build');
    const read = await recorded();
    assert.match(word(read), /^fail at/);
    assert.deepEqual(read.assessment.objectives.map(({ status }) => status), ['at_risk']);
    const before = new Set(files());
    const { name } = (JSON.parse(run(['evidence', 'log', '--output', 'json']).out) as { runs: { name: string }[] }).runs.at(-1)!;
    const file = join(root, '.mipiti', 'evidence', `${name}.json`);
    const bytes = readFileSync(file);
    rmSync(file);
    assert.deepEqual((await recorded()).basis.missing, [name]);
    const log = run(['evidence', 'log']);
    assert.equal(log.code, 1);
    assert.match(log.out, new RegExp(`${name} is named by a run and is not there`));
    writeFileSync(file, bytes);
    assert.deepEqual((await recorded()).basis.missing, []);
    assert.equal(files().length, before.size);
  });

  const wrong: readonly (readonly [why: string, words: readonly string[], env: Record<string, string>, says: RegExp])[] = [
    ['nobody signs', ['verify', '--record'], {}, /needs somebody who signs/],
    ['a key without --record', ['verify', '--key', 'x'], {}, /give both/],
    ['no such key', ['verify', '--record', '--key', 'nowhere.pem'], {}, /nowhere\.pem cannot be read/],
    ['a key that is none', ['verify', '--record', '--key', 'upload.py'], {}, /no private key in PEM/],
    ['a bad key of the environment, although another would do', ['verify', '--record'], { MIPITI_CUSTOMER_SIGNING_KEY: '-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----', MIPITI_WORKSPACE_SIGNING_KEY: pemOf(keys.p256.privateKey) }, /key is damaged/],
    ['an encrypted key and nobody to ask', ['verify', '--record'], { MIPITI_CUSTOMER_SIGNING_KEY: keys.p256.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'sesame' }).toString() }, /SIGNING_KEY_PASSPHRASE/],
  ];
  for (const [why, words, env, says] of wrong) {
    it(`is wrong use: ${why}`, () => {
      const { code: exit, err } = run(words, env);
      assert.equal(exit, 2, err);
      assert.match(err, says);
    });
  }

  it('is signed by keys of the environment, by passphrase too, and no secret shows', () => {
    const pem = keys.p256.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' }).toString();
    for (const env of [{ MIPITI_CUSTOMER_SIGNING_KEY: pem, MIPITI_CUSTOMER_SIGNING_KEY_PASSPHRASE: 'open sesame' }, { MIPITI_WORKSPACE_SIGNING_KEY: pemOf(keys.p256.privateKey) }]) {
      const { out, err } = run(['verify', '--record', '--no-prove'], env);
      assert.match(err, /signed by key [0-9a-f]{16}/);
      assert.ok(!(out + err).includes('sesame') && !(out + err).includes(pem.split('\n')[1]!));
    }
    for (const file of files()) assert.ok(!readFileSync(join(root, '.mipiti', 'evidence', file), 'utf8').includes('sesame'));
  });
});
