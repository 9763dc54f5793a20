/**
 * Serves over Streamable HTTP, on the loopback interface alone. Before a message is read: the right host, so that no web page reaches the port
 * under a name of its own; no foreign origin; the token; the size. Newer clients have a server for each request, older ones for each session.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { classifyInboundRequest, createMcpHandler } from '@modelcontextprotocol/server';
import { localhostHostValidation, localhostOriginValidation, toNodeHandler } from '@modelcontextprotocol/node';
import { readBody } from './read-body.ts';
import { serverOf } from './server.ts';
import type { Served } from './served.ts';
import { Sessions } from './sessions.ts';
import { showsToken } from './token.ts';

export interface HttpOptions {
  /** 0 for a free one. */
  readonly port: number;
  readonly token: string;
  readonly log: (line: string) => void;
}

/** What the SDK calls a request of Node; Node's own says of some members that they may be undefined. */
type NodeRequest = Parameters<ReturnType<typeof toNodeHandler>>[0];

export interface HttpServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Resolves when the port is open. Rejects when it is taken. */
export async function serveOverHttp(served: Served, { port, token, log }: HttpOptions): Promise<HttpServer> {
  const sessions = new Sessions(served);
  const handler = createMcpHandler(() => serverOf(served, 'none'), { legacy: 'reject', onerror: (error) => log(`a request failed: ${error.message}`) });
  const modern = toNodeHandler(handler);
  const endUpdates = served.resources.onDidChange((uris) => {
    for (const uri of uris) handler.notify.resourceUpdated(uri);
  });
  const [rightHost, rightOrigin] = [localhostHostValidation(), localhostOriginValidation()];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!rightHost(request, response) || !rightOrigin(request, response)) return;
    if (!showsToken(request.headers.authorization, token)) {
      response.setHeader('WWW-Authenticate', 'Bearer');
      refuse(response, 401, -32_000, 'Show the token that the server was started with: Authorization: Bearer …');
      return;
    }
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== '/mcp') {
      refuse(response, 404, -32_600, 'The protocol is spoken at /mcp.');
      return;
    }
    let body: unknown;
    if (request.method === 'POST') {
      const read = await readBody(request);
      if (!read.ok) {
        refuse(response, read.status, -32_700, read.because);
        return;
      }
      body = read.value;
    }
    const [version, method] = [one(request.headers['mcp-protocol-version']), one(request.headers['mcp-method'])];
    const { kind } = classifyInboundRequest({ httpMethod: request.method ?? 'GET', ...(version === undefined ? {} : { protocolVersionHeader: version }), ...(method === undefined ? {} : { mcpMethodHeader: method }), body });
    if (kind === 'legacy') await sessions.answer(request, response, body);
    else await modern(request as NodeRequest, response, body);
  }

  const http = createServer({ maxHeaderSize: 16_384 }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log(`a request failed: ${error instanceof Error ? error.message : String(error)}`);
      if (!response.headersSent) refuse(response, 500, -32_603, 'The server failed. Its own log says more.');
      else response.end();
    });
  });
  http.maxConnections = 200;
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', () => {
      http.off('error', reject);
      resolve();
    });
  });
  http.on('error', (error) => log(`the port failed: ${error.message}`));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`,
    async close() {
      endUpdates();
      await Promise.all([sessions.close(), handler.close()]);
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      http.closeAllConnections();
      await closed;
    },
  };
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

/** Answers with an error in the protocol's own form. */
export function refuse(response: ServerResponse, status: number, code: number, message: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' }).end(JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id: null }));
}
