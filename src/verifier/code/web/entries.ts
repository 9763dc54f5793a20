/** The entries of a map that is written out, in whatever way its language writes one. */
import type { Code, Span } from '../code.ts';
import { constantText } from '../constant-text.ts';
import type { Scope } from '../scope.ts';

export interface Entry extends Span {
  /** Undefined: computed. */
  readonly key: string | undefined;
  readonly value: Code;
}

/** Undefined for what is no map that is written out; a name that is bound once to one is followed. */
export function entriesOf(code: Code, scope: Scope, hops = 0): readonly Entry[] | undefined {
  if (hops > 4) return undefined;
  if (code.kind === 'object') {
    return code.members.flatMap((member): readonly Entry[] => {
      if (member.kind === 'assign' && member.value) {
        const { target, value, start, end } = member;
        // A plain key is a name here; a computed one is an expression in the brackets.
        const written = target.kind === 'name' && !isComputed(member.start, target) ? target.name : constantText(target, scope);
        return [{ key: written, value, start, end }];
      }
      if (member.kind === 'function') return [];
      const spread = member.kind === 'group' && member.parts.length === 1 && member.parts[0] ? member.parts[0] : member;
      return entriesOf(spread, scope, hops + 1) ?? [{ key: undefined, value: member, start: member.start, end: member.end }];
    });
  }
  if (code.kind === 'group' && code.chain && code.parts.length > 0) {
    const pairs = code.parts.map((part) => (part.kind === 'group' && part.parts.length === 2 ? part : undefined));
    if (pairs.every((pair) => pair !== undefined)) return pairs.map((pair) => ({ key: constantText(pair.parts[0]!, scope), value: pair.parts[1]!, start: pair.start, end: pair.end }));
    return undefined;
  }
  if (code.kind === 'group' && code.parts.length === 1 && code.parts[0]) return entriesOf(code.parts[0], scope, hops + 1);
  if (code.kind !== 'name') return undefined;
  const binding = scope.find(code.name);
  const only = binding?.sources.length === 1 ? binding.sources[0] : undefined;
  return only?.kind === 'variable' && only.path.length === 0 && only.value && binding ? entriesOf(only.value, binding.scope, hops + 1) : undefined;
}

/** `[NAME]: value` begins with a bracket. */
function isComputed(start: number, target: Span): boolean {
  return target.start > start;
}
