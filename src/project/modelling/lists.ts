/** Lists of identifiers and words, changed item by item, so that the comments and the layout of the others stay. */
import { appendValue, removeValue, setValue } from '../../model/edit.ts';
import type { EditStep } from '../../model/edit-in-steps.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { ModelPath } from '../../model/problem.ts';
import { entryAt } from '../../model/source.ts';

/** Makes a list hold exactly these items: what goes is taken out, what comes is appended. */
export function setList(path: ModelPath, before: readonly string[], after: readonly string[]): readonly EditStep[] {
  const gone = before.map((item, index) => ({ item, index })).filter(({ item }) => !after.includes(item)).reverse();
  const come = after.filter((item) => !before.includes(item));
  // Without anything that stays there is nothing to keep.
  if (gone.length === before.length) return before.length === 0 && after.length === 0 ? [] : [(parsed) => setValue(parsed, path, [...after])];
  return [...gone.map(({ index }): EditStep => (parsed) => removeValue(parsed, [...path, index])), ...come.map((item): EditStep => (parsed) => appendValue(parsed, path, item))];
}

/** Takes one item out and puts another in its place; without the first it is appended, without the second only taken out. */
export function moveInList(path: ModelPath, from: string | undefined, to: string | undefined): EditStep {
  return (parsed) => {
    const items = itemsAt(parsed, path);
    const index = from === undefined ? -1 : items.indexOf(from);
    const there = to === undefined || items.includes(to);
    if (index < 0) return there ? { edits: [] } : appendValue(parsed, path, to);
    return there ? removeValue(parsed, [...path, index]) : setValue(parsed, [...path, index], to);
  };
}

function itemsAt(parsed: ParsedModel, path: ModelPath): readonly string[] {
  const node = entryAt(parsed.document, path)?.value as { toJSON?: () => unknown } | null | undefined;
  const items = node?.toJSON?.();
  return Array.isArray(items) ? items.map(String) : [];
}
