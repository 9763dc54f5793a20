import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { marker, startScanner, type TestScanner } from './clamd.ts';

const token = 'a-token-for-this-test';
const sample = join(import.meta.dirname, '..', 'sample');

describe('the upload service', () => {
  let scanner: TestScanner;
  let service: ChildProcess;
  let port: number;
  let folder: string;

  before(async () => {
    scanner = await startScanner();
    folder = mkdtempSync(join(tmpdir(), 'mipiti-sample-'));
    const started = await startService(folder, scanner.port);
    [service, port] = [started.service, started.port];
  });
  after(async () => {
    service.kill();
    await scanner.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    scanner.answer = (data) => (data.includes(marker) ? 'stream: Test.Marker FOUND' : 'stream: OK');
    scanner.streams.length = 0;
  });

  const kept = (): string[] => (existsSync(join(folder, 'uploads')) ? readdirSync(join(folder, 'uploads')) : []);
  const send = (body: Buffer | string, headers: Record<string, string> = {}) => call(port, 'POST', '/files', body, { Authorization: `Bearer ${token}`, ...headers });

  it('keeps what is clean, under a name of its own, and gives it back', async () => {
    const { status, body } = await send('hello');
    assert.equal(status, 201);
    const { name } = JSON.parse(body) as { name: string };
    assert.match(name, /^[0-9a-f]{32}$/);
    assert.ok(kept().includes(name));
    assert.deepEqual(await call(port, 'GET', `/files/${name}`, '', { Authorization: `Bearer ${token}` }).then(({ status, body }) => ({ status, body })), { status: 200, body: 'hello' });
  });
  it('streams in chunks that the protocol can read', async () => {
    await send(Buffer.alloc(150_000, 'x'));
    assert.deepEqual(scanner.streams, [[65536, 65536, 18928, 0]]);
  });
  it('refuses what the scanner finds something in, and keeps nothing of it', async () => {
    const before = kept().length;
    const { status, body } = await send(`x${marker}y`);
    assert.equal(status, 422);
    assert.match(body, /Test\.Marker/);
    assert.equal(kept().length, before);
  });
  it('is closed while the scanner answers nonsense', async () => {
    scanner.answer = () => 'INSTREAM size limit exceeded. ERROR';
    assert.equal((await send('hello')).status, 503);
  });
  it('refuses a wrong token, a missing length and too large a file before reading it', async () => {
    assert.equal((await send('hello', { Authorization: 'Bearer wrong' })).status, 401);
    assert.equal((await call(port, 'POST', '/files', '', {})).status, 401);
    assert.equal((await send('', { 'Content-Length': String(11 * 1024 * 1024) })).status, 413);
    assert.equal(scanner.streams.length, 0);
  });
  it('finds nothing outside its folder', async () => {
    for (const path of ['/files/../upload.py', '/files/..%2f..%2fetc%2fpasswd', '/files//etc/passwd', `/files/${'0'.repeat(32)}`]) {
      assert.equal((await call(port, 'GET', path, '', { Authorization: `Bearer ${token}` })).status, 404, path);
    }
  });
  it('takes many uploads at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => send(i % 3 === 0 ? marker : `file ${i}`)));
    assert.deepEqual(answers.map(({ status }) => status), Array.from({ length: 12 }, (_, i) => (i % 3 === 0 ? 422 : 201)));
  });
  it('tells all of it in the audit log, and no secret', () => {
    const log = readFileSync(join(folder, 'audit.log'), 'utf8');
    const events = log.trim().split('\n').map((line) => JSON.parse(line) as { event: string });
    assert.ok(events.some(({ event }) => event === 'accepted') && events.some(({ event }) => event === 'rejected'));
    assert.ok(!log.includes(token));
  });
  it('is closed while there is no scanner', async () => {
    await scanner.close();
    const before = kept().length;
    assert.equal((await send('hello')).status, 503);
    assert.equal(kept().length, before);
  });
});

async function startService(folder: string, scannerPort: number): Promise<{ service: ChildProcess; port: number }> {
  const service = spawn('python3', ['-B', join(sample, 'upload.py'), '--port', '0', '--scanner', `127.0.0.1:${scannerPort}`, '--folder', join(folder, 'uploads'), '--audit', join(folder, 'audit.log')], {
    env: { ...process.env, UPLOAD_TOKEN: token },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let errors = '';
    service.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    service.on('error', (error) => reject(new Error(`the sample needs python3: ${error.message}`)));
    service.on('exit', (code) => reject(new Error(`the service ended with ${code}: ${errors}`)));
    service.stdout.on('data', (data: Buffer) => {
      const port = /listening on (\d+)/.exec(data.toString())?.[1];
      if (port) resolve({ service, port: Number(port) });
    });
  });
}

function call(port: number, method: string, path: string, body: Buffer | string, headers: Record<string, string>): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers: { 'Content-Length': String(Buffer.byteLength(body)), ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    outgoing.setTimeout(15_000, () => outgoing.destroy(new Error(`${method} ${path} was not answered`)));
    outgoing.on('error', reject);
    outgoing.end(headers['Content-Length'] !== undefined && Buffer.byteLength(body) === 0 ? undefined : body);
  });
}
