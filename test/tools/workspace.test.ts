import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { copySample } from '../sample-service/copy-sample.ts';
import { changedLines } from './changed-lines.ts';
import { testDesk, type TestDesk } from './test-desk.ts';

const refusal = (code: string, words?: RegExp) => (error: { code?: string; message: string }) => error.code === code && (words === undefined || words.test(error.message));
const textOf = (desk: TestDesk, file: string): string => readFileSync(join(desk.folder, file), 'utf8');
const systems = '.mipiti/systems.yaml';

const identity = `schema: 1
id: identity
title: Identity service
components: {CMP1: {name: identity, paths: ["identity/**"]}}
assets: {A1: {name: signing key, properties: [C], components: [CMP1]}}
attackers: {T1: {capability: asks for tokens, vector: Network}}
controls:
  CTRL-01: {description: Change tokens every month., mitigates: [{asset: A1, attackers: [T1]}]}
`;

function fill(folder: string): void {
  copySample(folder);
  writeFileSync(join(folder, 'identity.threatmodel.yaml'), identity);
}

/** A file of systems that somebody wrote with care. */
const written = `# Ours
schema: 1
organization: {csf_tier: 2} # for now
systems:
  files:
    name: Files and who may have them # the two
    models:
      - upload
`;

function withSystems(text: string, models: (folder: string) => void = fill): (folder: string) => void {
  return (folder) => {
    models(folder);
    mkdirSync(join(folder, '.mipiti'));
    writeFileSync(join(folder, systems), text);
  };
}

describe('workspaces and the organisation', () => {
  let desk: TestDesk;
  afterEach(() => desk.close());

  it('are the open folders and what they hold', async () => {
    desk = await testDesk({ fill: withSystems(written) });
    const { data, summary } = await desk.call<{ workspaces: { id: string; models: string[]; systems: string[]; organization: object; problems: unknown[] }[] }>('list_workspaces');
    assert.equal(summary, '1 workspace: work (2 models).');
    assert.deepEqual(data.workspaces.map(({ id, models, systems: names, organization, problems }) => [id, models, names, organization, problems]), [['work', ['identity', 'upload'], ['files'], { id: 'local', csf_tier: 2 }, []]]);
    await assert.rejects(desk.call('list_workspaces', [] as never), refusal('invalid_input'));
  });

  it('are graded by a small edit', async () => {
    desk = await testDesk({ fill: withSystems(written) });
    await desk.call('update_organization', { org_id: 'local', target_ml: '3' });
    assert.deepEqual(changedLines(written, textOf(desk, systems)), { gone: ['organization: {csf_tier: 2} # for now'], come: ['organization: {csf_tier: 2, target_ml: 3} # for now'] });
    const cleared = await desk.call<{ organization: object }>('update_organization', { org_id: 'local', clear_csf_tier: true });
    assert.deepEqual(cleared.data.organization, { id: 'local', target_ml: 3 });
    await assert.rejects(desk.call('update_organization', { org_id: 'acme', target_ml: 3 }), refusal('unknown_organization'));
    await assert.rejects(desk.call('update_organization', { org_id: 'local', target_ml: 9 }), refusal('invalid_input'));
    await assert.rejects(desk.call('update_organization', { org_id: 'local', target_ml: 2, clear_target_ml: true }), refusal('set_and_clear'));
    await assert.rejects(desk.call('update_organization', { org_id: 'local' }), refusal('nothing_to_set'));
  });
});

describe('systems', () => {
  let desk: TestDesk;
  afterEach(() => desk.close());

  it('are made, and get members, by small edits of one file', async () => {
    desk = await testDesk({ fill: withSystems(written) });
    const { data } = await desk.call<{ system: { id: string } }>('create_system', { name: 'Mobile app', description: 'What customers carry.' });
    assert.equal(data.system.id, 'mobile-app');
    await desk.call('add_model_to_system', { system_id: 'files', model_id: 'identity' });
    assert.deepEqual(changedLines(written, textOf(desk, systems)), { gone: [], come: ['      - identity', '  mobile-app: {name: Mobile app, description: What customers carry.}'] });
    await assert.rejects(desk.call('create_system', { name: 'mobile APP' }), refusal('already_there'));
    await assert.rejects(desk.call('create_system', { name: ' ' }), refusal('needs_name'));
    await assert.rejects(desk.call('add_model_to_system', { system_id: 'mobile-app', model_id: 'upload' }), refusal('in_another_system', /files/));
    await assert.rejects(desk.call('add_model_to_system', { system_id: 'payments', model_id: 'upload' }), refusal('unknown_system'));
    const was = textOf(desk, systems);
    await desk.call('add_model_to_system', { system_id: 'files', model_id: 'identity' });
    assert.equal(textOf(desk, systems), was);
  });

  it('begin with a file where there is none', async () => {
    desk = await testDesk({ fill });
    assert.equal((await desk.call('list_systems')).summary, 'There is no system.');
    await desk.call('create_system', { name: 'Files' });
    await desk.call('add_model_to_system', { system_id: 'files', model_id: 'upload' });
    assert.match(textOf(desk, systems), /^# Which models belong together.*\nschema: 1\nsystems:\n {2}files: \{name: Files, models: \[upload\]\}\n$/s);
  });

  it('are read with how their members stand', async () => {
    desk = await testDesk({ fill: withSystems(written.replace('- upload', '- upload\n      - chat')) });
    const { data, summary } = await desk.call<{ members: { model_id: string; objectives: number }[]; missing: string[] }>('get_system', { system_id: 'files' });
    assert.deepEqual([data.members.map(({ model_id, objectives }) => [model_id, objectives]), data.missing], [[['upload', 12]], ['chat']]);
    assert.match(summary, /No open folder holds chat\.$/);
    const risk = await desk.call<{ rows: { model_id: string }[]; total: number; missing: string[] }>('get_system_risk_view', { system_id: 'files', limit: 3 });
    assert.deepEqual([risk.data.rows.length, risk.data.total, risk.data.missing], [3, 12, ['chat']]);
    await assert.rejects(desk.call('get_system', { system_id: 'payments' }), (error: { code?: string; data?: { known?: string[] } }) => error.code === 'unknown_system' && error.data?.known?.[0] === 'files');
    await assert.rejects(desk.call('get_system_risk_view', { system_id: 'payments' }), refusal('unknown_system'));
    await assert.rejects(desk.call('list_systems', { limit: 'all' }), refusal('invalid_input'));
  });

  it('are not read from a file with a problem, and its line and remedy are told', async () => {
    for (const [text, line, words] of [
      [written.replace('models:', 'model:'), 7, /model is not known here.*Did you mean models/],
      [written.replace('csf_tier: 2', 'csf_tier: 7'), 3, /organization\.csf_tier does not fit.*from 1 to 4/],
      [`${written}  other: {name: Other, models: [upload]}\n`, 9, /upload belongs to files already/],
      [`${written}  files: {name: Again}\n`, 9, /files stands here a second time/],
      ['schema: 1\nsystems: [', 2, /no YAML/],
      ['- no map', 1, /no map/],
    ] as const) {
      desk = await testDesk({ fill: withSystems(text, (folder) => mkdirSync(folder)) });
      const { data } = await desk.call<{ systems: unknown[]; problems: { line: number; message: string; remedy: string }[] }>('list_systems');
      assert.deepEqual(data.systems, []);
      assert.match(`${data.problems[0]!.message} ${data.problems[0]!.remedy}`, words);
      assert.equal(data.problems[0]!.line, line, text);
      await assert.rejects(desk.call('create_system', { name: 'New' }), refusal('systems_file_has_problems', new RegExp(`line ${line}`)));
      assert.equal(textOf(desk, systems), text);
      desk.close();
    }
    desk = await testDesk({ fill: (folder) => mkdirSync(folder) });
  });
});

describe('dependencies between models', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await testDesk({ fill: withSystems(`${written}      - identity\n`), person: 'agreed' });
  });
  afterEach(() => desk.close());

  it('are assumptions that another member upholds, by controls or by an attestation', async () => {
    const was = textOf(desk, 'upload.threatmodel.yaml');
    await desk.call('link_dependency', { model_id: 'upload', assumption_id: 'AS2', target_model_id: 'identity' });
    assert.deepEqual(changedLines(was, textOf(desk, 'upload.threatmodel.yaml')).come, ['    target_model: identity']);
    const list = async (): Promise<{ requirement_id: string; satisfied: boolean; satisfied_by: string[]; controls: { control_id: string; counts: boolean }[] }[]> => (await desk.call<{ dependencies: { requirement_id: string; satisfied: boolean; satisfied_by: string[]; controls: { control_id: string; counts: boolean }[] }[] }>('get_system_dependencies', { system_id: 'files' })).data.dependencies;
    assert.deepEqual((await list()).map(({ requirement_id, satisfied }) => [requirement_id, satisfied]), [['upload/AS2', false]]);
    await desk.call('map_control_to_requirement', { model_id: 'identity', framework_id: 'dependencies', requirement_id: 'upload/AS2', control_id: 'CTRL-01', confidence: 'manual' });
    assert.deepEqual((await list())[0]?.controls, [{ control_id: 'CTRL-01', counts: false, confidence: 'manual' }]);
    await desk.call('link_dependency', { model_id: 'upload', assumption_id: 'AS1', target_model_id: 'identity' });
    assert.deepEqual((await list()).map(({ requirement_id, satisfied_by }) => [requirement_id, satisfied_by]), [['upload/AS1', ['attestation']], ['upload/AS2', []]]);
  });

  it('are satisfied by controls once these count', async () => {
    await desk.call('link_dependency', { model_id: 'identity', assumption_id: 'AS1', target_model_id: 'upload' }).catch(() => undefined);
    const file = join(desk.folder, 'identity.threatmodel.yaml');
    writeFileSync(file, `${readFileSync(file, 'utf8')}assumptions:\n  AS1: {type: external, description: Uploads are scanned., target_model: upload}\n`);
    desk.project.fileChanged('identity.threatmodel.yaml');
    await desk.project.settled();
    await desk.call('map_control_to_requirement', { model_id: 'upload', framework_id: 'dependencies', requirement_id: 'identity/AS1', control_id: 'CTRL-01', confidence: 'verified' });
    const { data } = await desk.call<{ dependencies: { satisfied_by: string[] }[]; unlinked: { assumption_id: string }[] }>('get_system_dependencies', { system_id: 'files' });
    assert.deepEqual([data.dependencies.map(({ satisfied_by }) => satisfied_by), data.unlinked.map(({ assumption_id }) => assumption_id)], [[['controls']], ['AS1', 'AS2', 'AS3']]);
  });

  it('are linked within a system only, and unlinked again', async () => {
    const was = textOf(desk, 'upload.threatmodel.yaml');
    await assert.rejects(desk.call('link_dependency', { model_id: 'upload', assumption_id: 'AS2', target_model_id: 'upload' }), refusal('itself'));
    await assert.rejects(desk.call('link_dependency', { model_id: 'upload', assumption_id: 'AS9', target_model_id: 'identity' }), refusal('unknown_entity'));
    await assert.rejects(desk.call('link_dependency', { model_id: 'upload', assumption_id: 'AS2', target_model_id: 'chat' }), refusal('unknown_model'));
    await desk.call('link_dependency', { model_id: 'upload', assumption_id: 'AS2', target_model_id: 'identity' });
    await desk.call('link_dependency', { model_id: 'upload', assumption_id: 'AS2', target_model_id: '' });
    assert.equal(textOf(desk, 'upload.threatmodel.yaml'), was);
    writeFileSync(join(desk.folder, systems), written);
    await assert.rejects(desk.call('link_dependency', { model_id: 'upload', assumption_id: 'AS2', target_model_id: 'identity' }), refusal('not_in_one_system'));
    await assert.rejects(desk.call('get_system_dependencies', { system_id: 'nothing' }), refusal('unknown_system'));
  });
});

describe('compliance of a system', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await testDesk({ fill: withSystems(`${written}      - identity\n`), person: 'agreed' });
  });
  afterEach(() => desk.close());

  it('joins what its members come to', async () => {
    await assert.rejects(desk.call('get_system_compliance_report', { system_id: 'files', framework_id: 'nist-csf-2.0' }), refusal('not_selected'));
    const selected = await desk.call<{ added: string[]; members_without: object }>('select_system_compliance_frameworks', { system_id: 'files', framework_ids: 'nist-csf-2.0, asvs-5.0', level: undefined as never });
    assert.deepEqual([selected.data.added, selected.data.members_without], [['nist-csf-2.0', 'asvs-5.0'], { 'nist-csf-2.0': ['upload', 'identity'], 'asvs-5.0': ['upload', 'identity'] }]);
    await desk.call('select_compliance_frameworks', { model_id: 'upload', framework_ids: ['nist-csf-2.0', 'asvs-5.0'] });
    for (const [framework_id, requirement_id] of [['nist-csf-2.0', 'DE.CM-09'], ['asvs-5.0', 'V5.4.3']]) await desk.call('map_control_to_requirement', { model_id: 'upload', framework_id, requirement_id, control_id: 'CTRL-01', confidence: 'manual' });
    const report = async (framework_id: string): Promise<{ requirement_id: string; status: string; members: object[] }[]> => (await desk.call<{ rows: { requirement_id: string; status: string; members: object[] }[] }>('get_system_compliance_report', { system_id: 'files', framework_id, status: framework_id === 'asvs-5.0' ? 'partial' : 'covered' })).data.rows;
    assert.deepEqual((await report('nist-csf-2.0')).map(({ requirement_id }) => requirement_id), ['DE.CM-09'], 'one member is enough for an outcome of the system');
    assert.deepEqual((await report('asvs-5.0')).map(({ requirement_id, members }) => [requirement_id, members]), [['V5.4.3', [{ model_id: 'upload', status: 'covered' }, { model_id: 'identity', status: 'unmapped' }]]], 'every member has to');
    await assert.rejects(desk.call('select_system_compliance_frameworks', { system_id: 'files', framework_ids: ['soc-3'] }), refusal('unknown_framework'));
    await assert.rejects(desk.call('select_system_compliance_frameworks', { system_id: 'files', framework_ids: ['asvs-5.0'], level: 9 }), refusal('no_such_level'));
  });
});
