/** Expressions that drop the errors in them: `try? load()`, `try! load()`. */
import { childrenOf } from '../children.ts';
import type { Code, GroupCode } from '../code.ts';
import type { FunctionFact } from '../facts.ts';

export interface DroppedErrors {
  readonly code: GroupCode;
  /** The value that is missing goes on to something that may ask for it. */
  readonly isAsked: boolean;
}

/** In the order of the text; functions that are written in it have their own. */
export function droppedErrors(fact: FunctionFact): readonly DroppedErrors[] {
  const found: DroppedErrors[] = [];
  const open: { readonly code: Code; readonly isAsked: boolean }[] = [{ code: fact.code.body, isAsked: false }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { code, isAsked } = next;
    if (code.kind === 'group' && code.drops) found.push({ code, isAsked });
    if (code.kind === 'function' || code.kind === 'class') continue;
    // Statements and returned values are asked by nobody here.
    const passes = code.kind === 'block' || (code.kind === 'group' && !code.chain) || (code.kind === 'exit' && code.how === 'return') || code.kind === 'try' || code.kind === 'loop' || code.kind === 'labelled';
    for (const part of childrenOf(code)) open.push({ code: part, isAsked: code.kind === 'branch' ? part === code.test || isAsked : code.kind === 'switch' ? part === code.subject || isAsked : !passes || isAsked });
  }
  return found.sort((a, b) => a.code.start - b.code.start);
}
