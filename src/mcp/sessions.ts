/** The sessions of older clients over HTTP: each has a server of its own, and ends when its client says so or has not been heard of for long. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isInitializeRequest, type McpServer } from '@modelcontextprotocol/server';
import { NodeStreamableHTTPServerTransport } from '@modelcontextprotocol/node';
import { rememberedEvents } from './remembered-events.ts';
import { refuse } from './http.ts';
import { serverOf } from './server.ts';
import type { Served } from './served.ts';

/** As many clients as one person has, and some that went away without a word. */
const mostSessions = 64;
/** After so long without a request a session may give way, in milliseconds. */
const idleAfter = 30 * 60_000;
/** How soon a client asks again when its stream was closed, in milliseconds. */
const retryAfter = 1_000;

interface Session {
  readonly transport: NodeStreamableHTTPServerTransport;
  readonly server: McpServer;
  heard: number;
  /** Requests and streams that are open. */
  busy: number;
}

export class Sessions {
  readonly #served: Served;
  readonly #open = new Map<string, Session>();

  constructor(served: Served) {
    this.#served = served;
  }

  async answer(request: IncomingMessage, response: ServerResponse, body: unknown): Promise<void> {
    const id = request.headers['mcp-session-id'];
    if (typeof id === 'string') {
      const session = this.#open.get(id);
      if (!session) {
        refuse(response, 404, -32_001, 'There is no such session any more: begin a new one.');
        return;
      }
      session.heard = Date.now();
      session.busy++;
      response.once('close', () => session.busy--);
      await session.transport.handleRequest(request, response, body);
      return;
    }
    if (request.method !== 'POST' || !isInitializeRequest(body)) refuse(response, 400, -32_000, 'Begin with initialize, then send Mcp-Session-Id with each request.');
    else if (!(await this.#makeRoom())) refuse(response, 503, -32_000, 'There are too many sessions. End one.');
    else await this.#begin(request, response, body);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map(({ server }) => server.close()));
    this.#open.clear();
  }

  async #begin(request: IncomingMessage, response: ServerResponse, body: unknown): Promise<void> {
    const server = serverOf(this.#served, 'subscribed');
    const transport = new NodeStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      eventStore: rememberedEvents(),
      retryInterval: retryAfter,
      onsessioninitialized: (id) => {
        this.#open.set(id, { transport, server, heard: Date.now(), busy: 0 });
      },
      onsessionclosed: (id) => {
        this.#open.delete(id);
      },
    });
    await server.connect(transport);
    await transport.handleRequest(request, response, body);
    // A greeting that was refused leaves nothing behind.
    if (transport.sessionId === undefined) await server.close();
  }

  async #makeRoom(): Promise<boolean> {
    if (this.#open.size < mostSessions) return true;
    const idle = [...this.#open].filter(([, { busy, heard }]) => busy === 0 && Date.now() - heard > idleAfter).sort(([, a], [, b]) => a.heard - b.heard)[0];
    if (!idle) return false;
    this.#open.delete(idle[0]);
    await idle[1].server.close();
    return true;
  }
}
