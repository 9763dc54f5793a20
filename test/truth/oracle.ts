/** What an oracle says of a file, and what the verifier says, in one shape: places, so that no naming rule has a say. */
import type { CodeFacts } from '../../src/verifier/code/facts.ts';

/** Functions with a body, calls by name, imports, classes, decorators: each is a text that two parsers of the same file must agree on. */
export const parts = ['functions', 'calls', 'imports', 'classes', 'decorators'] as const;
export type Part = (typeof parts)[number];

/** A part that is left out is one that the oracle cannot say anything about. */
export type Structure = Readonly<Partial<Record<Part, readonly string[]>>>;

export interface SubjectFile {
  readonly path: string;
  readonly text: string;
}

/** Somebody else's parser. A structure that is `undefined`: it does not read the file, so there is nothing to compare. */
export interface Oracle {
  readonly name: string;
  /** The languages of the verifier that it can judge. */
  readonly languages: readonly string[];
  /** Why it cannot be asked on this machine. */
  missing?(): string | undefined;
  structureOf(files: readonly SubjectFile[]): Promise<readonly (Structure | undefined)[]>;
  /** What the verifier found, in the words of this oracle; `ourStructure` when left out. */
  ours?(facts: CodeFacts): Structure;
}
