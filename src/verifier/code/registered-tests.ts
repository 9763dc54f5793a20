/** Tests that calls register under a title: `describe('…', () => { it('…', …) })`. */
import { behaviourOf } from './behaviour.ts';
import type { Code, FunctionCode } from './code.ts';
import { collectedTest } from './collected-tests.ts';
import { constantText } from './constant-text.ts';
import { writtenChain } from './dotted.ts';
import type { CallFact, CodeFacts, FunctionFact } from './facts.ts';
import { functionOfTarget, resolve } from './resolve.ts';
import type { Scope } from './scope.ts';
import { computedTitle } from './test-fact.ts';
import type { TestFact, TestState, Title } from './test-fact.ts';
import { skippingCall } from './test-marks.ts';
import type { RegisteredTest, TestTraits } from './test-traits.ts';

/** What tests can stand in: a registration, or a function that a runner collects. */
interface Suite extends RegisteredTest {
  readonly call?: CallFact;
  readonly title: Title;
  readonly callback: FunctionFact | undefined;
  readonly because: string | undefined;
  /** Its runner takes note of `only` where it is told to, and not otherwise. */
  readonly onlyByRequest: boolean;
}

interface Registration extends Suite {
  readonly call: CallFact;
}

/** Every test and suite that calls of this file register, with the suites that they stand in. */
export function registeredTests(facts: CodeFacts): readonly TestFact[] {
  const rules = facts.traits.tests;
  if (!rules?.registers) return [];
  const { registrations, byCallback, skippedBodies, allSkipped } = registrationsOf(facts, rules);
  const callers = liveCallers(facts);
  const placed = registrations.map((registration) => ({ registration, ...placeOf(registration, byCallback, callers) }));
  const alone = new Set<Suite>(placed.filter(({ registration, state }) => registration.only && !registration.onlyByRequest && state === undefined).map(({ registration }) => registration));
  const holdingAlone = new Set(placed.flatMap(({ registration, around }) => (alone.has(registration) ? around : [])));
  return placed.map(({ registration, around, state, because }): TestFact => {
    const { call, title, kind } = registration;
    const all = [...around, registration];
    const skipped = all.find((one) => one.because !== undefined || (one.callback && skippedBodies.has(one.callback.code)));
    const left = alone.size > 0 && !all.some((one) => alone.has(one)) && !holdingAlone.has(registration);
    const worth: { readonly state: TestState; readonly because?: string } = state
      ? { state, ...(because === undefined ? {} : { because }) }
      : skipped || allSkipped
        ? { state: 'skipped', because: skipped?.because ?? 'skips itself each time' }
        : left
          ? { state: 'skipped', because: 'is left out, since others are marked only' }
          : kind === 'test' && registration.callback && behaviourOf(registration.callback.code, facts.text, facts.traits) === 'none'
            ? { state: 'stub', because: 'has an empty body' }
            : { state: 'live' };
    return { titles: [...around.map((one) => one.title), title], kind, ...worth, start: call.start, end: call.end };
  });
}

function registrationsOf(facts: CodeFacts, rules: TestTraits): { readonly registrations: readonly Registration[]; readonly byCallback: ReadonlyMap<FunctionCode, Suite>; readonly skippedBodies: ReadonlySet<FunctionCode>; readonly allSkipped: boolean } {
  const registrations: Registration[] = [];
  const byCallback = collectedFunctions(facts);
  const skippedBodies = new Set<FunctionCode>();
  let allSkipped = false;
  // `it.each(table)('…', …)`: the first call registers nothing yet.
  const begun = new Set(facts.calls.flatMap(({ callee }) => (callee.kind === 'call' ? [`${callee.start}:${callee.end}`] : [])));
  // Outer calls begin earlier, and tell what the parameters of their callbacks are.
  for (const call of [...facts.calls].sort((a, b) => a.start - b.start)) {
    if (begun.has(`${call.start}:${call.end}`) || call.form !== 'call') continue;
    const applied = call.callee.kind === 'call' ? call.callee : undefined;
    const words = wordsOf(applied?.callee ?? call.callee, call.scope, facts, rules, byCallback);
    const registered = words && rules.registers?.(words.words);
    if (!registered) {
      // What always skips before each test of a suite skips them all.
      const hook = words?.words.at(-1);
      const body = hook !== undefined && rules.hooks?.has(hook) ? call.args.map((arg) => functionOf(arg, call.scope, facts)).find((fact) => fact !== undefined) : undefined;
      if (body && call.standing === 'live' && !call.conditional && skippingCall(body, facts)) {
        if (call.enclosing) skippedBodies.add(call.enclosing.code);
        else allSkipped = true;
      }
      continue;
    }
    const [first, ...rest] = call.args;
    const named = first?.kind === 'object' ? first.members.find((member) => nameOfMember(member) === 'fn') : undefined;
    const given = named?.kind === 'assign' ? named.value : named;
    const callback = [...(first?.kind === 'function' ? [first] : given ? [given] : []), ...rest].map((arg) => functionOf(arg, call.scope, facts)).find((fact) => fact !== undefined);
    if (registered.skipped && !callback && first?.kind !== 'literal' && call.args.length < 2) {
      // test.skip() inside of a test is about that test; with a condition it is about some runs of it.
      if (!first && !call.conditional && call.standing === 'live' && call.enclosing) skippedBodies.add(call.enclosing.code);
      continue;
    }
    if (callback && skippingCall(callback, facts)) skippedBodies.add(callback.code);
    const unknownBody = rest.some((arg) => arg.kind === 'call' || arg.kind === 'name' || arg.kind === 'member');
    const because = registered.skipped ? 'is marked to be skipped or to fail' : (optionThatSkips(call.args, call.scope, rules) ?? conditionThatSkips(applied) ?? (callback || unknownBody ? undefined : 'has no body yet'));
    const registration: Registration = { ...registered, call, title: titleOf(first, call.scope, facts, registered.template === true), callback, because, onlyByRequest: words.module === 'test' };
    registrations.push(registration);
    if (callback) byCallback.set(callback.code, registration);
  }
  return { registrations, byCallback, skippedBodies, allSkipped };
}

function collectedFunctions(facts: CodeFacts): Map<FunctionCode, Suite> {
  const suites = new Map<FunctionCode, Suite>();
  for (const definition of facts.definitions) {
    const test = definition.kind === 'function' ? collectedTest(definition, facts) : undefined;
    if (!test || !definition.function || test.state === 'not_collected') continue;
    const because = test.state === 'live' ? undefined : (test.because ?? 'is not run');
    suites.set(definition.function.code, { kind: 'test', title: test.titles.at(-1) ?? computedTitle, callback: definition.function, because, onlyByRequest: true });
  }
  return suites;
}

/** The names of a callee as the runner knows them, or undefined where the file says that it is something else. */
function wordsOf(callee: Code, scope: Scope, facts: CodeFacts, rules: TestTraits, byCallback: ReadonlyMap<FunctionCode, Suite>, hops = 0): { readonly words: readonly string[]; readonly module?: string } | undefined {
  if (callee.kind === 'group' && callee.parts.length === 1 && callee.parts[0]) return wordsOf(callee.parts[0], scope, facts, rules, byCallback, hops + 1);
  if (callee.kind === 'branch' && hops <= 5) {
    // `(slow ? it.skip : it)(…)` runs somewhere.
    const ways = [callee.then, ...(callee.otherwise ? [callee.otherwise] : [])].map((way) => wordsOf(way, scope, facts, rules, byCallback, hops + 1));
    return ways.find((way) => way && rules.registers?.(way.words)?.skipped !== true) ?? ways[0];
  }
  const written = writtenChain(callee) ?? (callee.kind === 'load' ? [] : undefined);
  if (!written || hops > 5) return undefined;
  const target = resolve(callee, scope, facts);
  if (target.root === 'global') return { words: target.path };
  if (target.root === 'module') {
    const { module = '' } = target;
    const registrar = target.relative ? undefined : rules.registrars?.get(module);
    const words = registrar !== undefined ? [registrar, ...target.path] : target.path.length > 0 ? target.path : written;
    return { words, module };
  }
  const source = target.binding?.sources.length === 1 ? target.binding.sources[0] : undefined;
  if (target.root === 'parameter') {
    const giver = target.binding?.scope.fact?.code;
    return giver && byCallback.has(giver) && target.path.length > 1 ? { words: target.path.slice(1) } : undefined;
  }
  if (target.root !== 'variable' || source?.kind !== 'variable' || !target.binding) return undefined;
  if (source.value?.kind === 'literal' && source.value.type === 'test-run') return { words: [...source.path, ...target.path.slice(1)] };
  if (source.path.length === 0 && source.value?.kind === 'branch' && target.path.length === 1) return wordsOf(source.value, target.binding.scope, facts, rules, byCallback, hops + 1);
  // A runner's own function with more fixtures: test.extend({…}).
  const made = source.path.length === 0 && source.value?.kind === 'call' ? source.value.callee : undefined;
  if (made?.kind !== 'member' || made.name !== 'extend') return undefined;
  const base = wordsOf(made.object, target.binding.scope, facts, rules, byCallback, hops + 1);
  return base && { ...base, words: [...base.words, ...target.path.slice(1)] };
}

function functionOf(arg: Code, scope: Scope, facts: CodeFacts): FunctionFact | undefined {
  if (arg.kind === 'function') return facts.functions.get(arg);
  if (arg.kind !== 'name' && arg.kind !== 'member') return undefined;
  const target = resolve(arg, scope, facts);
  return target.code?.kind === 'class' ? undefined : functionOfTarget(target, facts);
}

function titleOf(first: Code | undefined, scope: Scope, facts: CodeFacts, template: boolean): Title {
  if (!first) return computedTitle;
  const text = constantText(first, scope);
  if (text !== undefined) return template ? filledIn(unescaped(text)) : [unescaped(text)];
  if (first.kind === 'object') {
    const name = first.members.find((member) => nameOfMember(member) === 'name');
    return name?.kind === 'assign' ? titleOf(name.value, scope, facts, template) : computedTitle;
  }
  const source = facts.text.slice(first.start, first.end);
  if (source.startsWith('`') && source.endsWith('`')) return source.slice(1, -1).split(/\$\{[^}]*\}/);
  // describe(Store) and describe(Store.name) are titled Store.
  const named = first.kind === 'member' && first.name === 'name' ? first.object : first;
  if (named.kind === 'function') return named.name === undefined ? computedTitle : [named.name];
  const target = named.kind === 'name' || named.kind === 'member' ? resolve(named, scope, facts) : undefined;
  const last = target?.root === 'class' || target?.root === 'function' || target?.root === 'module' ? target.path.at(-1) : undefined;
  return last === undefined ? computedTitle : [last];
}

function nameOfMember(member: Code): string | undefined {
  if (member.kind === 'function') return member.name;
  return member.kind === 'assign' && member.target.kind === 'name' ? member.target.name : undefined;
}

/** Quotes that stand in a title behind a mark. */
function unescaped(text: string): string {
  return text.replace(/\\(["'`\\])/g, '$1');
}

/** `adds %i and %i`, `adds $a`: what stands between the places that are filled in. */
function filledIn(text: string): Title {
  return text.split(/%[a-zA-Z#%$]|\$[\w.#]+/);
}

/** `{ skip: true }`, `{ todo: 'later' }`. */
function optionThatSkips(args: readonly Code[], scope: Scope, rules: TestTraits): string | undefined {
  for (const arg of args) {
    const object = arg.kind === 'object' ? arg : arg.kind === 'name' ? objectOf(arg.name, scope) : undefined;
    for (const member of object?.members ?? []) {
      if (member.kind !== 'assign' || !rules.skipOptions?.has(nameOfMember(member) ?? '')) continue;
      if (member.value?.kind === 'literal' && member.value.test === true) return `has the option ${nameOfMember(member) ?? ''}`;
    }
  }
  return undefined;
}

function objectOf(name: string, scope: Scope): Extract<Code, { kind: 'object' }> | undefined {
  const sources = scope.find(name)?.sources;
  const only = sources?.length === 1 ? sources[0] : undefined;
  return only?.kind === 'variable' && only.path.length === 0 && only.value?.kind === 'object' ? only.value : undefined;
}

/** `test.skipIf(true)('…', …)` and `test.runIf(false)('…', …)`. */
function conditionThatSkips(applied: Extract<Code, { kind: 'call' }> | undefined): string | undefined {
  const name = applied?.callee.kind === 'member' ? applied.callee.name : undefined;
  const condition = applied?.args[0];
  const settled = condition?.kind === 'literal' ? condition.test : undefined;
  return (name === 'skipIf' && settled === true) || (name === 'runIf' && settled === false) ? 'is skipped by a condition that always holds' : undefined;
}

/** One live call of each function of the file. */
function liveCallers(facts: CodeFacts): ReadonlyMap<FunctionFact, CallFact> {
  const callers = new Map<FunctionFact, CallFact>();
  for (const call of facts.calls) {
    const fact = call.standing === 'live' || call.standing === 'test_only' ? functionOfTarget(resolve(call.callee, call.scope, facts), facts) : undefined;
    if (fact && call.enclosing !== fact && !callers.has(fact)) callers.set(fact, call);
  }
  return callers;
}

interface Placed {
  readonly around: readonly Suite[];
  /** Left out where the runner comes here. */
  readonly state?: TestState;
  readonly because?: string;
}

/** The suites around a registration, and whether the file's own run comes to it. */
function placeOf(registration: Registration, byCallback: ReadonlyMap<FunctionCode, Suite>, callers: ReadonlyMap<FunctionFact, CallFact>): Placed {
  const around: Suite[] = [];
  const seen = new Set<FunctionFact>();
  let at: CallFact = registration.call;
  for (;;) {
    const idle = standingOf(at);
    if (idle) return { around, ...idle };
    let fact = at.enclosing;
    while (fact && !byCallback.has(fact.code) && fact.inline) fact = fact.parent;
    if (!fact) return { around };
    if (seen.has(fact)) return { around, state: 'not_called', because: 'is registered by a function that only calls itself' };
    seen.add(fact);
    const suite = byCallback.get(fact.code);
    if (suite && !suite.call) return { around: [suite, ...around] };
    const caller = suite?.call ?? callers.get(fact);
    if (!caller) return { around, state: 'not_called', because: `is registered by ${fact.path.join('.') || 'a function'}, which this file does not call` };
    if (suite) around.unshift(suite);
    at = caller;
  }
}

function standingOf({ standing }: CallFact): { readonly state: TestState } | undefined {
  if (standing === 'dead_code' || standing === 'type_only') return { state: standing };
  return standing === 'default_argument' ? { state: 'not_called' } : undefined;
}
