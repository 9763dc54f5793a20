/** Which functions and classes of a file read otherwise than at the base, and whether that can matter to a claim about symbols. */
import type { Sources } from '../verifier/sources.ts';
import { indexLines } from '../model/lines.ts';
import type { ClaimChecker } from './claim-checker.ts';

export interface ChangedDefinitions {
  /** Whether the change can reach what a claim says about these symbols, each as its segments. */
  touch(symbols: readonly (readonly string[])[]): boolean;
}

interface Definition {
  readonly path: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Without the definitions inside of it. */
  readonly own: string;
}

interface FileDefinitions {
  readonly definitions: readonly Definition[];
  /** What stands outside of all definitions: imports, globals, code of the module. */
  readonly outside: string;
}

/** Settings of an object are made where it is made, so what its constructor does can matter to every method. */
const constructors = new Set(['__init__', '__new__', '__construct', 'constructor', 'initialize', 'init', 'new', 'setUp']);

/** Compares a file at the base with the file now. One that cannot be read as code is changed everywhere. */
export async function changedDefinitions(file: string, then: Sources, now: Sources, checker: ClaimChecker, signal?: AbortSignal): Promise<ChangedDefinitions> {
  const [before, after] = [await readDefinitions(file, then, checker, signal), await readDefinitions(file, now, checker, signal)];
  if (!before || !after || before.outside !== after.outside) return { touch: () => true };
  const changed = changedPaths(before, after).map((path) => path.split('.'));
  const all = [...before.definitions, ...after.definitions];
  return {
    touch(symbols) {
      const last = new Set(symbols.map((symbol) => symbol.at(-1)!.toLowerCase()));
      const claimed = all.filter(({ path }) => last.has(path.at(-1)!.toLowerCase()));
      return changed.some((path) => {
        const name = path.at(-1)!;
        if (last.has(name.toLowerCase())) return true;
        return claimed.some(({ path: about, text }) => begins(about, path) || begins(path, about) || mentions(text, name) || (makesObject(path) && begins(about, path.slice(0, -1))));
      });
    },
  };
}

/** The definitions that read otherwise, by name, and whether anything outside of all of them does. */
export interface DifferingDefinitions {
  readonly names: readonly string[];
  readonly outside: boolean;
}

/** Undefined for a file that cannot be read as code both times. */
export async function differingDefinitions(file: string, then: Sources, now: Sources, checker: ClaimChecker, signal?: AbortSignal): Promise<DifferingDefinitions | undefined> {
  const [before, after] = [await readDefinitions(file, then, checker, signal), await readDefinitions(file, now, checker, signal)];
  return before && after && { names: changedPaths(before, after).sort(), outside: before.outside !== after.outside };
}

function changedPaths(before: FileDefinitions, after: FileDefinitions): string[] {
  const textsOf = ({ definitions }: FileDefinitions): Map<string, string> => {
    const texts = new Map<string, string>();
    for (const { path, own } of definitions) texts.set(path.join('.'), `${texts.get(path.join('.')) ?? ''}\u0000${own}`);
    return texts;
  };
  const [old, fresh] = [textsOf(before), textsOf(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].filter((path) => old.get(path) !== fresh.get(path));
}

async function readDefinitions(file: string, sources: Sources, checker: ClaimChecker, signal: AbortSignal | undefined): Promise<FileDefinitions | undefined> {
  const source = await sources.read(file);
  if (!source.ok) return undefined;
  const found = await checker.suggest(sources, { file, definitions: true }, signal);
  const lines = indexLines(source.text);
  const spans = found.map(({ claim, range }) => ({ path: String(claim.params['name']).split('.'), start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) }));
  const without = (start: number, end: number, inside: readonly { readonly start: number; readonly end: number }[]): string => {
    let [text, at] = ['', start];
    for (const span of [...inside].sort((a, b) => a.start - b.start)) {
      if (span.start < at) continue;
      text += source.text.slice(at, span.start);
      at = span.end;
    }
    return text + source.text.slice(at, end);
  };
  const definitions = spans.map((span) => {
    const inside = spans.filter((other) => other !== span && span.start <= other.start && other.end <= span.end && (other.start > span.start || other.end < span.end));
    return { ...span, text: source.text.slice(span.start, span.end), own: without(span.start, span.end, inside) };
  });
  const outside = without(0, source.text.length, spans).split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== '').join('\n');
  return { definitions, outside };
}

function begins(path: readonly string[], prefix: readonly string[]): boolean {
  return prefix.length <= path.length && prefix.every((segment, index) => segment === path[index]);
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![\\p{ID_Continue}$])${name.replace(/[$\\^.*+?()[\]{}|]/g, '\\$&')}(?![\\p{ID_Continue}$])`, 'u').test(text);
}

function makesObject(path: readonly string[]): boolean {
  return path.length > 1 && (constructors.has(path.at(-1)!) || path.at(-1) === path.at(-2));
}
