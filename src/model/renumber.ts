/** Repairs identifiers that two branches gave out at the same time. */
import { isMap, isScalar, type Node } from 'yaml';
import { allocateIdentifier } from './allocate.ts';
import type { EditResult } from './edit.ts';
import { entityKinds, objectiveId, type EntityKind } from './identifiers.ts';
import { parseModel, type ParsedModel } from './parse.ts';
import { referencesOf } from './references.ts';
import { entryAt } from './source.ts';
import { applyEdits, type TextEdit } from './text-edit.ts';
import { keyText, scalarTextLike } from './yaml-text.ts';

export interface Renumbering {
  readonly kind: EntityKind;
  readonly from: string;
  readonly to: string;
}

/**
 * Renumbers the second entity of every doubled key, as a merge leaves them. Which references meant the second one cannot be
 * known from one file, so none is changed; `renumberBranch` knows, and is for before the merge.
 *
 * @returns The edits and what was renumbered, or nothing to do.
 */
export function repairDoubledIdentifiers(parsed: ParsedModel, chance: () => number): { readonly edits: readonly TextEdit[]; readonly renumbered: readonly Renumbering[] } {
  const edits: TextEdit[] = [];
  const renumbered: Renumbering[] = [];
  const taken: string[] = [];
  for (const kind of entityKinds) {
    const map = entryAt(parsed.document, [kind])?.value;
    if (!isMap(map)) continue;
    const seen = new Set<string>();
    for (const { key } of map.items) {
      if (!isScalar(key)) continue;
      const id = String(key.value);
      if (!seen.has(id)) {
        seen.add(id);
        continue;
      }
      const to = allocateIdentifier(kind, parsed.model, chance, taken);
      taken.push(to);
      renumbered.push({ kind, from: id, to });
      edits.push({ range: { start: (key as Node).range![0], end: (key as Node).range![1] }, text: keyText(to) });
    }
  }
  return { edits, renumbered };
}

/**
 * Renumbers, on the branch that is not yet merged, every identifier that the other side has given out too since they parted,
 * and all of the branch's references to it. Evidence is found by hash, so it survives.
 *
 * @param branch The side that gives way; the edits are of its text.
 * @param other The side that keeps its identifiers.
 * @param base What both came from.
 */
export function renumberBranch(branch: ParsedModel, other: ParsedModel, base: ParsedModel, chance: () => number): { readonly result: EditResult; readonly renumbered: readonly Renumbering[] } {
  const renumbered: Renumbering[] = [];
  const everUsed = [branch, other].flatMap(({ model }) => [...entityKinds.flatMap((kind) => Object.keys(model[kind])), ...Object.keys(model.removed)]);
  for (const kind of entityKinds) {
    for (const from of Object.keys(branch.model[kind])) {
      const doubled = Object.hasOwn(other.model[kind], from) && !Object.hasOwn(base.model[kind], from) && !Object.hasOwn(base.model.removed, from);
      if (!doubled || JSON.stringify(branch.model[kind][from]) === JSON.stringify(other.model[kind][from])) continue;
      const to = allocateIdentifier(kind, branch.model, chance, [...everUsed, ...renumbered.map((one) => one.to)]);
      renumbered.push({ kind, from, to });
    }
  }
  if (renumbered.length === 0) return { result: { edits: [] }, renumbered };
  const rename = new Map(renumbered.map(({ from, to }) => [from, to]));
  const renamed = (id: string): string => {
    const pair = /^CO-(A\d+)-(T\d+)$/.exec(id);
    return pair ? objectiveId(rename.get(pair[1]!) ?? pair[1]!, rename.get(pair[2]!) ?? pair[2]!) : (rename.get(id) ?? id);
  };
  const edits: TextEdit[] = [];
  const text = branch.source.text;
  for (const { kind, from, to } of renumbered) edits.push({ range: branch.source.keyRangeOf([kind, from])!, text: keyText(to) });
  for (const { path, id } of referencesOf(branch.model)) {
    if (renamed(id) === id) continue;
    const isKey = path[0] === 'cal' || path[0] === 'known_gaps' || path[0] === 'compliance';
    const range = isKey ? branch.source.keyRangeOf(path) : branch.source.valueRangeOf(path);
    if (!range) return { result: { refused: 'aliased', path }, renumbered: [] };
    edits.push({ range, text: isKey ? keyText(renamed(id)) : scalarTextLike(renamed(id), text.slice(range.start, range.end)) });
  }
  // Proven like every other edit: the new text says what was meant, reference by reference.
  const after = parseModel(applyEdits(text, edits));
  const meant = referencesOf(branch.model).map(({ id }) => renamed(id));
  const said = referencesOf(after.model).map(({ id }) => id);
  const proven = JSON.stringify(said) === JSON.stringify(meant) && !after.problems.some((problem) => problem.code === 'yaml_syntax');
  return { result: proven ? { edits } : { refused: 'unclear_layout', path: [] }, renumbered };
}
