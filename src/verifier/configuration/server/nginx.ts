/**
 * Headers in the configuration of nginx.
 *
 * A block that adds any header of its own takes over none from the blocks around it: a header of an outer block is
 * conditional where an inner one forgets it. `proxy_set_header` is a header of the request that is passed on.
 */
import type { Span } from '../../code/code.ts';
import type { ServerHeader, ServerReading } from './server-header.ts';

interface Word extends Span {
  readonly text: string;
}
interface Block {
  readonly name: string;
  readonly parent: Block | undefined;
  readonly own: ServerHeader[];
  readonly inner: Block[];
}

const maximumNesting = 50;

export function readNginx(file: string, text: string): ServerReading {
  const top: Block = { name: '', parent: undefined, own: [], inner: [] };
  let block = top;
  let depth = 0;
  let words: Word[] = [];
  const failed = (details: string, at: Span): ServerReading => ({ ok: false, details: `${file} ${details}.`, at });
  const token = /[ \t\r\n]+|#[^\n]*|([{};])|("(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|(?:\$\{|[^\s{};"'#]|\\.)(?:\$\{\w*\}|[^\s{};])*)/gy;
  while (token.lastIndex < text.length) {
    const start = token.lastIndex;
    const found = token.exec(text);
    if (!found) return failed('cannot be read', { start, end: start + 1 });
    const end = token.lastIndex;
    if (found[2] !== undefined) words.push({ text: unquoted(found[2]), start, end });
    else if (found[1] === ';') {
      const header = headerOf(words, end, block);
      if (header) block.own.push(header);
      words = [];
    } else if (found[1] === '{') {
      if (++depth > maximumNesting) return failed('nests too deep', { start, end });
      const inner: Block = { name: words.map((word) => word.text).join(' '), parent: block, own: [], inner: [] };
      block.inner.push(inner);
      block = inner;
      words = [];
    } else if (found[1] === '}') {
      if (!block.parent) return failed('has a bracket that nothing opens', { start, end });
      block = block.parent;
      depth--;
      words = [];
    }
  }
  if (block.parent || words.length > 0) return failed('ends inside of a block or directive', { start: text.length - 1, end: text.length });
  return { ok: true, headers: collected(top) };
}

function unquoted(text: string): string {
  return /^["']/.test(text) ? text.slice(1, -1).replace(/\\(["'\\])/g, '$1') : text;
}

function headerOf(words: readonly Word[], end: number, block: Block): ServerHeader | undefined {
  const [directive, ...given] = words;
  if (!directive) return undefined;
  const span = { start: directive.start, end };
  const more = { ...span, ...(block.name === '' ? {} : { scope: block.name }) };
  const condition = /^if\b/.test(block.name) ? { conditional: `stands in ${block.name}` } : {};
  if (directive.text === 'add_header' && given[0]) {
    const value = given[1]?.text ?? '';
    return { name: given[0].text, value, computed: value.includes('$'), removes: false, ...condition, ...more };
  }
  if (directive.text === 'more_set_headers' && given[0]) {
    const [name = '', ...rest] = given[0].text.split(':');
    const value = rest.join(':').trim();
    return { name: name.trim(), value, computed: value.includes('$'), removes: value === '', ...condition, ...more };
  }
  return directive.text === 'more_clear_headers' && given[0] ? { name: given[0].text, value: '', computed: false, removes: true, ...condition, ...more } : undefined;
}

function collected(block: Block): readonly ServerHeader[] {
  const headers = block.own.map((header) => {
    const forgets = header.conditional === undefined && !header.removes ? forgetful(block, header.name) : undefined;
    return forgets === undefined ? header : { ...header, conditional: `is lost in ${forgets}, which adds headers of its own` };
  });
  return [...headers, ...block.inner.flatMap(collected)];
}

/** The first block inside that adds headers, but not this one. */
function forgetful(block: Block, name: string): string | undefined {
  for (const inner of block.inner) {
    const adds = inner.own.some(({ removes }) => !removes);
    const has = inner.own.some((header) => !header.removes && header.name.toLowerCase() === name.toLowerCase());
    if (adds && !has) return inner.name;
    const deeper = adds ? undefined : forgetful(inner, name);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}
