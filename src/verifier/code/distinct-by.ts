/** What was found under several names, once. */

/** Of those with the same `of`, the first; all that have none. */
export function distinctBy<Found>(found: readonly Found[], of: (one: Found) => object | undefined): readonly Found[] {
  const seen = new Set<object>();
  return found.filter((one) => {
    const own = of(one);
    if (!own) return true;
    if (seen.has(own)) return false;
    seen.add(own);
    return true;
  });
}
