/** Asks a person for a line. */
import { createInterface } from 'node:readline';

/** Whether somebody sits at a terminal who could answer. */
export function isAnswering(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

/** What was typed; empty when the input ends. */
export async function askLine(question: string): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await new Promise<string>((resolve) => {
      reader.once('close', () => resolve(''));
      reader.question(question, resolve);
    });
  } finally {
    reader.close();
  }
}
