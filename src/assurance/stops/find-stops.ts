/**
 * What would stop an attacker: every single edit, and every pair of which neither half does, that makes an objective unreachable
 * or mitigated, or leaves no known path to it.
 *
 * It is exact, not a guess: whatever cuts all paths cuts the shortest one, so that only edits on that path need to be tried, and
 * after each of them only those on the path that is left. In the same way whatever makes an asset unreachable deals with the
 * first of its boundaries that is not sealed.
 */
import { compareIdentifiers } from '../../model/identifiers.ts';
import type { ThreatModel } from '../../model/schema.ts';
import type { ObjectivePosture, Reachability } from '../assessment.ts';
import { isSealed } from '../attestations.ts';
import { mapReachability } from '../reachability.ts';
import { keyOfEdit, passesOf, withStoppingEdits, type StoppingEdit } from './stopping-edit.ts';

/** `no_path`: no path is known any more, and no seal rules one out. It is less than unreachable. */
export type StopOutcome = 'mitigated' | 'unreachable' | 'no_path';

export interface StopOffer {
  /** One or two. */
  readonly edits: readonly StoppingEdit[];
  readonly outcome: StopOutcome;
}

export interface StopSearch {
  /** Single ones first, then by outcome, then by identifier. */
  readonly offers: readonly StopOffer[];
  /** False when the budget ended the search: there may be more pairs then, and every single one is there. */
  readonly complete: boolean;
  /** How many models were tried. */
  readonly tried: number;
}

export interface StopProgress {
  readonly tried: number;
  readonly found: number;
}

/** What the search needs of an assessed objective. */
export type StoppableObjective = Pick<ObjectivePosture, 'asset' | 'attacker' | 'status' | 'groups'>;

const rank: Readonly<Record<StopOutcome, number>> = { no_path: 1, unreachable: 2, mitigated: 2 };

/**
 * Searches step by step; each step tries one model and can be the last one. Returns what was found.
 *
 * @param at The moment that seals are judged by.
 * @param budget How many models may be tried.
 */
export function* findStops(model: ThreatModel, objective: StoppableObjective, at: string, budget = 5000): Generator<StopProgress, StopSearch> {
  const { asset, attacker } = objective;
  if (!model.assets[asset] || !model.attackers[attacker]) return { offers: [], complete: true, tried: 0 };
  // One pair decides: other assets and attackers are not walked for.
  const small: ThreatModel = { ...model, assets: { [asset]: model.assets[asset] }, attackers: { [attacker]: model.attackers[attacker] } };
  const known = new Map<string, Reachability>();
  const offers = new Map<string, StopOffer>();
  let tried = 0;
  const reachabilityAfter = (edits: readonly StoppingEdit[]): Reachability => {
    const key = keyOf(edits);
    let answer = known.get(key);
    if (!answer) {
      tried++;
      known.set(key, (answer = mapReachability(withStoppingEdits(small, edits), at).verdict(asset, attacker)));
    }
    return answer;
  };
  const before = reachabilityAfter([]);
  const outcomeOf = (edits: readonly StoppingEdit[]): StopOutcome | undefined => {
    if (objective.status !== 'mitigated' && completesGroup(objective, edits)) return 'mitigated';
    const { verdict } = reachabilityAfter(edits);
    if (verdict === before.verdict) return undefined;
    return verdict === 'unreachable' ? 'unreachable' : before.verdict === 'reachable' ? 'no_path' : undefined;
  };
  const offer = (edits: readonly StoppingEdit[]): void => {
    const outcome = outcomeOf(edits);
    if (outcome === undefined) return;
    const isNeeded = (_: StoppingEdit, index: number): boolean => {
      const without = edits.length > 1 ? outcomeOf(edits.filter((__, other) => other !== index)) : undefined;
      return without === undefined || rank[without] < rank[outcome];
    };
    if (edits.every(isNeeded)) offers.set(keyOf(edits), { edits: sorted(edits), outcome });
  };

  for (const set of missingControls(objective)) offer(set);
  const first = stepsFrom(small, before, attacker, at);
  for (const edit of first) {
    offer([edit]);
    yield { tried, found: offers.size };
  }
  let complete = true;
  for (const edit of first) {
    const after = reachabilityAfter([edit]);
    if (after.verdict === 'unreachable') continue;
    for (const second of stepsFrom(withStoppingEdits(small, [edit]), after, attacker, at)) {
      if (tried >= budget) {
        complete = false;
        break;
      }
      if (keyOfEdit(second) === keyOfEdit(edit)) continue;
      offer([edit, second]);
      yield { tried, found: offers.size };
    }
  }
  return { offers: [...offers.values()].sort(compareOffers), complete, tried };
}

/** Runs a search to its end. */
export function allStops(model: ThreatModel, objective: StoppableObjective, at: string, budget?: number): StopSearch {
  const search = findStops(model, objective, at, budget);
  for (;;) {
    const { done, value } = search.next();
    if (done) return value;
  }
}

/** The edits of which every stopping set holds at least one: those on the path, or those that deal with the first open boundary. */
function stepsFrom(model: ThreatModel, { verdict, reason, certificate }: Reachability, attacker: string, at: string): readonly StoppingEdit[] {
  const steps: StoppingEdit[] = [];
  const leave = (component: string | undefined, boundary: string): void => {
    if (component === undefined) return;
    const others = model.components[component]?.boundaries.filter((id) => id !== boundary && Object.hasOwn(model.boundaries, id)) ?? [];
    if (others.length > 0) steps.push({ kind: 'leave', component, boundary });
  };
  if (verdict === 'reachable') {
    for (const hop of certificate.path) {
      if (hop.kind === 'connection') steps.push({ kind: 'cut', connection: hop.through });
      else {
        if (hop.kind === 'enter') {
          const vector = model.attackers[attacker]?.vector;
          steps.push({ kind: 'narrow', boundary: hop.through, vectors: vector === undefined ? passesOf(model, hop.through) : [vector] });
        }
        leave(hop.from, hop.through);
        leave(hop.component, hop.through);
      }
    }
  } else if (verdict === 'indeterminate' && (reason === 'no_path' || reason === 'seal_not_attested')) {
    const open = certificate.assetBoundaries.find((id) => !isSealed(model.boundaries[id], at));
    if (open !== undefined) {
      steps.push({ kind: 'seal', boundary: open });
      for (const component of certificate.assetComponents) if (model.components[component]?.boundaries.includes(open)) leave(component, open);
    }
  }
  return steps;
}

/** Of each group, what it lacks to be complete: one control or two. */
function missingControls({ status, groups }: StoppableObjective): readonly (readonly StoppingEdit[])[] {
  if (status === 'mitigated') return [];
  return groups.flatMap(({ controls }) => {
    const missing = controls.filter(({ counts }) => !counts);
    if (missing.length === 0 || missing.length > 2 || missing.some(({ standing }) => standing === 'removed')) return [];
    return [missing.map(({ control }): StoppingEdit => ({ kind: 'verify', control }))];
  });
}

function completesGroup({ groups }: StoppableObjective, edits: readonly StoppingEdit[]): boolean {
  const verified = new Set(edits.flatMap((edit) => (edit.kind === 'verify' ? [edit.control] : [])));
  return verified.size > 0 && groups.some(({ controls }) => controls.length > 0 && controls.every(({ control, counts, standing }) => counts || (standing !== 'removed' && verified.has(control))));
}

function sorted(edits: readonly StoppingEdit[]): readonly StoppingEdit[] {
  return [...edits].sort((a, b) => compareIdentifiers(keyOfEdit(a), keyOfEdit(b)));
}

function keyOf(edits: readonly StoppingEdit[]): string {
  return edits.map(keyOfEdit).sort().join('; ');
}

function compareOffers(a: StopOffer, b: StopOffer): number {
  return a.edits.length - b.edits.length || rank[b.outcome] - rank[a.outcome] || compareIdentifiers(keyOf(a.edits), keyOf(b.edits));
}
