/** Keeps objects alive from one reading of a model to the next, so that what was computed of them needs not be computed again. */
import type { ThreatModel } from './schema.ts';

/** `now`, with every map and entity that says what it said before replaced by the object of before; all of `before` when nothing changed. */
export function shareUnchanged(before: ThreatModel, now: ThreatModel): ThreatModel {
  return shared(before, now, 2) as ThreatModel;
}

function shared(before: unknown, now: unknown, depth: number): unknown {
  if (depth === 0 || !isPlainMap(before) || !isPlainMap(now)) return isSame(before, now) ? before : now;
  const keys = Object.keys(now);
  const earlier = Object.keys(before);
  let changed = keys.length !== earlier.length;
  const made: Record<string, unknown> = {};
  for (const [index, key] of keys.entries()) {
    made[key] = Object.hasOwn(before, key) ? shared(before[key], now[key], depth - 1) : now[key];
    // The order of a map is part of it: it is the order of the file.
    changed ||= made[key] !== before[key] || earlier[index] !== key;
  }
  return changed ? made : before;
}

function isPlainMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return Number.isNaN(a) && Number.isNaN(b);
  const left: [string, unknown][] = Object.entries(a);
  const right: [string, unknown][] = Object.entries(b);
  if (left.length !== right.length) return false;
  return left.every(([key, value], index) => {
    const other = right[index]!;
    return other[0] === key && isSame(value, other[1]);
  });
}
