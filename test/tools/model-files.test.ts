import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { copySample } from '../sample-service/copy-sample.ts';
import { modelDesk, type ModelDesk } from './model-desk.ts';

const second = `schema: 1
id: download
title: File download
assets: {A1: {name: files, properties: [C]}}
attackers: {T1: {capability: asks for any file}}
assumptions: {AS1: {type: external, description: uploads are scanned, target_model: upload, attestations: [{by: p, statement: s, expires_at: "2030-01-01"}]}}
`;

/** The sample with a second model beside it, committed. */
function twoModels(folder: string): void {
  copySample(folder);
  mkdirSync(join(folder, 'download'));
  writeFileSync(join(folder, 'download', 'download.threatmodel.yaml'), second);
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', '-c', 'commit.gpgsign=false', 'commit', '--quiet', '--allow-empty', '--message', 'second'], { cwd: folder });
}

describe('tools for whole models', () => {
  let desk: ModelDesk;
  before(async () => {
    desk = await modelDesk({ fill: twoModels });
  });
  after(() => desk.close());
  const upload = { model_id: 'upload' };

  it('read a model as its file has it, in sections and pages', async () => {
    const { data, summary } = await desk.call<{ entities: Record<string, Record<string, { name?: string }>>; counts: Record<string, number>; total: number; more: boolean; version: string }>('get_threat_model', { ...upload, sections: 'assets,attackers', limit: 5 });
    assert.deepEqual(Object.keys(data.entities.assets!), ['A1', 'A2', 'A3', 'A4']);
    assert.deepEqual(Object.keys(data.entities.attackers!), ['T1']);
    assert.deepEqual([data.total, data.more, data.version, data.counts.controls], [7, true, 'worktree', 8]);
    assert.equal(data.entities.assets!.A1!.name, 'uploaded files');
    assert.match(summary, /^File upload \(upload\): 3 boundaries, 4 components/);
    const rest = await desk.call<{ entities: Record<string, object>; more: boolean }>('get_threat_model', { ...upload, sections: ['assets', 'attackers'], offset: 5 });
    assert.deepEqual([Object.keys(rest.data.entities.attackers!), rest.data.more], [['T2', 'T3'], false]);
    const both = await desk.call<{ objectives: { id: string; status: string }[] }>('get_threat_model', { ...upload, include_cos: 'true', limit: 0 });
    assert.equal(both.data.objectives.length, 12);
    assert.equal(both.data.objectives[0]!.status, 'mitigated');
    const { code, data: known } = await desk.refused('get_threat_model', {});
    assert.equal(code, 'ambiguous_model');
    assert.equal((known.models as unknown[]).length, 2);
    assert.equal((await desk.refused('get_threat_model', { ...upload, sections: ['objectives'] })).code, 'invalid_input');
  });

  it('read a model as a commit has it, without the evidence of now', async () => {
    const was = desk.text();
    await desk.call('remove_attacker', { ...upload, attacker_id: 'T1', why: 'for the test' });
    const then = await desk.call<{ version: string; counts: Record<string, number>; objectives: { status?: string }[] }>('get_threat_model', { ...upload, version: 'main', include_cos: true });
    assert.match(then.data.version, /^[0-9a-f]{40}$/);
    assert.equal(then.data.counts.attackers, 3);
    assert.ok(then.data.objectives.length === 12 && then.data.objectives.every(({ status }) => status === undefined));
    assert.equal((await desk.call<{ counts: Record<string, number> }>('get_threat_model', upload)).data.counts.attackers, 2);
    await desk.write(was);
    assert.equal((await desk.refused('get_threat_model', { ...upload, version: 'no-such-branch' })).code, 'no_such_version');
    assert.equal((await desk.refused('get_threat_model', { ...upload, version: '--upload-pack=x' })).code, 'no_such_version');
    assert.equal((await desk.refused('get_threat_model', { model_id: 'download', version: 'main' })).code, 'no_such_version');
  });

  it('list models whatever source is asked for, and say why', async () => {
    const { summary, data } = await desk.call<{ models: { id: string }[] }>('list_threat_models', { source: 'jira' });
    assert.deepEqual(data.models.map(({ id }) => id), ['download', 'upload']);
    assert.match(summary, /Files record no source/);
    assert.equal((await desk.refused('list_threat_models', { source: 'elsewhere' })).code, 'invalid_input');
  });

  it('rename a model, and keep its identifier', async () => {
    const { lines, data } = await desk.edit<{ model_id: string; title: string }>('rename_threat_model', { ...upload, name: 'Upload: "files" & more' });
    assert.deepEqual(lines, ['-title: File upload', '+title: "Upload: \\"files\\" & more"']);
    assert.equal(data.model_id, 'upload');
    assert.equal((await desk.refused('rename_threat_model', { ...upload, name: 'file DOWNLOAD' })).code, 'title_taken');
    assert.equal((await desk.refused('rename_threat_model', { ...upload, name: 'x'.repeat(121) })).code, 'invalid_input');
    assert.equal((await desk.refused('rename_threat_model', { ...upload, name: '' })).code, 'invalid_input');
  });

  it('export a page that is one file without a script, with text as text', async () => {
    const was = desk.text();
    await desk.write(was.replace('title: File upload', `title: "<script>alert(1)</script> \\u202e & 'x'"`));
    const { data, summary } = await desk.call<{ content: string; media_type: string; file_name: string }>('export_threat_model', { ...upload, format: 'html' });
    assert.deepEqual([data.media_type, data.file_name], ['text/html', 'upload.html']);
    assert.ok(!/<script|javascript:|src=|href=|url\(/i.test(data.content));
    assert.match(data.content, /<h1>&lt;script&gt;alert\(1\)&lt;\/script&gt; \uFFFD &amp; &#39;x&#39;<\/h1>/);
    assert.match(data.content, /default-src 'none'/);
    assert.match(data.content, /<td class="word">CO-A1-T1<\/td>/);
    assert.match(summary, /^upload\.html: \d+ characters/);
    const opened = [...data.content.matchAll(/<(?!\/|!|meta)([a-z0-9]+)/g)].map(([, name]) => name);
    const closed = [...data.content.matchAll(/<\/([a-z0-9]+)>/g)].map(([, name]) => name);
    assert.deepEqual([...opened].sort(), [...closed].sort());
    const pdf = await desk.call<{ media_type: string }>('export_threat_model', { ...upload, format: 'pdf' });
    assert.equal(pdf.data.media_type, 'text/html');
    assert.match(pdf.summary, /No PDF is made here/);
    await desk.write(was);
    assert.equal((await desk.refused('export_threat_model', { ...upload, format: 'docx' })).code, 'invalid_input');
  });

  it('export in pieces', async () => {
    const whole = await desk.call<{ content: string; total_chars: number }>('export_threat_model', { ...upload, format: 'csv' });
    const piece = await desk.call<{ content: string }>('export_threat_model', { ...upload, format: 'csv', offset: 1000 });
    assert.equal(whole.data.content.length, whole.data.total_chars);
    assert.equal(piece.data.content, whole.data.content.slice(1000));
  });

  it('export values that a spreadsheet reads as text, the same number in each line', async () => {
    const was = desk.text();
    await desk.write(was.replace('name: uploaded files', 'name: "=HYPERLINK(\\"x\\"), \\"quoted\\""'));
    const { data } = await desk.call<{ content: string }>('export_threat_model', { ...upload, format: 'csv' });
    const lines = recordsOf(data.content);
    assert.ok(lines.length > 40);
    assert.deepEqual([...new Set(lines.map(({ length }) => length))].length, 1);
    const asset = lines.find(([table, id]) => table === 'assets' && id === 'A1')!;
    assert.equal(asset[2], `'=HYPERLINK("x"), "quoted"`);
    await desk.write(was);
  });

  it('carry a model in an envelope, byte for byte, and take it in beside the first', async () => {
    const { data } = await desk.call<{ envelope: Record<string, unknown> }>('export_threat_model_archive', upload);
    assert.equal(data.envelope.text, desk.text());
    const { data: taken, summary } = await desk.call<{ model_id: string; title: string; path: string; attestations: number }>('import_threat_model_archive', { envelope: JSON.stringify(data.envelope) });
    assert.deepEqual(taken, { model_id: 'upload-2', title: 'File upload (2)', path: 'upload-2.threatmodel.yaml', attestations: 2 });
    assert.match(summary, /2 attestations along/);
    const copy = readFileSync(join(desk.folder, 'upload-2.threatmodel.yaml'), 'utf8');
    assert.equal(copy, desk.text().replace('id: upload', 'id: upload-2').replace('title: File upload', 'title: File upload (2)'));
    const again = await desk.call<{ model_id: string }>('import_threat_model_archive', { envelope: data.envelope, workspace_id: desk.project.root });
    assert.equal(again.data.model_id, 'upload-3');
    for (const model_id of ['upload-2', 'upload-3']) {
      // Nobody can be asked, and git has neither.
      assert.equal((await desk.refused('delete_threat_model', { model_id, why: 'a copy' })).code, 'not_committed');
    }
  });

  it('take in nothing that was changed on its way, is broken or has nowhere to go', async () => {
    const { data: { envelope } } = await desk.call<{ envelope: { text: string } }>('export_threat_model_archive', upload);
    assert.equal((await desk.refused('import_threat_model_archive', { envelope: { ...envelope, text: envelope.text.replace('C, I', 'C') } })).code, 'digest_mismatch');
    assert.equal((await desk.refused('import_threat_model_archive', { envelope: { ...envelope, semantic_digest: '00' } })).code, 'meaning_mismatch');
    const broken = 'schema: 1\nid: x\ntitle: X\nassets: {A1: {name: y}}\n';
    const { createHash } = await import('node:crypto');
    const { code, message } = await desk.refused('import_threat_model_archive', { envelope: { ...envelope, text: broken, sha256: createHash('sha256').update(broken).digest('hex') } });
    assert.equal(code, 'invalid_model');
    assert.match(message, /A1 names nothing that must hold of it/);
    assert.equal((await desk.refused('import_threat_model_archive', { envelope: { ...envelope, format: 'zip' } })).code, 'invalid_input');
    assert.equal((await desk.refused('import_threat_model_archive', { envelope, workspace_id: 'elsewhere' })).code, 'unknown_workspace');
  });

  it('delete a model that git keeps, for a reason, and say what rests on it', async () => {
    assert.equal((await desk.refused('delete_threat_model', upload)).code, 'reason_needed');
    const { data, summary } = await desk.call<{ kept_by_git: boolean; still_named_by: string[] }>('delete_threat_model', { ...upload, why: 'The service is shut down.' });
    assert.deepEqual(data.still_named_by, ['download/AS1']);
    assert.equal(data.kept_by_git, true);
    assert.match(summary, /12 objectives go with it/);
    assert.ok(!existsSync(join(desk.folder, 'upload.threatmodel.yaml')));
    assert.equal(desk.asked.length, 3);
    await assert.rejects(desk.call('delete_threat_model', { ...upload, why: 'again' }), (error: { code?: string }) => error.code === 'unknown_model');
  });
});

/** The records of a file as RFC 4180 has it. */
function recordsOf(text: string): string[][] {
  assert.ok(text.endsWith('\r\n'));
  const records: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    records.at(-1)!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (end === '\r\n') records.push([]);
    if (end === '') break;
  }
  records.pop();
  return records;
}
