/** Branches, choices, loops, handlers and jumps of a function whose parameter is watched. `walk` does the rest. */
import type { BranchCode, Code, LoopCode, Span, SwitchCode, TryCode } from '../code.ts';
import { conditionOf } from '../constant.ts';
import { endingsOf } from '../endings.ts';
import type { Binding } from '../scope.ts';
import { asksForGood } from './call-kinds.ts';
import { firstName, mostSteps } from './parameter-walk.ts';
import type { ParameterWalk } from './parameter-walk.ts';
import { merged } from './values.ts';
import type { Known } from './values.ts';

/** Runs a statement; false when nothing can follow on it. */
export function runStatement(walk: ParameterWalk, code: Code): boolean {
  if (++walk.steps > mostSteps) return true;
  switch (code.kind) {
    case 'group':
    case 'block':
      return sequence(walk, code.parts);
    case 'branch':
      return branch(walk, code, code.otherwise);
    case 'switch':
      return runSwitch(walk, code);
    case 'try':
      return runTry(walk, code);
    case 'loop':
      return loop(walk, code);
    case 'labelled':
    case 'ambient':
      return runStatement(walk, code.body);
    case 'exit':
      if (code.how === 'throw') return false;
      // What a helper gives back is an answer for its caller.
      if (code.value && code.how === 'return' && walk.throwsOnly) walk.looked(code.value);
      else if (code.value) walk.value(code.value, code.how === 'return' && walk.leaving > 0);
      if (code.how === 'yield') return true;
      if (code.how === 'return' && (walk.leaving === 0 || walk.throwsOnly)) walk.exits.push(walk.known);
      return false;
    case 'function':
    case 'class':
      return true;
    default:
      walk.value(code, walk.leaving > 0);
      return endingsOf(code, walk.facts).normal;
  }
}

function sequence(walk: ParameterWalk, parts: readonly Code[]): boolean {
  for (const [index, part] of parts.entries()) {
    // `if (fits) return use(x); throw …`: what follows is the other way of the branch.
    const rest = parts.slice(index + 1);
    if (part.kind === 'branch' && !part.otherwise && rest.length > 0 && conditionOf(part.test).value === undefined && !endingsOf(part.then, walk.facts).normal) {
      const { start } = rest[0]!;
      const others: Code = { kind: 'group', parts: rest, start, end: rest.at(-1)!.end };
      if (!endingsOf(others, walk.facts).normal) return branch(walk, part, others);
    }
    if (!runStatement(walk, part)) return false;
  }
  return true;
}

function branch(walk: ParameterWalk, code: BranchCode, otherwise: Code | undefined): boolean {
  const { value } = conditionOf(code.test);
  const told = walk.test(code.test);
  if (value === true) return runStatement(walk, code.then);
  if (value === false) return otherwise ? runStatement(walk, otherwise) : true;
  const before = walk.known;
  const thenRejects = wayRejects(walk, code.then, before);
  const elseRejects = otherwise !== undefined && wayRejects(walk, otherwise, before);
  const isGuard = thenRejects || elseRejects;
  // `if (isValid(x)) throw …` leaves when the value is good.
  const asked = asksForGood(code.test);
  const wrongWay = (thenRejects && !elseRejects && asked === 'good') || (elseRejects && !thenRejects && asked === 'bad');
  const keys = wrongWay ? [] : thenRejects ? told.no : told.yes;
  if (isGuard && keys.length > 0) walk.note('guard', code, walk.values.withTold(keys));
  else if (isAssertion(walk, code.then) && told.no.length > 0) walk.note('weak', code, told.no);
  else if (isGuard && (told.no.length > 0 || told.yes.length > 0 || walk.looksAnywhere(code.test))) walk.note('sometimes', code, []);

  walk.known = elseRejects && !thenRejects ? walk.check(before, keys) : before;
  const thenEnds = arm(walk, code.then, thenRejects);
  const afterThen = walk.known;
  walk.known = thenRejects ? walk.check(before, keys) : before;
  const elseEnds = otherwise ? arm(walk, otherwise, elseRejects) : true;
  if (thenEnds && elseEnds) {
    const gone = [...afterThen.checked].some((key) => !before.checked.has(key) && !walk.known.checked.has(key));
    if (gone) walk.note('sometimes', code, []);
    walk.known = merged(afterThen, walk.known);
  } else if (thenEnds) walk.known = afterThen;
  return thenEnds || elseEnds;
}

function arm(walk: ParameterWalk, code: Code, rejects: boolean): boolean {
  if (rejects) walk.leaving++;
  const ends = runStatement(walk, code);
  if (rejects) walk.leaving--;
  return ends;
}

/** Whether a way leaves, and does nothing with the value before. */
export function wayRejects(walk: ParameterWalk, code: Code, before: Known): boolean {
  const ends = endingsOf(code, walk.facts);
  if (ends.normal || (walk.throwsOnly && (ends.returns || ends.jumps))) return false;
  const [noted, exits] = [walk.noted.length, walk.exits.length];
  walk.known = before;
  walk.leaving++;
  runStatement(walk, code);
  walk.leaving--;
  const uses = walk.noted.slice(noted).some(({ kind }) => kind === 'use' || kind === 'checked_use');
  walk.noted.length = noted;
  walk.exits.length = exits;
  walk.known = before;
  return !uses;
}

function isAssertion(walk: ParameterWalk, code: Code): boolean {
  return code.kind === 'exit' ? code.assertion === true : code.kind === 'group' && code.parts.some((part) => isAssertion(walk, part));
}

function runSwitch(walk: ParameterWalk, code: SwitchCode): boolean {
  const about = code.subject ? walk.looked(code.subject) : [];
  const last = code.cases.at(-1);
  const before = walk.known;
  const rejects = code.exhaustive && last !== undefined && wayRejects(walk, last.body, before);
  if (rejects && about.length > 0) walk.note('guard', code, about);
  let after: Known | undefined = code.exhaustive ? undefined : before;
  for (const one of code.cases) {
    walk.known = rejects && one !== last ? walk.check(before, about) : before;
    for (const test of one.tests) walk.looked(test);
    const ends = endingsOf(one.body, walk.facts);
    arm(walk, one.body, rejects && one === last);
    if (ends.normal || ends.jumps) after = after ? merged(after, walk.known) : walk.known;
  }
  walk.known = after ?? before;
  return after !== undefined;
}

function runTry(walk: ParameterWalk, code: TryCode): boolean {
  const before = walk.known;
  let ends = runStatement(walk, code.body);
  if (ends && code.otherwise) ends = runStatement(walk, code.otherwise);
  let after = ends ? walk.known : undefined;
  for (const { body } of code.handlers) {
    walk.known = before;
    const rejects = wayRejects(walk, body, before);
    if (arm(walk, body, rejects)) after = after ? merged(after, walk.known) : walk.known;
  }
  walk.known = after ?? before;
  if (code.last && !runStatement(walk, code.last)) return false;
  return after !== undefined;
}

function loop(walk: ParameterWalk, code: LoopCode): boolean {
  const over = code.head ? walk.mentioned(code.head) : [];
  const before = walk.known;
  if (code.head && over.length > 0 && code.target?.kind === 'name' && !walk.callsIn(code.head)) {
    runEach(walk, code.target.name, code.body, over, code, false);
    return true;
  }
  if (code.head) runStatement(walk, code.head);
  if (code.test) walk.test(code.test);
  runStatement(walk, code.body);
  if (code.step) walk.value(code.step, false);
  if (!code.atLeastOnce || endingsOf(code.body, walk.facts).jumps) walk.known = merged(before, walk.known);
  if (code.otherwise) runStatement(walk, code.otherwise);
  return endingsOf(code, walk.facts).normal;
}

/** Guards on each part of a value are a guard on the value, and uses of a part are uses of it. */
export function runEach(walk: ParameterWalk, name: string, body: Code, over: readonly string[], site: Span, callback: boolean): void {
  const before = walk.known;
  const binding = bindingIn(walk, name, body);
  const part = walk.values.made(over);
  if (binding) walk.known = { ...before, origins: new Map([...before.origins, [binding, [part]]]) };
  const ends = runStatement(walk, body);
  const { jumps, returns } = endingsOf(body, walk.facts);
  // What only skips one part leaves it unchecked; a callback returns for one part alone.
  const checked = ends && !jumps && !(callback && returns) && walk.values.isChecked(part, walk.known);
  walk.known = merged(before, walk.known);
  if (checked && !over.every((key) => walk.values.isChecked(key, before))) {
    walk.known = walk.check(walk.known, over);
    walk.note('guard', site, over);
  }
}

function bindingIn(walk: ParameterWalk, name: string, body: Span): Binding | undefined {
  const inside = walk.facts.references.find(({ code, start, end }) => start >= body.start && end <= body.end && code.kind !== 'index' && firstName(code) === name);
  const called = inside ?? walk.facts.calls.find(({ callee, start, end }) => start >= body.start && end <= body.end && firstName(callee) === name);
  return called?.scope.find(name);
}
