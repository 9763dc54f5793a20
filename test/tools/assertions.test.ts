import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { changedLines } from './changed-lines.ts';
import { testDesk, type TestDesk } from './test-desk.ts';

const refusal = (code: string, words?: RegExp) => (error: { code?: string; message: string }) => error.code === code && (words === undefined || words.test(error.message));
const textOf = (desk: TestDesk): string => readFileSync(join(desk.folder, 'upload.threatmodel.yaml'), 'utf8');
/** Changes a file of the workspace, and waits until what rests on it was checked again. */
async function change(desk: TestDesk, file: string, edit: (text: string) => string): Promise<void> {
  writeFileSync(join(desk.folder, file), edit(readFileSync(join(desk.folder, file), 'utf8')));
  desk.project.fileChanged(file);
  await desk.project.settled();
}

interface Submission {
  written: string[];
  standing: string;
  assertions: { id?: string; outcome: string; strength?: string; details: string; kill_rate?: { killed: number; tried: number }; survived: string[]; covers: { clause: string; met: boolean; shortfall?: string }[]; coherence_warnings: { code: string; message: string }[] }[];
}

describe('submitting assertions', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await testDesk();
  });
  afterEach(() => desk.close());

  const size = { type: 'function_calls', params: { file: 'upload.py', caller: 'check_size', callee: 'Rejected' }, covers: ['limited'] };

  it('verifies each, tries whether it notices anything, says what it covers, and writes one line', async () => {
    const was = textOf(desk);
    const { data, summary } = await desk.call<Submission>('submit_assertions', { control_id: 'CTRL-05', assertions_json: JSON.stringify([size]) });
    const [one] = data.assertions;
    assert.deepEqual([one?.outcome, one?.covers], ['pass', [{ clause: 'limited', met: true }]]);
    assert.ok(one!.kill_rate!.tried > 0 && one!.kill_rate!.killed === one!.kill_rate!.tried && one!.strength === 'called', JSON.stringify(one));
    const { gone, come } = changedLines(was, textOf(desk));
    assert.deepEqual([gone, come.length], [[], 1]);
    assert.match(come[0]!, new RegExp(`^  ${data.written[0]}: \\{control: CTRL-05, type: function_calls, params: \\{file: upload.py`));
    assert.match(summary, /^Wrote asrt_\w+ for CTRL-05\.\nCTRL-05 is verified, by the work tree\./);
    const again = await desk.call<Submission>('submit_assertions', { control_id: 'CTRL-05', assertions_json: [size] });
    assert.deepEqual([again.data.written, again.data.assertions[0]?.outcome, again.data.assertions[0]?.id], [[], 'already', data.written[0]]);
  });

  it('writes all or none, or those that pass where that is asked for', async () => {
    const was = textOf(desk);
    const missing = { type: 'function_exists', params: { file: 'upload.py', name: 'check_quota' } };
    const { data, summary } = await desk.call<Submission>('submit_assertions', { control_id: 'CTRL-05', assertions_json: [size, missing] });
    assert.deepEqual([data.written, data.assertions.map(({ outcome }) => outcome)], [[], ['pass', 'fail']]);
    assert.match(summary, /^Nothing was written: 1 of 2 does not pass\.\nfunction check_quota exists: fail/);
    assert.equal(textOf(desk), was);
    const dry = await desk.call<Submission>('submit_assertions', { control_id: 'CTRL-05', assertions_json: [size], dry_run: true });
    assert.deepEqual([dry.data.written, textOf(desk) === was], [[], true]);
    const kept = await desk.call<Submission>('submit_assertions', { control_id: 'CTRL-05', assertions_json: [size, missing], keep_passing: 'true' });
    assert.equal(kept.data.written.length, 1);
    assert.ok(!textOf(desk).includes('check_quota'));
  });

  it('writes nothing that cannot be asked, and says every reason', async () => {
    const was = textOf(desk);
    const { data } = await desk.call<Submission>('submit_assertions', { control_id: 'CTRL-05', keep_passing: true, assertions_json: [{ type: 'function_cals', params: {} }, { type: 'function_exists', params: { file: 'upload.py' }, covers: ['nowhere'] }] });
    assert.deepEqual(data.assertions.map(({ outcome }) => outcome), ['invalid', 'invalid']);
    assert.match(data.assertions[0]!.details, /Did you mean function_calls/);
    assert.match(data.assertions[1]!.details, /needs name.*has no clause nowhere/);
    assert.equal(textOf(desk), was);
    await assert.rejects(desk.call('submit_assertions', { assertions_json: [size] }), refusal('one_subject'));
    await assert.rejects(desk.call('submit_assertions', { control_id: 'CTRL-05', assumption_id: 'AS1', assertions_json: [size] }), refusal('one_subject'));
    await assert.rejects(desk.call('submit_assertions', { assumption_id: 'AS1', assertions_json: [size] }), refusal('not_by_assertion'));
    await assert.rejects(desk.call('submit_assertions', { control_id: 'CTRL-05', assertions_json: 'no list' }), refusal('invalid_input'));
  });

  it('says what does not notice that its claim is gone', async () => {
    const { data, summary } = await desk.call<Submission>('submit_assertions', { control_id: 'CTRL-03', dry_run: true, assertions_json: [{ type: 'pattern_matches', params: { file: 'storage.py', pattern: '.*' }, covers: ['confined'], requires: 'text' }] });
    const [one] = data.assertions;
    assert.ok(one!.kill_rate!.killed < one!.kill_rate!.tried && one!.survived.length > 0, JSON.stringify(one));
    assert.match(summary, /counts as text: It passes although/);
  });

  it('warns where the subject does not fit', async () => {
    const { data } = await desk.call<Submission>('submit_assertions', {
      control_id: 'CTRL-05',
      dry_run: true,
      assertions_json: [
        { type: 'function_exists', params: { file: 'web/upload-form.ts', name: 'showOutcome' } },
        { type: 'file_exists', params: { file: 'README.md' }, covers: ['limited'] },
        { type: 'function_calls', params: { file: 'upload.py', caller: 'handle_upload', callee: 'scan_upload' }, covers: ['limited'], repo: 'no_repo' },
      ],
    });
    assert.deepEqual(data.assertions[0]?.coherence_warnings.map(({ code }) => code), ['covers_no_clause', 'subject_may_not_fit', 'claimed_elsewhere']);
    assert.deepEqual(data.assertions[1]?.coherence_warnings.map(({ code }) => code), ['type_not_allowed']);
    assert.deepEqual(data.assertions[2]?.coherence_warnings.map(({ code }) => code), ['claimed_elsewhere']);
  });

  it('takes what lies in another repository, and leaves its answer to recorded evidence', async () => {
    const { data } = await desk.call<Submission>('submit_assertions', { control_id: 'CTRL-06', assertions_json: [{ type: 'function_exists', params: { file: 'ship.py', name: 'ship' }, repo: 'acme/shipper' }] });
    assert.deepEqual([data.assertions[0]?.outcome, data.written.length], ['elsewhere', 1]);
    assert.ok(textOf(desk).includes('repository: acme/shipper'));
  });
});

describe('reading and taking back assertions', () => {
  let desk: TestDesk;
  afterEach(() => desk.close());

  it('lists them with verdicts', async () => {
    desk = await testDesk();
    const { data, summary } = await desk.call<{ assertions: { id: string; verdict: string; line: number }[]; total: number; counts: object }>('list_assertions', { control_id: 'CTRL-04', limit: 2 });
    assert.deepEqual([data.total, data.assertions.length, data.counts], [3, 2, { pass: 3 }]);
    assert.equal(summary, '3 assertions for CTRL-04: 3 passes, by the work tree.');
    await assert.rejects(desk.call('list_assertions', { control_id: 'CTRL-99' }), refusal('unknown_entity'));
    await assert.rejects(desk.call('list_assertions', { control_id: 'CTRL-04', assumption_id: 'AS1' }), refusal('one_subject'));
  });

  it('takes back a passing claim, listed as a weakening, with a tombstone', async () => {
    desk = await testDesk();
    const was = textOf(desk);
    const { data } = await desk.call<{ weakens: string[]; changes: string[] }>('delete_assertion', { assertion_id: 'asrt_p4xd', control_id: 'CTRL-01' });
    assert.match(data.weakens[0]!, /a claim is no longer checked/);
    assert.ok(data.changes.some((sentence) => sentence.includes('CO-A1-T2')));
    assert.deepEqual(desk.asked, []);
    const { gone } = changedLines(was, textOf(desk));
    assert.deepEqual(gone.length, 1);
    await assert.rejects(desk.call('delete_assertion', { assertion_id: 'asrt_p4xd' }), refusal('removed_entity'));
    await assert.rejects(desk.call('delete_assertion', { assertion_id: 'asrt_7k2m', control_id: 'CTRL-02' }), refusal('other_subject'));
  });

  it('leaves a failing claim to a person', async () => {
    desk = await testDesk({ person: 'declined' });
    await change(desk, 'upload.py', (text) => text.replace('    scan_upload(data, settings.scanner)\n', ''));
    const was = textOf(desk);
    await assert.rejects(desk.call('delete_assertion', { assertion_id: 'asrt_7k2m' }), refusal('declined_by_person'));
    assert.match(desk.asked[0]!.question, /does not pass \(handle_upload calls scan_upload: fails\)/);
    assert.equal(textOf(desk), was);
    desk.close();
    desk = await testDesk({ person: 'not_asked' });
    await change(desk, 'upload.py', (text) => text.replace('    scan_upload(data, settings.scanner)\n', ''));
    const { data } = await desk.call<{ decision: string }>('delete_assertion', { assertion_id: 'asrt_7k2m' });
    assert.equal(data.decision, 'proposed');
    assert.deepEqual(desk.project.models[0]!.weakenings.map(({ kind }) => kind), ['assertion_removed']);
  });
});

describe('the state of verification', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await testDesk();
  });
  afterEach(() => desk.close());

  it('is reported with weakenings first, page by page', async () => {
    const { data, summary } = await desk.call<{ controls_fully_verified: number; controls_pending: number; weakenings: string[]; tier1: object; sufficiency: object; control_details: { control_id: string }[]; more: boolean; on_record: boolean; coherence_warnings: unknown[] }>('get_verification_report', { limit: 3 });
    assert.deepEqual([data.controls_fully_verified, data.controls_pending, data.weakenings, data.tier1], [6, 2, [], { pass: 13 }]);
    assert.deepEqual([data.sufficiency, data.control_details.length, data.more, data.on_record], [{ sufficient: 6, pending: 2 }, 3, true, false]);
    assert.deepEqual(data.coherence_warnings, []);
    assert.match(summary, /Nothing is recorded, so this is a preview\.$/);
    await desk.call('delete_assertion', { assertion_id: 'asrt_p4xd' });
    const later = await desk.call<typeof data>('get_verification_report', { status: 'partially_verified' });
    assert.match(later.summary, /^1 weakening against the base commit: asrt_p4xd: a claim is no longer checked/);
    assert.deepEqual(later.data.control_details.map(({ control_id }) => control_id), ['CTRL-01']);
    assert.deepEqual((await desk.call<typeof data>('get_verification_report', { summary_only: true })).data.control_details, []);
    await assert.rejects(desk.call('get_verification_report', { status: 'fine' }), refusal('invalid_input'));
  });

  it('is told clause by clause for one control', async () => {
    const fine = await desk.call<{ status: string; clauses: { clause: string; met: boolean; missing?: string }[] }>('get_sufficiency', { control_id: 'CTRL-01' });
    assert.deepEqual([fine.data.status, fine.data.clauses.every(({ met }) => met)], ['sufficient', true]);
    await change(desk, 'upload.py', (text) => text.replace('    scan_upload(data, settings.scanner)\n', '    if settings.scanner:\n        scan_upload(data, settings.scanner)\n'));
    const weak = await desk.call<typeof fine.data>('get_sufficiency', { control_id: 'CTRL-01' });
    assert.equal(weak.data.status, 'insufficient');
    assert.match(weak.data.clauses.find(({ clause }) => clause === 'scanned')!.missing!, /asrt_7k2m: its proof is too weak for this clause/);
    const none = await desk.call<typeof fine.data>('get_sufficiency', { control_id: 'CTRL-06' });
    assert.deepEqual([none.data.status, none.data.clauses, none.next], ['pending', [], 'refine_control adds clauses.']);
    await assert.rejects(desk.call('get_sufficiency', { control_id: 'CTRL-99' }), refusal('unknown_entity'));
    await assert.rejects(desk.call('get_sufficiency', {}), refusal('invalid_input', /control_id/));
  });
});
