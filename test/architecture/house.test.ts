import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { test } from 'node:test';
import { hostUsesOf, importsOf } from './imports.ts';
import { folderMayImport, pureFolders, purePackages, screenPackages } from './layers.ts';

const root = join(import.meta.dirname, '..', '..');

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name).split(sep).join('/'));
}

const files = sourceFiles('src').map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
const folderOf = (file: string): string => file.split('/')[1]!;

/** The rules that a file breaks, as sentences with the line. */
function breachesOf(file: string, text: string): string[] {
  const folder = folderOf(file);
  const pure = (pureFolders as readonly string[]).includes(folder);
  const breaches: string[] = [];
  for (const { specifier, line } of importsOf(file, text)) {
    const at = `${file}:${line}`;
    if (specifier.startsWith('.')) {
      const target = normalize(join(dirname(file), specifier)).split(sep).join('/');
      if (!target.startsWith('src/')) breaches.push(`${at} leaves src: ${specifier}`);
      const below = folderOf(target);
      if (below !== folder && !folderMayImport[folder]?.includes(below)) breaches.push(`${at} an arrow points up or sideways: ${folder} to ${below}`);
    } else if (specifier === 'vscode') {
      if (folder !== 'extension') breaches.push(`${at} only src/extension may know the editor`);
    } else if (pure && !purePackages.some((name) => specifier === name || specifier.startsWith(`${name}/`))) {
      breaches.push(`${at} a pure folder may not import ${specifier}`);
    }
  }
  if (pure) for (const { name, line } of hostUsesOf(file, text)) breaches.push(`${file}:${line} a pure folder may not use ${name}`);
  return breaches;
}

test('every folder of src is a layer of the house', () => {
  const folders = [...new Set(files.filter(({ file }) => file.split('/').length > 2).map(({ file }) => folderOf(file)))];
  assert.ok(folders.length >= 6, `found only ${folders.join(', ')}`);
  for (const folder of folders) assert.ok(folder in folderMayImport, `src/${folder} is not in test/architecture/layers.ts`);
});

test('arrows point down, the editor stays in src/extension, pure folders take nothing from their host', () => {
  const breaches = files.filter(({ file }) => file.split('/').length > 2).flatMap(({ file, text }) => breachesOf(file, text));
  assert.deepEqual(breaches, []);
});

/** The screens run in a browser, whichever host stands behind them. */
function breachesOfScreens(file: string, text: string): string[] {
  return importsOf(file, text).flatMap(({ specifier, line }) => {
    const target = specifier.startsWith('.') ? normalize(join(dirname(file), specifier)).split(sep).join('/') : undefined;
    const allowed = target === undefined ? screenPackages.some((name) => specifier === name || specifier.startsWith(`${name}/`)) : /^(webview\/(?!page\/)|src\/protocol\/)/.test(target);
    return allowed ? [] : [`${file}:${line} a screen may not import ${specifier}`];
  });
}

test('the screens know the protocol and nothing else of the product', () => {
  const screens = readdirSync(join(root, 'webview'), { recursive: true, encoding: 'utf8' })
    .map((name) => join('webview', name).split(sep).join('/'))
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('webview/page/'));
  assert.ok(screens.length > 10, `only ${screens.length} files are read`);
  assert.deepEqual(screens.flatMap((file) => breachesOfScreens(file, readFileSync(join(root, file), 'utf8'))), []);
  assert.match(breachesOfScreens('webview/screens/x.tsx', `import { parseModel } from '../../src/model/parse.ts';`).join(), /may not import/);
  assert.match(breachesOfScreens('webview/x.ts', `import { readFile } from 'node:fs';`).join(), /may not import/);
  assert.match(breachesOfScreens('webview/x.ts', `import './page/page.ts';`).join(), /may not import/);
});

test('the layers themselves have no cycle', () => {
  const seen = new Set<string>();
  const visit = (folder: string, trail: readonly string[]): void => {
    assert.ok(!trail.includes(folder), `cycle: ${[...trail, folder].join(' -> ')}`);
    if (seen.has(folder)) return;
    for (const below of folderMayImport[folder] ?? []) visit(below, [...trail, folder]);
    seen.add(folder);
  };
  for (const folder of Object.keys(folderMayImport)) visit(folder, []);
});

test('the rules themselves can fail', () => {
  const cases: [string, string, RegExp][] = [
    ['src/model/x.ts', `import { a } from '../assurance/assess.ts';`, /points up or sideways: model to assurance/],
    ['src/verifier/x.ts', `export { a } from '../project/open.ts';`, /verifier to project/],
    ['src/project/x.ts', `const v = await import('../cli/main.ts');`, /project to cli/],
    ['src/cli/x.ts', `import type { Uri } from 'vscode';`, /only src\/extension/],
    ['src/project/x.ts', `type U = import('vscode').Uri;`, /only src\/extension/],
    ['src/model/x.ts', `import { readFileSync } from 'node:fs';`, /may not import node:fs/],
    ['src/assurance/x.ts', `const now = Date.now();`, /may not use Date\.now/],
    ['src/assurance/x.ts', `const now = new Date();`, /may not use new Date\(\)/],
    ['src/assurance/x.ts', `const a = Math.random();`, /may not use Math\.random/],
    ['src/assurance/x.ts', `const a = process.env.HOME;`, /may not use process/],
    ['src/model/x.ts', `['b', 'a'].sort((a, b) => a.localeCompare(b));`, /may not use localeCompare/],
    ['src/protocol/x.ts', `void fetch('x');`, /may not use fetch/],
  ];
  for (const [file, text, expected] of cases) assert.match(breachesOf(file, text).join('\n'), expected, text);
  assert.deepEqual(breachesOf('src/assurance/x.ts', `const day = new Date(at).toISOString(); const process = 1;`), []);
});
