/** Variables of a script, which begin as those of its environment: read as members of one object, `$`, and written the same way. */
import type { Code, Span } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { group, nothing, span } from '../build.ts';

const variables = (at: Span): Code => ({ kind: 'name', name: '$', ...at });

/** `$NAME`, `${NAME…}`; undefined for parameters and special variables. `${!NAME}` reads the variable that another one names. */
export function readOf(node: SyntaxNode): Code | undefined {
  const at = span(node);
  const name = (node.firstOf('variable_name') ?? node.firstOf('subscript')?.firstOf('variable_name'))?.text;
  if (name === undefined) return undefined;
  return node.has('!') ? { kind: 'index', object: variables(at), index: nothing(node), ...at } : { kind: 'member', object: variables(at), name, ...at };
}

/** From the end of `node` on the variable is the script's own. It defines no function of that name. */
export function writeOf(name: string, { end }: Span): Code {
  const at = { start: end, end };
  return { kind: 'assign', target: { kind: 'member', object: variables(at), name, ...at }, augmented: true, ...at };
}

export const assignment: LoweringRule = (node) => {
  const target = node.child('name');
  const name = (target?.kind === 'subscript' ? target.firstOf('variable_name') : target)?.text ?? '';
  const value = node.child('value')?.code;
  return { kind: 'group', parts: [...(value && value.kind !== 'nothing' ? [value] : []), writeOf(name, node)], ...span(node) };
};

/** Commands that write variables which their words name. */
const writers = new Set(['read', 'mapfile', 'readarray', 'getopts']);

export function writesOf(command: string, args: readonly SyntaxNode[]): readonly Code[] {
  // Each word is an expression: `let X=1 "Y += 2"`.
  if (command === 'let') return args.flatMap((word) => [...word.text.matchAll(/([A-Za-z_]\w*)\s*(?:[-+*/%&|^]|<<|>>)?=(?!=)/g)].map((match) => writeOf(match[1]!, word)));
  const isNamed = writers.has(command) || (command === 'printf' && args[0]?.text === '-v');
  return isNamed ? args.filter(({ kind, text }) => kind === 'word' && /^[A-Za-z_]\w*$/.test(text)).map((word) => writeOf(word.text, word)) : [];
}

/** `X = 1` or `X += 1` between the brackets of arithmetic. */
export const arithmetic: LoweringRule = (node) => {
  const left = node.child('left');
  const writes = left?.kind === 'variable_name' && /^(?:[-+*/%&|^]|<<|>>)?=$/.test(node.child('operator')?.text ?? '');
  const whole = group(node, node.namedChildren);
  return writes ? { kind: 'group', parts: [...(whole.kind === 'nothing' ? [] : [whole]), writeOf(left.text, node)], ...span(node) } : whole;
};
