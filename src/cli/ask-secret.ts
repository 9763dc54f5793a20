/** Asks a person for secrets without showing what is typed. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { WrongUse } from './wrong-use.ts';

/**
 * What was typed, a line for each question, in memory only; after an empty one nothing more is asked. None where nobody sits at a
 * terminal. The terminal is silent before the first question shows and until the last is answered, so that no letter is echoed and
 * no line lost that is typed or pasted ahead. Rejects when it is interrupted, and with wrong use when the input ends unanswered.
 */
export async function askSecrets(questions: readonly string[], signal: AbortSignal): Promise<readonly string[]> {
  signal.throwIfAborted();
  if (!process.stdin.isTTY || !process.stderr.isTTY) return [];
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true, historySize: 0 });
  const answers: string[] = [];
  const ask = (): void => void process.stderr.write(questions[answers.length]!);
  try {
    return await new Promise<readonly string[]>((resolve, reject) => {
      // The reader takes the key for itself; the process is told, as it would be without one.
      reader.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
      signal.addEventListener('abort', () => reject(signal.reason instanceof Error ? signal.reason : new Error('interrupted')), { once: true });
      reader.once('close', () => reject(new WrongUse('The input ended before the question was answered; nothing was done.')));
      reader.on('line', (line) => {
        if (answers.length === questions.length) return;
        process.stderr.write('\n');
        answers.push(line);
        if (line === '' || answers.length === questions.length) resolve(answers);
        else ask();
      });
      ask();
    });
  } finally {
    reader.close();
  }
}
