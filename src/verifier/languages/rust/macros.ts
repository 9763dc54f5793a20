/**
 * Macros of Rust. The grammar leaves what they are given as words; calls among them are put together again here. Macros
 * that are known say which of it runs; of all others nobody can tell.
 */
import type { Code, GroupCode, Span } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { literal, nothing, span } from '../build.ts';
import { compilationCondition } from './conditions.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
/** All that they are given runs, in order. */
const plain = words('print println eprint eprintln format format_args write writeln vec dbg try pin join try_join anyhow eyre format_err json hashmap btreemap smallvec bytes ready');
/** What they are given runs in some runs only: by level, by profile, by what comes first. */
const conditional = words('debug_assert debug_assert_eq debug_assert_ne trace debug info warn error log event span trace_span debug_span info_span warn_span error_span select tokio_select thread_local lazy_static');
/** They run so many of their first arguments, and the rest when they fail. */
const asserting: ReadonlyMap<string, number> = new Map([['assert', 1], ['assert_eq', 2], ['assert_ne', 2], ['assert_matches', 1], ['matches', 1], ['ensure', 1]]);
/** They take words as words, and run none of them. */
const inert = words('stringify quote quote_spanned parse_quote concat include include_str include_bytes compile_error line column file module_path env option_env cfg macro_rules asm global_asm');
const throwing = words('panic todo unimplemented unreachable');

function depends(at: Span): Code {
  return literal(at, 'other', undefined);
}

/** Runs in some runs. */
function sometimes(code: Code): Code {
  return { kind: 'branch', test: depends(code), then: code, ...span(code) };
}

export const macroInvocation: LoweringRule = (node) => {
  const named = node.child('macro');
  const tree = node.firstOf('token_tree');
  const name = named?.text.split('::').at(-1) ?? '';
  const marked: Code = named?.code.kind === 'member' ? { ...named.code, name: `${named.code.name}!` } : { kind: 'name', name: `${name}!`, ...span(named ?? node) };
  const all = argumentsOf(tree?.code);
  if (name === 'cfg') return compilationCondition(tree?.text.slice(1, -1) ?? '', node);
  return invoked(node, marked, name, all);
};

function invoked(node: Span, callee: Code, name: string, all: readonly Code[]): Code {
  const called = (args: readonly Code[]): Code => ({ kind: 'call', form: 'call', callee, args, ...span(node) });
  if (name === 'env' || name === 'option_env') return called(all.slice(0, 1));
  if (inert.has(name)) return called([]);
  if (throwing.has(name)) return { kind: 'exit', how: 'throw', value: called(all), ...span(node) };
  if (name === 'bail') return { kind: 'exit', how: 'return', value: called(all), ...span(node) };
  if (plain.has(name)) return called(all);
  if (conditional.has(name)) return called(all.map(sometimes));
  const certain = asserting.get(name);
  if (certain !== undefined) {
    const call = called(all.map((arg, index) => (index < certain ? arg : sometimes(arg))));
    const [first] = all;
    if (name === 'assert' && first?.kind === 'literal' && first.test === false) return { kind: 'group', parts: [call, { kind: 'exit', how: 'throw', ...span(node) }], ...span(node) };
    return name === 'ensure' ? { kind: 'exit', how: 'yield', value: call, ...span(node) } : call;
  }
  return called(all.length === 0 ? [] : [sometimes({ kind: 'group', parts: [...all], unfollowed: true, ...span(node) })]);
}

/** Whether nobody can tell what a macro makes of its words, items included. */
export function mayDefine(node: SyntaxNode): boolean {
  const name = node.child('macro')?.text.split('::').at(-1) ?? '';
  return !plain.has(name) && !inert.has(name) && !asserting.has(name) && !throwing.has(name);
}

/** The parts that commas divide, as `tokenTree` leaves them. */
function argumentsOf(code: Code | undefined): readonly Code[] {
  return code?.kind === 'group' ? code.parts : [];
}

const literals = words('string_literal raw_string_literal char_literal integer_literal float_literal boolean_literal');
/** After these words, what stands in a row of words may run or not. */
const branching = words('if else match while for loop return break continue => | || &&');
/** After these it runs later, if at all. */
const deferring = words('async fn');

/** Puts calls together from words: paths, members, brackets. */
class WordReader {
  readonly parts: Code[] = [];
  #segment: Code[] = [];
  #code: Code | undefined;
  #joint = false;
  #uncertain = false;
  #unfollowed = false;
  #taken = new Set<string>();
  #bang = false;
  #qualified = false;

  /** One word; `before` and `after` are its neighbours. */
  read(node: SyntaxNode, before: SyntaxNode | undefined, after: SyntaxNode | undefined): void {
    if (node.kind === 'token_tree') this.#brackets(node);
    else if (literals.has(node.kind)) this.#start(node.code);
    else if (node.named) this.#word(node, before);
    else this.#mark(node.kind, before, after);
  }

  /** Types in brackets stand between a name and its arguments. */
  types(): void {
    this.#joint = false;
  }

  close(at: Span): void {
    this.#flush();
    if (this.#segment.length === 0) return;
    const [only] = this.#segment;
    const code: Code = only && this.#segment.length === 1 ? only : { kind: 'group', parts: this.#segment, chain: true, ...span(at) };
    this.parts.push(code);
    this.#segment = [];
    this.#uncertain = false;
  }

  #word(node: SyntaxNode, before: SyntaxNode | undefined): void {
    const { text } = node;
    if (text === 'move' || text === 'await' || node.kind === 'mutable_specifier') return;
    if (this.#joint && this.#code) this.#code = { kind: 'member', object: this.#code, name: text, start: this.#code.start, end: node.end };
    else if (this.#joint && this.#qualified) this.#start({ kind: 'member', object: literal(node, 'other', undefined), name: text, ...span(node) });
    else {
      // What is bound among the words hides what has the name outside.
      if (before?.kind === '|' || before?.kind === 'let' || before?.kind === 'for') this.#taken.add(text);
      this.#start(text === 'self' || text === 'Self' ? { kind: 'self', word: text, ...span(node) } : { kind: 'name', name: text, ...span(node) });
    }
    this.#joint = false;
    this.#qualified = false;
  }

  #brackets(node: SyntaxNode): void {
    const callee = this.#code;
    const open = node.children[0]?.kind;
    if (this.#bang && callee && (callee.kind === 'name' || callee.kind === 'member')) {
      this.#code = invoked({ start: callee.start, end: node.end }, { ...callee, name: `${callee.name}!` }, callee.name, argumentsOf(node.code));
    } else if (callee && open === '(' && !this.#joint) this.#code = this.#called(callee, node);
    else if (callee && open === '[' && !this.#joint) this.#code = { kind: 'index', object: callee, index: node.code, start: callee.start, end: node.end };
    else {
      this.#flush();
      // A block, a body, the fields of a literal.
      this.#code = open === '{' && node.code.kind !== 'nothing' ? sometimes(node.code) : node.code;
    }
    this.#bang = false;
    this.#joint = false;
  }

  #called(callee: Code, node: SyntaxNode): Code {
    const at = { start: callee.start, end: node.end };
    const call: Code = { kind: 'call', form: 'call', callee, args: argumentsOf(node.code), ...at };
    if (callee.kind === 'name' && constructors.has(callee.name)) return { kind: 'group', parts: [node.code], chain: true, ...at };
    return callee.kind === 'name' && this.#taken.has(callee.name) ? { kind: 'group', parts: [call], unfollowed: true, ...at } : call;
  }

  #mark(kind: string, before: SyntaxNode | undefined, after: SyntaxNode | undefined): void {
    if (kind === '.' || kind === '::') {
      this.#joint = true;
      // `<S as T>::f` begins with a type.
      this.#qualified = before?.kind === '>';
      return;
    }
    if (kind === '?') {
      if (this.#code) this.#code = { kind: 'exit', how: 'yield', value: this.#code, ...span(this.#code) };
      return;
    }
    if (kind === '!' && after?.kind === 'token_tree' && before?.kind === 'identifier') {
      this.#bang = true;
      return;
    }
    if (kind === ',' || kind === ';') {
      this.close(before ?? { start: 0, end: 0 });
      return;
    }
    this.#flush();
    if (branching.has(kind)) this.#uncertain = true;
    if (deferring.has(kind)) this.#unfollowed = true;
  }

  #start(code: Code): void {
    this.#flush();
    this.#code = code;
    this.#joint = false;
  }

  #flush(): void {
    const code = this.#code;
    this.#code = undefined;
    this.#joint = false;
    this.#bang = false;
    if (!code || code.kind === 'nothing') return;
    const told: Code = this.#unfollowed ? { kind: 'group', parts: [code], unfollowed: true, ...span(code) } : code;
    this.#segment.push(this.#uncertain || this.#unfollowed ? sometimes(told) : told);
  }
}

export const constructors = words('Ok Err Some');

export const tokenTree: LoweringRule = (node) => {
  const reader = new WordReader();
  const inside = node.children.slice(1, -1);
  // `::<T>` says types, which run nothing.
  let brackets = 0;
  for (const [index, child] of inside.entries()) {
    const before = inside[index - 1];
    if (brackets > 0) brackets += child.kind === '<' ? 1 : child.kind === '>' ? -1 : child.kind === '>>' ? -2 : 0;
    else if (child.kind === '<' && before?.kind === '::') {
      brackets = 1;
      reader.types();
    }
    else reader.read(child, before, inside[index + 1]);
  }
  reader.close(node);
  const tree: GroupCode = { kind: 'group', parts: reader.parts, chain: true, ...span(node) };
  return reader.parts.length === 0 ? nothing(node) : tree;
};
