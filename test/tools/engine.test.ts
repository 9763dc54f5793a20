import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { testDesk, type TestDesk } from './test-desk.ts';

interface Suggestion { readonly assertion: { readonly type: string; readonly params: Readonly<Record<string, string>> }; readonly meets_clause: boolean; readonly shortfall?: string; readonly kill_rate?: { readonly killed: number; readonly tried: number } }
const refused = (code: string) => (error: { code?: string; remedy?: string }) => error.code === code && (error.remedy ?? '') !== '';

describe('tools of an embedded engine', () => {
  let open: TestDesk;
  before(async () => {
    open = await testDesk();
  });
  after(() => open.close());

  it('verify on the work tree, and try whether claims notice a loss', async () => {
    const { summary, data } = await open.call<{ passed: number; vacuous: number; assertions: { id: string; survived?: string[] }[]; total: number }>('verify_assertions', {});
    assert.match(summary, /^13 of 13 assertions pass\./);
    assert.equal(data.passed, 13);
    assert.equal(data.vacuous, data.assertions.filter(({ survived }) => survived !== undefined).length);
    const one = await open.call<{ total: number; assertions: { subject: string }[] }>('verify_assertions', { control_id: 'CTRL-01', prove: false, limit: 1 });
    assert.deepEqual([one.data.total, one.data.assertions.length, one.data.assertions[0]?.subject], [2, 1, 'CTRL-01']);
    await assert.rejects(open.call('verify_assertions', { assertion_ids: ['asrt_none'] }), refused('unknown_entity'));
  });

  it('list what can be claimed, short and in full', async () => {
    const all = await open.call<{ types: { type: string; params: string[]; schema?: object }[] }>('get_assertion_types');
    assert.ok(all.data.types.length >= 24);
    assert.deepEqual(all.data.types.find(({ type }) => type === 'function_calls')?.schema, undefined);
    const one = await open.call<{ types: { schema: { properties: object }; example: object }[] }>('get_assertion_types', { types: 'function_calls' });
    assert.ok('callee' in one.data.types[0]!.schema.properties && 'caller' in one.data.types[0]!.example);
    await assert.rejects(open.call('get_assertion_types', { types: ['function_cals'] }), (error: { remedy?: string }) => /function_calls/.test(error.remedy ?? ''));
  });

  it('suggest claims that meet a clause first, each verified', async () => {
    const { data, summary } = await open.call<{ suggestions: Suggestion[] }>('suggest_assertions', { control_id: 'CTRL-01', clause: 'scanned', candidates: [{ file: 'upload.py', symbol: 'scan_upload' }] });
    assert.match(summary, /would meet scanned/);
    assert.deepEqual(data.suggestions[0]?.assertion.params, { file: 'upload.py', caller: 'handle_upload', callee: 'scan_upload' });
    assert.ok(data.suggestions[0].meets_clause);
    const presence = data.suggestions.find(({ assertion }) => assertion.type === 'function_exists');
    assert.equal(presence?.shortfall, 'the clause takes no claim of this type');
    await assert.rejects(open.call('suggest_assertions', { control_id: 'CTRL-01', clause: 'none', candidates: [{ file: 'upload.py' }] }), refused('unknown_clause'));
    await assert.rejects(open.call('suggest_assertions', { candidates: [{ file: '../../etc/passwd' }] }), refused('outside_root'));
    await assert.rejects(open.call('suggest_assertions', { candidates: [{ file: 'README.md' }] }), refused('nothing_found'));
  });

  it('explain an objective down to the line of code', async () => {
    const { data } = await open.call<{ co_id: string; lines: { text: string; file?: string; line?: number }[] }>('explain_objective', { co_id: 'CO-A1-T2' });
    const line = data.lines.find(({ text }) => text.includes('handle_upload calls scan_upload'));
    assert.deepEqual([line?.file, typeof line?.line], ['upload.py', 'number']);
    assert.match((await open.call<{ co_id: string }>('explain_objective')).data.co_id, /^CO-/);
    await assert.rejects(open.call('explain_objective', { co_id: 'CO-A9-T9' }), refused('unknown_objective'));
  });

  it('simulate a change, and write nothing', async () => {
    const file = join(open.folder, 'upload.threatmodel.yaml');
    const text = readFileSync(file, 'utf8');
    const { data, summary } = await open.call<{ weakens: string[]; before: { mitigated: number }; after: { mitigated: number } }>('simulate_change', { edits: [{ path: 'controls.CTRL-01.clauses.scanned.least', value: 'called' }, { path: 'attackers.T1.boundaries', value: [] }] });
    assert.equal(data.weakens.length, 2);
    assert.match(summary, /would weaken.*TB1/s);
    const worse = await open.call<{ before: { mitigated: number }; after: { mitigated: number } }>('simulate_change', { edits: [{ path: 'controls.CTRL-01.status', value: 'not_implemented' }] });
    assert.ok(worse.data.after.mitigated < worse.data.before.mitigated);
    await assert.rejects(open.call('simulate_change', { edits: [{ path: 'assets.A1' }] }), refused('would_break_model'));
    assert.equal(readFileSync(file, 'utf8'), text);
  });

  it('say what to do for a control, clause by clause', async () => {
    const { data, summary } = await open.call<{ control_id: string; clauses: { clause: string; met: boolean; types: string[] }[]; files: string[]; other_controls: string[] }>('get_control_work_order');
    assert.match(summary, new RegExp(`^${data.control_id} is`));
    const seven = await open.call<typeof data>('get_control_work_order', { control_id: 'CTRL-07' });
    assert.deepEqual(seven.data.clauses.map(({ clause, met }) => [clause, met]), [['counted', false]]);
    assert.ok(seven.data.files.includes('upload.py'));
    assert.ok((await open.call<typeof data>('get_control_work_order', { files: ['storage.py'] })).data.control_id.startsWith('CTRL-'));
    await assert.rejects(open.call('get_control_work_order', { control_id: 'CTRL-99' }), refused('unknown_entity'));
  });

  it('list weakenings, drift and history of what was never recorded', async () => {
    assert.match((await open.call('list_weakenings')).summary, /Nothing is weaker/);
    const drift = await open.call<{ on_record: boolean }>('get_drift');
    assert.deepEqual([drift.data.on_record, /Nothing is recorded/.test(drift.summary)], [false, true]);
    assert.equal((await open.call<{ assertions: unknown[] }>('get_history', { id: 'CTRL-01' })).data.assertions.length, 2);
    await assert.rejects(open.call('get_history', { id: 'CTRL-99' }), refused('unknown_entity'));
  });

  it('find tools by words and run none', async () => {
    const { data } = await open.call<{ tools: { name: string; on: boolean; switched_on_by?: string }[] }>('find_tools', { words: 'simulate what an edit would weaken' });
    assert.deepEqual([data.tools[0]?.name, data.tools[0]?.on], ['simulate_change', false]);
    assert.match(data.tools[0]?.switched_on_by ?? '', /--tools simulate_change/);
    await assert.rejects(open.call('find_tools', { words: 'zzz' }), refused('nothing_found'));
  });

  it('refuse a parameter that there is not, with the one that was meant', async () => {
    await assert.rejects(open.call('verify_assertions', { asertion_ids: [] }), (error: { message: string }) => error.message.includes('did you mean assertion_ids'));
    await open.call('list_weakenings', { server_version: '0.41.0' });
  });
});

describe('the contract of a change', () => {
  let open: TestDesk;
  before(async () => {
    open = await testDesk();
  });
  after(() => open.close());

  interface Begun { readonly contract_id: string; readonly contract: object; readonly touched: { readonly assertions: { readonly id: string }[]; readonly controls: { readonly id: string }[] }[] }
  interface Done { readonly outcome: string; readonly worse: { readonly subject: string; readonly sentence: string }[]; readonly weakens: { sentence: string }[]; readonly better: unknown[]; readonly files: { readonly file: string; readonly changed: boolean }[]; readonly receipt: { readonly digest: string; readonly contract: string; readonly models: { readonly posture_digest: readonly string[] }[] } }
  const write = (path: string, change: (text: string) => string): void => {
    const file = join(open.folder, path);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    open.project.fileChanged(path);
  };

  it('names what rests on the files, and says what the edit broke, then that it was mended', async () => {
    const { data, next } = await open.call<Begun>('begin_change', { files: [join(open.folder, 'upload.py')] });
    assert.ok(data.touched[0]!.assertions.some(({ id }) => id === 'asrt_7k2m') && data.touched[0]!.controls.some(({ id }) => id === 'CTRL-01'));
    assert.match(next ?? '', new RegExp(data.contract_id));
    write('upload.py', (text) => text.replace(/^(\s*)(.*)scan_upload\((?!.*def)/m, (line: string) => (line.includes('def ') ? line : line)).replace(/^.*(?<!def )scan_upload\(.*$/gm, (line) => (line.includes('def ') ? line : `${/^\s*/.exec(line)![0]}pass`)));
    const broken = await open.call<Done>('complete_change', { contract: data.contract_id });
    assert.equal(broken.data.outcome, 'worse');
    assert.deepEqual(broken.data.worse.map(({ subject }) => subject).slice(0, 3), ['asrt_7k2m', 'CTRL-01', 'CO-A1-T2']);
    assert.match(broken.summary, /^The change breaks what held\.\nWorse: asrt_7k2m/);
    assert.deepEqual(broken.data.files, [{ file: 'upload.py', changed: true }]);
    const { data: { receipt } } = broken;
    assert.notEqual(receipt.models[0]!.posture_digest[0], receipt.models[0]!.posture_digest[1]);

    // A server that was started anew knows only what it is given.
    const whole = await open.call<Done>('complete_change', { contract: JSON.stringify(data.contract) });
    assert.equal(whole.data.receipt.contract, data.contract_id);
    assert.equal(whole.data.receipt.digest, receipt.digest);
    write('upload.py', () => readFileSync(join(import.meta.dirname, '..', 'sample', 'upload.py'), 'utf8'));
    assert.equal((await open.call<Done>('complete_change', { contract: data.contract_id })).data.outcome, 'kept');
  });

  it('says what the model asks less of', async () => {
    const { data } = await open.call<Begun>('begin_change', { files: ['upload.py'] });
    write('upload.threatmodel.yaml', (text) => text.replace(', least: unconditional}\n      scanner', '}\n      scanner'));
    const done = await open.call<Done>('complete_change', { contract: data.contract_id });
    assert.equal(done.data.outcome, 'weakened');
    assert.match(done.data.weakens[0]!.sentence, /CTRL-01: a clause asks for a weaker proof/);
  });

  it('refuses what is no contract, and files of elsewhere', async () => {
    await assert.rejects(open.call('complete_change', { contract: 'chg_00' }), refused('unknown_contract'));
    await assert.rejects(open.call('complete_change', { contract: '{"contract": 1}' }), refused('invalid_input'));
    await assert.rejects(open.call('complete_change', { contract: { contract: 2 } }), refused('invalid_input'));
    await assert.rejects(open.call('begin_change', { files: ['../elsewhere.py', '/etc/passwd'] }), refused('outside_root'));
    assert.match((await open.call('begin_change', { files: ['new/file.py'] })).summary, /^No promise rests/);
  });
});
