/** What the model screen shows: every entity as a row, in sections. What a row opens to is asked for, see `asks.ts`. */
import type { EntityKind } from '../../model/identifiers.ts';
import type { ModelPath } from '../../model/problem.ts';
import type { Mark } from '../marks.ts';

export interface ModelScreen {
  /** The feature: what people call it, and what it is. */
  readonly title: string;
  readonly description: string;
  /** Each kind of entity, in the order of the file's sections; a section may be empty. */
  readonly sections: readonly ModelSection[];
  readonly removed: readonly RemovedRow[];
  readonly frameworks: readonly FrameworkRow[];
  readonly gaps: readonly GapRow[];
  /** Problems of the whole model that stand at none of its entities. */
  readonly problems: readonly ScreenProblem[];
}

export interface ModelSection {
  readonly kind: EntityKind;
  readonly rows: readonly EntityRow[];
}

export interface EntityRow {
  readonly id: string;
  /** What people call it; text of the model. */
  readonly title: string;
  /** What else a glance should tell: where it stands, what it serves. Text of the model. */
  readonly about: readonly string[];
  /** How it stands, most telling first. */
  readonly marks: readonly Mark[];
  /** The worst of its problems, and how many there are. */
  readonly problems?: { readonly severity: ScreenProblem['severity']; readonly count: number };
}

export interface RemovedRow {
  readonly id: string;
  readonly title: string;
  readonly on: string;
  readonly why?: string;
  /** Whether its tombstone says what it was. */
  readonly canBeRestored: boolean;
}

export interface FrameworkRow {
  readonly name: string;
  readonly level?: number;
  readonly exclusions: number;
  readonly mappings: number;
}

export interface GapRow {
  readonly id: string;
  readonly title: string;
  readonly reason: string;
  readonly until: string;
}

export interface ScreenProblem {
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
  readonly remedy: string;
  /** Where in the model it stands; empty at its top. */
  readonly path: ModelPath;
}
