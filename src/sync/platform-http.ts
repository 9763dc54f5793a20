/** Talking to a platform over HTTP: with a deadline, with patience for a busy server, and with the key sent nowhere else. */
import { randomUUID } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { rootCertificates } from 'node:tls';
import { PlatformError } from './platform-error.ts';

export interface PlatformOptions {
  /** From `platformAddress`. */
  readonly url: string;
  readonly apiKey: string;
  /** PEM certificates that are trusted besides the usual ones. */
  readonly ca?: string;
  readonly signal?: AbortSignal;
  /** Of one attempt, until the answer is read. */
  readonly timeoutMs?: number;
  /** Before each further attempt, in milliseconds. */
  readonly pauses?: readonly number[];
  /** Told before each further attempt, in one sentence. */
  readonly onRetry?: (why: string) => void;
}

export interface PlatformHttp {
  /** The JSON of an answer. Rejects with a `PlatformError`. */
  get(path: string, query?: Readonly<Record<string, string | undefined>>): Promise<unknown>;
  /** Each body is sent under a key of its own, so that a repeated attempt is done once. */
  post(path: string, body: unknown): Promise<unknown>;
}

const defaultTimeoutMs = 30_000;
const defaultPauses = [500, 1000, 2000];
/** A server may ask for patience, but not for all of it. */
const longestPause = 30_000;
const largestAnswer = 64_000_000;

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | undefined;
}

/** A client of one platform. */
export function platformHttp(options: PlatformOptions): PlatformHttp {
  const { pauses = defaultPauses } = options;
  const ask = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> => {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const key = method === 'POST' ? randomUUID() : undefined;
    for (let attempt = 0; ; attempt++) {
      options.signal?.throwIfAborted();
      const answer = await once(options, method, path, payload, key).catch((error: unknown) => {
        options.signal?.throwIfAborted();
        return error instanceof PlatformError ? error : new PlatformError(`${options.url} could not be reached: ${wordsOf(error)}.`);
      });
      if (!(answer instanceof PlatformError) && answer.status >= 200 && answer.status < 300) return jsonOf(answer, path);
      const error = answer instanceof PlatformError ? answer : refusalOf(answer, method, path, options);
      const pause = pauses[attempt];
      const mayPass = error.status === undefined || error.status === 429 || error.status >= 500;
      if (!mayPass || pause === undefined) throw error;
      const wait = Math.min(longestPause, Math.max(pause, answer instanceof PlatformError ? 0 : askedPause(answer.retryAfter)));
      options.onRetry?.(`${error.message} Trying again in ${wait / 1000} s.`);
      await sleep(wait, options.signal);
    }
  };
  return {
    get: (path, query = {}) => {
      const words = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
      return ask('GET', words.size === 0 ? path : `${path}?${words.toString()}`);
    },
    post: (path, body) => ask('POST', path, body),
  };
}

/** One attempt. A redirection is an answer like another: the key does not follow it. */
function once({ url, apiKey, ca, signal, timeoutMs = defaultTimeoutMs }: PlatformOptions, method: string, path: string, payload: string | undefined, idempotencyKey: string | undefined): Promise<Answer> {
  const deadline = AbortSignal.timeout(timeoutMs);
  return new Promise((resolve, reject) => {
    const late = (): PlatformError => new PlatformError(`${url} did not answer within ${timeoutMs / 1000} s.`);
    const headers = {
      accept: 'application/json',
      'x-api-key': apiKey,
      ...(payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    };
    const target = new URL(`${url}${path}`);
    const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = send(target, { method, headers, signal: signal ? AbortSignal.any([signal, deadline]) : deadline, ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }) }, (incoming: IncomingMessage) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > largestAnswer) outgoing.destroy(new PlatformError(`${url} answered with more than ${largestAnswer} bytes.`));
        else chunks.push(chunk);
      });
      incoming.on('error', (error) => reject(deadline.aborted ? late() : error));
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8'), retryAfter: incoming.headers['retry-after'] }));
    });
    outgoing.on('error', (error) => reject(deadline.aborted ? late() : error));
    outgoing.end(payload);
  });
}

function jsonOf({ text, status }: Answer, path: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new PlatformError(`The platform's answer to ${path} is not JSON.`, status);
  }
}

const meanings: Readonly<Record<number, string>> = { 401: 'the API key is not accepted', 403: 'the API key may not do this', 404: 'there is no such thing', 409: 'it contradicts what is there', 429: 'it is asked too often' };

function refusalOf({ status, text }: Answer, method: string, path: string, { url, apiKey }: PlatformOptions): PlatformError {
  if (status >= 300 && status < 400) return new PlatformError(`${url} wants to send this elsewhere, and a key is sent to the address that was named only. Name the address itself.`, status);
  const detail = detailOf(text);
  const meaning = meanings[status] ?? (status >= 500 ? 'it has a fault' : 'it refuses');
  // Whatever a server repeats, the key is not shown.
  const words = (detail === undefined ? '' : `: ${detail.slice(0, 500)}`).replaceAll(apiKey, '***');
  return new PlatformError(`The platform answered ${method} ${path.split('?')[0]!} with ${status}, ${meaning}${words}.`.replace(/\.\.$/, '.'), status);
}

/** `{"detail": "…"}`, or an object there with a message. */
function detailOf(text: string): string | undefined {
  try {
    const { detail } = JSON.parse(text) as { readonly detail?: unknown };
    if (typeof detail === 'string') return detail;
    const message = (detail as { readonly message?: unknown } | null | undefined)?.message;
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}

/** Seconds or a date, as HTTP has it; 0 for what is neither. */
function askedPause(header: string | undefined): number {
  if (header === undefined) return 0;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? 0 : at - Date.now();
}

async function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/** The system's words; several addresses of one name fail with a list of errors. */
function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return wordsOf(error.errors[0]);
  return (error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code || error.name : String(error)).replace(/\.$/, '');
}
