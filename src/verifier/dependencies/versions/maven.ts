/** Versions of Maven artifacts by its rules of order: numbers, then known words, then other words. */
import { comparisons, exactly, intervalScheme, prefix } from './interval-scheme.ts';
import { bracketRange } from './bracket-range.ts';
import type { VersionScheme } from './version-scheme.ts';

/** In the order of Maven; the release itself is the empty word. */
const words = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'] as const;
const shapes = /^\d[0-9A-Za-z._+-]*$/;

const dialect = {
  order,
  isVersion: (text: string) => shapes.test(text),
  isEarly: (text: string) => partsOf(text).some((part) => typeof part === 'string' && rankOf(part) < words.indexOf('')),
  own: (range: string) => bracketRange(range, (text) => shapes.test(text)),
} as const;

/** A version that a pom gives to its own dependency is the one that is taken. */
export const mavenVersions: VersionScheme = intervalScheme({ ...dialect, operators: { ...comparisons, '': exactly } });

/** Gradle takes the highest version that anything asks for, so a version is the lowest one. */
export const gradleVersions: VersionScheme = intervalScheme({
  ...dialect,
  operators: { ...comparisons, '': (version) => (version.endsWith('.+') ? prefix(version.slice(0, -2)) : comparisons['>=']!(version)) },
  isVersion: (text) => shapes.test(text),
});

/** Numbers and words, with the change from one to the other as a separator. */
function partsOf(version: string): readonly (number | string)[] {
  const parts = (version.toLowerCase().match(/\d+|[a-z]+/g) ?? []).map((part): number | string => (/^\d/.test(part) ? Number(part) : part));
  const named = parts.map((part) => (typeof part === 'string' ? (({ a: 'alpha', b: 'beta', m: 'milestone', cr: 'rc', ga: '', final: '', release: '' } as Readonly<Record<string, string>>)[part] ?? part) : part));
  // What says nothing beyond the release is left out, at the end and before a word.
  const told: (number | string)[] = [];
  const trim = (): void => {
    while (told.length > 1 && (told.at(-1) === 0 || told.at(-1) === '')) told.pop();
  };
  for (const part of named) {
    if (typeof part === 'string') trim();
    told.push(part);
  }
  trim();
  return told;
}

function rankOf(word: string): number {
  const known = words.indexOf(word as (typeof words)[number]);
  return known < 0 ? words.length : known;
}

function order(a: string, b: string): number {
  const one = partsOf(a);
  const other = partsOf(b);
  for (let i = 0; i < Math.max(one.length, other.length); i++) {
    const compared = partOrder(one[i], other[i]);
    if (compared !== 0) return compared;
  }
  return 0;
}

function partOrder(a: number | string | undefined, b: number | string | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return Math.sign(a - b);
  if (typeof a === 'number') return b === undefined && a === 0 ? 0 : 1;
  if (typeof b === 'number') return a === undefined && b === 0 ? 0 : -1;
  const [first, second] = [a ?? '', b ?? ''];
  const ranked = Math.sign(rankOf(first) - rankOf(second));
  return ranked !== 0 || rankOf(first) < words.length ? ranked : first < second ? -1 : first > second ? 1 : 0;
}
