/** Recording a finding at the code where it was made. */
import type { EditResult } from '../../model/edit.ts';
import { compareIdentifiers } from '../../model/identifiers.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { ThreatModel } from '../../model/schema.ts';
import type { FieldAnswers } from '../../protocol/form-field.ts';
import { symbolsOf } from '../claims/claims-on-code.ts';
import { entityOf, formOf, type Form, type FormContext } from '../modelling/forms.ts';
import { describePlace, writePlace, type FindingPlace } from './finding-places.ts';
import { addFindings } from './submit-findings.ts';

/** The questions of a finding; the controls that rest on the place come first. */
export function findingForm(context: FormContext, place: FindingPlace): Form {
  const form = formOf('findings', context);
  const near = controlsNear(context.model, place);
  return {
    title: `Finding at ${describePlace(place)}`,
    fields: (answers) =>
      form.fields(answers).map((field) => {
        if (field.key !== 'control' || !field.choices) return field;
        const rank = (id: string): number => (near.includes(id) ? near.indexOf(id) : near.length);
        const choices = [...field.choices].sort((a, b) => rank(a.value) - rank(b.value) || compareIdentifiers(a.value, b.value)).map((choice) => (near.includes(choice.value) ? { ...choice, detail: 'rests on this file' } : choice));
        return { ...field, choices, ...(near[0] === undefined ? {} : { start: near[0] }) };
      }),
  };
}

/** The controls with a claim about the file, those with one about the symbol first. */
function controlsNear(model: ThreatModel, { file, symbol }: FindingPlace): readonly string[] {
  const last = symbol?.split('.').at(-1);
  const claims = Object.values(model.assertions).filter(({ params }) => params['file'] === file);
  const onSymbol = claims.filter((claim) => symbolsOf(claim).some((named) => named.last === last));
  return [...new Set([...onSymbol, ...claims].flatMap(({ control }) => control ?? []))].filter((id) => Object.hasOwn(model.controls, id));
}

/** Adds the finding that the answers make, with its place. `chance` is as for `allocateIdentifier`. */
export function recordFinding(parsed: ParsedModel, answers: FieldAnswers, place: FindingPlace, today: string, chance: () => number): { readonly id: string; readonly result: EditResult } {
  const finding = { ...entityOf('findings', answers, { model: parsed.model, today }), checked_locations: [writePlace(place)] };
  const { ids, result } = addFindings(parsed, [finding], chance);
  return { id: ids[0]!, result };
}
