/** The graph of two sides of a model in one: the newer side, with what only the older one had joined in, and how each thing differs. */
import type { GraphScreen } from './graph-screen.ts';

export const thingChanges = ['added', 'removed', 'changed'] as const;
/** How a thing differs from the older side to the newer. */
export type ThingChange = (typeof thingChanges)[number];

export const statusCourses = ['fell', 'rose', 'differs'] as const;
/** How the status of an objective differs: from mitigated, to mitigated, or between what is not compared. */
export type StatusCourse = (typeof statusCourses)[number];

export interface ChangeOverlay {
  /** What was removed is as the older side had it, all else as the newer side has it. */
  readonly graph: GraphScreen;
  /** Of what is drawn, how it differs; missing for what is the same. */
  readonly things: Readonly<Record<string, ThingChange>>;
  /** Of components and assets: how many of their objectives, which both sides have, differ in status. */
  readonly statuses: Readonly<Record<string, StatusMoves>>;
}

export type StatusMoves = Readonly<Record<StatusCourse, number>>;
