/** What the screen of changes shows. What differs between two states is asked for, see `asks.ts`. */
import type { Mark } from '../marks.ts';
import type { Place } from '../place.ts';
import type { ChangeOverlay } from './change-overlay.ts';

export interface ChangesScreen {
  /** Whether git can be asked, and if not, why, in a sentence. */
  readonly git: { readonly commit: string } | { readonly none: string };
  /** Entities of the model, for the history of one. */
  readonly entities: readonly { readonly id: string; readonly title: string }[];
}

/** A commit that changed the file of the model, however it was called then. */
export interface ModelCommit {
  readonly commit: string;
  readonly subject: string;
  readonly author: string;
  /** ISO instant. */
  readonly at: string;
  /** Path in the repository at that commit. */
  readonly path: string;
}

export interface ModelCommits {
  /** The newest first. */
  readonly commits: readonly ModelCommit[];
  /** Whether there are older ones that are not listed. */
  readonly more: boolean;
}

export interface ModelChanges {
  /** What could be read of a side only in part, or not at all, in sentences. */
  readonly problems: readonly string[];
  /** In their order: what became easier to satisfy, what became harder, and the rest. */
  readonly weakenings: readonly ChangeRow[];
  readonly improvements: readonly ChangeRow[];
  readonly rest: readonly ChangeRow[];
  /** Objectives whose status differs. */
  readonly objectives: readonly ObjectiveChange[];
  /** Claims of a side that were not run, so that its statuses may be worse than they were. */
  readonly notRun: readonly string[];
  /** The graph of both sides; only where it was asked for. */
  readonly overlay?: ChangeOverlay;
}

export interface ChangeRow {
  readonly id: string;
  readonly sentence: string;
  /** What it was and what it is, where that is short. */
  readonly before?: string;
  readonly after?: string;
  /** Missing for what is not in the work tree. */
  readonly opens?: Place;
  /** What of the graph it is about: the thing itself, or the assets that it is to protect. */
  readonly drawn: readonly string[];
}

export interface ObjectiveChange {
  readonly id: string;
  readonly title: string;
  /** Missing: the objective was not there. */
  readonly before?: Mark;
  readonly after?: Mark;
  readonly sentence: string;
  /** Its asset and its attacker. */
  readonly drawn: readonly string[];
}

/** What happened to one entity, the newest first. */
export interface EntityHistory {
  readonly events: readonly EntityEvent[];
  /** Commits at which the model could not be read. */
  readonly unreadable: readonly string[];
  /** Whether there may be older events than were looked for. */
  readonly more: boolean;
}

export interface EntityEvent {
  readonly commit: string;
  readonly subject: string;
  readonly author: string;
  readonly at: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly fields: readonly string[];
}
