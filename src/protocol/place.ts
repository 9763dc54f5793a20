/** A place to open: an entity in the text of the model, the code of an assertion, or a file of the workspace. */
export type Place =
  | { readonly of: 'entity'; readonly id: string; readonly field?: string }
  | { readonly of: 'assertion'; readonly id: string }
  | { readonly of: 'file'; readonly file: string; readonly line?: number };
