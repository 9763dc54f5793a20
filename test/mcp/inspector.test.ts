import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { provideClients, type OfficialClients } from './provide-clients.ts';
import { mcpBundle, startHttp, workplace, type Workplace } from './start-server.ts';

describe('the official inspector on the command line', () => {
  let clients: OfficialClients;
  let place: Workplace;
  before(async () => {
    clients = await provideClients();
    place = workplace();
  });
  after(() => place.remove());

  const inspect = (target: readonly string[], words: readonly string[]): { readonly status: number | null; readonly result: Readonly<Record<string, unknown>> } => {
    // It keeps a catalogue in the home of its user, which is one of the test.
    const { status, stdout, stderr } = spawnSync(clients.node, [clients.inspector, '--cli', ...target, ...words, '--format', 'json'], { encoding: 'utf8', env: { ...process.env, HOME: join(place.folder, '..') } });
    if (stdout.trim() === '') throw new Error(`the inspector said nothing: ${status} ${stderr}`);
    return { status, result: (JSON.parse(stdout) as { result: Readonly<Record<string, unknown>> }).result };
  };

  it('lists and calls tools, and reads resources, over standard input and output', () => {
    const target = [process.execPath, mcpBundle, place.folder];
    const { result } = inspect(target, ['--method', 'tools/list']);
    assert.ok((result['tools'] as { name: string }[]).some(({ name }) => name === 'verify_assertions'));
    const called = inspect(target, ['--method', 'tools/call', '--tool-name', 'verify_assertions', '--tool-arg', 'control_id=CTRL-01', 'prove=false', 'limit=1']);
    assert.equal((called.result['structuredContent'] as { passed: number }).passed, 2);
    const read = inspect(target, ['--method', 'resources/read', '--uri', 'mipiti://explanation/upload/CO-A1-T2']);
    assert.match((read.result['contents'] as { text: string }[])[0]!.text, /CO-A1-T2 is mitigated by controls/);
    assert.equal((inspect(target, ['--method', 'prompts/list']).result['prompts'] as unknown[]).length, 4);
  });

  it('calls a tool over HTTP with the token', async () => {
    const server = await startHttp(place.folder);
    try {
      const called = inspect([server.url], ['--header', `Authorization: Bearer ${server.token}`, '--method', 'tools/call', '--tool-name', 'list_threat_models']);
      assert.match((called.result['content'] as { text: string }[])[0]!.text, /^1 model: upload/);
    } finally {
      await server.stop();
    }
  });
});
