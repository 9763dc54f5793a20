/** Asks a person for a secret without showing what is typed. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** What was typed; undefined where nobody sits at a terminal, and when it was empty. It is kept in memory only. */
export async function askSecret(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    const typed = await new Promise<string>((resolve) => {
      reader.once('line', resolve);
      reader.once('close', () => resolve(''));
    });
    return typed === '' ? undefined : typed;
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}
