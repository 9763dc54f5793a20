import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { PersonAnswer } from '../../src/tools/desk.ts';
import { changedLines } from './changed-lines.ts';
import { testDesk, type TestDesk } from './test-desk.ts';

const refusal = (code: string, words?: RegExp) => (error: { code?: string; message: string }) => error.code === code && (words === undefined || words.test(error.message));
const textOf = (desk: TestDesk): string => readFileSync(join(desk.folder, 'upload.threatmodel.yaml'), 'utf8');
const house = { id: 'house', name: 'House rules', version: '1', requirements: [{ id: 'H1', title: 'Scan what comes in', section_id: 'H', section_name: 'House' }, { id: 'H2', level: 2 }, { id: 'H3' }] };

interface Report {
  counts: Record<string, number>;
  rows: { requirement_id: string; status: string; controls: { control_id: string; confidence: string }[] }[];
  total: number;
  more: boolean;
  unknown: string[];
  level?: number;
}

describe('compliance', () => {
  let desk: TestDesk;
  const open = async (person: PersonAnswer = 'not_asked'): Promise<void> => {
    desk = await testDesk({ person });
    await desk.call('import_compliance_framework', { framework_json: JSON.stringify(house) });
  };
  beforeEach(() => open());
  afterEach(() => desk.close());

  it('lists what is built in and what was imported, and what is wrong with a file', async () => {
    const list = async (): Promise<{ frameworks: { id: string; built_in: boolean; requirements: number; selected_by: string[]; file?: string }[]; problems: { file: string; place: string }[] }> => (await desk.call<{ frameworks: { id: string; built_in: boolean; requirements: number; selected_by: string[]; file?: string }[]; problems: { file: string; place: string }[] }>('list_compliance_frameworks')).data;
    assert.deepEqual((await list()).frameworks.map(({ id, requirements, built_in }) => [id, requirements, built_in]), [['asvs-5.0', 345, true], ['nist-csf-2.0', 106, true], ['house', 3, false]]);
    writeFileSync(join(desk.folder, '.mipiti', 'frameworks', 'bad.json'), '{"id": "bad"');
    writeFileSync(join(desk.folder, '.mipiti', 'frameworks', 'twice.json'), JSON.stringify(house));
    symlinkSync('/etc/hostname', join(desk.folder, '.mipiti', 'frameworks', 'link.json'));
    assert.deepEqual((await list()).problems.map(({ file, place }) => [file, place]), [['.mipiti/frameworks/bad.json', 'the file'], ['.mipiti/frameworks/twice.json', 'id']]);
    await assert.rejects(desk.call('select_compliance_frameworks', { framework_ids: 'bad' }), refusal('unknown_framework', /bad\.json cannot be used: the file: It cannot be read: it is no JSON/));
    await assert.rejects(desk.call('list_compliance_frameworks', 'no object' as never), refusal('invalid_input'));
  });

  it('imports a framework whole or not at all', async () => {
    const again = await desk.call<{ replaced: boolean; file: string }>('import_compliance_framework', { framework_json: { ...house, version: '2' } });
    assert.deepEqual([again.data.replaced, again.data.file], [true, '.mipiti/frameworks/house.json']);
    await assert.rejects(desk.call('import_compliance_framework', { framework_json: { ...house, requirements: [{ id: 'H1' }, { id: 'h1' }] } }), (error: { code?: string; data?: { problems?: { place: string }[] } }) => error.code === 'proposal_refused' && error.data?.problems?.[0]?.place === 'requirements[1].id');
    await assert.rejects(desk.call('import_compliance_framework', { framework_json: { ...house, id: 'asvs-5.0' } }), refusal('built_in'));
    await assert.rejects(desk.call('import_compliance_framework', { framework_json: {} }), (error: { code?: string; data?: { form?: object } }) => error.code === 'nothing_to_import' && error.data?.form !== undefined);
    await assert.rejects(desk.call('import_compliance_framework', { framework_json: house, workspace_id: 'nowhere' }), refusal('unknown_workspace'));
    assert.equal((JSON.parse(readFileSync(join(desk.folder, '.mipiti', 'frameworks', 'house.json'), 'utf8')) as { version: string }).version, '2');
  });

  it('writes nothing through a link', async () => {
    desk.close();
    desk = await testDesk();
    const outside = join(desk.folder, '..', 'outside');
    mkdirSync(outside);
    symlinkSync(outside, join(desk.folder, '.mipiti'));
    await assert.rejects(desk.call('import_compliance_framework', { framework_json: house }), refusal('leads_elsewhere'));
    await assert.rejects(desk.call('create_system', { name: 'Payments' }), refusal('systems_file_has_problems', /through a link/));
  });

  it('selects by adding, up to a level', async () => {
    const was = textOf(desk);
    const { data } = await desk.call<{ selected: string[]; added: string[] }>('select_compliance_frameworks', { framework_ids: ['asvs-5.0', 'house'], level: '2' });
    assert.deepEqual(data, { ...data, selected: ['asvs-5.0', 'house'], added: ['asvs-5.0', 'house'] });
    assert.deepEqual(changedLines(was, textOf(desk)), { gone: [], come: ['compliance:', '  asvs-5.0: {level: 2}', '  house: {level: 2}'] });
    const more = await desk.call<typeof data>('select_compliance_frameworks', { framework_ids: ['asvs-5.0'] });
    assert.deepEqual([more.data.selected, more.data.added], [['asvs-5.0', 'house'], []]);
    await assert.rejects(desk.call('select_compliance_frameworks', { framework_ids: ['nist-csf-2.0'], level: 2 }), refusal('no_such_level'));
    await assert.rejects(desk.call('select_compliance_frameworks', { framework_ids: ['soc-3'] }), refusal('unknown_framework'));
    await assert.rejects(desk.call('select_compliance_frameworks', { framework_ids: [] }), refusal('invalid_input'));
  });

  it('reports cumulatively by level, page by page, by status', async () => {
    await assert.rejects(desk.call('get_compliance_report', { framework_id: 'asvs-5.0' }), refusal('not_selected'));
    await desk.call('select_compliance_frameworks', { framework_ids: ['asvs-5.0', 'house'], level: 1 });
    const first = await desk.call<Report>('get_compliance_report', { framework_id: 'asvs-5.0', limit: 5 });
    assert.deepEqual([first.data.total, first.data.rows.length, first.data.more, first.data.level], [70, 5, true, 1]);
    assert.equal((await desk.call<Report>('get_compliance_report', { framework_id: 'asvs-5.0', level: 2, limit: 0 })).data.total, 253);
    await desk.call('map_control_to_requirement', { framework_id: 'house', requirement_id: 'h1', control_id: 'CTRL-01' });
    const { data, summary } = await desk.call<Report>('get_compliance_report', { framework_id: 'house', level: 2 });
    assert.deepEqual(data.rows.map(({ requirement_id, status }) => [requirement_id, status]), [['H1', 'partial'], ['H2', 'unmapped'], ['H3', 'unmapped']]);
    assert.match(summary, /^0 of 3 requirements of House rules 1 up to level 2 are covered, by the work tree; 1 in part/);
    assert.equal((await desk.call<Report>('get_compliance_report', { framework_id: 'house', status: 'partial' })).data.rows.length, 1);
    await assert.rejects(desk.call('get_compliance_report', { framework_id: 'house', status: 'fine' }), refusal('invalid_input'));
  });

  it('counts a mapping as covered on the word of a person only', async () => {
    await desk.call('select_compliance_frameworks', { framework_ids: ['house'] });
    const unheard = await desk.call<{ confidence: string }>('map_control_to_requirement', { framework_id: 'house', requirement_id: 'H1', control_id: 'CTRL-01', confidence: 'verified', notes: 'It scans.' });
    assert.equal(unheard.data.confidence, 'llm');
    assert.match(desk.asked[0]!.question, /that you checked it/);
    desk.close();
    await open('agreed');
    await desk.call('select_compliance_frameworks', { framework_ids: ['house'] });
    const was = textOf(desk);
    const heard = await desk.call<{ confidence: string }>('map_control_to_requirement', { framework_id: 'house', requirement_id: 'H1', control_id: 'CTRL-01', confidence: 'manual' });
    assert.equal(heard.data.confidence, 'manual');
    assert.deepEqual(changedLines(was, textOf(desk)).gone, ['  house: {}']);
    assert.equal((await desk.call<Report>('get_compliance_report', { framework_id: 'house' })).data.rows[0]?.status, 'covered');
    await assert.rejects(desk.call('map_control_to_requirement', { framework_id: 'house', requirement_id: 'H9', control_id: 'CTRL-01' }), refusal('unknown_requirement'));
    await assert.rejects(desk.call('map_control_to_requirement', { framework_id: 'house', requirement_id: 'H1', control_id: 'CTRL-99' }), refusal('unknown_entity'));
    await assert.rejects(desk.call('map_control_to_requirement', { framework_id: 'dependencies', requirement_id: 'chat/AS1', control_id: 'CTRL-01' }), refusal('unknown_dependency'));
  });

  it('maps what follows from references, and what a proposal says', async () => {
    await desk.call('select_compliance_frameworks', { framework_ids: ['asvs-5.0'], level: 1 });
    await desk.call('import_controls', { controls_json: [{ description: 'Encode output.', framework_refs: ['asvs-5.0:V1.2.1', 'house:H1', 'no such thing'] }] });
    const asked = await desk.call<{ derived: object[]; left: number; brief: { data: string } }>('auto_map_controls', { framework_id: 'asvs-5.0' });
    assert.deepEqual([asked.data.derived, asked.data.left], [[{ requirement_id: 'V1.2.1', control_id: 'CTRL-09' }], 70]);
    assert.ok(asked.data.brief.data.includes('Injection Prevention'));
    const done = await desk.call<{ written: number; left: number }>('auto_map_controls', { framework_id: 'asvs-5.0', from_references: true, proposal: { mappings: [{ requirement_id: '5.2.1', control_id: 'CTRL-05', notes: 'size' }] } });
    assert.deepEqual([done.data.written, done.data.left], [2, 68]);
    assert.deepEqual(desk.project.models[0]!.model.compliance['asvs-5.0']?.mappings, { 'V1.2.1': { 'CTRL-09': { confidence: 'llm' } }, 'V5.2.1': { 'CTRL-05': { confidence: 'llm', notes: 'size' } } });
    const was = textOf(desk);
    await assert.rejects(desk.call('auto_map_controls', { framework_id: 'asvs-5.0', proposal: { mappings: [{ requirement_id: 'V99.1.1', control_id: 'CTRL-05' }, { requirement_id: 'V1.2.1', control_id: 'CTRL-77' }] } }), (error: { code?: string; data?: { problems?: { place: string }[] } }) => {
      assert.deepEqual(error.data?.problems?.map(({ place }) => place), ['mappings[0].requirement_id', 'mappings[1].control_id']);
      return error.code === 'proposal_refused';
    });
    await assert.rejects(desk.call('auto_map_controls', { framework_id: 'asvs-5.0', from_references: true }), refusal('nothing_to_map'));
    assert.equal(textOf(desk), was);
  });

  it('closes gaps by one edit, exclusions only with a person', async () => {
    await desk.call('select_compliance_frameworks', { framework_ids: ['house'], level: 2 });
    const asked = await desk.call<{ left: number; brief: { data: string } }>('auto_remediate', { framework_id: 'house' });
    assert.equal(asked.data.left, 3);
    assert.ok(asked.data.brief.data.includes('Scan what comes in'));
    const proposal = { mappings: [{ requirement_id: 'H1', control_id: 'CTRL-01' }], controls: [{ description: 'Rotate keys.', requirement_ids: ['H2'] }], exclusions: [{ requirement_id: 'H3', why: 'There is no such thing here.' }] };
    const { data } = await desk.call<{ added_controls: string[]; mapped: number; excluded: number; decision: string; weakens: string[]; left: number }>('auto_remediate', { framework_id: 'house', proposal: JSON.stringify(proposal) });
    assert.deepEqual([data.added_controls, data.mapped, data.excluded, data.decision, data.left], [['CTRL-09'], 2, 1, 'proposed', 1]);
    assert.match(data.weakens.join(), /a requirement of a framework is excluded/);
    assert.match(desk.asked[0]!.question, /^Exclude H3 \(There is no such thing here\.\)/);
    assert.deepEqual((await desk.call<Report>('get_compliance_report', { framework_id: 'house' })).data.rows.map(({ status }) => status), ['partial', 'uncovered', 'excluded']);
    const was = textOf(desk);
    await assert.rejects(desk.call('auto_remediate', { framework_id: 'house', proposal: { exclusions: [{ requirement_id: 'H9', why: ' ' }], controls: [{ description: 'Rotate keys', requirement_ids: ['H8'] }] } }), (error: { code?: string; data?: { problems?: { place: string }[] } }) => {
      assert.deepEqual(error.data?.problems?.map(({ place }) => place), ['controls[0].description', 'controls[0].requirement_ids[0]', 'exclusions[0].requirement_id', 'exclusions[0].why']);
      return error.code === 'proposal_refused';
    });
    await assert.rejects(desk.call('auto_remediate', { framework_id: 'house', proposal: {} }), refusal('nothing_to_do'));
    assert.equal(textOf(desk), was);
  });
});
