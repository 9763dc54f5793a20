/** The text that an expression is in every run. */
import type { Code } from './code.ts';
import type { Scope } from './scope.ts';

/** A literal, or a name that is bound once and to a literal; undefined for all that is computed. */
export function constantText(code: Code, scope: Scope): string | undefined {
  if (code.kind === 'literal') return code.type === 'text' ? code.value : undefined;
  if (code.kind === 'group' && code.parts.length === 1 && !code.chain) return code.parts[0] && constantText(code.parts[0], scope);
  if (code.kind !== 'name') return undefined;
  const sources = scope.find(code.name)?.sources;
  const only = sources?.length === 1 ? sources[0] : undefined;
  if (only?.kind !== 'variable' || only.path.length > 0) return undefined;
  return only.value?.kind === 'literal' && only.value.type === 'text' ? only.value.value : undefined;
}
