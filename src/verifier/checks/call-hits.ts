/** Live calls of what a claim names: by name in one file, and by what the name is where it is defined. */
import type { CallFact, FunctionFact } from '../code/facts.ts';
import { matchCall } from '../code/match-call.ts';
import { targetByType } from '../code/declared-type.ts';
import { definitionAt, functionOfTarget, resolve } from '../code/resolve.ts';
import type { Target } from '../code/resolve.ts';
import { callsIn } from '../code/runs.ts';
import type { RunPart } from '../code/runs.ts';
import { followImport, isNamed } from '../modules/follow-import.ts';
import type { Foreign, ImportTrail } from '../modules/follow-import.ts';
import type { CodeAtHand } from './read-code.ts';

/** A call that fits, and the part of the caller's run that it stands in. */
export interface Hit {
  readonly call: CallFact;
  readonly part: RunPart;
  readonly resolved: boolean;
}

/** Those that the file itself shows. */
export function hitsIn(at: CodeAtHand, parts: readonly RunPart[], claimed: readonly string[]): Hit[] {
  return parts.flatMap((part) =>
    [...callsIn(part.function, at.facts), ...mentionsIn(part.function, at)].flatMap((call) => {
      if (call.standing !== 'live' || call.form === 'possible') return [];
      const match = matchCall(call, claimed, at.facts);
      return match.kind === 'match' ? [{ call, part, resolved: match.resolved }] : [];
    }),
  );
}

/** Mentions that are calls, because what they name takes no parameters. Whether one happens on every path is not known. */
function mentionsIn(fact: FunctionFact, { facts }: CodeAtHand): readonly CallFact[] {
  if (!facts.traits.bareCalls) return [];
  return facts.references
    .filter(({ code, scope, enclosing }) => enclosing === fact && functionOfTarget(resolve(code, scope, facts), facts)?.code.bare === true)
    .map(({ code, scope, enclosing, standing, start, end }) => ({ callee: code, args: [], form: 'call', scope, enclosing, standing, conditional: true, start, end }));
}

/** Whether every normal run of the caller passes it. */
export function isUnconditional({ call, part }: Hit): boolean {
  return part.certain && !call.conditional;
}

/** The one that proves most. */
export function bestOf(hits: readonly Hit[]): Hit | undefined {
  return hits.find((hit) => isUnconditional(hit)) ?? hits.find(({ part }) => part.via === undefined) ?? hits[0];
}

/** The definition behind an import that has another name where it stands; undefined when the name is its own, or cannot be followed. */
export async function handedOnAs(at: CodeAtHand, call: CallFact, claimed: readonly string[], trail: ImportTrail): Promise<Foreign | undefined> {
  const target = resolve(call.callee, call.scope, at.facts);
  // In languages whose types convert when they are called, a type of another file is none that is claimed.
  if (at.facts.traits.classesConvert) {
    const foreign = target.root === 'module' || target.root === 'global' ? await followImport(target, at, trail) : undefined;
    return foreign?.class ? foreign : undefined;
  }
  // A default import has no name but the one it is given.
  if (target.root !== 'module' || target.path.length === 0) return undefined;
  const foreign = await followImport(target, at, trail);
  return foreign && foreign.names[0]?.at(-1) !== 'default' && foreign.names.every((path) => path.at(-1) !== claimed.at(-1)) ? foreign : undefined;
}

/** A live call of something that is imported under another name than the claimed one, and is that where it is defined. */
export async function foundElsewhere(at: CodeAtHand, parts: readonly RunPart[], callee: string, trail: ImportTrail): Promise<Hit | undefined> {
  const hits: Hit[] = [];
  for (const part of parts) {
    for (const call of callsIn(part.function, at.facts)) {
      if (call.standing !== 'live' || call.form === 'possible') continue;
      const foreign = await followImport(importedTarget(call, at), at, trail);
      if (foreign && isNamed(foreign, callee)) hits.push({ call, part, resolved: true });
    }
  }
  return bestOf(hits);
}

/** What a call stands for by way of imports; a variable that holds what an imported class made is an object of that class. */
export function importedTarget(call: CallFact, { facts }: CodeAtHand): Target {
  const target = resolve(call.callee, call.scope, facts);
  const typed = target.root === 'module' ? undefined : targetByType(call.callee, call.scope, facts);
  if (typed && !definitionAt(typed.path, facts)) return typed;
  const source = target.binding?.sources.length === 1 ? target.binding.sources[0] : undefined;
  if (target.root !== 'variable' || source?.kind !== 'variable' || source.path.length > 0 || source.value?.kind !== 'call' || !target.binding) return target;
  const made = resolve(source.value.callee, target.binding.scope, facts);
  return made.root === 'module' ? { ...made, root: 'instance', path: [...made.path, ...target.path.slice(1)] } : target;
}
