/**
 * The string forms that some clients send, as real types: a list as comma-separated words, a structure as JSON, a number or a truth value as
 * text. Only where the schema asks for such a type and got a string; everything else stays, for the schema to judge.
 */
import * as z from 'zod/mini';

/** The input with string forms replaced; never throws. */
export function realTypes(input: unknown, schema: z.ZodMiniObject): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { properties?: Readonly<Record<string, JsonType>> };
  return Object.fromEntries(
    Object.entries(input)
      // A version of the server that older clients send along.
      .filter(([key]) => key !== 'server_version' || key in properties)
      .map(([key, value]) => [key, typeof value === 'string' && Object.hasOwn(properties, key) ? realType(value, typesOf(properties[key]!)) : value]),
  );
}

interface JsonType {
  readonly type?: string | readonly string[];
  readonly anyOf?: readonly JsonType[];
  readonly oneOf?: readonly JsonType[];
  readonly enum?: readonly unknown[];
}

function typesOf({ type, anyOf, oneOf }: JsonType): readonly string[] {
  return [...(type === undefined ? [] : typeof type === 'string' ? [type] : type), ...[...(anyOf ?? []), ...(oneOf ?? [])].flatMap(typesOf)];
}

function realType(text: string, types: readonly string[]): unknown {
  if (types.length === 0 || types.includes('string')) return text;
  if (types.includes('null') && (text === '' || text === 'null')) return null;
  if (types.includes('array') || types.includes('object')) {
    const parsed = parsedJson(text);
    if (parsed !== undefined && typeof parsed === 'object') return parsed;
    if (types.includes('array')) return text.split(',').map((word) => word.trim()).filter((word) => word !== '');
  }
  if ((types.includes('integer') || types.includes('number')) && /^-?\d+(\.\d+)?$/.test(text.trim())) return Number(text);
  if (types.includes('boolean') && /^(true|false)$/i.test(text.trim())) return text.trim().toLowerCase() === 'true';
  return text;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
