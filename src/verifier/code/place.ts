/** Where analysis stands: what is known of the run when it gets to a piece of code. */
import type { FunctionFact, Standing } from './facts.ts';
import type { Scope } from './scope.ts';

export interface Place {
  readonly scope: Scope;
  readonly enclosing: FunctionFact | undefined;
  readonly standing: Standing;
  /** Every normal run through the enclosing function passes here. */
  readonly certain: boolean;
  /** Inside the arguments of a call. */
  readonly argument: boolean;
  readonly ambient: boolean;
  /** Among words that are given to a macro. */
  readonly unfollowed?: boolean;
  /** What definitions here are named after. */
  readonly container: readonly string[];
  /** The index in `container` of the outermost enclosing function's name; -1 outside of functions. */
  readonly anchor: number;
  /** What `this` is, where the enclosing function does not say. */
  readonly selfPath: readonly string[] | undefined;
}

/** How a piece of code can end. */
export interface Flow {
  /** What follows can be reached. */
  readonly normal: boolean;
  /** It may leave the function, other than by throwing. */
  readonly leaves: boolean;
  readonly breaks: boolean;
  readonly continues: boolean;
  /** Labels that it may jump to. */
  readonly labels?: ReadonlySet<string>;
}

export const straight: Flow = { normal: true, leaves: false, breaks: false, continues: false };

/** One of two ways was taken. */
export function either(a: Flow, b: Flow): Flow {
  return { normal: a.normal || b.normal, leaves: a.leaves || b.leaves, breaks: a.breaks || b.breaks, continues: a.continues || b.continues, ...labelsOf(a, b) };
}

function labelsOf(a: Flow, b: Flow): Pick<Flow, 'labels'> {
  if (!a.labels || !b.labels) return a.labels || b.labels ? { labels: (a.labels ?? b.labels)! } : {};
  return { labels: new Set([...a.labels, ...b.labels]) };
}

/** First one, then the other. */
export function after(a: Flow, b: Flow): Flow {
  return { normal: a.normal && b.normal, leaves: a.leaves || b.leaves, breaks: a.breaks || b.breaks, continues: a.continues || b.continues, ...labelsOf(a, b) };
}

/** Where the code stands that follows on `flow`. */
export function placeAfter(place: Place, flow: Flow): Place {
  if (!flow.normal) return runs(place) ? { ...place, standing: 'dead_code', certain: false } : place;
  return place.certain && (flow.leaves || flow.breaks || flow.continues) ? { ...place, certain: false } : place;
}

/** Whether any run comes here, be it one of tests. */
export function runs({ standing }: Place): boolean {
  return standing === 'live' || standing === 'test_only';
}

export function uncertain(place: Place): Place {
  return place.certain ? { ...place, certain: false } : place;
}

/** The place with a standing of its own; what cannot run stays so. */
export function standingAs(place: Place, standing: Standing): Place {
  return place.standing === 'live' ? { ...place, standing, certain: false } : place;
}
