/** Negative findings that somebody submits as data: what is wrong with them, and the one edit that adds them. */
import { isOpen } from '../../assurance/controls.ts';
import { allocateIdentifier } from '../../model/allocate.ts';
import { addEntity } from '../../model/edit-entities.ts';
import type { EditResult } from '../../model/edit.ts';
import { editInSteps, type EditStep } from '../../model/edit-in-steps.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { Finding, ThreatModel } from '../../model/schema.ts';
import { findSimilar } from '../../model/similar.ts';
import type { ProposalProblem } from '../proposals/brief.ts';
import { sameWords } from '../proposals/proposed-control.ts';

export interface SubmittedFinding {
  readonly control_id: string;
  readonly title: string;
  readonly description?: string | undefined;
  readonly severity: Finding['severity'];
  readonly checked_locations: readonly string[];
  readonly checked_patterns: readonly string[];
  readonly expected_evidence?: string | undefined;
}

export function problemsOfFindings(model: ThreatModel, submitted: readonly SubmittedFinding[]): readonly ProposalProblem[] {
  return submitted.flatMap(({ control_id, title }, index): ProposalProblem[] => {
    const likely = findSimilar(control_id, Object.keys(model.controls));
    return [
      ...(Object.hasOwn(model.controls, control_id) ? [] : [{ place: `findings[${index}].control_id`, message: `${control_id} ${Object.hasOwn(model.removed, control_id) ? 'was removed' : 'is no control'}.${likely === undefined ? '' : ` Did you mean ${likely}?`}` }]),
      ...(sameWords(title) === '' ? [{ place: `findings[${index}].title`, message: 'It says nothing.' }] : []),
    ];
  });
}

/** The open finding of the same control that says the same. */
export function sameFinding(model: ThreatModel, { control_id, title }: SubmittedFinding): string | undefined {
  return Object.entries(model.findings).find(([, finding]) => finding.control === control_id && isOpen(finding) && sameWords(finding.title) === sameWords(title))?.[0];
}

/** The finding as a model file has it. */
export function findingOf({ control_id, title, description, severity, checked_locations, checked_patterns, expected_evidence }: SubmittedFinding): Readonly<Record<string, unknown>> {
  return {
    control: control_id,
    title: title.trim(),
    severity,
    ...(description === undefined ? {} : { description }),
    ...(checked_locations.length > 0 ? { checked_locations: [...checked_locations] } : {}),
    ...(checked_patterns.length > 0 ? { checked_patterns: [...checked_patterns] } : {}),
    ...(expected_evidence === undefined ? {} : { expected_evidence }),
  };
}

/** Adds findings under new identifiers. `chance` is as for `allocateIdentifier`. */
export function addFindings(parsed: ParsedModel, findings: readonly Readonly<Record<string, unknown>>[], chance: () => number): { readonly ids: readonly string[]; readonly result: EditResult } {
  const ids: string[] = [];
  const steps = findings.map((finding): EditStep => {
    const id = allocateIdentifier('findings', parsed.model, chance, ids);
    ids.push(id);
    return (now) => addEntity(now, 'findings', id, finding);
  });
  return { ids, result: editInSteps(parsed, steps) };
}
