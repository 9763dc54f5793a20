import assert from 'node:assert/strict';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { runs } from '../runs.ts';
import { mcpBundle, workplace, type Workplace } from './start-server.ts';

/** A client that speaks to the server in bytes of its choice. */
class RawClient {
  readonly child: ChildProcessWithoutNullStreams;
  readonly messages: { id?: unknown; method?: string; error?: { code: number; message: string }; result?: unknown }[] = [];
  #rest = '';
  #next = 1_000;

  constructor(folder: string) {
    this.child = spawn(process.execPath, [mcpBundle, folder, '--toolsets', 'all', '--allow-removal'], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stderr.resume();
    this.child.stdin.on('error', () => undefined);
    this.child.stdout.on('data', (data: Buffer) => {
      const lines = (this.#rest + data.toString()).split('\n');
      this.#rest = lines.pop() ?? '';
      for (const line of lines) this.messages.push(JSON.parse(line) as RawClient['messages'][number]);
    });
  }

  send(message: unknown): void {
    this.raw(`${JSON.stringify(message)}\n`);
  }

  raw(bytes: string | Uint8Array): void {
    this.child.stdin.write(bytes);
  }

  async ask(method: string, params?: unknown): Promise<RawClient['messages'][number]> {
    const id = this.#next++;
    this.send({ jsonrpc: '2.0', id, method, ...(params === undefined ? {} : { params }) });
    return this.answer(id);
  }

  async answer(id: unknown): Promise<RawClient['messages'][number]> {
    for (let waited = 0; waited < 60_000; waited += 20) {
      const found = this.messages.find((message) => message.id === id && message.method === undefined);
      if (found) return found;
      if (this.child.exitCode !== null) throw new Error(`the server died with ${this.child.exitCode}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('the server did not answer');
  }

  async greet(): Promise<void> {
    await this.ask('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'raw', version: '1' } });
    this.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
  }

  async end(): Promise<number | null> {
    this.child.stdin.end();
    return new Promise((resolve) => this.child.on('exit', resolve));
  }
}

/** Every file below a folder with the digest of its bytes; what the server keeps for itself is left out. */
function stateOf(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile()).map((name) => [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')]));
}

describe('a client that sends anything', () => {
  let place: Workplace;
  let raw: RawClient;
  before(async () => {
    place = workplace();
    raw = new RawClient(place.folder);
    await raw.greet();
  });
  after(async () => {
    assert.equal(await raw.end(), 0);
    place.remove();
  });

  const alive = async (): Promise<void> => {
    const { result } = await raw.ask('tools/call', { name: 'list_threat_models', arguments: {} });
    assert.match(JSON.stringify(result), /1 model: upload/);
  };

  it('gets answers, or none, and never ends the server', async () => {
    raw.raw('\n\n   \nno JSON\n{"jsonrpc": "2.0"\n[]\nnull\n42\n"text"\n{}\n');
    raw.raw(Buffer.from([0, 255, 254, 10, 195, 40, 10]));
    raw.send([{ jsonrpc: '2.0', id: 1, method: 'ping' }]);
    raw.send({ jsonrpc: '1.0', id: 1, method: 'ping' });
    raw.send({ jsonrpc: '2.0', id: { a: 1 }, method: 'ping' });
    raw.send({ jsonrpc: '2.0', id: 5, result: {} });
    raw.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'never' } });
    raw.send({ jsonrpc: '2.0', method: 'notifications/nonsense', params: 7 });
    assert.equal((await raw.ask('no/such/method')).error?.code, -32601);
    for (const params of [undefined, {}, { name: 7 }, { name: '__proto__' }, { name: 'constructor', arguments: {} }, { name: 'list_threat_models', arguments: [] }, { name: 'list_threat_models', arguments: 'x' }]) {
      assert.ok((await raw.ask('tools/call', params)).error, JSON.stringify(params));
    }
    for (const uri of ['', 'mipiti://', 'mipiti://model/%', 'mipiti://model/..%2f..%2fetc', 'file:///etc/passwd', `mipiti://model/${'a'.repeat(100_000)}`]) assert.ok((await raw.ask('resources/read', { uri })).error, uri.slice(0, 40));
    await alive();
  });

  it('uses one identifier twice, and gets an answer to each or to one', async () => {
    for (let time = 0; time < 3; time++) raw.send({ jsonrpc: '2.0', id: 77, method: 'tools/call', params: { name: 'verify_assertions', arguments: {} } });
    await raw.answer(77);
    await alive();
  });

  it('cancels at any time', async () => {
    for (let time = 0; time < 20; time++) {
      const id = `cancelled-${time}`;
      raw.send({ jsonrpc: '2.0', id, method: 'tools/call', params: { name: 'verify_assertions', arguments: { prove: true } } });
      if (time % 2 === 0) await new Promise((resolve) => setTimeout(resolve, time));
      raw.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: id } });
    }
    await alive();
  });

  it('sends arguments of every shape to every tool, and nothing outside of the folder changes', async () => {
    const { result } = (await raw.ask('tools/list')) as { result: { tools: { name: string; inputSchema: { properties?: Record<string, unknown> } }[] } };
    const home = join(place.folder, '..');
    const outside = (): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(stateOf(home)).filter(([name]) => !name.startsWith('work/')));
    const before = outside();
    const word = fc.oneof(fc.constantFrom('../../etc/passwd', '/etc/passwd', '..\\x', 'upload.py', 'CTRL-01', 'A1', 'T1', 'upload', 'CO-A1-T1', '__proto__', '\u0000', '', '${7*7}', '[1,2', '{"a":1}'), fc.string());
    const value = fc.oneof(word, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.array(word, { maxLength: 3 }), fc.dictionary(fc.string(), word, { maxKeys: 3 }), fc.array(fc.dictionary(fc.constantFrom('file', 'path', 'type', 'params', 'value', 'symbol'), word, { maxKeys: 4 }), { maxLength: 2 }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...result.tools), fc.array(value, { minLength: 12, maxLength: 12 }), fc.integer({ min: 0, max: 4095 }), async ({ name, inputSchema }, values, mask) => {
        const keys = Object.keys(inputSchema.properties ?? {}).filter((_, index) => (mask >> index % 12) & 1);
        const answer = await raw.ask('tools/call', { name, arguments: Object.fromEntries(keys.map((key, index) => [key, values[index % 12]])) });
        const said = JSON.stringify(answer.result ?? answer.error);
        assert.ok(!/internal_error|at async |root:x:/.test(said), `${name}: ${said.slice(0, 600)}`);
      }),
      { ...runs(150), endOnFailure: true },
    );
    assert.deepEqual(outside(), before);
    await alive();
  });

  it('sends a message that is too large, and the next ones are answered or the server is gone in order', async () => {
    const own = new RawClient(place.folder);
    await own.greet();
    own.raw(`{"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"list_threat_models","arguments":{"x":"${'a'.repeat(30_000_000)}"}}}\n`);
    const ended = new Promise<number | null>((resolve) => own.child.on('exit', resolve));
    const outcome = await Promise.race([own.ask('ping').then(() => 'answered', () => 'gone'), ended.then((code) => `ended ${code}`)]);
    assert.ok(['answered', 'gone', 'ended 0'].includes(outcome), outcome);
    own.child.kill();
  });
});
