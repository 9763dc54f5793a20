/** `mipiti-verify` as pipelines call it, against a server that is a platform. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { contentHash } from '../../src/evidence/hosted/content-hash.ts';
import { readCommands } from '../evidence/workflow-commands.ts';
import { breaks } from '../sample-service/breaks.ts';
import { copySample } from '../sample-service/copy-sample.ts';
import { apiKey, servePlatform, type PlatformServer, type ServedAssertion, type ServedModel } from './platform-server.ts';
import { mipitiVerify, type CliResult } from './run-cli.ts';

const calls: ServedAssertion = { id: 'asrt_001', type: 'function_calls', params: { file: 'upload.py', caller: 'handle_upload', callee: 'scan_upload' }, description: 'The scanner – always', repo: 'acme/upload' };
const exists: ServedAssertion = { id: 'asrt_002', type: 'function_exists', params: { file: 'scanner.py', name: 'scan_stream' }, repo: null };
const elsewhere: ServedAssertion = { id: 'asrt_003', type: 'file_exists', params: { file: 'nowhere' }, repo: 'trick/other' };
const assumed: ServedAssertion = { id: 'asrt_004', type: 'file_exists', params: { file: 'audit.py' }, repo: 'no_repo' };
const model: ServedModel = { title: 'File upload', controls: { 'CTRL-01': [calls, elsewhere], 'CTRL-02': [exists] }, assumptions: { AS1: [assumed] }, components: [{ id: 'CMP1', path: 'service', controls: ['CTRL-02', 'CTRL-03', 'CTRL-04'] }] };

interface RunJson {
  readonly model_id: string;
  readonly tier1_pass: number;
  readonly tier1_fail: number;
  readonly tier2_skip: number;
  readonly suff_sufficient: number;
  readonly suff_insufficient: number;
  readonly suff_skip: number;
  readonly tier1_run_id: string | null;
  readonly content_hash: string;
  readonly dry_run: boolean;
  readonly details: readonly { readonly assertion_id: string; readonly result: string; readonly details: string }[];
  readonly failures: readonly string[];
}

describe('mipiti-verify', () => {
  let home: string;
  let sample: string;
  let platform: PlatformServer;
  before(() => {
    home = mkdtempSync(join(tmpdir(), 'mipiti-hosted-'));
    sample = join(home, 'sample');
    copySample(sample);
  });
  after(() => rmSync(home, { recursive: true, force: true }));
  beforeEach(async () => (platform = await servePlatform({ 'model-0001-upload': model, other: { title: 'Other', controls: {} } })));
  afterEach(() => platform.close());

  const environment = (): NodeJS.ProcessEnv => ({ MIPITI_API_KEY: apiKey, MIPITI_BASE_URL: platform.url });
  const call = (words: readonly string[], more: NodeJS.ProcessEnv = {}, cwd = sample, input?: string): Promise<CliResult> => mipitiVerify(words, cwd, { ...environment(), ...more }, input);
  const runJson = async (words: readonly string[], more: NodeJS.ProcessEnv = {}, cwd = sample, input?: string): Promise<{ readonly code: number | null; readonly json: RunJson; readonly err: string }> => {
    const { code, out, err } = await call(['run', 'model-0001-upload', '--repo', 'acme/upload', '--output', 'json', ...words], more, cwd, input);
    return { code, json: JSON.parse(out) as RunJson, err };
  };
  const submissions = () => platform.seen.filter(({ method }) => method === 'POST').map(({ body, headers }) => ({ body: body as { pipeline: Record<string, string>; results: { assertion_id: string; tier: number; result: string; reviewer: string }[]; content_hash: string }, headers }));

  it('pulls, verifies and submits, bound by a hash that the platform can compute again', async () => {
    const { code, json, err } = await runJson([]);
    assert.equal(code, 0, err);
    assert.deepEqual([json.tier1_pass, json.tier1_fail, json.tier2_skip, json.suff_sufficient, json.tier1_run_id, json.dry_run], [3, 0, 3, 2, 'run_1', false]);
    assert.deepEqual(json.details.map(({ assertion_id, result }) => `${assertion_id} ${result}`), ['asrt_001 pass', 'asrt_002 pass', 'asrt_004 pass'], 'what is said of another repository is left out');
    const [submission] = submissions();
    assert.ok(submission);
    assert.deepEqual(submission.body.results.map(({ assertion_id, tier, result, reviewer }) => `${assertion_id} ${tier} ${result} ${reviewer}`), ['asrt_001 1 pass mipiti-verify:function_calls', 'asrt_002 1 pass mipiti-verify:function_exists', 'asrt_004 1 pass mipiti-verify:file_exists']);
    const asked = [calls, exists, assumed].map((one) => ({ ...one, description: one.description ?? '' }));
    assert.deepEqual({ ok: true, hash: submission.body.content_hash }, contentHash(asked, new Map(asked.map(({ id }) => [id, 'pass']))));
    assert.equal(submission.body.content_hash, json.content_hash);
    assert.equal(submission.body.pipeline['provider'], 'local');
    assert.match(submission.body.pipeline['commit_sha'] ?? '', /^[0-9a-f]{40}$/);
    assert.match(String(submission.headers['idempotency-key']), /^[0-9a-f-]{36}$/);
    assert.ok(platform.seen.every(({ headers }) => headers['x-api-key'] === apiKey));
  });

  it('fails when something does not pass, and submits that too', async () => {
    const folder = join(home, 'broken');
    copySample(folder);
    writeFileSync(join(folder, 'upload.py'), breaks[0]!.edit(readFileSync(join(folder, 'upload.py'), 'utf8')));
    const { code, json } = await runJson([], {}, folder);
    assert.equal(code, 1);
    assert.deepEqual(json.failures, ['1 of 3 assertions does not pass']);
    assert.equal(submissions()[0]?.body.results[0]?.result, 'fail');
    const { out } = await call(['run', 'model-0001-upload', '--repo', 'acme/upload', '--dry-run'], {}, folder);
    assert.match(out, /fail CTRL-01 asrt_001 function_calls upload\.py:\d+ handle_upload in upload\.py does not call scan_upload\./);
    assert.match(out, /Not submitted: a dry run\. sha256:[0-9a-f]{64}\n {2}Not everything holds: 1 of 3/);
  });

  it('counts what cannot be decided as failed, unknown types too', async () => {
    await platform.close();
    platform = await servePlatform({ 'model-0001-upload': { ...model, controls: { 'CTRL-01': [{ id: 'asrt_001', type: 'no_such_type', params: {} }, { id: 'asrt_002', type: 'file_exists', params: { file: '../outside' } }] }, assumptions: {} } });
    const { code, json } = await runJson([]);
    assert.equal(code, 1);
    assert.deepEqual([json.tier1_pass, json.tier1_fail], [0, 2]);
    assert.match(json.details[0]!.details, /^Undecidable, which counts as failed\./);
  });

  it('submits nothing in a dry run, and weighs nothing', async () => {
    const { code, json } = await runJson(['--dry-run']);
    assert.equal(code, 0);
    assert.deepEqual([json.dry_run, json.tier1_run_id, json.suff_sufficient, submissions().length], [true, null, 0, 0]);
  });

  it('fails when the platform finds the evidence insufficient; what it has not weighed is no pass and no failure', async () => {
    await platform.close();
    platform = await servePlatform({ 'model-0001-upload': { ...model, sufficiency: { 'CTRL-01': 'insufficient', 'CTRL-02': 'stale' } } });
    const { code, json } = await runJson([]);
    assert.equal(code, 1);
    assert.deepEqual([json.suff_sufficient, json.suff_insufficient, json.suff_skip], [0, 1, 1]);
    assert.deepEqual(json.failures, ['the evidence for CTRL-01 is insufficient']);
  });

  it('filters by what is pending, by component and its path, and by changed files', async () => {
    await platform.close();
    platform = await servePlatform({ 'model-0001-upload': { ...model, settled: ['asrt_001'] } });
    const ids = ({ json }: { readonly json: RunJson }): string[] => json.details.map(({ assertion_id }) => assertion_id);
    assert.deepEqual(ids(await runJson(['--no-reverify', '--dry-run'])), ['asrt_002', 'asrt_004']);
    assert.deepEqual(ids(await runJson(['--changed-files', '-', '--dry-run'], {}, sample, './upload.py\r\nREADME.md\n')), ['asrt_001']);
    const folder = join(home, 'component');
    copySample(folder);
    mkdirSync(join(folder, 'service'));
    for (const file of ['scanner.py', 'audit.py']) renameSync(join(folder, file), join(folder, 'service', file));
    const inside = await runJson(['--component', 'CMP1', '--dry-run'], {}, folder);
    assert.deepEqual([inside.code, ids(inside)], [0, ['asrt_002', 'asrt_004']]);
    assert.equal(platform.seen.filter(({ url }) => url.includes('/controls?component_id=CMP1')).length, 2, 'page by page');
    assert.equal((await runJson(['--component', 'CMP1', '--no-component-path', '--dry-run'], {}, folder)).code, 1);
    const unknown = await runJson(['--component', 'CMP9', '--dry-run']);
    assert.deepEqual(ids(unknown), ['asrt_001', 'asrt_002', 'asrt_004'], 'a filter that fails leaves nothing out');
    assert.match(unknown.err, /has no component CMP9; everything is verified/);
  });

  it('does not follow the path of a component out of the checkout', async () => {
    await platform.close();
    platform = await servePlatform({ 'model-0001-upload': { ...model, components: [{ id: 'CMP1', path: '../other', controls: ['CTRL-02'] }] } });
    const { code, json } = await runJson(['--component', 'CMP1']);
    assert.equal(code, 1);
    assert.match(json.failures[0]!, /leads out of the checkout/);
    assert.equal(submissions().length, 0);
  });

  it('verifies every model with --all; one that fails leaves the others their turn', async () => {
    platform.troubles.push({ status: 200, body: JSON.stringify([{ id: 'gone', title: '' }, { id: 'model-0001-upload', title: '' }]) });
    const { code, out } = await call(['run', '--all', '--repo', 'acme/upload', '--output', 'json']);
    assert.equal(code, 1);
    const runs = JSON.parse(out) as RunJson[];
    assert.deepEqual(runs.map(({ model_id, tier1_pass }) => `${model_id} ${tier1_pass}`), ['gone 0', 'model-0001-upload 3']);
    assert.match(runs[0]!.failures[0]!, /404, there is no such thing: Model not found\./);
  });

  it('speaks to workflows: groups, annotations, an output, and no pass without a judge', async () => {
    const output = join(home, 'github-output');
    writeFileSync(output, 'before=1');
    const pipeline = { GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'acme/upload', GITHUB_RUN_ID: '42', GITHUB_SHA: 'c'.repeat(40), GITHUB_REF_NAME: 'main', GITHUB_OUTPUT: output };
    const { code, out, err } = await call(['run', 'model-0001-upload', '--output', 'github'], pipeline);
    assert.equal(code, 1);
    assert.match(err, /Nothing judges assertions here yet/);
    assert.deepEqual(readCommands(out).map(({ command, properties, message }) => `${command}|${properties['title'] ?? ''}|${message}`), ['group||[File upload model-00] Mipiti', 'warning|[File upload model-00]|Tier 2: 3 skipped, nothing judges here yet.', 'endgroup||']);
    assert.match(readFileSync(output, 'utf8'), /^before=1\ncontent_hash=sha256:[0-9a-f]{64}\n$/);
    assert.deepEqual(submissions()[0]?.body.pipeline, { provider: 'github_actions', run_id: '42', run_url: 'https://github.com/acme/upload/actions/runs/42', commit_sha: 'c'.repeat(40), branch: 'main' });
    const gitlab = await call(['run', 'model-0001-upload', '--output', 'json'], { GITLAB_CI: 'true', CI_PROJECT_PATH: 'acme/upload', CI_PIPELINE_ID: '7', CI_PIPELINE_URL: 'https://gitlab.example/7', CI_COMMIT_SHA: 'd'.repeat(40), CI_COMMIT_REF_NAME: 'dev' });
    assert.equal(gitlab.code, 0, gitlab.err);
    assert.deepEqual(submissions()[1]?.body.pipeline, { provider: 'gitlab_ci', run_id: '7', run_url: 'https://gitlab.example/7', commit_sha: 'd'.repeat(40), branch: 'dev' });
  });

  it('tries a busy server again, with the same key for what must happen once', async () => {
    platform.troubles.push({ status: 429, headers: { 'retry-after': '1' } }, { status: 200, body: JSON.stringify({ id: 'model-0001-upload', title: 'x', components: [] }) }, { status: 200, body: JSON.stringify({ controls: { 'CTRL-01': [calls] }, assumptions: {} }) }, 'drop', { status: 503 });
    const { code, json, err } = await runJson([]);
    assert.equal(code, 0, err);
    assert.match(err, /429, it is asked too often: trouble\. Trying again in 1 s\./);
    const keys = submissions().map(({ headers }) => headers['idempotency-key']);
    assert.equal(keys.length, 3);
    assert.equal(new Set(keys).size, 1);
    assert.equal(json.tier1_run_id, 'run_1');
  });

  it('does not show the key, whatever the server repeats', async () => {
    const { code, out, err } = await call(['run', 'model-0001-upload', '--repo', 'acme/upload', '--verbose'], { MIPITI_API_KEY: 'wrong-key-987654' });
    assert.equal(code, 1);
    assert.match(out, /401, the API key is not accepted: The key \*\*\* is not known\./);
    assert.doesNotMatch(out + err, /wrong-key-987654/);
  });

  it('lists what is pending, and reports', async () => {
    const listed = await call(['list', 'model-0001-upload']);
    assert.equal(listed.code, 0, listed.err);
    assert.match(listed.out, /^AS1 +Tier 1: 1 {2}Tier 2: 1\nCTRL-01 +Tier 1: 2 {2}Tier 2: 2\nCTRL-02 +Tier 1: 1 {2}Tier 2: 1\n4 pending in Tier 1, 4 in Tier 2\.\n$/);
    const reported = await call(['report', 'model-0001-upload']);
    assert.match(reported.out, /^Tier 1: 3 passed, 1 failed, 0 pending\nTier 2: 0 passed, 0 failed, 4 pending\nControls: 1 verified, 2 in part, 3 unverified\nEvidence: 1 sufficient, 2 insufficient, 3 pending\nDrift: CTRL-01 drifted\n$/);
    assert.equal((JSON.parse((await call(['report', 'model-0001-upload', '--output', 'json'])).out) as { tier1: { pass: number } }).tier1.pass, 3);
    for (const command of ['list', 'report']) assert.equal((await call([command, 'nobody'])).code, 1);
  });

  it('checks one assertion and a batch without key or platform', async () => {
    const alone = (words: readonly string[]): Promise<CliResult> => mipitiVerify(words, sample);
    const passing = ['verify', 'function_calls', '-p', 'file=upload.py', '-p', 'caller=handle_upload', '-p', 'callee=scan_upload'];
    const { code, out } = await alone([...passing, '--output', 'json']);
    assert.equal(code, 0);
    assert.deepEqual(Object.keys(JSON.parse(out) as object), ['passed', 'type', 'params', 'details']);
    assert.match((await alone(passing)).out, /^PASS function_calls handle_upload calls scan_upload/);
    for (const words of [['verify', 'file_exists', '-p', 'file=nowhere'], ['verify', 'no_such_type'], ['verify', 'file_exists', '-p', 'nowhere'], ['verify', 'file_exists', '-p', 'name=x']]) assert.equal((await alone(words)).code, 1, words.join(' '));
    const file = join(home, 'cases.json');
    writeFileSync(file, JSON.stringify([{ type: 'file_exists', params: { file: 'audit.py' }, description: 'there' }, { id: 'x', type: 'no_such_type', params: {}, description: '' }]));
    const batch = await alone(['check', file, '--output', 'json']);
    assert.equal(batch.code, 1, 'what is not known has failed');
    const json = JSON.parse(batch.out) as { results: object[] };
    assert.deepEqual({ ...json, results: json.results.map((one) => Object.keys(one)) }, { passed: 1, failed: 1, skipped: 0, total: 2, results: [['id', 'type', 'description', 'passed', 'details'], ['id', 'type', 'description', 'passed', 'details']] });
    for (const bad of ['nowhere.json', 'upload.py']) assert.equal((await alone(['check', bad])).code, 1);
  });

  const refused: readonly [what: string, words: readonly string[], environment: NodeJS.ProcessEnv, code: number, says: RegExp][] = [
    ['no key', [], { MIPITI_API_KEY: '' }, 1, /There is no API key\. Put it into the environment as MIPITI_API_KEY/],
    ['a key with a line break', [], { MIPITI_API_KEY: 'a\nb' }, 1, /holds characters that no key has/],
    ['a key on the command line', ['--api-key', 'k'], {}, 1, /A key on a command line is read by every process/],
    ['an address without TLS', ['--base-url', 'http://platform.example'], {}, 1, /A key is sent over TLS only/],
    ['an address that is none', ['--base-url', 'platform'], {}, 1, /platform is no address/],
    ['nobody at the address', ['--base-url', 'http://127.0.0.1:9'], {}, 1, /could not be reached/],
    ['a judge', ['--tier2-provider', 'openai'], {}, 1, /There is no judge yet, and what was asked to be judged is not passed unjudged/],
    ['a key to sign with', ['--workspace-signing-key', 'k.pem'], {}, 1, /Runs cannot be signed yet/],
    ['a key to sign with in the environment', [], { MIPITI_WORKSPACE_SIGNING_KEY: 'x' }, 1, /MIPITI_WORKSPACE_SIGNING_KEY is set, and runs cannot be signed yet/],
    ['an attestation', ['--require-attestation'], {}, 1, /an attestation is required, and this run cannot be signed/],
    ['an attestation by the environment', [], { MIPITI_REQUIRE_ATTESTATION: '1' }, 1, /an attestation is required/],
    ['certificates that are not there', [], { MIPITI_CA_BUNDLE: '/nowhere' }, 1, /MIPITI_CA_BUNDLE names \/nowhere/],
    ['a list that is not there', ['--changed-files', 'nowhere'], {}, 2, /--changed-files: nowhere cannot be read/],
    ['a model and all', ['--all'], {}, 2, /run takes a model, or --all/],
    ['a folder that is none', ['--project-root', 'upload.py'], {}, 2, /upload\.py is no folder/],
    ['an unknown option', ['--dryrun'], {}, 2, /unknown option '--dryrun' \(Did you mean --dry-run\?\)/],
  ];
  it('fails closed, and says why', async () => {
    for (const [what, words, more, code, says] of refused) {
      const result = await call(['run', 'model-0001-upload', '--repo', 'acme/upload', ...words], more);
      assert.equal(result.code, code, `${what}: ${result.err}`);
      assert.match(result.out + result.err, says, what);
    }
    assert.equal(submissions().length, 0, 'and nothing was handed over');
    const bare = join(home, 'bare');
    mkdirSync(bare);
    const nameless = await call(['run', 'model-0001-upload'], {}, bare);
    assert.equal(nameless.code, 1);
    assert.match(nameless.err, /Which repository this is cannot be told/);
    execFileSync('git', ['init', '-q'], { cwd: bare });
    execFileSync('git', ['remote', 'add', 'origin', 'git@github.com:acme/upload.git'], { cwd: bare });
    assert.match((await call(['run', 'model-0001-upload', '--dry-run'], {}, bare)).out, /Tier 1: 0 passed, 3 failed/, 'the remote names it');
  });
});
