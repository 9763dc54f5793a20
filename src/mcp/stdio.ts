/** Serves one client over standard input and output, until its input ends or the process is told to end. */
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { serverOf } from './server.ts';
import type { Served } from './served.ts';

/** Resolves when the client is gone or `signal` says so. Nothing but the protocol is written to standard output. */
export async function serveOverStdio(served: Served, signal: AbortSignal, log: (line: string) => void): Promise<void> {
  // Whatever a library prints would stand between messages.
  console.log = console.info = console.debug = (...words: unknown[]) => log(words.map(String).join(' '));
  const handle = serveStdio(({ era }) => serverOf(served, era === 'modern' ? 'all' : 'subscribed'), { onerror: (error) => log(`a message could not be read: ${error.message}`) });
  await new Promise<void>((resolve) => {
    const end = (): void => resolve();
    process.stdin.once('end', end).once('close', end).once('error', end);
    process.stdout.once('error', end).once('close', end);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) resolve();
  });
  await handle.close();
  process.stdin.destroy();
}
