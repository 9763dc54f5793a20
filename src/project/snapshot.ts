/** What a front sees of a workspace: snapshots, and the one object that makes them. Fronts translate these and decide nothing. */
import type { Assessment } from '../assurance/assessment.ts';
import type { Weakening } from '../assurance/weakenings.ts';
import type { ParsedModel } from '../model/parse.ts';
import type { TextRange } from '../model/problem.ts';
import type { ThreatModel } from '../model/schema.ts';
import type { Vacuity } from '../verifier/vacuity/prove.ts';
import type { CheckPorts } from '../verifier/ports.ts';
import type { Claim, CodeRange, Verdict } from '../verifier/verdict.ts';
import type { SuggestionsOf } from '../verifier/suggest.ts';
import type { Candidate, Rebinding } from './claims/candidates.ts';
import type { FollowedRename, SymbolRename } from './claims/follow-rename.ts';
import type { FileCommit } from './model-past.ts';
import type { PastPosture } from './past-posture.ts';
import type { NoRecord, RecordedPosture } from './read-recorded.ts';
import type { ModelHistory } from './review/control-checks.ts';
import type { PlacesNow } from './review/finding-places.ts';
import type { Problem } from './problem.ts';
import type { Repository } from './repository.ts';

/** A model file as it is now: its text (unsaved text wins), what it says, and what follows from it and the code. */
export interface ModelSnapshot {
  /** Absolute. */
  readonly projectRoot: string;
  /** Path of the file, relative to the project's root, with `/`. */
  readonly path: string;
  readonly text: string;
  /** A range of `text` as lines and columns. */
  linesOf(range: TextRange): CodeRange;
  /** The parse of `text`. */
  readonly parsed: ParsedModel;
  /** The model of the newest text that parsed without an error, or what could be read of it when none did. */
  readonly model: ThreatModel;
  /** False while `text` has errors and `model` stems from an earlier text. */
  readonly current: boolean;
  /** The newest verdict of each assertion of this checkout, by identifier; missing while none was reached. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** What the last cold run found when it took away what passing assertions claim; missing where it was not tried since. */
  readonly vacuity: ReadonlyMap<string, Vacuity>;
  /** Where the locations of open findings are in the files as they are now. */
  readonly findingPlaces: PlacesNow;
  /** The assertions whose verdict is being renewed. The old verdict stands meanwhile. */
  readonly checking: ReadonlySet<string>;
  /** On basis `worktree`. */
  readonly assessment: Assessment;
  /** Against the base commit, when there is one; see `base`. */
  readonly weakenings: readonly Weakening[];
  /** The commit that weakenings are computed against, or why there is none. */
  readonly base: { readonly commit: string } | { readonly none: 'no_repository' | 'not_in_base' | 'no_such_commit' | 'not_trusted' | 'no_git' | 'pending' };
  /** What the model came to at the base commit; missing until `comparePast` was called, and where there is no such commit. */
  readonly past: PastPosture | undefined;
  /** Who last wrote each line of the model at the last commit; missing until `readHistory` was called, and where git cannot tell. */
  readonly history: ModelHistory | undefined;
  /** What runs on record come to for the model and the files as they were when `readRecorded` last looked; missing until it did. See `onRecord`. */
  readonly recorded: RecordedPosture | NoRecord | undefined;
  /** Assertion paths are relative to its root. */
  readonly repository: Repository;
  /** Every problem of this model, those of the code included, sorted by place. */
  readonly problems: readonly Problem[];
}

export interface VerifyProgress {
  readonly step: 'verifying' | 'proving';
  readonly done: number;
  readonly total: number;
  /** The file of the assertion just checked. */
  readonly file?: string;
}

export interface VerifyOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: VerifyProgress) => void;
  /** A cold run: whether each passing claim notices that what it claims is gone, unless that is known of these very texts. */
  readonly prove?: boolean;
  /** What claims may use that files alone cannot answer, by the root of their repository: see `testPorts`. Edits never use it. */
  readonly ports?: (repositoryRoot: string) => CheckPorts;
  /** Only assertions that rest on one of these files, relative to the root. */
  readonly files?: readonly string[];
  /** Only these, each with the path of its model. */
  readonly assertions?: readonly { readonly model: string; readonly assertion: string }[];
}

export interface TryClaims extends Pick<VerifyOptions, 'signal' | 'prove' | 'ports'> {
  readonly onProgress?: (done: number, total: number) => void;
}

export interface TriedClaim {
  readonly verdict: Verdict;
  /** Only of a pass that was tried. */
  readonly vacuity?: Vacuity;
}

export interface Disposable {
  dispose(): void;
}

export interface ReadRecorded {
  /** The branch or commit whose trust policy counts. */
  readonly base?: string;
  /** The commit that evidence is looked for from; HEAD when left out. */
  readonly from?: string;
}

/** The earlier states of one model, by git. All of it rejects when git fails. */
export interface ModelPast {
  /** The commits that changed the model, the newest first, renames of its file followed. */
  commits(): Promise<{ readonly commits: readonly FileCommit[]; readonly more: boolean }>;
  /** What it said at commits; undefined where it was not there, or is too large. */
  texts(places: readonly { readonly commit: string; readonly path: string }[]): Promise<readonly (string | undefined)[]>;
  /** What it came to at a commit, by the code of then and the rules and the clock of now. Nothing is run. Rejects when aborted, too. */
  postureAt(commit: string, text: string, signal: AbortSignal): Promise<PastPosture>;
}

/** One root folder: its models, kept up to date with disk, unsaved text and verdicts. */
export interface Project extends Disposable {
  /** Absolute. Paths of snapshots are relative to it. */
  readonly root: string;
  /** Sorted by path. A new array after each change, its unchanged members the same objects. */
  readonly models: readonly ModelSnapshot[];
  /** Calls back after each change of `models`, at most once a turn, with the paths of the snapshots that changed. */
  onDidChange(listener: (changed: readonly string[]) => void): Disposable;
  /** Unsaved text of a file, model or code, or undefined when it was saved or closed. Re-checks only what rests on it. */
  setUnsaved(path: string, text: string | undefined): void;
  /** A file was created, changed or deleted on disk. */
  fileChanged(path: string): void;
  /** How long the last reading of a model file took, with all that follows from its text, in milliseconds; 0 for other files. */
  readingTime(path: string): number;
  /** Checks the assertions of this checkout; resolves when each has a verdict, and rejects only when aborted. */
  verify(options?: VerifyOptions): Promise<void>;
  /** Verifies the base commit's own code against its own models, so that snapshots have their `past`. Rejects only when aborted. */
  comparePast(signal?: AbortSignal): Promise<void>;
  /** Asks git who last wrote each line of the models, so that snapshots have their `history`. Nothing is asked where the workspace is not trusted. */
  readHistory(): Promise<void>;
  /**
   * Reads recorded runs, so that snapshots have their `recorded`. From then on it follows commits, runs that come, and saved files, and
   * lags behind what is typed. Where there is no ledger only that is found out. Rejects when the ledger or the repository cannot be read.
   */
  readRecorded(options?: ReadRecorded): Promise<void>;
  /** The claims about a place of a file, relative to the root, that hold now: what could be offered there. Rejects only when aborted. */
  candidateClaims(asked: SuggestionsOf & { readonly line?: number }, signal?: AbortSignal): Promise<readonly Candidate[]>;
  /**
   * Verdicts on claims that stand in no model yet, asked of the files of a model's repository as they are now, unsaved text included.
   * With `prove`, a passing one is also tried on whether it notices that what it claims is gone. Rejects only when aborted.
   */
  tryClaims(model: string, claims: readonly Claim[], options?: TryClaims): Promise<readonly TriedClaim[]>;
  /** What a failing assertion could name instead of a symbol that is gone. Rejects only when aborted. */
  rebindings(model: string, assertion: string, signal?: AbortSignal): Promise<readonly Rebinding[]>;
  /** Which assertions of a model mean a symbol that is about to be renamed, and what they would say then. Rejects only when aborted. */
  followRename(model: string, rename: SymbolRename, signal?: AbortSignal): Promise<FollowedRename>;
  /** The earlier states of a model; undefined where git cannot be asked: no repository, no git, or a workspace that is not trusted. */
  pastOf(model: string): ModelPast | undefined;
  /** The base commit may be another one now: models are compared with it again, and so is the past where it was asked for. */
  baseChanged(): Promise<void>;
  /** Resolves when no check is under way or due. */
  settled(): Promise<void>;
}
