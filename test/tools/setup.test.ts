import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { newPolicyText } from '../../src/evidence/trust/edit-policy.ts';
import { newKey } from '../../src/evidence/signers/new-key.ts';
import { testDesk, type TestDesk } from './test-desk.ts';

const refusal = (code: string) => (error: { code?: string }) => error.code === code;

interface Step {
  id: string;
  state: string;
  found: string;
  to_do?: string;
}

describe('setup', () => {
  let desk: TestDesk;
  afterEach(() => desk.close());
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(desk.folder, path)), { recursive: true });
    writeFileSync(join(desk.folder, path), text);
  };
  const states = async (): Promise<Record<string, string>> => Object.fromEntries((await desk.call<{ steps: Step[] }>('get_setup_status')).data.steps.map(({ id, state }) => [id, state]));

  it('is derived from what lies there', async () => {
    desk = await testDesk();
    assert.deepEqual(await states(), { mcp_configured: 'cannot_tell', mipiti_verify_installed: 'cannot_tell', trust_policy_added: 'open', ci_secret_added: 'cannot_tell', ci_pipeline_added: 'open' });
    write('.vscode/mcp.json', '{"servers": {"mipiti": {"command": "mipiti", "args": ["mcp"]}}}');
    write('package.json', '{"devDependencies": {"mipiti": "^0.1.0"}}');
    write('.mipiti/trust.yaml', newPolicyText({ name: 'ci', publicPem: newKey('ed25519', undefined).publicPem }));
    write('.github/workflows/other.yml', 'jobs:\n  # run: mipiti verify\n  build: {}\n');
    assert.deepEqual(await states(), { mcp_configured: 'done', mipiti_verify_installed: 'open', trust_policy_added: 'done', ci_secret_added: 'cannot_tell', ci_pipeline_added: 'open' }, 'a comment calls nothing');
    write('.gitlab-ci.yml', 'verify: {script: [npx mipiti verify]}\n');
    write('node_modules/.bin/mipiti', '#!/bin/sh\n');
    write('.mipiti/trust.yaml', 'schema: 1\nkeys: {ci: {public_key: no key}}\n');
    assert.deepEqual(await states(), { mcp_configured: 'done', mipiti_verify_installed: 'done', trust_policy_added: 'open', ci_secret_added: 'cannot_tell', ci_pipeline_added: 'done' });
    await assert.rejects(desk.call('get_setup_status', { workspace_id: 'nowhere' }), refusal('unknown_workspace'));
  });

  it('is never ticked off, only looked at', async () => {
    desk = await testDesk();
    const open = await desk.call<{ completed: boolean; step: Step }>('complete_setup_step', { step_id: 'ci_pipeline_added' });
    assert.deepEqual([open.data.completed, open.data.step.state], [false, 'open']);
    assert.match(open.summary, /^Not done: CI verifies every change\..*call mipiti verify in your pipeline\.$/);
    assert.match((await desk.call('complete_setup_step', { step_id: 'ci_secret_added' })).summary, /^It cannot be told from here: .*Secrets of CI cannot be seen/);
    write('.github/workflows/mipiti.yml', 'jobs: {verify: {steps: [{run: mipiti verify}]}}\n');
    assert.equal((await desk.call<{ completed: boolean }>('complete_setup_step', { step_id: 'ci_pipeline_added' })).data.completed, true);
    await assert.rejects(desk.call('complete_setup_step', { step_id: 'all' }), refusal('invalid_input'));
  });

  it('begins with a model', async () => {
    desk = await testDesk({ fill: (folder) => mkdirSync(folder) });
    const { summary, next } = await desk.call('get_setup_status');
    assert.match(summary, /there is no model yet/);
    assert.match(next!, /generate_threat_model/);
  });
});
