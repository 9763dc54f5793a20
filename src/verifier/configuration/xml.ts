/** XML: elements by name, attributes as @name. Documents that declare entities are refused, never expanded. */
import { SaxesParser } from 'saxes';
import type { ConfigurationMap, ConfigurationMember, ConfigurationNode, ConfigurationReading } from './configuration.ts';
import { maximumNesting, textNode, tooDeep } from './configuration.ts';

interface OpenElement {
  readonly name: string;
  readonly start: number;
  readonly members: ConfigurationMember[];
  text: string;
}

class Stop extends Error {
  readonly reading: ConfigurationReading;
  constructor(reading: ConfigurationReading) {
    super();
    this.reading = reading;
  }
}

export function readXml(file: string, text: string): ConfigurationReading {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  const root: ConfigurationMap & { readonly members: ConfigurationMember[] } = { kind: 'map', members: [], start: 0, end: text.length };
  const open: OpenElement[] = [];
  // The parser sees CRLF as one character, so places are found by the brackets themselves.
  let searched = 0;
  const stop = (reason: 'parse_error' | 'too_large', details: string): never => {
    throw new Stop({ ok: false, reason, details, at: { start: Math.min(searched, text.length), end: Math.min(searched + 1, text.length) } });
  };
  parser.on('error', (error) => stop('parse_error', `${file} is no valid XML: ${error.message.replace(/^.*?:\d+:\d+: /, '')}`));
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY|\[/.test(doctype)) stop('parse_error', `${file} declares entities, which are not processed.`);
    searched = text.indexOf('<!DOCTYPE', searched) + 9;
  });
  const behind = (begin: string, end: string): void => {
    const start = text.indexOf(begin, searched);
    searched = start < 0 ? searched : text.indexOf(end, start + begin.length) + end.length;
  };
  parser.on('comment', () => behind('<!--', '-->'));
  parser.on('processinginstruction', () => behind('<?', '?>'));
  parser.on('cdata', (data) => {
    behind('<![CDATA[', ']]>');
    const element = open.at(-1);
    if (element) element.text += data;
  });
  parser.on('text', (data) => {
    const element = open.at(-1);
    if (element) element.text += data;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= maximumNesting) throw new Stop(tooDeep(file));
    const start = text.indexOf(`<${name}`, searched);
    searched = start + name.length + 1;
    const members: ConfigurationMember[] = [];
    for (const [attribute, value] of Object.entries(attributes)) {
      const place = text.indexOf(attribute, searched);
      const span = { start: place, end: place + attribute.length };
      members.push({ key: `@${attribute}`, at: span, value: textNode(value, span) });
    }
    open.push({ name, start, members, text: '' });
  });
  parser.on('closetag', ({ name, isSelfClosing }) => {
    const element = open.pop()!;
    const close = isSelfClosing ? text.indexOf('/>', searched) + 2 : text.indexOf('>', text.indexOf(`</${name}`, searched)) + 1;
    searched = close;
    const at = { start: element.start + 1, end: element.start + 1 + name.length };
    const parent = open.at(-1)?.members ?? root.members;
    parent.push({ key: name, at, value: elementNode(element, close), repeatable: true });
  });
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Stop) return error.reading;
    throw error;
  }
  return { ok: true, format: 'XML', documents: [root] };
}

function elementNode({ start, members, text }: OpenElement, end: number): ConfigurationNode {
  const span = { start, end };
  const own = textNode(text.trim(), span);
  if (members.length === 0) return own;
  return text.trim() === '' ? { kind: 'map', members, ...span } : { kind: 'map', members, text: own, ...span };
}
