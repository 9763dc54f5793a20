import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { serveOverHttp, type HttpServer } from '../../../src/mcp/http.ts';
import { startHttp, workplace, type HttpProcess, type Workplace } from '../start-server.ts';
import { provideClients, type OfficialClients } from '../provide-clients.ts';
import { fixture } from './fixture.ts';
import { tokenProxy, type TokenProxy } from './token-proxy.ts';

/** The revisions with a set of requirements, each at its own wire. */
const revisions = ['2025-11-25', '2026-07-28'] as const;

describe('the official conformance suite', () => {
  let clients: OfficialClients;
  let output: string;
  before(async () => {
    clients = await provideClients();
    output = mkdtempSync(join(tmpdir(), 'mipiti-conformance-'));
  });
  after(() => rmSync(output, { recursive: true, force: true }));

  const run = (url: string, revision: string, baseline?: string): Promise<{ readonly code: number | null; readonly said: string }> =>
    new Promise((resolve) => {
      let said = '';
      const child = spawn(clients.node, [clients.conformance, 'server', '--url', url, '--requirements', revision, '--output-dir', output, ...(baseline === undefined ? [] : ['--expected-failures', baseline])], { stdio: ['ignore', 'pipe', 'pipe'] });
      child.stdout.on('data', (data: Buffer) => (said += data.toString()));
      child.stderr.on('data', (data: Buffer) => (said += data.toString()));
      child.on('exit', (code) => resolve({ code, said }));
    });

  describe('on this server, serving what the suite calls', () => {
    let server: HttpServer;
    let proxy: TokenProxy;
    before(async () => {
      const token = 'a-token-that-only-this-test-knows-0123456789';
      server = await serveOverHttp(fixture, { port: 0, token, log: () => undefined });
      proxy = await tokenProxy(server.url, token);
    });
    after(async () => {
      proxy.close();
      await server.close();
    });

    for (const revision of revisions) {
      it(`passes everything that ${revision} requires`, async () => {
        const { code, said } = await run(proxy.url, revision);
        assert.equal(code, 0, said.slice(-6000));
        assert.match(said, /tools-call-simple-text/);
      });
    }
  });

  describe('on the product itself', () => {
    let place: Workplace;
    let server: HttpProcess;
    let proxy: TokenProxy;
    before(async () => {
      place = workplace();
      server = await startHttp(place.folder);
      proxy = await tokenProxy(server.url, server.token);
    });
    after(async () => {
      proxy.close();
      await server.stop();
      place.remove();
    });

    for (const revision of revisions) {
      it(`passes what ${revision} requires of a server without the suite's own tools`, async () => {
        const { code, said } = await run(proxy.url, revision, join(import.meta.dirname, `product.${revision}.yaml`));
        assert.equal(code, 0, said.slice(-6000));
      });
    }
  });
});
