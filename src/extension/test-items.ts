/** The tree of the Test Explorer as data: models, the controls in them, the assertions for those. */
import { compareIdentifiers } from '../model/identifiers.ts';
import type { ThreatModel } from '../model/schema.ts';
import { placeInModel } from '../project/explanation.ts';
import { entityTitle } from '../project/language/entity-words.ts';
import { describeClaim } from '../project/sentences/posture.ts';
import type { ModelSnapshot } from '../project/snapshot.ts';
import type { CodeRange, Verdict } from '../verifier/verdict.ts';

export interface TestNode {
  /** Unique among its siblings. */
  readonly id: string;
  /** All that is said: an editor that shows a description reads only that aloud. */
  readonly label: string;
  /** Where it stands in the model file. */
  readonly range?: CodeRange;
  readonly children: readonly TestNode[];
  /** Its evidence is a test that has to run, or that of something below it is. */
  readonly runsTests: boolean;
}

/** The tests of one model: its controls and assumptions that have assertions, with those of this checkout. */
export function testNodes(snapshot: ModelSnapshot): TestNode {
  const { model } = snapshot;
  const bySubject = new Map<string, string[]>();
  for (const [id, { control, assumption, repository }] of Object.entries(model.assertions)) {
    const subject = control ?? assumption;
    if (subject === undefined || (repository !== undefined && !snapshot.assessment.controls.some(({ assertions }) => assertions.some((one) => one.id === id && one.verdict !== 'elsewhere')))) continue;
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), id]);
  }
  const rangeOf = (kind: string, id: string): Pick<TestNode, 'range'> => {
    const { range } = placeInModel(snapshot, [kind, id]);
    return range ? { range } : {};
  };
  return {
    id: snapshot.path,
    label: model.title,
    children: [...bySubject].sort(([a], [b]) => compareIdentifiers(a, b)).map(([subject, ids]) => ({
      id: subject,
      label: `${subject} ${entityTitle(model, subject) ?? ''}`,
      ...rangeOf(Object.hasOwn(model.controls, subject) ? 'controls' : 'assumptions', subject),
      runsTests: ids.some((id) => runsTests(model, id)),
      children: ids.map((id) => ({ id, label: describeClaim(model.assertions[id]!), ...rangeOf('assertions', id), runsTests: runsTests(model, id), children: [] })),
    })),
    runsTests: [...bySubject.values()].some((ids) => ids.some((id) => runsTests(model, id))),
  };
}

/** Whether the verdict on an assertion takes running code of the workspace, which happens only when somebody asks for it. */
export function runsTests({ assertions }: Pick<ThreatModel, 'assertions'>, id: string): boolean {
  return Object.hasOwn(assertions, id) && assertions[id]?.type === 'test_passes';
}

/** How a verdict ends a test, and what is said of it. */
export type TestOutcome =
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'skipped' }
  | { readonly outcome: 'failed' | 'errored'; readonly message: string; readonly expected: string; readonly found: string; readonly place?: { readonly file: string; readonly range: CodeRange } };

/** The outcome of an assertion. Undecidable is an error, never a pass; without a verdict it is skipped. */
export function outcomeOf(snapshot: ModelSnapshot, id: string, verdict: Verdict | undefined, placeOf: (file: string) => string): TestOutcome {
  if (!verdict) return { outcome: 'skipped' };
  if (verdict.verdict === 'pass') return { outcome: 'passed' };
  const claim = snapshot.model.assertions[id];
  return {
    outcome: verdict.verdict === 'fail' ? 'failed' : 'errored',
    message: verdict.details,
    expected: `${claim ? describeClaim(claim) : id}${claim?.requires === undefined ? '' : `, ${claim.requires}`}`,
    found: `${verdict.verdict === 'fail' ? 'fails' : 'undecidable'}: ${verdict.reason.replaceAll('_', ' ')}`,
    ...(verdict.file !== undefined && verdict.range ? { place: { file: placeOf(verdict.file), range: verdict.range } } : {}),
  };
}
