/** A platform for tests: a real HTTP server that speaks the routes by which a pipeline verifies, and keeps what it was sent. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface ServedAssertion {
  readonly id: string;
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly description?: string;
  readonly repo?: string | null;
}

export interface ServedModel {
  readonly title: string;
  readonly components?: readonly { readonly id: string; readonly path?: string; readonly controls: readonly string[] }[];
  readonly controls: Readonly<Record<string, readonly ServedAssertion[]>>;
  readonly assumptions?: Readonly<Record<string, readonly ServedAssertion[]>>;
  /** Of these assertions a result of tier 1 is there already. */
  readonly settled?: readonly string[];
  readonly sufficiency?: Readonly<Record<string, string>>;
}

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** What the server does instead of answering, once: a status with headers, or nothing at all. */
export type Trouble = { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string } | 'hang' | 'drop';

export interface PlatformServer {
  readonly url: string;
  readonly seen: Seen[];
  /** Each request takes one from the front. */
  readonly troubles: Trouble[];
  close(): Promise<void>;
}

export const apiKey = 'key-0123456789-secret';

/** Serves models until it is closed. With `tls` over TLS. */
export async function servePlatform(models: Readonly<Record<string, ServedModel>>, tls?: { readonly key: string; readonly cert: string }): Promise<PlatformServer> {
  const seen: Seen[] = [];
  const troubles: Trouble[] = [];
  const runs = new Map<string, string>();
  const listener = (request: IncomingMessage, response: ServerResponse): void => void answer(request, response);
  const server: Server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const { method = '', url = '', headers } = request;
    seen.push({ method, url, headers, body: text === '' ? undefined : (JSON.parse(text) as unknown) });
    const trouble = troubles.shift();
    if (trouble === 'hang') return;
    if (trouble === 'drop') {
      request.socket.destroy();
      return;
    }
    const say = (status: number, body: unknown, more: Readonly<Record<string, string>> = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...more });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (trouble) { say(trouble.status, trouble.body ?? { detail: 'trouble' }, trouble.headers); return; }
    if (headers['x-api-key'] !== apiKey) { say(401, { detail: `The key ${String(headers['x-api-key'])} is not known.` }); return; }
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    if (method === 'GET' && pathname === '/api/models') { say(200, Object.entries(models).map(([id, { title }]) => ({ id, title, version: 1 }))); return; }
    const route = /^\/api\/models\/([^/]+)(\/.*)?$/.exec(pathname);
    const id = decodeURIComponent(route?.[1] ?? '');
    const model = models[id];
    if (!model) { say(404, { detail: 'Model not found.' }); return; }
    const rest = route?.[2] ?? '';
    const repo = searchParams.get('repo');
    const only = (keep: (assertion: ServedAssertion) => boolean): unknown => {
      const filtered = (map: ServedModel['controls'] = {}) => Object.fromEntries(Object.entries(map).map(([subject, list]) => [subject, list.filter((one) => keep(one) && (repo === null || one.repo === undefined || one.repo === null || one.repo === 'no_repo' || one.repo === repo || one.repo.startsWith('trick/')))]));
      return { controls: filtered(model.controls), assumptions: filtered(model.assumptions) };
    };
    if (method === 'GET' && rest === '') { say(200, { id, title: model.title, components: (model.components ?? []).map(({ id: component, path }) => ({ id: component, name: component, path: path ?? null })) }); return; }
    if (method === 'GET' && rest === '/verification/assertions') { say(200, only(() => true)); return; }
    if (method === 'GET' && rest === '/verification/pending') { say(200, only(({ id: one }) => searchParams.get('tier') === '2' || !model.settled?.includes(one))); return; }
    if (method === 'GET' && rest === '/controls') {
      const all = model.components?.find(({ id: component }) => component === searchParams.get('component_id'))?.controls ?? [];
      const [offset, limit] = [Number(searchParams.get('offset')), Math.min(2, Number(searchParams.get('limit')))];
      say(200, { controls: all.slice(offset, offset + limit).map((control) => ({ id: control })), total: all.length, returned: limit }); return;
    }
    const sufficiency = /^\/controls\/([^/]+)\/sufficiency$/.exec(rest)?.[1];
    if (method === 'GET' && sufficiency !== undefined) { say(200, { status: model.sufficiency?.[sufficiency] ?? 'sufficient', details: 'Weighed.', misaligned_assertion_ids: [] }); return; }
    if (method === 'POST' && rest === '/verification/results') {
      const key = String(headers['idempotency-key']);
      const run = runs.get(key) ?? `run_${runs.size + 1}`;
      runs.set(key, run);
      say(200, { run_id: run }); return;
    }
    if (method === 'GET' && rest === '/verification/report') {
      say(200, { tier1: { pass: 3, fail: 1, pending: 0 }, tier2: { pass: 0, fail: 0, pending: 4 }, controls_fully_verified: 1, controls_partially_verified: 2, controls_unverified: 3, control_details: [], drift_items: ['CTRL-01 drifted'], sufficiency: { sufficient: 1, insufficient: 2, pending: 3, total_marked: 6 }, coherence_warnings: [] }); return;
    }
    say(404, { detail: 'No such route.' });
  }

  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    troubles,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
