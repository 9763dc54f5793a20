/** What the matrix shows: every objective as a cell, assets by attackers. What a cell rests on is asked for, see `asks.ts`. */
import type { Place } from '../place.ts';

export interface MatrixScreen {
  /** The rows, by identifier. */
  readonly assets: readonly MatrixAsset[];
  /** The columns, by identifier. */
  readonly attackers: readonly MatrixAttacker[];
  /** One character a cell, row by row; see `matrix-cell.ts`. */
  readonly cells: string;
  /** What components and boundaries are called, by identifier. Text of the model. */
  readonly names: Readonly<Record<string, string>>;
}

export interface MatrixAsset {
  readonly id: string;
  readonly title: string;
  readonly impact: 'high' | 'medium' | 'low';
  readonly components: readonly string[];
}

export interface MatrixAttacker {
  readonly id: string;
  readonly title: string;
  readonly likelihood: 'high' | 'medium' | 'low';
  readonly boundaries: readonly string[];
  readonly position?: string;
}

/** Why an objective has its status: a chain of lines down to the code. */
export interface ObjectiveExplanation {
  readonly objective: string;
  readonly asset: string;
  readonly attacker: string;
  readonly lines: readonly ExplainedLine[];
}

export interface ExplainedLine {
  /** How deep it stands in the chain; the objective is 0. */
  readonly depth: number;
  readonly mark: 'good' | 'bad' | 'open' | 'note';
  readonly text: string;
  /** What it is about, to be opened, and what that is called there: a line of code, or an entity. */
  readonly place?: Place;
  readonly placeName?: string;
}
