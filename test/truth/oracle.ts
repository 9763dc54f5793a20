/** What an oracle says of a file, and what the verifier says, in one shape: places, so that no naming rule has a say. */

/** Functions with a body, and calls by name. Each is a text that two parsers of the same file must agree on. */
export interface Structure {
  readonly functions: readonly string[];
  readonly calls: readonly string[];
}

/** Somebody else's parser. `undefined`: it does not read the file, so there is nothing to compare. */
export interface Oracle {
  readonly name: string;
  /** The languages of the verifier that it can judge. */
  readonly languages: readonly string[];
  structureOf(files: readonly { readonly path: string; readonly text: string }[]): Promise<readonly (Structure | undefined)[]>;
}
