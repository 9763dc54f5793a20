/** Every problem of one model, in one shape and one order: of its text, of its coherence, and of the code it speaks about. */
import { join, relative } from 'node:path';
import type { Assessment, CoherenceProblem } from '../assurance/assessment.ts';
import { indexLines, type LineIndex } from '../model/lines.ts';
import type { ParsedModel } from '../model/parse.ts';
import type { ModelPath, TextRange } from '../model/problem.ts';
import type { Finding, ThreatModel } from '../model/schema.ts';
import type { LastPass } from '../evidence/recorded/history.ts';
import type { Vacuity } from '../verifier/vacuity/prove.ts';
import type { CodeRange, Verdict } from '../verifier/verdict.ts';
import { isKnownGap } from './known-gaps.ts';
import { withSlashes } from './model-names.ts';
import type { Problem, ProblemPlace } from './problem.ts';
import { openFindings, placesGone, placesOf, type PlacesNow } from './review/finding-places.ts';
import { describeCoherence } from './sentences/coherence.ts';
import { describeModelProblem } from './sentences/model-problems.ts';
import { describeClaim } from './sentences/posture.ts';
import { describeLastPass } from './sentences/recorded.ts';
import { describeGone } from './sentences/review.ts';

export interface ProblemInput {
  /** The model file, relative to the project's root. */
  readonly file: string;
  readonly projectRoot: string;
  readonly repositoryRoot: string;
  readonly parsed: ParsedModel;
  readonly model: ThreatModel;
  readonly assessment: Assessment;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly vacuity: ReadonlyMap<string, Vacuity>;
  /** Where places of findings are now; as they were recorded when left out. */
  readonly findingPlaces?: PlacesNow;
  /** What passed on record, by assertion. */
  readonly lastPasses?: ReadonlyMap<string, LastPass>;
  /** ISO instant that known gaps are judged by. */
  readonly at: string;
}

/** All problems, sorted by file and place. */
export function collectProblems(input: ProblemInput): Problem[] {
  const lines = indexLines(input.parsed.source.text);
  const inModel = (range: TextRange): ProblemPlace => ({ in: 'model', file: input.file, range, lines: linesOf(lines, range) });
  const problems: Problem[] = input.parsed.problems.map((problem) => {
    const subject = problem.path.find((step, index) => index === 1 && typeof step === 'string') as string | undefined;
    return { code: problem.code, severity: problem.severity, place: inModel(problem.range), ...describeModelProblem(problem), ...(subject === undefined ? {} : { subject }) };
  });
  for (const problem of coherenceToTell(input.assessment, input.parsed)) {
    problems.push({ code: problem.code, severity: problem.severity, place: inModel(rangeOfCoherence(problem, input.parsed)), ...describeCoherence(problem), subject: String(problem.path[1] ?? problem.path[0]) });
  }
  problems.push(...problemsOfFindings(input, inModel));
  for (const [id, verdict] of input.verdicts) {
    const problem = problemOfVerdict(id, verdict, input, inModel);
    if (problem) problems.push(problem);
    const vacuous = problemOfVacuity(id, verdict, input, inModel);
    if (vacuous) problems.push(vacuous);
  }
  return problems.sort(
    (a, b) =>
      compare(a.place.file, b.place.file) ||
      a.place.lines.start.line - b.place.lines.start.line ||
      a.place.lines.start.column - b.place.lines.start.column ||
      compare(a.code, b.code) ||
      compare(a.subject ?? '', b.subject ?? ''),
  );
}

/** The problems of coherence, without those whose reference itself is a problem of the text: their consequence need not be told again. */
export function coherenceToTell(assessment: Pick<Assessment, 'coherence'>, parsed: ParsedModel): readonly CoherenceProblem[] {
  return assessment.coherence.filter(({ code, path }) => !alreadyTold(code, path, parsed));
}

/** Where a problem of coherence is marked in the model's text. */
export function rangeOfCoherence({ path }: CoherenceProblem, { source }: ParsedModel): TextRange {
  return source.keyRangeOf(path) ?? source.valueRangeOf(path) ?? source.nearestRange(path);
}

function alreadyTold(code: string, path: ModelPath, parsed: ParsedModel): boolean {
  if (!['co_missing_entity', 'asset_component_unknown', 'control_component_unknown'].includes(code)) return false;
  return parsed.problems.some((problem) => problem.code === 'unknown_reference' && problem.path[0] === path[0] && problem.path[1] === path[1]);
}

/** A claim that does not pass: at the code where that can be pointed at, else at the claim. */
function problemOfVerdict(id: string, verdict: Verdict, input: ProblemInput, inModel: (range: TextRange) => ProblemPlace): Problem | undefined {
  const assertion = input.model.assertions[id];
  if (verdict.verdict === 'pass' || !assertion) return undefined;
  const { source } = input.parsed;
  const claim = inModel(source.keyRangeOf(['assertions', id]) ?? source.nearestRange(['assertions', id]));
  const place = placeInCode(verdict, input) ?? claim;
  const excused = isKnownGap(input.model, id, input.at);
  const subject = assertion.control ?? assertion.assumption ?? id;
  const promise = subject in input.model.controls ? `${subject} (${firstWords(input.model.controls[subject]!.description)})` : subject;
  const failed = verdict.verdict === 'fail';
  const last = input.lastPasses?.get(id);
  return {
    code: failed ? 'assertion_failed' : 'assertion_undecidable',
    severity: excused ? 'information' : failed ? 'error' : 'warning',
    place,
    message: `${promise} rests on: ${describeClaim(assertion)}. ${verdict.details}${excused ? ' This is a known gap.' : ''}`,
    remedy: failed ? `Mend the code, or change the claim ${id} if the promise is kept in another way.` : verdict.reason === 'not_run' ? 'Let the tests run, as by mipiti verify --run-tests: what was not run never counts as a pass.' : 'Make it decidable: undecidable never counts as a pass.',
    subject: id,
    related: [...(place === claim ? [] : [{ place: claim, message: `The claim ${id}.` }]), ...(last && !notLookedAt.has(verdict.reason) ? [{ place: claim, message: describeLastPass(last) }] : [])],
  };
}

/** Reasons by which nobody looked, so that a verdict is no change of what was recorded. */
export const notLookedAt: ReadonlySet<string> = new Set(['not_run', 'not_attested']);

const findingRemedies: Readonly<Record<Finding['status'], string>> = {
  discovered: 'Look after it, or dismiss it for a reason.',
  acknowledged: 'Mend it, and say which assertion shows that.',
  remediated: 'Close it as verified when the assertions that show its remedy pass.',
  verified: '',
  dismissed: 'Give the reason of the dismissal: without one it stays open.',
};

/** Open findings, at the first place of code that each names; at the finding itself when it names none. */
function problemsOfFindings(input: ProblemInput, inModel: (range: TextRange) => ProblemPlace): readonly Problem[] {
  const { source } = input.parsed;
  return openFindings(input.model.findings).map(([id, finding]) => {
    const own = inModel(source.keyRangeOf(['findings', id]) ?? source.nearestRange(['findings', id]));
    const [place, ...others] = placesOf(finding, input.findingPlaces).map(({ file, first, last }): ProblemPlace => ({ in: 'code', file: fromRepository(file, input), lines: { start: { line: first, column: 1 }, end: { line: last, column: last > first ? 1000 : 1 } } }));
    const gone = input.findingPlaces ? placesGone(finding, input.findingPlaces) : [];
    return {
      code: 'finding_open',
      severity: finding.severity === 'low' ? 'information' : 'warning',
      place: place ?? own,
      message: `Finding ${id} (${finding.severity}, ${finding.status}) against ${finding.control}: ${finding.title}${/[.!?]$/.test(finding.title) ? '' : '.'}${gone.length === 0 ? '' : ` ${describeGone(gone)}`}`,
      remedy: findingRemedies[finding.status],
      subject: id,
      related: [...(place ? [{ place: own, message: `The finding ${id}.` }] : []), ...others.map((other) => ({ place: other, message: `${id} was found here too.` }))],
    };
  });
}

/** A claim that passes, and goes on passing when what it claims is taken away. */
function problemOfVacuity(id: string, verdict: Verdict, input: ProblemInput, inModel: (range: TextRange) => ProblemPlace): Problem | undefined {
  const assertion = input.model.assertions[id];
  const vacuity = input.vacuity.get(id);
  if (!vacuity || vacuity.survived.length === 0 || !assertion) return undefined;
  const { source } = input.parsed;
  return {
    code: 'assertion_vacuous',
    severity: 'warning',
    place: inModel(source.keyRangeOf(['assertions', id]) ?? source.nearestRange(['assertions', id])),
    message: `${describeClaim(assertion)}: this claim proves nothing. ${vacuity.survived[0]!}${vacuity.survived.length > 1 ? ` ${vacuity.survived.length - 1} more changes of ${vacuity.tried} went unnoticed.` : ''}`,
    remedy: `Claim something that only the kept promise makes true; until then ${id} counts as text that was found.`,
    subject: id,
    related: verdict.file === undefined || !verdict.range ? [] : [{ place: { in: 'code', file: fromRepository(verdict.file, input), lines: verdict.range }, message: 'What the claim was found to hold for.' }],
  };
}

/** The place of a verdict in its file; the top of the file when what was claimed is gone; none when the file is. */
function placeInCode(verdict: Verdict, input: ProblemInput): ProblemPlace | undefined {
  const withoutFile = ['file_missing', 'not_a_file', 'path_outside_root', 'unreadable', 'too_large', 'binary', 'invalid_parameters', 'invalid_pattern', 'unknown_type', 'not_run', 'no_runner', 'not_attested'];
  if (verdict.file === undefined || withoutFile.includes(verdict.reason)) return undefined;
  const top: CodeRange = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
  return { in: 'code', file: fromRepository(verdict.file, input), lines: verdict.range ?? top };
}

/** A path relative to the repository as one relative to the project. */
export function fromRepository(file: string, { projectRoot, repositoryRoot }: { readonly projectRoot: string; readonly repositoryRoot: string }): string {
  const prefix = withSlashes(relative(projectRoot, repositoryRoot));
  if (prefix === '') return file;
  const up = prefix.split('/');
  // A repository above the project: strip what the two share instead of going up and down again.
  const down = withSlashes(relative(repositoryRoot, projectRoot));
  return up.every((part) => part === '..') && file.startsWith(`${down}/`) ? file.slice(down.length + 1) : `${prefix}/${file}`;
}

/** The way back: a path relative to the project, as assertions write it, relative to the repository. */
export function toRepository(file: string, { projectRoot, repositoryRoot }: { readonly projectRoot: string; readonly repositoryRoot: string }): string {
  return withSlashes(relative(repositoryRoot, join(projectRoot, ...file.split('/'))));
}

/** The first line of a text, cut at a word when it is long. */
export function firstWords(text: string, most = 60): string {
  const line = (text.trim().split(/\r\n|\n|\r/)[0] ?? '').replace(/\.$/, '');
  return line.length <= most ? line : `${line.slice(0, line.lastIndexOf(' ', most) > most / 2 ? line.lastIndexOf(' ', most) : most)}…`;
}

function linesOf(lines: LineIndex, range: TextRange): CodeRange {
  return { start: lines.positionAt(range.start), end: lines.positionAt(range.end) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
