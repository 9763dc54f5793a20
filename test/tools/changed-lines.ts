/** Which lines of a text differ from another: whatever is not told here is byte for byte the same. */

/** The lines that went and the lines that came, line ends left out. */
export function changedLines(before: string, after: string): { readonly gone: readonly string[]; readonly come: readonly string[] } {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const row = (): number[] => new Array<number>(b.length + 1).fill(0);
  const longest = Array.from({ length: a.length + 1 }, row);
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) longest[i]![j] = a[i] === b[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
  const [gone, come]: [string[], string[]] = [[], []];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) [i, j] = [i + 1, j + 1];
    else if (j >= b.length || (i < a.length && longest[i + 1]![j]! >= longest[i]![j + 1]!)) gone.push(a[i++]!);
    else come.push(b[j++]!);
  }
  return { gone, come };
}
