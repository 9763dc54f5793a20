/** git is asked about what lies here. What a repository configures is not run, whatever it lacks. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { commitSources } from '../../src/project/commit-sources.ts';
import { textAtCommit } from '../../src/project/base-commit.ts';

describe('a repository that lacks an object and says how to fetch it', () => {
  let folder: string;
  let hostile: string;
  let commit: string;
  const ran = (): boolean => existsSync(join(folder, 'ran'));
  const git = (cwd: string, ...words: string[]): string => execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', ...words], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'mipiti-git-'));
    const whole = join(folder, 'whole');
    mkdirSync(whole);
    git(whole, 'init', '-q');
    writeFileSync(join(whole, 'a.threatmodel.yaml'), 'schema: 1\n');
    git(whole, 'add', '.');
    git(whole, 'commit', '-qm', 'One');
    commit = git(whole, 'rev-parse', 'HEAD').trim();
    const blob = git(whole, 'rev-parse', 'HEAD:a.threatmodel.yaml').trim();
    hostile = join(folder, 'hostile');
    git(folder, 'clone', '-q', '--no-hardlinks', whole, hostile);
    rmSync(join(hostile, '.git', 'objects', blob.slice(0, 2), blob.slice(2)));
    const settings = { 'core.repositoryformatversion': '1', 'extensions.partialClone': 'origin', 'remote.origin.promisor': 'true', 'remote.origin.url': whole, 'remote.origin.uploadpack': `touch ${join(folder, 'ran')}; git-upload-pack` };
    for (const [name, value] of Object.entries(settings)) git(hostile, 'config', name, value);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('runs nothing for the text of a model', async () => {
    assert.deepEqual(await textAtCommit(hostile, join(hostile, 'a.threatmodel.yaml'), 'HEAD'), { none: 'not_in_base' });
    assert.ok(!ran(), 'the command of the repository was run');
  });

  it('runs nothing for the files of a commit', async () => {
    const sources = await commitSources(hostile, commit).catch(() => undefined);
    const read = await sources?.read('a.threatmodel.yaml').catch(() => undefined);
    assert.ok(!read?.ok);
    assert.ok(!ran(), 'the command of the repository was run');
  });

  it('would have been served by git itself', () => {
    git(hostile, 'cat-file', 'blob', `${commit}:a.threatmodel.yaml`);
    assert.ok(ran(), 'this git fetches nothing, so the tests above show nothing');
  });
});
