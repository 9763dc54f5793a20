/** Branches, loops, cases, patterns and rows of operators of Scala. */
import type { Code, SwitchCode } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { block, compared, group, nothing, span } from '../build.ts';
import { closureOf, filled, leavesOpen } from './placeholders.ts';

/** Names in backticks are known without them. */
export const plainName = (name: string): string => name.replace(/^`(.*)`$/, '$1');

const codeOf = (node: SyntaxNode, field: string): Code => node.child(field)?.code ?? nothing(node);
const named = (node: SyntaxNode): Code => ({ kind: 'name', name: plainName(node.text), ...span(node) });

/** The names that a pattern binds: those in small letters. Others, and those in backticks, are compared. */
export function boundNames(pattern: SyntaxNode, declared = false): Code[] {
  const found: Code[] = [];
  const open = [pattern];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'identifier') {
      if (declared || /^[\p{Ll}_][^.]*$/u.test(node.text)) found.push(named(node));
    } else if (/pattern$|^identifiers$/.test(node.kind)) open.push(...node.namedChildren.filter(({ field }) => field !== 'type' && field !== 'operator'));
  }
  return found;
}

export function targetOf(node: SyntaxNode, names: readonly Code[]): Code {
  const [only] = names;
  if (only && names.length === 1) return only;
  return names.length === 0 ? nothing(node) : { kind: 'pattern', parts: names.map((target) => ({ target })), ...span(node) };
}

export const conditional: LoweringRule = (node) => {
  const otherwise = node.child('alternative')?.code;
  return { kind: 'branch', test: codeOf(node, 'condition'), then: codeOf(node, 'consequence'), ...(otherwise ? { otherwise } : {}), ...span(node) };
};

/** What no case takes throws. */
function casesOf(clauses: readonly SyntaxNode[], subject: Code | undefined, node: SyntaxNode): SwitchCode {
  const cases = clauses.map((clause) => {
    const guard = clause.firstOf('guard')?.child('condition');
    const pattern = clause.child('pattern');
    const body = block(clause, clause.childrenIn('body').map(({ code }) => code));
    return { tests: guard ? [guard.code] : [], targets: pattern ? boundNames(pattern) : [], body, fallsThrough: false };
  });
  return { kind: 'switch', ...(subject ? { subject } : {}), cases, exhaustive: true, ...span(node) };
}

const clausesOf = (node: SyntaxNode | undefined): readonly SyntaxNode[] => node?.namedChildren.filter(({ kind }) => kind === 'case_clause') ?? [];

export const match: LoweringRule = (node) => casesOf(clausesOf(node.child('body')), codeOf(node, 'value'), node);

/** Cases in braces are a function that takes what they are compared to. */
export const caseBlock: LoweringRule = (node) => closureOf(node, [], casesOf(clausesOf(node), undefined, node));

export const attempt: LoweringRule = (node) => {
  const clause = node.firstOf('catch_clause');
  const inner = clause?.firstOf('case_block', 'indented_cases');
  const direct = clause?.child('pattern');
  const body = codeOf(node, 'body');
  const last = node.firstOf('finally_clause')?.namedChildren[0]?.code;
  const handlers = !clause ? [] : inner ? [{ body: casesOf(clausesOf(inner), undefined, inner) }] : direct ? [{ body: casesOf([clause], undefined, clause) }] : [{ body: group(clause, clause.namedChildren) }];
  return { kind: 'try', body, handlers, ...(last ? { last } : {}), ...span(node) };
};

/** Generators are loops in each other; what stands between them is tested or bound in every turn. */
export const forExpression: LoweringRule = (node) => {
  const steps = node.namedChildren.filter(({ kind }) => kind === 'enumerators').flatMap(({ namedChildren }) => namedChildren);
  let body = codeOf(node, 'body');
  for (const step of [...steps].reverse()) {
    const guards = step.kind === 'guard' ? [step] : step.namedChildren.filter(({ kind }) => kind === 'guard');
    for (const guard of [...guards].reverse()) body = { kind: 'branch', test: codeOf(guard, 'condition'), then: body, ...span(node) };
    if (step.kind === 'guard') continue;
    const [pattern, value] = step.namedChildren.filter(({ kind }) => kind !== 'guard');
    if (!pattern || !value) continue;
    const target = targetOf(pattern, boundNames(pattern, pattern.kind === 'identifier'));
    if (step.has('<-')) body = { kind: 'loop', head: value.code, target, body, ...(/^(Nil|(List|Seq|Vector|Set)(\(\)|\.empty))$/.test(value.text) ? { never: true } : {}), ...span(node) };
    else body = block(node, [{ kind: 'assign', target, value: value.code, declares: 'block', ...span(step) }, body]);
  }
  return body;
};

export const whileLoop: LoweringRule = (node) => ({ kind: 'loop', test: codeOf(node, 'condition'), body: codeOf(node, 'body'), ...(node.kind === 'do_while_expression' ? { atLeastOnce: true } : {}), ...span(node) });

/** Operands between `&&` and `||`, which the grammar reads from left to right as if they bound alike. */
interface Row {
  readonly operands: readonly Code[];
  readonly operators: readonly ('&&' | '||')[];
}

const rows = new WeakMap<Code, Row>();

function fromRow({ operands, operators }: Row, end: number): Code {
  const ors: Code[] = [];
  operands.forEach((operand, index) => {
    const before = ors.at(-1);
    if (before && operators[index - 1] === '&&') ors[ors.length - 1] = { kind: 'logical', operator: 'and', left: before, right: operand, start: before.start, end: operand.end };
    else ors.push(operand);
  });
  return ors.reduce((left, right) => ({ kind: 'logical', operator: 'or', left, right, start: left.start, end }));
}

/** Words that no function can be called by: the grammar took a declaration for a row of names. */
const reserved = /^(def|val|var|class|trait|object|import|package|if|else|while|do|for|yield|match|case|return|throw|try|catch|finally|new|extends|with)$/;

/** `a shl b` calls the function of that name on what stands before it; marks are operators of the language. */
export const infix: LoweringRule = (node, notes) => {
  const [left, operator, right] = [node.child('left'), node.child('operator'), node.child('right')];
  if (!left || !operator || !right) return group(node, node.namedChildren);
  leavesOpen(node, [left, right]);
  const mark = operator.text;
  if (reserved.test(mark)) notes.misread(node);
  const given = right.code.kind === 'block' ? closureOf(right, [], right.code) : filled(right);
  if (/^[\p{L}_`]/u.test(mark)) return { kind: 'call', form: 'call', callee: { kind: 'member', object: left.code, name: plainName(mark), start: left.start, end: operator.end }, args: [given], ...span(node) };
  if (/[^=!<>]=$/.test(mark)) return { kind: 'assign', target: left.code, value: right.code, augmented: true, ...span(node) };
  const known = rows.get(left.code) ?? { operands: [left.code], operators: [] };
  if (mark === '&&' || mark === '||') return remembered({ operands: [...known.operands, right.code], operators: [...known.operators, mark] }, node);
  const constant = left.kind === 'infix_expression' ? undefined : compared(node, left, mark, right);
  if (constant) return constant;
  const last = known.operands.at(-1)!;
  if (last.kind === 'group' && last.chain && known.operands.length === 1) {
    last.parts.push(right.code);
    return last;
  }
  const tight: Code = { kind: 'group', parts: [last, right.code], chain: true, start: last.start, end: node.end };
  return remembered({ operands: [...known.operands.slice(0, -1), tight], operators: known.operators }, node);
};

function remembered(row: Row, { end }: SyntaxNode): Code {
  const code = fromRow(row, end);
  if (row.operators.length > 0) rows.set(code, row);
  return code;
}
