/** An entity keeps meaning what it meant: evidence, attestations and objectives hang on its identifier. */
import type { EntityKind } from '../../model/identifiers.ts';
import { kindNouns } from '../../project/language/entity-words.ts';
import { keepsMeaning, resembling } from '../../project/modelling/resembling.ts';
import { printable } from '../../project/printable.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';

/** @throws ToolRefusal `reads_as_another` when new words share little with the old ones, `already_there` when another entity says the same. */
export function refuseAnother(model: ModelSnapshot, kind: EntityKind, id: string, before: string, after: string | undefined, instead: string): void {
  if (after === undefined) return;
  if (!keepsMeaning(before, after)) {
    throw new ToolRefusal('reads_as_another', `${id} is ${printable(before)}; ${printable(after)} reads as another ${kindNouns[kind]}. Nothing was changed.`, `If it is another, use ${instead}. If it is the same in other words, call this again with force.`);
  }
  const twin = resembling(model.parsed.model, kind, after, id).find(({ same, removed }) => same && !removed);
  if (twin) throw new ToolRefusal('already_there', `${twin.id} says the same already. Nothing was changed.`, 'Use that one, other words, or force.', { candidate: twin });
}
