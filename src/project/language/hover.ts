/** What an identifier, a key or a word of a model means, and how it stands: plain lines, put into an editor's shape by its front. */
import { identifierAt } from '../../model/identifier-at.ts';
import { cursorAt } from '../../model/cursor.ts';
import type { TextRange } from '../../model/problem.ts';
import { findAssertionType } from '../../verifier/catalogue.ts';
import { recordedRunsOf } from '../on-record.ts';
import { checksOf } from '../review/control-checks.ts';
import { describeCheck } from '../sentences/review.ts';
import { describeClaim, describeObstacle, describeReachability, describeStatus, standingWords, verdictWords } from '../sentences/posture.ts';
import type { ModelSnapshot } from '../snapshot.ts';
import { entityTitle, kindNouns } from './entity-words.ts';
import { shapeAt } from './shape.ts';

export interface HoverText {
  readonly title: string;
  /** One fact a line. */
  readonly lines: readonly string[];
}

/** What is to be said of a place of a model's own text. */
export function hoverInModel(snapshot: ModelSnapshot, offset: number): (HoverText & { readonly range: TextRange }) | undefined {
  const found = identifierAt(snapshot.text, offset);
  const about = found && describeIdentifier(snapshot, found.id);
  if (found && about) return { ...about, range: found.range };
  const cursor = cursorAt(snapshot.text, offset);
  if (!cursor) return undefined;
  const word = snapshot.text.slice(cursor.word.start, cursor.word.end);
  if (word === '') return undefined;
  const type = findAssertionType(word);
  if (type) return { title: `${type.id}: ${type.title}`, lines: [type.shows, `Needs ${type.params.filter(({ required }) => required).map(({ name }) => name).join(', ')}.`], range: cursor.word };
  const shape = shapeAt(cursor.at === 'key' ? [...cursor.path, word] : cursor.path, (assertion) => snapshot.model.assertions[assertion]?.type);
  return shape?.description === undefined ? undefined : { title: cursor.at === 'key' ? word : String(cursor.path.findLast((step) => typeof step === 'string')), lines: [shape.description], range: cursor.word };
}

/** What an identifier stands for in a model, and how it stands now; undefined when the model never had it. */
export function describeIdentifier(snapshot: ModelSnapshot, id: string): HoverText | undefined {
  const { model, assessment, verdicts } = snapshot;
  const title = entityTitle(model, id);
  if (title === undefined) return undefined;
  const objective = assessment.objectives.find((one) => one.id === id);
  if (objective) {
    return { title: `${id} · ${describeStatus(objective)}`, lines: [objective.statement, `Risk tier ${objective.tier}: impact ${objective.impact}, likelihood ${objective.likelihood}.`, `It is ${describeReachability(objective.reachability)}.`] };
  }
  const control = assessment.controls.find((one) => one.id === id);
  if (control) {
    const serves = control.objectives.length > 0 ? `Serves ${control.objectives.join(', ')}.` : 'Serves no objective.';
    return { title: `${id} · ${standingWords[control.standing]}`, lines: [title, serves, ...control.clauses.map(({ clause, shows, met }) => `${met ? '✓' : '✗'} ${clause}: ${shows}`), ...control.obstacles.map(describeObstacle), ...lastCheck(snapshot, id)] };
  }
  const assertion = Object.hasOwn(model.assertions, id) ? model.assertions[id] : undefined;
  if (assertion) {
    const verdict = verdicts.get(id);
    const subject = assertion.control ?? assertion.assumption;
    return {
      title: `${id} · ${verdict ? verdictWords[verdict.verdict] : assertion.repository === undefined ? verdictWords.unchecked : verdictWords.elsewhere}${verdict?.strength ? `, ${verdict.strength}` : ''}`,
      lines: [describeClaim(assertion), ...(verdict ? [verdict.details] : []), ...(subject === undefined ? [] : [`Evidence for ${subject}: ${entityTitle(model, subject) ?? ''}`])],
    };
  }
  const assumption = assessment.assumptions.find((one) => one.id === id);
  if (assumption) {
    const until = assumption.expires === undefined ? '' : ` until ${assumption.expires}`;
    return { title: `${id} · ${assumption.inForce ? `in force${until}` : 'not in force'}`, lines: [title, assumption.objectives.length > 0 ? `Mitigates ${assumption.objectives.join(', ')} while it is in force.` : 'Names no objective.'] };
  }
  return { title: `${id} · ${kindNouns[kindIn(snapshot, id)]}`, lines: [title, ...factsOf(snapshot, id)] };
}

/** When a control was last checked, and what counts as that; nothing before the history is known. */
function lastCheck(snapshot: ModelSnapshot, id: string): readonly string[] {
  const check = checksOf(snapshot.model, snapshot.history, recordedRunsOf(snapshot)).get(id);
  if (!check) return [];
  return check.by === 'uncommitted' ? ['Its text, or that of its assertions, has changed and is not committed yet.'] : describeCheck(check, 0).details;
}

function kindIn({ model }: ModelSnapshot, id: string): keyof typeof kindNouns {
  return (Object.keys(kindNouns) as (keyof typeof kindNouns)[]).find((kind) => kind !== 'objectives' && Object.hasOwn(model[kind], id)) ?? 'objectives';
}

function factsOf({ model, assessment }: ModelSnapshot, id: string): readonly string[] {
  if (Object.hasOwn(model.assets, id)) {
    const { properties, components } = model.assets[id]!;
    return [`Must hold: ${properties.join(', ') || 'nothing yet'}. In ${components.join(', ') || 'no component'}.`, tally(assessment.objectives.filter(({ asset }) => asset === id))];
  }
  if (Object.hasOwn(model.attackers, id)) {
    const { boundaries, vector } = model.attackers[id]!;
    return [`Stands at ${boundaries.join(', ') || 'no boundary'}, attacks by ${vector ?? 'any vector: it is not rated'}.`, tally(assessment.objectives.filter(({ attacker }) => attacker === id))];
  }
  if (Object.hasOwn(model.boundaries, id)) {
    const { passes, sealed } = model.boundaries[id]!;
    return [`Passes ${passes === undefined ? 'every vector: it is not rated' : passes.join(', ') || 'nothing'}.${sealed ? ' Claimed to be sealed.' : ''}`];
  }
  if (Object.hasOwn(model.components, id)) return [`Behind ${model.components[id]!.boundaries.join(', ') || 'no boundary'}.`];
  if (Object.hasOwn(model.findings, id)) return [`${model.findings[id]!.severity}, ${model.findings[id]!.status}, against ${model.findings[id]!.control}.`];
  if (Object.hasOwn(model.acceptances, id)) return [`For ${model.acceptances[id]!.objective}, until ${model.acceptances[id]!.review_by}.`];
  return [];
}

function tally(objectives: readonly { readonly status: string }[]): string {
  const mitigated = objectives.filter(({ status }) => status === 'mitigated').length;
  return `${mitigated} of ${objectives.length} objectives mitigated.`;
}
