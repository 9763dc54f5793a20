import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { PersonAnswer } from '../../src/tools/desk.ts';
import { copySample } from '../sample-service/copy-sample.ts';
import { changedLines } from './changed-lines.ts';
import { testDesk, type TestDesk } from './test-desk.ts';

const refusal = (code: string, words?: RegExp) => (error: { code?: string; message: string }) => error.code === code && (words === undefined || words.test(error.message));
const textOf = (desk: TestDesk): string => readFileSync(join(desk.folder, 'upload.threatmodel.yaml'), 'utf8');

/** The sample with some more text in its model. */
function sampleWith(edit: (text: string) => string): (folder: string) => void {
  return (folder) => {
    copySample(folder);
    const file = join(folder, 'upload.threatmodel.yaml');
    writeFileSync(file, edit(readFileSync(file, 'utf8')));
  };
}

const finding = { control_id: 'CTRL-01', title: 'Archives are not unpacked before they are scanned', severity: 'high', checked_locations: ['upload.py:53-58 in scan_upload'], checked_patterns: ['zipfile'] };

interface Updated {
  status: string;
  decision?: string;
  weakens: string[];
  next_steps: { status: string; needs?: string; blocked?: string }[];
}

describe('findings', () => {
  let desk: TestDesk;
  const open = async (person: PersonAnswer = 'not_asked'): Promise<string> => {
    desk = await testDesk({ person });
    const { data } = await desk.call<{ findings: { id: string }[] }>('submit_findings', { findings_json: JSON.stringify([finding]) });
    return data.findings[0]!.id;
  };
  afterEach(() => desk.close());

  it('are recorded as one line, and speak against their control at once', async () => {
    desk = await testDesk();
    const was = textOf(desk);
    const { data, summary } = await desk.call<{ findings: { id: string; already: boolean }[]; changes: string[] }>('submit_findings', { findings_json: [finding] });
    assert.match(summary, /^Recorded fnd_\w+\.\nBy the work tree: /);
    assert.ok(data.changes.some((sentence) => sentence.startsWith('CTRL-01 is no longer verified')), data.changes.join('\n'));
    assert.deepEqual(changedLines(was, textOf(desk)).gone, []);
    const again = await desk.call<typeof data>('submit_findings', { findings_json: [finding] });
    assert.deepEqual(again.data.findings.map(({ id, already }) => [id, already]), [[data.findings[0]!.id, true]]);
  });

  it('are refused as a whole when one is wrong', async () => {
    desk = await testDesk();
    const was = textOf(desk);
    await assert.rejects(desk.call('submit_findings', { findings_json: [finding, { control_id: 'CTRL-1', title: '…' }] }), (error: { code?: string; data?: { problems?: { place: string; message: string }[] } }) => {
      assert.deepEqual(error.data?.problems?.map(({ place }) => place), ['findings[1].control_id', 'findings[1].title']);
      assert.match(error.data.problems[0]!.message, /Did you mean CTRL-0\d/);
      return error.code === 'proposal_refused';
    });
    await assert.rejects(desk.call('submit_findings', { findings_json: [{ ...finding, severity: 'awful' }] }), refusal('invalid_input', /severity/));
    assert.equal(textOf(desk), was);
  });

  it('go through their life, and are closed only by what passes', async () => {
    const id = await open();
    await assert.rejects(desk.call('update_finding', { finding_id: id, status: 'verified' }), refusal('no_such_step', /discovered; verified does not follow/));
    await desk.call('update_finding', { finding_id: id, status: 'acknowledged', notes: 'We look at it.' });
    await assert.rejects(desk.call('update_finding', { finding_id: id, status: 'remediated' }), refusal('needs_assertions'));
    await assert.rejects(desk.call('update_finding', { finding_id: id, status: 'remediated', remediation_assertion_ids: ['asrt_h3vq'] }), refusal('not_its_assertion', /CTRL-01/));
    const remedied = await desk.call<Updated>('update_finding', { finding_id: id, status: 'remediated', remediation_assertion_ids: 'asrt_7k2m' });
    assert.deepEqual(remedied.data.next_steps.find(({ status }) => status === 'verified'), { status: 'verified' });
    const closed = await desk.call<Updated>('update_finding', { finding_id: id, status: 'verified' });
    assert.match(closed.data.weakens.join(), /a finding no longer speaks against its control/);
    assert.deepEqual(desk.asked, []);
    assert.equal(desk.project.models[0]!.assessment.controls.find((one) => one.id === 'CTRL-01')?.standing, 'verified');
    assert.ok(textOf(desk).includes(`notes: We look at it.`));
  });

  it('are dismissed by a person, with a reason', async () => {
    const id = await open('declined');
    const was = textOf(desk);
    await assert.rejects(desk.call('update_finding', { finding_id: id, status: 'dismissed' }), refusal('needs_reason'));
    await assert.rejects(desk.call('update_finding', { finding_id: id, status: 'dismissed', reason: 'Archives are not accepted.' }), refusal('declined_by_person'));
    assert.match(desk.asked[0]!.question, /because: Archives are not accepted\./);
    assert.equal(textOf(desk), was);
    desk.close();
    const other = await open('not_asked');
    const { data } = await desk.call<Updated>('update_finding', { finding_id: other, status: 'dismissed', reason: 'Archives are not accepted.' });
    assert.deepEqual([data.decision, data.weakens.length], ['proposed', 1]);
    const back = await desk.call<Updated>('update_finding', { finding_id: other, status: 'acknowledged' });
    assert.equal(back.data.status, 'acknowledged');
    assert.ok(!textOf(desk).includes('Archives are not accepted.'));
  });

  it('are listed with the steps that may follow', async () => {
    const id = await open();
    const { data, summary } = await desk.call<{ findings: { id: string; next_steps: { status: string; needs?: string }[] }[]; open: number }>('list_findings', { control_id: 'CTRL-01' });
    assert.match(summary, new RegExp(`^1 finding, 1 open: ${id} Archives`));
    assert.deepEqual(data.findings[0]?.next_steps, [{ status: 'acknowledged' }, { status: 'remediated', needs: 'remediation_assertion_ids' }, { status: 'dismissed', needs: 'reason' }]);
    assert.equal((await desk.call<typeof data>('list_findings', { status: 'verified' })).data.findings.length, 0);
    await assert.rejects(desk.call('list_findings', { control_id: 'CTRL-99' }), refusal('unknown_entity'));
  });
});

describe('what the structure of a model shows', () => {
  let desk: TestDesk;
  const duplicate = `  CTRL-09:
    description: "Scan uploads, before accepting them!"
    judge: required
    mitigates: [{asset: A1, attackers: [T2]}, {asset: A3, attackers: [T2], group: scan}]
    clauses:
      scanned: {shows: archives are unpacked first}
      scanner: {shows: the scanner step does something and can reject, types: [function_exists]}
    framework_refs: [V5.2.1]
`;
  beforeEach(async () => {
    desk = await testDesk({ fill: sampleWith((text) => text.replace('\nassertions:\n', `${duplicate}\nassertions:\n  asrt_dup2: {control: CTRL-09, type: function_exists, params: {file: upload.py, name: scan_upload}, covers: [scanner]}\n`)) });
  });
  afterEach(() => desk.close());

  it('is derived, under the same name as long as it is the same', async () => {
    const was = textOf(desk);
    const list = async (): Promise<{ id: string; kind?: string; derived: boolean }[]> => (await desk.call<{ findings: { id: string; kind?: string; derived: boolean }[] }>('list_findings')).data.findings;
    const [one] = await list();
    assert.deepEqual([one?.kind, one?.derived], ['structural_duplicate_controls', true]);
    await desk.call('add_evidence', { control_id: 'CTRL-05', type: 'link', label: 'unrelated' });
    assert.equal((await list())[0]?.id, one?.id);
    assert.ok(!textOf(desk).includes(one!.id) && !was.includes(one!.id));
  });

  it('is shown before it is remedied, and then merges without asking for less', async () => {
    const was = textOf(desk);
    const { id } = (await desk.call<{ findings: { id: string }[] }>('list_findings')).data.findings[0]!;
    const preview = await desk.call<{ keep: string; drop: string[]; edits: { line: number }[] }>('preview_finding_remediation', { finding_id: id });
    assert.deepEqual([preview.data.keep, preview.data.drop, preview.data.edits.length > 0], ['CTRL-01', ['CTRL-09'], true]);
    assert.equal(textOf(desk), was, 'a preview writes nothing');
    await assert.rejects(desk.call('apply_finding_remediation', { finding_id: id, justification: ' ' }), refusal('needs_reason'));
    const { data } = await desk.call<{ dropped: string[] }>('apply_finding_remediation', { finding_id: id, justification: 'They are one measure.' });
    assert.deepEqual(data.dropped, ['CTRL-09']);
    const { model } = desk.project.models[0]!;
    const kept = model.controls['CTRL-01']!;
    assert.deepEqual(Object.fromEntries(Object.entries(kept.clauses).map(([name, { shows }]) => [name, shows])), { scanned: 'the upload handler calls the scanner', scanner: 'the scanner step does something and can reject', 'scanned-2': 'archives are unpacked first' });
    assert.deepEqual([kept.judge, kept.framework_refs, kept.mitigates], ['required', ['V5.2.1'], [{ asset: 'A1', attackers: ['T2'] }, { asset: 'A3', attackers: ['T2'], group: 'scan' }]]);
    assert.deepEqual([model.assertions['asrt_dup2']?.control, model.assertions['asrt_dup2']?.covers], ['CTRL-01', ['scanner']]);
    assert.equal(model.removed['CTRL-09']?.why, 'They are one measure.');
    assert.deepEqual(desk.project.models[0]!.problems.filter(({ severity }) => severity === 'error'), []);
    assert.ok(changedLines(was, textOf(desk)).gone.every((line) => /CTRL-0[19]|asrt_dup2|^ {4}|^ {6}/.test(line)));
    await assert.rejects(desk.call('preview_finding_remediation', { finding_id: id }), refusal('unknown_finding'));
  });

  it('is no remedy for what was found in the code', async () => {
    const { data } = await desk.call<{ findings: { id: string }[] }>('submit_findings', { findings_json: [finding] });
    await assert.rejects(desk.call('preview_finding_remediation', { finding_id: data.findings[0]!.id }), refusal('no_remediation', /code has to be mended/));
    await assert.rejects(desk.call('apply_finding_remediation', { finding_id: 'fnd_zzzz', justification: 'x' }), refusal('unknown_finding'));
  });
});

describe('views of risk', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    const accepted = 'acceptances:\n  RA1: {objective: CO-A2-T2, owner: head of product, justification: Few customers., review_by: "2026-06-30"}\n  RA2: {objective: CO-A4-T3, owner: head of product, justification: Old., review_by: "2026-01-01"}\n';
    desk = await testDesk({ fill: sampleWith((text) => `${text}${accepted}`) });
  });
  afterEach(() => desk.close());

  it('list objectives by urgency with how far their controls have come', async () => {
    await desk.call('submit_findings', { findings_json: [finding] });
    const { data, summary } = await desk.call<{ rows: { co_id: string; status: string; coverage_ratio: number; open_findings: string[]; next?: string }[]; total: number }>('get_model_risk_view', { limit: 50 });
    assert.match(summary, /objectives are open, by the work tree\. The most urgent: upload\//);
    assert.equal(data.total, 12);
    const scanned = data.rows.find(({ co_id }) => co_id === 'CO-A1-T2')!;
    assert.deepEqual([scanned.status, scanned.coverage_ratio, scanned.open_findings.length], ['at_risk', 0, 1]);
    assert.ok(data.rows.findIndex(({ status }) => status === 'mitigated') > data.rows.findIndex(({ status }) => status === 'at_risk'));
    await assert.rejects(desk.call('get_model_risk_view', { model_id: 'chat' }), refusal('unknown_model'));
  });

  it('triage the whole workspace', async () => {
    await desk.call('submit_findings', { findings_json: [finding] });
    const { data } = await desk.call<{ findings: unknown[]; risk_acceptances: { status: string }[]; at_risk_cos: unknown[]; counts: { objectives: number; open: number; open_findings: number; active_acceptances: number }; total: number }>('get_findings_risks', { limit: 2 });
    assert.deepEqual([data.findings.length, data.at_risk_cos.length, data.counts.objectives, data.counts.open_findings, data.counts.active_acceptances], [1, 2, 12, 1, 1]);
    assert.equal(data.total, data.counts.open);
    await assert.rejects(desk.call('get_findings_risks', { limit: -1 }), refusal('invalid_input'));
  });

  it('tell accepted risks, and whether each still counts', async () => {
    const { data, summary } = await desk.call<{ risk_acceptances: { id: string; status: string }[] }>('list_risk_acceptances');
    assert.deepEqual(data.risk_acceptances.map(({ id, status }) => [id, status]), [['RA1', 'active'], ['RA2', 'expired']]);
    assert.equal(summary, '2 risks were accepted, 1 of them still counts.');
    await assert.rejects(desk.call('list_risk_acceptances', { model_id: 'chat' }), refusal('unknown_model'));
  });

  it('tell what waits for a person', async () => {
    await desk.call('submit_findings', { findings_json: [finding] });
    const { data, summary } = await desk.call<{ waiting: number; items: { section: string; id: string; remedies: string[] }[] }>('get_review_queue');
    assert.match(summary, /wait for review: open findings \(1\), attestations \(1\), accepted risks \(2\)/);
    assert.ok(data.items.some(({ section, remedies }) => section === 'findings' && remedies.includes('Dismiss for a reason')));
    const only = await desk.call<typeof data>('get_review_queue', { section: 'acceptances' });
    assert.deepEqual(only.data.items.map(({ id }) => id), ['RA1', 'RA2']);
    await assert.rejects(desk.call('get_review_queue', { section: 'everything' }), refusal('invalid_input'));
  });
});
