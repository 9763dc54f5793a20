/** What the schema alone cannot see: references, days that do not exist, entities that say too little to count. */
import { isRealDay } from './dates.ts';
import { findSimilar } from './similar.ts';
import type { ModelPath, ModelProblem } from './problem.ts';
import { exists, mapOf, referencesOf, wasRemoved } from './references.ts';
import type { Attestation, ThreatModel } from './schema.ts';
import type { ModelSource } from './source.ts';

type WithoutPlace = { [C in ModelProblem['code']]: { readonly code: C; readonly parameters: Extract<ModelProblem, { code: C }>['parameters'] } }[ModelProblem['code']];

/** Each suggestion compares a word with every identifier of its kind; a file with more mistakes has another one behind them. */
const maximumSuggestions = 100;

/** Adds to `problems` what is off about a model that the schema accepts. */
export function checkModel(model: ThreatModel, source: ModelSource, problems: ModelProblem[]): void {
  const report = (severity: ModelProblem['severity'], path: ModelPath, problem: WithoutPlace) =>
    problems.push({ ...problem, severity, path, range: source.valueRangeOf(path) ?? source.nearestRange(path) });
  const reportKey = (severity: ModelProblem['severity'], path: ModelPath, problem: WithoutPlace) =>
    problems.push({ ...problem, severity, path, range: source.keyRangeOf(path) ?? source.nearestRange(path) });

  let suggested = 0;
  for (const { path, id, kind } of referencesOf(model)) {
    if (exists(model, kind, id)) continue;
    const removed = wasRemoved(model, id);
    const known = kind === 'objectives' || ++suggested > maximumSuggestions ? [] : Object.keys(model[kind]);
    const suggestion = findSimilar(id, known);
    // What points at something removed waits for a person's decision; what points at nothing is a mistake.
    report(removed ? 'warning' : 'error', path, { code: 'unknown_reference', parameters: { id, removed, ...(suggestion === undefined ? {} : { suggestion }) } });
  }
  for (const id of Object.keys(model.removed)) {
    if (mapOf(model, id) !== undefined) reportKey('error', ['removed', id], { code: 'removed_identifier_in_use', parameters: { id } });
  }
  for (const [id, asset] of Object.entries(model.assets)) {
    if (asset.properties.length === 0) reportKey('error', ['assets', id], { code: 'asset_without_property', parameters: { id } });
    const { why, ...factors } = asset.impact ?? {};
    if (Object.keys(factors).length > 0 && !why) report('warning', ['assets', id, 'impact'], { code: 'factors_without_reason', parameters: { id } });
  }
  for (const [id, attacker] of Object.entries(model.attackers)) {
    const { why, ...factors } = attacker.likelihood ?? {};
    if (Object.keys(factors).length > 0 && !why) report('warning', ['attackers', id, 'likelihood'], { code: 'factors_without_reason', parameters: { id } });
  }
  const claimed = new Set(Object.values(model.assertions).map(({ control }) => control));
  for (const [id, control] of Object.entries(model.controls)) {
    const hasAssertion = claimed.has(id);
    const assumed = Object.values(control.assumed_by).some((group) => group.length > 0);
    if (control.status === 'implemented' && !hasAssertion && !assumed) report('warning', ['controls', id, 'status'], { code: 'implemented_without_assertion', parameters: { id } });
    if (Object.keys(control.clauses).length === 0 && hasAssertion) reportKey('warning', ['controls', id], { code: 'control_without_clause', parameters: { id } });
  }
  for (const [id, assertion] of Object.entries(model.assertions)) {
    if ((assertion.control === undefined) === (assertion.assumption === undefined)) reportKey('error', ['assertions', id], { code: 'assertion_without_subject', parameters: { id } });
    const clauses = assertion.control === undefined ? undefined : model.controls[assertion.control]?.clauses;
    assertion.covers.forEach((clause, index) => {
      if (clauses && !Object.hasOwn(clauses, clause)) report('error', ['assertions', id, 'covers', index], { code: 'unknown_clause', parameters: { id, clause } });
    });
  }
  for (const [id, finding] of Object.entries(model.findings)) {
    if (finding.status === 'dismissed' && !finding.reason?.trim()) report('error', ['findings', id, 'status'], { code: 'dismissal_without_reason', parameters: { id } });
  }
  for (const [path, day] of daysOf(model)) {
    if (!isRealDay(day)) report('error', path, { code: 'invalid_date', parameters: { found: day } });
  }
}

/** Every day that a model names, with its place. */
function daysOf(model: ThreatModel): [ModelPath, string][] {
  const days: [ModelPath, string][] = [];
  const attestations = (list: readonly Attestation[], ...path: ModelPath) =>
    list.forEach((attestation, index) => {
      days.push([[...path, index, 'expires_at'], attestation.expires_at]);
      if (attestation.attested_at !== undefined) days.push([[...path, index, 'attested_at'], attestation.attested_at]);
    });
  for (const [id, boundary] of Object.entries(model.boundaries)) if (boundary.sealed) attestations(boundary.sealed.attestations, 'boundaries', id, 'sealed', 'attestations');
  for (const [id, assumption] of Object.entries(model.assumptions)) attestations(assumption.attestations, 'assumptions', id, 'attestations');
  for (const [id, acceptance] of Object.entries(model.acceptances)) {
    days.push([['acceptances', id, 'review_by'], acceptance.review_by]);
    if (acceptance.accepted_at !== undefined) days.push([['acceptances', id, 'accepted_at'], acceptance.accepted_at]);
  }
  for (const [id, gap] of Object.entries(model.known_gaps)) days.push([['known_gaps', id, 'until'], gap.until]);
  for (const [id, tombstone] of Object.entries(model.removed)) days.push([['removed', id, 'on'], tombstone.on]);
  return days;
}
