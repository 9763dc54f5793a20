/**
 * Goes through a function as a run would, and watches one parameter: what looks at it, which guards leave when they do
 * not like it, and where it is used before any of them.
 *
 * A guard is a condition that mentions the value, one of whose ways leaves without using it. Behind it, on the other way,
 * the value counts as checked: whether the condition asks the right question is for people to judge, not for syntax.
 */
import { childrenOf } from '../children.ts';
import type { CallCode, Code, Span } from '../code.ts';
import { writtenChain } from '../dotted.ts';
import { endingsOf } from '../endings.ts';
import type { CodeFacts, FunctionFact } from '../facts.ts';
import { functionOfTarget, resolve } from '../resolve.ts';
import { isInside } from '../runs.ts';
import { rootOf, scopeAt, scopeOfFunction } from '../scope-at.ts';
import type { Binding } from '../scope.ts';
import { kindOfCall } from './call-kinds.ts';
import { assigned } from './parameter-assignments.ts';
import { runEach, runStatement, wayRejects } from './parameter-flow.ts';
import { helped, passedOn, runCallback, runNested } from './parameter-helpers.ts';
import { Values, withChecked } from './values.ts';
import type { Known } from './values.ts';

/** guard: leaves when it does not like the value. weak: only where assertions are on. helper: nobody knows what it does. */
export interface Noted extends Span {
  readonly kind: 'guard' | 'weak' | 'sometimes' | 'ignored' | 'helper' | 'use' | 'checked_use';
  readonly words: string;
}

/** What looking at a condition says about values, when it holds and when it does not. */
interface Told {
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/** More steps than this belong to no function that a person wrote. */
export const mostSteps = 60_000;
const errorWords = /error|exception|bad_?request|invalid|fail|reject|abort|status|forbidden|denied|problem/i;

export class ParameterWalk {
  readonly noted: Noted[] = [];
  readonly values = new Values();
  /** What is known where the function comes back. */
  readonly exits: Known[] = [];
  readonly facts: CodeFacts;
  readonly fact: FunctionFact;
  readonly root: string;
  /** Only throwing counts as leaving: whoever calls the function ignores what it gives back. */
  throwsOnly: boolean;
  readonly hops: number;
  readonly inside = new Set<FunctionFact>();
  known: Known;
  leaving = 0;
  steps = 0;

  constructor(facts: CodeFacts, fact: FunctionFact, root: string, binding: Binding, throwsOnly: boolean, hops: number) {
    this.facts = facts;
    this.fact = fact;
    this.root = root;
    this.throwsOnly = throwsOnly;
    this.hops = hops;
    this.known = { checked: new Set(), origins: new Map([[binding, [binding.name]]]) };
    this.inside.add(fact);
    if (runStatement(this, fact.code.body)) this.exits.push(this.known);
  }

  get tooLong(): boolean {
    return this.steps > mostSteps;
  }

  /** Whether every run that comes back has checked the parameter itself. */
  get alwaysChecked(): boolean {
    return !this.tooLong && this.exits.every((known) => this.values.isChecked(this.root, known));
  }

  /** Whether every run that comes back has checked something that comes from the parameter. */
  get alwaysSettled(): boolean {
    return this.exits.every(({ checked }) => [...checked].some((key) => this.values.comesFrom(key, this.root)));
  }

  check(known: Known, keys: readonly string[]): Known {
    return withChecked(known, this.values.withTold(keys));
  }

  /** A condition: what it says about values. What it hands on is noted. */
  test(code: Code): Told {
    if (code.kind === 'group' && code.parts.length === 1 && code.parts[0] && !code.chain) return this.test(code.parts[0]);
    if (code.kind === 'not') {
      const { yes, no } = this.test(code.operand);
      return { yes: no, no: yes };
    }
    if (code.kind === 'logical' && code.operator !== 'coalesce') {
      const left = this.test(code.left);
      const right = this.test(code.right);
      const both = (a: readonly string[], b: readonly string[]): readonly string[] => [...a, ...b];
      const either = (a: readonly string[], b: readonly string[]): readonly string[] => a.filter((key) => b.some((other) => covers(other, key))).concat(b.filter((key) => a.some((other) => covers(other, key))));
      return code.operator === 'and' ? { yes: both(left.yes, right.yes), no: either(left.no, right.no) } : { yes: either(left.yes, right.yes), no: both(left.no, right.no) };
    }
    const keys = this.looked(code);
    return { yes: keys, no: keys };
  }

  looksAnywhere(code: Code): boolean {
    return this.mentioned(code).length > 0;
  }

  /** The values that an expression only looks at. */
  looked(code: Code): readonly string[] {
    if (++this.steps > mostSteps) return [];
    switch (code.kind) {
      case 'name':
      case 'member':
      case 'index': {
        const keys = this.keysOf(code);
        const index = code.kind === 'index' ? this.looked(code.index) : [];
        if (keys.length > 0 || code.kind === 'name' || this.isTracked(code)) return [...keys, ...index];
        return [...this.looked(code.object), ...index];
      }
      case 'literal':
        return code.looksAt ? this.looked(code.looksAt) : [];
      case 'call':
        return this.calledInTest(code);
      case 'assign':
        return assigned(this, code);
      case 'function':
        // `ALLOWED.some((one) => one === x)` asks in its callback.
        if (code.body.kind === 'exit' && code.body.value) return this.looked(code.body.value);
        runCallback(this, code.body);
        return [];
      default:
        return childrenOf(code).flatMap((part) => this.looked(part));
    }
  }

  calledInTest(call: CallCode): readonly string[] {
    const receiver = call.callee.kind === 'member' ? this.looked(call.callee.object) : call.callee.kind === 'name' ? [] : this.looked(call.callee);
    const args = call.args.flatMap((arg) => this.looked(arg));
    if (args.length === 0) return receiver;
    const kind = kindOfCall(call, this.facts, true);
    switch (kind.kind) {
      case 'looks':
      case 'converts':
        return [...receiver, ...args];
      case 'parses':
      case 'asserts':
        this.known = this.check(this.known, kind.kind === 'asserts' ? asserted(call).flatMap((arg) => this.mentioned(arg)) : args);
        return [...receiver, ...args];
      case 'helper':
        return [...receiver, ...helped(this, call, kind.function, args)];
      case 'logs':
        return receiver;
      default:
        // A method of the value itself is given something else of it.
        if (receiver.length > 0 || this.isSelfContained(call)) return [...receiver, ...args];
        this.note('helper', call, args);
        return args;
    }
  }

  /** `x.startsWith(x[0])`: everything in the call comes from the value. */
  isSelfContained(call: CallCode): boolean {
    return call.callee.kind === 'member' && this.mentioned(call.callee.object).length > 0;
  }

  /** An expression whose value goes somewhere. `rejecting`: on a way that leaves, where error values may tell of it. */
  value(code: Code, rejecting: boolean): void {
    if (++this.steps > mostSteps) return;
    switch (code.kind) {
      case 'name':
      case 'member':
      case 'index': {
        const keys = this.keysOf(code);
        if (keys.length > 0) this.use(code, keys);
        else if (code.kind === 'name') passedOn(this, code);
        else if (!this.isTracked(code)) {
          this.value(code.object, rejecting);
          if (code.kind === 'index') this.value(code.index, rejecting);
        }
        return;
      }
      case 'call':
        this.called(code, rejecting);
        return;
      case 'assign':
        assigned(this, code);
        return;
      case 'branch':
      case 'exit':
      case 'try':
      case 'loop':
      case 'switch':
        runStatement(this, code);
        return;
      case 'logical': {
        // `ok(x) || fail()` is a branch.
        const told = this.test(code.left);
        const before = this.known;
        if (!endingsOf(code.right, this.facts).normal && wayRejects(this, code.right, before)) {
          const keys = code.operator === 'and' ? told.no : told.yes;
          if (keys.length > 0) this.note('guard', code, keys);
          this.known = this.check(before, keys);
          return;
        }
        // The value itself may be what the row comes to.
        if (code.left.kind !== 'call') this.value(code.left, rejecting);
        this.value(code.right, rejecting);
        return;
      }
      case 'function':
        runCallback(this, code.body);
        return;
      case 'not':
        this.test(code.operand);
        return;
      case 'literal':
      case 'class':
        return;
      default:
        for (const part of childrenOf(code)) this.value(part, rejecting);
    }
  }

  called(call: CallCode, rejecting: boolean): void {
    const written = writtenChain(call.callee)?.join('.');
    const target = resolve(call.callee, scopeAt(call.callee, this.facts), this.facts);
    const own = functionOfTarget(target, this.facts);
    const mentioned = call.args.flatMap((arg) => (arg.kind === 'function' ? [] : this.mentioned(arg)));
    const receiver = call.callee.kind === 'member' ? this.mentioned(call.callee.object) : [];
    const kind = kindOfCall(call, this.facts, false);
    if (kind.kind === 'logs') return;
    if (rejecting && written !== undefined && errorWords.test(written)) return;
    if (rejecting && call.callee.kind === 'member' && errorWords.test(textOf(call.callee, this.facts))) return;
    if (receiver.length > 0) {
      // `items.forEach((item) => { … })` goes through its parts.
      const callback = call.args[0];
      const parameter = callback?.kind === 'function' ? callback.parameters[0] : undefined;
      if (callback?.kind === 'function' && parameter?.kind === 'name' && call.callee.kind === 'member' && /^(forEach|each|map)$/.test(call.callee.name)) {
        const exits = this.exits.length;
        runEach(this, parameter.name, callback.body, receiver, call, true);
        this.exits.length = exits;
        return;
      }
      this.use(call, receiver);
    } else if (call.callee.kind !== 'name' && call.callee.kind !== 'self') this.value(call.callee.kind === 'member' ? call.callee.object : call.callee, rejecting);
    if (mentioned.length === 0) {
      if (own && isInside(own, this.fact) && !this.inside.has(own)) runNested(this, own);
      for (const arg of call.args) this.value(arg, rejecting);
      return;
    }
    switch (kind.kind) {
      case 'parses':
      case 'asserts': {
        const keys = kind.kind === 'asserts' ? asserted(call).flatMap((arg) => this.test(arg).yes) : call.args.flatMap((arg) => this.looked(arg));
        if (keys.length > 0) this.note('guard', call, keys);
        this.known = this.check(this.known, keys);
        return;
      }
      case 'looks':
        for (const arg of call.args) this.looked(arg);
        this.note('ignored', call, mentioned);
        return;
      case 'helper':
        helped(this, call, kind.function, mentioned);
        return;
      case 'check_like':
        this.note('helper', call, mentioned);
        return;
      default:
        for (const arg of call.args) this.value(arg, rejecting);
    }
  }

  callsIn(code: Code): boolean {
    return code.kind === 'call' || childrenOf(code).some((part) => this.callsIn(part));
  }

  /** All values that stand anywhere in an expression, outside of functions. */
  mentioned(code: Code): readonly string[] {
    const keys = this.keysOf(code);
    if (keys.length > 0) return code.kind === 'index' ? [...keys, ...this.mentioned(code.index)] : keys;
    if (code.kind === 'literal') return code.looksAt ? this.mentioned(code.looksAt) : [];
    if ((code.kind === 'member' || code.kind === 'index') && this.isTracked(code)) return code.kind === 'index' ? this.mentioned(code.index) : [];
    return code.kind === 'function' || code.kind === 'class' ? [] : childrenOf(code).flatMap((part) => this.mentioned(part));
  }

  /** The values that a chain of names stands for, as far as they concern the claim. */
  keysOf(code: Code): readonly string[] {
    const members: string[] = [];
    let at: Code = code;
    for (;;) {
      if (at.kind === 'member') {
        members.unshift(at.name);
        at = at.object;
      } else if (at.kind === 'index') {
        members.length = 0;
        at = at.object;
      } else if (at.kind === 'group' && at.parts.length === 1 && at.parts[0] && !at.chain) at = at.parts[0];
      else break;
    }
    if (at.kind !== 'name') return [];
    const binding = this.scopeOf(at).find(at.name);
    const origin = binding && this.known.origins.get(binding);
    if (!origin) return [];
    const measures = this.facts.traits.behaviour?.validation?.measures;
    const path = members.at(-1) !== undefined && measures?.has(members.at(-1)!) ? members.slice(0, -1) : members;
    return origin.map((key) => [key, ...path].join('.')).filter((key) => this.concerns(key));
  }

  /** A chain that begins with a variable of the claim, though it may lead to a part that does not concern it. */
  isTracked(code: Code): boolean {
    const root = rootOf(code);
    const binding = root.kind === 'name' ? this.scopeOf(root).find(root.name) : undefined;
    return binding !== undefined && (this.known.origins.get(binding)?.length ?? 0) > 0;
  }

  scopeOf(code: Code): ReturnType<typeof scopeAt> {
    const scope = scopeAt(code, this.facts);
    return scope === this.facts.module ? (scopeOfFunction(this.fact, this.facts) ?? scope) : scope;
  }

  /** `req.body` is nothing to a claim about `req.query`; the whole of `req` is. */
  concerns(key: string): boolean {
    return key.startsWith('#') || covers(key, this.root) || covers(this.root, key);
  }

  use(site: Code, keys: readonly string[]): void {
    if (this.leaving > 0 && keys.every((key) => this.values.isTelling(key))) return;
    const open = keys.filter((key) => !this.values.isChecked(key, this.known));
    const kind = open.length === 0 ? 'checked_use' : 'use';
    this.noted.push({ kind, words: textOf(site, this.facts), start: site.start, end: site.end });
  }

  note(kind: Noted['kind'], site: Span, keys: readonly string[]): void {
    if (kind === 'helper' && keys.every((key) => this.values.isChecked(key, this.known))) {
      this.noted.push({ kind: 'checked_use', words: '', start: site.start, end: site.end });
      return;
    }
    this.noted.push({ kind, words: textOf(site, this.facts), start: site.start, end: site.end });
  }
}

/** What a call insists on: the first, or what two of them are to each other. What stands behind is only for the message. */
function asserted({ callee, args, names }: CallCode): readonly Code[] {
  const name = callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
  const first = /equal|match|parse|(^|_)(eq|ne)\b/i.test(name) ? 2 : 1;
  return args.filter((_, index) => (names?.[index] === undefined ? index < first : !/^(msg|message|reason)$/i.test(names[index])));
}

/** Whether `outer` is `key` or something that holds it. */
function covers(outer: string, key: string): boolean {
  return key === outer || key.startsWith(`${outer}.`);
}

export function firstName(code: Code): string | undefined {
  let at = code;
  while (at.kind === 'member' || at.kind === 'index') at = at.object;
  return at.kind === 'name' ? at.name : undefined;
}

/** The first line of it. */
function textOf({ start, end }: Span, facts: CodeFacts): string {
  return facts.text.slice(start, Math.min(end, start + 60)).split(/[\r\n]/)[0] ?? '';
}
