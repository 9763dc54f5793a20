/** Controls that somebody proposes: their shape, what is wrong with them, and the one edit that adds them all. */
import * as z from 'zod/mini';
import { allocateIdentifier } from '../../model/allocate.ts';
import { addEntity } from '../../model/edit-entities.ts';
import type { EditResult } from '../../model/edit.ts';
import { editInSteps, type EditStep } from '../../model/edit-in-steps.ts';
import { idPatterns } from '../../model/identifiers.ts';
import type { ParsedModel } from '../../model/parse.ts';
import { exists } from '../../model/references.ts';
import { findSimilar } from '../../model/similar.ts';
import type { ThreatModel } from '../../model/schema.ts';
import { callStrengths, presenceStrengths, strengths } from '../../model/vocabulary.ts';
import { findAssertionType, suggestAssertionType } from '../../verifier/catalogue.ts';
import { mitigationsOf, noGroup } from '../modelling/control-form.ts';
import type { ProposalProblem } from './brief.ts';

export const proposedClause = z.object({
  shows: z.string().check(z.minLength(1), z.maxLength(400), z.describe('What the evidence has to show.')),
  types: z.optional(z.array(z.string()).check(z.describe('Assertion types that can show it; left out: any.'))),
  least: z.optional(z.enum(strengths).check(z.describe('The least strength of proof.'))),
});
export type ProposedClause = z.output<typeof proposedClause>;

export const proposedControl = z.object({
  description: z.string().check(z.minLength(1), z.maxLength(2000), z.describe('The measure, concrete enough to be implemented and checked.')),
  co_ids: z.optional(z.array(z.string()).check(z.describe('The live objectives that it serves.'))),
  group: z.optional(z.string().check(z.describe('Its mitigation group there. All of a group are needed, any one group is enough. Left out: none.'))),
  clauses: z.optional(z.record(z.string(), proposedClause).check(z.describe('By a short name of lower-case letters, digits, - and _. Without a clause a control is never verified.'))),
  component_ids: z.optional(z.array(z.string())),
  framework_refs: z.optional(z.array(z.string())),
  status: z.optional(z.enum(['not_implemented', 'implemented'])),
  notes: z.optional(z.string()),
});
export type ProposedControl = z.output<typeof proposedControl>;

/** For a brief. */
export const controlChecks = [
  'Each objective is live, each component is there.',
  'No description says the same as a control of the model or another one of the proposal.',
  'Clauses have short names, and name assertion types and strengths of the catalogue.',
  'Nothing claims to be implemented: that takes an assertion.',
];

/** Everything that keeps proposed controls from being added. Empty: they can be. */
export function problemsOfControls(model: ThreatModel, proposed: readonly ProposedControl[]): readonly ProposalProblem[] {
  const problems: ProposalProblem[] = [];
  const known = new Map(Object.entries(model.controls).map(([id, { description }]) => [sameWords(description), id]));
  proposed.forEach((control, index) => {
    const at = (rest: string): string => `controls[${index}].${rest}`;
    const say = (place: string, message: string): void => void problems.push({ place: at(place), message });
    const said = sameWords(control.description);
    const twin = known.get(said);
    if (said === '') say('description', 'It says nothing.');
    else if (twin !== undefined) say('description', `${twin} says the same.`);
    else known.set(said, `controls[${index}]`);
    control.co_ids?.forEach((id, place) => {
      if (!exists(model, 'objectives', id)) say(`co_ids[${place}]`, `${id} is no live objective.`);
    });
    control.component_ids?.forEach((id, place) => {
      if (Object.hasOwn(model.components, id)) return;
      const likely = findSimilar(id, Object.keys(model.components));
      say(`component_ids[${place}]`, `${id} is no component.${likely === undefined ? '' : ` Did you mean ${likely}?`}`);
    });
    if (control.group !== undefined && control.group !== noGroup && !/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(control.group)) say('group', 'A group has a short name of letters, digits, - and _.');
    if (control.status === 'implemented') say('status', 'A new control has no assertion yet, so it is not implemented. Submit assertions first, then call update_control_status.');
    for (const problem of problemsOfClauses(control.clauses ?? {})) say(problem.place, problem.message);
  });
  return problems;
}

/** Everything that is wrong with clauses, by their names. */
export function problemsOfClauses(clauses: Readonly<Record<string, ProposedClause>>): readonly ProposalProblem[] {
  const problems: ProposalProblem[] = [];
  for (const [name, { shows, types = [], least }] of Object.entries(clauses)) {
    const say = (place: string, message: string): void => void problems.push({ place: `clauses.${name}${place}`, message });
    if (!idPatterns.clauses.test(name)) say('', 'A clause has a short name of lower-case letters, digits, - and _.');
    if (shows.trim() === '') say('.shows', 'It says nothing.');
    types.forEach((type, index) => {
      const likely = suggestAssertionType(type);
      if (!findAssertionType(type)) say(`.types[${index}]`, `There is no assertion type ${type}.${likely === undefined ? '' : ` Did you mean ${likely}?`}`);
    });
    const found = types.flatMap((type) => findAssertionType(type) ?? []);
    const reached = (ladder: string): readonly string[] => (ladder === 'calls' ? callStrengths : presenceStrengths);
    if (least !== undefined && found.length > 0 && !found.some(({ ladder }) => reached(ladder).includes(least))) say('.least', `None of its types can prove ${least}.`);
  }
  return problems;
}

/** The edit that adds them, under the next free identifiers. `chance` is as for `allocateIdentifier`. */
export function addProposedControls(parsed: ParsedModel, proposed: readonly ProposedControl[], origin: { readonly source?: string | undefined; readonly source_label?: string | undefined }, chance: () => number): { readonly ids: readonly string[]; readonly result: EditResult } {
  const ids: string[] = [];
  const steps = proposed.map((control): EditStep => {
    const id = allocateIdentifier('controls', parsed.model, chance, ids);
    ids.push(id);
    return (now) => addEntity(now, 'controls', id, controlOfProposal(control, origin));
  });
  return { ids, result: editInSteps(parsed, steps) };
}

function controlOfProposal({ description, co_ids = [], group = noGroup, clauses = {}, component_ids = [], framework_refs = [], notes }: ProposedControl, { source, source_label }: { readonly source?: string | undefined; readonly source_label?: string | undefined }): Readonly<Record<string, unknown>> {
  const mitigates = mitigationsOf([...new Set(co_ids)], group);
  return {
    description: description.trim(),
    status: 'not_implemented',
    ...(mitigates.length > 0 ? { mitigates } : {}),
    ...(Object.keys(clauses).length > 0 ? { clauses: Object.fromEntries(Object.entries(clauses).map(([name, clause]) => [name, clauseOfProposal(clause)])) } : {}),
    ...(component_ids.length > 0 ? { components: [...new Set(component_ids)] } : {}),
    ...(framework_refs.length > 0 ? { framework_refs: [...new Set(framework_refs)] } : {}),
    ...(notes === undefined ? {} : { notes }),
    ...(source === undefined ? {} : { source }),
    ...(source_label === undefined ? {} : { source_label }),
  };
}

/** A clause as a model file has it. */
export function clauseOfProposal({ shows, types = [], least }: ProposedClause): Readonly<Record<string, unknown>> {
  return { shows: shows.trim(), ...(types.length > 0 ? { types } : {}), ...(least === undefined ? {} : { least }) };
}

/** What two descriptions have in common that say the same: neither case, nor marks, nor blanks count. */
export function sameWords(text: string): string {
  return (text.normalize('NFKC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}
