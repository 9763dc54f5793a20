/**
 * parameter_validated: a guard on the parameter leaves before anything uses it, or a schema parses it, or its declaration
 * is enforced.
 *
 * What the guard asks is not judged. Decided for soundness: every use must come behind a guard on that very value or on
 * what holds it; `assert` that can be switched off and guards behind a condition of something else do not count; a
 * function that is not defined in the file makes the answer undecidable where its name is that of a check, and is a use
 * where it is not.
 */
import { childrenOf } from '../code/children.ts';
import { claimedSegments } from '../code/dotted.ts';
import type { ClassFact, CodeFacts, FunctionFact } from '../code/facts.ts';
import type { FoundDefinition } from '../code/find-definition.ts';
import { scopeOfFunction } from '../code/scope-at.ts';
import { declaredConstraint } from '../code/validation/declared-constraint.ts';
import { ParameterWalk } from '../code/validation/parameter-walk.ts';
import type { Noted } from '../code/validation/parameter-walk.ts';
import type { Code, Span } from '../code/code.ts';
import type { Verdict, VerdictReason } from '../verdict.ts';
import { notToldBy, onClaimedFunction } from './claimed-function.ts';
import type { Check } from './check.ts';
import { about, lineOf, readCode } from './read-code.ts';
import type { CodeAtHand } from './read-code.ts';

export const checkParameterValidated: Check = async (input) => {
  const at = await readCode(input);
  if (!('facts' in at)) return at;
  if (!at.facts.traits.behaviour?.validation) return notToldBy(at, 'values are validated');
  const { function: symbol = '', parameter = '' } = input.params.text;
  return onClaimedFunction(at, symbol, (found) => verdictOn(at, found, claimedSegments(parameter)));
};

function verdictOn(at: CodeAtHand, { name, function: fact, definition }: FoundDefinition, path: readonly string[]): Verdict {
  const { facts } = at;
  const [first = ''] = path;
  const root = path.join('.');
  const say = (verdict: Verdict['verdict'], reason: VerdictReason, details: string, span: Span = fact ?? definition): Verdict =>
    about(at, verdict, reason, details, { span, symbols: [name], ...(verdict === 'pass' ? { strength: 'declared', attributes: facts.errors.length > 0 ? { errorsElsewhere: true } : {} } : {}) });
  if (!fact || !hasParameter(fact, first)) return say('fail', 'not_found', `${name} at line ${lineOf(at, definition)} of ${at.file} has no parameter ${first}.`);
  const declared = path.length === 1 ? declaredConstraint(fact.code, ownerOfMethod(fact, facts)?.code.decorators ?? [], first, definition.scope, facts) : undefined;
  if (declared?.kind === 'enforced') return say('pass', 'proven', `The parameter ${root} of ${name} ${declared.words} (line ${lineOf(at, declared.at)} of ${at.file}).`, declared.at);

  const binding = scopeOfFunction(fact, facts)?.bindings.get(first);
  const walk = binding && new ParameterWalk(facts, fact, root, binding, false, 1);
  if (!walk) return say('fail', 'not_found', `${name} does nothing with its parameter ${root}.`);
  if (walk.tooLong) return say('undecidable', 'dynamic', `${name} is too long to be followed.`);
  const firstOf = (...kinds: readonly Noted['kind'][]): Noted | undefined => walk.noted.find(({ kind }) => kinds.includes(kind));
  const [guard, use, helper] = [firstOf('guard'), firstOf('use'), firstOf('helper')];
  const order = (noted: Noted): number => walk.noted.indexOf(noted);
  if (helper && (!use || order(helper) < order(use))) {
    return say('undecidable', 'dynamic', `${name} hands ${root} at line ${lineOf(at, helper)} to something that is not defined in ${at.file}, and may check it there: ${helper.words}`, helper);
  }
  if (declared && (use || !guard)) return say('undecidable', 'dynamic', `The parameter ${root} of ${name} ${declared.words}.`, declared.at);
  if (use) return say('fail', walk.noted.some(({ kind }) => kind === 'sometimes' || kind === 'weak' || kind === 'ignored') ? 'too_weak' : 'not_found', `${name} uses ${root} at line ${lineOf(at, use)} of ${at.file} (${use.words})${missing(at, walk.noted, order(use))}.`, use);
  const late = firstOf('checked_use');
  if (guard && (late !== undefined || walk.alwaysSettled)) {
    return say('pass', 'proven', `${name} checks ${root} at line ${lineOf(at, guard)} of ${at.file} and leaves when it does not fit${late ? `, before line ${lineOf(at, late)} uses it` : ''}.`, guard);
  }
  return say('fail', guard ? 'too_weak' : 'not_found', `${name} ${guard ? `checks ${root} on some of its ways only` : `has no guard on ${root} that leaves`}${missing(at, walk.noted, walk.noted.length)}.`, guard);
}

/** What comes near a guard, and why it is none. */
function missing(at: CodeAtHand, noted: readonly Noted[], before: number): string {
  const near = noted.find(({ kind }) => kind === 'weak' || kind === 'sometimes' || kind === 'ignored');
  if (near?.kind === 'weak') return `; line ${lineOf(at, near)} only asserts it, which can be switched off`;
  if (near?.kind === 'sometimes') return `; line ${lineOf(at, near)} guards it only under a condition`;
  if (near?.kind === 'ignored') return `; line ${lineOf(at, near)} looks at it and ignores the outcome`;
  const after = noted.find(({ kind }, index) => kind === 'guard' && index > before);
  return after ? ` before line ${lineOf(at, after)} checks it` : noted.some(({ kind }) => kind === 'guard') ? ', which no guard has checked' : ' without a guard before';
}

function hasParameter(fact: FunctionFact, name: string): boolean {
  const named = (code: Code): boolean => (code.kind === 'name' ? code.name === name : childrenOf(code).some(named));
  return fact.code.parameters.some(named);
}

function ownerOfMethod(fact: FunctionFact, facts: CodeFacts): ClassFact | undefined {
  return [...facts.classes.values()].find(({ code }) => code.members.includes(fact.code));
}
