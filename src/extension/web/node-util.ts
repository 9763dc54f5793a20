/** Stands for `node:util` in a browser. */
import equal from 'fast-deep-equal';

/** Whether two values of plain data are the same. */
export function isDeepStrictEqual(a: unknown, b: unknown): boolean {
  return equal(a, b);
}
