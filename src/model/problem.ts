/** What is wrong with a model file, as data: a code, a place and typed parameters. Sentences are written at the edge. */

/** A half-open range of UTF-16 offsets in a text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Where something stands in a model: the keys from the top of the file down, such as `['assets', 'A1', 'properties']`. */
export type ModelPath = readonly (string | number)[];

/** error: part of the file could not be read as meant. warning: it was read, and something about it is off. */
export type Severity = 'error' | 'warning' | 'information';

/** A problem whose code says everything. */
export type NoParameters = Readonly<Record<string, never>>;

/** The parameters of each problem that reading a model file can find. */
export interface ModelProblemParameters {
  /** The text is not YAML 1.2; the parser's own words. */
  yaml_syntax: { readonly message: string };
  /** A file that is empty or whose top is not a map. */
  not_a_model: NoParameters;
  /** The same key twice in one map; the second occurrence is the one marked, and the first is the one that counts. */
  duplicate_key: { readonly key: string };
  /** A key that the schema does not know. It is kept, and read by nothing. */
  unknown_key: { readonly key: string; readonly suggestion?: string };
  missing_key: { readonly key: string };
  /** A value that the schema does not allow: what was found, and what may stand here. */
  invalid_value: { readonly found: string; readonly expected: string };
  /** An identifier that does not look like its kind. */
  invalid_identifier: { readonly id: string; readonly expected: string };
  /** A reference to an identifier that the model does not have, or no longer has. */
  unknown_reference: { readonly id: string; readonly removed: boolean; readonly suggestion?: string };
  /** An identifier that stands among the live entities and among the removed ones. */
  removed_identifier_in_use: { readonly id: string };
  /** A calendar day that does not exist, such as 2026-02-30. */
  invalid_date: { readonly found: string };
  asset_without_property: { readonly id: string };
  /** Factors were given and no reason for them. */
  factors_without_reason: { readonly id: string };
  implemented_without_assertion: { readonly id: string };
  control_without_clause: { readonly id: string };
  dismissal_without_reason: { readonly id: string };
  /** An assertion that names neither a control nor an assumption, or both. */
  assertion_without_subject: { readonly id: string };
  /** An assertion that covers a clause which its control does not have. */
  unknown_clause: { readonly id: string; readonly clause: string };
  /** A file that is larger than the limit, in bytes, and was not read. */
  file_too_large: { readonly bytes: number; readonly limit: number };
  /** Aliases that would grow beyond the parser's limit. */
  too_many_aliases: NoParameters;
}

export type ModelProblemCode = keyof ModelProblemParameters;

/** One problem of a model file, at a range of its text. */
export type ModelProblem = {
  readonly [Code in ModelProblemCode]: {
    readonly code: Code;
    readonly severity: Severity;
    readonly path: ModelPath;
    readonly range: TextRange;
    readonly parameters: ModelProblemParameters[Code];
  };
}[ModelProblemCode];
