/** Headers in the configuration of hosts: Vercel, Netlify, Firebase, Azure Static Web Apps. */
import type { ConfigurationMap, ConfigurationNode } from '../configuration.ts';
import { readConfiguration } from '../read-configuration.ts';
import { linesOf } from '../text-lines.ts';
import type { ServerHeader, ServerReading } from './server-header.ts';

/** `[{ source, headers: [{ key, value }] }]`, `[[headers]] for, values`, `globalHeaders`, `routes[].headers`. */
export function readHostSettings(file: string, text: string): ServerReading {
  const read = readConfiguration(file, text);
  if (!read.ok) return { ok: false, details: read.details, ...(read.at ? { at: read.at } : {}) };
  const headers: ServerHeader[] = [];
  for (const document of read.documents) {
    visit(document, headers);
  }
  return { ok: true, headers };
}

/** As deep as readers of configuration let a file nest. */
function visit(node: ConfigurationNode, into: ServerHeader[]): void {
  if (node.kind === 'list') for (const item of node.items) visit(item, into);
  if (node.kind !== 'map') return;
  for (const { key, value } of node.members) {
    if (key === 'globalHeaders' && value.kind === 'map') ofMap(value, undefined, undefined, into);
    else if (key === 'headers' && value.kind === 'list') for (const item of value.items) ofRule(item, into);
    else if (key === 'headers' && value.kind === 'map' && member(node, 'route')) ofMap(value, scalar(member(node, 'route')), undefined, into);
    else visit(value, into);
  }
}

function ofRule(rule: ConfigurationNode, into: ServerHeader[]): void {
  if (rule.kind !== 'map') return;
  const scope = scalar(member(rule, 'source') ?? member(rule, 'for') ?? member(rule, 'regex') ?? member(rule, 'glob'));
  const conditional = member(rule, 'has') || member(rule, 'missing') ? 'depends on the request' : undefined;
  const values = member(rule, 'values');
  if (values?.kind === 'map') ofMap(values, scope, conditional, into);
  const list = member(rule, 'headers');
  if (list?.kind !== 'list') return;
  for (const item of list.items) {
    if (item.kind !== 'map') continue;
    const name = scalar(member(item, 'key'));
    if (name !== undefined) into.push(header(name, member(item, 'value'), item, scope, conditional));
  }
}

function ofMap(map: ConfigurationMap, scope: string | undefined, conditional: string | undefined, into: ServerHeader[]): void {
  for (const { key, value, at } of map.members) into.push(header(key, value, { start: at.start, end: Math.max(at.end, value.end) }, scope, conditional));
}

function header(name: string, value: ConfigurationNode | undefined, { start, end }: { readonly start: number; readonly end: number }, scope: string | undefined, conditional: string | undefined): ServerHeader {
  return { name, value: scalar(value) ?? '', computed: value?.kind === 'computed', removes: false, ...(scope === undefined ? {} : { scope }), ...(conditional === undefined ? {} : { conditional }), start, end };
}

function member(map: ConfigurationMap, key: string): ConfigurationNode | undefined {
  return map.members.find((one) => one.key === key)?.value;
}

function scalar(node: ConfigurationNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.readings[0] : undefined;
}

/** A file named `_headers`: a path, and its headers indented below it. */
export function readHeaderFile(_file: string, text: string): ServerReading {
  const headers: ServerHeader[] = [];
  let scope: string | undefined;
  for (const { text: line, start } of linesOf(text)) {
    const words = line.trim();
    if (words === '' || words.startsWith('#')) continue;
    const found = /^(!?)\s*([\w-]+)\s*:?\s*(.*)$/.exec(words);
    if (!/^\s/.test(line)) scope = words;
    else if (found && scope !== undefined) headers.push({ name: found[2]!, value: found[3]!, computed: false, removes: found[1] === '!', scope, start: start + line.indexOf(words), end: start + line.trimEnd().length });
  }
  return { ok: true, headers };
}
