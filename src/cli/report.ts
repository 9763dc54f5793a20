/** The report of a verification, as text for people and as JSON for tools. */
import type { Assessment, ObjectivePosture } from '../assurance/assessment.ts';
import type { RecordedAt } from '../evidence/recorded/recorded-basis.ts';
import { isKnownGap } from '../project/known-gaps.ts';
import { onRecord } from '../project/on-record.ts';
import type { RecordedPosture } from '../project/read-recorded.ts';
import { firstWords, fromRepository } from '../project/collect-problems.ts';
import { pendingChange, type ChangeEffect } from '../project/pending-change.ts';
import { nextSteps, stepGroupTitles } from '../project/next-steps.ts';
import type { Problem } from '../project/problem.ts';
import { describeWeakening } from '../project/sentences/weakenings.ts';
import { describeClaim, describeStatus, standingWords } from '../project/sentences/posture.ts';
import { describeOnRecord } from '../project/sentences/recorded.ts';
import type { ModelSnapshot } from '../project/snapshot.ts';
import type { Vacuity } from '../verifier/vacuity/prove.ts';
import { printable } from '../project/printable.ts';
import type { Terminal } from './terminal.ts';

/** `file:line:column` of a problem. */
export function placeOf({ place }: Problem): string {
  return `${place.file}:${place.lines.start.line}:${place.lines.start.column}`;
}

/** Weakenings first, then what does not hold, then what is off in the models, then the posture, unless only a part was looked at. */
export function reportVerification(models: readonly ModelSnapshot[], terminal: Terminal, partial = false): void {
  for (const model of models) reportWeakenings(model, terminal);
  if (!partial) for (const model of models) reportChange(model, terminal);
  const problems = models.flatMap((model) => model.problems);
  const severe = problems.filter((problem) => problem.severity !== 'information');
  for (const problem of severe) reportProblem(problem, terminal);
  if (severe.length > 0) terminal.line();
  if (!partial) for (const model of models) reportPosture(model, terminal);
}

function reportWeakenings(model: ModelSnapshot, terminal: Terminal): void {
  if (model.weakenings.length === 0) return;
  const commit = 'commit' in model.base ? model.base.commit.slice(0, 10) : 'the base';
  terminal.line(terminal.style('yellow', `${printable(model.path)} is easier to satisfy than at ${commit}:`));
  for (const weakening of model.weakenings) terminal.line(`  ${terminal.style('yellow', '▼')} ${printable(describeWeakening(weakening))}`);
  terminal.line();
}

const effectMarks: Readonly<Record<ChangeEffect, readonly [style: 'red' | 'yellow' | 'green', mark: string]>> = { weakened: ['yellow', '▼'], broken: ['red', '✗'], put_at_risk: ['red', '✗'], improved: ['green', '✓'] };

/** What the change since the base does to the posture; weakenings have been told already. */
function reportChange(model: ModelSnapshot, terminal: Terminal): void {
  if (!model.past) return;
  const items = pendingChange(model.past, model).items.filter(({ effect }) => effect !== 'weakened');
  const title = `${printable(model.path)} since ${model.past.commit.slice(0, 10)}`;
  terminal.line(terminal.style('bold', items.length === 0 ? `${title}: the posture is what it was.` : `${title}:`));
  for (const { effect, sentence } of items) terminal.line(`  ${terminal.style(...effectMarks[effect])} ${printable(sentence)}`);
  terminal.line();
}

const marks = { error: ['red', '✗'], warning: ['yellow', '!'], information: ['dim', '·'] } as const;

/** One problem on two lines: the place and what is wrong, then the remedy. */
export function reportProblem(problem: Problem, terminal: Terminal): void {
  const [style, mark] = marks[problem.severity];
  terminal.line(`${terminal.style(style, mark)} ${terminal.style('bold', printable(placeOf(problem)))} ${printable(problem.message)}`);
  // At the claim itself there is no other place to go.
  const claim = problem.related?.find(({ place }) => place.file !== problem.place.file || place.lines.start.line !== problem.place.lines.start.line);
  terminal.line(`    ${terminal.style('dim', printable(`${problem.remedy}${claim ? ` Claimed at ${claim.place.file}:${claim.place.lines.start.line}.` : ''}`))}`);
}

/** The posture of one model: counts, the next steps, the controls. */
export function reportPosture(model: ModelSnapshot, terminal: Terminal): void {
  const { counts, ladder } = model.assessment;
  terminal.line(`${terminal.style('bold', printable(model.model.title))}  ${terminal.style('dim', printable(model.path))}`);
  const total = ladder.objectives;
  terminal.line(`  ${terminal.style(counts.mitigated === total && total > 0 ? 'green' : 'bold', `${counts.mitigated} of ${total} objectives mitigated`)}, ${counts.at_risk} at risk, ${counts.unassessed} unassessed   ${terminal.style('dim', `defined ${ladder.defined}, implemented ${ladder.implemented}, verified ${ladder.verified}`)}`);
  for (const { group, steps } of nextSteps([model])) {
    const { title } = stepGroupTitles[group];
    if (group === 'mitigated') continue;
    terminal.line(`  ${terminal.style(group === 'broken' ? 'red' : 'bold', `${title} (${steps.length})`)}`);
    for (const { objective, action } of steps.slice(0, 8)) {
      terminal.line(`    ${objective.id.padEnd(10)} ${objective.tier.padEnd(9)} ${describeReach(objective).padEnd(14)} ${printable(describeStatus(objective))}${action ? terminal.style('dim', `  → ${printable(action)}`) : ''}`);
    }
    if (steps.length > 8) terminal.line(terminal.style('dim', `    and ${steps.length - 8} more; mipiti posture lists them all`));
  }
  for (const control of model.assessment.controls) {
    const style = control.counts ? 'green' : control.standing === 'implemented' ? 'red' : 'dim';
    terminal.line(`  ${terminal.style(style, control.counts ? '✓' : control.standing === 'implemented' ? '✗' : '○')} ${control.id} ${printable(firstWords(model.model.controls[control.id]?.description ?? ''))} ${terminal.style('dim', `(${standingWords[control.standing]}${killRate(model, control.assertions.map(({ id }) => id))})`)}`);
  }
  reportBases(model, terminal);
  terminal.line();
}

/** What both bases come to, and why an assertion that passes here has no verdict on record. */
function reportBases(model: ModelSnapshot, terminal: Terminal): void {
  const record = onRecord(model);
  terminal.line(terminal.style('dim', `  basis worktree: this run, unsigned. ${record ? '' : 'Basis recorded: no recorded evidence. '}Digest ${model.assessment.digest.slice(0, 16)}`));
  if (!record) {
    terminal.line(terminal.style('dim', '  Nothing is recorded: mipiti verify --record --key FILE signs what a run finds about the commit; mipiti evidence fetch brings what CI recorded.'));
    return;
  }
  const { assessment, basis, trust } = record;
  const { counts, ladder } = assessment;
  const signers = [...new Set(Object.values(basis.standings).flatMap((standing) => (standing.holds ? [standing.at.signer.name] : [])))].sort();
  const differs = counts.mitigated < model.assessment.counts.mitigated;
  terminal.line(`  ${terminal.style('dim', 'basis recorded:')} ${terminal.style(differs ? 'yellow' : 'dim', `${counts.mitigated} of ${ladder.objectives} objectives mitigated`)}${terminal.style('dim', `, ${counts.at_risk} at risk, ${counts.unassessed} unassessed. ${signers.length > 0 ? `Signed by ${printable(signers.join(', '))}. ` : ''}Digest ${assessment.digest.slice(0, 16)}`)}`);
  if (!trust.policy) terminal.line(terminal.style('yellow', `    nobody is trusted: ${trust.problems.length > 0 ? `.mipiti/trust.yaml at ${printable(trust.ref)} has problems` : `there is no .mipiti/trust.yaml at ${printable(trust.ref)}`}`));
  const lacking = Object.entries(basis.standings).filter(([, standing]) => !standing.holds && standing.why.code !== 'elsewhere');
  for (const [id, standing] of lacking.slice(0, 8)) terminal.line(`    ${terminal.style('yellow', '○')} ${id} ${printable(describeOnRecord(standing))}`);
  if (lacking.length > 8) terminal.line(terminal.style('dim', `    and ${lacking.length - 8} more; mipiti posture --explain tells each`));
  for (const name of basis.missing) terminal.line(terminal.style('red', `    ✗ the run ${name.slice(0, 16)} is named by another and is not there`));
}

function describeReach(objective: ObjectivePosture): string {
  return objective.reachability.verdict;
}

/** How many of the changes that take away what a control claims its assertions notice. */
function killRate(model: ModelSnapshot, assertions: readonly string[]): string {
  const found = assertions.flatMap((id) => model.vacuity.get(id) ?? []);
  const [tried, killed] = [found.reduce((sum, one) => sum + one.tried, 0), found.reduce((sum, one) => sum + one.killed, 0)];
  const untried = found.filter(({ inapplicable }) => inapplicable !== undefined).length;
  const besides = untried === 0 ? '' : `, ${untried} ${untried === 1 ? 'claim rests' : 'claims rest'} on runs of tests, where changes cannot be tried`;
  return `${tried === 0 ? '' : `, notices ${killed} of ${tried} changes`}${besides}`;
}

/** One assertion of a run, as `check` prints it too. */
export interface AssertionResult {
  readonly id: string;
  readonly type: string;
  readonly verdict: string;
  readonly strength: string | null;
  readonly details: string;
  readonly file: string | null;
  readonly range: unknown;
  /** Only of a cold run. */
  readonly vacuity?: Vacuity;
}

/** What a model's posture looks like to a tool. */
export function postureJson(model: ModelSnapshot): Record<string, unknown> {
  return { ...ofBasis(model, model.assessment), problems: model.problems.map(problemJson) };
}

/** The same on basis `recorded`, with each assertion's standing; undefined where nothing is recorded. Its problems are those of the model's own text. */
export function recordedJson(model: ModelSnapshot): Record<string, unknown> | undefined {
  const record = onRecord(model);
  if (!record) return undefined;
  const { assessment, basis, trust, head, runs } = record;
  return {
    ...ofBasis(model, assessment),
    problems: model.problems.filter(({ code }) => !code.startsWith('assertion_')).map(problemJson),
    recorded: { commit: head, runs, trust: { ref: trust.ref, commit: trust.commit ?? null, problems: trust.problems }, missing: basis.missing, refused: basis.refused, assertions: standingsJson(basis) },
  };
}

function standingsJson({ standings }: RecordedPosture['basis']): readonly Record<string, unknown>[] {
  return Object.entries(standings).map(([id, standing]) => {
    const at = standing.holds ? standing.at : 'at' in standing.why ? standing.why.at : undefined;
    return {
      id,
      holds: standing.holds,
      verdict: standing.holds ? standing.entry.verdict : null,
      strength: standing.holds ? standing.entry.strength : null,
      why: standing.holds ? null : standing.why.code,
      message: describeOnRecord(standing),
      ...recordedAtJson(at),
    };
  });
}

/** Who signed when, about which commit, in which run; nulls for no run. */
export function recordedAtJson(at: RecordedAt | undefined): Record<string, unknown> {
  return { run: at?.run ?? null, commit: at?.commit ?? null, signer: at?.signer.name ?? null, identity: at?.signer.identity ?? null, signed_at: at?.signedAt ?? null };
}

function ofBasis(model: ModelSnapshot, assessment: Assessment): Record<string, unknown> {
  return {
    id: model.model.id,
    basis: assessment.basis,
    digest: assessment.digest,
    objectives: assessment.objectives.map(({ id, status, by, reason, tier, reachability }) => ({
      id,
      status,
      by: by ?? null,
      reason: reason ?? null,
      tier,
      reachability: { verdict: reachability.verdict, reason: reachability.reason },
    })),
    weakenings: model.weakenings.map((weakening) => ({ ...weakening, message: describeWeakening(weakening) })),
  };
}

function problemJson({ code, severity, message, remedy, subject, place }: Problem): Record<string, unknown> {
  return { code, severity, message, remedy, subject: subject ?? null, file: place.file, range: place.lines };
}

/** Which assertions a run over a change left out, and since when. */
export interface ChangeScope {
  readonly since: string;
  readonly sentence: string;
  /** Why, by the path of the model and the assertion. */
  readonly leftOut: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** The whole verification as one value: weakenings first, then each assertion, then both bases of each model. */
export function verificationJson(models: readonly ModelSnapshot[], at: string, scope?: ChangeScope): Record<string, unknown> {
  if (scope) return partialJson(models, at, scope);
  const results = models.flatMap((model) => assertionResults(model).map((result) => ({ model: model.model.id, ...result, known_gap: isKnownGap(model.model, result.id, at) })));
  const count = (verdict: string): number => results.filter((result) => result.verdict === verdict).length;
  return {
    weakenings: weakeningsJson(models),
    assertions: { passed: count('pass'), failed: count('fail'), undecidable: count('undecidable'), elsewhere: count('elsewhere'), total: results.length, results },
    changes: models.flatMap((model) => (model.past ? [{ model: model.model.id, base: model.past.commit, items: pendingChange(model.past, model).items.map(({ effect, subject, sentence }) => ({ effect, subject, message: sentence })) }] : [])),
    models: models.flatMap((model) => {
      const recorded = recordedJson(model);
      const worktree = { file: model.path, ...postureJson(model) };
      return recorded ? [worktree, { file: model.path, ...recorded }] : [{ ...worktree, recorded: { none: 'no_recorded_evidence' } }];
    }),
  };
}

/** The same of a run over a change, without posture: what was not looked at supports none. */
function partialJson(models: readonly ModelSnapshot[], at: string, { since, leftOut }: ChangeScope): Record<string, unknown> {
  const out = (model: ModelSnapshot, id: string): string | undefined => leftOut.get(model.path)?.get(id);
  const results = models.flatMap((model) => assertionResults(model).filter(({ id }) => out(model, id) === undefined).map((result) => ({ model: model.model.id, ...result, known_gap: isKnownGap(model.model, result.id, at) })));
  const count = (verdict: string): number => results.filter((result) => result.verdict === verdict).length;
  return {
    weakenings: weakeningsJson(models),
    changed: { since, left_out: models.flatMap((model) => [...(leftOut.get(model.path) ?? [])].map(([id, why]) => ({ model: model.model.id, id, why }))) },
    assertions: { passed: count('pass'), failed: count('fail'), undecidable: count('undecidable'), elsewhere: count('elsewhere'), total: results.length, results },
    models: models.map((model) => ({ file: model.path, id: model.model.id, problems: model.problems.map(problemJson) })),
  };
}

function weakeningsJson(models: readonly ModelSnapshot[]): readonly Record<string, unknown>[] {
  return models.flatMap((model) => model.weakenings.map((weakening) => ({ model: model.model.id, ...weakening, message: describeWeakening(weakening) })));
}

function assertionResults(model: ModelSnapshot): AssertionResult[] {
  return Object.entries(model.model.assertions).map(([id, assertion]) => {
    const verdict = model.verdicts.get(id);
    const roots = { projectRoot: model.projectRoot, repositoryRoot: model.repository.root };
    return {
      id,
      type: assertion.type,
      verdict: verdict?.verdict ?? 'elsewhere',
      strength: verdict?.strength ?? null,
      details: verdict?.details ?? `${describeClaim(assertion)}: answered from recorded evidence of ${assertion.repository ?? 'its repository'}`,
      file: verdict?.file === undefined ? null : fromRepository(verdict.file, roots),
      range: verdict?.range ?? null,
      ...(model.vacuity.has(id) ? { vacuity: model.vacuity.get(id)! } : {}),
    };
  });
}
