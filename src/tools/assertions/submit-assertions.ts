/** Making claims about the code: checked on the work tree before any of them is written. */
import * as z from 'zod/mini';
import { strengths } from '../../model/vocabulary.ts';
import { addAssertions } from '../../project/claims/add-assertion.ts';
import { judgeSubmissions, mayBeWritten, newAssertionOf, type JudgedSubmission } from '../../project/claims/submit-assertions.ts';
import { printable } from '../../project/printable.ts';
import { describeClaim, describeObstacle, standingWords } from '../../project/sentences/posture.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';
import { again, basisOf, basisOutput } from '../basis.ts';
import { changeBetween, changeLines, changeOutput } from '../change-output.ts';
import { findEntity, findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { tool } from '../tool.ts';

const submitted = z.object({
  type: z.string().check(z.describe('An assertion type of the catalogue, such as function_calls.')),
  params: z.record(z.string(), z.unknown()).check(z.describe('What exactly is claimed. Paths are relative to the repository.')),
  covers: z._default(z.array(z.string()).check(z.describe('The clauses of the control that it shows.')), () => []),
  requires: z.optional(z.enum(strengths)),
  description: z.optional(z.string().check(z.maxLength(500))),
  repo: z.optional(z.string().check(z.describe('owner/name, when the code lies in another repository; then recorded evidence answers it.'))),
});

const judged = z.object({
  index: z.int(),
  id: z.optional(z.string().check(z.describe('Under which it was written, or of the one that says the same.'))),
  outcome: z.enum(['invalid', 'already', 'pass', 'fail', 'undecidable', 'elsewhere']),
  claim: z.string(),
  strength: z.optional(z.string()),
  details: z.string(),
  file: z.optional(z.string()),
  line: z.optional(z.int()),
  kill_rate: z.optional(z.object({ killed: z.int(), tried: z.int() }).check(z.describe('Of the changes that take away what it claims, how many it notices.'))),
  survived: z.array(z.string()),
  covers: z.array(z.object({ clause: z.string(), met: z.boolean(), shortfall: z.optional(z.string()) })),
  coherence_warnings: z.array(z.object({ code: z.string(), message: z.string() })),
});

export const submitAssertions = tool({
  name: 'submit_assertions',
  title: 'Submit assertions',
  toolsets: ['core', 'evidence'],
  use: 'To claim, by typed assertions, that code implements a control; each is verified here and written only when it passes.',
  not: 'For what is missing in the code, use submit_findings.',
  effect: 'edits',
  idempotent: true,
  input: z.object({
    ...modelInput,
    assertions_json: z.array(submitted).check(z.minLength(1), z.maxLength(50)),
    control_id: z.optional(z.string()),
    assumption_id: z.optional(z.string().check(z.describe('An assumption of type non_applicability, instead of a control.'))),
    keep_passing: z._default(z.boolean().check(z.describe('Write those that pass even when others do not. Otherwise all or none.')), false),
    dry_run: z._default(z.boolean().check(z.describe('Only say what each comes to; write none.')), false),
  }),
  output: z.object({ ...changeOutput, ...basisOutput, subject: z.string(), written: z.array(z.string()), assertions: z.array(judged), standing: z.optional(z.string()), obstacles: z.array(z.string()) }),
  async run({ model_id, assertions_json, control_id, assumption_id, keep_passing, dry_run }, desk) {
    const { project, model } = await findModel(desk, model_id);
    const subject = subjectOf(model, control_id, assumption_id);
    const judgements = await judgeSubmissions(
      project,
      model,
      subject,
      assertions_json.map(({ type, params, covers, requires, description, repo }) => ({ claim: { type, params, ...(requires === undefined ? {} : { requires }) }, covers, repository: repo, description })),
      { signal: desk.signal, onProgress: (done, total) => desk.progress(done, total, 'Verifying what is submitted'), ...(desk.testPorts ? { ports: desk.testPorts } : {}) },
    );
    const wanted = judgements.filter(mayBeWritten);
    const bad = judgements.filter((one) => !mayBeWritten(one) && one.outcome !== 'already');
    const writes = !dry_run && wanted.length > 0 && (bad.length === 0 || keep_passing);
    const ids = new Map<JudgedSubmission, string>();
    let after = model;
    if (writes) {
      const result = addAssertions(model.parsed, wanted.map((one) => newAssertionOf(subject, one)), () => desk.chance());
      const edited = await desk.writer.edit(model, result);
      if (!('refused' in result)) result.ids.forEach((id, index) => ids.set(wanted[index]!, id));
      // Its worth counts from the start: what notices nothing counts as text.
      await project.verify({ assertions: [...ids.values()].map((assertion) => ({ model: edited.path, assertion })), prove: true, signal: desk.signal, ...(desk.testPorts ? { ports: desk.testPorts } : {}) });
      after = again(project, edited);
    }
    const change = changeBetween(model, after);
    const state = after.assessment.controls.find(({ id }) => id === subject);
    const already = judgements.filter(({ outcome }) => outcome === 'already').length;
    const lines = [
      writes ? `Wrote ${[...ids.values()].join(', ')} for ${subject}.` : dry_run ? `Nothing was written: this was a dry run. ${wanted.length} of ${judgements.length} would be.` : bad.length > 0 ? `Nothing was written: ${bad.length} of ${judgements.length} ${bad.length === 1 ? 'does' : 'do'} not pass.` : `Nothing was written: ${already === 1 ? 'it stands' : 'all stand'} in the model already.`,
      ...bad.slice(0, 4).map((one) => `${printable(describeClaim(one.submitted.claim))}: ${one.outcome === 'invalid' ? '' : `${one.outcome}. `}${printable(detailsOf(one))}`),
      ...judgements.filter(({ vacuity }) => (vacuity?.survived.length ?? 0) > 0).slice(0, 3).map((one) => `${printable(describeClaim(one.submitted.claim))} counts as text: ${printable(one.vacuity!.survived[0]!)}`),
      ...(state ? [`${subject} is ${standingWords[state.standing]}, by the work tree.${state.obstacles.length > 0 ? ` In the way: ${state.obstacles.slice(0, 4).map(describeObstacle).join(', ')}.` : ''}`] : []),
      ...(writes ? changeLines(change) : []),
    ];
    return {
      summary: lines.join('\n'),
      data: { ...change, ...basisOf(after), subject, written: [...ids.values()], assertions: judgements.map((one, index) => rowOf(one, index, ids.get(one))), ...(state ? { standing: state.standing } : {}), obstacles: (state?.obstacles ?? []).map(describeObstacle) },
      ...(writes && state && !state.claimed ? { next: `update_control_status says that ${subject} is implemented.` } : bad.length > 0 ? { next: 'Mend the claim or the code, and submit it again; where the code lacks it, use submit_findings.' } : {}),
    };
  },
});

/** @throws ToolRefusal when neither or both are named, or the assumption takes no assertion. */
export function subjectOf(model: ModelSnapshot, control: string | undefined, assumption: string | undefined): string {
  if ((control === undefined) === (assumption === undefined)) throw new ToolRefusal('one_subject', 'An assertion is evidence for a control or for an assumption, one of the two.', 'Give control_id or assumption_id.');
  if (control !== undefined) {
    findEntity(model, 'controls', control);
    return control;
  }
  const { type } = findEntity(model, 'assumptions', assumption!);
  if (type !== 'non_applicability') throw new ToolRefusal('not_by_assertion', `${assumption} is upheld by an outside party, who attests it; no assertion shows it.`, 'Use submit_attestation, or a control.');
  return assumption!;
}

const shortfalls = { not_passed: 'it does not pass', type_not_allowed: 'its type cannot show this clause', too_weak: 'its proof is too weak for this clause', elsewhere: 'only recorded evidence of its repository answers it' } as const;

function rowOf(one: JudgedSubmission, index: number, id: string | undefined): z.input<typeof judged> {
  const { submitted: made, outcome, already, verdict, vacuity, strength, clauses, warnings } = one;
  const named = id ?? already;
  return {
    index,
    ...(named === undefined ? {} : { id: named }),
    outcome,
    claim: describeClaim(made.claim),
    ...(strength === undefined ? {} : { strength }),
    details: detailsOf(one),
    ...(verdict?.file === undefined ? {} : { file: verdict.file }),
    ...(verdict?.range === undefined ? {} : { line: verdict.range.start.line }),
    ...(vacuity && vacuity.inapplicable === undefined ? { kill_rate: { killed: vacuity.killed, tried: vacuity.tried } } : {}),
    survived: [...(vacuity?.survived ?? [])],
    covers: clauses.map(({ clause, met, shortfall }) => ({ clause, met, ...(shortfall === undefined ? {} : { shortfall: shortfalls[shortfall] }) })),
    coherence_warnings: warnings.map((warning) => ({ ...warning })),
  };
}

function detailsOf({ outcome, problems, already, verdict, submitted: { repository } }: JudgedSubmission): string {
  if (outcome === 'invalid') return problems.join(' ');
  if (outcome === 'already') return `${already} says the same.`;
  if (outcome === 'elsewhere') return `It is about ${repository}, which this checkout does not hold.`;
  return verdict?.details ?? '';
}
