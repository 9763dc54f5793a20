/** YAML 1.2, with the places where readers of YAML 1.1 see something else. */
import { isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Document, Node, Pair, Scalar } from 'yaml';
import type { Span } from '../code/code.ts';
import type { ComputedConfiguration, ConfigurationMember, ConfigurationNode, ConfigurationReading, UnreadConfiguration } from './configuration.ts';
import { maximumNesting, nestsTooDeep, scalarNode, textNode, tooDeep } from './configuration.ts';

/** Readers that are known to merge `<<`. Elsewhere a key that comes only so may be there or not. */
const merges = /(^|\/)((docker-)?compose[^/]*\.ya?ml|\.gitlab-ci\.ya?ml|\.travis\.ya?ml|\.circleci\/config\.ya?ml)$/;

/** A file whose aliases expand to more nodes than this breaks readers that expand them. */
const maximumExpanded = 200_000;

export function readYaml(file: string, text: string): ConfigurationReading {
  if (nestsTooDeep(text) || indentsTooDeep(text)) return tooDeep(file);
  try {
    const documents = parseAllDocuments(text, { uniqueKeys: false, keepSourceTokens: false, logLevel: 'silent' });
    if (!Array.isArray(documents)) return { ok: false, reason: 'parse_error', details: `${file} is empty.` };
    const read: ConfigurationNode[] = [];
    for (const document of documents) {
      const error = document.errors[0];
      if (error) return { ok: false, reason: 'parse_error', details: `${file} is no valid YAML: ${error.message.split('\n')[0]!}`, at: { start: error.pos[0], end: Math.max(error.pos[1], error.pos[0] + 1) } };
      if (!document.contents || (isScalar(document.contents) && document.contents.value === null)) continue;
      const node = converter(file, text, document)(document.contents);
      if ('ok' in node) return node;
      read.push(node);
    }
    return { ok: true, format: 'YAML', documents: read };
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(file);
    throw error;
  }
}

/** Block collections nest by indentation and by marks in a row; both are counted, since the parser recurses. */
function indentsTooDeep(text: string): boolean {
  const open: number[] = [];
  for (const line of text.split('\n')) {
    if (/^(?:[ \t]*[-?:][ \t]+){60}/.test(line.slice(0, 1000))) return true;
    const indent = /^ */.exec(line)![0].length;
    if (indent === line.length) continue;
    while (open.length > 0 && open.at(-1)! >= indent) open.pop();
    if (open.push(indent) > maximumNesting) return true;
  }
  return false;
}

class Refused extends Error {
  readonly reading: UnreadConfiguration;
  constructor(reading: UnreadConfiguration) {
    super(reading.details);
    this.reading = reading;
  }
}

function converter(file: string, text: string, document: Document): (node: Node) => ConfigurationNode | UnreadConfiguration {
  const anchors = new Map<string, Node>();
  const done = new Map<Node, { readonly node: ConfigurationNode; readonly size: number }>();
  const underWay = new Set<Node>();
  let size = 0;

  const convert = (node: Node | null | undefined, at: Span): ConfigurationNode => {
    if (!node) return grown(scalarNode('null', at, ''));
    if (isAlias(node)) return throughAlias(node.source, spanOf(node, at));
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    underWay.add(node);
    const before = size;
    const converted = grown(plain(node, spanOf(node, at)));
    underWay.delete(node);
    if (node.anchor !== undefined) done.set(node, { node: converted, size: size - before });
    return converted;
  };

  /** An alias costs nothing here, but what it stands for is counted, as a reader that expands it would have to. */
  const throughAlias = (name: string, at: Span): ConfigurationNode => {
    const target = anchors.get(name);
    const known = target && done.get(target);
    if (!known) throw new Refused({ ok: false, reason: 'parse_error', details: `The alias *${name} in ${file} stands for nothing, or for what it is part of.`, at });
    size += known.size;
    if (size > maximumExpanded) throw new Refused({ ok: false, reason: 'too_large', details: `The aliases of ${file} expand to more than ${maximumExpanded} values.`, at });
    return known.node;
  };

  const grown = <N extends ConfigurationNode>(node: N): N => {
    size++;
    return node;
  };

  const plain = (node: Node, at: Span): ConfigurationNode => {
    // A tag of one's own, such as !Ref or !vault, is a call of something.
    if (node.tag !== undefined && node.tag.startsWith('!')) return computed(at);
    if (isMap(node)) return { kind: 'map', ...at, members: membersOf(node.items, at) };
    if (isSeq(node)) return { kind: 'list', ...at, items: node.items.map((item) => (isPair(item) ? { kind: 'map' as const, ...at, members: membersOf([item], at) } : convert(item as Node, at))) };
    return isScalar(node) ? scalarOf(node, at, text, document) : computed(at);
  };

  const computed = ({ start, end }: Span): ComputedConfiguration => ({ kind: 'computed', written: text.slice(start, Math.min(end, start + 60)), start, end });

  const membersOf = (pairs: readonly Pair[], at: Span): ConfigurationMember[] => {
    const members: ConfigurationMember[] = [];
    const merged: ConfigurationMember[] = [];
    for (const { key, value } of pairs) {
      const place = spanOf(key as Node | null, at);
      const name = isScalar(key) ? (key.source ?? String(key.value)) : isAlias(key) ? readingOf(convert(key, place)) : undefined;
      if (isScalar(key) && key.anchor !== undefined) convert(key, place);
      const node = convert(value as Node | null, place);
      if (name === undefined) continue;
      if (name === '<<' && isScalar(key) && key.type === 'PLAIN') merged.push(...mergedFrom(node, members.concat(merged)));
      else members.push({ key: name, at: place, value: node });
    }
    const own = new Set(members.map(({ key }) => key));
    return [...members, ...merged.filter(({ key }) => !own.has(key))];
  };

  const mergedFrom = (node: ConfigurationNode, before: readonly ConfigurationMember[]): ConfigurationMember[] => {
    const taken = new Set(before.map(({ key }) => key));
    const maps = node.kind === 'list' ? node.items : [node];
    const found: ConfigurationMember[] = [];
    for (const map of maps) {
      if (map.kind !== 'map') continue;
      for (const member of map.members) {
        if (taken.has(member.key)) continue;
        taken.add(member.key);
        size++;
        found.push(merges.test(file) ? member : { ...member, conditional: 'comes only through a merge key (<<), which not every reader of YAML follows' });
      }
      if (size > maximumExpanded) throw new Refused({ ok: false, reason: 'too_large', details: `The merge keys of ${file} expand to more than ${maximumExpanded} values.` });
    }
    return found;
  };

  return (root) => {
    try {
      return convert(root, { start: 0, end: text.length });
    } catch (error) {
      if (error instanceof Refused) return error.reading;
      throw error;
    }
  };
}

function readingOf(node: ConfigurationNode): string | undefined {
  return node.kind === 'scalar' ? node.readings[0] : undefined;
}

function spanOf(node: Node | null | undefined, otherwise: Span): Span {
  return node?.range ? { start: node.range[0], end: node.range[1] } : { start: otherwise.start, end: otherwise.end };
}

/**
 * YAML 1.2 reads `yes` and `off` as texts, and so does this file: a claim of `true` must find `true`. Numbers that 1.1
 * reads differently (0644 is octal there, 22:22 counts sixties) are in doubt unless the file states %YAML 1.2.
 */
function scalarOf(node: Scalar, at: Span, text: string, document: Document): ConfigurationNode {
  const written = node.source ?? text.slice(at.start, at.end);
  const isPlain = node.type === 'PLAIN';
  if (node.value === null) return scalarNode('null', at, '');
  if (typeof node.value === 'boolean') return scalarNode('boolean', at, String(node.value));
  if (!isPlain || document.directives?.yaml.explicit === true && document.directives.yaml.version === '1.2') {
    return typeof node.value === 'string' ? textNode(node.value, at) : scalarNode('number', at, written);
  }
  const octal = /^[-+]?0o?([0-7_]+)$/.exec(written);
  if (octal && !/^[-+]?0$/.test(written)) return scalarNode('number', at, written, [String(Number.parseInt(octal[1]!.replaceAll('_', ''), 8)), written.replace(/^([-+]?)0+(?=\d)/, '$1')]);
  if (/^[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+$/.test(written)) return scalarNode('text', at, written, [String(written.split(':').reduce((sum, part) => sum * 60 + Number(part.replaceAll('_', '')), 0))]);
  if (typeof node.value === 'number' || typeof node.value === 'bigint') return scalarNode('number', at, written);
  return textNode(typeof node.value === 'string' ? node.value : written, at);
}
