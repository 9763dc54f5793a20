/** What an edit did to a text, line by line: every byte that is not named here stayed. */
export function linesChanged(before: string, after: string): readonly string[] {
  // Line ends belong to their lines: one that changed shows.
  const [old, now] = [before.split(/(?<=\n)/), after.split(/(?<=\n)/)];
  const common = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) for (let j = now.length - 1; j >= 0; j--) common[i]![j] = old[i] === now[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  const changes: string[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) [i, j] = [i + 1, j + 1];
    else if (i < old.length && (j >= now.length || common[i + 1]![j]! >= common[i]![j + 1]!)) changes.push(`-${old[i++]!.trimEnd()}`);
    else changes.push(`+${now[j++]!.trimEnd()}`);
  }
  return changes;
}
