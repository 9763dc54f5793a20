/** The form of an assertion: whose evidence it is, what it covers, its type, and the params that its type asks for. */
import type { FieldAnswer, FieldAnswers } from '../../protocol/form-field.ts';
import { isMap, parseDocument } from 'yaml';
import type { AssertionParameter } from '../../verifier/assertion-type.ts';
import { findAssertionType } from '../../verifier/catalogue.ts';
import { validateClaim } from '../../verifier/validate-claim.ts';
import { typeChoices } from './control-form.ts';
import { entityChoices, listOf, type Field } from './field.ts';
import type { FormContext } from './forms.ts';

const prefix = 'params.';

export function assertionFields(context: FormContext, answers: FieldAnswers): readonly Field[] {
  const { model } = context;
  const subject = wordOf(answers.subject);
  const clauses = Object.entries(Object.hasOwn(model.controls, subject) ? model.controls[subject]!.clauses : {});
  const covered = new Set(Object.values(model.assertions).filter(({ control }) => control === subject).flatMap(({ covers }) => covers));
  const covers = listOfWords(answers.covers);
  const allowed = clauses.filter(([name]) => covers.includes(name)).map(([, { types }]) => types).filter((types) => types.length > 0);
  const fitting = typeChoices().filter(({ value }) => allowed.every((types) => types.includes(value)));
  const subjects = [...entityChoices(model, 'controls'), ...entityChoices(model, 'assumptions').filter(({ value }) => model.assumptions[value]?.type === 'non_applicability')];
  const open = clauses.map(([name]) => name).filter((name) => !covered.has(name));
  return [
    { key: 'subject', title: 'Evidence for', prompt: 'Which control is it evidence for, or which assumption that something does not apply?', ask: 'one', required: true, choices: subjects, check: (answer) => (subjects.some(({ value }) => value === answer) ? undefined : 'Pick a control or an assumption.') },
    ...(clauses.length > 0
      ? [{ key: 'covers', title: 'Covers', prompt: 'Which clauses of the control does it show?', ask: 'many', required: false, choices: clauses.map(([name, { shows }]) => ({ value: name, label: name, detail: shows })), start: open.length > 0 ? open : clauses.map(([name]) => name), check: () => undefined } satisfies Field]
      : []),
    { key: 'type', title: 'Type', prompt: 'What is claimed about the code?', ask: 'one', required: true, choices: fitting, check: (answer) => (findAssertionType(wordOf(answer)) ? undefined : 'Pick a type.') },
    ...paramFields(context, answers),
  ];
}

/** The params of the type that was picked: first those that it needs. */
export function paramFields(context: FormContext, answers: FieldAnswers): readonly Field[] {
  const type = findAssertionType(wordOf(answers.type));
  if (!type) return [];
  return [...type.params].sort((a, b) => Number(b.required) - Number(a.required)).map((parameter): Field => {
    const { name, kind, required, description, example } = parameter;
    const { suggest } = context;
    const choices = kind === 'flag' ? ['false', 'true'] : kind === 'choice' ? (parameter.choices ?? []) : undefined;
    return {
      key: prefix + name,
      title: name.replaceAll('_', ' '),
      prompt: `${description}${required ? '' : ' Leave it empty for the default.'}`,
      ask: choices ? 'one' : 'text',
      required,
      example,
      ...(choices ? { choices: choices.map((value) => ({ value, label: value })) } : {}),
      ...(parameter.default === undefined ? {} : { start: parameter.default }),
      ...(suggest && (kind === 'path' || kind === 'symbol') ? { suggest: () => suggest(parameter, answers) } : {}),
      // Asked of this parameter alone: the others have their own questions.
      check: (answer) => validateClaim({ type: type.id, params: { [name]: paramOf(parameter, answer) } }).find((problem) => problem.parameter === name)?.message,
    };
  });
}

/** What an answer says of a parameter; undefined when it says nothing, or no more than what counts anyway. */
export function paramOf(parameter: AssertionParameter, answer: FieldAnswer | undefined): unknown {
  const text = wordOf(answer).trim();
  if (text === '' || (!parameter.required && text === parameter.default)) return undefined;
  if (parameter.kind === 'flag') return text === 'true';
  if (parameter.kind === 'texts') return listOf(text);
  if (parameter.kind !== 'structure') return text;
  const document = parseDocument(text, { version: '1.2', schema: 'core', logLevel: 'silent' });
  return document.errors.length === 0 && (isMap(document.contents) || document.contents !== null) ? document.toJS() : text;
}

/** The assertion that the answers make. */
export function assertionOf({ model }: FormContext, answers: FieldAnswers): Readonly<Record<string, unknown>> {
  const subject = wordOf(answers.subject);
  const type = findAssertionType(wordOf(answers.type));
  const covers = listOfWords(answers.covers);
  const params = Object.fromEntries((type?.params ?? []).map((parameter) => [parameter.name, paramOf(parameter, answers[prefix + parameter.name])] as const).filter(([, value]) => value !== undefined));
  return {
    [Object.hasOwn(model.assumptions, subject) ? 'assumption' : 'control']: subject,
    type: wordOf(answers.type),
    ...(covers.length > 0 ? { covers: [...covers] } : {}),
    params,
  };
}

function wordOf(answer: FieldAnswer | undefined): string {
  return typeof answer === 'string' ? answer : '';
}

function listOfWords(answer: FieldAnswer | undefined): readonly string[] {
  return typeof answer === 'string' || answer === undefined ? [] : answer;
}
