/** Calls, members and objects of PHP. */
import type { Code } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { nothing, span } from '../build.ts';
import { plainName } from './definitions.ts';
import { codeOf } from './flow.ts';

/** `A\B\c` as a chain of names. */
export function nameChain(node: SyntaxNode, ofFunction: boolean): Code {
  const [first = '', ...rest] = node.text.split('\\').filter((part, index) => part !== '' && !(index === 0 && part.toLowerCase() === 'namespace'));
  return rest.reduce<Code>((object, name) => ({ kind: 'member', object, name, ...span(node) }), { kind: 'name', name: first, ...(ofFunction && rest.length === 0 ? { ofFunction: true } : {}), ...span(node) });
}

/** `strlen(...)` is the function, not a call of it. */
const isReference = (node: SyntaxNode): boolean => node.child('arguments')?.firstOf('variadic_placeholder') !== undefined;

const argumentsOf = (node: SyntaxNode | undefined): readonly Code[] => node?.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing') ?? [];

export const functionCall: LoweringRule = (node) => {
  const written = node.child('function');
  const args = argumentsOf(node.child('arguments'));
  if (!written) return nothing(node);
  const isName = written.kind === 'name' || written.kind === 'qualified_name' || written.kind === 'relative_name';
  const word = written.text.toLowerCase();
  if (word === 'die' || word === 'exit') return { kind: 'exit', how: 'throw', value: { kind: 'group', parts: [...args], ...span(node) }, ...span(node) };
  if (isName) {
    const callee = nameChain(written, true);
    return isReference(node) ? callee : { kind: 'call', form: 'call', callee, args, ...span(node) };
  }
  const inner = written.kind === 'parenthesized_expression' ? (written.namedChildren[0] ?? written) : written;
  // A closure is called where it is written; a variable holds one, or a name that only a run knows.
  const callee: Code =
    inner.code.kind === 'function'
      ? inner.code
      : inner.code.kind === 'name' || inner.code.kind === 'member' || inner.code.kind === 'call'
        ? { kind: 'member', object: inner.code, name: '__invoke', ...span(written) }
        : { kind: 'index', object: inner.code, index: nothing(node), ...span(written) };
  return { kind: 'call', form: 'call', callee, args, ...span(node) };
};

/** `$o->m`, `$o?->m`, `A::m`; with `$m` for a name it is computed. */
function memberOf(node: SyntaxNode, object: Code, name: SyntaxNode | undefined): Code {
  const optional = node.kind.startsWith('nullsafe') ? { optional: true } : {};
  if (name?.kind === 'name') return { kind: 'member', object, name: name.text, ...optional, ...span(node) };
  return { kind: 'index', object, index: name?.code ?? nothing(node), ...optional, ...span(node) };
}

export const memberAccess: LoweringRule = (node) => memberOf(node, codeOf(node, 'object'), node.child('name'));

export const memberCall: LoweringRule = (node) => {
  const callee = memberOf(node, codeOf(node, 'object'), node.child('name'));
  return isReference(node) ? callee : { kind: 'call', form: 'call', callee, args: argumentsOf(node.child('arguments')), ...span(node) };
};

export const scopedCall: LoweringRule = (node) => {
  const callee = memberOf(node, codeOf(node, 'scope'), node.child('name'));
  return isReference(node) ? callee : { kind: 'call', form: 'call', callee, args: argumentsOf(node.child('arguments')), ...span(node) };
};

/** `A::$p` is a property of the class. */
export const scopedProperty: LoweringRule = (node) => {
  const name = node.child('name');
  return { kind: 'member', object: codeOf(node, 'scope'), name: plainName(name?.text ?? ''), ...span(node) };
};

export const classConstant: LoweringRule = (node) => {
  const [object, name] = node.namedChildren;
  return memberOf(node, object?.code ?? nothing(node), name);
};

export const construction: LoweringRule = (node) => {
  const made = node.namedChildren.find(({ kind }) => kind !== 'arguments');
  if (!made || made.kind === 'anonymous_class') return made?.code ?? nothing(node);
  const isName = made.kind === 'name' || made.kind === 'qualified_name' || made.kind === 'relative_name' || made.kind === 'relative_scope';
  const callee: Code = isName ? made.code : { kind: 'index', object: made.code, index: nothing(made), ...span(made) };
  return { kind: 'call', form: 'new', callee, args: argumentsOf(node.firstOf('arguments')), ...span(node) };
};

/** `self` and `static` are the class around; `parent` is another one. */
export const relativeScope: LoweringRule = (node) => (node.text.toLowerCase() === 'parent' ? { kind: 'name', name: 'parent', ...span(node) } : { kind: 'self', word: 'this', ...span(node) });
