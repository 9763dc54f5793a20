/** The form of a control: what it is, which objectives it serves and in which group, and what its evidence must show. */
import { pairOfObjective } from '../../model/identifiers.ts';
import type { ThreatModel } from '../../model/schema.ts';
import type { FieldAnswer, FieldAnswers, FieldChoice } from '../../protocol/form-field.ts';
import { assertionTypes } from '../../verifier/catalogue.ts';
import { shapeAt } from '../language/shape.ts';
import { entityChoices, schemaField, shapeField, valueOf, type Field } from './field.ts';

/** What a group is called may be chosen; this stands for none. */
export const noGroup = '';

export function controlFields(model: ThreatModel, answers: FieldAnswers): readonly Field[] {
  const serves = listOfAnswer(answers.objectives);
  return [
    schemaField(model, 'controls', 'description', { example: 'Scan uploads before accepting them.' }),
    objectivesField(model),
    ...(serves.length > 0 && groupsOf(model, serves).length > 0 ? [groupField(model, serves)] : []),
    { ...clauseShows(model, false), key: 'clause.shows', title: 'Evidence', prompt: 'What must its evidence show? One clause; more can be added later. Without a clause a control is never verified.' },
    schemaField(model, 'controls', 'status', { prompt: 'Is it implemented? Evidence has to show it.', start: 'not_implemented' }),
  ];
}

/** The objectives that a control serves, as one question. */
export function objectivesField(model: ThreatModel): Field {
  return { key: 'objectives', title: 'Objectives', prompt: 'Which control objectives does it serve?', ask: 'many', required: false, choices: entityChoices(model, 'objectives'), check: () => undefined };
}

/** The group of a control at some objectives; a name that is not there yet makes a group. */
export function groupField(model: ThreatModel, objectives: readonly string[]): Field {
  const named = groupsOf(model, objectives).filter(({ name }) => name !== noGroup);
  const choices: FieldChoice[] = [
    { value: noGroup, label: 'No group', detail: 'Controls in no group form one. All controls of a group are needed; any one group is enough.' },
    ...named.map(({ name, members }) => ({ value: name, label: `Group ${name}`, detail: `Needed together with ${members.join(', ')}` })),
  ];
  return {
    key: 'group',
    title: 'Mitigation group',
    prompt: 'In which group? Pick one, or type the name of a new one.',
    ask: 'one',
    required: false,
    choices,
    free: true,
    start: noGroup,
    example: 'a',
    check: (answer) => (typeof answer === 'string' && (answer === '' || /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(answer)) ? undefined : 'A group has a short name of letters, digits, - and _.'),
  };
}

/** The groups at some objectives, with the controls in them. */
export function groupsOf(model: ThreatModel, objectives: readonly string[]): readonly { readonly name: string; readonly members: readonly string[] }[] {
  const groups = new Map<string, Set<string>>();
  for (const [id, { mitigates }] of Object.entries(model.controls)) {
    for (const { asset, attackers, group = noGroup } of mitigates) {
      if (!attackers.some((attacker) => objectives.includes(`CO-${asset}-${attacker}`))) continue;
      groups.set(group, (groups.get(group) ?? new Set()).add(id));
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, members]) => ({ name, members: [...members] }));
}

/** The control that the answers make. */
export function controlOf(answers: FieldAnswers): Readonly<Record<string, unknown>> {
  const text = (key: string): string => (typeof answers[key] === 'string' ? answers[key].trim() : '');
  const mitigates = mitigationsOf(listOfAnswer(answers.objectives), text('group'));
  const shows = text('clause.shows');
  return {
    description: text('description'),
    status: text('status') === '' ? 'not_implemented' : text('status'),
    ...(mitigates.length > 0 ? { mitigates } : {}),
    ...(shows === '' ? {} : { clauses: { [clauseName(shows, [])]: { shows } } }),
  };
}

/** Objectives as entries of `mitigates`: one an asset, with its attackers. */
export function mitigationsOf(objectives: readonly string[], group: string): readonly Readonly<Record<string, unknown>>[] {
  const byAsset = new Map<string, string[]>();
  for (const objective of objectives) {
    const pair = pairOfObjective(objective);
    if (pair) byAsset.set(pair.asset, [...(byAsset.get(pair.asset) ?? []), pair.attacker]);
  }
  return [...byAsset].map(([asset, attackers]) => ({ asset, attackers, ...(group === noGroup ? {} : { group }) }));
}

/** The questions of a further clause. */
export function clauseFields(model: ThreatModel, taken: readonly string[], answers: FieldAnswers): readonly Field[] {
  const path = ['controls', 'CTRL-01', 'clauses', 'any'];
  const shows = typeof answers.shows === 'string' ? answers.shows : '';
  return [
    { ...clauseShows(model, true), key: 'shows' },
    {
      key: 'name',
      title: 'Short name',
      prompt: 'What assertions call this clause by.',
      ask: 'text',
      required: true,
      start: clauseName(shows, taken),
      check: (answer) => (typeof answer === 'string' && taken.includes(answer.trim()) ? `The control has a clause ${answer.trim()} already.` : typeof answer === 'string' && /^[a-z][a-z0-9_-]*$/.test(answer.trim()) ? undefined : 'A short name of lower-case letters, digits, - and _.'),
    },
    shapeField(model, 'types', shapeAt([...path, 'types'])!, false, { title: 'Assertion types', ask: 'many', choices: typeChoices() }),
    shapeField(model, 'least', shapeAt([...path, 'least'])!, false, { title: 'Least strength' }),
  ];
}

export function clauseOf(fields: readonly Field[], answers: FieldAnswers): Readonly<Record<string, unknown>> {
  const entries = fields.filter(({ key }) => key !== 'name').map((field) => [field.key, valueOf(field, answers[field.key])] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

export function typeChoices(): readonly FieldChoice[] {
  return assertionTypes.map(({ id, title, shows }) => ({ value: id, label: `${title} (${id})`, detail: shows }));
}

function clauseShows(model: ThreatModel, required: boolean): Field {
  return shapeField(model, 'shows', shapeAt(['controls', 'CTRL-01', 'clauses', 'any', 'shows'])!, required, { title: 'What must be shown', example: 'the handler calls the scanner' });
}

const littleWords = new Set(['the', 'a', 'an', 'of', 'to', 'is', 'are', 'be', 'and', 'or', 'in', 'on', 'for', 'with', 'that', 'it', 'its', 'by', 'as', 'at', 'before', 'after', 'every', 'each', 'all']);

/** A short name for a clause, made of what it shows: its last word of weight, numbered where that is taken. */
export function clauseName(shows: string, taken: readonly string[]): string {
  const words = shows.normalize('NFKD').toLowerCase().match(/[a-z][a-z0-9]*/g) ?? [];
  const base = words.filter((word) => word.length > 2 && !littleWords.has(word)).slice(-2).join('-') || 'shown';
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!taken.includes(name)) return name;
  }
}

function listOfAnswer(answer: FieldAnswer | undefined): readonly string[] {
  return typeof answer === 'string' || answer === undefined ? [] : answer;
}
