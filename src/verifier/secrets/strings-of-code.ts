/** Every text that code makes of literals alone, with the name that it is given to. */
import type { CallCode, Code, Span } from '../code/code.ts';
import { everyCode } from '../code/every-code.ts';
import type { PlacedCode } from '../code/every-code.ts';
import type { CodeFacts } from '../code/facts.ts';
import { foldedText } from '../code/folded-text.ts';
import { nameBeside } from './name-beside.ts';
import { tellingName, tellingPlural } from './telling-names.ts';

export interface NamedText extends Span {
  readonly value: string;
  readonly name: string | undefined;
  /** It is not written in one piece, or not as it is read: a search of the file's own text does not see it. */
  readonly assembled: boolean;
}

/** Documentation is no code: it is read as comments are. */
export function stringsOfCode(facts: CodeFacts): readonly NamedText[] {
  const found: NamedText[] = [];
  const seen = new Set<Code>();
  const given = new Map<Code, string>();
  for (const placed of everyCode(facts)) {
    const { code } = placed;
    if (code.kind === 'call') namesOfArguments(code, given);
    if (seen.has(code)) continue;
    const pieces = new Set<Code>();
    const value = code.kind === 'literal' || code.kind === 'group' || code.kind === 'call' ? foldedText(code, placed.scope, facts.text, pieces) : undefined;
    if (value === undefined || value === '') continue;
    seen.add(code);
    for (const piece of pieces) seen.add(piece);
    const assembled = code.kind !== 'literal' || code.value !== value;
    found.push({ start: code.start, end: code.end, value, name: given.get(code) ?? nameOf(placed, facts), assembled });
  }
  return found;
}

function nameOf({ code, parent, enclosing }: PlacedCode, { text }: CodeFacts): string | undefined {
  const beside = nameBeside(text, code.start, code.end);
  if (!parent || (beside !== undefined && tellingName(beside))) return beside;
  const around = nameAround(code, parent, enclosing, text);
  return around !== undefined && (tellingName(around) ?? tellingPlural(around)) ? around : (beside ?? around);
}

/** Functions that give back what they are given, in other bytes. */
const decoders = /^(?:from|atob|decode|b64decode|fromhex|from_hex|unhexlify|encode|bytes|str|String|getBytes|GetBytes|FromBase64String)$/;

/** The name that all of what the literal is a part of is given to: a list, either of two, what a function gives back. */
function nameAround(code: Code, parent: Code, enclosing: PlacedCode['enclosing'], text: string): string | undefined {
  if (parent.kind === 'exit' && parent.how === 'return') return enclosing?.code.name?.replace(/^(?:get|fetch|load|read|default|make|create)_?(?=[A-Z_a-z])/, '');
  const decodes = parent.kind === 'call' && parent.args[0] === code && (parent.callee.kind === 'name' || parent.callee.kind === 'member') && decoders.test(parent.callee.name);
  const either = (parent.kind === 'branch' && parent.test !== code) || parent.kind === 'logical';
  if (parent.kind !== 'group' && !decodes && !either) return undefined;
  const from = Math.max(0, parent.start - 200);
  const left = text.slice(from, parent.start).replace(/[[{(]\s{0,20}$/, '');
  return nameBeside(left, left.length, left.length);
}

const setters = /^(?:set|with|use)_?(?=[A-Z_a-z])/;
const comparers = /equal|compare|strcmp|timing|verify|check/i;

/** `set("password", "x")`, `get("PASSWORD", "x")`, `setPassword("x")`, `compare(password, "x")`. */
function namesOfArguments({ callee, args }: CallCode, given: Map<Code, string>): void {
  const called = callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
  for (const [index, arg] of args.entries()) {
    if (arg.kind !== 'literal' && arg.kind !== 'group' && arg.kind !== 'call') continue;
    const previous = args[index - 1];
    const key = previous?.kind === 'literal' && previous.type === 'text' ? previous.value : undefined;
    if (key !== undefined && key.length < 80 && tellingName(key)) given.set(arg, key);
    else if (args.length === 1 && setters.test(called) && tellingName(called)) given.set(arg, called);
    else if (args.length === 1 && callee.kind === 'member' && tellingName(called) === 'password') given.set(arg, called);
    else if (args.length > 1 && comparers.test(called)) {
      const other = args.find((one) => (one.kind === 'name' || one.kind === 'member') && tellingName(one.name) !== undefined);
      if (other?.kind === 'name' || other?.kind === 'member') given.set(arg, other.name);
    }
  }
}
