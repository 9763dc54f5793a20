/**
 * What runs said of each assertion in the course of commits: every verdict in the order of ancestry, the passes that a later failure
 * is measured against, and which verdicts come and go. A pure function of judged runs, commits and a model.
 */
import { assertionHash } from '../../model/canonical.ts';
import type { ThreatModel } from '../../model/schema.ts';
import type { RunEntry } from '../statement/run-statement.ts';
import type { FileState } from '../statement/file-state.ts';
import type { Ancestry } from './ancestry.ts';
import { newerThan, sortRuns, subjectHash, type Accepted, type JudgedRun, type Newer, type RecordedAt, type Said } from './recorded-basis.ts';

/** A verdict on record, with the state of each file and listing that it rests on. */
export interface RecordedVerdict {
  readonly at: RecordedAt;
  readonly entry: RunEntry;
  /** The version of the tool that verified. */
  readonly tool: string;
  readonly states: readonly { readonly path: string; readonly glob?: true; readonly state: FileState }[];
  /** Whether the assertion said then what it says now. */
  readonly sameAssertion: boolean;
}

/** The last pass of an assertion, and what was recorded on later commits since, if anything. */
export interface LastPass {
  readonly pass: RecordedVerdict;
  /** The first recorded verdict after it that is no pass. */
  readonly failedSince?: RecordedVerdict;
  /** The newest recorded verdict after it. */
  readonly newest?: RecordedVerdict;
}

export interface RecordedHistory {
  /** The accepted runs of the model, in an order that ancestry allows, the oldest first. */
  readonly runs: readonly RecordedAt[];
  /** By identifier of the present model, the oldest first: verdicts on this assertion, or on what had its identifier. */
  readonly verdicts: ReadonlyMap<string, readonly RecordedVerdict[]>;
  /** By identifier of the present model; missing for what never passed as it is now. */
  readonly lastPasses: ReadonlyMap<string, LastPass>;
  /** The moment since which all assertions of a control have a recorded verdict on their present texts, by control. */
  readonly checked: ReadonlyMap<string, { readonly at: string }>;
}

export interface HistoryInput {
  readonly model: ThreatModel;
  readonly runs: readonly JudgedRun[];
  readonly ancestry: Ancestry;
  readonly isHere: (assertion: ThreatModel['assertions'][string]) => boolean;
}

/** Nothing in it depends on the order of `runs`. */
export function recordedHistory({ model, runs, ancestry, isHere }: HistoryInput): RecordedHistory {
  const { accepted, beyond } = sortRuns(runs, ancestry);
  const newer = newerThan(ancestry, [...accepted, ...beyond]);
  const ofModel = inOrder(accepted.filter(({ run }) => run.predicate.model.id === model.id), newer, ancestry);
  const order = new Map(ofModel.map((from, index) => [from, index]));
  const [byHash, byId] = [new Map<string, Said[]>(), new Map<string, Said[]>()];
  const add = (to: Map<string, Said[]>, key: string, one: Said): void => {
    const list = to.get(key);
    if (list) list.push(one);
    else to.set(key, [one]);
  };
  for (const from of ofModel) {
    for (const entry of from.run.predicate.assertions) {
      if (entry.tier !== 1) continue;
      add(byHash, entry.hash, { from, entry });
      add(byId, entry.id, { from, entry });
    }
  }
  const verdicts = new Map<string, readonly RecordedVerdict[]>();
  const lastPasses = new Map<string, LastPass>();
  const looked = new Map<string, (string | undefined)[]>();
  for (const [id, assertion] of Object.entries(model.assertions)) {
    if (!isHere(assertion)) continue;
    const [hash, subject] = [assertionHash(assertion), subjectHash(assertion, model)];
    const same = byHash.get(hash) ?? [];
    const isAbout = ({ entry }: Said): boolean => (entry.control ?? entry.assumption)?.hash === subject;
    const earlier = (byId.get(id) ?? []).filter(({ entry }) => entry.hash !== hash);
    const all = [...same, ...earlier].sort((a, b) => (order.get(a.from) ?? 0) - (order.get(b.from) ?? 0));
    if (all.length > 0) verdicts.set(id, all.map((one) => toVerdict(one, one.entry.hash === hash)));
    // Two controls may rest on the same claim: what was said for another one is no less true.
    const own = same.some(isAbout) ? same.filter(isAbout) : same;
    // The last one in this order has no newer one.
    const pass = own.filter(({ entry }) => entry.verdict === 'pass').at(-1);
    if (pass) {
      const later = own.filter(({ from }) => newer(from, pass.from));
      const failed = later.find(({ entry }) => entry.verdict !== 'pass');
      const newest = later.at(-1);
      lastPasses.set(id, { pass: toVerdict(pass, true), ...(failed ? { failedSince: toVerdict(failed, true) } : {}), ...(newest ? { newest: toVerdict(newest, true) } : {}) });
    }
    if (assertion.control !== undefined) looked.set(assertion.control, [...(looked.get(assertion.control) ?? []), same.filter(isAbout).at(-1)?.from.at.signedAt]);
  }
  const checked = new Map([...looked].flatMap(([control, times]) => (times.includes(undefined) ? [] : [[control, { at: times.sort()[0] ?? '' }] as const])));
  return { runs: ofModel.map(({ at }) => at), verdicts, lastPasses, checked };
}

/** An order that ancestry allows, the oldest first: commits as they stand, and at one commit a run behind those that it names. */
function inOrder(runs: readonly Accepted[], newer: Newer, ancestry: Ancestry): readonly Accepted[] {
  const atCommit = new Map<string, Accepted[]>();
  for (const one of runs) atCommit.set(one.at.commit, [...(atCommit.get(one.at.commit) ?? []), one]);
  return [...atCommit]
    .sort(([a], [b]) => (ancestry.positionOf(b) ?? 0) - (ancestry.positionOf(a) ?? 0))
    .flatMap(([, group]) => {
      const rank = new Map(group.map((one) => [one, group.filter((other) => newer(one, other)).length]));
      return group.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0) || (a.name < b.name ? -1 : 1));
    });
}

function toVerdict({ from, entry }: Said, sameAssertion: boolean): RecordedVerdict {
  const { files, listings } = from.run.predicate;
  const of = (paths: readonly string[], states: typeof files, glob: { readonly glob?: true }): RecordedVerdict['states'] => {
    const known = new Map(states.map(({ path, state }) => [path, state]));
    return paths.flatMap((path) => (known.has(path) ? [{ path, ...glob, state: known.get(path) ?? '' }] : []));
  };
  return { at: from.at, entry, tool: from.run.predicate.tool.version, states: [...of(entry.files, files, {}), ...of(entry.listings, listings, { glob: true })], sameAssertion };
}

/** How often a verdict came back to what it was before, and how often without another file or another version of the tool. */
export interface Flapping {
  readonly changes: number;
  readonly unexplained: number;
}

/** Undefined for a verdict that changed at most once, for a reason that its files show. */
export function flappingOf(verdicts: readonly RecordedVerdict[]): Flapping | undefined {
  const same = verdicts.filter(({ sameAssertion }) => sameAssertion);
  let [changes, unexplained] = [0, 0];
  for (const [index, one] of same.entries()) {
    const before = same[index - 1];
    if (!before || before.entry.verdict === one.entry.verdict) continue;
    changes++;
    if (before.tool === one.tool && JSON.stringify(before.states) === JSON.stringify(one.states)) unexplained++;
  }
  return changes > 1 || unexplained > 0 ? { changes, unexplained } : undefined;
}
