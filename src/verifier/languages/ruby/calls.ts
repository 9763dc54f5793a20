/** Calls of Ruby, and the methods that are as good as syntax. */
import type { Code, FunctionCode, LiteralCode } from '../../code/code.ts';
import { writtenChain } from '../../code/dotted.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { nothing, span } from '../build.ts';
import { methodOfBlock } from './definitions.ts';
import { noteReserved, noteReservedCall } from './reserved.ts';

/** A call as its parts, before it is known what it means. */
interface Written {
  readonly node: SyntaxNode;
  readonly receiver: Code | undefined;
  readonly name: string;
  readonly args: readonly Code[];
  readonly block: FunctionCode | undefined;
}

type Meaning = (call: Written) => Code | undefined;

const selfOf = (node: SyntaxNode): Code => ({ kind: 'self', word: 'this', ...span(node) });
const isOwn = ({ receiver }: Written): boolean => receiver === undefined || receiver.kind === 'self';

/** The text of a symbol or string that is written out. */
function named(code: Code | undefined): (LiteralCode & { readonly value: string }) | undefined {
  return code?.kind === 'literal' && code.type === 'text' && code.value !== undefined ? { ...code, value: code.value } : undefined;
}

/** Nothing is known of a method but that it is there: a call made it. */
function madeBy(call: Written, names: readonly (string | undefined)[]): Code {
  const { node } = call;
  const made = plainCall(call);
  const parts = names.filter((name) => name !== undefined).map((name): Code => ({ kind: 'assign', target: { kind: 'name', name, ...span(node) }, value: made, declares: 'property', static: true, ...span(node) }));
  return parts.length > 0 ? { kind: 'group', parts, ...span(node) } : made;
}

function bound(node: SyntaxNode, name: string, value: Code): Code {
  return { kind: 'assign', target: { kind: 'name', name, ...span(node) }, value, declares: 'property', static: true, ...span(node) };
}

const thrown: Meaning = ({ node, receiver, args }) => (receiver ? undefined : { kind: 'exit', how: 'throw', ...(args.length > 0 ? { value: { kind: 'group', parts: [...args], ...span(node) } } : {}), ...span(node) });

const required: Meaning = ({ node, receiver, name, args }) => {
  const module = named(args[name === 'autoload' ? 1 : 0])?.value;
  const fromKernel = receiver === undefined || writtenChain(receiver)?.join('.') === 'Kernel';
  if (module === undefined || (!fromKernel && name !== 'autoload')) return undefined;
  const relative = name === 'require_relative' || module.startsWith('.');
  return { kind: 'import', module: relative && !/^\.{0,2}\//.test(module) ? `./${module}` : module, relative, typeOnly: false, bindings: [], ...span(node) };
};

/** `loop { … }` ends by a jump, or silently when something in it runs out. */
const looped: Meaning = ({ node, receiver, args, block }) => {
  if (receiver || !block || args.length > 0) return undefined;
  const runsOut = /\.(next|next_values|peek)\b|\bStopIteration\b/.test(node.text);
  return { kind: 'loop', body: block.body, ...(runsOut ? { atLeastOnce: true } : { endless: true }), ...span(node) };
};

const madeLambda: Meaning = ({ receiver, name, args, block }) => {
  if (!block || args.length > 0) return undefined;
  const isProc = name === 'new' && receiver && writtenChain(receiver)?.join('.') === 'Proc';
  if (!isProc && (receiver || name === 'new')) return undefined;
  return name === 'lambda' ? { ...block, returnsOuter: false } : block;
};

const defined: Meaning = (call) => {
  const first = named(call.args[0]);
  if (!first || !isOwn(call)) return undefined;
  const { node, args, block, name } = call;
  const body = block ?? args.find((arg) => arg.kind === 'function');
  if (body?.kind === 'function') return methodOfBlock(first.value, first, body, { start: node.start, end: body.end }, name === 'define_singleton_method');
  return madeBy(call, [first.value]);
};

const aliased: Meaning = ({ node, receiver, args }) => {
  const [made, old] = args.map(named);
  return receiver || !made || !old ? undefined : bound(node, made.value, { kind: 'name', name: old.value, ofFunction: true, ...span(old) });
};

const removed: Meaning = (call) => {
  const names = call.args.map(named);
  if (!isOwn(call) || names.length === 0 || names.includes(undefined)) return undefined;
  return { kind: 'group', parts: names.map((name) => bound(call.node, name!.value, { kind: 'literal', type: 'nothing', ...span(call.node) })), ...span(call.node) };
};

/** Readers and delegated methods have no body that anyone could look at. */
const generated: Meaning = (call) => {
  if (!isOwn(call)) return undefined;
  const names = call.args.map((arg) => named(arg)?.value);
  if (call.name === 'def_delegator' || call.name === 'def_instance_delegator') return madeBy(call, [names[2] ?? names[1]]);
  if (call.name.startsWith('def_')) return madeBy(call, names.slice(1));
  const writes = call.name === 'attr_writer' || call.name === 'attr_accessor';
  return madeBy(call, [...(call.name === 'attr_writer' ? [] : names), ...(writes ? names.map((name) => (name === undefined ? undefined : `${name}=`)) : [])]);
};

/** `private def a; end` is the method, and `private` alone or with names says nothing of what there is. */
const visible: Meaning = ({ node, receiver, args }) => (receiver || args.length === 0 ? undefined : { kind: 'group', parts: args.filter(({ kind }) => kind !== 'literal'), ...span(node) });

/** `method(:verify)` is the method, not a call of it. */
const methodObject: Meaning = ({ node, receiver, args }) => {
  const first = named(args[0]);
  if (args.length !== 1 || !args[0]) return undefined;
  if (first) return receiver ? { kind: 'member', object: receiver, name: first.value, ...span(node) } : { kind: 'name', name: first.value, ofFunction: true, ...span(node) };
  return { kind: 'index', object: receiver ?? selfOf(node), index: args[0], ...span(node) };
};

/** Which method it is, is decided when it runs. */
const sent: Meaning = ({ node, receiver, args, block }) => {
  const [first, ...rest] = args;
  if (!first) return undefined;
  return { kind: 'call', form: 'call', callee: { kind: 'index', object: receiver ?? selfOf(node), index: first, ...span(node) }, args: block ? [...rest, block] : rest, ...span(node) };
};

function rowOf(meaning: Meaning, names: string): readonly (readonly [string, Meaning])[] {
  return names.split(' ').map((name) => [name, meaning] as const);
}

const meanings: ReadonlyMap<string, Meaning> = new Map([
  ...rowOf(thrown, 'raise fail throw'),
  ...rowOf(required, 'require require_relative load autoload'),
  ...rowOf(looped, 'loop'),
  ...rowOf(madeLambda, 'lambda proc new'),
  ...rowOf(defined, 'define_method define_singleton_method'),
  ...rowOf(aliased, 'alias_method'),
  ...rowOf(removed, 'undef_method remove_method'),
  ...rowOf(generated, 'attr_reader attr_writer attr_accessor attr cattr_reader cattr_accessor mattr_reader mattr_accessor delegate def_delegator def_delegators def_instance_delegator def_instance_delegators'),
  ...rowOf(visible, 'private public protected module_function private_class_method public_class_method'),
  ...rowOf(methodObject, 'method public_method instance_method'),
  ...rowOf(sent, 'send public_send __send__'),
]);

function plainCall({ node, receiver, name, args, block }: Written): Code {
  const optional = node.child('operator')?.text === '&.' ? { optional: true } : {};
  const bare = node.child('arguments') === undefined && !block;
  if (receiver && bare && name !== 'new') return { kind: 'member', object: receiver, name, calls: true, ...optional, ...span(node) };
  const callee: Code = receiver ? { kind: 'member', object: receiver, name, ...optional, ...span(node) } : { kind: 'name', name, ofFunction: true, ...span(node) };
  return { kind: 'call', form: 'call', callee, args: block ? [...args, block] : args, ...span(node) };
}

export const call: LoweringRule = (node, notes) => {
  noteReservedCall(node, notes);
  const receiver = node.child('receiver')?.code;
  const name = node.child('method')?.text ?? 'call';
  const block = node.child('block')?.code;
  const args = node.child('arguments')?.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing') ?? [];
  const written: Written = { node, receiver, name, args, block: block?.kind === 'function' ? block : undefined };
  return meanings.get(name)?.(written) ?? plainCall(written);
};

/** `map(&:verify)` calls the method of each element; `&block` hands on what is there. */
export const blockArgument: LoweringRule = (node) => {
  const inner = node.namedChildren[0];
  const name = named(inner?.code)?.value;
  if (name === undefined) return inner?.code ?? nothing(node);
  const callee: Code = { kind: 'member', object: nothing(node), name, ...span(node) };
  return { kind: 'function', parameters: [], defaults: [], decorators: [], body: { kind: 'call', form: 'call', callee, args: [], ...span(node) }, form: 'expression', arrow: true, ...span(node) };
};

/** A name that stands alone is a variable, or calls the method of that name. */
export const identifier: LoweringRule = (node, notes) => {
  noteReserved(node, notes);
  const name = node.text;
  if (name === '__FILE__' || name === '__LINE__' || name === '__ENCODING__') return { kind: 'literal', type: 'other', test: true, ...span(node) };
  if (name === 'raise' || name === 'fail') return { kind: 'exit', how: 'throw', ...span(node) };
  return { kind: 'name', name, calls: true, ...span(node) };
};
