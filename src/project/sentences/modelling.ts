/** The words of modelling: what a removal takes along, and why an edit was refused. */
import { kindOfIdentifier } from '../../model/identifiers.ts';
import type { EditRefusal } from '../../model/edit.ts';
import type { ThreatModel } from '../../model/schema.ts';
import { entityTitle, kindNouns } from '../language/entity-words.ts';
import type { RemovalEffect } from '../modelling/plan-removal.ts';
import { standingWords, statusWords } from './posture.ts';

/** Lists longer than this are cut, and say so. */
const mostNames = 6;

export function listed(names: readonly string[]): string {
  return names.length <= mostNames ? names.join(', ') : `${names.slice(0, mostNames).join(', ')} and ${names.length - mostNames} more`;
}

/** `asset A2 upload token`. */
export function namedEntity(model: ThreatModel, id: string): string {
  const kind = kindOfIdentifier(id);
  return `${kind === undefined ? '' : `${kindNouns[kind]} `}${id} ${entityTitle(model, id) ?? ''}`.trim();
}

/** What follows from a removal, one fact a line: what is gone, what loses its mitigation, what is no longer verified. */
export function describeEffect(effect: RemovalEffect): readonly string[] {
  const lines: string[] = [];
  const { objectivesGone, objectives, controls } = effect;
  if (objectivesGone.length > 0) lines.push(`${count(objectivesGone.length, 'objective goes', 'objectives go')}: ${listed(objectivesGone)}`);
  const lost = objectives.filter(({ before }) => before === 'mitigated');
  if (lost.length > 0) lines.push(`${count(lost.length, 'objective loses its mitigation', 'objectives lose their mitigation')}: ${listed(lost.map(({ id, after }) => `${id} becomes ${statusWords[after]}`))}`);
  const won = objectives.filter(({ after }) => after === 'mitigated');
  if (won.length > 0) lines.push(`${count(won.length, 'objective becomes mitigated', 'objectives become mitigated')} by asking for less: ${listed(won.map(({ id }) => id))}`);
  const other = objectives.filter(({ before, after }) => before !== 'mitigated' && after !== 'mitigated');
  if (other.length > 0) lines.push(`${count(other.length, 'objective changes', 'objectives change')}: ${listed(other.map(({ id, after }) => `${id} becomes ${statusWords[after]}`))}`);
  if (controls.length > 0) lines.push(`${count(controls.length, 'control changes', 'controls change')}: ${listed(controls.map(({ id, after }) => `${id} becomes ${standingWords[after]}`))}`);
  return lines;
}

function count(number: number, one: string, several: string): string {
  return `${number} ${number === 1 ? one : several}`;
}

/** Why an edit was not made, and what to do. */
export function describeRefusal(refusal: EditRefusal): string {
  const place = 'path' in refusal ? refusal.path.join('.') : '';
  switch (refusal.refused) {
    case 'broken_file':
      return 'The model file is not YAML now, so nothing was changed. Mend the line that is marked as a problem, then try again.';
    case 'aliased':
      return `${place} is written once and used in several places, so nothing was changed. Write it out where it is to differ, then try again.`;
    case 'not_there':
      return refusal.path.at(-1) === 'was' ? `The tombstone of ${refusal.path[1]} does not say what it was, so it cannot be restored. Add it by hand under its old identifier and take the tombstone out.` : `${place} is not there any more, so nothing was changed. The model may have been edited meanwhile; try again.`;
    case 'already_there':
      return `${place} is there already, so nothing was changed. Choose another name.`;
    case 'unclear_layout':
      return `${place} is laid out in a way that no small edit can change for sure, so nothing was changed. Change it by hand.`;
  }
}
