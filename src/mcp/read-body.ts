/** The body of a request as JSON, as far as it is one and of a bearable size. */
import type { IncomingMessage } from 'node:http';

/** The most bytes of a message. Models come in pieces, not as one. */
export const largestBody = 4_000_000;

export type ReadBody = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly status: 400 | 413 | 415; readonly because: string };

/** Reads no more than the limit. Rejects when the client went away. */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return { ok: false, status: 415, because: 'Send application/json.' };
  const tooLarge: ReadBody = { ok: false, status: 413, because: `A message has at most ${largestBody} bytes.` };
  if (Number(request.headers['content-length']) > largestBody) return tooLarge;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestBody) return tooLarge;
    parts.push(part);
  }
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(parts).toString('utf8')) };
  } catch {
    return { ok: false, status: 400, because: 'This is no JSON.' };
  }
}
