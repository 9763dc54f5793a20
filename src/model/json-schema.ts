/** The published JSON Schema of the model file: completion, hover and first checks in any YAML editor. */
import * as z from 'zod/mini';
import { modelSchema } from './schema.ts';

/** What the schema should know of one assertion type; the verifier's catalogue gives it. */
export interface AssertionTypeSchema {
  readonly type: string;
  readonly description: string;
  /** JSON Schema of its params. */
  readonly params: Readonly<Record<string, unknown>>;
}

interface SchemaNode {
  properties?: Record<string, SchemaNode>;
  additionalProperties?: SchemaNode | boolean;
  [key: string]: unknown;
}

/**
 * JSON Schema, draft 7, which YAML editors understand best. Unknown keys are flagged; identifiers are checked by pattern.
 *
 * @param types With the assertion types, `type` is completed and `params` are those of the type.
 */
export function modelJsonSchema(types: readonly AssertionTypeSchema[] = []): Record<string, unknown> {
  const schema = z.toJSONSchema(modelSchema, { target: 'draft-7', io: 'input', override: ({ jsonSchema }) => flagUnknownKeys(jsonSchema as SchemaNode) }) as SchemaNode;
  const assertion = (schema.properties?.assertions?.additionalProperties ?? {}) as SchemaNode;
  if (types.length > 0 && assertion.properties?.type) {
    assertion.properties.type = { ...assertion.properties.type, anyOf: types.map(({ type, description }) => ({ const: type, description })) };
    assertion.allOf = types.map(({ type, params }) => ({ if: { properties: { type: { const: type } }, required: ['type'] }, then: { properties: { params } } }));
  }
  return { ...schema, $id: 'threatmodel.schema.json', title: 'Mipiti threat model', description: 'One threat model a file. Objectives, reachability, ratings and posture are computed, never written here.' };
}

/** A map of fixed keys refuses others; a map of identifiers refuses keys that look like none. */
function flagUnknownKeys(node: SchemaNode): void {
  if (node.type === 'object' && node.properties && node.additionalProperties === undefined) node.additionalProperties = false;
}
