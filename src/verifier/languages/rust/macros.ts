/**
 * Macros of Rust. The grammar leaves what they are given as words; calls among them are put together again here. Macros
 * that are known say which of it runs; of all others nobody can tell.
 */
import type { Code, FunctionCode, GroupCode, Span } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { literal, nothing, span } from '../build.ts';
import { compilationCondition } from './conditions.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
/** All that they are given runs, in order. */
const plain = words('print println eprint eprintln format format_args write writeln dbg try pin join try_join anyhow eyre format_err bytes ready');
/** They keep what they are given: a closure among it is called by nobody yet. */
const keeping = words('vec json hashmap btreemap smallvec');
/** What they are given runs in some runs only: by level, by profile, by what comes first. */
const conditional = words('debug_assert debug_assert_eq debug_assert_ne trace debug info warn error log event span trace_span debug_span info_span warn_span error_span select tokio_select thread_local lazy_static');
/** They run so many of their first arguments, and the rest when they fail. */
const asserting: ReadonlyMap<string, number> = new Map([['assert', 1], ['assert_eq', 2], ['assert_ne', 2], ['assert_matches', 1], ['ensure', 1]]);
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
  return invoked(node, marked, name, all, tree);
};

function invoked(node: Span, callee: Code, name: string, all: readonly Code[], tree: SyntaxNode | undefined): Code {
  const called = (args: readonly Code[]): Code => ({ kind: 'call', form: 'call', callee, args, ...span(node) });
  if (name === 'env' || name === 'option_env') return called(all.slice(0, 1));
  if (inert.has(name)) return called([]);
  if (throwing.has(name)) return { kind: 'exit', how: 'throw', value: called(all), ...span(node) };
  if (name === 'bail') return { kind: 'exit', how: 'return', value: called(all), ...span(node) };
  if (plain.has(name)) return called(all);
  if (keeping.has(name)) return { kind: 'group', parts: [called([]), ...all], chain: true, ...span(node) };
  if (conditional.has(name)) return called(all.map(sometimes));
  // What comes second is a pattern: only what is asked of it runs.
  if (name === 'matches') return called([...all.slice(0, 1), ...(tree ? guardOf(tree) : [])]);
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
  return !plain.has(name) && !keeping.has(name) && !inert.has(name) && !asserting.has(name) && !throwing.has(name);
}

/** What stands behind the `if` of a pattern. */
function guardOf(tree: SyntaxNode): readonly Code[] {
  const inside = tree.children.slice(1, -1);
  const mark = inside.findIndex(({ kind }) => kind === 'if');
  return mark < 0 ? [] : readWords(inside.slice(mark + 1), tree).map(sometimes);
}

/** The parts that commas divide, as `tokenTree` leaves them. */
function argumentsOf(code: Code | undefined): readonly Code[] {
  return code?.kind === 'group' ? code.parts : [];
}

const literals = words('string_literal raw_string_literal char_literal integer_literal float_literal boolean_literal');
/** After these words, what stands in a row of words may run or not. */
const branching = words('if else match while for loop return break continue => | || &&');
/** Words of the grammar that are names wherever they stand among words. */
const names = words('default gen union');
/** After these words a bar begins a closure; after all others it stands between two values. */
const opening = words(', ; = => ( [ { & && || ! : move return else');
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
  /** Where in the segment a pattern may have begun, and where what is asked of it begins. */
  #patternFrom = 0;
  #guardFrom: number | undefined;
  #letFrom: number | undefined;

  /** One word; `before` and `after` are its neighbours. */
  read(node: SyntaxNode, before: SyntaxNode | undefined, after: SyntaxNode | undefined): void {
    if (node.kind === 'token_tree') this.#brackets(node);
    else if (literals.has(node.kind)) this.#start(node.code);
    else if (node.named || names.has(node.kind)) this.#word(node, before);
    else this.#mark(node.kind, before, after);
  }

  /** A closure as a whole. */
  closure(code: FunctionCode): void {
    this.#start(code);
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
    this.#patternFrom = 0;
    this.#guardFrom = undefined;
    this.#letFrom = undefined;
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
      this.#code = invoked({ start: callee.start, end: node.end }, { ...callee, name: `${callee.name}!` }, callee.name, argumentsOf(node.code), node);
    } else if (callee && open === '(' && !this.#joint) this.#code = this.#called(callee, node);
    else if (callee && open === '[' && !this.#joint) this.#code = { kind: 'index', object: callee, index: node.code, start: callee.start, end: node.end };
    else {
      this.#flush();
      // A block, a body, the fields of a literal.
      this.#code = open === '{' && node.code.kind !== 'nothing' ? sometimes(node.code) : node.code;
      if (open === '{') {
        this.#flush();
        this.#patternFrom = this.#segment.length;
      }
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
    const here = this.#segment.length;
    if (kind === 'if') this.#guardFrom = here;
    else if (kind === 'let') this.#letFrom = here;
    else if (kind === '=') {
      if (this.#letFrom !== undefined) this.#segment.splice(this.#letFrom);
      this.#letFrom = undefined;
      this.#patternFrom = this.#segment.length;
    } else if (kind === '=>') {
      // What stands before an arrow is a pattern, up to what is asked of it.
      const guard = this.#guardFrom !== undefined && this.#guardFrom >= this.#patternFrom ? this.#guardFrom : here;
      this.#segment.splice(this.#patternFrom, guard - this.#patternFrom);
      this.#patternFrom = this.#segment.length;
      this.#guardFrom = undefined;
    }
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

/** How many brackets of types are open behind a word: `::<` opens the first. */
function bracketsAfter(open: number, { kind }: SyntaxNode, before: SyntaxNode | undefined): number {
  if (open === 0) return kind === '<' && before?.kind === '::' ? 1 : 0;
  return Math.max(0, open + (kind === '<' ? 1 : kind === '>' ? -1 : kind === '>>' ? -2 : 0));
}

/** The codes of words in a row, divided by commas and semicolons. */
function readWords(inside: readonly SyntaxNode[], at: Span): readonly Code[] {
  const reader = new WordReader();
  // `::<T>` says types, which run nothing.
  let brackets = 0;
  for (let index = 0; index < inside.length; index++) {
    const child = inside[index]!;
    const before = inside[index - 1];
    const closing = closureFrom(inside, index);
    const around = brackets;
    brackets = bracketsAfter(brackets, child, before);
    if (around > 0) continue;
    if (brackets > 0) reader.types();
    // `<T![…]>::f`: a type that a macro writes.
    else if (child.kind === '<' && inside[index + 2]?.kind === '!' && (!before || opening.has(before.kind))) index += 3;
    else if (closing) {
      reader.closure(closing.code);
      index = closing.last;
    } else reader.read(child, before, inside[index + 1]);
  }
  reader.close(at);
  return reader.parts;
}

/** The closure whose parameters begin there, up to the comma behind it; undefined when a bar is none of a closure. */
function closureFrom(inside: readonly SyntaxNode[], index: number): { readonly code: FunctionCode; readonly last: number } | undefined {
  const bar = inside[index];
  const before = inside[index - 1];
  if (!bar || (bar.kind !== '|' && bar.kind !== '||') || (before && !opening.has(before.kind) && before.text !== 'move')) return undefined;
  const close = bar.kind === '||' ? index : inside.findIndex((child, at) => at > index && child.kind === '|');
  let brackets = 0;
  const end = inside.findIndex((child, at) => {
    if (at > close) brackets = bracketsAfter(brackets, child, inside[at - 1]);
    return at > close && brackets === 0 && (child.kind === ',' || child.kind === ';');
  });
  const last = (end < 0 ? inside.length : end) - 1;
  // A bar before an arrow divides patterns.
  if (close < 0 || last <= close || inside.slice(close, last + 1).some(({ kind }) => kind === '=>')) return undefined;
  const from = inside[close + 1]?.kind === '->' ? inside.findIndex((child, at) => at > close && child.children[0]?.kind === '{') : close + 1;
  const body = inside.slice(from < 0 ? close + 1 : from, last + 1);
  const given = inside.slice(index + 1, close).filter((child, at, all) => child.kind === 'identifier' && all[at - 1]?.kind !== ':' && all[at - 1]?.kind !== '::');
  const start = bar.start;
  const stop = inside[last]!.end;
  const value: Code = { kind: 'group', parts: [...readWords(body, { start: body[0]!.start, end: stop })], chain: true, start: body[0]!.start, end: stop };
  const parameters = given.map((name): Code => ({ kind: 'name', name: name.text, ...span(name) }));
  return { last, code: { kind: 'function', parameters, defaults: [], decorators: [], body: { kind: 'exit', how: 'return', value, ...span(value) }, form: 'expression', arrow: true, start, end: stop } };
}

export const tokenTree: LoweringRule = (node) => {
  const parts = readWords(node.children.slice(1, -1), node);
  const tree: GroupCode = { kind: 'group', parts: [...parts], chain: true, ...span(node) };
  return parts.length === 0 ? nothing(node) : tree;
};
