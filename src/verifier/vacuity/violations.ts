/** A line of text that breaks a claim of absence. */
import { sinksSchema } from '../sinks/sink-claim.ts';
import type { Claim } from '../verdict.ts';
import { exampleOfPattern } from './example-of-pattern.ts';

/** A call of the first sink with a value that nobody knows. */
function callOfSink(sinks: unknown): string | undefined {
  const parsed = sinksSchema.safeParse(sinks);
  const first = parsed.success ? parsed.data[0] : undefined;
  if (!first) return undefined;
  const value = 'somethingThatNobodyKnows';
  const most = Math.max(0, ...(first.positions ?? []).map((position) => (typeof position === 'number' ? position : 0)));
  return first.kind === 'assign' ? `${first.callee.includes('.') ? first.callee : `target.${first.callee}`} = ${value};` : `${first.callee}(${[...Array.from({ length: most + 1 }, () => value), ...(first.positions ?? []).filter((position) => typeof position === 'string').map((name) => `${name}=${value}`)].join(', ')});`;
}

/** In the format of a key of AWS, and made up. In pieces, so that nobody takes this file for a leak. */
const madeUpKey = ['AKIA', 'Q5M7Z2KX', '4WNTRJ6P'].join('');

/** For each type that claims an absence; what its params do not allow an example of stays untried. */
const violations: Readonly<Record<string, (params: Claim['params']) => string | undefined>> = {
  sink_default_deny: ({ sinks }) => callOfSink(sinks),
  typed_boundary: ({ sinks }) => callOfSink(sinks),
  no_plaintext_secret: ({ patterns }) => [patterns].flat().map((pattern) => (typeof pattern === 'string' ? exampleOfPattern(pattern) : undefined)).find((example) => example !== undefined) ?? madeUpKey,
  pattern_absent: ({ pattern }) => (typeof pattern === 'string' ? exampleOfPattern(pattern) : undefined),
};

/** The line, or undefined where none can be made. */
export function violationOf({ type, params }: Claim): string | undefined {
  return violations[type]?.(params);
}

/** The types that have one. */
export const violatedTypes: readonly string[] = Object.keys(violations);
