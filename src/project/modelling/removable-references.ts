/** What a removal does to references: which fall with their own entity, which can be taken out, which wait for a person. */
import { entityKinds, pairOfObjective, type EntityKind } from '../../model/identifiers.ts';
import type { Reference } from '../../model/references.ts';

/** The keys that name the one entity without which theirs means nothing. */
const owningKeys: Partial<Readonly<Record<EntityKind, readonly string[]>>> = { connections: ['from', 'to'], assertions: ['control', 'assumption'], findings: ['control'], acceptances: ['objective'] };

/** Whether a reference names the entity without which its own means nothing. */
export function isOwning({ path }: Reference): boolean {
  const kind = entityKinds.find((one) => one === path[0]);
  return path.length === 3 && kind !== undefined && (owningKeys[kind]?.includes(String(path[2])) ?? false);
}

/** Whether a reference names one of these, or an objective whose asset or attacker is one. */
export function concerns({ id, kind }: Reference, gone: ReadonlySet<string>): boolean {
  const pair = kind === 'objectives' ? pairOfObjective(id) : undefined;
  return gone.has(id) || (pair !== undefined && (gone.has(pair.asset) || gone.has(pair.attacker)));
}

/**
 * Whether a reference can be taken out of where it stands and leave the rest with its meaning. Out of an exclusion it would
 * exclude more, out of a group of assumptions it would ask for less: that is for a person to decide.
 */
export function canBeTakenOut(reference: Reference): boolean {
  const { path } = reference;
  return !isOwning(reference) && !path.includes('exclusion') && !path.includes('assumed_by');
}
