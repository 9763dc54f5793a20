/** A version scheme from an order and a table of operators; most ecosystems differ in these alone. */
import type { VersionScheme } from './version-scheme.ts';
import { contains, everything, intersection, isWithin } from './version-set.ts';
import type { VersionOrder, VersionSet } from './version-set.ts';

export interface Dialect {
  readonly order: VersionOrder;
  isVersion(text: string): boolean;
  /** Comes before a release, so that it does not count as one. */
  isEarly(version: string): boolean;
  /** What an operator makes of the version behind it, or undefined where it makes nothing. `` stands for none. */
  readonly operators: Readonly<Record<string, (version: string) => VersionSet | undefined>>;
  /** What a version without an operator means in a claim: itself, unless the ecosystem is plain about it. */
  readonly bareConstraint?: (version: string) => VersionSet | undefined;
  /** Whole ranges that have a form of their own, such as [1,2). */
  readonly own?: (range: string) => VersionSet | undefined;
  /** What makes of a version the first that comes before it, so that a range up to it leaves those out as well. */
  readonly earliest?: string;
  /** What separates alternatives. */
  readonly or?: RegExp;
}

export const comparisons: Readonly<Record<string, (version: string) => VersionSet>> = {
  '>=': (version) => [{ from: { version, inclusive: true } }],
  '>': (version) => [{ from: { version, inclusive: false } }],
  '<=': (version) => [{ to: { version, inclusive: true } }],
  '<': (version) => [{ to: { version, inclusive: false } }],
  '=': exactly,
  '==': exactly,
  '!=': (version) => [{ to: { version, inclusive: false } }, { from: { version, inclusive: false } }],
};

export function exactly(version: string): VersionSet {
  return [{ from: { version, inclusive: true }, to: { version, inclusive: true } }];
}

/** From a version up to, but without, another. */
export function span(from: string, to: string): VersionSet {
  return [{ from: { version: from, inclusive: true }, to: { version: to, inclusive: false } }];
}

/** The version with its part at `place` raised by one and what follows left out. */
export function raised(version: string, place: number): string | undefined {
  const parts = /^\d+(\.\d+)*/.exec(version)?.[0].split('.') ?? [];
  while (parts.length <= place) parts.push('0');
  const part = Number(parts[place]);
  return Number.isSafeInteger(part) ? [...parts.slice(0, place), part + 1].join('.') : undefined;
}

/** `^`: up to the next change of the first part that is not zero. */
export function caret(version: string): VersionSet | undefined {
  const parts = /^\d+(\.\d+)*/.exec(version)?.[0].split('.') ?? [];
  const first = parts.findIndex((part) => Number(part) !== 0);
  const end = raised(version, first < 0 ? parts.length - 1 : first);
  return end === undefined ? undefined : span(version, end);
}

/** `1.2.*` and its like: everything that begins so. */
export function prefix(version: string): VersionSet | undefined {
  const parts = version.split('.').length;
  const end = raised(version, parts - 1);
  return end === undefined ? undefined : span(version, end);
}

/** The set with its ends put before everything that leads up to them. */
export function endingBefore(set: VersionSet | undefined, earliest: string): VersionSet | undefined {
  return set?.map(({ from, to }) => ({ ...(from ? { from } : {}), ...(to ? { to: { ...to, version: `${to.version}${earliest}` } } : {}) }));
}

/** How long a range may be; longer ones were written by no person. */
const longestRange = 500;
const clause = /\s*(~>|~=|===|==|>=|<=|!=|=|>|<|\^|~)?\s*((?:\d+!)?[^\s,<>=!~^]+)\s*,?/y;

export function intervalScheme(dialect: Dialect): VersionScheme {
  const bareRange = dialect.operators[''] ?? exactly;
  const parse = (text: string, bare: (version: string) => VersionSet | undefined): VersionSet | undefined => {
    if (text.length > longestRange) return undefined;
    const sets: VersionSet[] = [];
    for (const part of dialect.or ? text.split(dialect.or) : [text]) {
      const set = dialect.own?.(part.trim()) ?? clausesOf(part, bare);
      if (!set) return undefined;
      sets.push(set);
    }
    return sets.flat();
  };
  const clausesOf = (text: string, bare: (version: string) => VersionSet | undefined): VersionSet | undefined => {
    let set: VersionSet = everything;
    let count = 0;
    clause.lastIndex = 0;
    for (let place = 0; place < text.trimEnd().length; place = clause.lastIndex) {
      clause.lastIndex = place;
      const match = clause.exec(text);
      if (!match) return undefined;
      const [, operator = '', version = ''] = match;
      const wild = /^(.*?)(?:\.?[*xX])(?:\.[*xX])*$/.exec(version);
      const one = wild && (operator === '' || operator === '=' || operator === '==') ? (wild[1] === '' ? everything : dialect.isVersion(wild[1]!) ? endingBefore(prefix(wild[1]!), dialect.earliest ?? '') : undefined) : !dialect.isVersion(version) ? undefined : operator === '' ? bare(version) : dialect.operators[operator]?.(version);
      if (!one) return undefined;
      set = intersection(set, one, dialect.order);
      count++;
    }
    return count === 0 ? undefined : set;
  };
  const bareConstraint = dialect.bareConstraint ?? exactly;
  const namesEarly = (text: string): boolean => text.split(/[\s,<>=!~^|[\]()]+/).some((word) => dialect.isVersion(word) && dialect.isEarly(word));
  return {
    meets(version, constraint) {
      const set = parse(constraint, bareConstraint);
      if (!set || !dialect.isVersion(version)) return undefined;
      return contains(set, version, dialect.order) && (!dialect.isEarly(version) || namesEarly(constraint));
    },
    takes(range, version) {
      const set = parse(range, bareRange);
      return set && dialect.isVersion(version) ? contains(set, version, dialect.order) : undefined;
    },
    within(range, constraint) {
      const inner = parse(range, bareRange);
      const outer = parse(constraint, bareConstraint);
      if (!inner || !outer) return undefined;
      return isWithin(inner, outer, dialect.order) && (!namesEarly(range) || namesEarly(constraint));
    },
  };
}
