/** Who may sign is set up, shown, replaced and revoked by commands, and the pipeline that they write does what it says. */
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { addKey, endOn, revoke } from '../../src/evidence/trust/edit-policy.ts';
import { fingerprintOf } from '../../src/evidence/envelope/trusted-keys.ts';
import { readTrustPolicy } from '../../src/evidence/trust/read-policy.ts';
import { githubWorkflow, gitlabJobs } from '../../src/project/pipeline-files.ts';
import { copySample } from '../sample-service/copy-sample.ts';
import { keys, pemOf, policyText } from '../evidence/made-runs.ts';
import { mipiti, type CliResult } from './run-cli.ts';
import { runJob as runJobIn, type JobResult, type Workflow } from './run-job.ts';

const plain = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NODE_OPTIONS|CI|CI_.*|GITHUB_.*|MIPITI_.*|GIT_.*)$/.test(name)));
const identity = { GIT_AUTHOR_NAME: 't', GIT_AUTHOR_EMAIL: 't@example.invalid', GIT_COMMITTER_NAME: 't', GIT_COMMITTER_EMAIL: 't@example.invalid', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

interface SetUp {
  readonly ok: boolean;
  readonly steps: readonly { readonly file: string; readonly what: string; readonly why: string; readonly add?: string }[];
  readonly key?: { readonly file: string; readonly fingerprint: string; readonly encrypted: boolean };
  readonly commit: readonly string[];
  readonly secrets: readonly { readonly name: string; readonly from: string }[];
  readonly pipeline: string;
}

describe('mipiti trust', () => {
  let home: string;
  let count = 0;
  const git = (cwd: string, ...words: string[]): string => execFileSync('git', words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...plain, ...identity } }).trim();
  const call = (words: readonly string[], cwd: string, more: NodeJS.ProcessEnv = {}): Promise<CliResult> => mipiti(['trust', ...words], cwd, undefined, { HOME: join(home, 'person'), ...more });
  /** A clone of a bare repository with the sample in it. */
  const fresh = (): { readonly root: string; readonly bare: string } => {
    const [root, bare] = [join(home, `repo${count}`), join(home, `repo${count++}.git`)];
    copySample(root);
    git(root, 'branch', '-M', 'main');
    git(home, 'clone', '-q', '--bare', root, bare);
    git(root, 'config', 'remote.origin.url', bare);
    git(root, 'config', 'remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*');
    return { root, bare };
  };
  const ok = async (asked: Promise<CliResult>): Promise<SetUp> => {
    const { code, out, err } = await asked;
    assert.equal(code, 0, out + err);
    return JSON.parse(out) as SetUp;
  };

  before(() => (home = mkdtempSync(join(tmpdir(), 'mipiti-trust-'))));
  after(() => rmSync(home, { recursive: true, force: true }));

  it('init asks at a terminal for a passphrase, twice, and shows nothing of what is typed', async () => {
    const { root } = fresh();
    const file = join(home, 'asked.pem');
    /** Types an entry whenever a question shows. */
    const atTerminal = (typed: readonly string[]): Promise<{ code: number | null; shown: string }> =>
      new Promise((resolve, reject) => {
        const words = [process.execPath, join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs'), 'trust', 'init', '--ci', 'none', '--key-file', file];
        const child = spawn('script', ['-qec', words.map((word) => `'${word}'`).join(' '), '/dev/null'], { cwd: root, env: { ...plain, ...identity, HOME: join(home, 'person'), TERM: 'dumb' } });
        const rest = [...typed];
        let shown = '';
        child.stdout.on('data', (data: Buffer) => {
          shown += data.toString();
          if (/(empty: none\)|once more): $/.test(shown)) child.stdin.write(rest.shift() ?? '');
        });
        child.on('error', reject);
        child.on('close', (code) => resolve({ code, shown }));
      });
    const different = await atTerminal(['correct horse\r', 'correct mouse\r']);
    assert.deepEqual([different.code, existsSync(file)], [2, false], different.shown);
    assert.match(different.shown, /The two passphrases differ; nothing was written/);
    // Who gives up makes no key, and above all none without a passphrase.
    for (const [entries, ending, code] of [[['corr\u0003'], /Interrupted/, 130], [['correct horse\r', '\u0003'], /Interrupted/, 130], [['\u0004'], /input ended before/, 2]] as const) {
      const left = await atTerminal(entries);
      assert.deepEqual([left.code, existsSync(file), existsSync(join(root, '.mipiti', 'trust.yaml'))], [code, false, false], left.shown);
      assert.match(left.shown, ending);
    }
    // Both at once, as it is pasted.
    const { code, shown } = await atTerminal(['correct horse\rcorrect horse\r']);
    assert.equal(code, 0, shown);
    assert.ok(!/corr|horse|mouse/.test(shown + different.shown), shown);
    assert.equal(createPrivateKey({ key: readFileSync(file, 'utf8'), passphrase: 'correct horse' }).asymmetricKeyType, 'ec');
  });

  it('init sets up a key that others cannot read, the policy, and a pipeline; and tells names, never values', async () => {
    const { root } = fresh();
    mkdirSync(join(root, '.github'));
    const passphrase = 'correct horse';
    const text = await call(['init'], root, { MIPITI_CUSTOMER_SIGNING_KEY_PASSPHRASE: passphrase });
    assert.equal(text.code, 0, text.err);
    const file = join(home, 'person', '.mipiti', 'keys', /keys\/(\S+\.pem)/.exec(text.out)![1]!);
    const pem = readFileSync(file, 'utf8');
    assert.match(pem, /^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const known = fingerprintOf(createPrivateKey({ key: pem, passphrase }));
    const { policy } = readTrustPolicy(readFileSync(join(root, '.mipiti', 'trust.yaml'), 'utf8'));
    assert.deepEqual(policy?.keys.map(({ name, fingerprint, key: { kind } }) => [name, fingerprint, kind]), [['ci', known, 'p256']]);
    assert.match(text.out, new RegExp(`The key is ${known}`));
    assert.match(text.out, /merged into the base branch: \.mipiti\/trust\.yaml, \.github\/workflows\/mipiti\.yml, \.gitignore\n/);
    assert.match(text.out, /MIPITI_CUSTOMER_SIGNING_KEY: the text of .*\n {2}MIPITI_CUSTOMER_SIGNING_KEY_PASSPHRASE: the passphrase that you chose/);
    for (const secret of [passphrase, ...pem.trim().split('\n').slice(1, -1)]) assert.ok(!(text.out + text.err).includes(secret));
    assert.equal(git(root, 'status', '--porcelain', '-uall').includes('pem'), false);
    // What is there stays, and no second key is made.
    const before = [pem, ...['.mipiti/trust.yaml', '.github/workflows/mipiti.yml', '.gitignore'].map((name) => readFileSync(join(root, name), 'utf8'))];
    const again = await ok(call(['init', '--output', 'json', '--key-file', join(home, 'second.pem')], root));
    assert.deepEqual([again.steps.map(({ what }) => what), again.key, again.commit, again.secrets], [['left_alone', 'left_alone', 'left_alone'], undefined, [], []]);
    assert.ok(!existsSync(join(home, 'second.pem')));
    assert.deepEqual([readFileSync(file, 'utf8'), ...['.mipiti/trust.yaml', '.github/workflows/mipiti.yml', '.gitignore'].map((name) => readFileSync(join(root, name), 'utf8'))], before);
    const shown = spawnSync('openssl', ['pkey', '-in', file, '-passin', `pass:${passphrase}`, '-pubout'], { encoding: 'utf8' });
    if (shown.error === undefined) assert.equal(fingerprintOf(createPublicKey(shown.stdout)), known);
  });

  it('init writes no key into a repository, over a file, through a link, or where it may not', async () => {
    const { root } = fresh();
    const other = fresh().root;
    mkdirSync(join(root, 'inner'));
    symlinkSync(join(root, 'inner'), join(home, 'link'));
    writeFileSync(join(home, 'there.pem'), 'mine');
    for (const [file, because] of [[join(root, 'key.pem'), /lies in the repository/], [join(root, 'new', 'folder', 'key.pem'), /lies in the repository/], [join(home, 'link', 'key.pem'), /lies in the repository/], [join(other, 'key.pem'), /lies in the repository/], ['key.pem', /lies in the repository/], [join(home, 'there.pem'), /no key is overwritten/]] as const) {
      const { code, err } = await call(['init', '--key-file', file], root);
      assert.equal(code, 1, file);
      assert.match(err, because);
    }
    assert.equal(readFileSync(join(home, 'there.pem'), 'utf8'), 'mine');
    assert.equal(git(root, 'status', '--porcelain'), '', 'and nothing else');
    assert.equal((await call(['init'], home)).code, 1);
    assert.match((await call(['init', '--name', '../x'], root)).err, /no name for a key/);
    mkdirSync(join(home, 'outside'));
    rmSync(join(root, '.mipiti'), { recursive: true, force: true });
    symlinkSync(join(home, 'outside'), join(root, '.mipiti'));
    assert.match((await call(['init'], root)).err, /through a link/);
    assert.ok(!existsSync(join(home, 'outside', 'trust.yaml')));
  });

  it('init trusts a key that there is, knows its host, and tells what to add where a file is not ours', async () => {
    const { root } = fresh();
    writeFileSync(join(home, 'public.pem'), pemOf(keys.ed.publicKey));
    writeFileSync(join(home, 'private.pem'), pemOf(keys.ed.privateKey));
    writeFileSync(join(root, '.gitlab-ci.yml'), 'theirs: {script: [true]}\n');
    writeFileSync(join(root, '.gitignore'), '.mipiti/\n');
    assert.match((await call(['init', '--public-key', join(home, 'private.pem')], root)).err, /it holds a private key/);
    const done = await ok(call(['init', '--public-key', join(home, 'public.pem'), '--output', 'json'], root));
    assert.deepEqual([done.key, done.secrets, done.pipeline, done.commit], [undefined, [], 'gitlab', ['.mipiti/trust.yaml', '.gitignore']]);
    assert.match(done.steps.find(({ file }) => file === '.gitlab-ci.yml')?.add ?? '', /mipiti-record:/);
    assert.match(done.steps.at(-1)!.why, /git ignores it here/);
    assert.equal(readFileSync(join(root, '.gitlab-ci.yml'), 'utf8'), 'theirs: {script: [true]}\n');
    const { root: github } = fresh();
    git(github, 'remote', 'set-url', 'origin', 'git@github.com:acme/app.git');
    const made = await ok(call(['init', '--kind', 'ed25519', '--no-passphrase', '--key-file', join(home, 'ed.pem'), '--name', 'robot', '--branch', 'trunk', '--output', 'json'], github));
    assert.deepEqual([made.pipeline, made.key?.encrypted, made.secrets.map(({ name }) => name)], ['github', false, ['MIPITI_CUSTOMER_SIGNING_KEY']]);
    assert.equal(createPrivateKey(readFileSync(join(home, 'ed.pem'))).asymmetricKeyType, 'ed25519');
    assert.match(readFileSync(join(github, '.github', 'workflows', 'mipiti.yml'), 'utf8'), /push: \{branches: \["trunk"\]\}/);
    const { root: bitbucket } = fresh();
    git(bitbucket, 'remote', 'set-url', 'origin', 'https://github.com.example.org/acme/app.git');
    assert.equal((await ok(call(['init', '--public-key', join(home, 'public.pem'), '--output', 'json'], bitbucket))).pipeline, 'github', 'a server of a company');
  });

  it('the pipeline that init writes verifies, signs, hands on; and a replaced key still counts, a revoked one no more', async () => {
    const { root, bare } = fresh();
    const init = await ok(call(['init', '--ci', 'github', '--no-passphrase', '--output', 'json'], root));
    const commitAll = (): void => {
      git(root, 'add', '-A');
      git(root, 'commit', '-qm', 'Change');
      git(root, 'push', '-q', 'origin', 'main');
    };
    commitAll();
    const runJob = (job: string, secrets: Readonly<Record<string, string>>): JobResult => {
      const checkout = join(home, `checkout${count++}`);
      git(home, 'clone', '-q', bare, checkout);
      return runJobIn(checkout, job, secrets, { ...plain, ...identity });
    };
    const secretsOf = (file: string) => ({ MIPITI_CUSTOMER_SIGNING_KEY: readFileSync(file, 'utf8') });
    const pull = runJob('verify', {});
    assert.deepEqual(pull.codes, [0], pull.out);
    const without = runJob('record', {});
    assert.deepEqual(without.codes, [0, 2, 0], without.out);
    const first = runJob('record', secretsOf(init.key!.file));
    assert.deepEqual(first.codes, [0, 0, 0], first.out);
    assert.match(first.out, /pushed 2 files to origin refs\/mipiti\/evidence/);
    assert.deepEqual(git(bare, 'for-each-ref', '--format=%(refname)'), 'refs/heads/main\nrefs/mipiti/evidence');

    const signers = async (): Promise<readonly unknown[]> => {
      assert.equal((await mipiti(['evidence', 'fetch'], root)).code, 0);
      const { out } = await mipiti(['evidence', 'log', '--base', 'main', '--output', 'json'], root);
      return (JSON.parse(out) as { runs: { signer: { name?: string; refused?: string } }[] }).runs.map(({ signer }) => signer.name ?? signer.refused).sort();
    };
    assert.deepEqual(await signers(), ['ci']);
    git(root, 'check-ignore', '.mipiti/evidence/x');

    const rotated = await call(['rotate', 'ci', '--no-passphrase'], root);
    assert.equal(rotated.code, 0, rotated.err);
    const newFile = join(home, 'person', '.mipiti', 'keys', /keys\/(\S+-ci-2\.pem)/.exec(rotated.out)![1]!);
    assert.equal(statSync(newFile).mode & 0o777, 0o600);
    commitAll();
    const second = runJob('record', secretsOf(newFile));
    assert.deepEqual(second.codes, [0, 0, 0], second.out);
    assert.match(second.out, /fetched 2 files/);
    assert.deepEqual(await signers(), ['ci', 'ci-2']);
    const show = await call(['show', '--base', 'main'], root);
    assert.match(show.out, /^✓ ci {2}key [0-9a-f]{16} {2}signs {2}until /m);

    assert.equal((await call(['revoke', 'ci'], root)).code, 2, 'a reason is asked for');
    assert.equal((await call(['revoke', 'ci', '--why', 'The laptop was stolen'], root)).code, 0);
    assert.deepEqual(await signers(), ['ci', 'ci-2'], 'not before the base has it');
    const differs = await call(['show', '--base', 'main'], root);
    assert.match(differs.out, /of the work tree differs; it counts once it is merged/);
    commitAll();
    assert.deepEqual(await signers(), ['ci-2', 'revoked']);
    const { signers: listed } = JSON.parse((await call(['show', '--base', 'main', '--output', 'json'], root)).out) as { signers: { name: string; now: string }[] };
    assert.deepEqual(listed.map(({ name, now }) => [name, now]), [['ci', 'revoked'], ['ci-2', 'signs']]);
  });

  it('show says from which base, and what is wrong where, with a remedy', async () => {
    const { root } = fresh();
    const nobody = await call(['show'], root);
    assert.equal(nobody.code, 1);
    assert.match(nobody.out, /Nobody is trusted: there is no \.mipiti\/trust\.yaml at HEAD\. mipiti trust init writes one/);
    mkdirSync(join(root, '.mipiti'), { recursive: true });
    const commitPolicy = (text: string): void => {
      writeFileSync(join(root, '.mipiti', 'trust.yaml'), text);
      git(root, 'add', '-Af', '.');
      git(root, 'commit', '-qm', 'x');
    };
    writeFileSync(join(root, '.mipiti', 'trust.yaml'), policyText());
    assert.match((await call(['show'], root)).out, /counts once it is merged there/);
    commitPolicy(policyText('untill: 2026-01-01'));
    assert.match((await call(['show'], root)).out, /^✗ \.mipiti\/trust\.yaml:8:5 untill is no word of a trust policy\. Did you mean until\?$/m);
    commitPolicy(`${policyText('until: 2026-01-01\nrevoked: {on: 2026-02-31, why: x}')}  two:\n    public_key: |\n      none\n`);
    const { code, out } = await call(['show'], root);
    assert.equal(code, 1);
    assert.match(out, /Nobody is trusted: the policy has 2 problems/);
    assert.match(out, /^✗ \.mipiti\/trust\.yaml:9:19 There is no day 2026-02-31\. Write a day such as/m);
    assert.match(out, /^✗ \.mipiti\/trust\.yaml:11:17 The public key cannot be used: it holds no public key/m);
    const refused = await call(['revoke', 'ci', '--why', 'x'], root);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /trust\.yaml is not changed: it has 2 problems and trusts nobody as it is; mipiti trust show says what to mend/);
    assert.equal((await call(['show'], home)).code, 2);
  });

  describe('an edit of a policy', () => {
    const commented = `# Ours.\nschema: 1   # the first\n\nkeys:\n  # Signs in CI.\n  ci:   # robot\n    public_key: |\n${policyText().split('public_key: |\n')[1]!}    repositories: [acme/app,   acme/lib]   # both\n  # The next one.\n  lead: {public_key: ${JSON.stringify(pemOf(keys.p256.publicKey))}}   # on one line\nidentities:\n  actions: {issuer: "https://example.com", subject: 'x'}\nsigstore: {trusted_root: root.json}\n# The end.\n`;
    /** The text without one place where something may have come in. */
    const onlyAdded = (text: string, added: string): void => {
      assert.ok(text.includes(added), text);
      assert.equal(text.replace(added, ''), commented);
    };
    const done = (edited: ReturnType<typeof revoke>): string => {
      assert.ok(edited.ok, 'because' in edited ? edited.because : '');
      return edited.text;
    };

    it('leaves every other byte as it is', () => {
      onlyAdded(done(revoke(commented, 'ci', '2026-03-01', 'Lost: "on" a train')), `    revoked: {on: 2026-03-01, why: ${/why: (.*)\}\n/.exec(done(revoke(commented, 'ci', '2026-03-01', 'Lost: "on" a train')))![1]!}}\n`);
      onlyAdded(done(revoke(commented, 'lead', '2026-03-01', 'Left')), ', revoked: {on: 2026-03-01, why: Left}');
      onlyAdded(done(revoke(commented, 'actions', '2026-03-01', 'Moved')), ', revoked: {on: 2026-03-01, why: Moved}');
      onlyAdded(done(endOn(commented, 'ci', '2026-03-01')), '    until: 2026-03-01\n');
      const added = done(addKey(commented, { name: 'new', publicPem: pemOf(keys.stranger.publicKey), from: '2026-03-01', repositories: ['acme/app'] }));
      const lines = pemOf(keys.stranger.publicKey).trim().split('\n').map((line) => `      ${line}\n`).join('');
      onlyAdded(added, `  new:\n    public_key: |\n${lines}    from: 2026-03-01\n    repositories: [acme/app]\n`);
      assert.deepEqual(readTrustPolicy(added).policy?.keys.map(({ name }) => name), ['ci', 'lead', 'new']);
    });

    it('fits line ends of both kinds, maps on one line, and policies without keys', () => {
      const windows = commented.replaceAll('\n', '\r\n');
      const text = done(addKey(windows, { name: 'new', publicPem: pemOf(keys.stranger.publicKey) }));
      assert.ok(!/[^\r]\n/.test(text), 'no other line end comes in');
      for (const policy of ['schema: 1\nkeys: {}\n', 'schema: 1\n', `schema: 1\nkeys: {ci: {public_key: ${JSON.stringify(pemOf(keys.ed.publicKey))}}}\n`]) assert.ok(readTrustPolicy(done(addKey(policy, { name: 'new', publicPem: pemOf(keys.stranger.publicKey) }))).policy?.keys.some(({ name }) => name === 'new'), policy);
    });

    it('is refused where it would change something else, or nothing', () => {
      const refusals: readonly (readonly [ReturnType<typeof revoke>, RegExp])[] = [
        [revoke(commented, 'nobody', '2026-03-01', 'x'), /names no nobody; it names ci, lead, actions/],
        [revoke(done(revoke(commented, 'ci', '2026-03-01', 'x')), 'ci', '2026-04-01', 'y'), /is revoked since 2026-03-01 already/],
        [endOn(done(revoke(commented, 'ci', '2026-03-01', 'x')), 'ci', '2026-04-01'), /signs nothing any more/],
        [revoke(commented.replace('actions:', 'ci:'), 'ci', '2026-03-01', 'x'), /both called ci/],
        [addKey(commented, { name: 'ci', publicPem: pemOf(keys.stranger.publicKey) }), /there is a key ci already/],
        [addKey(commented, { name: 'new', publicPem: pemOf(keys.ed.publicKey) }), /same_key/],
        [revoke(commented.replace('ci:   # robot', 'ci: &one   # robot').replace('# The end.', ''), 'ci', '2026-03-01', 'x'), /alias|problem|by hand/],
        [revoke('schema: 2\n', 'ci', '2026-03-01', 'x'), /trusts nobody as it is/],
      ];
      for (const [{ ok: isDone, ...rest }, because] of refusals) {
        assert.equal(isDone, false, String(because));
        assert.match((rest as { because: string }).because, because);
      }
      assert.equal(done(endOn(done(endOn(commented, 'ci', '2026-03-01')), 'ci', '2026-04-01')), done(endOn(commented, 'ci', '2026-03-01')), 'an earlier end stays');
    });
  });

  it('files for pipelines are YAML that gives secrets to recording jobs only, whatever a branch is called', () => {
    for (const encrypted of [true, false]) {
      for (const branch of ['main', 'a"b: [', 'v1']) {
        const workflow = parse(githubWorkflow({ command: 'mipiti', branch, encrypted })) as Workflow & { readonly on: { readonly push: { readonly branches: readonly string[] } } };
        assert.deepEqual(workflow.on.push.branches, [branch]);
        assert.ok(!JSON.stringify(workflow.jobs['verify']).includes('secrets.'));
        assert.equal(JSON.stringify(workflow.jobs['record']).includes('PASSPHRASE'), encrypted);
        assert.equal(workflow.jobs['verify']!.permissions, undefined);
      }
      const jobs = parse(gitlabJobs({ command: 'mipiti', branch: 'main', encrypted })) as Record<string, { readonly script: readonly string[] }>;
      assert.deepEqual(jobs['mipiti-record']!.script, ['mipiti evidence fetch', 'code=0; mipiti verify --record || code=$?', 'mipiti evidence push', 'exit $code']);
    }
  });
});
