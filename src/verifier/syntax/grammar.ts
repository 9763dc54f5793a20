/** What a language file offers: its grammar, its rules of lowering, and the few facts that no syntax tells. */
import type { Code, Span } from '../code/code.ts';
import type { LanguageTraits } from '../code/traits.ts';
import type { SyntaxNode } from './node.ts';

/** What a rule may note beside the form that it returns. */
export interface LoweringNotes {
  /** Marks text that is documentation although the grammar has it as a string. */
  documentation(span: Span): void;
  /** Marks what the grammar took for something else without noticing: as good as a syntax error. */
  misread(span: Span): void;
  /** Marks a macro that may define things under the words it is given. */
  generated(span: Span): void;
}

/** Lowers a node whose children are lowered already. It must not descend: deep trees would break it. */
export type LoweringRule = (node: SyntaxNode, notes: LoweringNotes) => Code;

export interface Grammar {
  readonly name: string;
  /** Its WebAssembly, as a path that begins with the package it comes from; the verifier's README says why that one. */
  readonly file: string;
  /** Puts right what is wrong in exactly this file; throws when it is another one. */
  readonly mend?: (wasm: Uint8Array) => Uint8Array;
}

export interface LanguageDefinition {
  readonly id: string;
  readonly title: string;
  /** With the dot, in lower case. */
  readonly extensions: readonly string[];
  readonly grammar: Grammar;
  /** Kinds of syntax that are comments. */
  readonly comments: readonly string[];
  /** Kinds whose whole content is without meaning at run time, such as type annotations. */
  readonly erased: readonly string[];
  /** What begins a comment to the end of the line; `//` when left out. */
  readonly lineComment?: string;
  /** The body of a function that does nothing, in languages with braces; `{}` when left out. */
  readonly emptyBody?: string;
  /** An expression and statement without effect; `null` when left out. */
  readonly neutral?: string;
  readonly rules: Readonly<Record<string, LoweringRule>>;
  readonly traits: LanguageTraits;
}
