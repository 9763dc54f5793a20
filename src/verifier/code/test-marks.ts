/** What keeps a test from running: marks on it, in its scope, and the first thing that it does. */
import type { ClassCode, Code, FunctionCode } from './code.ts';
import { writtenChain } from './dotted.ts';
import type { CallFact, CodeFacts, FunctionFact } from './facts.ts';
import { decoratorName } from './find-decorators.ts';
import { dottedOf } from './match-call.ts';
import { resolve } from './resolve.ts';
import { callsIn } from './runs.ts';
import type { Scope } from './scope.ts';

/** The dotted name of a decorator with aliases followed, or as it is written. */
export function decoratorTitle(decorator: Code, scope: Scope, facts: CodeFacts): string {
  const named = decoratorName(decorator);
  const target = resolve(named, scope, facts);
  return (target.root === 'unknown' ? undefined : dottedOf(target)) ?? writtenChain(named)?.join('.') ?? '';
}

/** The first of these decorators that skips, as it is called. */
export function skippingMark(decorators: readonly Code[], scope: Scope, facts: CodeFacts): string | undefined {
  for (const decorator of decorators) {
    const title = decoratorTitle(decorator, scope, facts);
    const written = decorator.kind === 'call' ? facts.text.slice(decorator.callee.end, decorator.end) : '';
    const mark = facts.traits.tests?.skipMark?.(title, written);
    if (mark === undefined) continue;
    const condition = decorator.kind === 'call' ? decorator.args[0] : undefined;
    // A text is a condition for later.
    const settled = condition?.kind === 'literal' && condition.type !== 'text' ? condition.test : undefined;
    if (mark === 'always' || (mark === 'whenTrue' && settled === true) || (mark === 'whenFalse' && settled === false)) return title;
  }
  return undefined;
}

/** Marks that hold for all of a module. */
export function moduleMarks(facts: CodeFacts): readonly Code[] {
  return [...(facts.traits.tests?.markNames ?? [])].flatMap((name) => (facts.module.bindings.get(name)?.sources ?? []).flatMap((source) => (source.kind === 'variable' && source.value ? listed(source.value) : [])));
}

/** Marks that hold for all of a class, besides its decorators. */
export function classMarks(code: ClassCode, facts: CodeFacts): readonly Code[] {
  return code.members.flatMap((member) => (member.kind === 'assign' && member.target.kind === 'name' && member.value && facts.traits.tests?.markNames?.has(member.target.name) ? listed(member.value) : []));
}

function listed(code: Code): readonly Code[] {
  return code.kind === 'group' ? code.parts : [code];
}

/** Whether a class, or the module, says that it holds no tests. */
export function isSwitchedOff(code: ClassCode | undefined, facts: CodeFacts): boolean {
  const switches = facts.traits.tests?.offSwitches;
  if (!switches) return false;
  const isOff = (value: Code | undefined): boolean => value?.kind === 'literal' && value.test === false;
  if (code) return code.members.some((member) => member.kind === 'assign' && member.target.kind === 'name' && switches.has(member.target.name) && isOff(member.value));
  return [...switches].some((name) => {
    const last = facts.module.bindings.get(name)?.sources.at(-1);
    return last?.kind === 'variable' && isOff(last.value);
  });
}

/** The call by which a function, or the module, always ends as skipped. */
export function skippingCall(fact: FunctionFact | undefined, facts: CodeFacts): CallFact | undefined {
  const calls = fact ? callsIn(fact, facts) : facts.calls.filter(({ enclosing }) => enclosing === undefined);
  return calls.find((call) => call.standing === 'live' && !call.conditional && isSkip(call, fact?.code, facts));
}

function isSkip({ callee, scope }: CallFact, test: FunctionCode | undefined, facts: CodeFacts): boolean {
  const { skips, skipMembers } = facts.traits.tests ?? {};
  const target = resolve(callee, scope, facts);
  if (target.root === 'module' || target.root === 'global') return skips?.has(dottedOf(target)) === true;
  if (callee.kind !== 'member' || !skipMembers?.has(callee.name) || writtenChain(callee)?.length !== 2) return false;
  return target.root === 'self' || (target.root === 'parameter' && target.binding?.scope.fact?.code === test);
}
