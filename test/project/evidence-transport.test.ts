/** Evidence goes from clone to clone through real bare repositories: sets are joined, races end, hostile refs bring nothing in. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { maximumEnvelope } from '../../src/evidence/envelope/dsse.ts';
import { nameOf, openLedger } from '../../src/evidence/ledger/ledger.ts';
import { testResultStatement } from '../../src/evidence/statement/test-result-statement.ts';
import { evidenceRef, fetchEvidenceRef, pushEvidenceRef } from '../../src/project/evidence-ref.ts';
import { fetchEvidence, pushEvidence, type Moved } from '../../src/project/move-evidence.ts';
import { tidyEvidence } from '../../src/project/prune-evidence.ts';
import { mipiti } from '../cli/run-cli.ts';
import { commitName, run, sealed } from '../evidence/made-runs.ts';

const origin = { remote: 'origin' };

describe('evidence between clones', () => {
  let home: string;
  let count = 0;
  const git = (cwd: string, ...words: string[]): string => execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', ...words], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' } }).trim();
  const withInput = (cwd: string, input: Buffer | string, ...words: string[]): string => execFileSync('git', words, { cwd, input, stdio: ['pipe', 'pipe', 'pipe'] }).toString().trim();
  /** A bare repository with one commit, and clones of it. */
  const make = (clones: number): { readonly bare: string; readonly clones: readonly string[] } => {
    const folder = join(home, String(count++));
    const [seed, bare] = [join(folder, 'seed'), join(folder, 'bare.git')];
    mkdirSync(seed, { recursive: true });
    git(seed, 'init', '-q', '-b', 'main');
    writeFileSync(join(seed, 'a.txt'), 'a\n');
    git(seed, 'add', '.');
    git(seed, 'commit', '-qm', 'One');
    git(folder, 'clone', '-q', '--bare', seed, bare);
    return { bare, clones: Array.from({ length: clones }, (_, index) => (git(folder, 'clone', '-q', bare, `clone${index}`), join(folder, `clone${index}`))) };
  };
  const runText = (model: string, more: Parameters<typeof run>[0] = {}): string => sealed(run({ ...more, model: { id: model, path: 'a.threatmodel.yaml', digest: '4'.repeat(64) } }));
  const record = async (clone: string, model: string): Promise<string> => {
    const kept = await openLedger(clone).append(runText(model));
    assert.ok(kept.ok);
    return kept.name;
  };
  const names = (clone: string): Promise<readonly string[]> => openLedger(clone).names();
  const moved = async (asked: Promise<Moved | { readonly ok: false; readonly because: string }>): Promise<Moved> => {
    const answer = await asked;
    assert.ok(answer.ok, 'because' in answer ? answer.because : '');
    return answer;
  };
  const refused = async (asked: Promise<Moved | { readonly ok: false; readonly because: string }>): Promise<string> => {
    const answer = await asked;
    assert.ok(!answer.ok, 'it was done');
    return answer.because;
  };
  const inRef = (bare: string): string[] => git(bare, 'ls-tree', '--name-only', evidenceRef).split('\n').filter((name) => name !== '');
  /** Everything of a clone that a person would miss: work tree, index, branches. */
  const stateOf = (clone: string): unknown => [git(clone, 'status', '--porcelain', '--ignored=no', '-uno'), createHash('sha256').update(readFileSync(join(clone, '.git', 'index'))).digest('hex'), readFileSync(join(clone, '.git', 'HEAD'), 'utf8'), git(clone, 'for-each-ref', 'refs/heads', 'refs/remotes', 'refs/tags'), existsSync(join(clone, '.git', 'FETCH_HEAD'))];
  const hook = (bare: string, name: string, lines: string): void => writeFileSync(join(bare, 'hooks', name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });

  before(() => (home = mkdtempSync(join(tmpdir(), 'mipiti-transport-'))));
  after(() => rmSync(home, { recursive: true, force: true }));

  it('joins the sets of two clones, and leaves branches, index and files alone', async () => {
    const { bare, clones: [a = '', b = ''] } = make(2);
    assert.deepEqual(await moved(fetchEvidence(a, origin)), { ok: true, added: [], total: 0, refused: [], rewritten: false }, 'nobody has pushed');
    const [first, second] = [await record(a, 'first'), await record(b, 'second')];
    const before = [stateOf(a), stateOf(b), git(bare, 'for-each-ref', 'refs/heads')];
    assert.deepEqual((await moved(pushEvidence(a, origin))).added, [first]);
    assert.deepEqual((await moved(pushEvidence(a, origin))).added, [], 'a second time there is nothing to do');
    const pushed = await moved(pushEvidence(b, origin));
    assert.deepEqual([pushed.added, pushed.total], [[second], 2]);
    assert.deepEqual(inRef(bare), [`${first}.json`, `${second}.json`].sort());
    assert.equal(git(bare, 'rev-list', '--count', evidenceRef), '2', 'each push follows the one before');
    assert.deepEqual(await names(b), [second], 'a push takes nothing in');
    const fetched = await moved(fetchEvidence(b, origin));
    assert.deepEqual([fetched.added, fetched.total, await names(b)], [[first], 2, [first, second].sort()]);
    assert.equal(readFileSync(join(b, '.mipiti', 'evidence', `${first}.json`), 'utf8'), runText('first'));
    assert.deepEqual([stateOf(a), stateOf(b), git(bare, 'for-each-ref', 'refs/heads')], before);
    assert.equal(git(b, 'for-each-ref', 'refs/mipiti/fetching'), '');
    assert.match(git(bare, 'log', '-1', '--format=%an <%ae> %s', evidenceRef), /^Mipiti <evidence@mipiti\.invalid> Add 1 file of evidence$/);
  });

  it('loses nothing when several push at once', async () => {
    const { bare, clones } = make(4);
    const all = await Promise.all(clones.map((clone, index) => record(clone, `m${index}`)));
    await Promise.all(clones.map((clone) => moved(pushEvidence(clone, origin))));
    const more = await Promise.all(clones.map((clone, index) => record(clone, `n${index}`)));
    await Promise.all([...clones, ...clones].map((clone) => moved(pushEvidence(clone, origin))));
    assert.deepEqual(inRef(bare), [...all, ...more].map((name) => `${name}.json`).sort());
    assert.equal(git(bare, 'log', '--merges', '--format=%H', evidenceRef), '');
  });

  for (const isFirst of [true, false]) {
    it(`pushes again on top of one that came in between${isFirst ? ', the first of all' : ''}`, async () => {
      const { bare, clones: [a = '', b = ''] } = make(2);
      const early = isFirst ? undefined : await record(b, 'early');
      if (early !== undefined) await moved(pushEvidence(b, origin));
      const other = await record(b, 'other');
      await moved(pushEvidence(b, origin));
      const theirs = git(bare, 'rev-parse', evidenceRef);
      git(bare, 'update-ref', ...(isFirst ? ['-d', evidenceRef] : [evidenceRef, `${theirs}~1`]));
      // After git has looked at the ref, and before it moves it.
      hook(bare, 'pre-receive', `rm hooks/pre-receive; env -u GIT_QUARANTINE_PATH git update-ref ${evidenceRef} ${theirs}`);
      const mine = await record(a, 'mine');
      const pushed = await pushEvidenceRef(a, 'origin', openLedger(a));
      assert.ok(pushed.ok);
      assert.equal(pushed.races, 1);
      assert.deepEqual(inRef(bare), [mine, other, ...(early === undefined ? [] : [early])].map((name) => `${name}.json`).sort());
    });
  }

  it('overwrites nothing that came after it had looked', async () => {
    const { bare, clones: [a = '', b = ''] } = make(2);
    const first = await record(b, 'first');
    await moved(pushEvidence(b, origin));
    const [second, mine] = [await record(b, 'second'), await record(a, 'mine')];
    const ledger = openLedger(a);
    let reads = 0;
    const pushed = await pushEvidenceRef(a, 'origin', {
      ...ledger,
      async read(name) {
        // The second time it is to be written, and the remote was asked already.
        if (++reads === 2) await moved(pushEvidence(b, origin));
        return ledger.read(name);
      },
    });
    assert.ok(pushed.ok);
    assert.deepEqual([pushed.races, inRef(bare)], [1, [first, second, mine].map((name) => `${name}.json`).sort()]);
  });

  it('says what a remote says that refuses, and what stands in the way', async () => {
    const { bare, clones: [a = ''] } = make(1);
    await record(a, 'm');
    hook(bare, 'pre-receive', 'echo "only robots may push here" >&2; exit 1');
    assert.match(await refused(pushEvidence(a, origin)), /^origin does not take it: .*only robots may push here.*pre-receive hook declined/);
    rmSync(join(bare, 'hooks', 'pre-receive'));
    assert.match(await refused(pushEvidence(a, { remote: 'nowhere' })), /no remote nowhere; git remote add/);
    assert.match(await refused(pushEvidence(a, { remote: '--upload-pack=touch' })), /no name of a remote/);
    assert.match(await refused(fetchEvidence(a, { remote: '../bare.git' })), /no name of a remote/);
    git(a, 'remote', 'add', 'gone', 'https://user:sesame@localhost:1/x.git');
    const because = await refused(fetchEvidence(a, { remote: 'gone' }));
    assert.match(because, /^gone cannot be asked: /);
    assert.ok(!because.includes('sesame'), because);
    assert.match(await refused(fetchEvidence(home, origin)), /no git repository/);
    git(bare, 'update-ref', evidenceRef, git(bare, 'rev-parse', 'main:a.txt'));
    assert.match(await refused(fetchEvidence(a, origin)), /is no commit/);
    mkdirSync(join(home, 'elsewhere'));
    rmSync(join(a, '.mipiti'), { recursive: true });
    symlinkSync(join(home, 'elsewhere'), join(a, '.mipiti'));
    git(bare, 'update-ref', '-d', evidenceRef);
    const { clones: [c = ''] } = make(1);
    await record(c, 'x');
    git(c, 'remote', 'set-url', 'origin', bare);
    await moved(pushEvidence(c, origin));
    assert.match(await refused(fetchEvidence(a, origin)), /leads out of the repository through a link/);
    assert.deepEqual(readdirSync(join(home, 'elsewhere')), []);
  });

  it('notices that a remote lost evidence, and gives it back', async () => {
    const { bare, clones: [a = ''] } = make(1);
    const name = await record(a, 'm');
    await moved(pushEvidence(a, origin));
    git(bare, 'update-ref', '-d', evidenceRef);
    assert.equal((await moved(fetchEvidence(a, origin))).rewritten, true);
    assert.deepEqual(await names(a), [name]);
    assert.deepEqual((await moved(pushEvidence(a, origin))).added, [name]);
    const b = join(bare, '..', 'late');
    git(bare, 'clone', '-q', bare, b);
    await moved(fetchEvidence(b, origin));
    const other = git(bare, 'commit-tree', git(bare, 'mktree', '--missing'), '-m', 'x');
    git(bare, 'update-ref', evidenceRef, other);
    assert.equal((await moved(fetchEvidence(b, origin))).rewritten, true);
    assert.equal((await moved(fetchEvidence(b, origin))).rewritten, false, 'told once');
  });

  describe('a hostile ref', () => {
    let bare: string;
    let clones: readonly string[];
    const good = runText('good');
    const [junk, wrong, giant] = ['{"a":1}', runText('another'), Buffer.alloc(maximumEnvelope + 1, 32)];
    const unsealed = nameOf(Buffer.from(junk));

    before(() => {
      ({ bare, clones } = make(2));
      const blob = (bytes: string | Buffer): string => withInput(bare, bytes, 'hash-object', '-w', '--stdin');
      const empty = git(bare, 'mktree', '--missing');
      const commit = git(bare, 'rev-parse', 'main');
      const entries: readonly (readonly [mode: string, name: string, object: string])[] = [
        ['100644', `${nameOf(Buffer.from(good))}.json`, blob(good)],
        ['100644', `${'0'.repeat(64)}.json`, blob(wrong)],
        ['100644', `${unsealed}.json`, blob(junk)],
        ['100644', `${nameOf(giant)}.json`, blob(giant)],
        ['100755', `${'1'.repeat(64)}.json`, blob('x')],
        ['120000', `${'2'.repeat(64)}.json`, blob('../../../etc/passwd')],
        ['160000', `${'3'.repeat(64)}.json`, commit],
        ['40000', `${'4'.repeat(64)}.json`, empty],
        ['100644', '..', blob('x')],
        ['100644', '../../hooks/post-checkout', blob('x')],
        ['40000', '.git', empty],
        ['100644', `${'A'.repeat(64)}.json`, blob('x')],
        ['100644', `${'5'.repeat(64)}.json\nx`, blob('x')],
        ['100644', `${'6'.repeat(64)}.json `, blob('x')],
        ['100644', 'README.md', blob('x')],
      ];
      const raw = Buffer.concat(entries.map(([mode, name, object]) => Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(object, 'hex')])));
      const tree = withInput(bare, raw, 'hash-object', '-w', '-t', 'tree', '--literally', '--stdin');
      git(bare, 'update-ref', evidenceRef, git(bare, 'commit-tree', tree, '-m', 'x'));
    });

    it('brings in what is evidence, and tells of all else', async () => {
      const [a = ''] = clones;
      const taken = await moved(fetchEvidence(a, origin));
      assert.deepEqual([taken.added, await names(a)], [[nameOf(Buffer.from(good))], [nameOf(Buffer.from(good))]]);
      const why = (entry: string): string | undefined => taken.refused.find((one) => one.entry === entry)?.because;
      assert.equal(taken.refused.length, 14);
      assert.match(why('0'.repeat(64))!, /its bytes are not what its name says/);
      assert.match(why(unsealed)!, /no evidence/);
      assert.match(why(`${nameOf(giant)}.json`)!, /too large/);
      assert.match(why(`${'1'.repeat(64)}.json`)!, /program/);
      assert.match(why(`${'2'.repeat(64)}.json`)!, /link/);
      assert.match(why(`${'3'.repeat(64)}.json`)!, /submodule/);
      assert.match(why(`${'4'.repeat(64)}.json`)!, /folder/);
      for (const entry of ['..', '../../hooks/post-checkout', `${'A'.repeat(64)}.json`, `${'5'.repeat(64)}.json\nx`, `${'6'.repeat(64)}.json `, 'README.md']) assert.match(why(entry)!, /no SHA-256/, entry);
      assert.deepEqual(readdirSync(join(a, '.mipiti', 'evidence')), [`${nameOf(Buffer.from(good))}.json`], 'nothing else was written');
      assert.ok(!existsSync(join(a, '.git', 'hooks', 'post-checkout')) && !existsSync(join(a, 'README.md')));
    });

    it('is mended by the next push, which puts right bytes under a name that it has', async () => {
      const [, b = ''] = clones;
      const mine = await record(b, 'mine');
      const pushed = await moved(pushEvidence(b, origin));
      assert.deepEqual(pushed.added, [mine]);
      assert.deepEqual(inRef(bare), [mine, nameOf(Buffer.from(good)), '0'.repeat(64), unsealed].map((name) => `${name}.json`).sort());
      const other = withInput(bare, 'not mine', 'hash-object', '-w', '--stdin');
      git(bare, 'update-ref', evidenceRef, git(bare, 'commit-tree', withInput(bare, `100644 blob ${other}\t${mine}.json\n`, 'mktree'), '-p', evidenceRef, '-m', 'x'));
      await moved(pushEvidence(b, origin));
      assert.equal(git(bare, 'cat-file', 'blob', `${evidenceRef}:${mine}.json`), runText('mine'));
    });
  });

  it('runs nothing that a repository configures, beyond what its transport needs', async () => {
    const { bare, clones: [a = '', alternate = ''] } = make(2);
    const ran = (): string[] => (existsSync(join(home, 'ran')) ? readFileSync(join(home, 'ran'), 'utf8').trim().split('\n') : []);
    const touch = (what: string): string => `echo ${what} >>${join(home, 'ran')}`;
    const script = join(home, 'script');
    writeFileSync(script, `#!/bin/sh\n${touch('script')}\nexit 1\n`, { mode: 0o755 });
    for (const name of ['pre-push', 'reference-transaction', 'post-checkout', 'post-merge', 'pre-auto-gc', 'post-index-change']) writeFileSync(join(a, '.git', 'hooks', name), `#!/bin/sh\n${touch(name)}\nexit 0\n`, { mode: 0o755 });
    writeFileSync(join(a, '.git', 'objects', 'info', 'alternates'), `${join(alternate, '.git', 'objects')}\n`);
    writeFileSync(join(a, '.gitattributes'), '* filter=evil\n');
    const settings = { 'core.fsmonitor': script, 'core.alternateRefsCommand': touch('alternates'), 'remote.origin.uploadpack': `${touch('uploadpack')}; git-upload-pack`, 'remote.origin.receivepack': `${touch('receivepack')}; git-receive-pack`, 'filter.evil.clean': touch('clean'), 'filter.evil.smudge': touch('smudge'), 'push.gpgSign': 'if-asked', 'commit.gpgSign': 'true', 'gpg.program': script, 'core.pager': script, 'gc.auto': '1' };
    for (const [name, value] of Object.entries(settings)) git(a, 'config', name, value);
    const mine = await record(a, 'mine');
    assert.deepEqual((await moved(pushEvidence(a, origin))).added, [mine]);
    await moved(fetchEvidence(a, origin));
    assert.deepEqual(ran(), []);
    for (const [name, url] of [['ext', `ext::sh -c "${touch('ext')}"`], ['helper', 'evil::x'], ['daemon', 'git://localhost:1/x']] as const) {
      git(a, 'config', `remote.${name}.url`, url);
      git(a, 'config', `protocol.${name}.allow`, 'always');
      assert.match(await refused(fetchEvidence(a, { remote: name })), /not allowed/, name);
    }
    git(a, 'config', 'remote.vcs.url', bare);
    git(a, 'config', 'remote.vcs.vcs', 'evil');
    assert.match(await refused(fetchEvidence(a, { remote: 'vcs' })), /not allowed/);
    assert.deepEqual(ran(), []);
    try {
      git(a, 'fetch', '-q', 'origin');
    } catch {
      // Its own helpers fail; that they ran is what counts.
    }
    assert.ok(ran().includes('uploadpack'), 'this git runs none of it, so the test shows nothing');
  });

  it('takes whole files where a partial clone would leave them out', async () => {
    const { bare, clones: [a = ''] } = make(1);
    const name = await record(a, 'm');
    await moved(pushEvidence(a, origin));
    git(bare, 'config', 'uploadpack.allowFilter', 'true');
    const partial = join(bare, '..', 'partial');
    git(join(bare, '..'), 'clone', '-q', '--filter=blob:none', `file://${bare}`, partial);
    assert.deepEqual((await moved(fetchEvidence(partial, origin))).added, [name]);
  });

  it('goes through a folder where nothing may be pushed', async () => {
    const { clones: [a = '', b = ''] } = make(2);
    const folder = join(home, 'artefact');
    const [first, second] = [await record(a, 'first'), await record(a, 'second')];
    writeFileSync(join(a, '.mipiti', 'evidence', `${'0'.repeat(64)}.json`), 'broken');
    const out = await moved(pushEvidence(a, { folder }));
    assert.deepEqual([out.added, out.refused], [[first, second].sort(), [{ entry: '0'.repeat(64), because: 'its bytes are not what its name says' }]]);
    const secret = join(home, 'secret');
    writeFileSync(secret, 'secret');
    symlinkSync(secret, join(folder, `${nameOf(Buffer.from('secret'))}.json`));
    appendFileSync(join(folder, `${second}.json`), ' ');
    mkdirSync(join(folder, `${'7'.repeat(64)}.json`));
    writeFileSync(join(folder, 'note.txt'), 'x');
    const back = await moved(fetchEvidence(b, { folder }));
    assert.deepEqual([back.added, await names(b)], [[first], [first]]);
    assert.deepEqual(back.refused.map(({ entry }) => entry), ['7'.repeat(64), nameOf(Buffer.from('secret')), second].sort());
  });

  it('is asked for by command: what was done, the exit code, and both ways out', async () => {
    const { bare, clones: [a = '', b = ''] } = make(2);
    await record(a, 'm');
    const push = await mipiti(['evidence', 'push'], a);
    assert.deepEqual([push.code, push.out], [0, 'pushed 1 file to origin refs/mipiti/evidence, which holds 1 file now\n'], push.err);
    assert.deepEqual((await mipiti(['evidence', 'push'], a)).out, 'origin refs/mipiti/evidence has all of it already\n');
    assert.equal((await mipiti(['evidence', 'fetch'], b)).out, 'fetched 1 file from origin refs/mipiti/evidence\n');
    const folder = join(home, 'by-command');
    assert.equal((await mipiti(['evidence', 'push', '--to', folder], a)).code, 0);
    const from = await mipiti(['evidence', 'fetch', '--from', folder, '--output', 'json'], b);
    assert.deepEqual([from.code, JSON.parse(from.out)], [0, { ok: true, added: [], total: 1, refused: [], rewritten: false }]);
    assert.deepEqual([(await mipiti(['evidence', 'fetch', '--from', join(home, 'nowhere')], b)).code, (await mipiti(['evidence', 'gc', '--prune-older-than', 'x'], b)).code], [2, 2]);
    hook(bare, 'pre-receive', 'exit 1');
    await record(a, 'n');
    const no = await mipiti(['evidence', 'push'], a);
    assert.equal(no.code, 1);
    assert.match(no.err, /^mipiti: origin does not take it: /);
    assert.equal((await mipiti(['evidence', 'gc'], a)).out, '2 files stay\n');
  });

  describe('gc', () => {
    const now = new Date();
    const days = (count: number): Date => new Date(now.getTime() - count * 86_400_000);
    const repository = null;
    const keep = async (clone: string, text: string, age: number): Promise<string> => {
      const kept = await openLedger(clone).append(text);
      assert.ok(kept.ok);
      utimesSync(join(clone, '.mipiti', 'evidence', `${kept.name}.json`), days(age), days(age));
      return kept.name;
    };
    const local = (): string => {
      const { clones: [a = ''] } = make(1);
      git(a, 'remote', 'remove', 'origin');
      return a;
    };

    it('removes test results whose run was never recorded, once nobody can be about to', async () => {
      const a = local();
      const named = await keep(a, sealed(testResultStatement(run())), 2);
      const owner = await keep(a, sealed(run({ repository, testResult: named })), 2);
      const orphan = await keep(a, sealed(testResultStatement(run({}, commitName('9')))), 2);
      const fresh = await keep(a, sealed(testResultStatement(run({}, commitName('8')))), 0);
      const foreign = await keep(a, sealed({ ...testResultStatement(run()), subject: [{ name: 'app', digest: { sha256: '0'.repeat(64) } }] }), 2);
      writeFileSync(join(a, '.mipiti', 'evidence', '.writing-00000000-1-000000000000'), 'x');
      utimesSync(join(a, '.mipiti', 'evidence', '.writing-00000000-1-000000000000'), days(1), days(1));
      const dry = await tidyEvidence(a, { dryRun: true, now });
      assert.deepEqual(dry, { ok: true, swept: 0, orphans: [orphan], pruned: [], left: 4 });
      assert.equal(readdirSync(join(a, '.mipiti', 'evidence')).length, 6);
      assert.deepEqual(await tidyEvidence(a, { dryRun: false, now }), { ok: true, swept: 1, orphans: [orphan], pruned: [], left: 4 });
      assert.deepEqual(await names(a), [named, owner, fresh, foreign].sort());
    });

    it('removes runs about commits that are gone only when asked, old, about this repository and named by none that stays', async () => {
      const a = local();
      const [head, tree] = [git(a, 'rev-parse', 'HEAD'), git(a, 'rev-parse', 'HEAD^{tree}')];
      const result = await keep(a, sealed(testResultStatement(run())), 40);
      const oldest = await keep(a, sealed(run({ repository, testResult: result })), 40);
      const next = await keep(a, sealed(run({ repository, earlier: [oldest] }, commitName('b'))), 40);
      const held = await keep(a, sealed(run({ repository }, commitName('a'))), 40);
      const here = await keep(a, sealed(run({ repository, earlier: [held] }, head)), 40);
      const sameTree = await keep(a, sealed(run({ repository }, commitName('7'), tree)), 40);
      const young = await keep(a, sealed(run({ repository }, commitName('6'))), 3);
      const elsewhere = await keep(a, sealed(run({ repository: 'acme/other' }, commitName('5'))), 40);
      assert.deepEqual(await tidyEvidence(a, { dryRun: false, now }), { ok: true, swept: 0, orphans: [], pruned: [], left: 8 });
      const tidied = await tidyEvidence(a, { dryRun: false, now, pruneOlderThan: 30 });
      assert.ok(tidied.ok);
      assert.deepEqual([tidied.pruned, tidied.orphans, tidied.left], [[{ name: next, commit: commitName('b') }, { name: oldest, commit: commitName('c') }], [result], 5]);
      assert.deepEqual(await names(a), [held, here, sameTree, young, elsewhere].sort());
    });

    it('does not guess in a shallow clone', async () => {
      const { bare } = make(0);
      const shallow = join(bare, '..', 'shallow');
      git(join(bare, '..'), 'clone', '-q', '--depth=1', `file://${bare}`, shallow);
      writeFileSync(join(shallow, 'b'), 'b');
      git(shallow, 'add', '.');
      git(shallow, 'commit', '-qm', 'x');
      git(join(bare, '..'), 'clone', '-q', '--depth=1', `file://${shallow}`, 'shallower');
      const tidied = await tidyEvidence(join(bare, '..', 'shallower'), { dryRun: false, now, pruneOlderThan: 30 });
      assert.ok(!tidied.ok);
      assert.match(tidied.because, /shallow/);
    });
  });

  it('stops when it is told to', async () => {
    const { clones: [a = ''] } = make(1);
    await record(a, 'm');
    await assert.rejects(fetchEvidenceRef(a, 'origin', AbortSignal.abort(new Error('interrupted'))), /interrupted/);
  });
});
