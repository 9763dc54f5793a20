/** JSON in which no map names a member twice: `JSON.parse` takes the last one silently, other readers the first. */
import { parseDocument } from 'yaml';

export type UniqueJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly because: string };

/** Deeper than any statement; keeps readers that recurse from overflowing. */
const maximumDepth = 100;

export function readUniqueJson(text: string): UniqueJson {
  if (nestsDeeperThan(text, maximumDepth)) return { ok: false, because: 'it nests too deep' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, because: 'it is no JSON' };
  }
  // It is JSON, hence YAML, whose reader knows of members that stand twice.
  const { errors } = parseDocument(text, { schema: 'json', uniqueKeys: true, strict: false, prettyErrors: false });
  return errors.some(({ code }) => code === 'DUPLICATE_KEY') ? { ok: false, because: 'it names a member twice' } : { ok: true, value };
}

/** Whether brackets of a JSON text nest deeper than so many levels; keeps readers that recurse from overflowing. */
export function nestsDeeperThan(text: string, levels: number): boolean {
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
