/** Claims that hold for some code, as they would be submitted: found by reading the code, checked, and tried. */
import * as z from 'zod/mini';
import { candidatesForClause, type ClauseCandidate } from '../../project/claims/candidates-for-clause.ts';
import { printable } from '../../project/printable.ts';
import { describeClaim } from '../../project/sentences/posture.ts';
import { ToolRefusal } from '../answer.ts';
import { findEntity, findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { tool } from '../tool.ts';
import { inRepository } from './name-files.ts';

const shortfalls = { type_not_allowed: 'the clause takes no claim of this type', too_weak: 'its proof is too weak for the clause', notices_nothing: 'it does not notice that what it claims is gone' } as const;

const row = z.object({
  assertion: z.object({ type: z.string(), params: z.record(z.string(), z.unknown()), covers: z.array(z.string()) }).check(z.describe('As submit_assertions takes it.')),
  claim: z.string(),
  strength: z.optional(z.string()),
  line: z.optional(z.int()),
  meets_clause: z.boolean(),
  shortfall: z.optional(z.string()),
  kill_rate: z.optional(z.object({ killed: z.int(), tried: z.int() })),
});

export const suggestAssertions = tool({
  name: 'suggest_assertions',
  title: 'Suggest assertions',
  toolsets: ['core', 'evidence'],
  use: 'To find claims that hold about functions, calls or classes you know, best for a clause first; all are verified. Choose those that mean the clause.',
  not: 'For claims of other types (headers, configuration, dependencies), see get_assertion_types.',
  effect: 'reads',
  input: z.object({
    ...modelInput,
    control_id: z.optional(z.string()),
    clause: z.optional(z.string().check(z.describe('A clause of the control.'))),
    candidates: z.array(z.object({ file: z.string(), symbol: z.optional(z.string().check(z.describe('Function or class in it.'))) })).check(z.minLength(1), z.maxLength(10)),
    limit: z._default(z.int().check(z.minimum(1), z.maximum(40)), 12),
  }),
  output: z.object({ suggestions: z.array(row) }),
  async run({ model_id, control_id, clause, candidates, limit }, desk) {
    const { project, model } = await findModel(desk, model_id);
    if (clause !== undefined && control_id === undefined) throw new ToolRefusal('invalid_input', 'A clause belongs to a control.', 'Give control_id as well.');
    const clauses = control_id === undefined ? {} : findEntity(model, 'controls', control_id).clauses;
    if (clause !== undefined && !Object.hasOwn(clauses, clause)) throw new ToolRefusal('unknown_clause', `${control_id} has no clause ${printable(clause)}.`, Object.keys(clauses).length > 0 ? `Name one of ${Object.keys(clauses).map((name) => printable(name)).join(', ')}.` : 'It has none yet: refine_control adds them.', { known: Object.keys(clauses) });
    const asked = clause === undefined ? undefined : clauses[clause];
    const places = candidates.map(({ file, symbol }) => ({ file: inRepository(model, file), ...(symbol === undefined ? {} : { symbol }) }));
    const found = await candidatesForClause(project, model, asked, places, { most: limit, checker: desk.checker, signal: desk.signal });
    if (found.length === 0) throw new ToolRefusal('nothing_found', 'No claim about this code holds: the file cannot be read as code, or has no live function, call, class or import that fits.', 'Name another file or symbol, or claim another type: get_assertion_types lists them.');
    const fitting = found.filter(({ shortfall }) => shortfall === undefined).length;
    return {
      summary: [
        clause === undefined ? `${found.length} claims hold.` : `${fitting} of ${found.length} claims that hold would meet ${printable(clause)}: ${printable(asked?.shows ?? '')}.`,
        ...found.slice(0, 4).map((one) => `${printable(describeClaim(one.claim))} (${one.verdict.strength ?? ''}${one.shortfall === undefined ? '' : `; ${shortfalls[one.shortfall]}`})`),
      ].join('\n'),
      data: { suggestions: found.map((one) => rowOf(one, clause)) },
      next: 'submit_assertions with those that mean what the clause says.',
    };
  },
});

function rowOf({ claim, verdict, vacuity, shortfall }: ClauseCandidate, clause: string | undefined): z.input<typeof row> {
  return {
    assertion: { type: claim.type, params: { ...claim.params }, covers: clause === undefined ? [] : [clause] },
    claim: printable(describeClaim(claim)),
    ...(verdict.strength === undefined ? {} : { strength: verdict.strength }),
    ...(verdict.range === undefined ? {} : { line: verdict.range.start.line }),
    meets_clause: clause !== undefined && shortfall === undefined,
    ...(shortfall === undefined ? {} : { shortfall: shortfalls[shortfall] }),
    ...(vacuity && vacuity.tried > 0 ? { kill_rate: { killed: vacuity.killed, tried: vacuity.tried } } : {}),
  };
}
