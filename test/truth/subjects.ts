/** The code that truth is measured on: public packages at fixed versions, or any folder. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { languageOfFile } from '../../src/verifier/languages/all.ts';
import type { SubjectFile } from './oracle.ts';
import { packagesFolder } from '../public-packages.ts';

/** Packages that ship sources: TypeScript, JavaScript, Python (node-gyp), Java (cordova), C# (react-native-windows), of several hands. */
const packages = ['rxjs@7.8.1', 'three@0.170.0', 'express@4.21.2', 'lodash@4.17.21', 'zod@4.0.0', 'node-gyp@11.0.0', 'vue@3.5.13', '@angular/core@19.0.0', 'cordova-android@13.0.0', 'react-native-windows@0.76.0'];

/** A part of the subject: its name is for the report. */
export interface Subject {
  readonly name: string;
  readonly folder: string;
}

/** The folders given, or else the packages unpacked side by side, and the standard library of this machine's Python. */
export function truthSubjects(folders: readonly string[]): readonly Subject[] {
  if (folders.length > 0) return folders.map((folder) => ({ name: folder, folder }));
  const { stdout, status } = spawnSync('python3', ['-c', 'import platform, sysconfig; print(platform.python_version()); print(sysconfig.get_path("stdlib"))'], { encoding: 'utf8' });
  const [version, library] = status === 0 ? stdout.trim().split('\n') : [];
  const goes = spawnSync('go', ['env', 'GOVERSION', 'GOROOT'], { encoding: 'utf8' });
  const [goVersion, goRoot] = goes.status === 0 ? goes.stdout.trim().split('\n') : [];
  const rubies = spawnSync('ruby', ['-e', 'puts RUBY_VERSION, RbConfig::CONFIG["rubylibdir"]'], { encoding: 'utf8' });
  const [rubyVersion, rubyLibrary] = rubies.status === 0 ? rubies.stdout.trim().split('\n') : [];
  const more = [
    { name: `standard library of Python ${version}`, folder: library },
    { name: `standard library of ${goVersion}`, folder: goRoot === undefined ? undefined : join(goRoot, 'src') },
    { name: `standard library of Ruby ${rubyVersion}`, folder: rubyLibrary },
    { name: 'gems that Debian packages', folder: '/usr/share/rubygems-integration' },
    { name: 'crates that Debian packages', folder: '/usr/share/cargo/registry' },
  ];
  return [{ name: `${packages.length} public packages`, folder: packagesFolder('truth', packages) }, ...more.flatMap(({ name, folder }) => (folder !== undefined && existsSync(folder) ? [{ name, folder }] : []))];
}

/** The files of a known language, up to 300 KB each, without what is built, minified, or somebody else's. */
export function sourceFiles(folder: string): readonly SubjectFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => languageOfFile(path) && !/\.d\.[cm]?ts$/.test(path) && !/(^|\/)(node_modules|site-packages)\/|\.min\.|\/cjs\//.test(path))
    .filter((path) => statSync(join(folder, path)).isFile() && statSync(join(folder, path)).size < 300_000)
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8').replace(/^\uFEFF/, '') }));
}
