/** Conditions of compilation: `#[cfg(…)]`, `cfg!(…)`. */
import type { Code, Span } from '../../code/code.ts';

const deepest = 20;

/** The condition as code: what a build for use settles is a literal, what depends on the build is not. */
export function compilationCondition(text: string, at: Span): Code {
  return parse(text.replace(/"(\\.|[^"\\])*"/g, '""').replace(/\s+/g, ''), at, 0);
}

function parse(text: string, at: Span, depth: number): Code {
  const { start, end } = at;
  const depends: Code = { kind: 'literal', type: 'other', start, end };
  const [, name, inside] = /^(\w+)\((.*)\)$/.exec(text) ?? [];
  if (text === 'test') return { kind: 'literal', type: 'test-run', start, end };
  if (name === undefined || inside === undefined || depth > deepest) return text === 'true' || text === 'false' ? { kind: 'literal', type: 'boolean', test: text === 'true', start, end } : depends;
  const parts = splitAtCommas(inside);
  if (name === 'not') {
    // What is left out of tests is what is built for use.
    if (inside === 'test') return { kind: 'literal', type: 'boolean', test: true, start, end };
    return { kind: 'not', operand: parse(inside, at, depth + 1), start, end };
  }
  if (name !== 'all' && name !== 'any') return depends;
  const all = parts.map((part) => parse(part, at, depth + 1));
  const [first, ...rest] = all;
  if (!first) return { kind: 'literal', type: 'boolean', test: name === 'all', start, end };
  return rest.reduce((left: Code, right): Code => ({ kind: 'logical', operator: name === 'all' ? 'and' : 'or', left, right, start, end }), first);
}

function splitAtCommas(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let place = 0; place <= text.length; place++) {
    const mark = text[place];
    if (mark === '(') depth++;
    else if (mark === ')') depth--;
    else if (mark === undefined || (mark === ',' && depth === 0)) {
      if (place > from) parts.push(text.slice(from, place));
      from = place + 1;
    }
  }
  return parts;
}
