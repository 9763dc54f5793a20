/** The steps of the GitHub Action and of the GitLab template, as they are written there, run as plain shell in a real repository. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { breaks } from '../sample-service/breaks.ts';
import { copySample } from '../sample-service/copy-sample.ts';
import { keys, pemOf } from '../evidence/made-runs.ts';
import { readCommands } from '../evidence/workflow-commands.ts';
import { mipiti } from './run-cli.ts';

const root = join(import.meta.dirname, '..', '..');
const command = `${process.execPath} ${join(root, 'dist', 'cli.cjs')}`;

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}
interface Job {
  readonly variables: Readonly<Record<string, string>>;
  readonly script: readonly string[];
  readonly artifacts: { readonly reports: { readonly junit: string } };
}

const action = parse(readFileSync(join(root, '.github', 'actions', 'mipiti', 'action.yml'), 'utf8')) as Action;
const { mipiti: job } = parse(readFileSync(join(root, '.ci', 'mipiti.gitlab-ci.yml'), 'utf8')) as { readonly mipiti: Job };

/** Without what the machine that runs the tests says about its own pipeline, and without the configuration of its user. */
const plain = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NODE_OPTIONS|CI|CI_.*|GITHUB_.*|GITLAB_.*|MIPITI_.*|GIT_.*)$/.test(name)));
const environment = { ...plain, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

describe('pipelines', { concurrency: 2 }, () => {
  let home: string;
  before(() => (home = mkdtempSync(join(tmpdir(), 'mipiti-pipelines-'))));
  after(() => rmSync(home, { recursive: true, force: true }));
  const fresh = (name: string): string => {
    const folder = join(home, name);
    copySample(folder);
    return folder;
  };
  const git = (folder: string, ...words: string[]): string => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...words], { cwd: folder, encoding: 'utf8', env: environment, stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  const edit = (folder: string, file: string, change: (text: string) => string): void => writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));
  const weaker = (text: string): string => text.replace(', least: unconditional}\n      scanner', '}\n      scanner');

  interface ActionResult {
    readonly code: number;
    readonly out: string;
    readonly err: string;
    readonly summary: string;
    readonly outputs: Readonly<Record<string, string>>;
    readonly ran: readonly string[];
  }

  /** What the runner does with a composite action: expressions, an environment for each step, outputs, an end at the first failure. */
  function runAction(folder: string, given: Readonly<Record<string, string>>, event: { readonly base?: string; readonly before?: string } = {}, secrets: Readonly<Record<string, string>> = {}): ActionResult {
    const temporary = mkdtempSync(join(home, 'runner-'));
    const outputs: Record<string, Record<string, string>> = {};
    const inputs: Record<string, string> = {};
    const valueOf = (name: string): string => {
      if (name.startsWith('inputs.')) return inputs[name.slice(7)] ?? assert.fail(`there is no input ${name}`);
      const step = /^steps\.([\w-]+)\.outputs\.([\w-]+)$/.exec(name);
      if (step) return outputs[step[1]!]?.[step[2]!] ?? '';
      const known: Record<string, string> = { 'runner.temp': temporary, 'github.event.pull_request.base.sha': event.base ?? '', 'github.event.before': event.before ?? '' };
      return known[name] ?? assert.fail(`nothing is known of ${name}`);
    };
    const evaluated = (text: string): string => text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => expression.split('||').map((name) => valueOf(name.trim())).find((value) => value !== '') ?? '');
    for (const [name, { default: value = '' }] of Object.entries(action.inputs)) inputs[name] = given[name] ?? evaluated(value);
    const summary = join(temporary, 'summary');
    writeFileSync(summary, '');
    const ran: string[] = [];
    let [code, out, err] = [0, '', ''];
    for (const { name, id, shell, env = {}, run } of action.runs.steps) {
      assert.equal(shell, 'bash');
      const output = join(temporary, `output-${ran.length}`);
      writeFileSync(output, '');
      const script = join(temporary, `step-${ran.length}.sh`);
      writeFileSync(script, run!);
      const result = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', script], { cwd: folder, encoding: 'utf8', env: { ...environment, ...secrets, GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, ...Object.fromEntries(Object.entries(env).map(([key, value]) => [key, evaluated(value)])) } });
      ran.push(name);
      [code, out, err] = [result.status ?? -1, out + result.stdout, err + result.stderr];
      if (id !== undefined) outputs[id] = Object.fromEntries(readFileSync(output, 'utf8').split('\n').filter((line) => line !== '').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
      if (code !== 0) break;
    }
    return { code, out, err, summary: readFileSync(summary, 'utf8'), outputs: Object.fromEntries(Object.entries(action.outputs).map(([name, { value }]) => [name, evaluated(value)])), ran };
  }

  it('the action pastes nothing of a workflow into a script', () => {
    assert.equal(action.runs.using, 'composite');
    for (const { name, run, env = {} } of action.runs.steps) {
      assert.ok(run !== undefined && !run.includes('${{'), name);
      for (const variable of run.matchAll(/\$\{?(MIPITI_[A-Z_]+)/g)) assert.ok(variable[1]! in env, `${name} uses ${variable[1]!}`);
    }
  });

  it('the action verifies, reports and passes where everything holds', () => {
    const folder = fresh('holds');
    const { code, out, summary, outputs, ran, err } = runAction(folder, { command }, { before: '0'.repeat(40) });
    assert.equal(code, 0, out + err);
    assert.deepEqual(ran, ['Have the base', 'Verify', 'Summary', 'Verdict']);
    assert.match(summary, /^## ✅ Mipiti: 13 of 13 assertions pass/);
    assert.equal(outputs['exit-code'], '0');
    assert.ok(existsSync(outputs['sarif']!) && existsSync(join(outputs['reports']!, 'mipiti.junit.xml')));
  });

  it('the action fails after its summary, for a broken promise and for a weakening against the base', () => {
    const folder = fresh('fails');
    const base = git(folder, 'rev-parse', 'HEAD');
    edit(folder, 'upload.threatmodel.yaml', weaker);
    git(folder, 'commit', '-qam', 'weaker');
    const weakened = runAction(folder, { command }, { base });
    assert.equal(weakened.code, 1, weakened.err);
    assert.match(weakened.summary, /### ⚠️ Easier to satisfy than at/);
    assert.equal(weakened.ran.at(-1), 'Verdict');
    assert.equal(runAction(folder, { command, 'fail-on': 'never' }, { base }).code, 0);
    edit(folder, 'upload.py', breaks[0]!.edit);
    git(folder, 'commit', '-qam', 'broken');
    const changed = runAction(folder, { command, 'fail-on': '', 'changed-only': 'true' }, { before: git(folder, 'rev-parse', 'HEAD~1') });
    assert.equal(changed.code, 1);
    assert.match(changed.summary, /Left out: 8 of 13 assertions/);
    assert.ok(readCommands(changed.out).some(({ command: name, properties }) => name === 'error' && properties['file'] === 'upload.py'));
  });

  it('the action fetches a base that a shallow checkout lacks, and fails where it cannot', () => {
    const origin = fresh('origin');
    const base = git(origin, 'rev-parse', 'HEAD');
    edit(origin, 'upload.threatmodel.yaml', weaker);
    git(origin, 'commit', '-qam', 'weaker');
    git(origin, 'config', 'uploadpack.allowReachableSHA1InWant', 'true');
    const shallow = join(home, 'shallow');
    git(home, 'clone', '-q', '--depth=1', `file://${origin}`, shallow);
    const fetched = runAction(shallow, { command }, { base });
    assert.equal(fetched.code, 1, fetched.err);
    assert.match(fetched.summary, /### ⚠️ Easier to satisfy than at/);
    const gone = runAction(shallow, { command }, { base: 'f'.repeat(40) });
    assert.deepEqual([gone.code, gone.ran], [2, ['Have the base']]);
    assert.equal(runAction(shallow, { command }, { base: '--upload-pack=touch owned' }).code, 2);
    assert.ok(!existsSync(join(shallow, 'owned')));
  });

  it('the action does not pass where the command is missing or wrongly used', () => {
    const folder = fresh('missing');
    assert.equal(runAction(folder, { command: '/nowhere/mipiti' }).code, 127);
    assert.equal(runAction(folder, { command, path: 'nowhere; touch owned' }).code, 2);
    assert.equal(runAction(folder, { command, 'fail-on': '$(touch owned)' }).code, 2);
    assert.ok(!existsSync(join(folder, 'owned')));
  });

  /** What the GitLab runner does: variables, then the lines of the script in one shell that ends at the first failure. */
  function runJob(folder: string, variables: Readonly<Record<string, string>>): { readonly code: number; readonly out: string } {
    const shell = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', job.script.join('\n')], { cwd: folder, encoding: 'utf8', env: { ...environment, GITLAB_CI: 'true', ...job.variables, MIPITI_COMMAND: command, ...variables } });
    return { code: shell.status ?? -1, out: shell.stdout + shell.stderr };
  }

  it('the GitLab job verifies against the base of a merge request, and leaves its reports', () => {
    const folder = fresh('gitlab');
    const base = git(folder, 'rev-parse', 'HEAD');
    const first = runJob(folder, { CI_COMMIT_BEFORE_SHA: '0'.repeat(40) });
    assert.equal(first.code, 0, first.out);
    assert.ok(existsSync(join(folder, job.artifacts.reports.junit.replace('$MIPITI_REPORTS', job.variables['MIPITI_REPORTS']!))));
    edit(folder, 'upload.threatmodel.yaml', weaker);
    git(folder, 'commit', '-qam', 'weaker');
    const merged = runJob(folder, { CI_MERGE_REQUEST_DIFF_BASE_SHA: base, CI_COMMIT_BEFORE_SHA: '0'.repeat(40) });
    assert.equal(merged.code, 1, merged.out);
    assert.match(merged.out, /is easier to satisfy than at/);
    const changed = runJob(folder, { CI_COMMIT_BEFORE_SHA: base, MIPITI_CHANGED_ONLY: 'true', MIPITI_FAIL_ON: '' });
    assert.equal(changed.code, 0, changed.out);
    assert.match(changed.out, /Left out: 13 of 13/);
    assert.equal(runJob(folder, { MIPITI_COMMAND: '/nowhere/mipiti' }).code, 127);
  });

  it('both sign what they found and hand it on where they are asked to, what fails included, and fail where they cannot', () => {
    const secrets = { MIPITI_CUSTOMER_SIGNING_KEY: pemOf(keys.ed.privateKey) };
    const folder = fresh('records');
    const bare = join(home, 'records.git');
    git(home, 'clone', '-q', '--bare', folder, bare);
    git(folder, 'config', 'remote.origin.url', bare);
    const files = (): number => git(bare, 'ls-tree', '--name-only', 'refs/mipiti/evidence').split('\n').length;
    const first = runAction(folder, { command, record: 'true' }, {}, secrets);
    assert.deepEqual([first.code, files()], [0, 2], first.out + first.err);
    edit(folder, 'upload.py', breaks[0]!.edit);
    git(folder, 'commit', '-qam', 'broken');
    const broken = runJob(folder, { MIPITI_RECORD: 'true', ...secrets });
    assert.deepEqual([broken.code, files()], [1, 4], broken.out);
    const again = runAction(folder, { command, record: 'true' }, {}, secrets);
    assert.deepEqual([again.code, files()], [1, 5], 'another run, with the same public test result');
    assert.equal(runAction(folder, { command, record: 'true' }).code, 2, 'nobody signs');
    rmSync(bare, { recursive: true });
    assert.equal(runAction(folder, { command, record: 'true' }, {}, secrets).code, 1, 'nowhere to push to');
    assert.equal(runJob(folder, { MIPITI_RECORD: 'true', ...secrets }).code, 1);
  });

  describe('init --hook', () => {
    interface Step {
      readonly file: string;
      readonly what: string;
      readonly why: string;
      readonly add?: string;
    }
    const initHook = async (folder: string): Promise<Step> => {
      const { code, out, err } = await mipiti(['init', '--hook', '--output', 'json'], folder, undefined, { GIT_CONFIG_GLOBAL: '/dev/null' });
      assert.equal(code, 0, err);
      return (JSON.parse(out) as { steps: Step[] }).steps.at(-1)!;
    };
    /** A folder with `mipiti` in it, as npm would install it. */
    const withCommand = (): NodeJS.ProcessEnv => {
      const bin = mkdtempSync(join(home, 'bin-'));
      writeFileSync(join(bin, 'mipiti'), `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });
      return { ...environment, PATH: `${bin}:${process.env.PATH ?? ''}`, GIT_AUTHOR_NAME: 't', GIT_AUTHOR_EMAIL: 't@example.invalid', GIT_COMMITTER_NAME: 't', GIT_COMMITTER_EMAIL: 't@example.invalid' };
    };
    const commit = (folder: string, env: NodeJS.ProcessEnv): { readonly code: number | null; readonly out: string } => {
      const result = spawnSync('git', ['commit', '-qam', 'change'], { cwd: folder, encoding: 'utf8', env });
      return { code: result.status, out: result.stdout + result.stderr };
    };

    it('lets git refuse a commit that breaks a promise, and let through one that does not', async () => {
      const folder = fresh('hook');
      const step = await initHook(folder);
      assert.deepEqual([step.file, step.what], ['.git/hooks/pre-commit', 'written']);
      assert.ok((statSync(join(folder, '.git', 'hooks', 'pre-commit')).mode & 0o111) !== 0, 'it can be run');
      const env = withCommand();
      edit(folder, 'upload.py', breaks[0]!.edit);
      const refused = commit(folder, env);
      assert.equal(refused.code, 1, refused.out);
      assert.match(refused.out, /✗ upload\.py:\d+:\d+ CTRL-01/);
      git(folder, 'checkout', '-q', 'upload.py');
      edit(folder, 'README.md', (text) => `${text}\nMore.\n`);
      const passed = commit(folder, env);
      assert.equal(passed.code, 0, passed.out);
      edit(folder, 'README.md', (text) => `${text}\nAnd more.\n`);
      const missing = commit(folder, { ...env, PATH: '/usr/bin:/bin' });
      assert.equal(missing.code, 1);
      assert.match(missing.out, /mipiti is not installed, so nothing was verified/);
    });

    it('goes where core.hooksPath points inside of the repository, and into no folder outside', async () => {
      const folder = fresh('hooks-path');
      git(folder, 'config', 'core.hooksPath', '.githooks');
      assert.equal((await initHook(folder)).file, '.githooks/pre-commit');
      assert.ok(existsSync(join(folder, '.githooks', 'pre-commit')));
      const shared = fresh('hooks-shared');
      mkdirSync(join(home, 'everybody'));
      git(shared, 'config', 'core.hooksPath', join(home, 'everybody'));
      const step = await initHook(shared);
      assert.deepEqual([step.what, step.add], ['left_alone', 'mipiti verify --no-prove --changed HEAD']);
      assert.ok(!existsSync(join(home, 'everybody', 'pre-commit')));
    });

    it('leaves hooks and other tools as they are, and says what to add', async () => {
      const folder = fresh('existing');
      const hook = join(folder, '.git', 'hooks', 'pre-commit');
      mkdirSync(join(folder, '.git', 'hooks'), { recursive: true });
      writeFileSync(hook, '#!/bin/sh\nexit 0\n');
      assert.deepEqual([(await initHook(folder)).what, readFileSync(hook, 'utf8')], ['left_alone', '#!/bin/sh\nexit 0\n']);
      rmSync(hook);
      const tools: readonly (readonly [file: string, says: RegExp, add: RegExp])[] = [
        ['.pre-commit-config.yaml', /pre-commit is in charge/, /entry: mipiti verify --no-prove --changed HEAD\n.*\n.*pass_filenames: false/],
        ['lefthook.yml', /lefthook is in charge/, /run: mipiti verify/],
        ['.husky/pre-commit', /husky is in charge/, /^mipiti verify --no-prove --changed HEAD$/],
      ];
      for (const [file, says, add] of tools) {
        const path = join(folder, file);
        mkdirSync(join(path, '..'), { recursive: true });
        writeFileSync(path, 'theirs\n');
        const step = await initHook(folder);
        assert.equal(step.what, 'left_alone', file);
        assert.match(step.why, says);
        assert.match(step.add ?? '', add);
        assert.equal(readFileSync(path, 'utf8'), 'theirs\n');
        assert.ok(!existsSync(hook), file);
        rmSync(file.includes('/') ? join(path, '..') : path, { recursive: true });
      }
      const { out } = await mipiti(['init', '--hook'], mkdtempSync(join(home, 'no-git-')));
      assert.match(out, /left alone \.git\/hooks\/pre-commit {2}this is no git repository/);
    });
  });
});
