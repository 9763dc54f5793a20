/**
 * Changes of a model that somebody proposes, as a list: what may be added and changed, what is wrong with each, and the one edit of them all.
 * Nothing is dropped by leaving it out, nothing turns into something else, and what is a person's to decide is no part of it.
 */
import * as z from 'zod/mini';
import { allocateIdentifier } from '../../model/allocate.ts';
import { addEntity } from '../../model/edit-entities.ts';
import type { EditResult } from '../../model/edit.ts';
import { editInSteps, type EditStep } from '../../model/edit-in-steps.ts';
import { kindOfIdentifier, type EntityKind } from '../../model/identifiers.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { ThreatModel } from '../../model/schema.ts';
import { kindNouns, titleKeys } from '../language/entity-words.ts';
import { changeSteps, problemsBrought } from '../modelling/put-entity.ts';
import { keepsMeaning, resembling } from '../modelling/resembling.ts';
import { describeModelProblem } from '../sentences/model-problems.ts';
import type { ProposalProblem } from './brief.ts';

export const refinableKinds = ['boundaries', 'components', 'connections', 'assets', 'attackers', 'assumptions', 'controls'] as const satisfies readonly EntityKind[];
type RefinableKind = (typeof refinableKinds)[number];

/** An entity that is to be added. */
export const added = z.strictObject({
  op: z.literal('add'),
  kind: z.enum(refinableKinds),
  key: z.optional(z.string().check(z.regex(/^[a-z][a-z0-9_]*$/), z.describe('A name for it in this proposal: others refer to it as $name, and in an objective as CO-$name-T1.'))),
  entity: z.record(z.string(), z.unknown()).check(z.describe('With the keys of the model file.')),
  force: z.optional(z.boolean().check(z.describe('It is another one, though it resembles one that is there.'))),
});
const altered = z.strictObject({
  op: z.literal('change'),
  id: z.string(),
  set: z.record(z.string(), z.unknown()).check(z.describe('Key of the entity, with dots into maps such as impact.integrity, then its new value; null takes it out.')),
  because: z.optional(z.string().check(z.minLength(10), z.describe('Needed for factors and for what a boundary passes.'))),
});
export const refinement = z.strictObject({ changes: z.array(z.discriminatedUnion('op', [added, altered])).check(z.minLength(1), z.maxLength(100)) });
export type Refinement = z.output<typeof refinement>;

/** For a brief. */
export const refinementChecks = [
  'Entities have the keys and words of the model file; every identifier that they name is there or is added here.',
  'Nothing is added that is there already or was removed, unless it says force.',
  'What an entity is called keeps its meaning, and an asset keeps its properties: for something else, add it.',
  'Nothing is removed, attested, sealed, claimed to be implemented or taken for granted in the place of a control.',
  'Another factor, or another list of what a boundary passes, has a reason.',
];

/** Keys that are somebody else's to write. */
const closed: Partial<Readonly<Record<RefinableKind, Readonly<Record<string, string>>>>> = {
  boundaries: { sealed: 'To seal is a person’s to decide: see edit_trust_boundary.' },
  assumptions: { attestations: 'To attest is a person’s own: see submit_attestation.', status: 'See edit_assumption and submit_attestation.', target_model: 'See link_dependency.' },
  controls: { status: 'Whether it is implemented is claimed with assertions: see update_control_status.', assumed_by: 'See assume_control.', judge: 'See refine_control.' },
};
/** Keys of live entities that other tools change, with what goes along. */
const elsewhere: Partial<Readonly<Record<RefinableKind, Readonly<Record<string, string>>>>> = {
  controls: { description: 'See refine_control.', clauses: 'See refine_control.', mitigates: 'See remap_control and set_mitigation_groups.' },
  assumptions: { description: 'See edit_assumption.', objectives: 'See edit_assumption.', exclusion: 'See edit_assumption.', type: 'See edit_assumption.' },
};

export interface PlannedRefinement {
  /** What it would be refused for. Empty: it can be made. */
  readonly problems: readonly ProposalProblem[];
  /** Of these, what would turn an entity into another one. */
  readonly semantic: readonly string[];
  readonly result: EditResult;
  /** The identifiers of what is added, in the order of the proposal. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
}

/** Plans a refinement. `chance` is as for `allocateIdentifier`. */
export function planRefinement(parsed: ParsedModel, { changes }: Refinement, chance: () => number): PlannedRefinement {
  const { model } = parsed;
  const problems: ProposalProblem[] = [];
  const semantic: string[] = [];
  const names = new Map<string, string>();
  const ids: string[] = [];
  const additions: { readonly place: number; readonly kind: RefinableKind; readonly id: string; readonly entity: Readonly<Record<string, unknown>> }[] = [];
  const steps: EditStep[] = [];
  const changed: string[] = [];
  changes.forEach((change, place) => {
    if (change.op !== 'add') return;
    const id = allocateIdentifier(change.kind, model, chance, ids);
    ids.push(id);
    additions.push({ place, kind: change.kind, id, entity: change.entity });
    if (change.key === undefined) return;
    if (names.has(change.key)) problems.push({ place: `changes[${place}].key`, message: `${change.key} names another one already.` });
    names.set(change.key, id);
  });
  changes.forEach((change, index) => {
    const say = (place: string, message: string): void => void problems.push({ place: `changes[${index}]${place}`, message });
    if (change.op === 'add') problemsOfAddition(model, change, say);
    else {
      const kind = refinableKinds.find((one) => one === kindOfIdentifier(change.id));
      if (!kind || !Object.hasOwn(model[kind], change.id)) {
        say('.id', Object.hasOwn(model.removed, change.id) ? `${change.id} was removed: restore it first.` : `There is no ${change.id} that can be refined.`);
        return;
      }
      const another = meansAnother(model, kind, change.id, change.set);
      semantic.push(...another);
      for (const message of another) say('.set', message);
      const set = settingsOf(kind, change, say);
      changed.push(change.id);
      steps.push(...changeSteps(kind, change.id, named(set, names) as Record<string, unknown>));
    }
  });
  const result = editInSteps(parsed, [...additions.map(({ kind, id, entity }): EditStep => (now) => addEntity(now, kind, id, named(entity, names) as Record<string, unknown>)), ...steps]);
  for (const problem of problems.length === 0 ? problemsBrought(parsed, result) : []) {
    const { message, remedy } = describeModelProblem(problem);
    const place = additions.find(({ id }) => id === problem.path[1])?.place ?? changes.findIndex((change) => change.op === 'change' && change.id === problem.path[1]);
    problems.push({ place: place >= 0 ? `changes[${place}].${problem.path.slice(2).join('.')}` : problem.path.join('.'), message: `${message} ${remedy}` });
  }
  return { problems, semantic, result, added: ids, changed: [...new Set(changed)] };
}

type Say = (place: string, message: string) => void;

function problemsOfAddition(model: ThreatModel, { kind, entity, force }: z.output<typeof added>, say: Say): void {
  for (const [key, message] of Object.entries(closed[kind] ?? {})) if (key in entity && !(key === 'status' && kind === 'controls' && entity[key] === 'not_implemented')) say(`.entity.${key}`, message);
  const title = entity[titleKeys[kind]];
  if (kind === 'connections') return;
  if (typeof title !== 'string' || title.trim() === '') {
    say(`.entity.${titleKeys[kind]}`, `A ${kindNouns[kind]} needs ${titleKeys[kind]}.`);
    return;
  }
  const [twin] = force === true ? [] : resembling(model, kind, title);
  if (twin) say(`.entity.${titleKeys[kind]}`, twin.removed ? `${twin.id}, which was removed, may be the same: restore it, or say force.` : `${twin.id} (${twin.title}) may be the same: change that one, or say force.`);
}

/** What would make an entity another one, a sentence each. */
function meansAnother(model: ThreatModel, kind: RefinableKind, id: string, set: Readonly<Record<string, unknown>>): readonly string[] {
  const entity = model[kind][id] as unknown as Readonly<Record<string, unknown>>;
  const key = titleKeys[kind];
  const title = typeof entity[key] === 'string' ? entity[key] : '';
  const found: string[] = [];
  if (kind !== 'connections' && key in set && !keepsMeaning(title, typeof set[key] === 'string' ? set[key] : '')) found.push(`${id} is ${title}; with other words it reads as another ${kindNouns[kind]}. Add that one instead.`);
  if (kind === 'assets' && 'properties' in set) {
    const now = Array.isArray(set.properties) ? (set.properties as unknown[]) : [];
    const gone = model.assets[id]!.properties.filter((property) => !now.includes(property));
    if (gone.length > 0) found.push(`${id} would lose ${gone.join(', ')}, which must hold of it. If that is meant, use edit_asset.`);
  }
  return found;
}

/** What is set, with the reason where one is needed. */
function settingsOf(kind: RefinableKind, { set, because }: z.output<typeof altered>, say: Say): Readonly<Record<string, unknown>> {
  const refused = { ...closed[kind], ...elsewhere[kind] };
  for (const key of Object.keys(set)) {
    const message = refused[key.split('.')[0]!];
    if (message !== undefined) say(`.set.${key}`, message);
  }
  const rated = Object.keys(set).some((key) => /^(impact|likelihood)\.(?!why$)/.test(key) || key === 'vector' || key === 'passes' || key === 'impact' || key === 'likelihood');
  if (!rated) return set;
  if (because === undefined) {
    say('.because', 'Another factor, or another list of what passes, needs a reason.');
    return set;
  }
  const why = kind === 'assets' ? 'impact.why' : kind === 'attackers' ? 'likelihood.why' : 'why';
  return { ...set, [why]: because };
}

/** Names of this proposal, as the identifiers that they stand for. A name that it does not have stays as it is. */
function named(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return value.replace(/\$([a-z][a-z0-9_]*)/g, (whole, name: string) => names.get(name) ?? whole);
  if (Array.isArray(value)) return value.map((item) => named(item, names));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, named(inner, names)]));
  return value;
}
