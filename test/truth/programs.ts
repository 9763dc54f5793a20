/** Programs that oracles need. */
import { spawnSync } from 'node:child_process';

/** Why a program cannot be run here, as half a sentence; undefined when it can. */
export function missingProgram(name: string, ...words: readonly string[]): string | undefined {
  const { error, status } = spawnSync(name, words, { encoding: 'utf8' });
  return error ? `${name} is not on this machine` : status === 0 ? undefined : `${name} ${words.join(' ')} ends with ${status}`;
}
