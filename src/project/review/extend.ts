/** Letting something count for longer: until another day, or because somebody looked. */
import { utcDayOf } from '../../model/dates.ts';
import { setValue, type EditResult } from '../../model/edit.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { ModelPath } from '../../model/problem.ts';
import type { Attestation, ThreatModel } from '../../model/schema.ts';
import type { FieldAnswers } from '../../protocol/form-field.ts';
import type { Shape } from '../language/shape.ts';
import { shapeAt } from '../language/shape.ts';
import { addSupportingEvidence } from '../controls/edit-control.ts';
import { schemaField, shapeField, type Field } from '../modelling/field.ts';

/** Where the last day of an acceptance or a known gap stands; undefined for what has none that could be moved. */
function dayPathOf(model: ThreatModel, id: string): ModelPath | undefined {
  if (Object.hasOwn(model.acceptances, id)) return ['acceptances', id, 'review_by'];
  return Object.hasOwn(model.known_gaps, id) ? ['known_gaps', id, 'until'] : undefined;
}

/** The question for the new last day of an acceptance or a known gap, checked as one types. */
export function extensionField(model: ThreatModel, id: string, today: string): Field | undefined {
  const path = dayPathOf(model, id);
  if (!path) return undefined;
  const acceptance = path[0] === 'acceptances';
  const present = utcDayOf(acceptance ? model.acceptances[id]!.review_by : model.known_gaps[id]!.until) ?? '';
  const start = daysAfter(today, acceptance ? 365 : 90);
  const words = { title: 'Until', prompt: `The last day on which it counts; now ${present}. A longer time is listed as a weakening.`, required: true, start, example: start };
  const field = acceptance ? schemaField(model, 'acceptances', 'review_by', words) : shapeField(model, 'until', shapeAt(['known_gaps', id, 'until']) as Shape, true, words);
  return { ...field, check: (answer) => field.check(answer) ?? tooEarly(utcDayOf(String(answer).trim()) ?? '', present, today) };
}

function tooEarly(day: string, present: string, today: string): string | undefined {
  if (day < today) return `${day} has passed.`;
  return day <= present ? `It counts until ${present} already: name a later day.` : undefined;
}

/** Sets the last day. */
export function extend(parsed: ParsedModel, id: string, day: string): EditResult {
  const path = dayPathOf(parsed.model, id);
  return path ? setValue(parsed, path, day) : { refused: 'not_there', path: [id] };
}

/** The newest attestation of an assumption or a seal: a new one is most often given by the same person in the same words. */
export function lastAttestation(model: ThreatModel, id: string): Attestation | undefined {
  const attestations = model.assumptions[id]?.attestations ?? model.boundaries[id]?.sealed?.attestations ?? [];
  return attestations.reduce<Attestation | undefined>((latest, one) => (latest && latest.expires_at > one.expires_at ? latest : one), undefined);
}

/** The questions of a note that somebody looked at a control. */
export function checkNoteFields(model: ThreatModel): readonly Field[] {
  const field = (key: string, words: Parameters<typeof shapeField>[4]): Field => shapeField(model, key, shapeAt(['controls', 'CTRL-01', 'evidence', 0, key]) as Shape, key === 'label', words);
  return [
    field('label', { title: 'What was checked', prompt: 'What did you look at, and what did you see? It is a note for readers and proves nothing.', example: 'Read the handler and its tests; it scans every part.' }),
    field('collected_by', { title: 'Checked by', prompt: 'Who looked?', example: 'upload team' }),
  ];
}

/** Notes that somebody looked at a control: material for readers, and a change of its text from which its next check is counted. */
export function noteCheck(parsed: ParsedModel, control: string, answers: FieldAnswers, today: string): EditResult {
  const word = (key: string): string => (typeof answers[key] === 'string' ? answers[key].trim() : '');
  return addSupportingEvidence(parsed, control, { type: 'document', label: word('label'), collected_at: today, ...(word('collected_by') === '' ? {} : { collected_by: word('collected_by') }) });
}

export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
