/** Finds keys that a schema does not name. They are kept in the file and read by nothing. */
import type * as z from 'zod/mini';
import type { ModelPath } from './problem.ts';

export type UnknownKeyPath = ModelPath & { readonly knownKeys: readonly string[] };

/** The paths of all keys of `value` that `schema` does not name, each with the keys that are known at its place. */
export function unknownKeysOf(schema: z.core.$ZodType, value: unknown): UnknownKeyPath[] {
  const found: UnknownKeyPath[] = [];
  const visit = (type: z.core.$ZodType, current: unknown, path: ModelPath): void => {
    const { def } = (type as z.core.$ZodTypes)._zod;
    if (def.type === 'optional' || def.type === 'default' || def.type === 'nullable') {
      visit(def.innerType, current, path);
    } else if (def.type === 'object' && isRecord(current)) {
      const knownKeys = Object.keys(def.shape);
      for (const [key, inner] of Object.entries(current)) {
        const known = Object.hasOwn(def.shape, key) ? def.shape[key] : undefined;
        if (known) visit(known, inner, [...path, key]);
        else found.push(Object.assign([...path, key], { knownKeys }));
      }
    } else if (def.type === 'record' && isRecord(current)) {
      for (const [key, inner] of Object.entries(current)) visit(def.valueType, inner, [...path, key]);
    } else if (def.type === 'array' && Array.isArray(current)) {
      current.forEach((inner, index) => visit(def.element, inner, [...path, index]));
    }
  };
  visit(schema, value, []);
  return found;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
