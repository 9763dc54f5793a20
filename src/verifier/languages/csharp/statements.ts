/** Branches, loops, handlers, cases and jumps of C#. */
import type { Code, SwitchCode } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { conditionOf } from '../../code/constant.ts';
import { block, codeOf, group, literal, nothing, span } from '../build.ts';
import { typedName } from './declarations.ts';

/** What stands before a label may jump to it from anywhere: a loop that turns once and is left by a break. */
export const blockRule: LoweringRule = (node) => {
  const parts = node.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing');
  const label = parts.findLastIndex(({ kind }) => kind === 'labelled');
  if (label <= 0) return block(node, parts);
  const before = parts.slice(0, label);
  const range = { start: before[0]!.start, end: before.at(-1)!.end };
  const jumps: Code = { kind: 'loop', test: literal(range, 'boolean', false), atLeastOnce: true, body: { kind: 'group', parts: before, ...range }, ...range };
  return block(node, [jumps, ...parts.slice(label)]);
};

export const forEach: LoweringRule = (node) => {
  const left = node.child('left');
  const over = node.child('right');
  const target: Code | undefined = left?.kind === 'identifier' ? typedName(left, node.child('type')) : left?.code;
  const born: Code[] = target && (target.kind === 'name' || target.kind === 'pattern') ? [{ kind: 'assign', target, declares: 'block', ...span(left!) }] : [];
  return { kind: 'loop', head: { kind: 'group', parts: [...(over ? [over.code] : []), ...born], chain: true, ...span(node) }, body: codeOf(node, 'body'), ...span(node) };
};

export const attempt: LoweringRule = (node) => {
  const handlers = node.namedChildren
    .filter(({ kind }) => kind === 'catch_clause')
    .filter((clause) => conditionOf(clause.firstOf('catch_filter_clause')?.code ?? nothing(clause)).value !== false)
    .map((clause) => {
      const declared = clause.firstOf('catch_declaration');
      const name = declared?.child('name');
      const filter = clause.firstOf('catch_filter_clause')?.code;
      // Behind `when` it takes only some of its type, so what the filter asks stands for the types.
      const types = filter ?? declared?.child('type')?.code;
      return { ...(types && types.kind !== 'nothing' ? { types } : {}), ...(name ? { target: typedName(name, declared?.child('type')) } : {}), body: codeOf(clause, 'body') };
    });
  const last = node.firstOf('finally_clause')?.firstOf('block')?.code;
  return { kind: 'try', body: codeOf(node, 'body'), handlers, ...(last ? { last } : {}), ...span(node) };
};

const isStatement = ({ kind }: SyntaxNode): boolean => kind === 'block' || kind.endsWith('_statement') || kind.startsWith('preproc_');

/** Labels without statements belong to the next section. No section falls through. */
export const choice: LoweringRule = (node): SwitchCode => {
  const cases: { tests: Code[]; targets: Code[]; body: Code; fallsThrough: boolean }[] = [];
  let [tests, targets]: [Code[], Code[]] = [[], []];
  let exhaustive = false;
  for (const section of node.child('body')?.namedChildren ?? []) {
    exhaustive ||= section.has('default');
    const labels = section.namedChildren.filter((child) => !isStatement(child));
    tests.push(...labels.filter(({ code }) => code.kind !== 'pattern').map(({ code }) => code));
    targets.push(...labels.map(({ code }) => code).filter(({ kind }) => kind === 'pattern'));
    const statements = section.namedChildren.filter(isStatement);
    if (statements.length === 0) continue;
    cases.push({ tests, targets, body: { kind: 'group', parts: statements.map(({ code }) => code), ...span(section) }, fallsThrough: false });
    [tests, targets] = [[], []];
  }
  return { kind: 'switch', subject: codeOf(node, 'value'), cases, exhaustive, catchesBreaks: true, ...span(node) };
};

/** One of the arms is taken, or it throws. */
export const choiceExpression: LoweringRule = (node): SwitchCode => {
  const [subject, ...rest] = node.namedChildren;
  const cases = rest
    .filter(({ kind }) => kind === 'switch_expression_arm')
    .map((arm) => {
      const parts = arm.namedChildren;
      const labels = parts.slice(0, -1);
      return { tests: labels.filter(({ code }) => code.kind !== 'pattern').map(({ code }) => code), targets: labels.map(({ code }) => code).filter(({ kind }) => kind === 'pattern'), body: parts.at(-1)?.code ?? nothing(arm), fallsThrough: false };
    });
  return { kind: 'switch', ...(subject ? { subject: subject.code } : {}), cases, exhaustive: true, ...span(node) };
};

export const exit =
  (how: 'return' | 'throw'): LoweringRule =>
  (node) => {
    const value = node.namedChildren[0]?.code;
    return { kind: 'exit', how, ...(value ? { value } : {}), ...span(node) };
  };

/** `yield break` ends the row, `yield return` gives one of it. */
export const yielded: LoweringRule = (node) => (node.has('break') ? { kind: 'exit', how: 'return', ...span(node) } : { kind: 'exit', how: 'yield', value: group(node, node.namedChildren), ...span(node) });

export const jump =
  (how: 'break' | 'continue'): LoweringRule =>
  (node) => ({ kind: 'exit', how, ...span(node) });

export const goto: LoweringRule = (node) => ({ kind: 'exit', how: 'break', label: node.text, ...span(node) });

export const labelled: LoweringRule = (node) => ({ kind: 'labelled', label: node.firstOf('identifier')?.text ?? '', body: node.namedChildren.at(-1)?.code ?? nothing(node), ...span(node) });
