/**
 * The built-in library: every file `*.library.yaml` of its folder, in the order of their names. A bundle has them all inside:
 * `esbuild.mjs` puts the list here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LibraryText } from '../../generation/library.ts';

const folder = join(import.meta.dirname, '..', '..', 'generation', 'library');

export const builtInLibrary: readonly LibraryText[] = readdirSync(folder)
  .filter((name) => name.endsWith('.library.yaml'))
  .sort()
  .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
