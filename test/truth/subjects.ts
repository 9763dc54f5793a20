/** The code that truth is measured on: public packages at fixed versions, or any folder. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { languageOfFile } from '../../src/verifier/languages/all.ts';

const cache = join(import.meta.dirname, '..', '..', '.editor', 'bench');
/** Packages that ship sources: TypeScript, JavaScript, Python (node-gyp), Java and Kotlin (react-native), of several hands. */
const packages = ['rxjs@7.8.1', 'three@0.170.0', 'express@4.21.2', 'lodash@4.17.21', 'zod@4.0.0', 'node-gyp@11.0.0', 'vue@3.5.13', '@angular/core@19.0.0', 'cordova-android@13.0.0'];

export interface SubjectFile {
  readonly path: string;
  readonly text: string;
}

/** The folder given, or the packages unpacked side by side. */
export function truthFolder(folder: string | undefined): string {
  if (folder !== undefined) return folder;
  const target = join(cache, 'truth');
  mkdirSync(target, { recursive: true });
  for (const name of packages) {
    const into = join(target, name.replace(/[@/]/g, '-').replace(/^-/, ''));
    if (existsSync(into)) continue;
    process.stderr.write(`fetching ${name}\n`);
    const [packed] = JSON.parse(execFileSync('npm', ['pack', name, '--json', '--pack-destination', cache], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) as { filename: string }[];
    mkdirSync(into, { recursive: true });
    execFileSync('tar', ['-xzf', join(cache, packed!.filename.replace('@', '').replace('/', '-')), '-C', into, '--strip-components=1']);
  }
  return target;
}

/** The files of a known language, up to 300 KB each, without what is built or minified. */
export function sourceFiles(folder: string): readonly SubjectFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => languageOfFile(path) && !path.endsWith('.d.ts') && !/(^|\/)node_modules\/|\.min\.|\/cjs\//.test(path))
    .filter((path) => statSync(join(folder, path)).isFile() && statSync(join(folder, path)).size < 300_000)
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8').replace(/^\uFEFF/, '') }));
}
