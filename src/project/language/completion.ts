/** What can be written at a place of a model file: keys, words, identifiers, new entities. */
import { allocateIdentifier } from '../../model/allocate.ts';
import { cursorAt } from '../../model/cursor.ts';
import { compareIdentifiers, entityKinds, objectiveId, type EntityKind } from '../../model/identifiers.ts';
import type { ModelPath, TextRange } from '../../model/problem.ts';
import type { ThreatModel } from '../../model/schema.ts';
import { assertionTypes } from '../../verifier/catalogue.ts';
import { entityTitle, kindNouns } from './entity-words.ts';
import { alternatives, kindOfShape, shapeAt, wordsOf } from './shape.ts';

export interface Completion {
  readonly label: string;
  readonly kind: 'key' | 'word' | 'reference' | 'new_entity' | 'assertion_type';
  /** One line behind the label. */
  readonly detail?: string;
  readonly documentation?: string;
  /** In the editor's snippet syntax. */
  readonly insert: string;
  readonly replaces: TextRange;
  /** Comes first among those that fit. */
  readonly first?: boolean;
}

/** What a new entity of each kind is written as, with places to fill in. */
const snippets: Readonly<Record<EntityKind, string>> = {
  boundaries: '{name: ${1:what people call it}, passes: [${2:Network}]}',
  components: '{name: ${1:the deployable unit}, paths: ["${2:src/**}"], boundaries: [${3}]}',
  connections: '{from: ${1}, to: ${2}, label: ${3:calls}}',
  assets: '{name: ${1:what to protect}, properties: [${2:C, I}], components: [${3}]}',
  attackers: '{capability: ${1:what it can do from there}, boundaries: [${2}], vector: ${3:Network}}',
  assumptions: '{type: external, description: ${1:what is taken for granted}, objectives: [${2}]}',
  controls: '\n    description: ${1:the measure}\n    mitigates: [{asset: ${2}, attackers: [${3}]}]\n    clauses: {${4:shown}: {shows: ${5:what the evidence must show}}}',
  assertions: '{control: ${1}, type: ${2:function_calls}, covers: [${3}], params: {${4}}}',
  findings: '{control: ${1}, title: ${2:what is missing}, severity: medium}',
  acceptances: '{objective: ${1}, owner: ${2:who accepts it}, justification: ${3:why}, review_by: ${4:2027-01-31}}',
};

/**
 * The completions at an offset of a text that may be half-typed. `model` is the last one that could be read: identifiers
 * come from it. `chance` is as for `allocateIdentifier`.
 */
export function completionsAt(text: string, offset: number, model: ThreatModel, chance: () => number): readonly Completion[] {
  const cursor = cursorAt(text, offset);
  if (!cursor) return [];
  const typeOf = (assertion: string): string | undefined => model.assertions[assertion]?.type;
  const shape = shapeAt(cursor.path, typeOf);
  if (!shape) return [];
  const isMap = alternatives(shape).some(({ properties, additionalProperties }) => properties !== undefined || typeof additionalProperties === 'object');
  // A word where a map belongs will be a key of it.
  if (cursor.at === 'key' || isMap) return keysAt(cursor.path, cursor.at === 'key' ? cursor.others : [], model, chance, cursor.word, /^[ \t]*:/.test(text.slice(cursor.word.end)));
  return valuesAt(cursor.path, cursor.others, model, cursor.word);
}

function keysAt(path: ModelPath, present: readonly string[], model: ThreatModel, chance: () => number, replaces: TextRange, hasColon: boolean): readonly Completion[] {
  const shape = shapeAt(path, (assertion) => model.assertions[assertion]?.type);
  if (!shape) return [];
  const after = hasColon ? '' : ': ';
  const section = path.length === 1 ? entityKinds.find((kind) => kind === path[0]) : undefined;
  if (section) {
    const id = allocateIdentifier(section, model, chance, present);
    return [{ label: id, kind: 'new_entity', detail: `new ${kindNouns[section]}`, insert: `${id}:${snippets[section].startsWith('\n') ? '' : ' '}${snippets[section]}`, replaces, first: true }];
  }
  const named = kindOfShape(shape.propertyNames);
  if (named && named !== 'clauses') return referencesTo(named, model, present).map(({ id, title }) => ({ label: id, kind: 'reference', detail: title, insert: `${id}${after}`, replaces }));
  return alternatives(shape).flatMap(({ properties, required }) =>
    Object.entries(properties ?? {})
      .filter(([key]) => !present.includes(key))
      .map(([key, value]): Completion => ({
        label: key,
        kind: 'key',
        detail: required?.includes(key) ? 'required' : 'optional',
        ...(value.description === undefined ? {} : { documentation: value.description }),
        insert: `${key}${hasColon ? '' : valueSnippet(value)}`,
        replaces,
        ...(required?.includes(key) ? { first: true } : {}),
      })),
  );
}

/** The colon, and the brackets that a value of this shape begins with. */
function valueSnippet(shape: { readonly type?: string; readonly properties?: unknown }): string {
  if (shape.type === 'array') return ': [$1]';
  if (shape.type === 'object' || shape.properties !== undefined) return ': {$1}';
  return ': ';
}

function valuesAt(path: ModelPath, others: readonly string[], model: ThreatModel, replaces: TextRange): readonly Completion[] {
  const shape = shapeAt(path, (assertion) => model.assertions[assertion]?.type);
  const last = path.at(-1);
  const list = typeof last === 'number' ? path.at(-2) : undefined;
  if (path[0] === 'assertions' && last === 'type') return types(replaces);
  if (list === 'types' && path[0] === 'controls') return types(replaces).filter(({ label }) => !others.includes(label));
  if (list === 'covers') return clausesOf(String(path[1]), model).filter(({ clause }) => !others.includes(clause)).map(({ clause, shows }) => ({ label: clause, kind: 'reference', detail: shows, insert: clause, replaces }));
  const words = wordsOf(shape).filter(({ word }) => !others.includes(word));
  const kind = kindOfShape(shape);
  return [
    ...words.map(({ word, meaning }): Completion => ({ label: word, kind: 'word', ...(meaning === undefined ? {} : { documentation: meaning }), insert: word, replaces })),
    ...(kind && kind !== 'clauses' ? referencesTo(kind, model, others) : []).map(({ id, title }): Completion => ({ label: id, kind: 'reference', detail: title, insert: id, replaces })),
    ...(shape?.type === 'boolean' ? ['true', 'false'].map((word): Completion => ({ label: word, kind: 'word', insert: word, replaces })) : []),
  ];
}

function types(replaces: TextRange): readonly Completion[] {
  return assertionTypes.map(({ id, title, shows }) => ({ label: id, kind: 'assertion_type', detail: title, documentation: shows, insert: id, replaces }));
}

function clausesOf(assertion: string, model: ThreatModel): readonly { readonly clause: string; readonly shows: string }[] {
  const control = model.assertions[assertion]?.control;
  return Object.entries(control === undefined ? {} : (model.controls[control]?.clauses ?? {})).map(([clause, { shows }]) => ({ clause, shows }));
}

function referencesTo(kind: EntityKind | 'objectives' | 'gaps', model: ThreatModel, present: readonly string[]): readonly { readonly id: string; readonly title: string }[] {
  const ids =
    kind === 'objectives'
      ? Object.keys(model.assets).flatMap((asset) => Object.keys(model.attackers).map((attacker) => objectiveId(asset, attacker)))
      : kind === 'gaps'
        ? [...Object.keys(model.controls), ...Object.keys(model.assertions)]
        : Object.keys(model[kind]);
  return ids
    .filter((id) => !present.includes(id))
    .sort(compareIdentifiers)
    .map((id) => ({ id, title: entityTitle(model, id) ?? '' }));
}
