/** What the pool and its workers say to each other. Workers see no file: they ask the pool, which owns the sources. */
import type { AttestedStatements } from './attested-results.ts';
import type { FileDigests, FoundFile, FoundFiles, NoSource, SourceText } from './sources.ts';
import type { Suggestion, SuggestionsOf } from './suggest.ts';
import type { NoTestReport, TestReport, TestRequest } from './test-runner.ts';
import type { Vacuity } from './vacuity/prove.ts';
import type { Claim, Verdict } from './verdict.ts';

/** The worker already holds this text: only its digest has to travel. */
export interface UnchangedSource {
  readonly unchanged: true;
}

/** Which ports the asking side has; a worker asks the pool for what is behind them. */
export interface PortsThere {
  readonly tests: boolean;
  readonly attested: boolean;
}

export type PortAnswer = TestReport | NoTestReport | AttestedStatements;

/** What a file holds now, by the digest of its text: a worker that has this text need not ask for it. */
export interface KnownText {
  readonly path: string;
  readonly sha256: string;
}

export type ToWorker =
  | { readonly kind: 'check'; readonly job: number; readonly claim: Claim; readonly prove?: Verdict; readonly ports: PortsThere; readonly now?: KnownText }
  | { readonly kind: 'suggest'; readonly job: number; readonly asked: SuggestionsOf; readonly now?: KnownText }
  | { readonly kind: 'source'; readonly question: number; readonly answer: SourceText | NoSource | UnchangedSource | FoundFile | FoundFiles | FileDigests }
  | { readonly kind: 'answer'; readonly question: number; readonly answer: PortAnswer }
  | { readonly kind: 'loaded'; readonly question: number; readonly bytes: Uint8Array | undefined };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'ask'; readonly question: number; readonly about: 'read' | 'exists' | 'list' | 'digest'; readonly path: string; readonly have?: string }
  | { readonly kind: 'run'; readonly question: number; readonly request: TestRequest }
  | { readonly kind: 'statements'; readonly question: number }
  /** Of a worker that cannot read what ships with it. */
  | { readonly kind: 'load'; readonly question: number; readonly file: string }
  | { readonly kind: 'suggestions'; readonly job: number; readonly suggestions: readonly Suggestion[] }
  | { readonly kind: 'verdict'; readonly job: number; readonly verdict: Verdict; readonly vacuity?: Vacuity };
