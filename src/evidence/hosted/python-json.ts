/**
 * JSON as the hosted service hashes it: members sorted by code point at every level, no blanks, everything beyond printable ASCII
 * as \uXXXX in lower case. Numbers are integers, and fractions of a size that nobody writes with an exponent: other languages write
 * 1.0 and 1e21 in other ways, and a hash must not depend on that.
 */

export type PythonJson = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly because: string };

/** The text of a JSON value in that form, or what in it has none. */
export function pythonJson(value: unknown): PythonJson {
  let because: string | undefined;
  const refuse = (what: string): string => {
    because ??= what;
    return '';
  };
  const write = (one: unknown, depth: number): string => {
    if (depth > 100) return refuse('it nests too deep');
    if (one === null || typeof one === 'boolean') return String(one);
    if (typeof one === 'string') return quoted(one);
    if (typeof one === 'number') return isWrittenAlike(one) ? String(one) : refuse(`${one} is no number that every language writes alike`);
    if (Array.isArray(one)) return `[${one.map((item) => write(item, depth + 1)).join(',')}]`;
    if (typeof one !== 'object') return refuse(`JSON has no ${typeof one}`);
    const members = Object.entries(one).sort(([a], [b]) => byCodePoint(a, b));
    return `{${members.map(([key, inner]) => `${quoted(key)}:${write(inner, depth + 1)}`).join(',')}}`;
  };
  const text = write(value, 0);
  return because === undefined ? { ok: true, text } : { ok: false, because };
}

/** Fractions stand in their shortest form everywhere; Python goes over to exponents below 0.0001 and from 1e16 on. */
function isWrittenAlike(number: number): boolean {
  return Number.isInteger(number) ? Number.isSafeInteger(number) && !Object.is(number, -0) : Math.abs(number) >= 1e-4 && Math.abs(number) < 1e16;
}

const short: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\f': '\\f', '\b': '\\b' };

function quoted(text: string): string {
  return `"${text.replace(/["\\]|[^ -~]/g, (unit) => short[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
}

/** By Unicode code point, which is the order of UTF-8. JavaScript's own order is by UTF-16 unit: they differ beyond the basic plane. */
function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}
