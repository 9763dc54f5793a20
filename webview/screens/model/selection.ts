/** What is selected in a list, and what keys and clicks make of it: the rules of the editor's own lists. */

export interface Selection {
  /** The row that has the focus. */
  readonly active: string;
  /** Where a range began. */
  readonly anchor: string;
  readonly selected: readonly string[];
}

export function selectOnly(key: string): Selection {
  return { active: key, anchor: key, selected: [key] };
}

/** `with` says which keys were held: shift makes a range, control adds or takes away one. */
export function select(before: Selection, keys: readonly string[], key: string, held: { readonly shift: boolean; readonly control: boolean }): Selection {
  if (held.shift) {
    const [from, to] = [keys.indexOf(before.anchor), keys.indexOf(key)].sort((a, b) => a - b) as [number, number];
    return { active: key, anchor: before.anchor, selected: from < 0 ? [key] : keys.slice(from, to + 1) };
  }
  if (!held.control) return selectOnly(key);
  const selected = before.selected.includes(key) ? before.selected.filter((one) => one !== key) : [...before.selected, key];
  return { active: key, anchor: key, selected };
}

/** What is left of a selection when rows have come and gone; the row that stood nearest takes the focus. */
export function kept(before: Selection, keys: readonly string[], keysBefore: readonly string[]): Selection {
  const there = new Set(keys);
  const selected = before.selected.filter((key) => there.has(key));
  if (there.has(before.active)) return selected.length === before.selected.length ? before : { ...before, selected, anchor: there.has(before.anchor) ? before.anchor : before.active };
  const at = Math.max(0, keysBefore.indexOf(before.active));
  const next = keysBefore.slice(at).find((key) => there.has(key)) ?? keysBefore.slice(0, at).reverse().find((key) => there.has(key)) ?? keys[0];
  return next === undefined ? { active: '', anchor: '', selected: [] } : { active: next, anchor: next, selected: selected.length > 0 ? selected : [next] };
}
