/** Every language that can be read. */
import type { LanguageDefinition } from '../syntax/grammar.ts';
import { found } from './found.ts';

export const languages: readonly LanguageDefinition[] = found.flatMap((file) => Object.values(file));

const byEnding = new Map(languages.flatMap((language) => language.extensions.map((extension) => [extension, language] as const)));

/** The language of a file by its ending, or undefined. */
export function languageOfFile(file: string): LanguageDefinition | undefined {
  const ending = /\.[^./]+$/.exec(file)?.[0].toLowerCase();
  return ending === undefined ? undefined : byEnding.get(ending);
}
