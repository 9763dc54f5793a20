/** The command for a runner that is not known, as a person gives it. Apart from what runs it, which is loaded only to run. */

export interface JunitCommand {
  /** Program and words; `{reports}` in a word stands for a fresh folder that is made for the run. */
  readonly words: readonly string[];
  /** The folder that it writes its reports to, relative to the root, when it cannot be told another one. */
  readonly reports?: string;
}

/** Stands for a fresh folder that is made for the run. */
export const placeholder = '{reports}';

/** What a command lacks, as a sentence; undefined when it can be run. */
export function problemOfCommand({ words, reports }: JunitCommand): string | undefined {
  if (words.length === 0 || words[0] === '') return 'The command for tests is empty.';
  if (reports !== undefined || words.some((word) => word.includes(placeholder))) return undefined;
  return `The command for tests must say where it writes its reports: by ${placeholder} in one of its words, or by a folder named beside it.`;
}
