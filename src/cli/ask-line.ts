/** Asks a person for a line. */
import { createInterface } from 'node:readline';

/** Whether somebody sits at a terminal who could answer. */
export function isAnswering(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

/** What was typed; empty when the input ends. Rejects when it is interrupted. */
export async function askLine(question: string, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await new Promise<string>((resolve, reject) => {
      // The reader takes the key for itself; the process is told, as it would be without one.
      reader.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
      signal.addEventListener('abort', () => reject(signal.reason instanceof Error ? signal.reason : new Error('interrupted')), { once: true });
      reader.once('close', () => resolve(''));
      reader.question(question, resolve);
    });
  } finally {
    reader.close();
  }
}
