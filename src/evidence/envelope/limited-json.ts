/** JSON of strangers, read within limits. */

export type ReadJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly because: string };

/** Deeper than any statement; keeps readers that recurse from overflowing. */
const maximumDepth = 100;

/** The value of a JSON text, or why it has none: no JSON, or nested too deep. */
export function readLimitedJson(text: string): ReadJson {
  if (nestsDeeperThan(text, maximumDepth)) return { ok: false, because: 'it nests too deep' };
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false, because: 'it is no JSON' };
  }
}

/** Whether brackets of a JSON text nest deeper than so many levels; keeps readers that recurse from overflowing. */
function nestsDeeperThan(text: string, levels: number): boolean {
  let [depth, deepest, inText] = [0, 0, false];
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (inText) {
      if (character === '\\') i++;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth);
    else if (character === '}' || character === ']') depth--;
  }
  return deepest > levels;
}
