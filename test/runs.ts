/** How many random cases a property is tried on. */

/** `usual` in `npm test`; in `npm run test:long` as many times more as `MIPITI_RUNS` says. */
export function runs(usual: number): { readonly numRuns: number } {
  return { numRuns: usual * Number(process.env.MIPITI_RUNS ?? 1) };
}
