/** Who makes objects of the type of a boundary, and whether a value is one of these. */
import type { Code } from '../code/code.ts';
import { claimedSegments } from '../code/dotted.ts';
import { everyCode } from '../code/every-code.ts';
import type { CodeFacts, FunctionFact } from '../code/facts.ts';
import { matchCallee } from '../code/match-call.ts';
import { resolve } from '../code/resolve.ts';
import type { Scope } from '../code/scope.ts';
import { followImport, importTrail } from '../modules/follow-import.ts';
import type { CodeReader } from '../code-file.ts';
import type { Sources } from '../sources.ts';
import { blanked } from '../text/region.ts';
import type { Verdict } from '../verdict.ts';
import type { Breach, JudgeValue, Judgement } from './close.ts';
import type { ReadScope } from './read-scope.ts';
import { onlySource } from './value-form.ts';

interface Home {
  readonly file: string;
  readonly path: readonly string[];
  readonly start: number;
  readonly end: number;
}

export interface BoundaryMakers {
  readonly judge: JudgeValue;
  readonly isInside: (enclosing: FunctionFact | undefined, file: string) => boolean;
  readonly isAt: (file: string, place: number) => boolean;
}

export interface BoundaryQuestion {
  readonly scope: ReadScope;
  readonly type: string;
  readonly constructors: readonly string[];
  readonly sources: Sources;
  readonly reader: CodeReader;
}

/** The named functions, or why they cannot be what they are said to be. */
export async function boundaryMakers({ scope, type, constructors, sources, reader }: BoundaryQuestion): Promise<BoundaryMakers | Verdict> {
  const homes = new Map<string, Home>();
  let typeKnown = false;
  for (const source of scope.files) {
    const facts = await scope.facts(source);
    typeKnown ||= [...facts.classes.values()].some(({ path }) => endsWith(path, claimedSegments(type))) || facts.module.bindings.has(claimedSegments(type).at(-1) ?? '');
    for (const name of constructors) {
      for (const fact of [...facts.functions.values(), ...facts.classes.values()]) {
        const isMaker = endsWith(fact.path, claimedSegments(name)) && ('ambient' in fact || fact.declaration === undefined);
        if (!isMaker) continue;
        const known = homes.get(name);
        if (known) return refuse('fail', 'ambiguous', `${name} is defined in ${known.file} and at line ${facts.lines.position(fact.start).line} of ${source.file}; name the one that is meant.`);
        homes.set(name, { file: source.file, path: fact.path, start: fact.start, end: fact.end });
      }
    }
  }
  for (const [name, home] of homes) {
    if (name === type) continue;
    const source = scope.files.find(({ file }) => file === home.file)!;
    if (!makes(await scope.facts(source), home)) return refuse('fail', 'mismatch', `${name} of ${home.file} neither makes a ${type} nor calls another function that is named to make one.`);
  }
  if (!typeKnown && homes.size === 0) return refuse('fail', 'not_found', `Neither ${type} nor ${constructors.join(', ')} stands in the scope.`);

  const isAt = (file: string, place: number): boolean => [...homes.values()].some((home) => home.file === file && home.start <= place && place < home.end);
  return {
    isAt,
    isInside: (enclosing, file) => enclosing !== undefined && isAt(file, enclosing.start),
    judge: (value, where, file, facts) => judge(value, where, file, facts, 0),
  };

  function makes(facts: CodeFacts, home: Home): boolean {
    const names = [type, ...constructors].map((one) => claimedSegments(one).at(-1));
    for (const { code } of everyCode(facts)) {
      if (code.start < home.start || code.end > home.end) continue;
      if (code.kind === 'call' && (code.callee.kind === 'name' || code.callee.kind === 'member') && names.includes(code.callee.name)) return true;
    }
    return castPattern(type).test(blanked(facts.text, facts.comments).slice(home.start, home.end));
  }

  async function judge(value: Code, where: Scope, file: string, facts: CodeFacts, depth: number): Promise<Judgement> {
    const breach: Judgement = { kind: 'breach', words: `is no ${type} made by ${constructors.join(' or ')}` };
    if (depth > 20) return breach;
    const both = async (...values: readonly Code[]): Promise<Judgement> => {
      const judged = await Promise.all(values.map((one) => judge(one, where, file, facts, depth + 1)));
      const wrong = judged.find(({ kind }) => kind === 'breach');
      const parameters = judged.flatMap((one) => (one.kind === 'forwarded' ? one.parameters : []));
      return wrong ?? (parameters.length > 0 ? { kind: 'forwarded', parameters } : { kind: 'safe' });
    };
    if (value.kind === 'group' && value.parts.length === 1 && !value.chain) return judge(value.parts[0]!, where, file, facts, depth + 1);
    if (value.kind === 'branch' && value.otherwise) return both(value.then, value.otherwise);
    if (value.kind === 'logical') return both(value.left, value.right);
    if (value.kind === 'call') return (await isMade(value.callee, where, file, facts)) ? { kind: 'safe' } : breach;
    if (value.kind !== 'name') return breach;
    const binding = where.findAt(value.name, value.start);
    const source = onlySource(binding);
    if (source?.kind === 'parameter') return source.of.selfParameter === value.name ? breach : { kind: 'forwarded', parameters: [{ of: source.of, name: value.name }] };
    return binding && source?.kind === 'variable' && source.path.length === 0 && source.value ? judge(source.value, binding.scope, file, facts, depth + 1) : breach;
  }

  /** Surely a call of a named function: here what could be one is not enough. */
  async function isMade(callee: Code, where: Scope, file: string, facts: CodeFacts): Promise<boolean> {
    const meant = resolve(callee, where, facts);
    for (const name of constructors) {
      const home = homes.get(name);
      if (!home) {
        const match = matchCallee(callee, where, claimedSegments(name), facts);
        if (match.kind === 'match' && match.resolved) return true;
      } else if (meant.root === 'module') {
        const found = await followImport(meant, { file, facts }, importTrail({ sources, reader }));
        if (found?.file === home.file && found.names.some((path) => path.join('.') === home.path.join('.'))) return true;
      } else if (['function', 'class', 'self', 'instance'].includes(meant.root) && file === home.file && meant.path.join('.') === home.path.join('.')) return true;
    }
    return false;
  }
}

/** Casts outside of the named functions: they make an object of the type out of anything. */
export async function castTo(type: string, scope: ReadScope, isAllowed: (file: string, place: number) => boolean): Promise<readonly Breach[]> {
  const breaches: Breach[] = [];
  for (const source of scope.files) {
    const facts = await scope.facts(source);
    const code = blanked(facts.text, [...facts.comments, ...facts.documentation]);
    for (const match of code.matchAll(new RegExp(castPattern(type), 'g'))) {
      if (isAllowed(source.file, match.index)) continue;
      const range = facts.lines.range({ start: match.index, end: match.index + match[0].length });
      const from = facts.text.lastIndexOf('\n', match.index - 1) + 1;
      const to = facts.text.indexOf('\n', match.index);
      breaches.push({ file: source.file, range, line: facts.text.slice(from, to < 0 ? undefined : to), sink: type, words: `Line ${range.start.line} of ${source.file}: something is cast to ${type} outside of the functions that make it.` });
    }
  }
  return breaches;
}

function castPattern(type: string): RegExp {
  const name = (claimedSegments(type).at(-1) ?? type).replace(/[$]/g, '\\$&');
  return new RegExp(`\\bas[!?]?\\s+(?:[\\w$]+\\.)*${name}\\b|\\bcast\\(\\s*["']?(?:[\\w$]+\\.)*${name}\\b|[=(,:?]\\s*<\\s*${name}\\s*>\\s*[\\w$({\\["'\`]|[=(,:?]\\s*\\(\\s*${name}\\s*\\)\\s*[\\w$("']`);
}

function endsWith(path: readonly string[], segments: readonly string[]): boolean {
  const from = path.length - segments.length;
  return path.length > 0 && from >= 0 && segments.every((segment, index) => path[from + index] === segment);
}

function refuse(verdict: Verdict['verdict'], reason: Verdict['reason'], details: string): Verdict {
  return { verdict, reason, details, restsOn: [] };
}
