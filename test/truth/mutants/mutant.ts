/** A changed file, and what a claim that passed before must say of it. */
import type { Claim } from '../../../src/verifier/verdict.ts';

export interface Mutant {
  readonly operator: string;
  readonly text: string;
}

/** Something that passes, the ways to make it false, and the ways to change the file that leave it true. */
export interface Subject {
  readonly claim: Claim;
  readonly line: number;
  readonly broken: readonly Mutant[];
  readonly kept: readonly Mutant[];
}

/**
 * `template` with a statement at its §, each line of it as deep as the § and the whole as deep as `indent`. The later
 * lines of the statement are as deep as they were in the file.
 */
export function placed(template: string, statement: string, indent: string): string {
  const isAsync = /\bawait\b|\basync\b/.test(statement);
  const lines = template.replaceAll('ASYNC', isAsync ? 'async ' : '').split('\n').map((line) => line.replace('§', () => indented(statement, /^ */.exec(line)![0]).trimStart()));
  return lines.join(`\n${indent}`);
}

/** Lines without `by`, where they begin with it. */
export function unindented(text: string, by: string): string {
  return text.split('\n').map((line) => (line.startsWith(by) ? line.slice(by.length) : line)).join('\n');
}

/** Lines of `text` moved by `by`. */
export function indented(text: string, by: string): string {
  return text.split('\n').map((line) => (line === '' ? line : by + line)).join('\n');
}
