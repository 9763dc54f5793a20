/** Functions of the file that are given a parameter which is watched: what they do with it, one hop far. */
import type { CallCode, Code } from '../code.ts';
import type { FunctionFact } from '../facts.ts';
import { functionOfTarget, resolve } from '../resolve.ts';
import { isInside } from '../runs.ts';
import { scopeAt, scopeOfFunction } from '../scope-at.ts';
import { runStatement } from './parameter-flow.ts';
import { ParameterWalk } from './parameter-walk.ts';
import { merged } from './values.ts';

/** A function of walk file is given the value: what it does with it there. */
export function helped(walk: ParameterWalk, call: CallCode, helper: FunctionFact, keys: readonly string[]): readonly string[] {
  if (walk.inside.has(helper)) return [];
  if (isInside(helper, walk.fact)) runNested(walk, helper);
  if (keys.length === 0) return [];
  const outcome = walk.hops > 0 ? outcomeOf(walk, call, helper) : 'unknown';
  if (outcome === 'throws') {
    if (!keys.every((key) => walk.values.isChecked(key, walk.known))) walk.note('guard', call, keys);
    walk.known = walk.check(walk.known, keys);
  } else if (outcome === 'uses') walk.use(call, keys);
  else if (outcome === 'unknown') walk.note('helper', call, keys);
  return outcome === 'looks' || outcome === 'throws' ? keys : [];
}

function outcomeOf(walk: ParameterWalk, call: CallCode, helper: FunctionFact): 'throws' | 'looks' | 'uses' | 'unknown' {
  const offset = helper.code.selfParameter !== undefined && call.callee.kind === 'member' ? 1 : 0;
  let outcome: 'throws' | 'looks' | 'uses' | 'unknown' = 'looks';
  for (const [index, arg] of call.args.entries()) {
    if (walk.mentioned(arg).length === 0) continue;
    const given = call.names?.[index];
    const parameter = given === undefined ? helper.code.parameters[index + offset] : helper.code.parameters.find((one) => one.kind === 'name' && one.name === given);
    if (parameter?.kind !== 'name') return 'unknown';
    const binding = scopeOfFunction(helper, walk.facts)?.bindings.get(parameter.name);
    if (!binding) continue;
    const inner = new ParameterWalk(walk.facts, helper, parameter.name, binding, true, walk.hops - 1);
    if (inner.tooLong) return 'unknown';
    if (inner.noted.some(({ kind }) => kind === 'helper')) outcome = 'unknown';
    else if (inner.noted.some(({ kind }) => kind === 'use')) return 'uses';
    else if (inner.alwaysChecked) outcome = 'throws';
  }
  return outcome;
}

/** A function written inside runs where it is called. Its `return` leaves only itself, so only throwing is leaving in it. */
export function runNested(walk: ParameterWalk, helper: FunctionFact): void {
  const { throwsOnly, leaving } = walk;
  const outer = walk.exits.splice(0);
  walk.inside.add(helper);
  walk.throwsOnly = true;
  walk.leaving = 0;
  if (runStatement(walk, helper.code.body)) walk.exits.push(walk.known);
  const ends = walk.exits.splice(0);
  if (ends.length > 0) walk.known = ends.reduce(merged);
  walk.throwsOnly = throwsOnly;
  walk.leaving = leaving;
  walk.inside.delete(helper);
  walk.exits.push(...outer);
}

/** A function that is handed on where it is written: what it checks, it checks for itself alone. */
export function runCallback(walk: ParameterWalk, body: Code): void {
  const { known } = walk;
  const exits = walk.exits.length;
  runStatement(walk, body);
  walk.known = known;
  walk.exits.length = exits;
}

/** A function written inside is handed on by its name: what it does with the value may happen. */
export function passedOn(walk: ParameterWalk, code: Extract<Code, { kind: 'name' }>): void {
  const passed = functionOfTarget(resolve(code, scopeAt(code, walk.facts), walk.facts), walk.facts);
  if (!passed || !isInside(passed, walk.fact) || walk.inside.has(passed)) return;
  const known = walk.known;
  runNested(walk, passed);
  walk.known = known;
}
