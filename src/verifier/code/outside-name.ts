/** The dotted name of what comes from outside of the file. */
import type { Code } from './code.ts';
import type { CodeFacts } from './facts.ts';
import { dottedOf } from './match-call.ts';
import { resolve } from './resolve.ts';
import type { Scope } from './scope.ts';

/** `jwt.verify` for whatever it is called here; undefined for what the file itself defines. */
export function outsideName(code: Code, scope: Scope, facts: CodeFacts): string | undefined {
  const target = resolve(code, scope, facts);
  if ((target.root !== 'global' && target.root !== 'module' && target.root !== 'instance') || target.relative === true) return undefined;
  if (target.root === 'instance' && target.module === undefined && facts.module.find(target.path[0] ?? '')) return undefined;
  return dottedOf(target).replace(/^(globalThis|window|global|self)\./, '');
}
