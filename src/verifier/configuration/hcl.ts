/**
 * HCL, as Terraform, Packer and Nomad write it: blocks, attributes and literal values. Every other expression is
 * computed. Own reader, since the grammar's trees have no place for values and the compiled libraries have no places.
 */
import type { Span } from '../code/code.ts';
import type { ConfigurationMap, ConfigurationMember, ConfigurationNode, ConfigurationReading } from './configuration.ts';
import { nestsTooDeep, scalarNode, tooDeep } from './configuration.ts';

class SyntaxProblem extends Error {
  readonly place: number;
  constructor(place: number) {
    super();
    this.place = place;
  }
}

/** What ends a value: a line, or what separates the parts of a list or an object. */
type Within = 'body' | 'list' | 'object';

export function readHcl(file: string, text: string): ConfigurationReading {
  if (nestsTooDeep(text)) return tooDeep(file);
  try {
    const { map, place } = bodyAt(text, 0);
    if (place < text.length) throw new SyntaxProblem(place);
    return { ok: true, format: 'HCL', documents: [map] };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    const at = { start: Math.min(error.place, text.length), end: Math.min(error.place + 1, text.length) };
    return { ok: false, reason: 'parse_error', details: `${file} is no valid HCL.`, at };
  }
}

const name = /[\p{L}_][\p{L}\p{N}_-]*/uy;

function wordAt(text: string, place: number): string {
  name.lastIndex = place;
  return name.exec(text)?.[0] ?? '';
}

/** Attributes and blocks up to the closing bracket or the end. Blocks of one name add up; attributes may not. */
function bodyAt(text: string, from: number): { readonly map: ConfigurationMap; readonly place: number } {
  const members: ConfigurationMember[] = [];
  let place = skipBlank(text, from, true);
  while (place < text.length && text[place] !== '}') {
    const start = place;
    const key = wordAt(text, place);
    if (key === '') throw new SyntaxProblem(place);
    place = skipBlank(text, place + key.length, false);
    const at = { start, end: start + key.length };
    if (text[place] === '=' && text[place + 1] !== '=') {
      const { node, end } = valueAt(text, skipBlank(text, place + 1, false), 'body');
      members.push({ key, at, value: node });
      place = end;
    } else {
      const block = blockAt(text, key, at, place);
      members.push(...block.members);
      place = block.place;
    }
    const next = skipBlank(text, place, false);
    if (next < text.length && text[next] !== '\n' && text[next] !== '\r' && text[next] !== '}') throw new SyntaxProblem(next);
    place = skipBlank(text, next, true);
  }
  return { map: { kind: 'map', members, start: from, end: place }, place };
}

function blockAt(text: string, key: string, at: Span, from: number): { readonly members: readonly ConfigurationMember[]; readonly place: number } {
  const labels: { readonly text: string; readonly at: Span }[] = [];
  let place = from;
  while (text[place] !== '{') {
    const label = text[place] === '"' ? text.slice(place, skipText(text, place)) : wordAt(text, place);
    if (label === '') throw new SyntaxProblem(place);
    labels.push({ text: label.startsWith('"') ? label.slice(1, -1) : label, at: { start: place, end: place + label.length } });
    place = skipBlank(text, place + label.length, false);
  }
  const body = bodyAt(text, place + 1);
  if (text[body.place] !== '}') throw new SyntaxProblem(body.place);
  const repeats = repetition(body.map);
  const whole = body.map.members;
  let member: ConfigurationMember = { key: labels.at(-1)?.text ?? key, at: labels.at(-1)?.at ?? at, value: { ...body.map, members: whole }, repeatable: true, ...(repeats === undefined ? {} : { conditional: repeats }) };
  for (let i = labels.length - 2; i >= -1 && labels.length > 0; i--) {
    const label = labels[i];
    member = { key: label?.text ?? key, at: label?.at ?? at, value: { kind: 'map', members: [member], start: at.start, end: body.place + 1 }, repeatable: true };
  }
  const members = [member];
  const content = whole.find((inner) => inner.key === 'content');
  if (key === 'dynamic' && labels[0] && content) {
    members.push({ key: labels[0].text, at: labels[0].at, value: content.value, repeatable: true, conditional: 'stands in a dynamic block, which makes as many of it as an expression says' });
  }
  return { members, place: body.place + 1 };
}

/** Whether a block says how often it counts, in a way that can be none at all. */
function repetition({ members }: ConfigurationMap): string | undefined {
  const count = members.find(({ key }) => key === 'count')?.value;
  if (count && !(count.kind === 'scalar' && /^[1-9]\d*$/.test(count.readings[0]!))) return 'stands in a block with a count that can be 0';
  return members.some(({ key }) => key === 'for_each') ? 'stands in a block with for_each, which can be empty' : undefined;
}

function valueAt(text: string, start: number, within: Within): { readonly node: ConfigurationNode; readonly end: number } {
  const literal = literalAt(text, start);
  if (literal && endsValue(text, literal.end, within)) return literal;
  const end = skipExpression(text, start, within);
  if (end === start) throw new SyntaxProblem(start);
  const written = text.slice(start, end).trim();
  // An expression that ends in an operator goes on nowhere.
  if (/[-+*/%&|?:=!<>.]$/.test(written)) throw new SyntaxProblem(end - 1);
  return { node: { kind: 'computed', written: written.slice(0, 60), start, end: start + written.length }, end };
}

function literalAt(text: string, start: number): { readonly node: ConfigurationNode; readonly end: number } | undefined {
  const first = text[start];
  if (first === '[') return listAt(text, start);
  if (first === '{') return objectAt(text, start);
  if (first === '"') {
    const end = skipText(text, start);
    const inside = text.slice(start + 1, end - 1);
    if (/(^|[^$])\$\{|(^|[^%])%\{/.test(inside)) return undefined;
    return { node: scalarNode('text', { start, end }, unescaped(inside)), end };
  }
  if (first === '<') return heredocAt(text, start);
  const number = /[-+]?\d+(\.\d+)?([eE][-+]?\d+)?/y;
  number.lastIndex = start;
  const digits = number.exec(text)?.[0];
  if (digits !== undefined) return { node: scalarNode('number', { start, end: start + digits.length }, digits), end: start + digits.length };
  const word = wordAt(text, start);
  const span = { start, end: start + word.length };
  if (word === 'true' || word === 'false') return { node: scalarNode('boolean', span, word), end: span.end };
  return word === 'null' ? { node: scalarNode('null', span, ''), end: span.end } : undefined;
}

function unescaped(inside: string): string {
  return inside.replace(/\\(?:u([0-9a-fA-F]{4})|(.))|\$(\$\{)|%(%\{)/gs, (_, code: string | undefined, letter: string | undefined, dollar: string | undefined, percent: string | undefined) =>
    code !== undefined ? String.fromCharCode(Number.parseInt(code, 16)) : letter !== undefined ? (({ n: '\n', r: '\r', t: '\t' })[letter] ?? letter) : (dollar ?? percent ?? ''),
  );
}

function heredocAt(text: string, start: number): { readonly node: ConfigurationNode; readonly end: number } | undefined {
  const body = heredoc(text, start);
  if (!body) return undefined;
  const inside = text.slice(body.from, body.to);
  const span = { start, end: body.end };
  return { node: /\$\{|%\{/.test(inside) ? { kind: 'computed', written: inside.slice(0, 60), ...span } : scalarNode('text', span, inside), end: body.end };
}

function heredoc(text: string, start: number): { readonly from: number; readonly to: number; readonly end: number } | undefined {
  const begin = /<<-?([\p{L}_][\p{L}\p{N}_-]*)[ \t]*\r?\n/uy;
  begin.lastIndex = start;
  const opened = begin.exec(text);
  if (!opened) return undefined;
  const from = start + opened[0].length;
  const close = new RegExp(`^[ \\t]*${opened[1]!}[ \\t]*(?=\\r?$)`, 'gmu');
  close.lastIndex = from;
  const closed = close.exec(text);
  if (!closed) throw new SyntaxProblem(start);
  return { from, to: closed.index, end: closed.index + closed[0].length };
}

function listAt(text: string, start: number): { readonly node: ConfigurationNode; readonly end: number } | undefined {
  const items: ConfigurationNode[] = [];
  let place = skipBlank(text, start + 1, true);
  if (wordAt(text, place) === 'for') return undefined;
  while (text[place] !== ']') {
    const { node, end } = valueAt(text, place, 'list');
    items.push(node);
    place = skipBlank(text, end, true);
    if (text[place] === ',') place = skipBlank(text, place + 1, true);
    else if (text[place] !== ']') throw new SyntaxProblem(place);
  }
  return { node: { kind: 'list', items, start, end: place + 1 }, end: place + 1 };
}

function objectAt(text: string, start: number): { readonly node: ConfigurationNode; readonly end: number } | undefined {
  const members: ConfigurationMember[] = [];
  let place = skipBlank(text, start + 1, true);
  if (wordAt(text, place) === 'for') return undefined;
  while (text[place] !== '}') {
    const keyEnd = text[place] === '"' ? skipText(text, place) : text[place] === '(' ? skipExpression(text, place, 'list') : wordsEnd(text, place);
    if (keyEnd === place || keyEnd >= text.length) throw new SyntaxProblem(place);
    // A key in parentheses is computed: there is no name to find it by.
    if (text[place] === '(') return undefined;
    const at = { start: place, end: keyEnd };
    const key = text[place] === '"' ? text.slice(place + 1, keyEnd - 1) : text.slice(place, keyEnd);
    const sign = skipBlank(text, keyEnd, false);
    if (text[sign] !== '=' && text[sign] !== ':') throw new SyntaxProblem(sign);
    const { node, end } = valueAt(text, skipBlank(text, sign + 1, true), 'object');
    members.push({ key, at, value: node });
    place = skipBlank(text, end, true);
    if (text[place] === ',') place = skipBlank(text, place + 1, true);
    if (place >= text.length) throw new SyntaxProblem(place);
  }
  return { node: { kind: 'map', members, start, end: place + 1 }, end: place + 1 };
}

/** Behind a name or several with dots between, as the providers of a module are called. */
function wordsEnd(text: string, start: number): number {
  const words = /[\p{L}\p{N}_][\p{L}\p{N}_-]*(?:\.[\p{L}_][\p{L}\p{N}_-]*)*/uy;
  words.lastIndex = start;
  return start + (words.exec(text)?.[0].length ?? 0);
}

function endsValue(text: string, from: number, within: Within): boolean {
  const next = text[skipBlank(text, from, within === 'list')];
  if (next === undefined || next === '}') return true;
  return within === 'list' ? next === ',' || next === ']' : next === '\n' || next === '\r' || (within === 'object' && next === ',');
}

/** To the end of an expression, over brackets, texts and heredocs in it. */
function skipExpression(text: string, start: number, within: Within): number {
  let depth = 0;
  let place = start;
  while (place < text.length) {
    const unit = text[place]!;
    if (unit === '"') {
      place = skipText(text, place);
      continue;
    }
    const long = unit === '<' ? heredoc(text, place) : undefined;
    if (long) {
      place = long.end;
      continue;
    }
    const comment = skipComment(text, place);
    if (comment > place) {
      if (depth === 0 && within !== 'list' && unit === '#') break;
      place = comment;
      continue;
    }
    if (depth === 0 && ((unit === '\n' && within !== 'list') || (unit === ',' && within !== 'body'))) break;
    if (unit === '[' || unit === '{' || unit === '(') depth++;
    if (unit === ']' || unit === '}' || unit === ')') {
      if (depth === 0) break;
      depth--;
    }
    place++;
  }
  return place;
}

/** The offset behind a quoted text; templates in it may hold texts of their own. */
function skipText(text: string, start: number): number {
  // What is open: a text, or the brackets of a template in one.
  const open: ('text' | 'template')[] = ['text'];
  let place = start + 1;
  while (open.length > 0) {
    const unit = text[place];
    if (unit === undefined || (unit === '\n' && open.length === 1)) throw new SyntaxProblem(start);
    if (open.at(-1) === 'text') {
      if (unit === '\\') place++;
      else if (unit === '"') open.pop();
      else if ((unit === '$' || unit === '%') && text[place + 1] === '{') {
        // A doubled sign stands for itself.
        if (text[place - 1] !== unit) open.push('template');
        place++;
      }
    } else if (unit === '"') open.push('text');
    else if (unit === '{') open.push('template');
    else if (unit === '}') open.pop();
    place++;
  }
  return place;
}

function skipComment(text: string, place: number): number {
  const two = text.slice(place, place + 2);
  if (text[place] === '#' || two === '//') {
    const end = text.indexOf('\n', place);
    return end < 0 ? text.length : end;
  }
  if (two !== '/*') return place;
  const end = text.indexOf('*/', place + 2);
  if (end < 0) throw new SyntaxProblem(place);
  return end + 2;
}

function skipBlank(text: string, from: number, lines: boolean): number {
  let place = from;
  for (;;) {
    const unit = text[place];
    if (unit === ' ' || unit === '\t' || unit === '\uFEFF' || (lines && (unit === '\n' || unit === '\r'))) place++;
    else {
      const next = unit === '#' || unit === '/' ? skipComment(text, place) : place;
      if (next === place) return place;
      place = next;
    }
  }
}
