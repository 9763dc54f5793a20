import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { modelDesk, type ModelDesk } from './model-desk.ts';

describe('tools for structure, reachability and coherence', () => {
  let desk: ModelDesk;
  before(async () => {
    desk = await modelDesk();
  });
  after(() => desk.close());

  it('give a verdict with what a reader replays it by', async () => {
    const one = await desk.call<{ verdicts: { co_id: string; kind: string; certificate: { path: unknown[] } }[] }>('get_reachability_verdicts', { co_id: 'CO-A1-T1' });
    assert.equal(one.summary, 'CO-A1-T1 is reachable: enters CMP1 through TB1 (Network).');
    assert.deepEqual(one.data.verdicts[0]!.certificate.path, [{ kind: 'enter', through: 'TB1', component: 'CMP1', vector: 'Network' }]);
    const all = await desk.call<{ verdicts: unknown[]; counts: Record<string, number>; total: number; more: boolean }>('get_reachability_verdicts', { limit: '5', offset: 4 });
    assert.equal(all.data.verdicts.length, 5);
    assert.deepEqual([all.data.total, all.data.more], [12, true]);
    assert.deepEqual(all.data.counts, { reachable: 9, indeterminate: 0, unreachable: 3 });
    assert.equal((await desk.refused('get_reachability_verdicts', { co_id: 'CO-A1-T99' })).code, 'unknown_objective');
    assert.equal((await desk.refused('get_reachability_verdicts', { co_id: '*' })).code, 'unknown_objective');
  });

  it('say of a removed pair that it was removed', async () => {
    const was = desk.text();
    await desk.call('remove_attacker', { attacker_id: 'T1', why: 'for the test' });
    const { code, data } = await desk.refused('get_reachability_verdicts', { co_id: 'CO-A1-T1' });
    assert.equal(code, 'removed_objective');
    assert.deepEqual(data.removed, ['T1']);
    await desk.write(was);
  });

  it('report contradictions, worst first, of the model or of one objective', async () => {
    const was = desk.text();
    await desk.write(was.replace('attackers: [TB1]', 'attackers: []').replace('position: anywhere on the internet\n    boundaries: [TB1]', 'position: anywhere on the internet'));
    const { summary, data } = await desk.call<{ findings: { type: string; severity: string; message: string; remedy: string; place: string }[]; total: number }>('model_coherence_report', {});
    assert.ok(data.findings.some(({ type, place }) => type === 'co_attacker_unpositioned' && place === 'attackers.T1'));
    assert.match(summary, /^\d+ contradictions? about the model/);
    const severities = data.findings.map(({ severity }) => ['error', 'warning', 'information'].indexOf(severity));
    assert.deepEqual(severities, [...severities].sort());
    const about = await desk.call<{ findings: { type: string }[] }>('model_coherence_report', { co_id: 'CO-A1-T1' });
    assert.ok(about.data.findings.some(({ type }) => type === 'co_attacker_unpositioned'));
    const other = await desk.call<{ findings: { type: string }[] }>('model_coherence_report', { co_id: 'CO-A1-T3' });
    assert.ok(!other.data.findings.some(({ type }) => type === 'co_attacker_unpositioned'));
    assert.equal((await desk.refused('model_coherence_report', { co_id: 'A1' })).code, 'unknown_objective');
    await desk.write(was);
  });

  it('assign a control and an asset to components', async () => {
    assert.equal((await desk.refused('assign_asset_to_components', { asset_id: 'A3', component_ids: ['CMP1', 'CMP2'] })).code, 'reason_needed');
    const asset = await desk.edit<{ component_ids: string[] }>('assign_asset_to_components', { asset_id: 'A3', component_ids: 'CMP1,CMP2', change_reason: 'The scanner writes to it.' });
    assert.deepEqual(asset.lines, ['-    components: [CMP1]', '+    components: [CMP1, CMP2]']);
    assert.match(asset.next ?? '', /The scanner writes to it/);
    const control = await desk.edit('assign_control_to_components', { control_id: 'CTRL-06', component_ids: ['CMP1'], change_reason: 'It is to be built there.' });
    assert.deepEqual(control.lines, ['+    components: [CMP1]']);
    const same = await desk.edit('assign_asset_to_components', { asset_id: 'A3', component_ids: ['CMP1'] });
    assert.deepEqual(same.lines, []);
    assert.equal((await desk.refused('assign_control_to_components', { control_id: 'CTRL-06', component_ids: ['CMP77'], change_reason: 'x' })).code, 'would_break_model');
    assert.equal((await desk.refused('assign_control_to_components', { control_id: 'CTRL-99', component_ids: [], change_reason: 'x' })).code, 'unknown_entity');
    assert.equal((await desk.refused('assign_asset_to_components', { asset_id: 'A3' })).code, 'invalid_input');
  });

  it('show that taking an asset out of a component weakens the model', async () => {
    const { data } = await desk.edit<{ weakens: string[] }>('assign_asset_to_components', { asset_id: 'A1', component_ids: [], change_reason: 'for the test' });
    assert.deepEqual(data.weakens, ['A1: an asset is no longer in a component (CMP1)']);
  });
});
