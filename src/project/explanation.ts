/** An explanation in words, as lines with places: the same for the terminal, the editor and a tool's answer. */
import { explain } from '../assurance/explain.ts';
import type { CodeRange } from '../verifier/verdict.ts';
import { fromRepository } from './collect-problems.ts';
import { onRecord } from './on-record.ts';
import { describeClaim, describeObstacle, describeReachability, describeShortfall, describeStatus, standingWords, verdictWords } from './sentences/posture.ts';
import { describeOnRecord } from './sentences/recorded.ts';
import type { ModelSnapshot } from './snapshot.ts';

export interface ExplanationLine {
  /** How deep it stands in the chain; the objective is 0. */
  readonly depth: number;
  readonly mark: 'good' | 'bad' | 'open' | 'note';
  readonly text: string;
  /** The code or the place in the model that the line is about; paths relative to the project. */
  readonly place?: { readonly file: string; readonly range?: CodeRange };
  /** The entity or assertion that `place` is of. */
  readonly subject?: string;
}

/** The chain of one objective down to the line of code; undefined when the model does not have it. */
export function explainObjective(snapshot: ModelSnapshot, objective: string): readonly ExplanationLine[] | undefined {
  const explanation = explain(snapshot.model, snapshot.assessment, objective);
  if (!explanation) return undefined;
  const { objective: posture } = explanation;
  const lines: ExplanationLine[] = [];
  const add = (depth: number, mark: ExplanationLine['mark'], text: string, place?: ExplanationLine['place'], subject?: string) => lines.push({ depth, mark, text, ...(place ? { place } : {}), ...(subject === undefined ? {} : { subject }) });
  const addEntity = (depth: number, mark: ExplanationLine['mark'], text: string, path: readonly [string, string]) => add(depth, mark, text, placeInModel(snapshot, path), path[1]);

  addEntity(0, posture.status === 'mitigated' ? 'good' : posture.status === 'at_risk' ? 'bad' : 'open', `${posture.id} is ${describeStatus(posture)}`, ['assets', posture.asset]);
  const record = onRecord(snapshot);
  const recorded = record?.assessment.objectives.find(({ id }) => id === objective);
  if (recorded) add(1, recorded.status === 'mitigated' ? 'good' : recorded.status === 'at_risk' ? 'bad' : 'open', `On record it is ${describeStatus(recorded)}`);
  add(1, 'note', posture.statement);
  add(1, 'note', `Risk tier ${posture.tier}: impact ${posture.impact}, likelihood ${posture.likelihood}${posture.notRated.length > 0 ? `; not rated and counted as the worst: ${posture.notRated.join(', ')}` : ''}`);
  add(1, 'note', `It is ${describeReachability(posture.reachability)}`);
  if (posture.accepted) addEntity(1, 'note', `The risk is accepted: ${posture.accepted}`, ['acceptances', posture.accepted]);
  if (posture.groups.length === 0 && explanation.assumptions.length === 0) add(1, 'open', 'No control mitigates it, and no assumption names it');

  for (const group of explanation.groups) {
    const name = group.name === '' ? 'Controls in no group' : `Group ${group.name}`;
    add(1, group.complete ? 'good' : 'bad', `${name}: ${group.complete ? 'complete' : 'not complete'}${group.defenceInDepth ? ', defence in depth' : ''}`);
    for (const { id, description, state } of group.controls) {
      addEntity(2, state?.counts ? 'good' : state ? 'bad' : 'open', `${id} is ${standingWords[state?.standing ?? 'removed']}: ${description}`, [state ? 'controls' : 'removed', id]);
      if (!state) continue;
      if (state.assumedBy) add(3, 'note', `Assumed by ${state.assumedBy.assumptions.join(', ')}`);
      for (const clause of state.clauses) {
        add(3, clause.met ? 'good' : 'bad', `${clause.clause}: ${clause.shows}${clause.met ? '' : clause.coveredBy.length === 0 ? ' (no assertion covers it)' : ''}`);
        for (const { assertion, shortfall } of clause.coveredBy) addAssertion(4, assertion, shortfall === undefined ? '' : ` (${describeShortfall(shortfall)})`);
      }
      for (const { id: assertion } of state.assertions) {
        if (!state.clauses.some((clause) => clause.coveredBy.some((cover) => cover.assertion === assertion))) addAssertion(3, assertion, ' (covers no clause)');
      }
      for (const obstacle of state.obstacles) {
        if (obstacle.kind === 'not_claimed' || obstacle.kind === 'no_assertion' || obstacle.kind === 'no_clause' || obstacle.kind === 'open_finding') add(3, 'bad', describeObstacle(obstacle));
      }
    }
  }
  for (const { state, description, attestations } of explanation.assumptions) {
    addEntity(1, state.inForce ? 'good' : 'bad', `${state.id} is ${state.inForce ? 'in force' : 'not in force'}: ${description}`, ['assumptions', state.id]);
    for (const { by, statement, expires_at } of attestations) add(2, 'note', `Attested by ${by} until ${expires_at}: ${statement}`);
    if (!state.active) add(2, 'bad', 'It is not active');
    else if (state.type === 'external' && state.attestation === 'none') add(2, 'bad', 'Nobody has attested it');
    for (const { id } of state.assertions) addAssertion(2, id, '');
  }
  return lines;

  function addAssertion(depth: number, id: string, note: string): void {
    const assertion = snapshot.model.assertions[id];
    if (!assertion) return;
    const verdict = snapshot.verdicts.get(id);
    const standing = [...snapshot.assessment.controls, ...snapshot.assessment.assumptions].flatMap((state) => state.assertions).find((one) => one.id === id);
    const word = verdictWords[standing?.verdict ?? 'unchecked'];
    const strength = verdict?.strength ? `, ${verdict.strength}` : '';
    const details = verdict && verdict.verdict !== 'pass' ? `: ${verdict.details}` : '';
    const place = verdict?.file === undefined ? placeInModel(snapshot, ['assertions', id]) : { file: fromRepository(verdict.file, rootsOf(snapshot)), ...(verdict.range ? { range: verdict.range } : {}) };
    add(depth, standing?.verdict === 'pass' ? 'good' : standing?.verdict === 'fail' ? 'bad' : 'open', `${id} ${word}${strength}: ${describeClaim(assertion)}${details}${note}`, place, id);
    const onRecordNow = record?.basis.standings[id];
    if (onRecordNow) add(depth + 1, !onRecordNow.holds ? 'open' : onRecordNow.entry.verdict === 'pass' ? 'good' : 'bad', `on record ${describeOnRecord(onRecordNow)}`);
  }
}

/** The chain of a control: that of every objective it serves would repeat it, so it is told once. */
export function objectivesOfControl(snapshot: ModelSnapshot, control: string): readonly string[] {
  return snapshot.assessment.controls.find((state) => state.id === control)?.objectives ?? [];
}

/** Where an entity stands in its model file. */
export function placeInModel(snapshot: ModelSnapshot, path: readonly string[]): NonNullable<ExplanationLine['place']> {
  const range = snapshot.parsed.source.keyRangeOf(path);
  return range ? { file: snapshot.path, range: snapshot.linesOf(range) } : { file: snapshot.path };
}

function rootsOf(snapshot: ModelSnapshot): { readonly projectRoot: string; readonly repositoryRoot: string } {
  return { projectRoot: snapshot.projectRoot, repositoryRoot: snapshot.repository.root };
}
