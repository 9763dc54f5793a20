/** What may stand at a place of a model file, asked of the published schema. */
import { idPatterns, type EntityKind } from '../../model/identifiers.ts';
import type { ModelPath } from '../../model/problem.ts';
import { publishedSchema } from '../published-schema.ts';

/** One place of the schema: JSON Schema, draft 7, as far as our own schema uses it. */
export interface Shape {
  readonly description?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly propertyNames?: Shape;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly enum?: readonly (string | number)[];
  readonly const?: string | number;
  readonly pattern?: string;
  readonly anyOf?: readonly Shape[];
  readonly allOf?: readonly { readonly if: { readonly properties: { readonly type: { readonly const: string } } }; readonly then: { readonly properties: { readonly params: Shape } } }[];
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
}

let schema: Shape | undefined;

/** The shape of a value at a path. `typeOf` gives the type of an assertion, whose params depend on it. */
export function shapeAt(path: ModelPath, typeOf: (assertion: string) => string | undefined = () => undefined): Shape | undefined {
  schema ??= publishedSchema() as Shape;
  let shape: Shape | undefined = schema;
  for (const [index, step] of path.entries()) {
    if (!shape) return undefined;
    if (typeof step === 'number') shape = alternatives(shape).find(({ items }) => items)?.items;
    else if (step === 'params' && path[0] === 'assertions' && index === 2) shape = paramsOf(shape, typeOf(String(path[1])));
    else shape = child(shape, step);
  }
  return shape;
}

/** The shape itself, or those that it may be. */
export function alternatives(shape: Shape): readonly Shape[] {
  return shape.anyOf && !shape.properties ? shape.anyOf.flatMap(alternatives) : [shape];
}

/** The kind of entity whose identifier a text of this shape is. */
export function kindOfShape(shape: Shape | undefined): EntityKind | 'objectives' | 'clauses' | 'gaps' | undefined {
  const patterns = shape ? alternatives(shape).map(({ pattern }) => pattern) : [];
  const found = (Object.keys(idPatterns) as (keyof typeof idPatterns)[]).find((kind) => kind !== 'models' && patterns.includes(idPatterns[kind].source));
  return found as Exclude<keyof typeof idPatterns, 'models'> | undefined;
}

/** The words that a value of this shape may be, when they are few and fixed. */
export function wordsOf(shape: Shape | undefined): readonly { readonly word: string; readonly meaning?: string }[] {
  if (!shape) return [];
  return [shape, ...(shape.anyOf ?? [])].flatMap(({ enum: words, const: only, description }) => [
    ...(words ?? []).map((word) => ({ word: String(word) })),
    ...(only === undefined ? [] : [{ word: String(only), ...(description === undefined ? {} : { meaning: description }) }]),
  ]);
}

function child(shape: Shape, key: string): Shape | undefined {
  for (const one of alternatives(shape)) {
    if (one.properties && Object.hasOwn(one.properties, key)) return one.properties[key];
    if (typeof one.additionalProperties === 'object') return one.additionalProperties;
  }
  return undefined;
}

function paramsOf(assertion: Shape, type: string | undefined): Shape | undefined {
  const found = assertion.allOf?.find((one) => one.if.properties.type.const === type)?.then.properties.params;
  return found ?? assertion.properties?.['params'];
}
