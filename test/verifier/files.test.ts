/** Files that leave the root, are no files, or are too much: an answer each, never text from outside. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileSources } from '../../src/verifier/file-sources.ts';

describe('files of a root', () => {
  let home: string;
  let root: string;
  before(() => {
    home = mkdtempSync(join(tmpdir(), 'mipiti-files-'));
    root = join(home, 'root');
    mkdirSync(join(root, 'sub'), { recursive: true });
    writeFileSync(join(home, 'secret.py'), 'secret = 1\n');
    writeFileSync(join(root, 'a.py'), '\uFEFFx = 1\n');
    writeFileSync(join(root, 'sub', 'b.py'), 'y = 1\n');
    writeFileSync(join(root, 'nul.py'), 'x\u0000y');
    writeFileSync(join(root, 'bad.py'), Buffer.from([0x78, 0xff, 0xfe, 0x0a]));
    writeFileSync(join(root, 'large.py'), '#'.repeat(3_000_000));
    symlinkSync(join(home, 'secret.py'), join(root, 'link.py'));
    symlinkSync(home, join(root, 'up'));
    symlinkSync(join(root, 'a.py'), join(root, 'inside.py'));
    symlinkSync(join(home, 'nowhere.py'), join(root, 'dangling.py'));
    execFileSync('mkfifo', [join(root, 'pipe.py')]);
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  const outside = ['../secret.py', 'sub/../../secret.py', 'up/secret.py', 'link.py', '/etc/passwd', '\\\\host\\share\\a.py', 'C:\\a.py', 'C:a.py', 'file:///etc/passwd', 'sub\\..\\..\\secret.py'];
  for (const path of outside) {
    it(`${path} gives no text`, async () => {
      const answer = await fileSources(root).read(path);
      assert.equal(answer.ok, false, JSON.stringify(answer));
      assert.equal((await fileSources(root).exists(path)).ok, false);
    });
  }
  it('digests are of the bytes of a regular file inside, whatever they are', async () => {
    const sources = fileSources(root, { unsaved: (path) => (path === 'sub/b.py' ? 'z = 2\n' : undefined) });
    for (const path of [...outside, 'inside.py', 'pipe.py', 'sub', 'nowhere.py', 'A.PY']) assert.equal((await sources.digest(path)).ok, false, path);
    for (const [path, bytes] of [['nul.py', 'x\u0000y'], ['a.py', '\uFEFFx = 1\n'], ['large.py', '#'.repeat(3_000_000)], ['sub/b.py', 'z = 2\n']] as const) {
      const answer = await sources.digest(path);
      assert.equal(answer.ok && answer.sha256, createHash('sha256').update(bytes).digest('hex'), path);
    }
  });
  const refused: readonly [string, string][] = [['sub', 'not_a_file'], ['pipe.py', 'not_a_file'], ['nowhere.py', 'file_missing'], ['A.PY', 'file_missing'], ['nul.py', 'binary'], ['large.py', 'too_large']];
  for (const [path, refusal] of refused) {
    it(`${path} is ${refusal}`, async () => {
      const answer = await fileSources(root).read(path);
      assert.deepEqual(answer.ok ? answer.text.slice(0, 20) : answer.refusal, refusal);
    });
  }
  it('a link that stays inside is read, unless links are refused altogether', async () => {
    const answer = await fileSources(root).read('inside.py');
    assert.ok(answer.ok ? answer.text.includes('x = 1') : ['not_a_file', 'path_outside_root'].includes(answer.refusal));
  });
  it('text that is not UTF-8 is no pass of anything', async () => {
    const answer = await fileSources(root).read('bad.py');
    assert.ok(!answer.ok || answer.text.includes('\uFFFD'));
  });
  it('unsaved text wins over the disk, and over a file that is not there yet', async () => {
    const sources = fileSources(root, { unsaved: (path) => (path === 'sub/b.py' || path === 'new.py' ? 'z = 2\n' : undefined) });
    for (const path of ['sub/b.py', 'new.py']) {
      const answer = await sources.read(path);
      assert.equal(answer.ok && answer.text, 'z = 2\n', path);
    }
    const outsideUnsaved = await fileSources(root, { unsaved: () => 'z = 2\n' }).read('../secret.py');
    assert.equal(outsideUnsaved.ok, false, 'unsaved text opens no door');
  });
});
