/** The assertion catalogue: the one table of what can be claimed about a repository. */
import * as z from 'zod/mini';
import { findSimilar } from '../model/similar.ts';
import type { AssertionParameter, AssertionType } from './assertion-type.ts';
import { behaviourTypes } from './catalogue/behaviour-types.ts';
import { codeTypes } from './catalogue/code-types.ts';
import { configurationTypes } from './catalogue/configuration-types.ts';
import { dependencyTypes } from './catalogue/dependency-types.ts';
import { secretTypes } from './catalogue/secret-types.ts';
import { sinkTypes } from './catalogue/sink-types.ts';
import { structureTypes } from './catalogue/structure-types.ts';
import { testTypes } from './catalogue/test-types.ts';
import { textTypes } from './catalogue/text-types.ts';

const table = [...codeTypes, ...structureTypes, ...behaviourTypes, ...testTypes, ...textTypes, ...configurationTypes, ...dependencyTypes, ...secretTypes, ...sinkTypes] as const;

/** The identifiers of all assertion types. */
export type AssertionTypeId = (typeof table)[number]['id'];

/** Every assertion type, in the order of the reference page. */
export const assertionTypes: readonly (AssertionType & { readonly id: AssertionTypeId })[] = table;

/** The type of that identifier, or undefined. */
export function findAssertionType(id: string): (AssertionType & { readonly id: AssertionTypeId }) | undefined {
  return assertionTypes.find((type) => type.id === id);
}

/** The identifier that a mistyped one was probably meant to be, or undefined. */
export function suggestAssertionType(id: string): string | undefined {
  return findSimilar(id, assertionTypes.map((type) => type.id));
}

/**
 * The JSON Schema (2020-12) of a type's params, for editors, tools and language models, or undefined for an unknown
 * type. It refuses what `validateClaim` refuses, except what no schema can say.
 */
export function paramsJsonSchema(id: string): Readonly<Record<string, unknown>> | undefined {
  const type = findAssertionType(id);
  if (!type) return undefined;
  return {
    type: 'object',
    additionalProperties: false,
    required: type.params.filter((parameter) => parameter.required).map((parameter) => parameter.name),
    properties: Object.fromEntries(type.params.map((parameter) => [parameter.name, parameterSchema(parameter)])),
  };
}

function parameterSchema(parameter: AssertionParameter): Readonly<Record<string, unknown>> {
  const shared = { description: parameter.description, examples: [parameter.kind === 'flag' ? parameter.example === 'true' : parameter.example] };
  if (parameter.kind === 'flag') return { type: 'boolean', ...shared, ...(parameter.default === undefined ? {} : { default: parameter.default === 'true' }) };
  const text = { type: 'string', minLength: 1, ...shared, ...(parameter.default === undefined ? {} : { default: parameter.default }) };
  if (parameter.kind === 'texts') return { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1, description: parameter.description, examples: [[parameter.example]] };
  if (parameter.kind === 'structure' && parameter.schema) return { ...z.toJSONSchema(parameter.schema, { io: 'input' }), description: parameter.description };
  if (parameter.kind === 'choice') return { ...text, enum: parameter.choices ?? [] };
  return parameter.kind === 'pattern' ? { ...text, maxLength: maximumPatternLength } : text;
}

/** In UTF-16 units. Longer expressions are refused: nobody can review them, and their compilation costs time. */
export const maximumPatternLength = 1000;
