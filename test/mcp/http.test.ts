import assert from 'node:assert/strict';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { spawnSync } from 'node:child_process';
import { connectHttp, mcpBundle, startHttp, textOf, workplace, type HttpProcess, type Workplace } from './start-server.ts';

interface Got { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string }

const initialize = { jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } } };

describe('serving over HTTP', () => {
  let place: Workplace;
  let server: HttpProcess;
  before(async () => {
    place = workplace();
    server = await startHttp(place.folder);
  });
  after(async () => {
    await server.stop();
    place.remove();
  });

  const send = (options: { readonly headers?: Readonly<Record<string, string>>; readonly method?: string; readonly path?: string; readonly body?: string | Buffer; readonly url?: string } = {}): Promise<Got> => {
    const { headers = {}, method = 'POST', path = '/mcp', body = JSON.stringify(initialize) } = options;
    const { hostname, port } = new URL(options.url ?? server.url);
    return new Promise((resolve, reject) => {
      const asked = request({ hostname, port, path, method, headers: { Authorization: `Bearer ${server.token}`, 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream', ...headers } }, (response) => {
        let text = '';
        response.on('data', (data: Buffer) => (text += data.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
        response.on('error', reject);
      });
      asked.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' || error.code === 'ECONNRESET' ? resolve({ status: 0, headers: {}, text: '' }) : reject(error)));
      asked.end(method === 'POST' ? body : undefined);
    });
  };

  it('answers who shows the token, and nobody else', async () => {
    assert.equal((await send()).status, 200);
    for (const Authorization of ['', 'Bearer', 'Bearer x', `Basic ${server.token}`, `Bearer ${server.token}x`, `Bearer ${server.token.slice(1)}`]) {
      const refused = await send({ headers: { Authorization } });
      assert.deepEqual([refused.status, refused.headers['www-authenticate']], [401, 'Bearer'], Authorization);
    }
    assert.equal(server.said().split(server.token).length, 2);
  });

  it('refuses foreign hosts and origins before it looks at the token', async () => {
    for (const headers of [{ Host: 'evil.example' }, { Host: '127.0.0.1.evil.example:80' }, { Origin: 'https://evil.example' }, { Origin: 'null' }]) {
      assert.equal((await send({ headers: { ...headers, Authorization: '' } })).status, 403, JSON.stringify(headers));
    }
    for (const headers of [{ Host: 'localhost' }, { Origin: 'http://localhost:3000' }]) assert.equal((await send({ headers })).status, 200, JSON.stringify(headers));
  });

  it('refuses what is too large, no JSON, or elsewhere', async () => {
    const large = Buffer.alloc(4_100_000, 32);
    assert.equal((await send({ headers: { 'Content-Length': String(large.length) }, body: large })).status || 413, 413);
    assert.equal((await send({ body: '{"jsonrpc": ' })).status, 400);
    assert.equal((await send({ headers: { 'Content-Type': 'text/plain' } })).status, 415);
    assert.equal((await send({ path: '/' })).status, 404);
    assert.equal((await send({ method: 'GET' })).status, 400);
    assert.equal((await send({ headers: { 'Mcp-Session-Id': 'none' } })).status, 404);
    assert.equal((await send({ body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }) })).status, 400);
    assert.equal((await send()).status, 200);
  });

  it('keeps several sessions apart, and ends each when its client says so', async () => {
    const [one, two] = [await connectHttp(server), await connectHttp(server)];
    const list = async (open: typeof one) => textOf((await open.client.callTool({ name: 'list_threat_models', arguments: {} })));
    assert.deepEqual(await Promise.all([list(one), list(two)]).then((texts) => texts.map((text) => text.startsWith('1 model'))), [true, true]);
    await one.close();
    assert.match(await list(two), /^1 model/);
    await two.close();
    const { headers } = await send();
    const id = String(headers['mcp-session-id']);
    assert.equal((await send({ method: 'DELETE', headers: { 'Mcp-Session-Id': id } })).status, 200);
    assert.equal((await send({ method: 'DELETE', headers: { 'Mcp-Session-Id': id } })).status, 404);
  });

  it('is bound to the loopback interface alone', async () => {
    const { port } = new URL(server.url);
    const others = Object.values(networkInterfaces()).flatMap((found) => found ?? []).filter(({ internal, family }) => !internal && family === 'IPv4');
    const opens = await Promise.all(others.map(({ address }) => new Promise<boolean>((resolve) => {
      const socket = connect({ host: address, port: Number(port) });
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    })));
    assert.deepEqual(opens.filter(Boolean), []);
    assert.equal(new URL(server.url).hostname, '127.0.0.1');
  });

  it('keeps its token in a file of this user alone, and ends when told to', async () => {
    const file = join(place.folder, '..', 'token');
    const first = await startHttp(place.folder, ['--token-file', file]);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const token = readFileSync(file, 'utf8').trim();
    assert.ok(!first.said().includes(token) && token.length >= 40);
    const open = await connectHttp({ url: first.url, token });
    assert.equal((await open.client.listTools()).tools.length > 0, true);
    // Whoever is connected does not keep it from ending.
    assert.equal(await first.stop('SIGINT'), 0);
    await open.close();
    const again = await startHttp(place.folder, ['--token-file', file]);
    assert.equal(readFileSync(file, 'utf8').trim(), token);
    assert.equal(await again.stop(), 0);
    chmodSync(file, 0o644);
    const refused = spawnSync(process.execPath, [mcpBundle, place.folder, '--http', '--token-file', file], { encoding: 'utf8' });
    assert.deepEqual([refused.status, /Others can read/.test(refused.stderr)], [2, true]);
    chmodSync(file, 0o600);
    writeFileSync(file, 'short');
    assert.match(spawnSync(process.execPath, [mcpBundle, place.folder, '--http', '--token-file', file], { encoding: 'utf8' }).stderr, /at least 32/);
  });
});

describe('the words of mipiti mcp', () => {
  it('that are wrong end with 2 and a sentence', () => {
    const place = workplace();
    try {
      for (const [words, said] of [
        [['--toolsets', 'everything'], /There is no toolset everything\. There are core/],
        [['--tools', 'verify_assertion'], /Did you mean verify_assertions/],
        [['nowhere'], /There is no nowhere/],
        [['upload.py'], /no folder and no model file/],
        [['--http', '99999'], /99999 is no port/],
        [['--unknown'], /Unknown option '--unknown'/],
        [['--token-file', 'x'], /goes with --http/],
      ] as const) {
        const { status, stderr, stdout } = spawnSync(process.execPath, [mcpBundle, ...words], { cwd: place.folder, encoding: 'utf8' });
        assert.deepEqual([status, stdout], [2, ''], words.join(' '));
        assert.match(stderr, said);
      }
      assert.match(spawnSync(process.execPath, [join(mcpBundle, '..', 'cli.cjs'), 'mcp', '--help'], { encoding: 'utf8' }).stdout, /^Usage: mipiti mcp/);
    } finally {
      place.remove();
    }
  });
});
