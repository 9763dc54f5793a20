/** A place in a text at which a claim holds. */
import type { Span } from '../code/code.ts';
import type { Claim } from '../verdict.ts';

/** Where a claim was found to hold. */
export interface Site {
  readonly claim: Claim;
  readonly file: string;
  readonly text: string;
  readonly span: Span;
  /** Where it begins, from 1. */
  readonly line: number;
}

/** The text with something else in its place. */
export function replaced({ text, span }: Site, by: string): string {
  return text.slice(0, span.start) + by + text.slice(span.end);
}
