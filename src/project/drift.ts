/** Drift: what passed on record and does not hold now. A pure function of a snapshot; `drift-changes.ts` finds out what changed since. */
import type { RecordedVerdict } from '../evidence/recorded/history.ts';
import { assertionHash } from '../model/canonical.ts';
import { compareIdentifiers } from '../model/identifiers.ts';
import { notLookedAt } from './collect-problems.ts';
import { isKnownGap } from './known-gaps.ts';
import { onRecord } from './on-record.ts';
import type { ModelSnapshot } from './snapshot.ts';

export interface DriftItem {
  readonly assertion: string;
  readonly control?: string;
  readonly assumption?: string;
  /** The objectives that its control or assumption serves. */
  readonly objectives: readonly string[];
  /** The last recorded pass. */
  readonly from: RecordedVerdict;
  readonly to: {
    readonly verdict: 'fail' | 'undecidable';
    readonly details: string;
    /** The run that says so; missing where it is the work tree's own verdict. */
    readonly recorded?: RecordedVerdict;
  };
  /** The first run after the pass that recorded another verdict: it has been known since. */
  readonly failedSince?: RecordedVerdict;
  readonly knownGap: boolean;
}

export interface Drift {
  /** By assertion. */
  readonly items: readonly DriftItem[];
  /** What passed on record and was not looked at now, such as tests that were not run: nothing is said of these. */
  readonly notLookedAt: readonly string[];
}

/**
 * The verdicts of the work tree count; where nobody looked, the newest one on record.
 *
 * @param at ISO instant that known gaps are judged by.
 */
export function driftOf(snapshot: ModelSnapshot, at: string): Drift {
  const record = onRecord(snapshot);
  if (!record) return { items: [], notLookedAt: [] };
  const { model, assessment, verdicts } = snapshot;
  const items: DriftItem[] = [];
  const blind: string[] = [];
  for (const [id, { pass, failedSince, newest }] of record.history.lastPasses) {
    const assertion = model.assertions[id];
    // The model may have changed since the record was read.
    if (!assertion) continue;
    const now = verdicts.get(id);
    const looked = now !== undefined && !notLookedAt.has(now.reason);
    const later = newest && (newest.entry.verdict === 'fail' || newest.entry.verdict === 'undecidable') ? { verdict: newest.entry.verdict, details: '', recorded: newest } : undefined;
    if (!looked && !later && !snapshot.checking.has(id)) blind.push(id);
    const to = looked ? (now.verdict === 'pass' ? undefined : { verdict: now.verdict, details: now.details }) : later;
    // Nor is what the claim says now, unsaved, what passed then.
    if (!to || assertionHash(assertion) !== pass.entry.hash) continue;
    const { control, assumption } = assertion;
    items.push({
      assertion: id,
      ...(control === undefined ? {} : { control }),
      ...(assumption === undefined ? {} : { assumption }),
      objectives: (control === undefined ? assessment.assumptions.find((state) => state.id === assumption) : assessment.controls.find((state) => state.id === control))?.objectives ?? [],
      from: pass,
      to,
      ...(failedSince ? { failedSince } : {}),
      knownGap: isKnownGap(model, id, at),
    });
  }
  const byId = (a: string, b: string): number => compareIdentifiers(a, b);
  return { items: items.sort((a, b) => byId(a.assertion, b.assertion)), notLookedAt: blind.sort(byId) };
}
