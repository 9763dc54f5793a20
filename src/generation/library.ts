/** The library that a model is chosen from: the built-in files, and those with which a team extends or overrides them. */
import { parseDocument } from 'yaml';
import { findSimilar } from '../model/similar.ts';
import { sourceOf, type ModelSource } from '../model/source.ts';
import type { ModelPath } from '../model/problem.ts';
import { yamlOptions } from '../model/yaml-options.ts';
import { describeIssue } from './library-issue.ts';
import { itemKinds, libraryFileSchema, type AssetItem, type AttackerItem, type BoundaryItem, type ComponentItem, type Concept, type ConnectionItem, type ControlItem, type LibraryFile, type Slot } from './library-schema.ts';

/** A file of a library, by the name that it is told about with. What a bundle has inside was read as YAML when it was built. */
export type LibraryText = { readonly file: string } & ({ readonly text: string } | { readonly contents: unknown });

/** What is wrong with a file of a library; a file with a problem is left out as a whole. Lines count from 1. */
export type LibraryProblem = { readonly file: string; readonly line: number } & (
  | { readonly code: 'library_syntax'; readonly message: string }
  | { readonly code: 'library_too_large'; readonly characters: number; readonly limit: number }
  | { readonly code: 'library_value'; readonly place: string; readonly message: string }
  | { readonly code: 'library_doubled_key'; readonly key: string }
  | { readonly code: 'library_reference'; readonly place: string; readonly name: string; readonly suggestion?: string }
);

export interface Library {
  readonly concepts: ReadonlyMap<string, Concept>;
  readonly slots: ReadonlyMap<string, Slot>;
  readonly boundaries: ReadonlyMap<string, BoundaryItem>;
  readonly components: ReadonlyMap<string, ComponentItem>;
  readonly connections: ReadonlyMap<string, ConnectionItem>;
  readonly assets: ReadonlyMap<string, AssetItem>;
  readonly attackers: ReadonlyMap<string, AttackerItem>;
  readonly controls: ReadonlyMap<string, ControlItem>;
}

/** In UTF-16 units. What is larger was written by no person. */
export const maximumLibraryFile = 500_000;

const mapNames = ['concepts', 'slots', ...itemKinds] as const;
type MapName = (typeof mapNames)[number];
type Maps = { [Name in MapName]: Map<string, LibraryFile[Name][string]> };

/**
 * Reads library files in their order: an item of a later file takes the place of one of the same key, a concept or slot too.
 *
 * @returns The library of all files without a problem, and the problems of the others.
 */
export function readLibrary(files: readonly LibraryText[]): { readonly library: Library; readonly problems: readonly LibraryProblem[] } {
  const problems: LibraryProblem[] = [];
  let read = files.flatMap((file) => readFile(file, problems) ?? []);
  // Files may refer to each other in any order. One that refers to nothing takes those with it that rest on it alone.
  for (;;) {
    const maps = read.reduce((maps, { contents }) => extend(maps, contents), emptyMaps());
    const leftOut = new Set(read.flatMap(({ contents }) => contents.leave_out.map((place) => place.slice(place.indexOf('/') + 1))));
    const sound = read.filter((one) => {
      // What somebody left out on purpose is missed by nobody.
      const dangling = danglingReferences(one.contents, maps).filter(({ name }) => !leftOut.has(name));
      for (const { path, name, known } of dangling) {
        const suggestion = findSimilar(name, known);
        problems.push({ file: one.file, line: one.lineOf(path), code: 'library_reference', place: path.join('/'), name, ...(suggestion === undefined ? {} : { suggestion }) });
      }
      return dangling.length === 0;
    });
    if (sound.length === read.length) return { library: maps, problems };
    read = sound;
  }
}

interface ReadFile {
  readonly file: string;
  readonly contents: LibraryFile;
  lineOf(path: ModelPath): number;
}

function readFile(given: LibraryText, problems: LibraryProblem[]): ReadFile | undefined {
  const { file } = given;
  if ('contents' in given) return { file, contents: libraryFileSchema.parse(given.contents), lineOf: () => 1 };
  const { text } = given;
  if (text.length > maximumLibraryFile) {
    problems.push({ file, line: 1, code: 'library_too_large', characters: text.length, limit: maximumLibraryFile });
    return undefined;
  }
  const before = problems.length;
  try {
    const document = parseDocument(text, { ...yamlOptions, uniqueKeys: true });
    const source = sourceOf(text, document);
    const lineOf = (path: ModelPath): number => lineAt(source, source.keyRangeOf(path)?.start ?? source.nearestRange(path).start);
    for (const error of document.errors) {
      const line = lineAt(source, error.pos[0]);
      problems.push(error.code === 'DUPLICATE_KEY' ? { file, line, code: 'library_doubled_key', key: text.slice(error.pos[0], error.pos[0] + 60).split(/[:\s]/)[0]! } : { file, line, code: 'library_syntax', message: error.message });
    }
    if (problems.length > before) return undefined;
    const parsed = libraryFileSchema.safeParse(document.toJS({ maxAliasCount: 100 }));
    if (parsed.success) return { file, contents: parsed.data, lineOf };
    for (const issue of parsed.error.issues.slice(0, 20)) {
      const { path } = issue;
      const place = path.filter((step): step is string | number => typeof step !== 'symbol');
      problems.push({ file, line: lineOf(place), code: 'library_value', place: place.join('/'), message: describeIssue(issue) });
    }
  } catch (error) {
    problems.push({ file, line: 1, code: 'library_syntax', message: error instanceof Error ? error.message : 'the parser gave up' });
  }
  return undefined;
}

function lineAt({ text }: ModelSource, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function emptyMaps(): Maps {
  return Object.fromEntries(mapNames.map((name) => [name, new Map()])) as unknown as Maps;
}

function extend(maps: Maps, contents: LibraryFile): Maps {
  const extended = emptyMaps();
  for (const name of mapNames) {
    const target = extended[name] as Map<string, unknown>;
    for (const [key, item] of maps[name]) if (!contents.leave_out.includes(`${name}/${key}`)) target.set(key, item);
    for (const [key, item] of Object.entries(contents[name])) target.set(key, item);
  }
  return extended;
}

interface Dangling {
  readonly path: ModelPath;
  readonly name: string;
  readonly known: readonly string[];
}

/** What a file refers to and neither it nor a file before it has. */
function danglingReferences(contents: LibraryFile, maps: Maps): Dangling[] {
  const dangling: Dangling[] = [];
  const check = (path: ModelPath, name: string, map: ReadonlyMap<string, unknown>): void => {
    if (!map.has(name)) dangling.push({ path, name, known: [...map.keys()] });
  };
  const conditions = (path: ModelPath, item: { readonly when: readonly string[]; readonly unless: readonly string[] }): void => {
    for (const part of ['when', 'unless'] as const) for (const condition of item[part]) for (const name of condition.split(' & ')) check([...path, part], name.replace('!', ''), maps.concepts);
  };
  const places = (path: ModelPath, keys: readonly string[]): void => {
    for (const key of keys) if (key !== 'primary') check(path, key, maps.components);
  };
  const selected = (path: ModelPath, selectors: readonly string[], map: ReadonlyMap<string, unknown>): void => {
    for (const selector of selectors) if (selector !== '*' && !selector.includes(':')) check(path, selector.replace('!', ''), map);
  };
  for (const [key, { implies }] of Object.entries(contents.concepts)) for (const name of implies) check(['concepts', key, 'implies'], name, maps.concepts);
  for (const [key, slot] of Object.entries(contents.slots)) for (const name of slot.of) check(['slots', key, 'of'], name, maps.concepts);
  for (const [key, item] of Object.entries(contents.components)) {
    conditions(['components', key], item);
    for (const boundary of item.boundaries) check(['components', key, 'boundaries'], boundary, maps.boundaries);
    for (const concept of item.code) check(['components', key, 'code'], concept, maps.concepts);
  }
  for (const [key, item] of Object.entries(contents.connections)) {
    conditions(['connections', key], item);
    places(['connections', key], [item.from, item.to]);
  }
  for (const [key, item] of Object.entries(contents.assets)) {
    conditions(['assets', key], item);
    places(['assets', key, 'components'], item.components);
  }
  for (const [key, item] of Object.entries(contents.attackers)) {
    conditions(['attackers', key], item);
    for (const boundary of item.boundaries) check(['attackers', key, 'boundaries'], boundary, maps.boundaries);
  }
  for (const [key, item] of Object.entries(contents.controls)) {
    conditions(['controls', key], item);
    places(['controls', key, 'components'], item.components);
    for (const other of item.instead_of) check(['controls', key, 'instead_of'], other, maps.controls);
    item.mitigates.forEach(({ assets, attackers }, index) => {
      selected(['controls', key, 'mitigates', index, 'assets'], assets, maps.assets);
      selected(['controls', key, 'mitigates', index, 'attackers'], attackers, maps.attackers);
    });
  }
  return dangling;
}
