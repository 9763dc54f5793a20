/** Sets of versions as unions of intervals over any order. */

export interface Bound {
  readonly version: string;
  readonly inclusive: boolean;
}
/** A missing bound is none. */
export interface Interval {
  readonly from?: Bound;
  readonly to?: Bound;
}
export type VersionSet = readonly Interval[];
export type VersionOrder = (a: string, b: string) => number;

export const everything: VersionSet = [{}];

export function contains(set: VersionSet, version: string, order: VersionOrder): boolean {
  return set.some(({ from, to }) => {
    const low = from ? order(version, from.version) : 1;
    const high = to ? order(version, to.version) : -1;
    return (low > 0 || (low === 0 && from!.inclusive)) && (high < 0 || (high === 0 && to!.inclusive));
  });
}

export function intersection(a: VersionSet, b: VersionSet, order: VersionOrder): VersionSet {
  return a.flatMap((one) => b.flatMap((other) => meet(one, other, order)));
}

function meet(a: Interval, b: Interval, order: VersionOrder): readonly Interval[] {
  const from = tighter(a.from, b.from, order, 1);
  const to = tighter(a.to, b.to, order, -1);
  const made: Interval = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
  return isEmpty(made, order) ? [] : [made];
}

function tighter(a: Bound | undefined, b: Bound | undefined, order: VersionOrder, sign: 1 | -1): Bound | undefined {
  if (!a || !b) return a ?? b;
  const compared = order(a.version, b.version) * sign;
  return compared > 0 || (compared === 0 && !a.inclusive) ? a : b;
}

function isEmpty({ from, to }: Interval, order: VersionOrder): boolean {
  if (!from || !to) return false;
  const compared = order(from.version, to.version);
  return compared > 0 || (compared === 0 && !(from.inclusive && to.inclusive));
}

/** Whether every version of `inner` is in `outer`. An empty set says nothing about any version and is in none. */
export function isWithin(inner: VersionSet, outer: VersionSet, order: VersionOrder): boolean {
  const real = inner.filter((interval) => !isEmpty(interval, order));
  const joined = union(outer, order);
  return real.length > 0 && real.every((one) => joined.some((other) => covers(other, one, order)));
}

function covers(outer: Interval, inner: Interval, order: VersionOrder): boolean {
  return reaches(outer.from, inner.from, order, 1) && reaches(outer.to, inner.to, order, -1);
}

function reaches(outer: Bound | undefined, inner: Bound | undefined, order: VersionOrder, sign: 1 | -1): boolean {
  if (!outer) return true;
  if (!inner) return false;
  const compared = order(inner.version, outer.version) * sign;
  return compared > 0 || (compared === 0 && (outer.inclusive || !inner.inclusive));
}

/** Intervals that touch become one, so that a range which lies over both is seen to be covered. */
function union(set: VersionSet, order: VersionOrder): VersionSet {
  const sorted = set.filter((interval) => !isEmpty(interval, order)).sort((a, b) => (!a.from ? -1 : !b.from ? 1 : order(a.from.version, b.from.version)));
  const joined: Interval[] = [];
  for (const next of sorted) {
    const last = joined.at(-1);
    const gap = last?.to && next.from ? order(next.from.version, last.to.version) : -1;
    if (!last || gap > 0 || (gap === 0 && !last.to!.inclusive && !next.from!.inclusive)) {
      joined.push(next);
      continue;
    }
    // Of two that begin at one version, the inclusive beginning counts.
    const from = last.from && next.from && order(last.from.version, next.from.version) === 0 && next.from.inclusive ? next.from : last.from;
    const longer = !last.to || !next.to ? undefined : order(last.to.version, next.to.version) > 0 || (order(last.to.version, next.to.version) === 0 && last.to.inclusive) ? last.to : next.to;
    joined[joined.length - 1] = { ...(from ? { from } : {}), ...(longer ? { to: longer } : {}) };
  }
  return joined;
}
