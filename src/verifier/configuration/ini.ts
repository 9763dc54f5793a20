/** INI, .cfg and git's configuration: sections, keys, comments. Where their many readers disagree, both readings stand. */
import type { ConfigurationNode, ConfigurationReading } from './configuration.ts';
import { scalarNode, textNode } from './configuration.ts';
import { mapBuilder } from './map-builder.ts';
import { linesOf } from './text-lines.ts';

const header = /^\[\s*([^\]"]*?)\s*(?:"((?:[^"\\]|\\.)*)"\s*)?\]\s*(?:[;#].*)?$/;

export function readIni(file: string, text: string): ConfigurationReading {
  const builder = mapBuilder({ start: 0, end: text.length });
  let section = builder.root;
  let indentOfKey: number | undefined;
  for (const line of linesOf(text)) {
    const body = line.text.trimEnd();
    const indent = body.length - body.trimStart().length;
    const bare = body.trimStart();
    if (bare === '' || bare.startsWith(';') || bare.startsWith('#')) continue;
    // What is indented below a key goes on with its value.
    if (indentOfKey !== undefined && indent > indentOfKey) continue;
    const at = { start: line.start + indent, end: line.start + body.length };
    if (bare.startsWith('[')) {
      const named = header.exec(bare);
      if (!named) return { ok: false, reason: 'parse_error', details: `Line ${line.number} of ${file} is neither a section nor a key.`, at };
      section = builder.inside(builder.root, named[1]!, at);
      if (named[2] !== undefined) section = builder.inside(section, named[2].replace(/\\(.)/g, '$1'), at);
      indentOfKey = undefined;
      continue;
    }
    indentOfKey = indent;
    const sign = bare.search(/[=:]/);
    const key = (sign < 0 ? bare : bare.slice(0, sign)).trim();
    const start = at.start + (sign < 0 ? 0 : sign + 1);
    const value: ConfigurationNode = sign < 0 ? scalarNode('null', at, '') : valueOf(text.slice(start, at.end), start);
    builder.add(section, key, { start: at.start, end: at.start + key.length }, value);
  }
  return { ok: true, format: 'INI', documents: [builder.root], caseInDoubt: true };
}

function valueOf(written: string, offset: number): ConfigurationNode {
  const value = written.trim();
  const start = offset + (written.length - written.trimStart().length);
  const span = { start, end: start + value.length };
  const uncommented = value.replace(/\s[;#].*$/, '').trimEnd();
  const unquoted = [value, uncommented].map((reading) => /^(["'])(.*)\1$/.exec(reading)?.[2]);
  const more = [uncommented, ...unquoted.filter((reading) => reading !== undefined)];
  if (/%\([^)]*\)s/.test(value)) return { kind: 'computed', written: value, ...span };
  return textNode(value, span, more);
}
