/** The verdict on one caller: its calls weighed one by one, and the reason why none of them counts. */
import type { Span } from '../code/code.ts';
import { claimedSegments, writtenChain } from '../code/dotted.ts';
import type { CallFact, CodeFacts, FunctionFact } from '../code/facts.ts';
import type { FoundDefinition } from '../code/find-definition.ts';
import { isMacroCall, mentions } from '../code/macros.ts';
import { matchCall } from '../code/match-call.ts';
import { functionInvoked, functionOfTarget, resolve } from '../code/resolve.ts';
import { callsIn, functionsIn, runWith } from '../code/runs.ts';
import type { RunPart } from '../code/runs.ts';
import { importTrail } from '../modules/follow-import.ts';
import type { Verdict, VerdictAttributes, VerdictReason } from '../verdict.ts';
import { chained } from './call-chain.ts';
import { bestOf, foundElsewhere, handedOnAs, hitsIn, isUnconditional } from './call-hits.ts';
import type { Hit } from './call-hits.ts';
import type { CheckInput } from './check.ts';
import { about, lineOf } from './read-code.ts';
import type { CodeAtHand } from './read-code.ts';

/** Whether the caller, whose own range has no syntax error, calls `callee`. */
export async function callVerdict(at: CodeAtHand, caller: FoundDefinition, callee: string, input: Pick<CheckInput, 'sources' | 'reader'>): Promise<Verdict> {
  const fact = caller.function!;
  const claimed = claimedSegments(callee);
  const parts = runWith(fact, at.facts);
  const trail = importTrail(input);
  const hits = hitsIn(at, parts, claimed);
  const best = bestOf(hits);
  if (best) {
    const other = await handedOnAs(at, best.call, claimed, trail);
    if (!other) return found(at, caller, callee, best);
    // Another call may still be the one that is meant.
    for (const hit of hits) if (hit !== best && !(await handedOnAs(at, hit.call, claimed, trail))) return found(at, caller, callee, hit);
    return about(at, 'fail', 'shadowed', `What ${caller.name} calls as ${callee} at line ${lineOf(at, best.call)} of ${at.file} is ${other.names[0]?.join('.') ?? 'something else'} of ${other.file}, handed on under that name.`, { span: best.call, symbols: [caller.name] });
  }
  const far = await foundElsewhere(at, parts, callee, trail);
  if (far) return found(at, caller, callee, far);
  return (await chained(at, caller, callee, claimed, trail)) ?? perhaps(at, caller, callee, claimed, parts) ?? unseen(at, caller, callee, claimed, parts) ?? missed(at, caller, callee, claimed, parts);
}

function found(at: CodeAtHand, caller: FoundDefinition, callee: string, hit: Hit): Verdict {
  const unconditional = isUnconditional(hit);
  const via: VerdictAttributes['via'] = hit.part.via ?? (hit.call.form === 'jsx' ? 'jsx' : undefined);
  const through = via === 'closure' ? ', in a callback written there' : via === 'nested_function' ? ', in a nested function that it calls' : '';
  return about(at, 'pass', 'proven', `${caller.name} calls ${callee} at line ${lineOf(at, hit.call)} of ${at.file}${through}${unconditional ? ', on every path' : ''}.`, {
    strength: unconditional ? 'unconditional' : 'called',
    span: hit.call,
    symbols: [caller.name],
    attributes: {
      resolved: hit.resolved,
      conditional: !unconditional,
      ...(via ? { via } : {}),
      ...(at.facts.errors.length > 0 ? { errorsElsewhere: true } : {}),
    },
  });
}

/** Where the words of such a call are given to a macro, nobody can say what becomes of them. */
function perhaps(at: CodeAtHand, caller: FoundDefinition, callee: string, claimed: readonly string[], parts: readonly RunPart[]): Verdict | undefined {
  for (const part of parts) {
    for (const call of callsIn(part.function, at.facts)) {
      if (call.standing !== 'live' || call.form !== 'possible' || matchCall(call, claimed, at.facts).kind !== 'match') continue;
      return about(at, 'undecidable', 'dynamic', `${caller.name} gives a call of ${callee} to a macro at line ${lineOf(at, call)}, and what the macro makes of it cannot be told.`, { span: call, symbols: [caller.name] });
    }
  }
  return undefined;
}

/** Where the caller calls something that no syntax names, nobody can say that it does not call the callee. */
function unseen(at: CodeAtHand, caller: FoundDefinition, callee: string, claimed: readonly string[], parts: readonly RunPart[]): Verdict | undefined {
  for (const part of parts) {
    for (const call of callsIn(part.function, at.facts)) {
      if (call.standing !== 'live' || !(isDynamic(at, call) || isHiddenByMacro(at, call, claimed))) continue;
      const text = at.facts.text.slice(call.start, Math.min(call.end, call.start + 60)).split(/[\r\n]/)[0] ?? '';
      return about(at, 'undecidable', 'dynamic', `${caller.name} does not call ${callee} by name, but line ${lineOf(at, call)} calls something that is computed: ${text}`, { span: call, symbols: [caller.name] });
    }
    const used = at.facts.references.find(({ code, enclosing, standing, scope }) => enclosing === part.function && standing === 'live' && mentions(code, claimed.at(-1) ?? '', scope));
    if (used) return about(at, 'undecidable', 'dynamic', `${caller.name} does not call ${callee} by name, but line ${lineOf(at, used)} uses a macro whose text may.`, { span: used, symbols: [caller.name] });
  }
  return undefined;
}

/** A macro stands for a text that may call it, or is given the call and may drop it. */
function isHiddenByMacro({ facts }: CodeAtHand, { callee, args, form, scope }: CallFact, claimed: readonly string[]): boolean {
  const word = claimed.at(-1) ?? '';
  if (form !== 'call' || !isMacroCall(callee, scope, facts.traits)) return false;
  return mentions(callee, word, scope) || args.some((arg) => new RegExp(`(?<![\\w$])${word.replace(/[$\\^.*+?()[\]{}|]/g, '\\$&')}(?![\\w$])`).test(facts.text.slice(arg.start, arg.end)));
}

function isDynamic({ facts }: CodeAtHand, call: CallFact): boolean {
  if (call.callee.kind === 'index') return resolve(call.callee, call.scope, facts).root === 'unknown';
  if (call.callee.kind === 'member' && facts.traits.invokers.has(call.callee.name) && call.callee.object.kind === 'index') return true;
  if (call.callee.kind === 'member' && facts.traits.dynamicMembers?.has(call.callee.name)) return true;
  if (facts.traits.variablesAreNoFunctions && isThroughVariable(call, facts)) return true;
  const direct = writtenChain(call.callee)?.join('.');
  if (direct !== undefined) return facts.traits.dynamic.has(direct) && !facts.traits.lookups.has(direct) && resolve(call.callee, call.scope, facts).root === 'global';
  const lookup = call.callee.kind === 'call' ? writtenChain(call.callee.callee)?.join('.') : undefined;
  return lookup !== undefined && facts.traits.lookups.has(lookup);
}

/** What a variable holds is known where a function is put into it, and nowhere else. */
function isThroughVariable(call: CallFact, facts: CodeFacts): boolean {
  if (call.callee.kind === 'member') return facts.traits.invokers.has(call.callee.name) && functionInvoked(call, facts) === undefined;
  const { root, path } = resolve(call.callee, call.scope, facts);
  return call.callee.kind === 'name' && (root === 'variable' || root === 'parameter') && path.length === 1;
}

/** Why none of the calls counts: the nearest miss names the reason. */
function missed(at: CodeAtHand, caller: FoundDefinition, callee: string, claimed: readonly string[], parts: readonly RunPart[]): Verdict {
  const fail = (reason: VerdictReason, details: string, span?: Span): Verdict => about(at, 'fail', reason, details, { span: span ?? caller.function, symbols: [caller.name] });
  const running = new Set(parts.map((part) => part.function));
  const all = [...running].flatMap((fact) => callsIn(fact, at.facts));
  const near = all.filter(({ form }) => form !== 'possible').map((call) => ({ call, match: matchCall(call, claimed, at.facts) }));

  const dead = near.find(({ call, match }) => match.kind === 'match' && call.standing === 'dead_code');
  if (dead) return fail('dead_code', `${caller.name} calls ${callee} at line ${lineOf(at, dead.call)} only in code that never runs.`, dead.call);
  const typed = near.find(({ call, match }) => match.kind === 'match' && call.standing === 'type_only');
  if (typed) return fail('type_only', `${caller.name} calls ${callee} at line ${lineOf(at, typed.call)} only for the type checker.`, typed.call);
  const tested = near.find(({ call, match }) => match.kind === 'match' && call.standing === 'test_only');
  if (tested) return fail('test_only', `${caller.name} calls ${callee} at line ${lineOf(at, tested.call)} only in test runs.`, tested.call);
  const shadowed = near.find(({ match }) => match.kind === 'shadowed');
  if (shadowed?.match.kind === 'shadowed') return fail('shadowed', `What is called ${callee} at line ${lineOf(at, shadowed.call)} of ${at.file} is ${shadowed.match.meant}.`, shadowed.call);
  const other = near.find(({ match }) => match.kind === 'other_receiver');
  if (other?.match.kind === 'other_receiver') return fail('other_receiver', `Line ${lineOf(at, other.call)} of ${at.file} calls ${other.match.meant}, not ${callee}.`, other.call);

  const asleep = insideOf(caller.function!, at).filter((fact) => !running.has(fact));
  for (const fact of asleep) {
    const call = callsIn(fact, at.facts).find((one) => matchCall(one, claimed, at.facts).kind === 'match');
    if (!call) continue;
    if (fact.standing === 'dead_code') return fail('dead_code', `The call of ${callee} at line ${lineOf(at, call)} stands in code that never runs.`, call);
    const name = fact.path.join('.');
    return fail('nested_not_called', `The call of ${callee} at line ${lineOf(at, call)} stands in ${name === '' ? 'a function' : `the function ${name}`} that ${caller.name} makes but does not call.`, call);
  }
  const inDefault = near.find(({ call, match }) => match.kind === 'match' && call.standing === 'default_argument');
  if (inDefault) return fail('not_found', `${caller.name} calls ${callee} at line ${lineOf(at, inDefault.call)} only in a default value, not in its body.`, inDefault.call);
  const reference = at.facts.references.find(({ code, enclosing }) => enclosing !== undefined && running.has(enclosing) && writtenChain(code)?.at(-1) === claimed.at(-1));
  if (reference && at.facts.traits.bareCalls && !functionOfTarget(resolve(reference.code, reference.scope, at.facts), at.facts)) {
    return about(at, 'undecidable', 'dynamic', `${caller.name} mentions ${callee} at line ${lineOf(at, reference)} without brackets: whether that calls it depends on how it is defined elsewhere.`, { span: reference, symbols: [caller.name] });
  }
  if (reference) return fail('reference_only', `${caller.name} only mentions ${callee} at line ${lineOf(at, reference)}, without calling it.`, reference);
  return fail('not_found', `${caller.name} in ${at.file} does not call ${callee}.`);
}

function insideOf(fact: FunctionFact, at: CodeAtHand): FunctionFact[] {
  return functionsIn(fact, at.facts).flatMap((inner) => [inner, ...insideOf(inner, at)]);
}
