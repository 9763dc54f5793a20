/** Edits of assumptions and of what rests on them: attestations, groups of assumptions that stand in for a control, and putting controls in their place. */
import { appendValue, removeValue, setValue, type EditResult } from '../../model/edit.ts';
import { editInSteps, type EditStep } from '../../model/edit-in-steps.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { Assumption, ThreatModel } from '../../model/schema.ts';
import { wildcard } from '../../model/vocabulary.ts';
import { entryAt } from '../../model/source.ts';
import { restoreEntities } from './remove-entities.ts';

/** What was said of an exclusion; what was not said means any. */
export interface ExclusionWords {
  readonly attacker?: string | undefined;
  readonly vector?: string | undefined;
  readonly asset?: string | undefined;
  readonly component?: string | undefined;
  readonly property?: string | undefined;
  readonly objectives?: readonly string[] | undefined;
}

/** The whole predicate that some words of it stand for; undefined when there is none. */
export function exclusionOf({ attacker = wildcard, vector = wildcard, asset = wildcard, component = wildcard, property = wildcard, objectives = [] }: ExclusionWords): Readonly<Record<string, unknown>> | undefined {
  const said = [attacker, vector, asset, component, property].some((word) => word !== wildcard) || objectives.length > 0;
  return said ? { attacker, vector, asset, component, property, ...(objectives.length > 0 ? { objectives } : {}) } : undefined;
}

/** An attestation as a model file has it. */
export interface NewAttestation {
  readonly by: string;
  readonly statement: string;
  readonly attested_at: string;
  readonly expires_at: string;
  readonly evidence?: string;
}

/** Appends an attestation to an assumption, which is active from then on, or to the seal of a boundary. */
export function attestAnew(parsed: ParsedModel, id: string, attestation: NewAttestation): EditResult {
  if (Object.hasOwn(parsed.model.boundaries, id)) return appendValue(parsed, ['boundaries', id, 'sealed', 'attestations'], attestation);
  return editInSteps(parsed, [
    (now) => appendValue(now, ['assumptions', id, 'attestations'], attestation),
    (now) => (now.model.assumptions[id]?.status === 'active' ? { edits: [] } : setValue(now, ['assumptions', id, 'status'], 'active')),
  ]);
}

/** Brings a removed assumption back. What was attested before it was removed does not count on: without a new attestation it is not active. */
export function restoreAssumption(parsed: ParsedModel, id: string, attestation: NewAttestation | undefined): EditResult {
  return editInSteps(parsed, [
    (now) => restoreEntities(now, [id]),
    (now) => {
      if (attestation) return attestAnew(now, id, attestation);
      return now.model.assumptions[id]?.type === 'external' ? setValue(now, ['assumptions', id, 'status'], 'retired') : { edits: [] };
    },
  ]);
}

/** Lets exactly these groups of assumptions stand in for a control. */
export function assumeBy(parsed: ParsedModel, control: string, groups: Readonly<Record<string, readonly string[]>>): EditResult {
  const path = ['controls', control, 'assumed_by'];
  if (Object.keys(groups).length > 0) return setValue(parsed, path, groups);
  return entryAt(parsed.document, path) ? removeValue(parsed, path) : { edits: [] };
}

/** Takes the assumptions of a control off. A claim that rested on them alone is taken back. */
export function unassume(parsed: ParsedModel, control: string): EditResult {
  return editInSteps(parsed, [(now) => assumeBy(now, control, {}), takeBackClaim(control)]);
}

function takeBackClaim(control: string): EditStep {
  return (now) => {
    const { model } = now;
    const shown = Object.values(model.assertions).some((assertion) => assertion.control === control);
    const assumed = Object.values(model.controls[control]?.assumed_by ?? {}).some((group) => group.length > 0);
    return model.controls[control]?.status === 'implemented' && !shown && !assumed ? setValue(now, ['controls', control, 'status'], 'not_implemented') : { edits: [] };
  };
}

/** The controls that an assumption stands in for, alone or in a group. */
export function assumedControls(model: ThreatModel, assumption: string): readonly string[] {
  return Object.keys(model.controls).filter((id) => Object.values(model.controls[id]!.assumed_by).some((group) => group.includes(assumption)));
}

/**
 * Retires an assumption that controls take the place of: it names no objective any more, and the groups that count on it are gone. A group
 * goes as a whole, since without the assumption it would ask for less.
 */
export function retireForControls(parsed: ParsedModel, id: string): readonly EditStep[] {
  const { objectives, exclusion } = parsed.model.assumptions[id] ?? ({ objectives: [], exclusion: undefined } as Pick<Assumption, 'objectives' | 'exclusion'>);
  return [
    ...assumedControls(parsed.model, id).flatMap((control): readonly EditStep[] => [
      (now) => assumeBy(now, control, Object.fromEntries(Object.entries(now.model.controls[control]!.assumed_by).filter(([, group]) => !group.includes(id)))),
      takeBackClaim(control),
    ]),
    ...(objectives.length > 0 ? [(now: ParsedModel) => setValue(now, ['assumptions', id, 'objectives'], [])] : []),
    ...(exclusion ? [(now: ParsedModel) => removeValue(now, ['assumptions', id, 'exclusion'])] : []),
    (now) => setValue(now, ['assumptions', id, 'status'], 'retired'),
  ];
}
