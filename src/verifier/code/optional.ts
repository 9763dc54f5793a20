/** Calls that `?.` may leave out. */
import type { CallCode, Code } from './code.ts';

/** Whether a call happens only when what stands before it is there. */
export function isOptional(code: CallCode): boolean {
  if (code.optional) return true;
  for (let at: Code = code.callee; ; ) {
    if (at.kind === 'member' || at.kind === 'index') {
      if (at.optional) return true;
      at = at.object;
    } else if (at.kind === 'call') {
      if (at.optional) return true;
      at = at.callee;
    } else return false;
  }
}
