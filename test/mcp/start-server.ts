/** The server as people start it: the bundle, in a process of its own, over a copy of the sample or a folder that is filled otherwise. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport, type ClientOptions } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { copySample } from '../sample-service/copy-sample.ts';

export const mcpBundle = join(import.meta.dirname, '..', '..', 'dist', 'mcp.cjs');

/** Both families of revisions that clients speak: with a greeting, and with everything in each request. */
export const eras = ['legacy', 'modern'] as const;
export type Era = (typeof eras)[number];

export interface Workplace {
  readonly folder: string;
  remove(): void;
}

export function workplace(fill: (folder: string) => void = copySample): Workplace {
  const home = mkdtempSync(join(realpathSync(tmpdir()), 'mipiti-mcp-'));
  const folder = join(home, 'work');
  fill(folder);
  return { folder, remove: () => rmSync(home, { recursive: true, force: true }) };
}

export interface Connected {
  readonly client: Client;
  close(): Promise<void>;
}

export interface ConnectOptions {
  readonly era?: Era;
  readonly words?: readonly string[];
  /** Answers a form; without it the client has none. */
  readonly person?: (message: string) => 'agree' | 'decline' | 'cancel';
}

/** A client of the SDK over standard input and output. */
export async function connectStdio(folder: string, { era = 'legacy', words = [], person }: ConnectOptions = {}): Promise<Connected> {
  const client = clientOf(era, person);
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [mcpBundle, folder, ...words], stderr: 'ignore' }));
  return { client, close: () => client.close() };
}

export interface HttpProcess {
  readonly url: string;
  readonly token: string;
  readonly child: ChildProcess;
  /** What it said on standard error. */
  said(): string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export async function startHttp(folder: string, words: readonly string[] = []): Promise<HttpProcess> {
  const child = spawn(process.execPath, [mcpBundle, folder, '--http', ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let out = '';
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (data: Buffer) => {
      said += data.toString();
      if (/serving at \S+/.test(said) && (words.includes('--token-file') || /token: \S+/.test(said))) resolve();
    });
    void ended.then(() => reject(new Error(`the server ended: ${said}${out}`)));
  });
  return {
    url: /serving at (\S+)/.exec(said)![1]!,
    token: /token: (\S+)/.exec(said)?.[1] ?? '',
    child,
    said: () => said,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** A client of the SDK over HTTP. */
export async function connectHttp({ url, token }: Pick<HttpProcess, 'url' | 'token'>, { era = 'legacy', person }: ConnectOptions = {}): Promise<Connected> {
  const client = clientOf(era, person);
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { Authorization: `Bearer ${token}` } } }));
  return { client, close: () => client.close() };
}

function clientOf(era: Era, person: ConnectOptions['person']): Client {
  const options: ClientOptions = { versionNegotiation: { mode: era === 'modern' ? { pin: '2026-07-28' } : 'legacy' }, ...(person ? { capabilities: { elicitation: { form: {} } } } : {}) };
  const client = new Client({ name: 'test', version: '1' }, options);
  if (person) {
    client.setRequestHandler('elicitation/create', ({ params }) => {
      const answer = person(params.message);
      return answer === 'agree' ? { action: 'accept', content: { agree: true } } : { action: answer };
    });
  }
  return client;
}

export function textOf(result: { readonly content: readonly { readonly type: string; readonly text?: string }[] }): string {
  return result.content.map(({ text = '' }) => text).join('\n');
}
