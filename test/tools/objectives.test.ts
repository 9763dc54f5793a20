import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { modelDesk, type ModelDesk } from './model-desk.ts';

describe('tools for objectives and assurance', () => {
  let desk: ModelDesk;
  before(async () => {
    desk = await modelDesk();
  });
  after(() => desk.close());

  it('list objectives in pages, and only count with limit 0', async () => {
    const { data, summary } = await desk.call<{ objectives: { id: string; statement: string }[]; total: number; more: boolean }>('get_control_objectives', { offset: 10 });
    assert.deepEqual(data.objectives.map(({ id }) => id), ['CO-A4-T2', 'CO-A4-T3']);
    assert.equal(data.more, false);
    assert.equal(summary, 'upload has 12 objectives: 9 mitigated, 2 at risk, 1 unassessed.');
    const none = await desk.call<{ objectives: unknown[]; counts: object }>('get_control_objectives', { limit: 0 });
    assert.deepEqual(none.data.objectives, []);
    assert.deepEqual(none.data.counts, { mitigated: 9, at_risk: 2, unassessed: 1 });
    assert.equal((await desk.refused('get_control_objectives', { limit: -1 })).code, 'invalid_input');
  });

  it('explain one objective down to the line of code', async () => {
    const { data, summary } = await desk.call<{ status: string; mitigated_by: string; reachability: { verdict: string }; groups: { controls: { control_id: string }[] }[]; explanation: string[] }>('get_control_objective', { co_id: 'CO-A1-T2' });
    assert.equal(data.status, 'mitigated');
    assert.equal(data.mitigated_by, 'controls');
    assert.equal(data.reachability.verdict, 'reachable');
    assert.deepEqual(data.groups[0]!.controls.map(({ control_id }) => control_id), ['CTRL-01']);
    assert.ok(data.explanation.some((line) => /\[good\] asrt_7k2m passes, unconditional: handle_upload calls scan_upload \(upload\.py:\d+\)/.test(line)), data.explanation.join('\n'));
    assert.match(summary, /SHALL be protected/);
    const open = await desk.call<{ next_action: string }>('get_control_objective', { co_id: 'CO-A2-T2' });
    assert.equal(open.data.next_action, 'implement CTRL-07');
    assert.match(open.next ?? '', /submit_assertions/);
    assert.equal((await desk.refused('get_control_objective', { co_id: 'CO-A9-T1' })).code, 'unknown_objective');
  });

  it('assess the model as a work list that names the next tool', async () => {
    const { data, summary, next } = await desk.call<{ counts: object; ladder: object; objectives: { co_id: string; status: string; next_tool?: string; risk_reason?: string; pending_assumption_ids: string[] }[] }>('assess_model', {});
    assert.match(summary, /12 objectives: 9 mitigated, 2 at risk, 1 unassessed/);
    assert.deepEqual(data.counts, { mitigated: 9, at_risk: 2, unassessed: 1 });
    const byId = new Map(data.objectives.map((one) => [one.co_id, one]));
    assert.deepEqual([byId.get('CO-A2-T3')!.risk_reason, byId.get('CO-A2-T3')!.next_tool, byId.get('CO-A2-T3')!.pending_assumption_ids], ['pending_attestation', 'submit_attestation', ['AS2']]);
    assert.deepEqual([byId.get('CO-A2-T2')!.risk_reason, byId.get('CO-A2-T2')!.next_tool], ['missing_controls', 'submit_assertions']);
    assert.ok(data.objectives.filter(({ status }) => status === 'unassessed').every(({ next_tool }) => next_tool === 'regenerate_controls'));
    assert.match(next ?? '', /^CO-/);
    const some = await desk.call<{ objectives: { status: string }[]; total: number }>('assess_model', { status: 'at_risk' });
    assert.deepEqual(some.data.objectives.map(({ status }) => status), ['at_risk', 'at_risk']);
    const brief = await desk.call<{ objectives: unknown[] }>('assess_model', { summary_only: 'true' });
    assert.deepEqual(brief.data.objectives, []);
    assert.equal((await desk.refused('assess_model', { status: 'fine' })).code, 'invalid_input');
  });

  it('set, raise, lower and take off an assurance level', async () => {
    const was = desk.text();
    const set = await desk.edit<{ weakens: string[] }>('set_co_cal', { co_id: 'CO-A1-T1', cal: '3' });
    assert.deepEqual(set.lines, ['+cal:', '+  CO-A1-T1: 3']);
    assert.deepEqual(set.data.weakens, []);
    await desk.call('set_co_cal', { co_id: 'CO-A1-T1', cal: 3 });
    const objective = await desk.call<{ cal: number }>('get_control_objective', { co_id: 'CO-A1-T1' });
    assert.equal(objective.data.cal, 3);
    const same = await desk.edit('set_co_cal', { co_id: 'CO-A1-T1', cal: 3 });
    assert.deepEqual(same.lines, []);
    const off = await desk.edit<{ weakens: string[] }>('set_co_cal', { co_id: 'CO-A1-T1', cal: 'null' });
    assert.deepEqual(off.data.weakens, ['CO-A1-T1: a grade that has to be reached is lower, or gone (from 3, to none)']);
    await desk.write(was);
    assert.equal((await desk.refused('set_co_cal', { co_id: 'CO-A1-T1', cal: 5 })).code, 'invalid_input');
    assert.equal((await desk.refused('set_co_cal', { co_id: 'CO-A1-T1' })).code, 'invalid_input');
    assert.equal((await desk.refused('set_co_cal', { co_id: 'CO-A8-T1', cal: 1 })).code, 'unknown_objective');
  });

  it('show mitigation groups', async () => {
    const { data, summary } = await desk.call<{ groups: object; unmapped: string[]; complete: string[]; defense_in_depth: string[] }>('get_mitigation_groups', { co_id: 'CO-A3-T1' });
    assert.deepEqual(data.groups, { log: ['CTRL-04', 'CTRL-05'], shipped: ['CTRL-06'] });
    assert.deepEqual([data.unmapped, data.complete, data.defense_in_depth], [[], ['log'], ['CTRL-06']]);
    assert.match(summary, /log: CTRL-04 and CTRL-05; shipped: CTRL-06\. Complete: log\./);
    assert.deepEqual((await desk.call<{ unmapped: string[] }>('get_mitigation_groups', { co_id: 'CO-A1-T1' })).data.unmapped, ['CTRL-02', 'CTRL-03']);
    assert.equal((await desk.refused('get_mitigation_groups', { co_id: 'CO-A3-T9' })).code, 'unknown_objective');
  });

  it('set groups only after each was judged, and say what becomes weaker', async () => {
    const input = { co_id: 'CO-A3-T1', groups: { log: ['CTRL-04'], shipped: ['CTRL-06', 'CTRL-05'] }, justification: 'The limit belongs to shipping.' };
    const first = await desk.edit<{ brief: { data: string; instructions: string }; weakens: string[] }>('set_mitigation_groups', input);
    assert.deepEqual(first.lines, []);
    assert.match(first.summary, /Nothing was changed yet/);
    assert.match(first.data.brief.data, /SHALL be protected/);
    assert.match(first.data.weakens[0]!, /a mitigation group needs fewer controls/);
    const judgements = { log: { sufficient: true, because: 'Every line is written before the answer.' }, shipped: { sufficient: true, because: 'The copy is out of reach.' } };
    const { lines, data } = await desk.edit<{ groups: object; weakens: string[] }>('set_mitigation_groups', { ...input, groups: JSON.stringify(input.groups), proposal: { judgements } });
    assert.deepEqual(lines, [
      '-    mitigates: [{asset: A3, attackers: [T1], group: log}, {asset: A3, attackers: [T2], group: log}]',
      '+    mitigates: [{asset: A3, attackers: [T1], group: shipped}, {asset: A3, attackers: [T2], group: log}]',
    ]);
    assert.deepEqual(data.groups, { log: ['CTRL-04'], shipped: ['CTRL-05', 'CTRL-06'] });
    assert.equal(data.weakens.length, 1);
    const unjudged = await desk.refused('set_mitigation_groups', { ...input, proposal: { judgements: { log: judgements.log, other: judgements.log } } });
    assert.deepEqual((unjudged.data.problems as { place: string }[]).map(({ place }) => place), ['judgements.shipped', 'judgements.other']);
    const doubted = await desk.refused('set_mitigation_groups', { ...input, proposal: { judgements: { ...judgements, log: { sufficient: false, because: 'A flood drowns the log.' } } } });
    assert.equal(doubted.code, 'not_sufficient');
    assert.match(doubted.message, /A flood drowns the log/);
  });

  it('refuse groups that leave a control to mitigate alone, or name none', async () => {
    const base = { co_id: 'CO-A3-T1', justification: 'long enough a reason' };
    const { data, code } = await desk.refused('set_mitigation_groups', { ...base, groups: { a: ['CTRL-04'], 'no good': ['CTRL-77'], empty: [] } });
    assert.equal(code, 'proposal_refused');
    assert.deepEqual((data.problems as { message: string }[]).map(({ message }) => message), [
      'A group has a short name of letters, digits, - and _.',
      'There is no control CTRL-77.',
      'An empty group is never complete: name its controls, or leave it out.',
      'CTRL-05 serves CO-A3-T1 and is in no group: put it in one, or name it in defense_in_depth.',
      'CTRL-06 serves CO-A3-T1 and is in no group: put it in one, or name it in defense_in_depth.',
    ]);
    assert.equal((await desk.refused('set_mitigation_groups', { ...base, groups: {}, justification: 'short' })).code, 'invalid_input');
    const cleared = await desk.edit<{ groups: object; changes: string[] }>('set_mitigation_groups', { ...base, groups: {}, defense_in_depth: ['CTRL-04', 'CTRL-05', 'CTRL-06'] });
    assert.deepEqual(cleared.data.groups, {});
    assert.ok(cleared.data.changes.some((line) => line.startsWith('CO-A3-T1 was mitigated and becomes')));
  });
});
