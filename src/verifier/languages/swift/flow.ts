/** Conditions, branches, loops and cases of Swift. */
import type { Code } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { block, literal, nothing, span } from '../build.ts';

/** Names in backticks are known without them. */
export const plainName = (name: string): string => name.replace(/^`(.*)`$/, '$1');

const named = (node: SyntaxNode): Code => ({ kind: 'name', name: plainName(node.text), ...span(node) });

/** The names that a pattern binds. Without `let` or `var` at or above it, a plain name is only compared. */
export function boundNames(pattern: SyntaxNode, declares: boolean): Code[] {
  const found: Code[] = [];
  const open: [SyntaxNode, boolean][] = [[pattern, declares]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, above] = next;
    const binds = above || node.firstOf('value_binding_pattern') !== undefined;
    const parts = node.namedChildren;
    for (const part of parts) {
      if (part.field === 'bound_identifier') found.push(named(part));
      else if (part.kind === 'simple_identifier' && binds && parts.length === 1) found.push(named(part));
      else if (part.kind === 'pattern' || part.kind === 'tuple_pattern') open.push([part, binds]);
    }
  }
  return found;
}

export function targetOf(node: SyntaxNode, names: readonly Code[]): Code {
  const [only] = names;
  if (only && names.length === 1) return only;
  return names.length === 0 ? nothing(node) : { kind: 'pattern', parts: names.map((target) => ({ target })), ...span(node) };
}

/** Conditions stand in a row, with commas between them; a pattern's own commas are inside of brackets. */
function conditionsOf(node: SyntaxNode): readonly (readonly SyntaxNode[])[] {
  const items: SyntaxNode[][] = [[]];
  let depth = 0;
  for (const child of node.children) {
    if (child.kind === 'statements' || child.kind === '{' || child.kind === 'else' || (child.field === undefined && !child.named && child.kind !== ',')) {
      if (child.kind === '{' || child.kind === 'else' || child.kind === 'statements') break;
      continue;
    }
    if (child.kind === '(') depth++;
    else if (child.kind === ')') depth--;
    if (child.kind === ',' && depth === 0) items.push([]);
    else items.at(-1)!.push(child);
  }
  return items.filter((item) => item.length > 0);
}

function conditionOf(item: readonly SyntaxNode[], around: SyntaxNode): Code {
  const mark = item.findIndex(({ named: isNamed, kind }) => !isNamed && kind === '=');
  const bound = item.filter(({ field }) => field === 'bound_identifier').map(named);
  const first = item[0];
  const last = item.at(-1);
  if (!first || !last) return nothing(around);
  const at = { start: first.start, end: last.end };
  if (mark < 0) {
    const [only] = bound;
    // `if let name`: the same name, known to be there.
    return only?.kind === 'name' ? { kind: 'assign', target: only, value: { ...only }, declares: 'block', ...at } : last.code;
  }
  const declares = first.kind === 'value_binding_pattern' || item.some(({ kind }) => kind === 'value_binding_pattern');
  const names = [...bound, ...item.slice(0, mark).filter(({ kind }) => kind === 'pattern').flatMap((pattern) => boundNames(pattern, declares))];
  const value = item.slice(mark + 1).find(({ named: isNamed }) => isNamed)?.code ?? nothing(last);
  const target = targetOf(first, names);
  // Whether it holds is a matter of the value, also where no name is bound.
  return { kind: 'assign', target, value, declares: 'block', ...at };
}

function testOf(node: SyntaxNode): Code {
  const tests = conditionsOf(node).map((item) => conditionOf(item, node));
  return tests.reduce<Code | undefined>((left, right) => (left ? { kind: 'logical', operator: 'and', left, right, start: left.start, end: right.end } : right), undefined) ?? nothing(node);
}

const elseOf = (node: SyntaxNode): SyntaxNode | undefined => node.children.find(({ kind }) => kind === 'else');

/** What the conditions bind is known in the ways of the branch only. */
export const conditional: LoweringRule = (node) => {
  const mark = elseOf(node);
  const ways = node.namedChildren.filter(({ kind, field }) => field === undefined && (kind === 'statements' || kind === 'if_statement'));
  const then = ways.find(({ start }) => !mark || start < mark.start)?.code ?? nothing(node);
  const otherwise = mark && ways.find(({ start }) => start > mark.start)?.code;
  return block(node, [{ kind: 'branch', test: testOf(node), then, ...(otherwise ? { otherwise } : {}), ...span(node) }]);
};

/** Goes on only where the conditions hold; what they bind is known behind it. */
export const guard: LoweringRule = (node) => {
  const test = testOf(node);
  return { kind: 'branch', test: { kind: 'not', operand: test, ...span(node) }, then: node.firstOf('statements')?.code ?? nothing(node), ...span(node) };
};

export const whileLoop: LoweringRule = (node) => ({ kind: 'loop', test: testOf(node), body: node.firstOf('statements')?.code ?? nothing(node), ...span(node) });

export const repeatLoop: LoweringRule = (node) => ({ kind: 'loop', test: node.childrenIn('condition').at(-1)?.code ?? nothing(node), body: node.firstOf('statements')?.code ?? nothing(node), atLeastOnce: true, ...span(node) });

export const forLoop: LoweringRule = (node) => {
  const over = node.child('collection');
  const item = node.child('item');
  const filter = node.firstOf('where_clause');
  const statements = node.firstOf('statements')?.code ?? nothing(node);
  const body: Code = filter ? { kind: 'branch', test: filter.code, then: statements, ...span(node) } : statements;
  const target = item ? targetOf(item, boundNames(item, true)) : nothing(node);
  const never = over?.kind === 'array_literal' && over.namedChildren.length === 0;
  return { kind: 'loop', ...(over ? { head: over.code } : {}), target, body, ...(never ? { never } : {}), ...span(node) };
};

/** Each case ends the switch, unless it says that it falls through; `break` ends it before. */
export const choice: LoweringRule = (node) => {
  const entries = node.namedChildren.filter(({ kind }) => kind === 'switch_entry');
  const cases = entries.map((entry) => {
    const patterns = entry.namedChildren.filter(({ kind }) => kind === 'switch_pattern');
    const body = entry.firstOf('statements');
    const tests = entry.namedChildren.filter(({ kind }) => !/^(switch_pattern|statements|where_keyword|default_keyword|modifiers|attribute)$/.test(kind)).map(({ code }) => code);
    const targets = patterns.flatMap((pattern) => pattern.namedChildren.flatMap((inner) => boundNames(inner, false)));
    const end = { start: entry.end, end: entry.end };
    const parts: Code[] = [...(body ? [body.code] : []), ...(entry.has('fallthrough') ? [] : [{ kind: 'exit', how: 'break', ...end } as const])];
    return { tests, targets, body: { kind: 'group', parts, ...span(entry) } as const, fallsThrough: true };
  });
  // A switch that the compiler takes covers all cases, by `default` or by naming them.
  return { kind: 'switch', subject: node.child('expr')?.code ?? nothing(node), cases, exhaustive: true, ...span(node) };
};

export const attempt: LoweringRule = (node) => {
  const body = node.firstOf('statements');
  const clauses = node.namedChildren.filter(({ kind }) => kind === 'catch_block');
  const tried = body?.code ?? nothing(node);
  if (clauses.length === 0) return tried;
  const handlers = clauses.map((clause) => {
    const pattern = clause.child('error');
    const names = pattern ? boundNames(pattern, false) : [];
    const inner = clause.firstOf('statements');
    // `catch let error` takes all; any other pattern, or a condition, takes some.
    const head = clause.text.slice(0, clause.text.indexOf('{')).replace(/^catch\s*/, '').trim();
    const some = !/^(\(?\s*let\s+\w+\s*\)?)?$/.test(head);
    return { ...(some ? { types: literal(clause, 'other', undefined) } : {}), ...(pattern && names.length > 0 ? { target: targetOf(pattern, names) } : {}), body: inner?.code ?? nothing(clause) };
  });
  return { kind: 'try', body: tried, handlers, ...span(node) };
};

/** return, throw, break, continue: the word tells, and a name behind a jump is its label. */
export const transfer: LoweringRule = (node) => {
  const word = node.children[0];
  const how = word?.kind === 'throw_keyword' ? 'throw' : word?.kind;
  const value = node.namedChildren.find(({ kind }) => kind !== 'throw_keyword');
  if (how === 'break' || how === 'continue') return { kind: 'exit', how, ...(value ? { label: value.text } : {}), ...span(node) };
  if (how === 'return' || how === 'throw' || how === 'yield') return { kind: 'exit', how, ...(value ? { value: value.code } : {}), ...span(node) };
  return value?.code ?? nothing(node);
};
