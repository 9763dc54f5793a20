/** Statements, branches, loops, handlers and cases of Ruby. */
import type { Code, TryCode } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { group, literal, nothing, span } from '../build.ts';

export const codeOf = (node: SyntaxNode, field: string): Code => node.child(field)?.code ?? nothing(node);

/** Statements, with the handlers that may stand at their end. */
export const statements: LoweringRule = (node) => {
  const handlers: TryCode['handlers'][number][] = [];
  const parts: Code[] = [];
  let otherwise: Code | undefined;
  let last: Code | undefined;
  for (const child of node.namedChildren) {
    if (child.kind === 'rescue') handlers.push(handlerOf(child));
    else if (child.kind === 'else') otherwise = child.code;
    else if (child.kind === 'ensure') last = child.code;
    else if (child.kind === 'heredoc_body') readWith(parts, child);
    else if (child.code.kind !== 'nothing') parts.push(child.code);
  }
  const body: Code = parts.length === 1 && parts[0] ? parts[0] : { kind: 'group', parts, ...span(node) };
  if (handlers.length === 0 && !last) return otherwise ? { kind: 'group', parts: [...parts, otherwise], ...span(node) } : body;
  return { kind: 'try', body, handlers, ...(otherwise ? { otherwise } : {}), ...(last ? { last } : {}), ...span(node) };
};

/** The text of a heredoc stands behind the statement that it is a part of, and is put together before that is done. */
function readWith(parts: Code[], body: SyntaxNode): void {
  if (body.code.kind === 'nothing') return;
  const owner = parts.pop();
  const before = (code: Code): Code => ({ kind: 'group', parts: [body.code, code], ...span(code) });
  if (!owner) parts.push(body.code);
  else if (owner.kind === 'branch') parts.push({ ...owner, then: before(owner.then) });
  else if (owner.kind === 'logical') parts.push({ ...owner, right: before(owner.right) });
  else parts.push(before(owner));
}

/** What a handler takes that names nothing. */
const anyError = ({ start }: SyntaxNode): Code => ({ kind: 'name', name: 'StandardError', start, end: start });

/** A condition with the texts that stand behind its line, inside of the statement. */
function conditionOf(node: SyntaxNode, field: string): Code {
  const texts = node.namedChildren.filter(({ kind, code }) => kind === 'heredoc_body' && code.kind !== 'nothing').map(({ code }) => code);
  const code = codeOf(node, field);
  return texts.length === 0 ? code : { kind: 'group', parts: [...texts, code], ...span(code) };
}

function handlerOf(node: SyntaxNode): TryCode['handlers'][number] {
  const types = node.child('exceptions')?.code ?? anyError(node);
  const target = node.child('variable')?.namedChildren[0]?.code;
  return { types, ...(target ? { target } : {}), body: codeOf(node, 'body') };
}

/** `if`, `elsif`, `unless`, `a ? b : c`, and both words behind a statement. */
export const conditional: LoweringRule = (node) => {
  const test = conditionOf(node, 'condition');
  const negated = node.kind === 'unless' || node.kind === 'unless_modifier';
  const otherwise = node.child('alternative')?.code;
  const then = node.child('consequence')?.code ?? node.child('body')?.code ?? nothing(node);
  return { kind: 'branch', test: negated ? { kind: 'not', operand: test, ...span(node) } : test, then, ...(otherwise ? { otherwise } : {}), ...span(node) };
};

/** `while` and `until`; behind `begin … end` the body comes first. */
export const whileLoop: LoweringRule = (node) => {
  const test = conditionOf(node, 'condition');
  const negated = node.kind.startsWith('until');
  const atLeastOnce = node.kind.endsWith('_modifier') && node.child('body')?.kind === 'begin';
  return { kind: 'loop', test: negated ? { kind: 'not', operand: test, ...span(node) } : test, body: codeOf(node, 'body'), ...(atLeastOnce ? { atLeastOnce } : {}), ...span(node) };
};

export const forLoop: LoweringRule = (node) => {
  const over = node.child('value')?.namedChildren[0];
  const target = node.child('pattern')?.code;
  const never = over?.kind === 'array' && over.namedChildren.length === 0;
  return { kind: 'loop', ...(over ? { head: over.code } : {}), ...(target ? { target } : {}), body: codeOf(node, 'body'), ...(never ? { never } : {}), ...span(node) };
};

export const choice: LoweringRule = (node) => {
  const value = node.child('value')?.code;
  const cases = node.namedChildren
    .filter(({ kind }) => kind === 'when')
    .map((clause) => ({ tests: clause.childrenIn('pattern').map(({ code }) => code), targets: [], body: codeOf(clause, 'body'), fallsThrough: false }));
  const otherwise = node.firstOf('else');
  if (otherwise) cases.push({ tests: [], targets: [], body: otherwise.code, fallsThrough: false });
  return { kind: 'switch', ...(value ? { subject: value } : {}), cases, exhaustive: otherwise !== undefined, ...span(node) };
};

/** Where no pattern fits, `case … in` throws: it never goes on without one. */
export const patternChoice: LoweringRule = (node) => {
  const cases = node.childrenIn('clauses').map((clause) => {
    const pattern = clause.child('pattern');
    const guard = clause.child('guard');
    return { tests: guard ? [guard.code] : [], targets: pattern ? captured(pattern) : [], body: codeOf(clause, 'body'), fallsThrough: false };
  });
  const otherwise = node.child('else');
  if (otherwise) cases.push({ tests: [], targets: [], body: otherwise.code, fallsThrough: false });
  return { kind: 'switch', subject: codeOf(node, 'value'), cases, exhaustive: true, ...span(node) };
};

/** `value => pattern` and `value in pattern`. */
export const patternTest: LoweringRule = (node) => {
  const pattern = node.child('pattern');
  const value = codeOf(node, 'value');
  const targets = pattern ? captured(pattern) : [];
  const target: Code = { kind: 'pattern', parts: targets.map((name) => ({ target: name })), ...span(node) };
  return { kind: 'assign', target, value: { kind: 'group', parts: [value], chain: true, ...span(node) }, ...span(node) };
};

/** The names that a pattern binds. */
function captured(pattern: SyntaxNode): Code[] {
  const found: Code[] = [];
  const open = [pattern];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'identifier') found.push({ kind: 'name', name: node.text, ...span(node) });
    else if (node.kind === 'keyword_pattern' && !node.child('value')) found.push({ kind: 'name', name: node.child('key')?.text ?? '', ...span(node) });
    else if (node.kind !== 'variable_reference_pattern' && node.kind !== 'expression_reference_pattern') open.push(...node.namedChildren);
  }
  return found;
}

/** `begin … rescue … end` in one line. */
export const rescueModifier: LoweringRule = (node) => ({ kind: 'try', body: codeOf(node, 'body'), handlers: [{ types: anyError(node), body: codeOf(node, 'handler') }], ...span(node) });

/** `retry` begins again, so nothing after it is reached. */
export const exit =
  (how: 'return' | 'throw' | 'break' | 'continue' | 'yield'): LoweringRule =>
  (node) => {
    const value = group(node, node.namedChildren);
    return { kind: 'exit', how, ...(value.kind === 'nothing' ? {} : { value }), ...span(node) };
  };

export const logical: LoweringRule = (node) => {
  const mark = node.child('operator')?.kind;
  return { kind: 'logical', operator: mark === 'and' || mark === '&&' ? 'and' : 'or', left: codeOf(node, 'left'), right: conditionOf(node, 'right'), ...span(node) };
};

export const unary: LoweringRule = (node) => {
  const mark = node.child('operator')?.kind;
  const operand = codeOf(node, 'operand');
  // What is only asked for is not evaluated.
  if (mark === 'defined?') return literal(node, 'other', undefined);
  if (mark === '!' || mark === 'not') return { kind: 'not', operand, ...span(node) };
  return operand.kind === 'literal' ? operand : { kind: 'group', parts: [operand], chain: true, ...span(node) };
};
