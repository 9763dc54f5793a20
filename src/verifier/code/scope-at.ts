/** In which scope a piece of code stands that is asked about out of its context. */
import type { Code } from './code.ts';
import type { CodeFacts, FunctionFact } from './facts.ts';
import type { Scope } from './scope.ts';

interface Places {
  readonly scopes: ReadonlyMap<Code, Scope>;
  readonly functions: ReadonlyMap<FunctionFact, Scope>;
}

const known = new WeakMap<CodeFacts, Places>();

/** The scope of a name, a chain of names, a call or a piece that analysis has noted; the module's where it has not. */
export function scopeAt(code: Code, facts: CodeFacts): Scope {
  const { scopes } = placesOf(facts);
  return scopes.get(code) ?? scopes.get(rootOf(code)) ?? facts.module;
}

/** The scope of a function's own names; undefined where nothing in it was noted, so that nothing of it can be asked. */
export function scopeOfFunction(fact: FunctionFact, facts: CodeFacts): Scope | undefined {
  return placesOf(facts).functions.get(fact);
}

function placesOf(facts: CodeFacts): Places {
  const made = known.get(facts);
  if (made) return made;
  const scopes = new Map<Code, Scope>();
  const functions = new Map<FunctionFact, Scope>();
  const add = (code: Code, scope: Scope): void => {
    scopes.set(code, scope);
    for (let at: Scope | undefined = scope; at; at = at.parent) if (at.fact && !functions.has(at.fact)) functions.set(at.fact, at);
  };
  for (const { code, scope } of facts.references) {
    add(code, scope);
    add(rootOf(code), scope);
  }
  for (const { callee, scope } of facts.calls) {
    add(callee, scope);
    add(rootOf(callee), scope);
  }
  for (const { code, scope } of facts.pieces) add(code, scope);
  const places = { scopes, functions };
  known.set(facts, places);
  return places;
}

/** What a chain of members begins with. */
export function rootOf(code: Code): Code {
  let at = code;
  for (;;) {
    if (at.kind === 'member' || at.kind === 'index') at = at.object;
    else if (at.kind === 'group' && at.parts.length === 1 && at.parts[0] && !at.chain) at = at.parts[0];
    else return at;
  }
}
