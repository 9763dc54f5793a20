/** Claims that could be made about the code at a place: what an assertion would say of the function, call, import or class there. */
import { writtenChain } from './code/dotted.ts';
import type { CodeFacts, FunctionFact } from './code/facts.ts';
import type { Span } from './code/code.ts';
import type { CodeReader } from './code-file.ts';
import type { Sources } from './sources.ts';
import type { Claim, CodeRange } from './verdict.ts';

export interface Suggestion {
  readonly claim: Claim;
  /** What the claim is about. */
  readonly range: CodeRange;
}

export interface SuggestionsOf {
  readonly file: string;
  /** Only what touches these lines, from 1, both included; the whole file when left out. */
  readonly lines?: { readonly first: number; readonly last: number };
  /** Instead: all functions and classes that have a name, dead ones too, each with the range of its whole text. */
  readonly definitions?: true;
}

/** At most so many are suggested for one place: more is no choice. */
const mostSuggestions = 200;

/** Candidates in the order of the text, each once. None of them has been checked: whether one holds is for the checks to say. */
export async function suggestClaims({ file, lines, definitions }: SuggestionsOf, sources: Sources, reader: CodeReader): Promise<readonly Suggestion[]> {
  const source = await sources.read(file);
  const read = source.ok ? await reader.read(source) : undefined;
  if (!source.ok || !read?.ok) return [];
  const { facts } = read;
  if (definitions) return definitionsOf(source.file, facts);
  const seen = new Set<string>();
  const suggestions: Suggestion[] = [];
  for (const { type, params, span } of [...candidates(facts)].sort((a, b) => a.span.start - b.span.start)) {
    const range = facts.lines.range(span);
    if (lines && (range.end.line < lines.first || range.start.line > lines.last)) continue;
    const claim: Claim = { type, params: { file: source.file, ...params } };
    const key = JSON.stringify(claim);
    if (seen.has(key) || suggestions.length >= mostSuggestions) continue;
    seen.add(key);
    suggestions.push({ claim, range });
  }
  return suggestions;
}

function definitionsOf(file: string, facts: CodeFacts): readonly Suggestion[] {
  const named = <Fact extends { readonly path: readonly string[] } & Span>(type: string, fact: Fact): Suggestion[] =>
    fact.path.length === 0 ? [] : [{ claim: { type, params: { file, name: fact.path.join('.') } }, range: facts.lines.range(fact) }];
  return [...[...facts.functions.values()].flatMap((fact) => named('function_exists', fact)), ...[...facts.classes.values()].flatMap((fact) => named('class_exists', fact))];
}

interface Candidate {
  readonly type: string;
  readonly params: Readonly<Record<string, string>>;
  readonly span: Span;
}

function* candidates(facts: CodeFacts): Generator<Candidate> {
  for (const { kind, function: fact, path, standing } of facts.definitions) {
    if (kind !== 'function' || !fact || standing !== 'live' || path.length === 0) continue;
    const name = path.join('.');
    yield { type: 'function_exists', params: { name }, span: fact.code.nameSpan ?? headOf(fact) };
    for (const decorator of fact.code.decorators) yield* decoratorOf(name, decorator);
  }
  for (const fact of facts.classes.values()) {
    if (fact.standing !== 'live' || fact.ambient || fact.path.length === 0) continue;
    const name = fact.path.join('.');
    yield { type: 'class_exists', params: { name }, span: fact.code.nameSpan ?? { start: fact.start, end: fact.start } };
    for (const decorator of fact.code.decorators) yield* decoratorOf(name, decorator);
  }
  for (const { callee, enclosing, standing, start, end } of facts.calls) {
    const caller = nameOf(enclosing);
    const called = writtenChain(callee);
    if (standing !== 'live' || caller === undefined || !called) continue;
    yield { type: 'function_calls', params: { caller, callee: called.join('.').replace(/^(?:this|self|cls|super)\./, '') }, span: { start, end } };
  }
  for (const { module, relative, typeOnly, standing, start, end } of facts.imports) {
    if (standing === 'live' && !typeOnly && !relative) yield { type: 'import_present', params: { module }, span: { start, end } };
  }
}

function* decoratorOf(name: string, decorator: CodeFacts['calls'][number]['callee']): Generator<Candidate> {
  const written = writtenChain(decorator.kind === 'call' ? decorator.callee : decorator);
  if (written) yield { type: 'decorator_present', params: { function: name, decorator: written.join('.') }, span: { start: decorator.start, end: decorator.end } };
}

/** The named function that code belongs to: closures belong to the one that they are written in. */
function nameOf(fact: FunctionFact | undefined): string | undefined {
  for (let at = fact; at; at = at.parent) if (at.path.length > 0) return at.path.join('.');
  return undefined;
}

function headOf({ start }: FunctionFact): Span {
  return { start, end: start };
}
