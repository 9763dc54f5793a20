/** What is selected answers some questions of a form already: whoever adds a component at a boundary wants it to stand behind that boundary. */
import { kindOfIdentifier, type EntityKind } from '../model/identifiers.ts';
import type { FieldAnswers } from './form-field.ts';

/** @param selected Identifiers of entities and objectives, in the order in which they were selected. */
export function givenBy(kind: EntityKind, selected: readonly string[]): FieldAnswers {
  const of = (one: EntityKind | 'objectives'): readonly string[] => selected.filter((id) => kindOfIdentifier(id) === one);
  const [boundaries, components, objectives] = [of('boundaries'), of('components'), of('objectives')];
  const [[from, to], [control], [assumption]] = [components, of('controls'), of('assumptions')];
  switch (kind) {
    case 'components':
    case 'attackers':
      return boundaries.length > 0 ? { boundaries } : {};
    case 'assets':
      return components.length > 0 ? { components } : {};
    case 'connections':
      return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    case 'controls':
    case 'assumptions':
      return objectives.length > 0 ? { objectives } : {};
    case 'acceptances':
      return objectives[0] === undefined ? {} : { objective: objectives[0] };
    case 'assertions': {
      const subject = control ?? assumption;
      return subject === undefined ? {} : { subject };
    }
    case 'findings':
      return control === undefined ? {} : { control };
    case 'boundaries':
      return {};
  }
}
