/** What a condition is worth where its own syntax settles it. Named constants are not followed: they are switches. */
import type { Code } from './code.ts';

export interface Condition {
  /** Undefined: it depends. */
  readonly value?: boolean;
  /** What code is that runs only when the condition holds, or only when it does not. */
  readonly whenTrue?: 'type_only' | 'test_only';
  readonly whenFalse?: 'type_only' | 'test_only';
}

/** Reads literals, negation, and, or. Everything else depends. */
export function conditionOf(code: Code): Condition {
  switch (code.kind) {
    case 'literal':
      if (code.type === 'type-checking') return { value: false, whenTrue: 'type_only' };
      if (code.type === 'test-run') return { whenTrue: 'test_only' };
      return code.test === undefined ? {} : { value: code.test };
    case 'group':
      return code.parts.length === 1 && code.parts[0] && !code.chain ? conditionOf(code.parts[0]) : {};
    case 'object':
    case 'function':
      return { value: true };
    case 'not': {
      const { value, whenTrue, whenFalse } = conditionOf(code.operand);
      return { ...(value === undefined ? {} : { value: !value }), ...(whenFalse ? { whenTrue: whenFalse } : {}), ...(whenTrue ? { whenFalse: whenTrue } : {}) };
    }
    case 'logical': {
      if (code.operator === 'coalesce') return {};
      const left = conditionOf(code.left);
      const right = conditionOf(code.right);
      const decisive = code.operator === 'or';
      const value = left.value === decisive || right.value === decisive ? decisive : left.value === undefined ? undefined : right.value;
      const whenTrue = code.operator === 'and' ? (left.whenTrue ?? right.whenTrue) : undefined;
      const whenFalse = code.operator === 'or' ? (left.whenFalse ?? right.whenFalse) : undefined;
      return { ...(value === undefined ? {} : { value }), ...(whenTrue ? { whenTrue } : {}), ...(whenFalse ? { whenFalse } : {}) };
    }
    default:
      return {};
  }
}
