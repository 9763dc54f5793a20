/** One problem shape for every front: a code, a place and typed parameters; `sentences.ts` puts it into words. */
import type { Severity, TextRange } from '../model/problem.ts';
import type { CodeRange } from '../verifier/verdict.ts';

/** Where a problem shows: in a model file by offsets, or in a code file by lines and columns. */
export type ProblemPlace =
  | { readonly in: 'model'; readonly file: string; readonly range: TextRange; readonly lines: CodeRange }
  | { readonly in: 'code'; readonly file: string; readonly lines: CodeRange };

export interface Problem {
  /** Stable, such as `unknown_reference` or `assertion_failed`. */
  readonly code: string;
  readonly severity: Severity;
  readonly place: ProblemPlace;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly remedy: string;
  /** The entity that it is about: `asrt_7k2m`, `CTRL-01`, `A1`. */
  readonly subject?: string;
  /** Further places that explain it: the claim of a failing assertion, the first of two equal keys. */
  readonly related?: readonly { readonly place: ProblemPlace; readonly message: string }[];
}
