/** A line of text that breaks a claim of absence. */
import type { Claim } from '../verdict.ts';
import { exampleOfPattern } from './example-of-pattern.ts';

/** For each type that claims an absence; what its params do not allow an example of stays untried. */
const violations: Readonly<Record<string, (params: Claim['params']) => string | undefined>> = {
  pattern_absent: ({ pattern }) => (typeof pattern === 'string' ? exampleOfPattern(pattern) : undefined),
};

/** The line, or undefined where none can be made. */
export function violationOf({ type, params }: Claim): string | undefined {
  return violations[type]?.(params);
}

/** The types that have one. */
export const violatedTypes: readonly string[] = Object.keys(violations);
