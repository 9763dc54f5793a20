/** What the escapes of string literals mean. */

const escape = /\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}|([0-7]{3})|\r?\n|([nrtbfv0'"`\\/]))/g;
const named: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', 0: '\0' };

/** The text that the escapes of a string literal mean, roughly the same in all languages. */
export function unescaped(literal: string): string {
  if (!literal.includes('\\')) return literal;
  return literal.replace(escape, (whole, x?: string, u?: string, long?: string, octal?: string, letter?: string) => {
    const code = x ?? u ?? long;
    if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    return letter === undefined ? '' : (named[letter] ?? letter);
  });
}
