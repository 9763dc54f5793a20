/** What the index answers. Nothing of it is believed where a status is decided: those who decide read and verify the files. */

export interface RunRow {
  /** The digest that the file is named by. */
  readonly name: string;
  readonly model: string;
  readonly modelDigest: string;
  readonly repository: string | null;
  readonly commit: string;
  readonly tree: string;
  /** By the statement's own word. */
  readonly at: string;
  readonly tool: string;
  readonly passed: number;
  readonly failed: number;
  readonly undecidable: number;
}

/** What one run said of an assertion. */
export interface EntryRow {
  readonly run: string;
  readonly commit: string;
  readonly at: string;
  readonly id: string;
  readonly tier: number;
  readonly verdict: string;
  readonly strength: string | null;
}

export interface RunQuestion {
  readonly model?: string;
  readonly commit?: string;
  readonly limit?: number;
}

export interface EvidenceIndex {
  /** Newest first, by the statements' own word. */
  runs(asked?: RunQuestion): readonly RunRow[];
  /** What runs said of an assertion, by its hash, newest first. */
  history(assertionHash: string, limit?: number): readonly EntryRow[];
  /** Digests that runs name and that are not there. */
  missing(): readonly string[];
  /** Files that are no evidence, with the reason. */
  unreadable(): readonly { readonly name: string; readonly because: string }[];
  /** Whether it was made anew because it was missing, old or damaged. */
  readonly rebuilt: boolean;
  close(): void;
}
