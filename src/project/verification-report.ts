/** A verification as the one value that every report renders: what stands here is what SARIF, JUnit, Markdown and annotations say. */
import { assertionHash, canonicalHash } from '../model/canonical.ts';
import type { Excuse, Report, ReportedAssertion, ReportedModel, ReportedProblem, ReportPlace } from '../evidence/reports/report.ts';
import { collectProblems, firstWords, fromRepository, toRepository } from './collect-problems.ts';
import { isKnownGap } from './known-gaps.ts';
import { nextSteps } from './next-steps.ts';
import { pendingChange } from './pending-change.ts';
import { problemFingerprints, ruleOfProblem, withoutLines } from './problem-fingerprint.ts';
import type { Problem, ProblemPlace } from './problem.ts';
import { describeClaim, describeStatus, standingWords } from './sentences/posture.ts';
import { describeWeakening } from './sentences/weakenings.ts';
import type { ModelSnapshot } from './snapshot.ts';

export interface ReportInput {
  readonly models: readonly ModelSnapshot[];
  /** Of the tool. */
  readonly version: string;
  /** ISO instant that known gaps are judged by. */
  readonly at: string;
  readonly outcome: Report['outcome'];
  readonly weakeningsFail: boolean;
  /** The hashes of the assertions that may fail because they failed before. */
  readonly baseline?: ReadonlySet<string>;
  /** Of a run over a change: why each assertion was left out, by the model's path and the assertion. */
  readonly leftOut?: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly scope?: Report['scope'];
}

/** Puts a verification together for its reports. Paths are relative to each model's repository, as code hosts want them. */
export function verificationReport(input: ReportInput): Report {
  const { version, outcome, weakeningsFail, scope } = input;
  return { tool: { name: 'Mipiti', version }, models: input.models.map((model) => reportedModel(model, input)), outcome, weakeningsFail, ...(scope ? { scope } : {}) };
}

function reportedModel(model: ModelSnapshot, input: ReportInput): ReportedModel {
  const leftOut = input.leftOut?.get(model.path);
  const problems = reportedProblems(model, input);
  return {
    id: model.model.id,
    title: model.model.title,
    file: toRepository(model.path, rootsOf(model)),
    base: model.base,
    weakenings: model.weakenings.map((weakening) => {
      const range = model.parsed.source.nearestRange(weakening.path);
      return {
        kind: weakening.kind,
        model: model.model.id,
        subject: String(weakening.path[1] ?? weakening.path[0]),
        sentence: describeWeakening(weakening),
        place: placeOf(model, { in: 'model', file: model.path, range, lines: model.linesOf(range) }),
        fingerprint: canonicalHash(['weakening', model.model.id, weakening.kind, weakening.path, weakening.parameters]),
      };
    }),
    ...(model.past && !leftOut ? { changes: pendingChange(model.past, model).items.map(({ effect, subject, sentence }) => ({ effect, subject, sentence })) } : {}),
    ...(leftOut ? {} : { posture: postureOf(model) }),
    assertions: Object.keys(model.model.assertions).map((id) => reportedAssertion(model, id, input)),
    problems,
    gone: goneProblems(model, new Set(problems.map(({ fingerprint }) => fingerprint)), input),
  };
}

function postureOf(model: ModelSnapshot): NonNullable<ReportedModel['posture']> {
  const { counts, digest, controls } = model.assessment;
  return {
    counts: { mitigated: counts.mitigated, at_risk: counts.at_risk, unassessed: counts.unassessed },
    open: nextSteps([model]).flatMap(({ group, steps }) => (group === 'mitigated' ? [] : steps.map(({ objective, action }) => ({ id: objective.id, tier: objective.tier, status: describeStatus(objective), ...(action === undefined ? {} : { action }) })))),
    controls: controls.map((control) => ({ id: control.id, title: firstWords(model.model.controls[control.id]?.description ?? ''), standing: standingWords[control.standing], counts: control.counts })),
    digest,
  };
}

function reportedAssertion(model: ModelSnapshot, id: string, { at, baseline, leftOut }: ReportInput): ReportedAssertion {
  const assertion = model.model.assertions[id]!;
  const subject = assertion.control ?? assertion.assumption ?? id;
  const verdict = model.verdicts.get(id);
  const common = { id, model: model.model.id, subject, promise: firstWords(model.model.controls[subject]?.description ?? model.model.assumptions[subject]?.description ?? ''), type: assertion.type, claim: describeClaim(assertion) };
  const why = leftOut?.get(model.path)?.get(id);
  if (why !== undefined) return { ...common, verdict: 'left_out', details: why };
  if (!verdict) return { ...common, verdict: 'elsewhere', details: `It is answered from recorded evidence of ${assertion.repository ?? 'its repository'}.` };
  const excuse = verdict.verdict === 'pass' ? undefined : excuseOf(model, id, at, baseline);
  const problem = model.problems.find(({ code, subject: about }) => about === id && (code === 'assertion_failed' || code === 'assertion_undecidable'));
  const range = verdict.range ?? { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
  const place = problem?.place ?? (verdict.file === undefined ? undefined : { in: 'code' as const, file: fromRepository(verdict.file, rootsOf(model)), lines: range });
  return {
    ...common,
    verdict: verdict.verdict,
    ...(verdict.strength === undefined ? {} : { strength: verdict.strength }),
    details: verdict.details,
    ...(problem ? { remedy: problem.remedy } : {}),
    ...(place ? { place: placeOf(model, place) } : {}),
    ...(excuse ? { excuse } : {}),
  };
}

function excuseOf(model: ModelSnapshot, id: string, at: string, baseline: ReadonlySet<string> | undefined): Excuse | undefined {
  const assertion = model.model.assertions[id];
  if (!assertion) return undefined;
  if (isKnownGap(model.model, id, at)) {
    const gap = model.model.known_gaps[id] ?? model.model.known_gaps[assertion.control ?? ''];
    return { by: 'known_gap', why: gap ? `${gap.reason} (until ${gap.until})` : '' };
  }
  return baseline?.has(assertionHash(assertion)) ? { by: 'baseline', why: 'It failed when the baseline was written.' } : undefined;
}

function reportedProblems(model: ModelSnapshot, input: ReportInput): readonly ReportedProblem[] {
  const fingerprints = problemFingerprints(model.problems, model.model);
  const then = new Map(pastProblems(model, input.at).map(({ problem, fingerprint }) => [fingerprint, problem]));
  return model.problems.map((problem, index) => {
    const fingerprint = fingerprints[index]!;
    const failing = problem.code === 'assertion_failed' || problem.code === 'assertion_undecidable';
    const excuse = failing && problem.subject !== undefined ? excuseOf(model, problem.subject, input.at, input.baseline) : undefined;
    return { ...reported(problem, fingerprint, model), ...stateOf(problem, then.get(fingerprint), model, excuse, input), ...(excuse ? { excuse } : {}) };
  });
}

/** Against the base commit where its posture is known, else against the baseline, which lists failing assertions only. */
function stateOf(problem: Problem, before: Problem | undefined, { past }: ModelSnapshot, excuse: Excuse | undefined, { baseline }: ReportInput): Pick<ReportedProblem, 'state'> {
  // Nobody tried on the base whether its claims notice anything.
  if (problem.code === 'assertion_vacuous') return {};
  if (past) return { state: before === undefined ? 'new' : before.code === problem.code && withoutLines(before.message) === withoutLines(problem.message) ? 'unchanged' : 'updated' };
  if (baseline && problem.code.startsWith('assertion_')) return { state: excuse?.by === 'baseline' ? 'unchanged' : 'new' };
  return {};
}

function pastProblems(model: ModelSnapshot, at: string): readonly { readonly problem: Problem; readonly fingerprint: string }[] {
  const { past } = model;
  if (!past) return [];
  const problems = collectProblems({ file: model.path, ...rootsOf(model), parsed: past.parsed, model: past.model, assessment: past.assessment, verdicts: past.verdicts, vacuity: new Map(), at });
  const fingerprints = problemFingerprints(problems, past.model);
  return problems.map((problem, index) => ({ problem, fingerprint: fingerprints[index]! }));
}

function goneProblems(model: ModelSnapshot, now: ReadonlySet<string>, { at, leftOut }: ReportInput): readonly ReportedProblem[] {
  // What this run did not look at is not gone.
  const unseen = new Set([...(leftOut?.get(model.path)?.keys() ?? [])].map((id) => assertionHash(model.model.assertions[id]!)));
  const past = model.past;
  return pastProblems(model, at)
    .filter(({ problem, fingerprint }) => !now.has(fingerprint) && !(past && problem.subject !== undefined && Object.hasOwn(past.model.assertions, problem.subject) && unseen.has(assertionHash(past.model.assertions[problem.subject]!))))
    .map(({ problem, fingerprint }) => ({ ...reported(problem, fingerprint, model, past?.model), state: 'absent' as const }));
}

function reported(problem: Problem, fingerprint: string, model: ModelSnapshot, of = model.model): ReportedProblem {
  const { code, severity, message, remedy, subject, place, related = [] } = problem;
  return {
    rule: ruleOfProblem(problem, of),
    code,
    severity,
    model: of.id,
    ...(subject === undefined ? {} : { subject }),
    place: placeOf(model, place),
    message,
    remedy,
    related: related.map((one) => ({ place: placeOf(model, one.place), message: one.message })),
    fingerprint,
  };
}

function placeOf(model: ModelSnapshot, { file, lines }: ProblemPlace): ReportPlace {
  return { file: toRepository(file, rootsOf(model)), range: lines };
}

function rootsOf({ projectRoot, repository }: ModelSnapshot): { readonly projectRoot: string; readonly repositoryRoot: string } {
  return { projectRoot, repositoryRoot: repository.root };
}
