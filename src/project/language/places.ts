/** Where an identifier is defined, and where it is spoken of, in the models of a project. */
import { pairOfObjective, entityKinds } from '../../model/identifiers.ts';
import { referencesOf } from '../../model/references.ts';
import type { CodeRange } from '../../verifier/verdict.ts';
import { fromRepository } from '../collect-problems.ts';
import type { ModelSnapshot } from '../snapshot.ts';

/** A place in a file, its path relative to the project. */
export interface FoundPlace {
  readonly file: string;
  readonly range: CodeRange;
}

/** Where an identifier is given its meaning: its entry, live or removed; of an objective, its asset and its attacker. */
export function definitionsOf(snapshot: ModelSnapshot, id: string): readonly FoundPlace[] {
  const pair = pairOfObjective(id);
  if (pair) return [...definitionsOf(snapshot, pair.asset), ...definitionsOf(snapshot, pair.attacker)];
  return [...entityKinds, 'removed'].flatMap((kind) => {
    const range = snapshot.parsed.source.keyRangeOf([kind, id]);
    return range ? [{ file: snapshot.path, range: snapshot.linesOf(range) }] : [];
  });
}

/** Where a model speaks of an identifier, objectives that name it included. */
export function referencesTo(snapshot: ModelSnapshot, id: string): readonly FoundPlace[] {
  const { source } = snapshot.parsed;
  return referencesOf(snapshot.parsed.model).flatMap((reference) => {
    const pair = pairOfObjective(reference.id);
    if (reference.id !== id && pair?.asset !== id && pair?.attacker !== id) return [];
    const keyed = reference.path[0] === 'cal' || reference.path[0] === 'known_gaps' || reference.path[0] === 'compliance';
    const range = keyed ? source.keyRangeOf(reference.path) : source.valueRangeOf(reference.path);
    return range ? [{ file: snapshot.path, range: snapshot.linesOf(range) }] : [];
  });
}

/** The code that an assertion, or the assertions of a control, rest on as they were last verified. */
export function implementationsOf(snapshot: ModelSnapshot, id: string): readonly FoundPlace[] {
  const assertions = Object.hasOwn(snapshot.model.assertions, id) ? [id] : Object.keys(snapshot.model.assertions).filter((one) => snapshot.model.assertions[one]!.control === id);
  return assertions.flatMap((assertion) => {
    const verdict = snapshot.verdicts.get(assertion);
    return verdict?.file !== undefined && verdict.range ? [{ file: fromRepository(verdict.file, { projectRoot: snapshot.projectRoot, repositoryRoot: snapshot.repository.root }), range: verdict.range }] : [];
  });
}
