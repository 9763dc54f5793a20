/** Every language that can be read. A language is added here and in its own file, and nowhere else. */
import type { LanguageDefinition } from '../syntax/grammar.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';
import { tsx, typescript } from './typescript.ts';

export const languages: readonly LanguageDefinition[] = [python, javascript, typescript, tsx];

/** The language of a file by its ending, or undefined. */
export function languageOfFile(file: string): LanguageDefinition | undefined {
  const ending = /\.[^./]+$/.exec(file)?.[0].toLowerCase();
  return ending === undefined ? undefined : languages.find(({ extensions }) => extensions.includes(ending));
}
