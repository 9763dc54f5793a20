/** The JSON Schema of the model file with the catalogue of assertions in it. */
import { modelJsonSchema } from '../model/json-schema.ts';
import { assertionTypes, paramsJsonSchema } from '../verifier/catalogue.ts';

export function publishedSchema(): Record<string, unknown> {
  return modelJsonSchema(assertionTypes.map(({ id, shows }) => ({ type: id, description: shows, params: paramsJsonSchema(id) ?? {} })));
}
