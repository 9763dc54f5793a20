/** Compliance by small edits: which frameworks are chosen, which requirements do not apply, and which controls answer one. Also known gaps. */
import { isRealDay } from '../../model/dates.ts';
import { removeValue, setValue, type EditResult } from '../../model/edit.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { ModelPath } from '../../model/problem.ts';
import { mapOf } from '../../model/references.ts';
import { entryAt } from '../../model/source.ts';

/** Why an edit is not made, in a sentence. */
export interface Unsound {
  readonly unsound: string;
}

/** Chooses a framework, or sets its target level, or lets go of it with all that it says. */
export function chooseFramework(parsed: ParsedModel, name: string, chosen: boolean, level: number | undefined): EditResult | Unsound {
  if (!isKey(name)) return { unsound: 'A framework needs a name.' };
  if (level !== undefined && level < 1) return { unsound: 'A target level is a whole number from 1.' };
  const path = ['compliance', name];
  if (!chosen) return removeValue(parsed, path);
  if (!Object.hasOwn(parsed.model.compliance, name)) return setValue(parsed, path, level === undefined ? {} : { level });
  return setOrRemove(parsed, [...path, 'level'], level);
}

export function excludeRequirement(parsed: ParsedModel, framework: string, requirement: string, why: string | undefined): EditResult | Unsound {
  if (!isKey(requirement)) return { unsound: 'Which requirement? Write its identifier, such as A.8.24.' };
  if (why?.trim() === '') return { unsound: 'An exclusion needs a reason.' };
  return setOrRemove(parsed, ['compliance', framework, 'exclusions', requirement], why === undefined ? undefined : { why: why.trim() });
}

export function mapRequirement(parsed: ParsedModel, framework: string, requirement: string, control: string, confidence: string | undefined): EditResult | Unsound {
  if (!isKey(requirement)) return { unsound: 'Which requirement? Write its identifier, such as A.8.24.' };
  if (!Object.hasOwn(parsed.model.controls, control)) return { unsound: `There is no control ${control}.` };
  const path = ['compliance', framework, 'mappings', requirement, control];
  if (confidence !== undefined) return setOrRemove(parsed, entryAt(parsed.document, path) ? [...path, 'confidence'] : path, entryAt(parsed.document, path) ? confidence : { confidence });
  // A requirement that nothing answers any more says nothing.
  return removeValue(parsed, Object.keys(parsed.model.compliance[framework]?.mappings[requirement] ?? {}).length === 1 ? path.slice(0, -1) : path);
}

/** Notes that an assertion or a control may fail verification until a day, or closes that gap. */
export function setKnownGap(parsed: ParsedModel, id: string, gap: { readonly reason: string; readonly until: string } | undefined): EditResult | Unsound {
  const kind = mapOf(parsed.model, id);
  if (gap && kind !== 'assertions' && kind !== 'controls') return { unsound: 'A gap is of an assertion or of a control.' };
  if (gap?.reason.trim() === '') return { unsound: 'Why is this not closed yet? A gap needs a reason.' };
  if (gap && !isRealDay(gap.until)) return { unsound: 'Until when? Write a day such as 2027-01-31.' };
  return setOrRemove(parsed, ['known_gaps', id], gap && { reason: gap.reason.trim(), until: gap.until });
}

function setOrRemove(parsed: ParsedModel, path: ModelPath, value: unknown): EditResult {
  if (value !== undefined) return setValue(parsed, path, value);
  return entryAt(parsed.document, path) ? removeValue(parsed, path) : { edits: [] };
}

function isKey(text: string): boolean {
  return text.trim() !== '' && !['__proto__', 'constructor', 'prototype'].includes(text);
}
