/** What differs between two models, entity by entity. */
import { canonicalHash } from './canonical.ts';
import { compareIdentifiers, entityKinds, type EntityKind } from './identifiers.ts';
import type { ThreatModel } from './schema.ts';

export interface EntityChange {
  readonly kind: EntityKind;
  readonly id: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** The fields that differ, sorted; only for `changed`. */
  readonly fields: readonly string[];
}

/** The entities that differ from `before` to `after`, in the order of kinds and identifiers. Layout and order do not matter. */
export function diffModels(before: ThreatModel, after: ThreatModel): EntityChange[] {
  const changes: EntityChange[] = [];
  for (const kind of entityKinds) {
    const [old, now]: [Record<string, unknown>, Record<string, unknown>] = [before[kind], after[kind]];
    for (const id of [...new Set([...Object.keys(old), ...Object.keys(now)])].sort(compareIdentifiers)) {
      const [left, right] = [old[id], now[id]] as [Record<string, unknown> | undefined, Record<string, unknown> | undefined];
      if (!left || !right) {
        changes.push({ kind, id, change: left ? 'removed' : 'added', fields: [] });
        continue;
      }
      const fields = [...new Set([...Object.keys(left), ...Object.keys(right)])].filter((field) => canonicalHash(left[field] ?? null) !== canonicalHash(right[field] ?? null)).sort();
      if (fields.length > 0) changes.push({ kind, id, change: 'changed', fields });
    }
  }
  return changes;
}
