/** TOML. Keys defined twice are refused by the language itself. */
import { ParseError, parseTOML } from 'toml-eslint-parser';
import type { AST } from 'toml-eslint-parser';
import type { Span } from '../code/code.ts';
import type { ConfigurationNode, ConfigurationReading } from './configuration.ts';
import { nestsTooDeep, scalarNode, textNode, tooDeep } from './configuration.ts';
import { mapBuilder } from './map-builder.ts';
import type { GrowingMap, MapBuilder } from './map-builder.ts';

export function readToml(file: string, text: string): ConfigurationReading {
  if (nestsTooDeep(text)) return tooDeep(file);
  let program: AST.TOMLProgram;
  try {
    program = parseTOML(text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const twice = /multiple times|already/.test(error.message);
    const at = { start: error.index, end: error.index + 1 };
    return { ok: false, reason: twice ? 'duplicate_key' : 'parse_error', details: `${file} is no valid TOML: ${error.message}.`, at };
  }
  const builder = mapBuilder({ start: 0, end: text.length });
  const lists = new Map<string, ConfigurationNode[]>();
  for (const part of program.body[0].body) {
    if (part.type === 'TOMLKeyValue') addValue(builder, builder.root, part, text);
    else {
      const table = tableOf(builder, lists, part);
      for (const inner of part.body) addValue(builder, table, inner, text);
    }
  }
  return { ok: true, format: 'TOML', documents: [builder.root] };
}

function spanOf({ range }: AST.TOMLNode): Span {
  return { start: range[0], end: range[1] };
}

/** The map that a table's header names; numbers in its resolved key are places in lists of tables. */
function tableOf(builder: MapBuilder, lists: Map<string, ConfigurationNode[]>, table: AST.TOMLTable): GrowingMap {
  let map = builder.root;
  const at = spanOf(table.key);
  const steps = table.resolvedKey;
  for (let i = 0; i < steps.length; i++) {
    const step = String(steps[i]);
    const next = steps[i + 1];
    if (typeof next !== 'number') {
      map = builder.inside(map, step, at);
      continue;
    }
    const name = JSON.stringify(steps.slice(0, i + 1));
    let items = lists.get(name);
    if (!items) {
      items = [];
      lists.set(name, items);
      builder.add(map, step, at, { kind: 'list', items, ...spanOf(table) });
    }
    while (items.length <= next) items.push(builder.empty(spanOf(table)));
    map = items[next] as GrowingMap;
    i++;
  }
  return map;
}

function addValue(builder: MapBuilder, map: GrowingMap, { key, value }: AST.TOMLKeyValue, text: string): void {
  let target = map;
  for (const part of key.keys.slice(0, -1)) target = builder.inside(target, nameOf(part), spanOf(part));
  const last = key.keys.at(-1)!;
  builder.add(target, nameOf(last), spanOf(last), nodeOf(builder, value, text));
}

function nameOf(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

/** Recursion is bounded by the limit of nesting. */
function nodeOf(builder: MapBuilder, value: AST.TOMLContentNode, text: string): ConfigurationNode {
  const span = spanOf(value);
  if (value.type === 'TOMLArray') return { kind: 'list', ...span, items: value.elements.map((element) => nodeOf(builder, element, text)) };
  if (value.type === 'TOMLInlineTable') {
    const inner = mapBuilder(span);
    for (const part of value.body) addValue(inner, inner.root, part, text);
    return inner.root;
  }
  if (value.kind === 'string') return textNode(value.value, span);
  return scalarNode(value.kind === 'boolean' ? 'boolean' : value.kind === 'integer' || value.kind === 'float' ? 'number' : 'text', span, text.slice(span.start, span.end));
}
