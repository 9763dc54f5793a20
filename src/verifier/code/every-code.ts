/** Every piece of the code of a file, with the scope in which its names mean something. */
import { childrenOf } from './children.ts';
import type { Code } from './code.ts';
import type { CodeFacts, FunctionFact } from './facts.ts';
import type { Scope } from './scope.ts';

export interface PlacedCode {
  readonly code: Code;
  readonly scope: Scope;
  /** The innermost function whose body or default values it stands in. */
  readonly enclosing: FunctionFact | undefined;
  /** What it is a part of. */
  readonly parent: Code | undefined;
}

/** Outer pieces first, in the order of evaluation otherwise. Dead code is code; what never lowered is not there. */
export function* everyCode({ program, scopes, module, functions }: CodeFacts): Generator<PlacedCode> {
  const open: PlacedCode[] = [{ code: program, scope: module, enclosing: undefined, parent: undefined }];
  for (let placed = open.pop(); placed; placed = open.pop()) {
    yield placed;
    const { code } = placed;
    const scope = scopes.get(code) ?? placed.scope;
    const enclosing = code.kind === 'function' ? (functions.get(code) ?? placed.enclosing) : placed.enclosing;
    const children = childrenOf(code);
    for (let index = children.length - 1; index >= 0; index--) open.push({ code: children[index]!, scope, enclosing, parent: code });
  }
}
