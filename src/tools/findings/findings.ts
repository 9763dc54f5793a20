/** Negative findings: recording what is missing or broken, and their life until they are closed. */
import * as z from 'zod/mini';
import { isOpen } from '../../assurance/controls.ts';
import { setValue, type EditResult } from '../../model/edit.ts';
import { editInSteps } from '../../model/edit-in-steps.ts';
import type { Finding } from '../../model/schema.ts';
import { findingSeverities, findingStatuses } from '../../model/vocabulary.ts';
import { printable } from '../../project/printable.ts';
import { findingSteps, moveFinding } from '../../project/review/finding-life.ts';
import { structuralFindings } from '../../project/review/structural-findings.ts';
import { addFindings, findingOf, problemsOfFindings, sameFinding } from '../../project/review/submit-findings.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';
import { changeLines, changeOutput, editAndTell } from '../change-output.ts';
import { findEntity, findModel } from '../find.ts';
import { modelInput, words } from '../inputs.ts';
import { pageInput, pageOf, pageOutput } from '../page.ts';
import { personDecides } from '../person-decides.ts';
import { refuseProblems } from '../proposal.ts';
import { tool } from '../tool.ts';

const submitted = z.object({
  control_id: z.string(),
  title: z.string().check(z.minLength(1), z.maxLength(200)),
  description: z.optional(z.string().check(z.maxLength(4000))),
  severity: z._default(z.enum(findingSeverities), 'medium'),
  checked_locations: z._default(z.array(z.string()).check(z.describe('Where you looked, such as upload.py:12-18 in handle_upload.')), () => []),
  checked_patterns: z._default(z.array(z.string()).check(z.describe('What you looked for.')), () => []),
  expected_evidence: z.optional(z.string().check(z.maxLength(1000))),
});

export const submitFindings = tool({
  name: 'submit_findings',
  title: 'Submit findings',
  toolsets: ['core', 'evidence'],
  use: 'To record that a control is missing or broken in the code. While one is open its control is not verified.',
  not: 'For what is there, use submit_assertions.',
  effect: 'edits',
  idempotent: true,
  input: z.object({ ...modelInput, findings_json: z.array(submitted).check(z.minLength(1), z.maxLength(50)) }),
  output: z.object({ ...changeOutput, findings: z.array(z.object({ id: z.string(), control_id: z.string(), title: z.string(), already: z.boolean() })) }),
  async run({ model_id, findings_json }, desk) {
    const { model } = await findModel(desk, model_id);
    refuseProblems(problemsOfFindings(model.model, findings_json), 'list of findings');
    const known = findings_json.map((one) => sameFinding(model.model, one));
    const fresh = findings_json.filter((_, index) => known[index] === undefined);
    const { ids, result } = addFindings(model.parsed, fresh.map(findingOf), () => desk.chance());
    const { change } = await editAndTell(desk, model, result);
    const rows = findings_json.map((one, index) => ({ id: known[index] ?? ids[fresh.indexOf(one)]!, control_id: one.control_id, title: one.title, already: known[index] !== undefined }));
    return {
      summary: [fresh.length === 0 ? 'All of them are recorded and open already.' : `Recorded ${ids.join(', ')}.${fresh.length < rows.length ? ` ${rows.length - fresh.length} stood already.` : ''}`, ...changeLines(change)].join('\n'),
      data: { ...change, findings: rows },
      next: 'update_finding moves a finding on; mend the code and submit assertions that show it.',
    };
  },
});

const findingRow = z.object({
  id: z.string(),
  model_id: z.string(),
  derived: z.boolean().check(z.describe('From the structure of the model: it is stored nowhere and goes when its cause goes.')),
  kind: z.optional(z.string()),
  control_ids: z.array(z.string()),
  title: z.string(),
  description: z.optional(z.string()),
  severity: z.string(),
  status: z.string(),
  open: z.boolean(),
  checked_locations: z.array(z.string()),
  remediation_assertion_ids: z.array(z.string()),
  reason: z.optional(z.string()),
  notes: z.optional(z.string()),
  next_steps: z.array(z.object({ status: z.string(), needs: z.optional(z.string()), blocked: z.optional(z.string()) })),
});

export function findingRows(model: ModelSnapshot): z.input<typeof findingRow>[] {
  const recorded = Object.entries(model.model.findings).map(([id, finding]) => ({
    id,
    model_id: model.model.id,
    derived: false,
    ...(finding.kind === undefined ? {} : { kind: finding.kind }),
    control_ids: [finding.control],
    title: finding.title,
    ...(finding.description === undefined ? {} : { description: finding.description }),
    severity: finding.severity,
    status: finding.status,
    open: isOpen(finding),
    checked_locations: finding.checked_locations,
    remediation_assertion_ids: finding.remediation_assertions,
    ...(finding.reason === undefined ? {} : { reason: finding.reason }),
    ...(finding.notes === undefined ? {} : { notes: finding.notes }),
    next_steps: stepsOf(model, finding),
  }));
  const derived = structuralFindings(model).map(({ id, kind, title, description, controls }) => ({ id, model_id: model.model.id, derived: true, kind, control_ids: [...controls], title, description, severity: 'medium', status: 'discovered', open: true, checked_locations: [], remediation_assertion_ids: [], next_steps: [] }));
  return [...recorded, ...derived];
}

function stepsOf(model: ModelSnapshot, finding: Finding): { status: string; needs?: string; blocked?: string }[] {
  const needs = { reason: 'reason', remedies: 'remediation_assertion_ids' } as const;
  return findingSteps(finding, (assertion) => model.verdicts.get(assertion)?.verdict).map(({ to, asks, blocked }) => ({ status: to, ...(asks === undefined ? {} : { needs: needs[asks] }), ...(blocked === undefined ? {} : { blocked }) }));
}

export const listFindings = tool({
  name: 'list_findings',
  title: 'List findings',
  toolsets: ['core', 'evidence'],
  use: 'To see what was found missing or broken, with the steps that may follow; also what the structure of the model shows.',
  effect: 'reads',
  input: z.object({ ...modelInput, control_id: z.optional(z.string()), status: z.optional(z.enum(findingStatuses)), ...pageInput }),
  output: z.object({ model_id: z.string(), findings: z.array(findingRow), open: z.int(), ...pageOutput }),
  async run({ model_id, control_id, status, ...range }, desk) {
    const { model } = await findModel(desk, model_id);
    if (control_id !== undefined) findEntity(model, 'controls', control_id);
    const rows = findingRows(model).filter((row) => (control_id === undefined || row.control_ids.includes(control_id)) && (status === undefined || row.status === status));
    const open = rows.filter((row) => row.open);
    const { items, ...page } = pageOf(rows, range);
    return {
      summary: rows.length === 0 ? 'There is no such finding.' : `${rows.length} ${rows.length === 1 ? 'finding' : 'findings'}, ${open.length} open${open.length > 0 ? `: ${open.slice(0, 4).map(({ id, title }) => `${id} ${printable(title)}`).join('; ')}${open.length > 4 ? '; …' : ''}` : ''}.`,
      data: { model_id: model.model.id, findings: [...items], open: open.length, ...page },
      ...(open.some(({ kind }) => kind === 'structural_duplicate_controls') ? { next: 'preview_finding_remediation shows what merging duplicates would do.' } : {}),
    };
  },
});

export const updateFinding = tool({
  name: 'update_finding',
  title: 'Move a finding on',
  toolsets: ['evidence'],
  use: 'To acknowledge, remedy, close or reopen a finding. Dismissing one is a person’s decision: the person is asked.',
  not: 'Verified takes assertions that pass; name them with the step to remediated.',
  effect: 'decides',
  input: z.object({
    ...modelInput,
    finding_id: z.string(),
    status: z.enum(findingStatuses),
    notes: z.optional(words('What happened since.')),
    reason: z.optional(words('Why it is dismissed.')),
    remediation_assertion_ids: z.optional(z.array(z.string()).check(z.describe('The assertions that show it remedied.'))),
  }),
  output: z.object({ ...changeOutput, finding_id: z.string(), status: z.string(), decision: z.optional(z.enum(['agreed', 'proposed'])), next_steps: z.array(z.object({ status: z.string(), needs: z.optional(z.string()), blocked: z.optional(z.string()) })) }),
  async run({ model_id, finding_id, status, notes, reason, remediation_assertion_ids }, desk) {
    const { model } = await findModel(desk, model_id);
    const finding = findEntity(model, 'findings', finding_id);
    checkRemedies(model, finding, remediation_assertion_ids);
    const moves = status !== finding.status;
    const named = { ...finding, remediation_assertions: remediation_assertion_ids ?? finding.remediation_assertions };
    if (moves) checkStep(model, finding_id, named, status, reason);
    const edit = editOf(model, finding_id, finding, { status, moves, notes, reason, remedies: remediation_assertion_ids });
    const steps = (after: ModelSnapshot): { status: string; needs?: string; blocked?: string }[] => (after.model.findings[finding_id] ? stepsOf(after, after.model.findings[finding_id]) : []);
    if (moves && status === 'dismissed') {
      const decided = await personDecides(desk, model, `Dismiss ${finding_id}, ${printable(finding.title)}, because: ${printable(reason ?? '')}?`, edit);
      return { summary: `${finding_id} is dismissed. ${decided.said}`, data: { model_id: model.model.id, weakens: [...decided.weakenings], changes: [], finding_id, status, decision: decided.decision, next_steps: steps(decided.model) } };
    }
    const { after, change } = await editAndTell(desk, model, edit);
    return { summary: [`${finding_id} is ${status}: ${printable(finding.title)}`, ...changeLines(change)].join('\n'), data: { ...change, finding_id, status, next_steps: steps(after) }, ...(status === 'remediated' ? { next: 'Call it again with verified once these assertions pass.' } : {}) };
  },
});

/** @throws ToolRefusal when an assertion is not there, or shows something of another control. */
function checkRemedies(model: ModelSnapshot, finding: Finding, remedies: readonly string[] = []): void {
  const wrong = remedies.filter((id) => model.model.assertions[id]?.control !== finding.control);
  if (wrong.length > 0) throw new ToolRefusal('not_its_assertion', `${wrong.map(printable).join(', ')} ${wrong.length === 1 ? 'is no assertion' : 'are no assertions'} for ${finding.control}.`, `list_assertions with control_id ${finding.control} lists those that there are; submit_assertions adds one.`);
}

/** @throws ToolRefusal when the step may not follow now, or says too little. */
function checkStep(model: ModelSnapshot, id: string, finding: Finding, status: Finding['status'], reason: string | undefined): void {
  const steps = findingSteps(finding, (assertion) => model.verdicts.get(assertion)?.verdict);
  const step = steps.find(({ to }) => to === status);
  if (!step) throw new ToolRefusal('no_such_step', `${id} is ${finding.status}; ${status} does not follow from that.`, `What may follow: ${steps.map(({ to }) => to).join(', ')}.`);
  if (step.blocked !== undefined) throw new ToolRefusal('step_blocked', `${id} cannot be ${status} now: ${step.blocked}`, 'Mend the code until they pass, or name others.');
  if (step.asks === 'reason' && (reason === undefined || reason.trim() === '')) throw new ToolRefusal('needs_reason', 'A dismissal without a reason dismisses nothing.', 'Give the reason.');
  if (step.asks === 'remedies' && finding.remediation_assertions.length === 0) throw new ToolRefusal('needs_assertions', 'Nothing is named that shows it remedied.', 'Submit assertions for its control, and name them as remediation_assertion_ids.');
}

function editOf(model: ModelSnapshot, id: string, finding: Finding, { status, moves, notes, reason, remedies }: { readonly status: Finding['status']; readonly moves: boolean; readonly notes: string | undefined; readonly reason: string | undefined; readonly remedies: readonly string[] | undefined }): EditResult {
  return editInSteps(model.parsed, [
    (now) => (moves ? moveFinding(now, id, status, { ...(reason === undefined ? {} : { reason }), ...(remedies === undefined ? {} : { remedies }) }) : remedies && remedies.join() !== finding.remediation_assertions.join() ? setValue(now, ['findings', id, 'remediation_assertions'], [...remedies]) : { edits: [] }),
    (now) => (notes === undefined || notes === finding.notes ? { edits: [] } : setValue(now, ['findings', id, 'notes'], notes)),
  ]);
}
