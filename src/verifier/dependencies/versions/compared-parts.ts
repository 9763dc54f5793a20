/** Compares versions part by part. Numbers by size, words by letters; a missing part counts as zero. */
export function comparedParts(a: readonly (string | number)[], b: readonly (string | number)[], rank: (part: string | number) => number): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const one = a[i] ?? 0;
    const other = b[i] ?? 0;
    if (one === other) continue;
    const ranked = rank(one) - rank(other);
    if (ranked !== 0) return Math.sign(ranked);
    return one < other ? -1 : 1;
  }
  return 0;
}
