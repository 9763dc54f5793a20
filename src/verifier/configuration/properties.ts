/** Java's .properties, by the rules of java.util.Properties: continued lines, escapes, the last one of a name counts. */
import type { ConfigurationReading } from './configuration.ts';
import { textNode } from './configuration.ts';
import { mapBuilder } from './map-builder.ts';
import { linesOf } from './text-lines.ts';

export function readProperties(_file: string, text: string): ConfigurationReading {
  const builder = mapBuilder({ start: 0, end: text.length });
  let held: { text: string; start: number; end: number } | undefined;
  for (const line of linesOf(text)) {
    const body = line.text.trimStart();
    const start = line.start + line.text.length - body.length;
    if (!held && (body === '' || body.startsWith('#') || body.startsWith('!'))) continue;
    const goesOn = /(^|[^\\])(\\\\)*\\$/.test(body);
    const part = goesOn ? body.slice(0, -1) : body;
    held = { text: (held?.text ?? '') + part, start: held?.start ?? start, end: line.start + line.text.length };
    if (goesOn) continue;
    add(held);
    held = undefined;
  }
  if (held) add(held);
  return { ok: true, format: '.properties', documents: [builder.root] };

  function add({ text: logical, start, end }: { readonly text: string; readonly start: number; readonly end: number }): void {
    const key = /^(?:[^\\=:\s]|\\.)*/.exec(logical)![0];
    const value = logical.slice(key.length).replace(/^[ \t\f]*[=:]?[ \t\f]*/, '');
    builder.add(builder.root, unescaped(key), { start, end: start + key.length }, textNode(unescaped(value), { start: Math.min(start + key.length, end), end }, value.trimEnd() === value ? [] : [unescaped(value).trimEnd()]), { last: true });
  }
}

function unescaped(written: string): string {
  return written.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code: string | undefined, letter: string | undefined) =>
    code === undefined ? ({ n: '\n', r: '\r', t: '\t', f: '\f' })[letter!] ?? letter! : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
