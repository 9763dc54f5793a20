/** What variables hold after an assignment, of a parameter that is watched. */
import type { AssignCode, Code } from '../code.ts';
import { scopeAt } from '../scope-at.ts';
import { kindOfCall } from './call-kinds.ts';
import { helped } from './parameter-helpers.ts';
import type { ParameterWalk } from './parameter-walk.ts';

/** An assignment: what the target holds from now on. Gives back what its value only looks at. */
export function assigned(walk: ParameterWalk, code: AssignCode): readonly string[] {
  const { target } = code;
  const value = code.value && unwrapped(code.value);
  if (!value) return [];
  if (target.kind === 'member' || target.kind === 'index') {
    walk.value(value, false);
    return [];
  }
  if (code.augmented) {
    const mentioned = walk.mentioned(value);
    if (mentioned.length > 0 && target.kind === 'name') bind(walk, code, target, [walk.values.made(mentioned)], true);
    return [];
  }
  const { keys, looked } = origin(walk, value);
  bind(walk, code, target, keys, false);
  return looked;
}

function bind(walk: ParameterWalk, code: AssignCode, target: Code, keys: readonly string[], adds: boolean): void {
  if (target.kind === 'name') {
    const binding = scopeAt(code, walk.facts).find(target.name);
    if (!binding) return;
    const held = adds ? [...(walk.known.origins.get(binding) ?? []), ...keys] : keys;
    walk.known = { ...walk.known, origins: new Map([...walk.known.origins, [binding, held]]) };
  } else if (target.kind === 'pattern') {
    for (const part of target.parts) bind(walk, code, part.target, part.path ? keys.map((key) => (key.startsWith('#') ? key : [key, ...part.path!].join('.'))) : keys, adds);
  }
}

function origin(walk: ParameterWalk, value: Code): { readonly keys: readonly string[]; readonly looked: readonly string[] } {
  const direct = walk.keysOf(value);
  if (direct.length > 0) return { keys: direct, looked: direct };
  const mentioned = walk.mentioned(value);
  // `x.parse()?` leaves unless the value is well-formed.
  const inner = value.kind === 'exit' && value.how === 'yield' && value.value ? unwrapped(value.value) : undefined;
  if (inner?.kind === 'call' && inner.callee.kind === 'member' && walk.facts.traits.behaviour?.validation?.parseMembers?.has(inner.callee.name)) {
    const given = walk.mentioned(inner.callee.object);
    if (given.length > 0) {
      walk.note('guard', value, given);
      walk.known = walk.check(walk.known, given);
      return { keys: [], looked: given };
    }
  }
  if (value.kind === 'call') {
    const kind = kindOfCall(value, walk.facts, true);
    const receiver = value.callee.kind === 'member' ? walk.mentioned(value.callee.object) : [];
    const handedOn = value.args.flatMap((arg) => (arg.kind === 'function' ? [] : walk.mentioned(arg)));
    if (kind.kind === 'converts' && handedOn.length > 0 && receiver.length === 0) return made(walk.values.made(handedOn), handedOn);
    if (receiver.length > 0 && !value.args.some((arg) => arg.kind === 'function') && !walk.callsIn(value.callee)) return made(walk.values.made(mentioned), mentioned);
    if (handedOn.length > 0 && (kind.kind === 'looks' || (kind.kind === 'helper' && !walk.inside.has(kind.function)))) {
      const checkedBefore = walk.noted.length;
      const keys = kind.kind === 'helper' ? helped(walk, value, kind.function, handedOn) : value.args.flatMap((arg) => walk.looked(arg));
      // What a helper insisted on, it may give back.
      if (walk.noted.length > checkedBefore && keys.every((key) => walk.values.isChecked(key, walk.known))) return { keys: [], looked: keys };
      return keys.length > 0 ? made(walk.values.telling(keys), keys) : { keys: [], looked: [] };
    }
    if (handedOn.length > 0 && kind.kind === 'check_like') {
      walk.note('helper', value, handedOn);
      return made(walk.values.telling(handedOn), handedOn);
    }
    walk.value(value, false);
    return { keys: [], looked: [] };
  }
  if (mentioned.length > 0 && !walk.callsIn(value) && value.kind !== 'function') {
    if (value.kind === 'branch') walk.test(value.test);
    return made(walk.values.made(mentioned), mentioned);
  }
  if (value.kind !== 'function') walk.value(value, false);
  return { keys: [], looked: [] };
}

function made(key: string, looked: readonly string[]): { readonly keys: readonly string[]; readonly looked: readonly string[] } {
  return { keys: [key], looked };
}

function unwrapped(code: Code): Code {
  return code.kind === 'group' && code.parts.length === 1 && code.parts[0] && !code.chain ? unwrapped(code.parts[0]) : code;
}
