/** One question of a form: what is asked, what may be answered, and how an answer becomes a value of the model. */
import { isRealDay } from '../../model/dates.ts';
import { compareIdentifiers, objectiveId, type EntityKind } from '../../model/identifiers.ts';
import type { ModelPath } from '../../model/problem.ts';
import type { ThreatModel } from '../../model/schema.ts';
import type { FieldAnswer, FieldChoice, FormField } from '../../protocol/form-field.ts';
import { entityTitle } from '../language/entity-words.ts';
import { alternatives, kindOfShape, shapeAt, wordsOf, type Shape } from '../language/shape.ts';

export interface Field extends Pick<FormField, 'title' | 'prompt' | 'ask' | 'required' | 'example' | 'choices'> {
  /** Where the answer belongs in the entity, with dots; or a name that only its form knows. */
  readonly key: string;
  /** Further choices that have to be looked up first; with them, any text is an answer too. */
  readonly suggest?: () => Promise<readonly FieldChoice[]>;
  /** Whether a text that is none of the choices is an answer too. */
  readonly free?: boolean;
  /** The answer that is there before anybody gives one. */
  readonly start?: FieldAnswer;
  /** A text that stands for a list, parted by a comma and a blank. */
  readonly list?: boolean;
  /** Whether nothing picked is an answer that is written down. */
  readonly keepsEmpty?: boolean;
  /** What is wrong with an answer, in a sentence; undefined when nothing is. */
  readonly check: (answer: FieldAnswer) => string | undefined;
}

/** What the schema does not know: names for people, examples, words for words. */
export type FieldWords = Partial<Pick<Field, 'title' | 'prompt' | 'example' | 'required' | 'start' | 'keepsEmpty' | 'choices' | 'free' | 'ask' | 'suggest'>>;

/** The schema says the same of every entity of a kind. */
const anyEntity = 'any';

/** What the fixed words of a model mean to people, where the word alone does not say it. */
const meanings: Readonly<Record<string, string>> = {
  C: 'Confidentiality: nobody reads it who may not',
  I: 'Integrity: nobody changes it who may not',
  A: 'Availability: it can be used when it is needed',
  U: 'Usage: it is used only for what it was given for',
  Network: 'over a network, from anywhere',
  Adjacent: 'from the same network or radio range',
  Local: 'with an account or a process on the machine',
  Physical: 'by touching the device',
  external: 'an outside party upholds it, and attests it',
  non_applicability: 'it does not apply here, and assertions show why',
  not_implemented: 'planned, or under way',
  implemented: 'a claim; evidence has to show it',
  discovered: 'found, and nobody has looked yet',
  acknowledged: 'somebody looks after it',
  remediated: 'mended, and not checked yet',
  verified: 'a run has shown that it is mended',
  dismissed: 'no finding after all, for a reason',
  retired: 'no longer taken for granted',
  violated: 'it turned out not to hold',
};

/** The field of a key of an entity, made of the schema; `key` may lead into maps with dots. */
export function schemaField(model: ThreatModel, kind: EntityKind, key: string, words: FieldWords = {}): Field {
  return shapeField(model, key, requireShape([kind, anyEntity, ...stepsOf(key)]), isRequired(kind, key), words);
}

/** A field for a value of a shape. */
export function shapeField(model: ThreatModel, key: string, shape: Shape, required: boolean, words: FieldWords = {}): Field {
  const item = alternatives(shape).find(({ items }) => items)?.items;
  const asked = item ?? shape;
  const choices = words.choices ?? choicesOf(model, asked);
  const field: Omit<Field, 'check'> = {
    key,
    title: titleOf(key),
    prompt: shape.description ?? '',
    ask: choices.length > 0 || kindOfShape(asked) !== undefined ? (item ? 'many' : 'one') : 'text',
    required,
    ...(item && choices.length === 0 ? { list: true } : {}),
    ...words,
    ...(choices.length > 0 ? { choices } : {}),
  };
  return { ...field, check: (answer) => checkAnswer(field, asked, answer) };
}

/** The steps of a key with dots; a number is a place in a list. */
export function stepsOf(key: string): ModelPath {
  return key.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function requireShape(path: ModelPath): Shape {
  const shape = shapeAt(path);
  if (!shape) throw new RangeError(`the schema has no ${path.join('.')}`);
  return shape;
}

function isRequired(kind: EntityKind, key: string): boolean {
  return alternatives(requireShape([kind, anyEntity])).some(({ required }) => required?.includes(key));
}

/** `expires_at` becomes `Expires at`, `impact.blast_radius` becomes `Impact: blast radius`. */
function titleOf(key: string): string {
  const words = key.replaceAll('.', ': ').replaceAll('_', ' ');
  return words[0]!.toUpperCase() + words.slice(1);
}

/** What can be picked for a value of a shape: fixed words, or identifiers with what people call them. */
function choicesOf(model: ThreatModel, shape: Shape): readonly FieldChoice[] {
  const words = wordsOf(shape).filter(({ word }) => word !== '*');
  if (words.length > 0) return words.map(({ word, meaning }) => withDetail(word, word.replaceAll('_', ' '), meaning ?? meanings[word]));
  const kind = kindOfShape(shape);
  return kind === undefined || kind === 'clauses' || kind === 'gaps' ? [] : entityChoices(model, kind);
}

/** The entities of a kind, or the objectives, as choices. */
export function entityChoices(model: ThreatModel, kind: EntityKind | 'objectives'): readonly FieldChoice[] {
  const ids = kind === 'objectives' ? Object.keys(model.assets).flatMap((asset) => Object.keys(model.attackers).map((attacker) => objectiveId(asset, attacker))) : Object.keys(model[kind]);
  return [...ids].sort(compareIdentifiers).map((id) => ({ value: id, label: `${id} ${entityTitle(model, id) ?? ''}`.trim() }));
}

function withDetail(value: string, label: string, detail: string | undefined): FieldChoice {
  return { value, label, ...(detail === undefined ? {} : { detail }) };
}

function checkAnswer({ title, ask, required, example, choices, free, suggest, list }: Omit<Field, 'check'>, shape: Shape, answer: FieldAnswer): string | undefined {
  if (typeof answer !== 'string') return required && answer.length === 0 ? `Pick at least one: ${title.toLowerCase()}.` : undefined;
  const text = answer.trim();
  if (text === '') return required ? `${title} is needed.${example === undefined ? '' : ` For example: ${example}.`}` : undefined;
  if (ask === 'one' && choices && !free && !suggest && !choices.some(({ value }) => value === text)) return `${text} is none of the choices.`;
  const parts = list ? listOf(text) : [text];
  if (shape.pattern !== undefined && !parts.every((part) => new RegExp(shape.pattern!).test(part))) {
    return shape.pattern.includes('\\d{4}-') ? 'Write a day such as 2027-01-31.' : `Write it like ${example ?? shape.pattern}.`;
  }
  if (shape.pattern?.includes('\\d{4}-') && !isRealDay(text)) return `${text} is no day of the calendar.`;
  return undefined;
}

/** The texts of an answer that stands for a list; a comma inside braces of a glob has no blank behind it. */
export function listOf(text: string): string[] {
  return text.split(/,\s+|\n/).map((part) => part.trim()).filter((part) => part !== '');
}

/** The value that an answer stands for; undefined when the key is to be left out. */
export function valueOf(field: Field, answer: FieldAnswer | undefined): unknown {
  if (answer === undefined) return undefined;
  if (typeof answer !== 'string') return answer.length > 0 || field.keepsEmpty ? [...answer] : undefined;
  const text = answer.trim();
  if (text === '') return undefined;
  return field.list ? listOf(text) : text;
}

/** The answer that a value of a model stands for. */
export function answerOf(field: Field, value: unknown): FieldAnswer {
  const words = (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]).map((one: unknown) => (typeof one === 'string' ? one : JSON.stringify(one)));
  return field.ask === 'many' ? words : words.join(', ');
}
