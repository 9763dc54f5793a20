/** What a change since a commit does to the posture, on a real repository. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { commitSources } from '../../src/project/commit-sources.ts';
import { nodeChecker } from '../../src/project/node-checker.ts';
import { openProject } from '../../src/project/open.ts';
import { pendingChange } from '../../src/project/pending-change.ts';
import type { Project } from '../../src/project/snapshot.ts';
import { fileSources } from '../../src/verifier/file-sources.ts';
import { breaks } from '../sample-service/breaks.ts';
import { copySample } from '../sample-service/copy-sample.ts';

const checker = nodeChecker(pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'verifier-worker.cjs')));
after(() => checker.dispose());

describe('the change since the last commit', () => {
  let folder: string;
  let project: Project;
  const git = (...words: string[]): string => execFileSync('git', words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const edit = (file: string, from: string | RegExp, to: string): void => {
    const text = readFileSync(join(folder, file), 'utf8');
    const edited = text.replace(from, to);
    assert.notEqual(edited, text, `${String(from)} is in ${file}`);
    writeFileSync(join(folder, file), edited);
    project.fileChanged(file);
  };
  const breakPromise = (): void => {
    const { file, edit: broken } = breaks[0]!;
    writeFileSync(join(folder, file), broken(readFileSync(join(folder, file), 'utf8')));
    project.fileChanged(file);
  };
  const change = () => {
    const [model] = project.models;
    assert.ok(model?.past, 'the past is known');
    return pendingChange(model.past, model).items.map(({ effect, subject }) => `${effect} ${subject}`);
  };
  beforeEach(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'mipiti-change-')), 'sample');
    copySample(folder);
    project = await openProject(folder, { checker, trusted: true, now: () => new Date('2026-06-15T12:00:00Z') });
    await project.verify();
    await project.comparePast();
  });
  afterEach(() => {
    project.dispose();
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  it('is nothing where nothing changed, comments and blank lines included', async () => {
    assert.deepEqual(change(), []);
    edit('upload.py', 'def handle_upload', '# a note\n\ndef handle_upload');
    await project.settled();
    assert.deepEqual(change(), []);
  });

  it('names what a broken promise breaks and puts at risk, and nothing else', async () => {
    breakPromise();
    await project.settled();
    assert.deepEqual(change(), ['broken CTRL-01', 'broken asrt_7k2m', 'put_at_risk CO-A1-T2']);
  });

  it('names weakenings first, also where the posture stays as it was', async () => {
    edit('upload.threatmodel.yaml', /, least: unconditional/, '');
    await project.settled();
    assert.deepEqual(change().map((line) => line.split(' ')[0]), ['weakened']);
  });

  it('names what improves, once the break is committed', async () => {
    breakPromise();
    git('-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', 'commit', '-qam', 'Break it');
    await project.baseChanged();
    await project.settled();
    assert.deepEqual(change(), [], 'what is committed is no pending change');
    git('checkout', 'HEAD~1', '--', 'upload.py');
    project.fileChanged('upload.py');
    await project.settled();
    assert.deepEqual(change(), ['improved CO-A1-T2', 'improved CTRL-01', 'improved asrt_7k2m']);
  });

  it('reads the files of a commit as it reads those of the disk, and never the work tree', async () => {
    const commit = git('rev-parse', 'HEAD').trim();
    const [past, disk] = [await commitSources(folder, commit), fileSources(folder)];
    for (const path of ['upload.py', 'web/upload-form.ts', 'nowhere.py', 'web', '../outside', '/etc/passwd', 'Upload.py']) {
      const [a, b] = [await past.read(path), await disk.read(path)];
      assert.deepEqual(a.ok ? a : { ok: false, refusal: a.refusal }, b.ok ? b : { ok: false, refusal: b.refusal }, path);
    }
    assert.deepEqual(await past.list('**/*.py'), await disk.list('**/*.py'));
    assert.deepEqual(await past.digest('upload.py'), await disk.digest('upload.py'));
    writeFileSync(join(folder, 'upload.py'), 'gone = True\n');
    const still = await past.read('upload.py');
    assert.ok(still.ok && still.text.includes('handle_upload'));
  });

  it('takes no link of a commit for a file', async () => {
    symlinkSync('/etc/passwd', join(folder, 'link.py'));
    git('add', '.');
    git('-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', 'commit', '-qm', 'Link');
    const past = await commitSources(folder, git('rev-parse', 'HEAD').trim());
    const read = await past.read('link.py');
    assert.equal(!read.ok && read.refusal, 'not_a_file');
    assert.deepEqual(await past.list('link.*'), { ok: true, files: [], complete: true });
  });
});
