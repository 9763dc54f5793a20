/** What the rows that are selected answer already when something is added. */
import type { FieldAnswers } from '../../../src/protocol/form-field.ts';
import type { SectionName } from './rows.ts';

/** By the letters of their identifiers: components stand behind the boundaries that are selected, and so on. */
export function givenBy(section: SectionName, selected: readonly string[]): FieldAnswers {
  const of = (pattern: RegExp): readonly string[] => selected.filter((id) => pattern.test(id));
  const [boundaries, components, controls] = [of(/^TB/), of(/^CMP/), of(/^CTRL-/)];
  switch (section) {
    case 'components':
    case 'attackers':
      return boundaries.length > 0 ? { boundaries } : {};
    case 'assets':
      return components.length > 0 ? { components } : {};
    case 'connections':
      return { ...(components[0] === undefined ? {} : { from: components[0] }), ...(components[1] === undefined ? {} : { to: components[1] }) };
    case 'assertions':
      return controls[0] === undefined ? {} : { subject: controls[0] };
    case 'findings':
      return controls[0] === undefined ? {} : { control: controls[0] };
    default:
      return {};
  }
}
