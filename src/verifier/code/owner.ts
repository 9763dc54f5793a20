/** In which function something happens: what has its name in another function is another thing. */
import type { FunctionFact } from './facts.ts';
import type { Scope } from './scope.ts';

/** The innermost function around a scope, or undefined on the level of the module. */
export function ownerOf(scope: Scope): FunctionFact | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) if (at.fact) return at.fact;
  return undefined;
}
