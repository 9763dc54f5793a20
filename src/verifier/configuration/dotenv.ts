/** Files of environment variables. The last line of a name counts, for every reader of the format. */
import type { ConfigurationNode, ConfigurationReading } from './configuration.ts';
import { scalarNode, textNode } from './configuration.ts';
import { mapBuilder } from './map-builder.ts';

const entry = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*(?:=|:(?=[ \t]))[ \t]*/;

export function readDotenv(_file: string, text: string): ConfigurationReading {
  const builder = mapBuilder({ start: 0, end: text.length });
  let place = 0;
  while (place < text.length) {
    const lineEnd = endOfLine(text, place);
    const named = entry.exec(text.slice(place, lineEnd));
    if (!named) {
      place = afterLine(text, lineEnd);
      continue;
    }
    const keyStart = place + named[0].indexOf(named[1]!);
    const { value, end } = valueAt(text, place + named[0].length, lineEnd);
    builder.add(builder.root, named[1]!, { start: keyStart, end: keyStart + named[1]!.length }, value, { last: true });
    place = afterLine(text, endOfLine(text, end));
  }
  return { ok: true, format: '.env', documents: [builder.root] };
}

function valueAt(text: string, start: number, lineEnd: number): { readonly value: ConfigurationNode; readonly end: number } {
  const quote = text[start];
  if (quote === '"' || quote === "'" || quote === '`') {
    const end = closingQuote(text, start, quote);
    if (end !== undefined) {
      const inside = text.slice(start + 1, end);
      const span = { start, end: end + 1 };
      if (quote === "'") return { value: scalarNode('text', span, inside), end: end + 1 };
      const unescaped = inside.replace(/\\([nrt"\\$])/g, (_, letter: string) => ({ n: '\n', r: '\r', t: '\t' })[letter] ?? letter);
      return { value: expands(inside) ? { kind: 'computed', written: inside, ...span } : textNode(unescaped, span, [inside]), end: end + 1 };
    }
  }
  const written = text.slice(start, lineEnd);
  const value = written.replace(/(^|[ \t]+)#.*$/, '').trimEnd();
  const span = { start, end: start + value.length };
  // A hash without a blank before it begins a comment for some readers.
  const shorter = value.includes('#') ? [value.slice(0, value.indexOf('#')).trimEnd()] : [];
  return { value: expands(value) ? { kind: 'computed', written: value, ...span } : textNode(value, span, shorter), end: lineEnd };
}

function expands(value: string): boolean {
  return /(^|[^\\])\$[A-Za-z_{(]/.test(value);
}

/** A quote may close on a later line, but not behind what is plainly the next entry's end of the file. */
function closingQuote(text: string, start: number, quote: string): number | undefined {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\' && quote === '"') i++;
    else if (text[i] === quote) return i;
  }
  return undefined;
}

function endOfLine(text: string, from: number): number {
  for (let i = from; i < text.length; i++) if (text[i] === '\n' || text[i] === '\r') return i;
  return text.length;
}

function afterLine(text: string, end: number): number {
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
}
