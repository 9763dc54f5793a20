import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { connectStdio, textOf, workplace, type Connected, type Workplace } from './start-server.ts';

const root = join(import.meta.dirname, '..', '..');
const sample = join(root, 'test', 'sample');
const upload = readFileSync(join(sample, 'upload.py'), 'utf8');
const call = '    scan_upload(data, settings.scanner)\n';

interface Answered { readonly content: readonly { readonly type: string; readonly text?: string }[]; readonly structuredContent?: Readonly<Record<string, unknown>>; readonly isError?: boolean }

/** An agent that does what a script says: by tools alone, but for the code that it writes and the pipeline that signs. */
describe('an agent takes a feature from its description to mitigated on record, and sees it drift', () => {
  let place: Workplace;
  let open: Connected;
  let control = '';
  let objective = '';
  before(async () => {
    place = workplace((folder) => {
      mkdirSync(folder);
      for (const file of ['audit.py', 'scanner.py', 'storage.py']) cpSync(join(sample, file), join(folder, file));
      // The step that scans is not written yet.
      writeFileSync(join(folder, 'upload.py'), upload.replace(call, ''));
    });
    git('init', '--quiet', '--initial-branch=main');
    commit('The upload service');
    open = await connectStdio(place.folder, { words: ['--toolsets', 'all'] });
  });
  after(async () => {
    await open.close();
    place.remove();
  });

  function git(...words: string[]): void {
    execFileSync('git', ['-c', 'user.name=Sample', '-c', 'user.email=sample@example.invalid', '-c', 'commit.gpgsign=false', '-c', 'core.hooksPath=/dev/null', ...words], { cwd: place.folder, stdio: 'ignore' });
  }
  function commit(message: string): void {
    git('add', '--all');
    git('commit', '--quiet', '--message', message);
  }
  function mipiti(...words: string[]): void {
    execFileSync(process.execPath, [join(root, 'dist', 'cli.cjs'), ...words], { cwd: place.folder, stdio: 'pipe' });
  }
  async function ask<Data = Readonly<Record<string, unknown>>>(name: string, words: Readonly<Record<string, unknown>> = {}): Promise<{ readonly data: Data; readonly text: string }> {
    const answer = (await open.client.callTool({ name, arguments: words }, { timeout: 120_000 })) as Answered;
    assert.ok(!answer.isError, `${name}: ${textOf(answer)}`);
    return { data: answer.structuredContent as Data, text: textOf(answer) };
  }

  it('has no model, and makes one of the description', async () => {
    assert.match((await ask('list_threat_models')).text, /no threat model/);
    const { data } = await ask<{ accepted: boolean; counts: Record<string, number> }>('generate_threat_model', { feature_description: 'Customers upload files to an HTTP API of our upload service. Uploaded files may hold personal data. Each file must be scanned for malware before it is accepted and stored on disk. Attackers on the internet send requests; malicious customers upload infected files.' });
    assert.ok(data.accepted);
  });

  it('finds the objective of uploaded files against somebody outside, and gives it a control with a clause', async () => {
    const { data } = await ask<{ objectives: { id: string; statement: string }[] }>('get_control_objectives', { limit: 200 });
    const found = data.objectives.find(({ statement }) => /upload/i.test(statement));
    assert.ok(found, JSON.stringify(data).slice(0, 500));
    objective = found.id;
    const imported = await ask<{ added: string[] }>('import_controls', { controls_json: [{ description: 'Ask the scanner about each upload, and accept it only when nothing was found.', co_ids: [objective], group: 'scan', clauses: { scanned: { shows: 'the upload handler calls the scanner', types: ['function_calls'], least: 'unconditional' }, scanner: { shows: 'the scanner step does something', types: ['function_exists'] } } }] });
    control = imported.data.added[0]!;
    const order = await ask<{ clauses: { clause: string; met: boolean }[] }>('get_control_work_order', { control_id: control });
    assert.deepEqual(order.data.clauses.map(({ clause, met }) => [clause, met]), [['scanned', false], ['scanner', false]]);
  });

  it('writes the code under a contract, claims what it finds, and sees the posture move', async () => {
    const begun = await ask<{ contract_id: string }>('begin_change', { files: ['upload.py'] });
    writeFileSync(join(place.folder, 'upload.py'), upload);
    const claims: unknown[] = [];
    for (const [clause, symbol] of [['scanned', 'scan_upload'], ['scanner', 'scan_upload']] as const) {
      const { data } = await ask<{ suggestions: { assertion: object; meets_clause: boolean }[] }>('suggest_assertions', { control_id: control, clause, candidates: [{ file: 'upload.py', symbol }] });
      assert.ok(data.suggestions[0]?.meets_clause, clause);
      claims.push(data.suggestions[0].assertion);
    }
    await ask('submit_assertions', { control_id: control, assertions_json: claims });
    await ask('update_control_status', { control_id: control, status: 'implemented' });
    const verified = await ask<{ failed: number; vacuous: number }>('verify_assertions', { control_id: control });
    assert.deepEqual([verified.data.failed, verified.data.vacuous], [0, 0]);
    const done = await ask<{ outcome: string }>('complete_change', { contract: begun.data.contract_id });
    assert.ok(['kept', 'improved'].includes(done.data.outcome), done.text);
    assert.match((await ask('explain_objective', { co_id: objective })).text, new RegExp(`${objective} is mitigated by controls`));
  });

  it('is mitigated on record once the pipeline has signed', async () => {
    const key = join(place.folder, '..', 'ci.pem');
    mipiti('trust', 'init', '--ci', 'none', '--no-passphrase', '--key-file', key);
    commit('The threat model, the scanner step, and whom to trust');
    mipiti('verify', '--record', '--key', key, '--fail-on', 'never');
    await ask('get_drift');
    const { contents } = await open.client.readResource({ uri: `mipiti://posture/${await modelId()}` });
    const posture = JSON.parse((contents[0] as { text: string }).text) as { objectives: { id: string; on_record?: string }[] };
    assert.equal(posture.objectives.find(({ id }) => id === objective)?.on_record, 'mitigated');
  });

  it('drifts when a refactor takes the call away: exactly that claim, that control, that objective', async () => {
    const begun = await ask<{ contract_id: string }>('begin_change', { files: ['upload.py'] });
    writeFileSync(join(place.folder, 'upload.py'), upload.replace(call, ''));
    const done = await ask<{ outcome: string; worse: { subject: string }[] }>('complete_change', { contract: begun.data.contract_id });
    assert.equal(done.data.outcome, 'worse');
    const broken = done.data.worse.map(({ subject }) => subject);
    assert.ok(broken.includes(control) && broken.includes(objective), broken.join());
    const drift = await ask<{ drift: { subject: string; objectives: string[]; changed: { path: string; definitions: string[] }[] }[] }>('get_drift');
    assert.deepEqual(drift.data.drift.map(({ subject, objectives, changed }) => [subject, objectives.includes(objective), changed]), [[control, true, [{ path: 'upload.py', definitions: ['handle_upload'] }]]]);
  });

  async function modelId(): Promise<string> {
    return (await ask<{ models: { id: string }[] }>('list_threat_models')).data.models[0]!.id;
  }
});
