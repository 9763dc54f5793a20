import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileSources } from '../../src/verifier/file-sources.ts';
import { foundationCovers } from '../../src/verifier/foundations.ts';

describe('files named by a glob', () => {
  const home = mkdtempSync(join(tmpdir(), 'mipiti-glob-'));
  const root = join(home, 'repository');
  const put = (path: string): void => {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), '');
  };
  before(() => {
    for (const path of ['repository/a.test.ts', 'repository/deep/er/b.test.ts', 'repository/deep/.hidden/c.test.ts', 'repository/node_modules/x/d.test.ts', 'outside/e.test.ts']) put(path);
    symlinkSync(join(home, 'outside'), join(root, 'link'));
    symlinkSync(join(home, 'outside', 'e.test.ts'), join(root, 'linked.test.ts'));
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  const filesOf = async (glob: string): Promise<readonly string[] | string> => {
    const found = await fileSources(root).list(glob);
    return found.ok ? found.files : found.refusal;
  };

  it('are regular files of the repository, hidden ones included, without what tools installed', async () => {
    assert.deepEqual(await filesOf('**/*.test.ts'), ['a.test.ts', 'deep/.hidden/c.test.ts', 'deep/er/b.test.ts']);
    assert.deepEqual(await filesOf('deep/*/*.ts'), ['deep/.hidden/c.test.ts', 'deep/er/b.test.ts']);
    assert.deepEqual(await filesOf('a.test.ts'), ['a.test.ts']);
    assert.deepEqual(await filesOf('nowhere/**'), []);
  });

  it('never lie outside, whether the glob climbs or a link leads there', async () => {
    assert.deepEqual(await filesOf('link/*.ts'), []);
    assert.deepEqual(await filesOf('l*/*.ts'), []);
    assert.equal(await filesOf('../outside/*.ts'), 'path_outside_root');
    assert.equal(await filesOf('/etc/*'), 'path_outside_root');
  });

  it('name the links that were left out, for claims that must not overlook anything', async () => {
    const found = await fileSources(root).list('**/*.test.ts');
    assert.deepEqual(found.ok && found.links, ['link', 'linked.test.ts']);
    const none = await fileSources(root).list('deep/**');
    assert.equal(none.ok && none.links, undefined);
  });

  it('cover a file that appears later', () => {
    assert.ok(foundationCovers({ file: 'tests/**/*.py', glob: true }, 'tests/new/test_a.py'));
    assert.ok(!foundationCovers({ file: 'tests/**/*.py', glob: true }, 'src/a.py'));
    assert.ok(!foundationCovers({ file: 'tests/**/*.py' }, 'tests/new/test_a.py'));
  });
});
