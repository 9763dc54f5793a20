/** Rating anew: the factors of assets and attackers, judged by the calling agent from the model's own words. */
import * as z from 'zod/mini';
import { rateImpact, rateLikelihood } from '../../assurance/ratings.ts';
import { editInSteps, type EditStep } from '../../model/edit-in-steps.ts';
import { attackComplexities, attackVectors, blastRadii, capabilityPrevalences, impactLevels, privilegeLevels, recoverabilities, regulatoryScopes, userInteractions } from '../../model/vocabulary.ts';
import { changeSteps } from '../../project/modelling/put-entity.ts';
import { dataOnly, fenced, type ProposalProblem } from '../../project/proposals/brief.ts';
import { changeOutput } from '../change-output.ts';
import { makeEdit } from '../edit-model.ts';
import { findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { briefData, briefOutput, refuseProblems, schemaForBrief } from '../proposal.ts';
import { proposalInput, readProposal } from '../read-proposal.ts';
import { tool } from '../tool.ts';
import { needReason, reason } from './common.ts';

const why = z.string().check(z.minLength(10), z.describe('The reason for these factors, which a reviewer can argue with.'));
const assetFactors = z.strictObject({
  confidentiality: z.optional(z.enum(impactLevels)),
  integrity: z.optional(z.enum(impactLevels)),
  availability: z.optional(z.enum(impactLevels)),
  usage: z.optional(z.enum(impactLevels)),
  blast_radius: z.optional(z.enum(blastRadii)),
  recoverability: z.optional(z.enum(recoverabilities)),
  regulatory_scope: z.optional(z.enum(regulatoryScopes)),
  why,
});
const attackerFactors = z.strictObject({ vector: z.optional(z.enum(attackVectors)), privileges: z.optional(z.enum(privilegeLevels)), complexity: z.optional(z.enum(attackComplexities)), interaction: z.optional(z.enum(userInteractions)), prevalence: z.optional(z.enum(capabilityPrevalences)), why });
const proposal = z.strictObject({ assets: z._default(z.record(z.string(), assetFactors), () => ({})), attackers: z._default(z.record(z.string(), attackerFactors), () => ({})) });

const instructions = 'Rate the assets and attackers in the material. For an asset: how bad is it when each of its tagged properties is lost, how far does the harm spread, how hard is it to undo, what does the law ask for. For an attacker: how it attacks, what it needs first, and how common the capability is. Leave out what the material gives no ground for; what is left out stays as it is. Give each a reason that names what it rests on.';
const checks = ['Every identifier is a live asset or attacker.', 'Every factor is a word of the vocabulary.', 'Each has a reason of at least 10 characters and at least one factor.', 'A factor of a property is given only where the asset is tagged with it.'];

export const reevaluateFactors = tool({
  name: 'reevaluate_threat_model_factors',
  title: 'Rate assets and attackers anew',
  toolsets: ['model'],
  use: 'To rate many assets and attackers at once: it gives you a brief, and with your proposal it sets the factors as one edit.',
  not: 'For one of them, edit_asset or edit_attacker.',
  effect: 'edits',
  input: z.object({ ...modelInput, change_reason: reason('a proposal is given'), proposal: proposalInput }),
  output: z.object({ ...changeOutput, rated: z.array(z.string()), brief: z.optional(briefOutput) }),
  async run({ model_id, change_reason, proposal: raw }, desk) {
    const { model } = await findModel(desk, model_id);
    const { assets, attackers, title, description = '' } = model.parsed.model;
    if (!raw) {
      const material = {
        title,
        description,
        assets: Object.entries(assets).map(([id, asset]) => ({ id, ...asset, rating: rateImpact(asset).rating, not_rated: rateImpact(asset).notRated })),
        attackers: Object.entries(attackers).map(([id, attacker]) => ({ id, ...attacker, rating: rateLikelihood(attacker).rating, not_rated: rateLikelihood(attacker).notRated })),
      };
      const open = [...material.assets, ...material.attackers].filter(({ not_rated }) => not_rated.length > 0).map(({ id }) => id);
      return {
        summary: `A brief for the factors of ${material.assets.length} assets and ${material.attackers.length} attackers${open.length > 0 ? `; not fully rated: ${open.slice(0, 20).join(', ')}` : ', all of them rated'}. Nothing was changed.`,
        data: { model_id: model.model.id, weakens: [], changes: [], rated: [], brief: briefData({ instructions: `${instructions} ${dataOnly}`, data: fenced(material, () => desk.chance()), proposal_schema: schemaForBrief(proposal), checks }) },
        next: 'Call it again with your proposal and change_reason.',
      };
    }
    const because = needReason(change_reason, 'Rating anew');
    const given = readProposal(proposal, raw);
    refuseProblems(problemsOf(given, model.parsed.model));
    const steps = [
      ...Object.entries(given.assets).flatMap(([id, factors]) => ratingSteps('assets', id, 'impact', factors, because)),
      ...Object.entries(given.attackers).flatMap(([id, { vector, ...factors }]) => [...(vector === undefined ? [] : changeSteps('attackers', id, { vector })), ...ratingSteps('attackers', id, 'likelihood', factors, because)]),
    ];
    const rated = [...Object.keys(given.assets), ...Object.keys(given.attackers)];
    const { said, words } = await makeEdit(desk, model, editInSteps(model.parsed, steps));
    return { summary: `Rated ${rated.join(', ')}.${words}`, data: { rated, ...said } };
  },
});

function ratingSteps(kind: 'assets' | 'attackers', id: string, key: string, { why: ground, ...factors }: { readonly why: string }, because: string): readonly EditStep[] {
  return changeSteps(kind, id, Object.fromEntries(Object.entries({ ...factors, why: `${ground.trim()} Changed: ${because}` }).map(([factor, value]) => [`${key}.${factor}`, value])));
}

const propertyOfFactor = { confidentiality: 'C', integrity: 'I', availability: 'A', usage: 'U' } as const;

function problemsOf(given: z.output<typeof proposal>, { assets, attackers }: { readonly assets: Readonly<Record<string, { readonly properties: readonly string[] }>>; readonly attackers: object }): readonly ProposalProblem[] {
  const problems: ProposalProblem[] = [];
  for (const [id, factors] of Object.entries(given.assets)) {
    if (!Object.hasOwn(assets, id)) {
      problems.push({ place: `assets.${id}`, message: `There is no asset ${id}.` });
      continue;
    }
    if (Object.keys(factors).length < 2) problems.push({ place: `assets.${id}`, message: 'It names no factor.' });
    for (const [factor, property] of Object.entries(propertyOfFactor)) if (factor in factors && !assets[id]!.properties.includes(property)) problems.push({ place: `assets.${id}.${factor}`, message: `${id} is not tagged with ${property}.` });
  }
  for (const [id, factors] of Object.entries(given.attackers)) {
    if (!Object.hasOwn(attackers, id)) problems.push({ place: `attackers.${id}`, message: `There is no attacker ${id}.` });
    else if (Object.keys(factors).length < 2) problems.push({ place: `attackers.${id}`, message: 'It names no factor.' });
  }
  if (Object.keys(given.assets).length + Object.keys(given.attackers).length === 0) problems.push({ place: 'proposal', message: 'It rates nothing.' });
  return problems;
}
