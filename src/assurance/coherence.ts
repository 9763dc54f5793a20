/** Where a model contradicts itself, or what people attested contradicts what its structure says. None changes a status. */
import { utcDayOf } from '../model/dates.ts';
import { compareIdentifiers, objectiveId, pairOfObjective } from '../model/identifiers.ts';
import type { ModelPath, Severity } from '../model/problem.ts';
import type { ThreatModel } from '../model/schema.ts';
import type { Assessment, CoherenceProblem } from './assessment.ts';
import { objectivesExcluded } from './assumptions.ts';
import { deadlinesOf, type DeadlineKind } from './deadlines.ts';

/** Every code with its severity. The first ten have public names in the field; the rest are ours. */
export const coherenceCodes = {
  control_component_unknown: 'error',
  asset_component_unknown: 'error',
  assertion_repo_mismatch: 'warning',
  assertion_repo_orphan: 'warning',
  control_unscoped_with_scoped_assertions: 'information',
  component_unbound: 'information',
  co_attacker_unpositioned: 'warning',
  co_asset_unbounded: 'warning',
  co_no_shared_boundary: 'information',
  co_missing_entity: 'warning',
  /** An assumption in force takes an objective out of reach that the structure says is reachable. */
  attestation_contradicts_reachability: 'warning',
  /** Unreachable by an attested seal, and still carried as a risk without an assumption that says so. */
  reachability_without_attestation: 'information',
  connection_into_sealed_boundary: 'warning',
  seal_not_attested: 'warning',
  seal_ends_soon: 'information',
  attestation_starts_later: 'error',
  attestation_ends_soon: 'information',
  attestation_ended: 'warning',
  assumption_of_code_attested: 'warning',
  acceptance_ended: 'warning',
  acceptance_ends_soon: 'information',
  known_gap_ended: 'warning',
  known_gap_ends_soon: 'information',
  control_orphaned: 'warning',
  control_mitigates_nothing: 'information',
  assumption_group_empty: 'warning',
  exclusion_matches_nothing: 'warning',
  /** A finding said to be verified whose remedy fails now: it is open again in truth. */
  finding_came_back: 'warning',
  /** A finding said to be verified that names no assertion which shows it remedied. */
  finding_verified_by_nothing: 'warning',
} as const satisfies Record<string, Severity>;
export type CoherenceCode = keyof typeof coherenceCodes;

/** All coherence problems of an assessed model, sorted by place and code. */
export function findIncoherences(model: ThreatModel, assessed: Pick<Assessment, 'objectives' | 'controls' | 'assumptions'>, at: string): CoherenceProblem[] {
  const problems: CoherenceProblem[] = [];
  const report = (code: CoherenceCode, path: ModelPath, parameters: CoherenceProblem['parameters'] = {}) => problems.push({ code, severity: coherenceCodes[code], path, parameters });

  checkStructure(model, report);
  checkSeals(model, report);
  checkAssumptions(model, assessed, report);
  checkControls(model, assessed, report);
  checkFindings(model, assessed, report);
  checkStarts(model, at, report);
  checkDeadlines(model, at, report);

  return problems
    .map((problem) => ({ problem, key: `${problem.path.map(String).join('\u0000')}\u0000${problem.code}\u0000${JSON.stringify(problem.parameters)}` }))
    .sort((a, b) => compareIdentifiers(a.key, b.key))
    .map(({ problem }) => problem);
}

type Report = (code: CoherenceCode, path: ModelPath, parameters?: CoherenceProblem['parameters']) => unknown;

function checkStructure(model: ThreatModel, report: Report): void {
  const isKnown = (id: string): boolean => Object.hasOwn(model.components, id);
  for (const [id, asset] of Object.entries(model.assets)) {
    for (const component of new Set(asset.components)) if (!isKnown(component)) report('asset_component_unknown', ['assets', id, 'components'], { asset: id, component });
    const boundaries = asset.components.flatMap((component) => model.components[component]?.boundaries ?? []).filter((boundary) => Object.hasOwn(model.boundaries, boundary));
    if (boundaries.length === 0) report('co_asset_unbounded', ['assets', id], { asset: id });
  }
  for (const [id, attacker] of Object.entries(model.attackers)) {
    const positions = attacker.boundaries.filter((boundary) => Object.hasOwn(model.boundaries, boundary));
    if (positions.length === 0) report('co_attacker_unpositioned', ['attackers', id], { attacker: id });
    else if (!Object.values(model.components).some((component) => component.boundaries.some((boundary) => positions.includes(boundary)))) report('co_no_shared_boundary', ['attackers', id], { attacker: id });
  }
  for (const [id, component] of Object.entries(model.components)) {
    if (component.paths.length === 0 && component.repository === undefined) report('component_unbound', ['components', id], { component: id });
  }
  const repositories = new Set(Object.values(model.components).flatMap((component) => component.repository ?? []));
  for (const [id, assertion] of Object.entries(model.assertions)) {
    if (assertion.repository === undefined) continue;
    if (!repositories.has(assertion.repository)) report('assertion_repo_orphan', ['assertions', id, 'repository'], { assertion: id, repository: assertion.repository });
    const control = assertion.control === undefined ? undefined : model.controls[assertion.control];
    const expected = new Set((control?.components ?? []).flatMap((component) => model.components[component]?.repository ?? []));
    if (expected.size > 0 && !expected.has(assertion.repository)) report('assertion_repo_mismatch', ['assertions', id, 'repository'], { assertion: id, repository: assertion.repository });
  }
  for (const [id, acceptance] of Object.entries(model.acceptances)) if (!isLiveObjective(model, acceptance.objective)) report('co_missing_entity', ['acceptances', id, 'objective'], { objective: acceptance.objective });
  for (const id of Object.keys(model.cal)) if (!isLiveObjective(model, id)) report('co_missing_entity', ['cal', id], { objective: id });
  for (const [id, assumption] of Object.entries(model.assumptions)) {
    for (const objective of assumption.objectives) if (!isLiveObjective(model, objective)) report('co_missing_entity', ['assumptions', id, 'objectives'], { objective });
    for (const objective of assumption.exclusion?.objectives ?? []) if (!isLiveObjective(model, objective)) report('co_missing_entity', ['assumptions', id, 'exclusion', 'objectives'], { objective });
  }
}

function isLiveObjective(model: ThreatModel, id: string): boolean {
  const pair = pairOfObjective(id);
  return pair !== undefined && Object.hasOwn(model.assets, pair.asset) && Object.hasOwn(model.attackers, pair.attacker);
}

function checkSeals(model: ThreatModel, report: Report): void {
  for (const [id, boundary] of Object.entries(model.boundaries)) {
    if (!boundary.sealed) continue;
    for (const [connection, { from, to }] of Object.entries(model.connections)) {
      const inside = (component: string): boolean => model.components[component]?.boundaries.includes(id) ?? false;
      if (inside(from) !== inside(to)) report('connection_into_sealed_boundary', ['connections', connection], { connection, boundary: id });
    }
  }
}

function checkAssumptions(model: ThreatModel, assessed: Pick<Assessment, 'objectives' | 'assumptions'>, report: Report): void {
  const reachable = new Set(assessed.objectives.filter((objective) => objective.reachability.verdict === 'reachable').map((objective) => objective.id));
  for (const state of assessed.assumptions) {
    const assumption = model.assumptions[state.id]!;
    const path = ['assumptions', state.id] as const;
    if (assumption.exclusion) {
      const excluded = objectivesExcluded(model, assumption.exclusion);
      const contradicted = state.inForce ? excluded.filter((id) => reachable.has(id)) : [];
      if (excluded.length === 0) report('exclusion_matches_nothing', [...path, 'exclusion'], { assumption: state.id });
      if (contradicted.length > 0) report('attestation_contradicts_reachability', [...path, 'exclusion'], { assumption: state.id, objectives: contradicted });
    }
    if (assumption.type === 'non_applicability' && assumption.attestations.length > 0) report('assumption_of_code_attested', [...path, 'attestations'], { assumption: state.id });
  }
  for (const objective of assessed.objectives) {
    if (objective.reachability.verdict === 'unreachable' && objective.status !== 'mitigated') report('reachability_without_attestation', ['assets', objective.asset], { objective: objective.id });
  }
}

function checkControls(model: ThreatModel, assessed: Pick<Assessment, 'controls'>, report: Report): void {
  for (const { id, objectives, assertions } of assessed.controls) {
    const control = model.controls[id]!;
    for (const component of new Set(control.components)) if (!Object.hasOwn(model.components, component)) report('control_component_unknown', ['controls', id, 'components'], { control: id, component });
    if (control.mitigates.length === 0) report('control_mitigates_nothing', ['controls', id], { control: id });
    else if (objectives.length === 0) report('control_orphaned', ['controls', id, 'mitigates'], { control: id });
    for (const [group, members] of Object.entries(control.assumed_by)) if (members.length === 0) report('assumption_group_empty', ['controls', id, 'assumed_by', group], { control: id, group });
    const scoped = assertions.some((assertion) => model.assertions[assertion.id]!.repository !== undefined);
    if (scoped && control.components.length === 0) report('control_unscoped_with_scoped_assertions', ['controls', id], { control: id });
    const named = control.mitigates.flatMap(({ asset, attackers }) => attackers.map((attacker) => objectiveId(asset, attacker)));
    for (const objective of new Set(named)) if (!isLiveObjective(model, objective)) report('co_missing_entity', ['controls', id, 'mitigates'], { objective });
  }
}

/** Only what a run has shown to fail speaks against a remedy; what was not checked yet does not. */
function checkFindings(model: ThreatModel, assessed: Pick<Assessment, 'controls' | 'assumptions'>, report: Report): void {
  const verdicts = new Map([...assessed.controls, ...assessed.assumptions].flatMap(({ assertions }) => assertions).map(({ id, verdict }) => [id, verdict]));
  for (const [id, { status, remediation_assertions: remedies }] of Object.entries(model.findings)) {
    if (status !== 'verified') continue;
    const failing = remedies.filter((assertion) => verdicts.get(assertion) === 'fail' || verdicts.get(assertion) === 'undecidable');
    if (remedies.length === 0) report('finding_verified_by_nothing', ['findings', id, 'status'], { finding: id });
    else if (failing.length > 0) report('finding_came_back', ['findings', id, 'status'], { finding: id, assertions: failing });
  }
}

function checkStarts(model: ThreatModel, at: string, report: Report): void {
  const today = utcDayOf(at);
  const startsLater = (day: string | undefined): boolean => day !== undefined && today !== undefined && (utcDayOf(day) ?? '') > today;
  for (const [id, assumption] of Object.entries(model.assumptions)) {
    assumption.attestations.forEach((attestation, index) => {
      if (startsLater(attestation.attested_at)) report('attestation_starts_later', ['assumptions', id, 'attestations', index, 'attested_at'], { day: attestation.attested_at! });
    });
  }
  for (const [id, boundary] of Object.entries(model.boundaries)) {
    boundary.sealed?.attestations.forEach((attestation, index) => {
      if (startsLater(attestation.attested_at)) report('attestation_starts_later', ['boundaries', id, 'sealed', 'attestations', index, 'attested_at'], { day: attestation.attested_at! });
    });
  }
}

/** The codes of what ended and of what ends soon, and the parameter that names its subject. */
const deadlineCodes: Readonly<Record<DeadlineKind, { readonly ended: CoherenceCode; readonly soon: CoherenceCode; readonly subject: string }>> = {
  attestation: { ended: 'attestation_ended', soon: 'attestation_ends_soon', subject: 'assumption' },
  seal: { ended: 'seal_not_attested', soon: 'seal_ends_soon', subject: 'boundary' },
  acceptance: { ended: 'acceptance_ended', soon: 'acceptance_ends_soon', subject: 'acceptance' },
  gap: { ended: 'known_gap_ended', soon: 'known_gap_ends_soon', subject: 'gap' },
};

function checkDeadlines(model: ThreatModel, at: string, report: Report): void {
  for (const { kind, id, path, standing, ends, days } of deadlinesOf(model, at)) {
    const { ended, soon, subject } = deadlineCodes[kind];
    if (standing === 'soon') report(soon, path, { [subject]: id, day: ends!, days: String(days) });
    // That nobody has attested an assumption yet is the reason of its objectives, and no contradiction.
    else if (standing === 'ended' || (standing === 'none' && kind === 'seal')) report(ended, path, { [subject]: id, ...(ends === undefined ? {} : { day: ends }) });
  }
}
