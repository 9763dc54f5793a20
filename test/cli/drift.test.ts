/** Both bases, drift, history and bisect by the command line, on a real repository with a real key; what people read is golden. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { keys, pemOf, policyText } from '../evidence/made-runs.ts';
import { mipiti, type CliResult } from './run-cli.ts';
import { code, model } from './scanned-upload.ts';

const broken = code.replace('    scan(data)\n', '');

interface Item {
  readonly assertion: string;
  readonly control: string;
  readonly objectives: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly commit: string;
  readonly recorded: { readonly signer: string; readonly run: string };
  readonly failed_since: { readonly commit: string } | null;
  readonly to_run: string | null;
  readonly known_gap: boolean;
  readonly changed_files: readonly { readonly path: string; readonly from: string; readonly to: string }[];
  readonly changed_symbols: readonly { readonly file: string; readonly symbol: string }[];
}

describe('what is on record', { concurrency: 2 }, () => {
  let home: string;
  let keyFile: string;
  /** A repository, and the words to act on it. */
  class Repository {
    readonly root: string;
    readonly commits: string[] = [];
    constructor(name: string) {
      this.root = join(home, name);
      mkdirSync(join(this.root, '.mipiti'), { recursive: true });
      this.git('init', '-q', '-b', 'main');
      this.write('.gitignore', '.mipiti/cache/\n.mipiti/evidence/\n');
      this.write('.mipiti/trust.yaml', policyText());
      this.write('a.threatmodel.yaml', model);
      this.write('upload.py', code);
      this.commit('Scan what is uploaded');
    }
    write(name: string, text: string): void {
      writeFileSync(join(this.root, name), text);
    }
    git(...words: string[]): string {
      return execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', ...words], { cwd: this.root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
    }
    commit(message: string): string {
      this.git('add', '-A');
      this.git('commit', '-qm', message, '--allow-empty');
      this.commits.push(this.git('rev-parse', 'HEAD'));
      return this.commits.at(-1)!;
    }
    run(...words: string[]): Promise<CliResult> {
      return mipiti(words, this.root);
    }
    async record(): Promise<void> {
      const { err } = await this.run('verify', '--record', '--key', keyFile, '--no-prove');
      assert.match(err, /recorded 1 verdict/);
    }
    async json<T>(...words: string[]): Promise<T> {
      const { out, err } = await this.run(...words, '--output', 'json');
      assert.doesNotThrow(() => JSON.parse(out), out + err);
      return JSON.parse(out) as T;
    }
    /** The text with commits by their number, and days, runs and digests by name. */
    plain(text: string): string {
      let said = text.replaceAll(new RegExp(`\\b${new Date().toISOString().slice(0, 10)}\\b`, 'g'), 'TODAY');
      for (const [index, commit] of this.commits.entries()) said = said.replaceAll(commit, `COMMIT-${index + 1}`).replaceAll(commit.slice(0, 10), `COMMIT-${index + 1}`);
      return said;
    }
    async golden(name: string, code_: number, ...words: string[]): Promise<void> {
      const { code: exit, out, err } = await this.run(...words);
      assert.equal(exit, code_, out + err);
      const file = join(import.meta.dirname, 'golden', `${name}.txt`);
      const said = `$ mipiti ${this.plain(words.join(' '))}\n${this.plain(out)}`;
      if (process.env['MIPITI_UPDATE_GOLDEN'] === '1') writeFileSync(file, said);
      assert.equal(said, readFileSync(file, 'utf8'));
    }
  }

  before(() => {
    home = mkdtempSync(join(tmpdir(), 'mipiti-drift-'));
    keyFile = join(home, 'key.pem');
    writeFileSync(keyFile, pemOf(keys.ed.privateKey));
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  it('is nothing where nobody recorded anything, and says how to', async () => {
    const fresh = new Repository('fresh');
    await fresh.golden('posture-nothing-recorded', 0, 'posture');
    const { models } = await fresh.json<{ models: { basis: string }[] }>('posture');
    assert.deepEqual(models.map(({ basis }) => basis), ['worktree']);
    const verified = await fresh.json<{ models: { basis: string; recorded: unknown }[] }>('verify', '--no-prove');
    assert.deepEqual(verified.models.map(({ basis, recorded }) => [basis, recorded]), [['worktree', { none: 'no_recorded_evidence' }]]);
    await fresh.golden('drift-nothing-recorded', 0, 'drift');
    await fresh.golden('history-nothing-recorded', 0, 'history', 'asrt_aaaa');
    assert.ok(!existsSync(join(fresh.root, '.mipiti', 'evidence')));
  });

  it('goes from a mitigated record through drift before the commit and after it to a pass again', async () => {
    const repository = new Repository('walkthrough');
    const [first] = repository.commits;
    await repository.record();
    await repository.golden('posture-recorded', 0, 'posture');
    await repository.golden('drift-none', 0, 'drift');
    const { models } = await repository.json<{ models: { basis: string; id: string; digest: string; objectives: { status: string }[]; recorded?: { commit: string; assertions: { id: string; holds: boolean; signer: string; commit: string }[] } }[] }>('posture');
    assert.deepEqual(models.map(({ basis, id, objectives }) => [basis, id, objectives[0]?.status]), [['worktree', 'upload', 'mitigated'], ['recorded', 'upload', 'mitigated']]);
    assert.equal(models[0]!.digest, models[1]!.digest, 'the same verdicts are the same posture');
    assert.deepEqual(models[1]!.recorded?.assertions.map(({ id, holds, signer, commit }) => [id, holds, signer, commit]), [['asrt_aaaa', true, 'ci', first]]);

    // Before the commit.
    repository.write('upload.py', broken);
    await repository.golden('drift-before-commit', 1, 'drift');
    await repository.golden('explain-drifted', 0, 'posture', 'CO-A1-T1', '--explain');
    const drifted = (await repository.json<{ drift: Item[] }>('drift')).drift;
    assert.deepEqual(drifted.map(({ assertion, control, objectives, from, to, commit, recorded, failed_since, to_run, known_gap }) => [assertion, control, objectives, from, to, commit, recorded.signer, failed_since, to_run, known_gap]), [['asrt_aaaa', 'CTRL-01', ['CO-A1-T1'], 'pass', 'fail', first, 'ci', null, null, false]]);
    assert.deepEqual(drifted[0]!.changed_symbols, [{ file: 'upload.py', symbol: 'handle' }]);
    const [changed] = drifted[0]!.changed_files;
    assert.equal(drifted[0]!.changed_files.length, 1);
    const digest = (text: string): string => `sha256:${execFileSync('sha256sum', { input: text, encoding: 'utf8' }).split(' ')[0]}`;
    assert.deepEqual([changed!.path, changed!.from, changed!.to], ['upload.py', digest(code), digest(broken)]);

    // After it, unrecorded and recorded.
    const second = repository.commit('Simplify the handler');
    assert.equal((await repository.run('drift')).code, 1);
    const since = (await repository.run('drift', '--base', first!)).code;
    assert.equal(since, 1, 'against the base too');
    await repository.record();
    const known = (await repository.json<{ drift: Item[] }>('drift')).drift;
    assert.deepEqual(known.map(({ commit, failed_since }) => [commit, failed_since?.commit]), [[first, second]]);
    assert.deepEqual((await repository.json<{ drift: Item[] }>('drift', '--base', first!)).drift.map(({ failed_since }) => failed_since), [null], 'the base knows nothing of it');
    await repository.golden('posture-recorded-failure', 0, 'posture');

    // A known gap is told and fails nothing.
    repository.write('a.threatmodel.yaml', `${model}known_gaps: {asrt_aaaa: {reason: r, until: "2999-01-01"}}\n`);
    await repository.golden('drift-known-gap', 0, 'drift');
    repository.write('a.threatmodel.yaml', model);

    // Mended: nothing drifted, recorded or not.
    repository.write('upload.py', code);
    assert.equal((await repository.run('drift')).code, 0);
    repository.commit('Scan again');
    await repository.record();
    assert.equal((await repository.run('drift')).code, 0);
    await repository.golden('history-flapping', 0, 'history', 'CO-A1-T1');
    const { assertions } = await repository.json<{ assertions: { assertion: string; flapping: unknown; verdicts: { verdict: string; commit: string; signer: string; files: { path: string; state: string }[] }[] }[] }>('history', 'upload/asrt_aaaa');
    assert.deepEqual(assertions[0]!.verdicts.map(({ verdict, commit, signer, files }) => [verdict, commit, signer, files.find(({ path }) => path === 'upload.py')?.state]), [
      ['pass', repository.commits[0], 'ci', digest(code)],
      ['fail', repository.commits[1], 'ci', digest(broken)],
      ['pass', repository.commits[2], 'ci', digest(code)],
    ]);
    assert.deepEqual(assertions[0]!.flapping, { changes: 2, unexplained: 0 });
    assert.equal((await repository.run('history', 'asrt_zzzz')).code, 2);
  });

  it('is not believed without a policy or with a gap, and then nobody says that nothing drifted', async () => {
    const repository = new Repository('untrusted');
    await repository.record();
    rmSync(join(repository.root, '.mipiti', 'trust.yaml'));
    repository.commit('Trust nobody');
    repository.write('upload.py', broken);
    await repository.golden('drift-nobody-trusted', 1, 'drift');
    await repository.golden('posture-nobody-trusted', 0, 'posture');
    assert.equal((await repository.json<{ drift: Item[] }>('drift', '--base', repository.commits[0]!)).drift.length, 1, 'the policy of the base counts');
    // The passing run is taken away after another one named it.
    repository.write('.mipiti/trust.yaml', policyText());
    repository.write('upload.py', code);
    repository.commit('Trust again');
    const passed = (await repository.json<{ runs: { name: string }[] }>('evidence', 'log')).runs[0]!.name;
    repository.write('upload.py', broken);
    repository.commit('Break it');
    await repository.record();
    rmSync(join(repository.root, '.mipiti', 'evidence', `${passed}.json`));
    const gap = await repository.run('drift');
    assert.equal(gap.code, 1);
    assert.match(gap.out, new RegExp(`✗ a\\.threatmodel\\.yaml: the run ${passed.slice(0, 16)} is named by another and is not there, so drift could go unnoticed\\.`));
  });

  it('takes no test that was not run for drift, and says so', async () => {
    const repository = new Repository('tests');
    repository.write('a.threatmodel.yaml', `${model}  asrt_bbbb: {control: CTRL-01, type: test_passes, params: {pattern: upload.test.mjs, runner: node}, covers: [scanned]}\n`);
    repository.write('upload.test.mjs', "import { test } from 'node:test';\nimport assert from 'node:assert/strict';\ntest('it', () => assert.ok(true));\n");
    repository.write('package.json', '{"type": "module"}\n');
    repository.commit('Test it');
    const { err } = await repository.run('verify', '--record', '--key', keyFile, '--no-prove', '--run-tests');
    assert.match(err, /recorded 2 verdicts/);
    await repository.golden('drift-tests-not-run', 0, 'drift');
    assert.equal((await repository.run('drift', '--run-tests')).code, 0);
  });

  it('counts as a check of a control in the review', async () => {
    const repository = new Repository('review');
    process.env['GIT_AUTHOR_DATE'] = process.env['GIT_COMMITTER_DATE'] = '2020-01-01T00:00:00Z';
    repository.git('commit', '-q', '--amend', '--no-edit', '--date', '2020-01-01T00:00:00Z');
    delete process.env['GIT_AUTHOR_DATE'];
    delete process.env['GIT_COMMITTER_DATE'];
    const unchecked = async (): Promise<unknown> => (await repository.json<{ items: { section: string; id: string }[] }>('review')).items.filter(({ section }) => section === 'unchecked').map(({ id }) => id);
    assert.deepEqual(await unchecked(), ['CTRL-01']);
    await repository.record();
    assert.deepEqual(await unchecked(), []);
  });

  describe('bisect', () => {
    let repository: Repository;
    before(() => {
      repository = new Repository('bisect');
      for (let number = 1; number <= 5; number++) {
        repository.write('other.py', `x = ${number}\n`);
        repository.commit(`Count to ${number}`);
      }
      repository.write('upload.py', broken);
      repository.commit('Simplify the handler');
      for (let number = 6; number <= 9; number++) {
        repository.write('other.py', `x = ${number}\n`);
        repository.commit(`Count to ${number}`);
      }
    });

    it('finds the commit, shows what it did, and leaves the work tree alone', async () => {
      repository.write('upload.py', `${broken}# not committed\n`);
      const [head, status, modified] = [repository.git('rev-parse', 'HEAD'), repository.git('status', '--porcelain'), statSync(join(repository.root, 'upload.py')).mtimeMs];
      await repository.golden('bisect-found', 0, 'bisect', 'CO-A1-T1');
      assert.deepEqual([repository.git('rev-parse', 'HEAD'), repository.git('status', '--porcelain'), statSync(join(repository.root, 'upload.py')).mtimeMs], [head, status, modified]);
      repository.write('upload.py', broken);
      const found = await repository.json<{ found: boolean; commit: { commit: string; author: string }; looked: number; files: string[]; before: { status: string }; after: { status: string } }>('bisect', 'upload/CO-A1-T1', '--good', repository.commits[0]!, '--bad', 'HEAD');
      assert.deepEqual([found.found, found.commit.commit, found.files, found.before.status, found.after.status], [true, repository.commits[6], ['upload.py'], 'mitigated', 'at_risk']);
      assert.ok(found.looked <= 6, `${found.looked} commits of 11`);
    });

    it('says when there is nothing to find, and what it cannot search', async () => {
      await repository.golden('bisect-same', 1, 'bisect', 'CO-A1-T1', '--good', 'HEAD~2');
      await repository.golden('bisect-mitigated', 1, 'bisect', 'CO-A1-T1', '--bad', repository.commits[2]!);
      for (const [words, says] of [
        [['bisect', 'CO-A9-T9'], /There is no objective CO-A9-T9\. Models: upload\./],
        [['bisect', 'CO-A1-T1', '--good', 'nowhere'], /There is no commit nowhere\./],
        [['bisect', 'CO-A1-T1', '--good', '--exec=x'], /There is no commit --exec=x\./],
        [['bisect', 'CO-A1-T1', '--good', 'HEAD', '--bad', 'HEAD~1'], /is not on the line of first parents of/],
      ] as const) {
        const { code: exit, err } = await repository.run(...words);
        assert.equal(exit, 2);
        assert.match(err, says);
      }
    });

    it('finds where an objective came into the model, through a model that was moved, along first parents', async () => {
      const moved = join(home, 'moved');
      cpSync(repository.root, moved, { recursive: true });
      const git = (...words: string[]): string => execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', ...words], { cwd: moved, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
      // A side branch that repairs it for a while is none of the line.
      git('checkout', '-qb', 'side', repository.commits[7]!);
      writeFileSync(join(moved, 'upload.py'), code);
      git('commit', '-qam', 'Repair on the side');
      git('checkout', '-q', 'main');
      git('merge', '-q', '--no-ff', '-m', 'Merge the side', 'side');
      git('mv', 'a.threatmodel.yaml', 'b.threatmodel.yaml');
      git('commit', '-qm', 'Move the model');
      const { out, code: exit } = await mipiti(['bisect', 'CO-A1-T1', '--good', repository.commits[9]!, '--output', 'json'], moved);
      assert.equal(exit, 0, out);
      const found = JSON.parse(out) as { commit: { subject: string }; before: { status: string }; after: { status: string } };
      assert.deepEqual([found.commit.subject, found.before.status, found.after.status], ['Merge the side', 'at_risk', 'mitigated']);
    });
  });
});
