/** Moving entities: components and attackers to another boundary, assets to another component. */
import { editInSteps, type EditStep } from '../../model/edit-in-steps.ts';
import type { EditResult } from '../../model/edit.ts';
import type { EntityKind } from '../../model/identifiers.ts';
import type { ParsedModel } from '../../model/parse.ts';
import { mapOf } from '../../model/references.ts';
import { moveInList } from './lists.ts';

/** Which key of which kind says where an entity stands. */
export const standsIn: Partial<Readonly<Record<EntityKind, { readonly key: string; readonly kind: EntityKind }>>> = {
  components: { key: 'boundaries', kind: 'boundaries' },
  attackers: { key: 'boundaries', kind: 'boundaries' },
  assets: { key: 'components', kind: 'components' },
};

export interface Move {
  readonly id: string;
  /** The boundary or component that it leaves; undefined where it stands in none, or is to stay where it is as well. */
  readonly from?: string;
}

/** Whether an entity can stand in another. */
function canStandIn(parsed: ParsedModel, id: string, place: string): boolean {
  const kind = mapOf(parsed.model, id);
  const wanted = kind && standsIn[kind]?.kind;
  return wanted !== undefined && Object.hasOwn(parsed.model[wanted], place);
}

/** Moves entities to a boundary or a component, or out of where they stand. Those that cannot stand there are left alone. */
export function moveEntities(parsed: ParsedModel, moves: readonly Move[], to: string | undefined): EditResult {
  return editInSteps(
    parsed,
    moves.flatMap(({ id, from }): EditStep[] => {
      const kind = mapOf(parsed.model, id);
      const place = kind && standsIn[kind];
      if (!place || (to !== undefined && !canStandIn(parsed, id, to)) || from === to) return [];
      return [moveInList([kind, id, place.key], from, to)];
    }),
  );
}
