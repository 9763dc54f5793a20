/** A control as answers show it: what the file says, and what follows from the work tree. */
import * as z from 'zod/mini';
import type { ListedControl } from '../../project/controls/control-list.ts';
import { onRecord } from '../../project/on-record.ts';
import { describeClaim, describeObstacle, describeShortfall } from '../../project/sentences/posture.ts';
import { describeOnRecord } from '../../project/sentences/recorded.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';

export const controlRow = z.object({
  id: z.string(),
  description: z.string(),
  status: z.optional(z.string().check(z.describe('What the file claims.'))),
  standing: z.string().check(z.describe('What is derived: verified, assumed, implemented (claimed, not shown), not_implemented, removed.')),
  recorded_standing: z.optional(z.string()),
  objectives: z.optional(z.array(z.string())),
  components: z.optional(z.array(z.string())),
  clauses: z.optional(z.int()),
  clauses_met: z.optional(z.int()),
  assertions: z.optional(z.int()),
  obstacles: z.optional(z.array(z.string())),
  open_findings: z.optional(z.array(z.string())),
  orphaned: z.optional(z.boolean()),
  removed_on: z.optional(z.string()),
  why_removed: z.optional(z.string()),
});

export function rowOfControl(model: ModelSnapshot, listed: ListedControl): z.input<typeof controlRow> {
  if (listed.removed) return { id: listed.id, description: listed.description, standing: 'removed', removed_on: listed.on, ...(listed.why === undefined ? {} : { why_removed: listed.why }) };
  const { id, control, state, orphaned } = listed;
  const recorded = onRecord(model)?.assessment.controls.find((one) => one.id === id)?.standing;
  return {
    id,
    description: control.description,
    status: control.status,
    standing: state.standing,
    ...(recorded === undefined ? {} : { recorded_standing: recorded }),
    objectives: [...state.objectives],
    components: control.components,
    clauses: state.clauses.length,
    clauses_met: state.clauses.filter(({ met }) => met).length,
    assertions: state.assertions.length,
    obstacles: state.obstacles.map(describeObstacle),
    open_findings: [...state.openFindings],
    orphaned,
  };
}

export const clauseRow = z.object({
  clause: z.string(),
  shows: z.string(),
  types: z.array(z.string()).check(z.describe('Assertion types that can show it; empty: any.')),
  least: z.array(z.string()).check(z.describe('The least strength of proof, on whichever ladder.')),
  met: z.boolean(),
  covered_by: z.array(z.object({ assertion_id: z.string(), shortfall: z.optional(z.string()) })),
  missing: z.optional(z.string().check(z.describe('What would meet it.'))),
});

/** The clauses of a control with what each lacks. */
export function clausesOf(model: ModelSnapshot, control: string): z.input<typeof clauseRow>[] {
  const state = model.assessment.controls.find(({ id }) => id === control);
  return (state?.clauses ?? []).map(({ clause, shows, met, least, coveredBy }) => {
    const types = model.model.controls[control]?.clauses[clause]?.types ?? [];
    const kind = types.length === 0 ? 'an assertion' : `an assertion of type ${types.join(' or ')}`;
    const missing = met ? undefined : coveredBy.length === 0 ? `${kind} that covers it, at ${least.join(' or ')}` : `none that covers it does: ${coveredBy.map(({ assertion, shortfall }) => `${assertion}: ${shortfall === undefined ? '' : describeShortfall(shortfall)}`).join('; ')}`;
    return { clause, shows, types, least: [...least], met, covered_by: coveredBy.map(({ assertion, shortfall }) => ({ assertion_id: assertion, ...(shortfall === undefined ? {} : { shortfall: describeShortfall(shortfall) }) })), ...(missing === undefined ? {} : { missing }) };
  });
}

export const assertionRow = z.object({
  id: z.string(),
  control_id: z.optional(z.string()),
  assumption_id: z.optional(z.string()),
  type: z.string(),
  params: z.record(z.string(), z.unknown()),
  claim: z.string(),
  covers: z.array(z.string()),
  verdict: z.string().check(z.describe('pass, fail, undecidable, elsewhere (another repository), unchecked.')),
  strength: z.optional(z.string()),
  details: z.optional(z.string()),
  file: z.optional(z.string()),
  line: z.optional(z.int()),
  survived: z.optional(z.array(z.string()).check(z.describe('Changes that take away what it claims, and that it does not notice: then it counts as text.'))),
  recorded: z.optional(z.string()),
  description: z.optional(z.string()),
});

export function rowOfAssertion(model: ModelSnapshot, id: string): z.input<typeof assertionRow> {
  const assertion = model.model.assertions[id]!;
  const standing = [...model.assessment.controls, ...model.assessment.assumptions].flatMap(({ assertions }) => assertions).find((one) => one.id === id);
  const verdict = model.verdicts.get(id);
  const vacuity = model.vacuity.get(id);
  const recorded = onRecord(model)?.basis.standings[id];
  return {
    id,
    ...(assertion.control === undefined ? {} : { control_id: assertion.control }),
    ...(assertion.assumption === undefined ? {} : { assumption_id: assertion.assumption }),
    type: assertion.type,
    params: assertion.params,
    claim: describeClaim(assertion),
    covers: assertion.covers,
    verdict: standing?.verdict ?? 'unchecked',
    ...(standing?.strength === undefined ? {} : { strength: standing.strength }),
    ...(verdict === undefined ? {} : { details: verdict.details }),
    ...(verdict?.file === undefined ? {} : { file: verdict.file }),
    ...(verdict?.range === undefined ? {} : { line: verdict.range.start.line }),
    ...(vacuity && vacuity.survived.length > 0 ? { survived: [...vacuity.survived] } : {}),
    ...(recorded ? { recorded: describeOnRecord(recorded) } : {}),
    ...(assertion.description === undefined ? {} : { description: assertion.description }),
  };
}

/** The assertions of a control or an assumption, in the order of the file. */
export function assertionsOf(model: ModelSnapshot, subject: string): readonly string[] {
  return Object.keys(model.model.assertions).filter((id) => model.model.assertions[id]!.control === subject || model.model.assertions[id]!.assumption === subject);
}

/** @throws ToolRefusal when an identifier names no live objective. */
export function requireObjectives(model: ModelSnapshot, ids: readonly string[]): void {
  const live = new Set(model.assessment.objectives.map(({ id }) => id));
  const wrong = ids.filter((id) => !live.has(id));
  if (wrong.length > 0) throw new ToolRefusal('unknown_objective', `${wrong.join(', ')} ${wrong.length === 1 ? 'is no live objective' : 'are no live objectives'} of ${model.model.id}.`, 'get_control_objectives lists those that there are.', { known: [...live].slice(0, 50) });
}
