import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { modelDesk, type ModelDesk } from './model-desk.ts';

describe('tools for assets, attackers, boundaries and components', () => {
  let desk: ModelDesk;
  before(async () => {
    desk = await modelDesk();
  });
  after(() => desk.close());

  describe('add', () => {
    it('an asset, as one line, with an objective for each attacker', async () => {
      const { summary, data, lines } = await desk.edit<{ asset_id: string; changes: string[]; weakens: string[] }>('add_asset', { name: 'session cookies', security_properties: 'C, I', component_ids: ['CMP1'], notes: 'kept for a day' });
      assert.deepEqual(lines, ['+  A5: {name: session cookies, notes: kept for a day, properties: [C, I], components: [CMP1]}']);
      assert.equal(data.asset_id, 'A5');
      assert.deepEqual(data.weakens, []);
      assert.deepEqual(data.changes, ['T1', 'T2', 'T3'].map((attacker) => `CO-A5-${attacker} is new and unassessed`));
      assert.match(summary, /^Added asset A5 session cookies\./);
    });

    it('nothing twice, unless told to', async () => {
      const twin = await desk.call<{ accepted: boolean; candidates: { id: string; same: boolean }[] }>('add_asset', { name: 'The uploaded file' });
      assert.equal(twin.data.accepted, false);
      assert.deepEqual(twin.data.candidates, [{ id: 'A1', title: 'uploaded files', removed: false, same: true }]);
      assert.match(twin.summary, /Nothing was added/);
      const { lines } = await desk.edit('add_asset', { name: 'The uploaded file', force: true });
      assert.deepEqual(lines, ['+  A5: {name: The uploaded file, properties: [C]}']);
    });

    it('what was removed is offered for restoring', async () => {
      const was = desk.text();
      await desk.call('remove_asset', { asset_id: 'A3', why: 'logs are kept elsewhere' });
      const { data, next } = await desk.call<{ accepted: boolean; candidates: { id: string; removed: boolean }[] }>('add_asset', { name: 'audit log' });
      assert.equal(data.accepted, false);
      assert.deepEqual(data.candidates.map(({ id, removed }) => [id, removed]), [['A3', true]]);
      assert.match(next ?? '', /restore_asset/);
      await desk.write(was);
    });

    it('an attacker, a boundary and a component', async () => {
      const attacker = await desk.edit('add_attacker', { capability: 'reads what crosses the cable', position: 'the street', archetype: 'eavesdropper', trust_boundary_ids: ['TB1'] });
      assert.deepEqual(attacker.lines, ['+  T4: {archetype: eavesdropper, capability: reads what crosses the cable, position: the street, boundaries: [TB1]}']);
      const boundary = await desk.edit('add_trust_boundary', { description: 'Management network, where administrators come in over a tunnel of their own', passes: '["Adjacent"]', change_reason: 'It has no route.' });
      assert.deepEqual(boundary.lines, ['+  TB4: {name: Management network, description: "Management network, where administrators come in over a tunnel of their own", passes: [Adjacent], why: It has no route.}']);
      const component = await desk.edit('add_component', { name: 'billing', repo_url: 'https://forge.example/acme/billing.git', path: './services/billing/', trust_boundary_ids: ['TB2'] });
      assert.deepEqual(component.lines, ['+  CMP5: {name: billing, repository: acme/billing, paths: [services/billing/**], boundaries: [TB2]}']);
    });

    it('refuses what does not fit, with every reason', async () => {
      const { code, data, message } = await desk.refused('add_asset', { name: 'keys', component_ids: ['CMP9', 'nonsense'] });
      assert.equal(code, 'would_break_model');
      assert.equal((data.problems as string[]).length, 2);
      assert.match(message, /CMP9/);
      assert.match(message, /nonsense/);
      assert.equal((await desk.refused('add_asset', { name: '' })).code, 'invalid_input');
      assert.equal((await desk.refused('add_asset', { name: 'keys', security_properties: ['X'] })).code, 'invalid_input');
      assert.equal((await desk.refused('add_attacker', { capability: 'reads', trust_boundary_ids: ['TB7'] })).code, 'would_break_model');
      assert.equal((await desk.refused('add_trust_boundary', { description: 'x', passes: ['Air'] })).code, 'invalid_input');
      assert.equal((await desk.refused('add_component', { name: 'x', trust_boundary_ids: ['CMP1'] })).code, 'would_break_model');
      assert.equal((await desk.refused('add_asset', { model_id: 'download', name: 'x' })).code, 'unknown_model');
    });

    it('writes hostile text so that it stays text', async () => {
      const { lines, summary } = await desk.edit('add_asset', { name: '}\n  A9: {name: x\u202e}', description: '# not a comment: {a: [' });
      assert.deepEqual(lines, ['+  A5: {name: "}\\n  A9: {name: x\u202e}", description: "# not a comment: {a: [", properties: [C]}']);
      assert.ok(!summary.includes('\u202e'));
    });
  });

  describe('edit', () => {
    it('changes words and leaves every other byte', async () => {
      const { lines, data } = await desk.edit<{ changed: string[]; impact: string }>('edit_asset', { asset_id: 'A3', name: 'audit log of uploads', description: 'One line for each upload.' });
      assert.deepEqual(lines, ['-    name: audit log', '+    name: audit log of uploads', '+    description: One line for each upload.']);
      assert.deepEqual(data.changed, ['name', 'description']);
      assert.equal(data.impact, 'medium');
    });

    it('changes a factor for a reason, which stands in the file, and says what it weakens', async () => {
      assert.equal((await desk.refused('edit_asset', { asset_id: 'A1', blast_radius: 'Isolated' })).code, 'reason_needed');
      const { lines, data, summary } = await desk.edit<{ weakens: string[] }>('edit_asset', { asset_id: 'A1', blast_radius: 'Isolated', change_reason: 'Each file has a key of its own.' });
      assert.deepEqual(lines, [
        '-    impact: {confidentiality: High, integrity: High, blast_radius: Multiplicative, recoverability: Manageable, regulatory_scope: Notification, why: Files of customers may hold personal data.}',
        '+    impact: {confidentiality: High, integrity: High, blast_radius: Isolated, recoverability: Manageable, regulatory_scope: Notification, why: Each file has a key of its own.}',
      ]);
      assert.equal(data.weakens.length, 1);
      assert.match(summary, /A1: a factor of a rating is lower/);
    });

    it('changes nothing when it says so already', async () => {
      const { lines } = await desk.edit('edit_asset', { asset_id: 'A1', confidentiality_subscore: 'High', security_properties: ['C', 'I'] });
      assert.deepEqual(lines, []);
    });

    it('keeps an asset what it is', async () => {
      const { code, remedy } = await desk.refused('edit_asset', { asset_id: 'A1', name: 'payroll database' });
      assert.equal(code, 'reads_as_another');
      assert.match(remedy, /add_asset/);
      assert.equal((await desk.refused('edit_attacker', { attacker_id: 'T1', capability: 'opens the safe at night' })).code, 'reads_as_another');
      const { lines } = await desk.edit('edit_asset', { asset_id: 'A1', name: 'payroll database', force: 'true' });
      assert.deepEqual(lines, ['-    name: uploaded files', '+    name: payroll database']);
    });

    it('refuses what names nothing', async () => {
      assert.equal((await desk.refused('edit_asset', { asset_id: 'A1' })).code, 'nothing_to_change');
      const { code, data } = await desk.refused('edit_asset', { asset_id: 'A77', name: 'x' });
      assert.equal(code, 'unknown_entity');
      assert.deepEqual(data.known, ['A1', 'A2', 'A3', 'A4']);
      assert.equal((await desk.refused('edit_attacker', { attacker_id: 'A1', position: 'x' })).code, 'unknown_entity');
      assert.equal((await desk.refused('edit_component', { component_id: 'CMP1', eal: 8 })).code, 'invalid_input');
    });

    it('moves an attacker, item by item', async () => {
      const { lines, data } = await desk.edit<{ likelihood: string; changes: string[] }>('edit_attacker', { attacker_id: 'T2', trust_boundary_ids: 'TB1, TB2', likelihood_rationale: 'Customers are known by name.' });
      assert.deepEqual(lines, ['-    boundaries: [TB1]', '+    boundaries: [TB1, TB2]']);
      assert.equal(data.likelihood, 'high');
    });

    it('keeps the comments of a list whose other items change', async () => {
      const was = desk.text();
      await desk.write(was.replace('position: a customer of the service\n    boundaries: [TB1]', 'position: a customer of the service\n    boundaries:\n      # where everybody comes in\n      - TB1  # for now\n      - TB3'));
      const { lines } = await desk.edit('edit_attacker', { attacker_id: 'T2', trust_boundary_ids: ['TB1', 'TB2'] });
      assert.deepEqual(lines, ['-      - TB3', '+      - TB2']);
      await desk.write(was);
    });

    it('changes the factors of an attacker for a reason', async () => {
      assert.equal((await desk.refused('edit_attacker', { attacker_id: 'T2', attack_vector: 'Local' })).code, 'reason_needed');
      const { lines, data } = await desk.edit<{ weakens: string[] }>('edit_attacker', { attacker_id: 'T2', attack_vector: 'Local', privileges_required: 'High', change_reason: 'Only from the kiosk.', likelihood_rationale: 'There is one kiosk.' });
      assert.deepEqual(lines, [
        '-    vector: Network',
        '-    likelihood: {privileges: Low, complexity: Low, interaction: None, prevalence: Targeted, why: Customers are known by name.}',
        '+    vector: Local',
        '+    likelihood: {privileges: High, complexity: Low, interaction: None, prevalence: Targeted, why: "There is one kiosk. Changed: Only from the kiosk."}',
      ]);
      assert.equal(data.weakens.length, 2);
    });

    it('sets and lowers the grades of a component', async () => {
      const raised = await desk.edit<{ weakens: string[] }>('edit_component', { component_id: 'CMP1', target_sl: '3', repo_url: 'git@forge.example:acme/app.git', path: '' });
      assert.deepEqual(raised.lines, ['-  CMP1: {name: upload service, paths: ["upload.py", "storage.py", "audit.py"], boundaries: [TB1, TB2]}', '+  CMP1: {name: upload service, paths: [], boundaries: [TB1, TB2], repository: acme/app, grades: {target_sl: 3}}']);
      assert.deepEqual(raised.data.weakens, []);
      const was = desk.text();
      await desk.call('edit_component', { component_id: 'CMP1', target_sl: 3 });
      const lowered = await desk.edit<{ weakens: string[] }>('edit_component', { component_id: 'CMP1', target_sl: null });
      assert.deepEqual(lowered.data.weakens, ['CMP1: a grade that has to be reached is lower, or gone (target_sl, from 3, to none)']);
      await desk.write(was);
    });

    it('narrows a boundary only for a reason', async () => {
      assert.equal((await desk.refused('edit_trust_boundary', { tb_id: 'TB1', passes: [] })).code, 'reason_needed');
      const { lines, data } = await desk.edit<{ weakens: string[]; changes: string[] }>('edit_trust_boundary', { tb_id: 'TB1', passes: [], change_reason: 'It is closed for now.' });
      assert.deepEqual(lines, ['-  TB1: {name: Internet edge, description: Where requests of customers and strangers arrive., passes: [Network]}', '+  TB1: {name: Internet edge, description: Where requests of customers and strangers arrive., passes: [], why: It is closed for now.}']);
      assert.deepEqual(data.weakens, ['TB1: a boundary passes fewer attack vectors (Network)']);
    });

    it('asks a person before it claims a seal, and not before it takes one off', async () => {
      const asked = desk.asked.length;
      const { lines, data } = await desk.edit<{ decision: string; weakens: string[] }>('edit_trust_boundary', { tb_id: 'TB2', sealed: true, change_reason: 'The host has no other way in.' });
      assert.deepEqual(lines, ['-  TB2: {name: Service host, description: The machine that runs service and scanner., passes: [Local]}', '+  TB2: {name: Service host, description: The machine that runs service and scanner., passes: [Local], sealed: {why: The host has no other way in.}}']);
      assert.equal(data.decision, 'proposed');
      assert.deepEqual(data.weakens, ['TB2: a boundary is claimed to be sealed (Service host)']);
      assert.equal(desk.asked.length, asked + 1);
      assert.match(desk.asked.at(-1)!.question, /TB2 Service host is sealed: The host has no other way in/);
      const off = await desk.edit('edit_trust_boundary', { tb_id: 'TB3', sealed: false, change_reason: 'It has a network now.' });
      assert.equal(off.lines.filter((line) => line.startsWith('+')).length, 0);
      assert.equal(desk.asked.length, asked + 1);
    });
  });

  describe('remove and restore', () => {
    it('shows what a removal means before it is made', async () => {
      const before = desk.text();
      const { summary, data } = await desk.call<{ removed: string[]; taken_out_of: string[]; still_named_by: string[]; weakens: string[] }>('remove_asset', { asset_id: 'A3', preview: true });
      assert.equal(desk.text(), before);
      assert.match(summary, /^Nothing was removed yet/);
      assert.deepEqual(data.removed, ['A3']);
      assert.deepEqual(data.taken_out_of, ['AS1', 'CTRL-04', 'CTRL-05', 'CTRL-06']);
      assert.match(data.weakens[0]!, /an asset is gone/);
    });

    it('needs a reason, leaves a tombstone, and lists what still names it', async () => {
      assert.equal((await desk.refused('remove_component', { component_id: 'CMP4' })).code, 'reason_needed');
      const { after, data } = await desk.edit<{ removed: string[]; still_named_by: string[] }>('remove_component', { component_id: 'CMP4', why: 'The disks are sold.' });
      assert.match(after, /removed:\n {2}CMP4: \{on: 2026-06-15, why: The disks are sold\., was: \{name: backup disks/);
      assert.ok(data.still_named_by.includes('AS3'));
    });

    it('takes connections along, and brings them back', async () => {
      const was = desk.text();
      const { data } = await desk.call<{ removed: string[] }>('remove_component', { component_id: 'CMP2', why: 'Another scanner.' });
      assert.deepEqual(data.removed, ['CMP2', 'CN2']);
      await desk.write(was);
      await desk.call('remove_attacker', { attacker_id: 'T3', why: 'Nobody has a shell.' });
      const { data: back, summary } = await desk.edit<{ restored: string[]; changes: string[] }>('restore_attacker', { attacker_id: 'T3' });
      assert.deepEqual(back.restored, ['T3']);
      assert.equal(back.changes.filter((line) => / is new and /.test(line)).length, 4);
      assert.match(summary, /^Restored attacker T3/);
      assert.equal((await desk.refused('get_attacker', { attacker_id: 'T3' })).code, 'removed_entity');
      assert.equal((await desk.refused('edit_attacker', { attacker_id: 'T3', position: 'x' })).code, 'removed_entity');
      await desk.write(was);
    });

    it('removes attackers, boundaries and assets, and restores an asset', async () => {
      const was = desk.text();
      for (const [name, input] of [['remove_attacker', { attacker_id: 'T1' }], ['remove_trust_boundary', { tb_id: 'TB2' }]] as const) {
        const { data } = await desk.edit<{ removed: string[]; weakens: string[] }>(name, { ...input, why: 'for the test' });
        assert.deepEqual(data.removed, Object.values(input));
        assert.ok(data.weakens.length > 0);
      }
      await desk.call('remove_asset', { asset_id: 'A4', why: 'for the test' });
      const { after } = await desk.edit('restore_asset', { asset_id: 'A4' });
      assert.match(after, /\n {2}A4: \{name: backup copies/);
      assert.match(after, /\nremoved:\s+\{\}/);
      await desk.write(was);
    });

    it('restores only what was removed', async () => {
      assert.equal((await desk.refused('restore_asset', { asset_id: 'A1' })).code, 'not_removed');
      assert.equal((await desk.refused('restore_asset', { asset_id: 'A8' })).code, 'unknown_entity');
      assert.equal((await desk.refused('restore_attacker', { attacker_id: '' })).code, 'unknown_entity');
      assert.equal((await desk.refused('remove_trust_boundary', { tb_id: 'TB9', why: 'x' })).code, 'unknown_entity');
    });
  });

  describe('look', () => {
    it('gives an entity as its file has it, with what is computed of it', async () => {
      const asset = await desk.call<{ asset: { name: string }; impact: string; not_rated: string[]; objectives: { id: string; status: string }[]; used_by: string[] }>('get_asset', { asset_id: 'A1' });
      assert.equal(asset.data.asset.name, 'uploaded files');
      assert.equal(asset.data.impact, 'high');
      assert.deepEqual(asset.data.objectives.map(({ id, status }) => [id, status]), [['CO-A1-T1', 'mitigated'], ['CO-A1-T2', 'mitigated'], ['CO-A1-T3', 'mitigated']]);
      assert.deepEqual(asset.data.used_by, ['CTRL-01', 'CTRL-02', 'CTRL-03']);
      const attacker = await desk.call<{ likelihood: string; objectives: unknown[] }>('get_attacker', { attacker_id: 'T3' });
      assert.equal(attacker.data.likelihood, 'low');
      assert.equal(attacker.data.objectives.length, 4);
      const boundary = await desk.call<{ passes: string[]; attackers: string[]; components: string[] }>('get_trust_boundary', { tb_id: 'TB1' });
      assert.deepEqual([boundary.data.passes, boundary.data.attackers, boundary.data.components], [['Network'], ['T1', 'T2'], ['CMP1', 'CMP3']]);
      const component = await desk.call<{ assets: string[]; connections: string[] }>('get_component', { component_id: 'CMP1' });
      assert.deepEqual([component.data.assets, component.data.connections], [['A1', 'A2', 'A3'], ['CN1', 'CN2']]);
      for (const [name, input] of [['get_asset', { asset_id: 'T1' }], ['get_attacker', { attacker_id: 'A1' }], ['get_trust_boundary', { tb_id: 'x' }], ['get_component', { component_id: 'CMP99' }]] as const) assert.equal((await desk.refused(name, input)).code, 'unknown_entity');
    });
  });

  describe('rate anew', () => {
    it('gives a brief with the material fenced, and takes a proposal as one edit', async () => {
      const { data, summary } = await desk.call<{ brief: { data: string; proposal_schema: object; checks: string[]; instructions: string } }>('reevaluate_threat_model_factors', {});
      assert.match(summary, /4 assets and 3 attackers, all of them rated/);
      const fence = /^<(data-[a-z0-9]{16})>\n([^]*)\n<\/\1>$/.exec(data.brief.data)!;
      assert.ok((JSON.parse(fence[2]!) as { assets: unknown[] }).assets.length === 4);
      const proposal = { assets: { A3: { integrity: 'High', availability: 'Low', why: 'It is evidence in court.' } }, attackers: { T1: { vector: 'Network', prevalence: 'Commodity', why: 'Scanners try every service.' } } };
      assert.equal((await desk.refused('reevaluate_threat_model_factors', { proposal })).code, 'reason_needed');
      const { lines, data: rated } = await desk.edit<{ rated: string[] }>('reevaluate_threat_model_factors', { proposal: JSON.stringify(proposal), change_reason: 'The yearly review.' });
      assert.deepEqual(rated.rated, ['A3', 'T1']);
      assert.deepEqual(lines.filter((line) => line.startsWith('+')), [
        '+    impact: {integrity: High, availability: Low, blast_radius: Isolated, recoverability: Manageable, regulatory_scope: Notification, why: "It is evidence in court. Changed: The yearly review."}',
        '+    likelihood: {privileges: None, complexity: Low, interaction: None, prevalence: Commodity, why: "Scanners try every service. Changed: The yearly review."}',
      ]);
    });

    it('refuses a proposal with every reason', async () => {
      const proposal = { assets: { A9: { integrity: 'High', why: 'long enough a reason' }, A2: { integrity: 'High', why: 'long enough a reason' }, A1: { why: 'long enough a reason' } }, attackers: { T9: { vector: 'Local', why: 'long enough a reason' } } };
      const { code, data } = await desk.refused('reevaluate_threat_model_factors', { proposal, change_reason: 'x' });
      assert.equal(code, 'proposal_refused');
      assert.deepEqual((data.problems as { place: string }[]).map(({ place }) => place), ['assets.A9', 'assets.A2.integrity', 'assets.A1', 'attackers.T9']);
      const { message } = await desk.refused('reevaluate_threat_model_factors', { proposal: { assets: { A1: { rating: 'High', integrity: 'Some', why: 'long enough a reason' } } }, change_reason: 'x' });
      assert.match(message, /assets\.A1\.integrity: Invalid option: expected one of "None"\|"Low"\|"High"\. assets\.A1: Unrecognized key: "rating"\./);
      assert.equal((await desk.refused('reevaluate_threat_model_factors', { proposal: {}, change_reason: 'x' })).code, 'proposal_refused');
    });
  });
});
