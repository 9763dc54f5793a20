import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { modelDesk, type ModelDesk } from './model-desk.ts';

const fresh = { attested_by: 'identity team', statement: 'Tokens change every month.', expires_at: '2027-01-31' };

describe('tools for assumptions and attestations', () => {
  let desk: ModelDesk;
  before(async () => {
    desk = await modelDesk();
  });
  after(() => desk.close());

  describe('add and edit', () => {
    it('adds one with links, and one with an exclusion whose other fields mean any', async () => {
      const linked = await desk.edit<{ assumption_id: string; objectives: string[]; weakens: string[] }>('add_assumption', { description: 'The gateway drops requests above a megabyte.', linked_co_ids: ['CO-A4-T3'] });
      assert.deepEqual(linked.lines, ['+  AS4: {type: external, description: The gateway drops requests above a megabyte., objectives: [CO-A4-T3]}']);
      assert.deepEqual([linked.data.assumption_id, linked.data.objectives], ['AS4', ['CO-A4-T3']]);
      assert.deepEqual(linked.data.weakens, ['AS4: something is taken for granted (The gateway drops requests above a megabyte.)']);
      assert.match(linked.summary, /is not attested/);
      assert.match(linked.next ?? '', /submit_attestation AS4/);
      const excluding = await desk.edit<{ objectives: string[] }>('add_assumption', { description: 'No card data is kept.', assumption_type: 'non_applicability', exclusion_asset_id: 'A1', exclusion_attacker_vector: 'Network' });
      assert.deepEqual(excluding.lines, ['+  AS4: {type: non_applicability, description: No card data is kept., exclusion: {attacker: "*", vector: Network, asset: A1, component: "*", property: "*"}}']);
      assert.deepEqual(excluding.data.objectives, ['CO-A1-T1', 'CO-A1-T2']);
      assert.match(excluding.summary, /structure says that CO-A1-T1, CO-A1-T2 are reachable all the same/);
      assert.match(excluding.next ?? '', /submit_assertions/);
    });

    it('refuses what names nothing, and offers what is there', async () => {
      assert.equal((await desk.refused('add_assumption', { description: 'x', linked_co_ids: ['CO-A9-T1'] })).code, 'would_break_model');
      assert.equal((await desk.refused('add_assumption', { description: 'x', exclusion_asset_id: 'A99' })).code, 'would_break_model');
      assert.equal((await desk.refused('add_assumption', { description: 'x', exclusion_property_match: 'Z' })).code, 'invalid_input');
      const { data } = await desk.call<{ accepted: boolean; candidates: { id: string }[] }>('add_assumption', { description: 'Tokens are handed out by the identity service, changed every month' });
      assert.deepEqual([data.accepted, data.candidates[0]?.id], [false, 'AS2']);
    });

    it('rewrites a whole exclusion, or takes it off', async () => {
      const asked = desk.asked.length;
      const rewritten = await desk.edit<{ decision: string; objectives: string[] }>('edit_assumption', { assumption_id: 'AS3', exclusion_asset_id: 'A4' });
      assert.deepEqual(rewritten.lines, ['-    exclusion: {attacker: "*", vector: Network, asset: A4, component: CMP4, property: C}', '+    exclusion: {attacker: "*", vector: "*", asset: A4, component: "*", property: "*"}']);
      assert.deepEqual(rewritten.data.objectives, ['CO-A4-T1', 'CO-A4-T2', 'CO-A4-T3']);
      // AS3 is attested, so that wider words would count at once.
      assert.equal(rewritten.data.decision, 'proposed');
      assert.equal(desk.asked.length, asked + 1);
      assert.match(desk.asked.at(-1)!.consequences.join(), /an assumption names more objectives.*CO-A4-T3 becomes mitigated by an assumption/);
      const cleared = await desk.edit<{ decision?: string; changes: string[] }>('edit_assumption', { assumption_id: 'AS3', clear_exclusion: 'true' });
      assert.deepEqual(cleared.lines, ['-    exclusion: {attacker: "*", vector: Network, asset: A4, component: CMP4, property: C}']);
      assert.equal(cleared.data.decision, undefined);
      assert.ok(cleared.data.changes.some((line) => line.startsWith('CO-A4-T1 was mitigated and becomes')));
      assert.equal(desk.asked.length, asked + 1);
    });

    it('widens one that nobody has attested without asking', async () => {
      const asked = desk.asked.length;
      const { lines, data } = await desk.edit<{ decision?: string; weakens: string[] }>('edit_assumption', { assumption_id: 'AS2', linked_co_ids: 'CO-A2-T3, CO-A2-T2' });
      assert.deepEqual(lines, ['-    objectives: [CO-A2-T3]', '+    objectives: [CO-A2-T3, CO-A2-T2]']);
      assert.equal(data.decision, undefined);
      assert.equal(data.weakens.length, 1);
      assert.equal(desk.asked.length, asked);
    });

    it('has other words under an attestation decided, and a violation not', async () => {
      const reworded = await desk.edit<{ decision: string }>('edit_assumption', { assumption_id: 'AS1', description: 'The host gives each service an account of its own, and nobody else a login shell.' });
      assert.equal(reworded.data.decision, 'proposed');
      const violated = await desk.edit<{ decision?: string; changes: string[] }>('edit_assumption', { assumption_id: 'AS1', status: 'violated' });
      assert.deepEqual(violated.lines, ['+    status: violated']);
      assert.equal(violated.data.decision, undefined);
      assert.ok(violated.data.changes.some((line) => line.startsWith('CO-A1-T3 was mitigated')));
      assert.equal((await desk.refused('edit_assumption', { assumption_id: 'AS1', description: 'Payments are made in advance.' })).code, 'reads_as_another');
      assert.equal((await desk.refused('edit_assumption', { assumption_id: 'AS1' })).code, 'nothing_to_change');
      assert.equal((await desk.refused('edit_assumption', { assumption_id: 'AS9', status: 'retired' })).code, 'unknown_entity');
    });
  });

  describe('attest', () => {
    it('asks the person, records it, and says what it does', async () => {
      const { lines, data } = await desk.edit<{ in_force: boolean; decision: string; weakens: string[]; changes: string[] }>('submit_attestation', { assumption_id: 'AS2', ...fresh, evidence_url: 'https://intranet.example/tokens' });
      assert.deepEqual(lines, ['+    attestations: [{by: identity team, statement: Tokens change every month., attested_at: 2026-06-15, expires_at: 2027-01-31, evidence: https://intranet.example/tokens}]'].map((line) => line.replace('attested_at: 2026-06-15', 'attested_at: 2026-06-15')));
      assert.equal(data.in_force, true);
      assert.equal(data.decision, 'proposed');
      assert.deepEqual(data.weakens, ['AS2: an assumption or a seal is attested (identity team, until 2027-01-31)']);
      assert.ok(data.changes.includes('CO-A2-T3 becomes mitigated by an assumption'));
      assert.match(desk.asked.at(-1)!.question, /^Attest assumption AS2 .* by identity team until 2027-01-31: Tokens change every month\.\?$/);
    });

    it('changes nothing when the person declines', async () => {
      const other = await modelDesk({ person: 'declined' });
      try {
        assert.equal((await other.refused('submit_attestation', { assumption_id: 'AS2', ...fresh })).code, 'declined_by_person');
        assert.equal(other.asked.length, 1);
      } finally {
        other.close();
      }
    });

    it('attests a seal that is claimed', async () => {
      const { lines } = await desk.edit('submit_attestation', { assumption_id: 'TB3', ...fresh });
      assert.deepEqual(lines, ['+        - {by: identity team, statement: Tokens change every month., attested_at: 2026-06-15, expires_at: 2027-01-31}']);
      assert.equal((await desk.refused('submit_attestation', { assumption_id: 'TB1', ...fresh })).code, 'not_sealed');
    });

    it('refuses days that do not exist or have passed, and what assertions must show', async () => {
      assert.equal((await desk.refused('submit_attestation', { assumption_id: 'AS2', ...fresh, expires_at: '2027-02-30' })).code, 'invalid_day');
      assert.equal((await desk.refused('submit_attestation', { assumption_id: 'AS2', ...fresh, expires_at: 'soon' })).code, 'invalid_day');
      assert.equal((await desk.refused('submit_attestation', { assumption_id: 'AS2', ...fresh, expires_at: '2026-06-14' })).code, 'already_ended');
      assert.equal((await desk.refused('submit_attestation', { assumption_id: 'AS7', ...fresh })).code, 'unknown_entity');
      assert.equal((await desk.refused('submit_attestation', { assumption_id: 'AS2', attested_by: '', statement: 'x', expires_at: '2027-01-01' })).code, 'invalid_input');
      const was = desk.text();
      await desk.write(was.replace('type: external\n    description: Tokens', 'type: non_applicability\n    description: Tokens'));
      const { code, remedy } = await desk.refused('submit_attestation', { assumption_id: 'AS2', ...fresh });
      assert.equal(code, 'not_attestable');
      assert.match(remedy, /submit_assertions/);
      await desk.write(was);
    });

    it('lists the history, and what is in force', async () => {
      const { data, summary } = await desk.call<{ attestations: { attested_by: string; live: boolean }[] }>('list_attestations', { assumption_id: 'AS1' });
      assert.deepEqual(data.attestations.map(({ attested_by, live }) => [attested_by, live]), [['hosting provider', true]]);
      assert.equal(summary, 'AS1 has 1 attestation; it is in force until 2031-12-31.');
      assert.equal((await desk.call('list_attestations', { assumption_id: 'AS2' })).summary, 'AS2 has 0 attestations; it is not attested.');
      assert.equal((await desk.refused('list_attestations', { assumption_id: 'CTRL-01' })).code, 'unknown_entity');
      const one = await desk.call<{ in_force: boolean; objectives: string[] }>('get_assumption', { assumption_id: 'AS3' });
      assert.deepEqual([one.data.in_force, one.data.objectives], [true, ['CO-A4-T1', 'CO-A4-T2']]);
      assert.equal((await desk.refused('get_assumption', { assumption_id: 'AS33' })).code, 'unknown_entity');
    });
  });

  describe('remove and restore', () => {
    it('brings one back retired unless it is attested anew', async () => {
      const was = desk.text();
      assert.equal((await desk.refused('remove_assumption', { assumption_id: 'AS1' })).code, 'reason_needed');
      const { data } = await desk.call<{ removed: string[] }>('remove_assumption', { assumption_id: 'AS1', why: 'We host it ourselves now.' });
      assert.deepEqual(data.removed, ['AS1']);
      const bare = await desk.edit<{ in_force: boolean }>('restore_assumption', { assumption_id: 'AS1' });
      assert.equal(bare.data.in_force, false);
      assert.match(bare.after, /AS1: \{type: external, .*status: retired\}/);
      assert.match(bare.next ?? '', /submit_attestation AS1/);
      const attested = await desk.edit<{ in_force: boolean; decision: string }>('restore_assumption', { assumption_id: 'AS1', ...fresh });
      assert.deepEqual([attested.data.in_force, attested.data.decision], [true, 'proposed']);
      assert.match(attested.after, /by: hosting provider.*by: identity team/);
      assert.equal((await desk.refused('restore_assumption', { assumption_id: 'AS1', attested_by: 'somebody' })).code, 'attestation_incomplete');
      await desk.call('restore_assumption', { assumption_id: 'AS1' });
      const again = await desk.call<{ in_force: boolean }>('submit_attestation', { assumption_id: 'AS1', ...fresh });
      assert.equal(again.data.in_force, true);
      await desk.write(was);
      assert.equal((await desk.refused('restore_assumption', { assumption_id: 'AS1' })).code, 'not_removed');
      assert.equal((await desk.refused('restore_assumption', { assumption_id: 'AS8' })).code, 'unknown_entity');
    });
  });

  describe('stand in for controls', () => {
    it('one assumption, decided by a person when it counts at once', async () => {
      const asked = desk.asked.length;
      const pending = await desk.edit<{ complete: string[]; decision?: string }>('assume_control', { control_id: 'CTRL-07', assumption_id: 'AS2' });
      assert.deepEqual(pending.lines, ['+    assumed_by: {"1": [AS2]}']);
      assert.deepEqual([pending.data.complete, pending.data.decision, desk.asked.length], [[], undefined, asked]);
      const counting = await desk.edit<{ complete: string[]; decision: string; changes: string[] }>('assume_control', { control_id: 'CTRL-07', assumption_id: 'AS1' });
      assert.deepEqual([counting.data.complete, counting.data.decision], [['1'], 'proposed']);
      assert.ok(counting.data.changes.includes('CO-A2-T2 becomes mitigated by controls'));
      assert.equal(desk.asked.length, asked + 1);
      assert.equal((await desk.refused('assume_control', { control_id: 'CTRL-07', assumption_id: 'AS9' })).code, 'unknown_entity');
      assert.equal((await desk.refused('assume_control', { control_id: 'CTRL-77', assumption_id: 'AS1' })).code, 'unknown_entity');
    });

    it('taken off again, a bare claim goes back', async () => {
      const was = desk.text();
      await desk.call('assume_control', { control_id: 'CTRL-06', assumption_id: 'AS1' });
      await desk.write(desk.text().replace('description: Ship the audit log to another machine as it is written.', 'description: Ship the audit log to another machine as it is written.\n    status: implemented'));
      const { lines, summary } = await desk.edit('unassume_control', { control_id: 'CTRL-06' });
      assert.deepEqual(lines, ['-    status: implemented', '+    status: not_implemented', '-    assumed_by: {"1": [AS1]}']);
      assert.match(summary, /it has no assertion, so it is not implemented/);
      await desk.write(was);
      const none = await desk.edit('unassume_control', { control_id: 'CTRL-01' });
      assert.deepEqual(none.lines, []);
      assert.equal((await desk.refused('unassume_control', { control_id: 'AS1' })).code, 'unknown_entity');
    });

    it('groups, judged one by one: what is relevant is set, the rest is said', async () => {
      const input = { control_id: 'CTRL-07', groups: { a: ['AS1', 'AS2'], b: ['AS3'] }, justification: 'Both watch over tokens.' };
      const first = await desk.edit<{ brief: { data: string }; persisted_groups: string[] }>('set_control_assumption_groups', input);
      assert.deepEqual([first.lines, first.data.persisted_groups], [[], []]);
      assert.match(first.data.brief.data, /Lock out a customer/);
      const judgements = { a: { relevant: true, because: 'Tokens change every month.' }, b: { relevant: false, because: 'The vault has no tokens.' } };
      const { lines, data, summary } = await desk.edit<{ persisted_groups: string[]; rejected_groups: object }>('set_control_assumption_groups', { ...input, proposal: { judgements } });
      assert.deepEqual(lines, ['+    assumed_by: {a: [AS1, AS2]}']);
      assert.deepEqual([data.persisted_groups, data.rejected_groups], [['a'], { b: 'The vault has no tokens.' }]);
      assert.match(summary, /Group b was not set: The vault has no tokens/);
      const none = await desk.refused('set_control_assumption_groups', { ...input, groups: { b: ['AS3'] }, proposal: { judgements: { b: judgements.b } } });
      assert.equal(none.code, 'not_relevant');
      const wrong = await desk.refused('set_control_assumption_groups', { ...input, groups: { 'a b': [], c: ['AS9'] } });
      assert.equal((wrong.data.problems as unknown[]).length, 3);
      assert.equal((await desk.refused('set_control_assumption_groups', { ...input, proposal: { judgements: {} } })).code, 'proposal_refused');
    });

    it('shows them, and takes all off with an empty map', async () => {
      const was = desk.text();
      await desk.call('assume_control', { control_id: 'CTRL-07', assumption_id: 'AS1' });
      const { data, summary } = await desk.call<{ groups: object; unmapped: string[]; complete: string[] }>('get_control_assumption_groups', { control_id: 'CTRL-07' });
      assert.deepEqual([data.groups, data.complete, data.unmapped], [{ 1: ['AS1'] }, ['1'], ['AS2', 'AS3']]);
      assert.equal(summary, 'CTRL-07: 1: AS1 (in force until 2031-12-31).');
      const { lines } = await desk.edit('set_control_assumption_groups', { control_id: 'CTRL-07', groups: {}, justification: 'It is built by now.' });
      assert.deepEqual(lines, ['-    assumed_by: {"1": [AS1]}']);
      await desk.write(was);
      assert.equal((await desk.call('get_control_assumption_groups', { control_id: 'CTRL-01' })).summary, 'No assumption stands in for CTRL-01.');
      assert.equal((await desk.refused('get_control_assumption_groups', { control_id: 'x' })).code, 'unknown_entity');
    });

    it('are converted to controls: added, unlinked and retired as one edit', async () => {
      const was = desk.text();
      await desk.call('assume_control', { control_id: 'CTRL-06', assumption_id: 'AS1' });
      const first = await desk.call<{ brief: { data: string; checks: string[] }; objectives: string[]; unassumed: string[] }>('convert_assumption_to_controls', { assumption_id: 'AS1' });
      assert.deepEqual([first.data.objectives, first.data.unassumed], [['CO-A1-T3', 'CO-A3-T3'], ['CTRL-06']]);
      assert.match(first.data.brief.data, /The host gives each service an account/);
      const control = { description: 'Run the service under an account of its own.', co_ids: ['CO-A1-T3', 'CO-A3-T3'], clauses: { account: { shows: 'the unit names an account', types: ['config_value_matches'] } } };
      const { lines, data } = await desk.edit<{ added: string[] }>('convert_assumption_to_controls', { assumption_id: 'AS1', proposal: { controls: [control] } });
      assert.deepEqual(data.added, ['CTRL-09']);
      assert.ok(lines.includes('-    objectives: [CO-A1-T3, CO-A3-T3]') && lines.includes('+    objectives: []') && lines.includes('+    status: retired') && lines.includes('-    assumed_by: {"1": [AS1]}'), lines.join('\n'));
      assert.ok(lines.some((line) => line.startsWith('+  CTRL-09: {description: Run the service under an account of its own.')));
      const { data: refusal } = await desk.refused('convert_assumption_to_controls', { assumption_id: 'AS1', proposal: { controls: [{ ...control, co_ids: ['CO-A1-T3', 'CO-A9-T9'], clauses: { 'Not Good': { shows: 'x' } } }] } });
      assert.ok((refusal.problems as { message: string }[]).some(({ message }) => message === 'No proposed control serves CO-A3-T3, which AS1 names.'));
      assert.equal((refusal.problems as unknown[]).length, 3);
      await desk.write(was);
      assert.equal((await desk.refused('convert_assumption_to_controls', { assumption_id: 'AS77' })).code, 'unknown_entity');
    });
  });
});
