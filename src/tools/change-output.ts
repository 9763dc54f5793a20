/** What a tool says of a change that it made: what it does to the posture, by the work tree. */
import * as z from 'zod/mini';
import type { EditResult } from '../model/edit.ts';
import { comparePostures } from '../project/pending-change.ts';
import { printable } from '../project/printable.ts';
import { simulateEdit } from '../project/simulate-edit.ts';
import type { ModelSnapshot } from '../project/snapshot.ts';
import { weakenings } from '../assurance/weakenings.ts';
import type { Desk } from './desk.ts';

/** For the output schema of tools that edit. */
export const changeOutput = {
  model_id: z.string(),
  weakens: z.array(z.string()).check(z.describe('What this made easier to satisfy. It is listed first in every review of the change.')),
  changes: z.array(z.string()).check(z.describe('What it does to the posture.')),
};

export interface Change {
  readonly model_id: string;
  readonly weakens: string[];
  readonly changes: string[];
}

/** Makes an edit and says what it came to. Throws as the writer does. */
export async function editAndTell(desk: Desk, before: ModelSnapshot, edit: EditResult): Promise<{ readonly after: ModelSnapshot; readonly change: Change }> {
  const after = await desk.writer.edit(before, edit);
  return { after, change: changeBetween(before, after) };
}

/** What one state of a model is against an earlier one. */
export function changeBetween(before: ModelSnapshot, after: ModelSnapshot): Change {
  const { items } = comparePostures(
    { commit: '', parsed: before.parsed, model: before.parsed.model, verdicts: before.verdicts, assessment: before.assessment },
    { model: after.model, verdicts: after.verdicts, assessment: after.assessment, weakenings: weakenings(before.parsed.model, after.parsed.model) },
  );
  return {
    model_id: after.model.id,
    weakens: items.filter(({ effect }) => effect === 'weakened').map(({ sentence }) => printable(sentence)),
    changes: items.filter(({ effect }) => effect !== 'weakened').map(({ sentence }) => printable(sentence)),
  };
}

/** What an edit would come to, without making it. */
export function foreseen(desk: Desk, model: ModelSnapshot, edit: EditResult): Change {
  const after = simulateEdit(model, edit, desk.now().toISOString());
  const items = 'refused' in after ? [] : after.changes;
  return { model_id: model.model.id, weakens: items.filter(({ effect }) => effect === 'weakened').map(({ sentence }) => printable(sentence)), changes: items.filter(({ effect }) => effect !== 'weakened').map(({ sentence }) => printable(sentence)) };
}

/** The lines of a summary that tell of a change; none when nothing changes. */
export function changeLines({ weakens, changes }: Change): readonly string[] {
  const cut = (sentences: readonly string[]): string => `${sentences.slice(0, 3).join('; ')}${sentences.length > 3 ? `; and ${sentences.length - 3} more` : ''}.`;
  return [...(weakens.length > 0 ? [`It weakens the model: ${cut(weakens)}`] : []), ...(changes.length > 0 ? [`By the work tree: ${cut(changes)}`] : [])];
}
