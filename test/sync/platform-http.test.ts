/** The client of a platform: patience, deadlines, and where a key is sent. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { platformAddress } from '../../src/sync/platform-address.ts';
import { PlatformError } from '../../src/sync/platform-error.ts';
import { platformHttp, type PlatformOptions } from '../../src/sync/platform-http.ts';
import { verificationApi } from '../../src/sync/verification-api.ts';
import { apiKey, servePlatform, type PlatformServer } from '../cli/platform-server.ts';

describe('requests to a platform', () => {
  let platform: PlatformServer;
  beforeEach(async () => (platform = await servePlatform({ m: { title: 'M', controls: {} } })));
  afterEach(() => platform.close());
  const http = (more: Partial<PlatformOptions> = {}) => platformHttp({ url: platform.url, apiKey, pauses: [1, 1, 1], ...more });
  const refusal = async (asked: Promise<unknown>): Promise<PlatformError> => {
    const error: unknown = await asked.then(() => assert.fail('it was answered'), (reason: unknown) => reason);
    assert.ok(error instanceof PlatformError, String(error));
    return error;
  };

  it('are tried again after 429, faults and lost connections, three times', async () => {
    platform.troubles.push({ status: 429 }, { status: 500 }, 'drop');
    assert.equal(((await http().get('/api/models')) as unknown[]).length, 1);
    assert.equal(platform.seen.length, 4);
    platform.troubles.push({ status: 502 }, { status: 503 }, { status: 504 }, { status: 500, body: '{"detail": {"message": "broken"}}' });
    const error = await refusal(http().get('/api/models'));
    assert.equal(error.status, 500);
    assert.match(error.message, /with 500, it has a fault: broken\./);
    assert.equal(platform.seen.length, 8);
  });

  it('are not tried again when they are refused', async () => {
    for (const status of [400, 401, 403, 404, 409, 422]) {
      platform.troubles.push({ status });
      assert.equal((await refusal(http().get('/api/models'))).status, status);
    }
    assert.equal(platform.seen.length, 6);
  });

  it('wait as long as a busy server asks, and no longer than is bearable', async () => {
    const waits: string[] = [];
    const stop = new AbortController();
    platform.troubles.push({ status: 429, headers: { 'retry-after': '86400' } });
    const asked = http({ signal: stop.signal, onRetry: (why) => {
      waits.push(why);
      stop.abort(new Error('enough'));
    } }).get('/api/models');
    await assert.rejects(asked, /enough/);
    assert.match(waits[0]!, /Trying again in 30 s\./);
  });

  it('end at their deadline, and when they are given up', async () => {
    platform.troubles.push('hang', 'hang');
    assert.match((await refusal(http({ timeoutMs: 100, pauses: [] }).get('/api/models'))).message, /did not answer within 0\.1 s/);
    const stop = new AbortController();
    const asked = http({ signal: stop.signal }).get('/api/models');
    setTimeout(() => stop.abort(new Error('interrupted')), 50);
    await assert.rejects(asked, /interrupted/);
  });

  it('do not take the key elsewhere', async () => {
    const other = await servePlatform({});
    platform.troubles.push({ status: 307, headers: { location: `${other.url}/api/models` } });
    assert.match((await refusal(http().get('/api/models'))).message, /a key is sent to the address that was named only/);
    assert.equal(other.seen.length, 0);
    await other.close();
  });

  it('take an answer of another shape for none', async () => {
    const api = verificationApi(http());
    platform.troubles.push({ status: 200, body: '<html>' });
    assert.match((await refusal(api.models())).message, /is not JSON/);
    platform.troubles.push({ status: 200, body: '{"models": []}' });
    assert.match((await refusal(api.models())).message, /another shape than expected/);
    platform.troubles.push({ status: 200, body: '{"controls": {"CTRL-01": [{"type": "file_exists"}]}}' });
    assert.match((await refusal(api.assertions('m', 'a/b'))).message, /at controls\.CTRL-01\.0/);
    platform.troubles.push({ status: 200, body: '{"controls": {"CTRL-01": [{"assertion_id": "asrt_001", "type": "file_exists", "params": {}}]}, "assumptions": null}' });
    assert.equal((await api.assertions('m', 'a/b')).controls['CTRL-01']?.[0]?.id, 'asrt_001', 'both names of an identifier are read');
  });

  it('over TLS trust the usual certificates, and those that are named', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mipiti-tls-'));
    after(() => rmSync(folder, { recursive: true, force: true }));
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')], { stdio: 'ignore' });
    const [key, cert] = ['key.pem', 'cert.pem'].map((name) => readFileSync(join(folder, name), 'utf8'));
    const tls = await servePlatform({ m: { title: 'M', controls: {} } }, { key: key!, cert: cert! });
    assert.match((await refusal(platformHttp({ url: tls.url, apiKey, pauses: [] }).get('/api/models'))).message, /could not be reached: self-signed certificate/);
    assert.equal(tls.seen.length, 0, 'and no key was sent');
    assert.equal(((await platformHttp({ url: tls.url, apiKey, pauses: [], ca: cert! }).get('/api/models')) as unknown[]).length, 1);
    await tls.close();
  });
});

it('a key is sent over TLS, or to this machine', () => {
  for (const [written, url] of [['https://api.example.com/', 'https://api.example.com'], ['https://example.com/mipiti//', 'https://example.com/mipiti'], ['http://localhost:8080', 'http://localhost:8080'], ['http://127.0.0.1', 'http://127.0.0.1'], ['http://[::1]:1', 'http://[::1]:1']] as const) assert.deepEqual(platformAddress(written), { url }, written);
  for (const written of ['http://example.com', 'http://localhost.example.com', 'http://127.0.0.1.example.com', 'http://10.0.0.1', 'ftp://localhost', 'file:///etc', 'https://user:word@example.com', 'https://example.com?x=1', 'https://example.com#x', 'example.com', '']) assert.ok('refused' in platformAddress(written), written);
});
