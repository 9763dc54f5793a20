/**
 * Every language file, found by its name: `*.language.ts` in this folder or below, whose exports are languages. So a
 * language is added by its own file and by nothing else. A bundle has them all inside: `esbuild.mjs` puts the list here.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LanguageDefinition } from '../syntax/grammar.ts';

export const found: readonly Readonly<Record<string, LanguageDefinition>>[] = await Promise.all(
  readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.language.ts'))
    .sort()
    .map((name) => import(pathToFileURL(join(import.meta.dirname, name)).href) as Promise<Readonly<Record<string, LanguageDefinition>>>),
);
