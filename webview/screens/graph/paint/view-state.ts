/** What of the graph is in the light: what is selected, looked for, played, offered. Plain; painters read it. */
import type { StatusMoves, ThingChange } from '../../../../src/protocol/screens/change-overlay.ts';
import type { PlayedHop } from '../../../../src/protocol/screens/graph-reach.ts';
import type { Box, Point } from '../layout/graph-layout.ts';

export interface PlayState {
  readonly attacker: string;
  readonly asset: string;
  readonly hops: readonly PlayedHop[];
  /** How many hops are shown; the last one as far as `part`, from 0 to 1. */
  readonly shown: number;
  readonly part: number;
  readonly walls: readonly string[];
  /** What an indeterminate verdict is about. */
  readonly gaps: readonly string[];
}

export interface Dragging {
  readonly label: string;
  readonly box: Box;
  /** Where it would go; drawn as a target. */
  readonly target?: string;
  /** A new connection is drawn from here. */
  readonly from?: Point;
  readonly at: Point;
}

/** How the two sides differ that are drawn as one. */
export interface ShownChanges {
  readonly things: ReadonlyMap<string, ThingChange>;
  readonly statuses: ReadonlyMap<string, StatusMoves>;
}

export interface ViewState {
  readonly selected: ReadonlySet<string>;
  /** Where the keyboard is. */
  readonly focus?: string;
  readonly hover?: string;
  /** What is found; everything else steps back. */
  readonly found?: ReadonlySet<string>;
  readonly play?: PlayState;
  /** What an offered edit is about. */
  readonly offered: ReadonlySet<string>;
  readonly dragging?: Dragging;
  /** What is the same on both sides steps back. */
  readonly changes?: ShownChanges;
}

export const nothingSelected: ViewState = { selected: new Set(), offered: new Set() };
