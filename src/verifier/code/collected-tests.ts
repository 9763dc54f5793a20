/** Tests that a runner collects by the names, decorators or signatures of functions. */
import { behaviourOf } from './behaviour.ts';
import { classAround } from './class-index.ts';
import type { ClassCode, Code } from './code.ts';
import type { ClassFact, CodeFacts, DefinitionFact, FunctionFact } from './facts.ts';
import { resolve } from './resolve.ts';
import type { Scope } from './scope.ts';
import type { TestFact, TestState } from './test-fact.ts';
import { classMarks, decoratorTitle, isSwitchedOff, moduleMarks, skippingCall, skippingMark } from './test-marks.ts';
import type { TestOwner } from './test-traits.ts';

/** The test that a function is, whatever its state; undefined where no runner looks at such functions. */
export function collectedTest(definition: DefinitionFact, facts: CodeFacts): TestFact | undefined {
  const fact = definition.function;
  const rules = facts.traits.tests;
  if (!fact || !rules?.collects) return undefined;
  const { path } = definition;
  const { start, end } = fact;
  const made = (state: TestState, because?: string): TestFact => ({ titles: path.map((name) => [name]), kind: 'test', state, ...(because === undefined ? {} : { because }), start, end });
  const holders = holdersOf(path, fact, facts);
  if (!holders) return made('not_collected', 'stands inside of another function');
  const owners = holders.map((holder) => ownerFrom(holder, facts));
  const decorators = fact.code.decorators.map((decorator) => decoratorTitle(decorator, definition.scope, facts));
  const signature = facts.text.slice(fact.code.nameSpan?.end ?? start, fact.code.body.start);
  const collected = rules.collects({ code: fact.code, name: path.at(-1) ?? '', decorators, signature, text: facts.text.slice(start, end), owners });
  if (collected === 'none') return made('not_collected', 'is nothing that a runner collects as a test');
  if (definition.standing === 'dead_code' || definition.standing === 'type_only') return made(definition.standing);
  if (fact.declaration) return made('stub', 'is only declared');
  const mark = skippingMark(fact.code.decorators, definition.scope, facts) ?? skippingMark(moduleMarks(facts), facts.module, facts) ?? markOf(holders, facts);
  if (mark !== undefined) return made('skipped', `is marked ${mark}`);
  if (isSwitchedOff(undefined, facts) || holders.some(({ code }) => isSwitchedOff(code, facts))) return made('not_collected', 'is switched off for runners');
  if (skippingCall(fact, facts) || skippedContainers(facts).some((container) => container.every((name, index) => name === path[index]))) return made('skipped', 'skips itself each time');
  if (behaviourOf(fact.code, facts.text, facts.traits) === 'none') return made('stub', 'has an empty body');
  return collected === 'unknown' ? made('unknown', 'belongs to a class whose base is not in this file') : made('live');
}

const skipping = new WeakMap<CodeFacts, readonly (readonly string[])[]>();

/** The classes whose tests always skip, by what runs before each of them; an empty path is the module. */
function skippedContainers(facts: CodeFacts): readonly (readonly string[])[] {
  const known = skipping.get(facts);
  if (known) return known;
  const { hooks } = facts.traits.tests ?? {};
  const found: (readonly string[])[] = skippingCall(undefined, facts) ? [[]] : [];
  for (const { kind, path, function: fact } of facts.definitions) {
    if (kind === 'function' && fact && hooks?.has(path.at(-1) ?? '') && skippingCall(fact, facts)) found.push(path.slice(0, -1));
  }
  skipping.set(facts, found);
  return found;
}

/** Whether the function makes several cases with names of their own. */
export function isParametrised({ function: fact, scope }: DefinitionFact, facts: CodeFacts): boolean {
  return fact?.code.decorators.some((decorator) => facts.traits.tests?.parametrises?.(decoratorTitle(decorator, scope, facts))) === true;
}

/** The classes around a function; undefined where a function stands around it, too. */
function holdersOf(path: readonly string[], fact: FunctionFact, facts: CodeFacts): readonly ClassFact[] | undefined {
  if (fact.parent) return undefined;
  const holders: ClassFact[] = [];
  for (let length = 1; length < path.length; length++) {
    const holder = classAround(path.slice(0, length), fact, facts);
    if (!holder) return undefined;
    holders.push(holder);
  }
  return holders;
}

function markOf(holders: readonly ClassFact[], facts: CodeFacts): string | undefined {
  for (const { code, scope } of holders) {
    const mark = skippingMark([...code.decorators, ...classMarks(code, facts)], scope, facts);
    if (mark !== undefined) return mark;
  }
  return undefined;
}

function ownerFrom({ code, path, scope }: ClassFact, facts: CodeFacts): TestOwner {
  return { code, name: path.at(-1) ?? '', decorators: code.decorators.map((decorator) => decoratorTitle(decorator, scope, facts)), bases: basesOf(code, scope, facts) };
}

function basesOf(code: ClassCode, scope: Scope, facts: CodeFacts): readonly string[] {
  const names: string[] = [];
  const seen = new Set<ClassCode>([code]);
  const open: { readonly base: Code; readonly scope: Scope }[] = code.bases.map((base) => ({ base, scope }));
  for (let next = open.pop(); next; next = open.pop()) {
    const target = resolve(next.base, next.scope, facts);
    const known = target.code?.kind === 'class' ? target.code : undefined;
    names.push(decoratorTitle(next.base, next.scope, facts));
    if (!known || seen.has(known)) continue;
    seen.add(known);
    const within = facts.classes.get(known)?.scope ?? next.scope;
    open.push(...known.bases.map((base) => ({ base, scope: within })));
  }
  return names;
}
