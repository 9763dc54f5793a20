import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { setValue } from '../../src/model/edit.ts';
import { markUnsaved, unsavedBy } from '../../src/project/unsaved-marks.ts';
import { testDesk, type TestDesk } from './test-desk.ts';

const smallModel = 'schema: 1\nid: small\ntitle: Small\n';
const refusal = (code: string) => (error: { code?: string }) => error.code === code;

describe('what changes model files on disk', () => {
  let open: TestDesk;
  afterEach(() => open.close());

  async function openSmall(text = smallModel): Promise<string> {
    open = await testDesk({ fill: (folder) => {
      mkdirSync(folder);
      writeFileSync(join(folder, 'small.threatmodel.yaml'), text);
    } });
    return join(open.folder, 'small.threatmodel.yaml');
  }
  const retitle = (title: string) => {
    const [model] = open.project.models;
    return open.desk.writer.edit(model!, setValue(model!.parsed, ['title'], title));
  };

  it('edits, creates and removes, and gives what became of it', async () => {
    const file = await openSmall();
    assert.equal((await retitle('Other')).model.title, 'Other');
    assert.equal(readFileSync(file, 'utf8'), smallModel.replace('Small', 'Other'));
    const made = await open.desk.writer.create(open.project, 'sub/new.threatmodel.yaml', smallModel.replace('small', 'made'));
    assert.equal(made.model.id, 'made');
    await assert.rejects(open.desk.writer.create(open.project, 'sub/new.threatmodel.yaml', smallModel), refusal('already_there'));
    await open.desk.writer.remove(made);
    assert.ok(!existsSync(join(open.folder, 'sub', 'new.threatmodel.yaml')));
    assert.deepEqual(open.project.models.map(({ path }) => path), ['small.threatmodel.yaml']);
  });

  it('writes nothing over a text that it has not seen, and has seen it then', async () => {
    const file = await openSmall();
    writeFileSync(file, smallModel.replace('Small', 'Theirs'));
    await assert.rejects(retitle('Mine'), refusal('changed_meanwhile'));
    assert.ok(readFileSync(file, 'utf8').includes('Theirs'));
    assert.equal((await retitle('Mine')).model.title, 'Mine');
  });

  it('keeps a byte-order mark', async () => {
    const file = await openSmall(`\uFEFF${smallModel}`);
    await retitle('Other');
    assert.equal(readFileSync(file, 'utf8'), `\uFEFF${smallModel.replace('Small', 'Other')}`);
  });

  it('lets unsaved text of an editor win', async () => {
    const file = await openSmall();
    const [model] = open.project.models;
    await markUnsaved(open.folder, ['small.threatmodel.yaml']);
    assert.equal(await unsavedBy(file), process.pid);
    open.unsaved = unsavedBy;
    await assert.rejects(retitle('Mine'), refusal('unsaved_in_editor'));
    await assert.rejects(open.desk.writer.remove(model!), refusal('unsaved_in_editor'));
    assert.equal(readFileSync(file, 'utf8'), smallModel);
    await markUnsaved(open.folder, []);
    assert.equal((await retitle('Mine')).model.title, 'Mine');
  });

  it('never leaves its folder, by name or by link', async () => {
    await openSmall();
    const outside = join(open.folder, '..', 'outside');
    mkdirSync(outside);
    symlinkSync(outside, join(open.folder, 'door'));
    symlinkSync(join(outside, 'later.threatmodel.yaml'), join(open.folder, 'dangling.threatmodel.yaml'));
    for (const path of ['../evil.threatmodel.yaml', '/tmp/evil.threatmodel.yaml', 'door/evil.threatmodel.yaml', 'dangling.threatmodel.yaml', 'upload.py', 'a\u0000.threatmodel.yaml']) {
      await assert.rejects(open.desk.writer.create(open.project, path, smallModel), refusal('outside_root'), path);
    }
    // What was a file becomes a link between the look and the write.
    const file = join(open.folder, 'small.threatmodel.yaml');
    writeFileSync(join(outside, 'secret.yaml'), smallModel);
    rmSync(file);
    symlinkSync(join(outside, 'secret.yaml'), file);
    await assert.rejects(retitle('Mine'), refusal('outside_root'));
    assert.equal(readFileSync(join(outside, 'secret.yaml'), 'utf8'), smallModel);
    rmSync(file);
    execFileSync('mkfifo', [file]);
    await assert.rejects(retitle('Mine'), refusal('outside_root'));
  });
});

describe('marks of unsaved text', () => {
  it('of processes that are gone, and what is no mark, count for nothing', async () => {
    const open = await testDesk({ fill: (folder) => {
      mkdirSync(join(folder, '.mipiti', 'cache'), { recursive: true });
      writeFileSync(join(folder, 'small.threatmodel.yaml'), smallModel);
      const gone = execFileSync(process.execPath, ['--print', 'process.pid'], { encoding: 'utf8' }).trim();
      writeFileSync(join(folder, '.mipiti', 'cache', `editor-${gone}.json`), JSON.stringify({ pid: Number(gone), host: 'x', files: [] }));
      writeFileSync(join(folder, '.mipiti', 'cache', 'editor-1.json'), '{"pid": "one", "files": 7}');
      writeFileSync(join(folder, '.mipiti', 'cache', 'editor-2.json'), 'no JSON');
      mkdirSync(join(folder, '.mipiti', 'cache', 'editor-3.json'));
    } });
    try {
      assert.equal(await unsavedBy(join(open.folder, 'small.threatmodel.yaml')), undefined);
      // Beside a mark of this process, from a folder further up.
      await markUnsaved(join(open.folder, '..'), ['work/small.threatmodel.yaml']);
      assert.equal(await unsavedBy(join(open.folder, 'small.threatmodel.yaml')), process.pid);
    } finally {
      open.close();
    }
  });
});
