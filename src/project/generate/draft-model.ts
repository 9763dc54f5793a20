/** A model that somebody drafted, as a list of entities: checked like every change of a model, and written like a generated one. */
import * as z from 'zod/mini';
import { proposedModelText } from '../../generation/model-text.ts';
import { parseModel, type ParsedModel } from '../../model/parse.ts';
import { modelIdOf } from '../../model/template.ts';
import { applyEdits } from '../../model/text-edit.ts';
import type { ProposalProblem } from '../proposals/brief.ts';
import { added, planRefinement } from '../proposals/refinement.ts';

export const modelDraft = z.strictObject({
  title: z.string().check(z.minLength(1), z.maxLength(120)),
  description: z.optional(z.string().check(z.maxLength(20_000))),
  entities: z.array(added).check(z.minLength(1), z.maxLength(300), z.describe('Each with its kind and the keys of the model file; $name refers to another one.')),
});
export type ModelDraft = z.output<typeof modelDraft>;

/** For a brief. */
export const draftChecks = [
  'Entities have the keys and words of the model file; every identifier that they name is added here, as $name.',
  'Nothing is there twice, unless the second one says force.',
  'There is at least one asset with a property and one attacker: without them there is no objective.',
  'Nothing is attested, sealed or claimed to be implemented.',
];

/** The model of a draft, parsed from the text that would be written; or everything that keeps it from being one. */
export function draftedModel({ title, description = '', entities }: ModelDraft, fallback: string, chance: () => number): { readonly parsed: ParsedModel } | { readonly problems: readonly ProposalProblem[] } {
  const empty = parseModel(proposedModelText({ modelId: modelIdOf(title), title, description: description === '' ? fallback : description }, []));
  const { problems, result } = planRefinement(empty, { changes: entities.map((entity) => ({ ...entity, op: 'add' as const })) }, chance);
  const lacking = (['assets', 'attackers'] as const).filter((kind) => !entities.some((entity) => entity.kind === kind));
  const all = [...problems.map(({ place, message }) => ({ place: place.replace(/^changes/, 'entities'), message })), ...lacking.map((kind) => ({ place: 'entities', message: `It has no ${kind}, so it has no objective.` })), ...twins(entities)];
  if (all.length > 0) return { problems: all };
  if ('refused' in result) return { problems: [{ place: 'entities', message: 'They cannot be written as a model file.' }] };
  return { parsed: parseModel(applyEdits(empty.source.text, result.edits)) };
}

/** Entities of one kind with the same words. */
function twins(entities: ModelDraft['entities']): readonly ProposalProblem[] {
  const seen = new Map<string, number>();
  return entities.flatMap(({ kind, entity, force }, index): readonly ProposalProblem[] => {
    const words = [entity.name ?? entity.capability ?? entity.description ?? entity.label].map((word) => (typeof word === 'string' ? word.trim().toLowerCase() : ''))[0]!;
    const first = seen.get(`${kind} ${words}`);
    seen.set(`${kind} ${words}`, first ?? index);
    return first === undefined || words === '' || kind === 'connections' || force === true ? [] : [{ place: `entities[${index}]`, message: `entities[${first}] says the same.` }];
  });
}
