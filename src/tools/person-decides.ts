/**
 * What is a person's to decide: to attest, to accept a risk, to dismiss, to seal, to remove a clause or an assertion that fails. The person is
 * asked, and told what it means. Where nobody can be asked it is written as a proposal: it shows as a weakening until it is on the base branch.
 */
import * as z from 'zod/mini';
import type { EditResult } from '../model/edit.ts';
import { printable } from '../project/printable.ts';
import { simulateEdit } from '../project/simulate-edit.ts';
import type { ModelSnapshot } from '../project/snapshot.ts';
import { ToolRefusal } from './answer.ts';
import type { Desk, PersonQuestion } from './desk.ts';
import { editedText } from './edited-text.ts';

/** What an answer says of a decision, for the output schema of a tool. */
export const decisionOutput = {
  decision: z.enum(['agreed', 'proposed']).check(z.describe('agreed: a person was asked. proposed: nobody could be asked, so a person has yet to look at it.')),
  weakenings: z.array(z.string()),
};

export interface Decided {
  /** The model after it. */
  readonly model: ModelSnapshot;
  readonly decision: 'agreed' | 'proposed';
  /** What it makes easier to satisfy, a sentence each, fit to be shown. */
  readonly weakenings: readonly string[];
  /** A sentence for the end of a summary. */
  readonly said: string;
}

/**
 * Asks the person for an edit, with what it weakens and changes, and makes it.
 *
 * @param question One sentence that says what would be done; text of the model in it went through `printable`.
 * @throws ToolRefusal `declined_by_person`, or as the writer does; nothing has changed then.
 */
export async function personDecides(desk: Desk, model: ModelSnapshot, question: string, edit: EditResult): Promise<Decided> {
  // What cannot be done is not asked for.
  editedText(model, edit);
  const after = simulateEdit(model, edit, desk.now().toISOString());
  const changes = 'refused' in after ? [] : after.changes;
  const sentences = changes.map(({ effect, sentence }) => ({ effect, sentence: printable(sentence) }));
  const decision = await agreedOrProposed(desk, { question, consequences: sentences.map(({ sentence }) => sentence) });
  const weakenings = sentences.flatMap(({ effect, sentence }) => (effect === 'weakened' ? [sentence] : []));
  return { model: await desk.writer.edit(model, edit), decision, weakenings, said: wordsOf(decision, weakenings) };
}

/**
 * Asks for what is no edit of one model.
 *
 * @throws ToolRefusal `declined_by_person`.
 */
export async function agreedOrProposed(desk: Desk, question: PersonQuestion): Promise<'agreed' | 'proposed'> {
  const answer = await desk.askPerson(question);
  desk.signal.throwIfAborted();
  if (answer === 'declined') throw new ToolRefusal('declined_by_person', 'The person was asked and declined. Nothing was changed.', 'Do not ask for the same again; ask the person what they want instead.');
  return answer === 'agreed' ? 'agreed' : 'proposed';
}

function wordsOf(decision: 'agreed' | 'proposed', weakenings: readonly string[]): string {
  const weaker = weakenings.length === 0 ? 'It weakens nothing.' : `It weakens the model: ${weakenings.join('; ')}.`;
  return decision === 'agreed' ? `A person agreed. ${weaker}` : `Nobody could be asked, so this is a proposal: a person must look at it before it counts on the base branch. ${weaker}`;
}
