/**
 * The recorded basis: for each assertion of a model the newest signed verdict, if it still holds, else why it does not. A pure
 * function: runs are judged before, commits and files are given.
 */
import type { AssertionEvidence, Evidence, Judgement as Tier2 } from '../../assurance/evidence.ts';
import { assertionHash, assumptionHash, clauseHash, controlHash } from '../../model/canonical.ts';
import type { Assertion, ThreatModel } from '../../model/schema.ts';
import { commitOfRun, treeOfRun, type RunEntry, type RunStatement } from '../statement/run-statement.ts';
import type { Judgement, RefusalCode, SignerSeen } from '../trust/judge-file.ts';
import type { Ancestry } from './ancestry.ts';

/** A file of the ledger, judged by the trust policy. */
export interface JudgedRun {
  /** The digest that the file is named by. */
  readonly name: string;
  readonly judgement: Judgement;
}

export interface RecordedInput {
  readonly model: ThreatModel;
  readonly runs: readonly JudgedRun[];
  /** The digests of all files of the ledger, runs or not. */
  readonly names: readonly string[];
  readonly ancestry: Ancestry;
  /** What a file is now, by path; undefined when nobody looked, which counts as changed. See `stateOf`. */
  readonly fileState: (path: string) => string | undefined;
  /** The same for the list of files that a glob names. */
  readonly listingState: (glob: string) => string | undefined;
  /** Whether an assertion is about this checkout. Others are `elsewhere`: their files cannot be looked at here. */
  readonly isHere: (assertion: Assertion) => boolean;
}

/** Where a verdict was recorded. */
export interface RecordedAt {
  readonly run: string;
  readonly commit: string;
  readonly signedAt: string;
  readonly signer: SignerSeen;
}

/** Why an assertion has no recorded verdict that holds. */
export type NotRecorded =
  /** No run has ever said anything of it. */
  | { readonly code: 'no_run' }
  /** Runs speak of it, and the policy accepts none of them; the reason of the newest. */
  | { readonly code: 'not_trusted'; readonly run: string; readonly refusal: RefusalCode; readonly because: string }
  /** Accepted runs speak of it, and none is about an ancestor of this commit, as git has it here. */
  | { readonly code: 'not_an_ancestor'; readonly run: string; readonly commit: string }
  /** It was another assertion then: type, parameters, strength, clauses or repository. */
  | { readonly code: 'assertion_changed'; readonly at: RecordedAt }
  | { readonly code: 'clause_changed'; readonly at: RecordedAt; readonly clause: string }
  /** The text of its control or assumption, or a clause that it does not cover. */
  | { readonly code: 'control_changed'; readonly at: RecordedAt }
  | { readonly code: 'file_changed'; readonly at: RecordedAt; readonly file: string };

export type RecordedStanding =
  | { readonly holds: true; readonly at: RecordedAt; readonly entry: RunEntry; readonly judgement?: Tier2 }
  | { readonly holds: false; readonly why: NotRecorded }
  | { readonly holds: false; readonly why: { readonly code: 'elsewhere' } };

export interface RecordedBasis {
  /** What `assess` takes: only verdicts that hold. */
  readonly evidence: Evidence;
  /** Each assertion of the model, by identifier. */
  readonly standings: Readonly<Record<string, RecordedStanding>>;
  /** Files that accepted runs name, as earlier runs or as their public form, and that are not there. */
  readonly missing: readonly string[];
  /** Runs that do not count, with the reason. */
  readonly refused: readonly { readonly name: string; readonly code: RefusalCode | 'tree_differs'; readonly because: string }[];
}

/** A run that the policy accepts. */
export interface Accepted {
  readonly name: string;
  readonly run: RunStatement;
  readonly at: RecordedAt;
}

export interface SortedRuns {
  /** About the head or an ancestor of it. */
  readonly accepted: readonly Accepted[];
  /** Accepted, and about commits that the head does not have behind it. */
  readonly beyond: readonly Accepted[];
  /** Read and not accepted. */
  readonly untrusted: readonly { readonly name: string; readonly run: RunStatement; readonly refusal: RefusalCode; readonly because: string }[];
  readonly refused: RecordedBasis['refused'];
}

/** Sorts runs by what they are worth, each list by name. */
export function sortRuns(given: readonly JudgedRun[], ancestry: Ancestry): SortedRuns {
  const runs = [...given].sort((a, b) => (a.name < b.name ? -1 : 1));
  const refused: { name: string; code: RefusalCode | 'tree_differs'; because: string }[] = [];
  const accepted: Accepted[] = [];
  const beyond: Accepted[] = [];
  const untrusted: { readonly name: string; readonly run: RunStatement; readonly refusal: RefusalCode; readonly because: string }[] = [];
  for (const { name, judgement } of runs) {
    if (!judgement.accepted) {
      if (judgement.code === 'other_statement') continue;
      refused.push({ name, code: judgement.code, because: judgement.because });
      if (judgement.run) untrusted.push({ name, run: judgement.run, refusal: judgement.code, because: judgement.because });
      continue;
    }
    const { run, signer, signedAt } = judgement;
    const one: Accepted = { name, run, at: { run: name, commit: commitOfRun(run), signedAt, signer } };
    const tree = ancestry.treeOf(one.at.commit);
    if (tree === undefined) beyond.push(one);
    else if (tree !== treeOfRun(run)) refused.push({ name, code: 'tree_differs', because: `it gives the commit ${one.at.commit.slice(0, 10)} another tree than it has` });
    else accepted.push(one);
  }
  return { accepted, beyond, untrusted, refused };
}

/** Computes the basis. Nothing in it depends on the order of `runs`. */
export function recordedBasis(input: RecordedInput): RecordedBasis {
  const { model, ancestry } = input;
  const { accepted, beyond, untrusted, refused } = sortRuns(input.runs, ancestry);
  const ofModel = <T extends { readonly run: RunStatement }>(list: readonly T[]): T[] => list.filter(({ run }) => run.predicate.model.id === model.id);
  const newer = newerThan(ancestry, [...accepted, ...beyond]);
  const candidates = { here: ofModel(accepted), beyond: ofModel(beyond), untrusted: ofModel(untrusted) };
  const standings: Record<string, RecordedStanding> = {};
  const assertions: Record<string, AssertionEvidence> = {};
  for (const [id, assertion] of Object.entries(model.assertions)) {
    if (!input.isHere(assertion)) {
      standings[id] = { holds: false, why: { code: 'elsewhere' } };
      assertions[id] = { verdict: 'elsewhere' };
      continue;
    }
    const standing = standingOf(id, assertion, candidates, newer, input);
    standings[id] = standing;
    if (standing.holds) assertions[id] = evidenceOf(standing.entry, standing.judgement);
  }
  const present = new Set(input.names);
  const missing = [...new Set([...accepted, ...beyond].flatMap(({ run: { predicate } }) => [...predicate.earlier, ...(predicate.testResult === null ? [] : [predicate.testResult])]))].filter((name) => !present.has(name)).sort();
  return { evidence: { basis: 'recorded', assertions }, standings, missing, refused };
}

export type Newer = (a: Accepted, b: Accepted) => boolean;

/** Whether a run is newer: its commit is a descendant, or at the same commit it names the other, through others too, as an earlier one. */
export function newerThan(ancestry: Ancestry, runs: readonly Accepted[]): Newer {
  const earlierOf = new Map(runs.map(({ name, run }) => [name, run.predicate.earlier]));
  const reached = new Map<string, Set<string>>();
  const before = (name: string): Set<string> => {
    const known = reached.get(name);
    if (known) return known;
    const found = new Set<string>();
    const waiting = [...(earlierOf.get(name) ?? [])];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      waiting.push(...(earlierOf.get(next) ?? []));
    }
    reached.set(name, found);
    return found;
  };
  return (a, b) => (a.at.commit === b.at.commit ? before(a.name).has(b.name) : ancestry.isAncestor(b.at.commit, a.at.commit));
}

interface Candidates {
  readonly here: readonly Accepted[];
  readonly beyond: readonly Accepted[];
  readonly untrusted: readonly { readonly name: string; readonly run: RunStatement; readonly refusal: RefusalCode; readonly because: string }[];
}

/** What a run says of an assertion. */
export interface Said {
  readonly from: Accepted;
  readonly entry: RunEntry;
}

function standingOf(id: string, assertion: Assertion, { here, beyond, untrusted }: Candidates, newer: Newer, input: RecordedInput): RecordedStanding {
  const hash = assertionHash(assertion);
  const speaksOf = ({ predicate }: RunStatement): boolean => predicate.assertions.some((entry) => entry.tier === 1 && entry.hash === hash);
  const said = saidBy(here, 1, hash, assertion, input.model);
  const newest = maximal(said, newer);
  if (newest.length === 0) {
    // Under the same identifier something was said of what stood there then.
    const renamed = maximal(here.flatMap((from) => from.run.predicate.assertions.filter((entry) => entry.tier === 1 && entry.id === id).map((entry) => ({ from, entry }))), newer)[0];
    if (renamed) return { holds: false, why: { code: 'assertion_changed', at: renamed.from.at } };
    const far = beyond.find(({ run }) => speaksOf(run));
    if (far) return { holds: false, why: { code: 'not_an_ancestor', run: far.name, commit: far.at.commit } };
    const [doubtful] = untrusted.filter(({ run }) => speaksOf(run)).sort((a, b) => (a.run.predicate.at < b.run.predicate.at ? 1 : -1));
    if (doubtful) return { holds: false, why: { code: 'not_trusted', run: doubtful.name, refusal: doubtful.refusal, because: doubtful.because } };
    return { holds: false, why: { code: 'no_run' } };
  }
  const judged = newest.map((one) => ({ one, why: whyNot(one, assertion, input) }));
  // Of several newest, on branches that were merged, those about other files than the present ones say nothing here.
  const holding = judged.filter(({ why }) => why === undefined).map(({ one }) => one);
  if (holding.length === 0) return { holds: false, why: judged[0]!.why! };
  const worst = [...holding].sort((a, b) => rank(a.entry) - rank(b.entry))[0]!;
  const judgement = judgementOf(here, hash, assertion, newer, input);
  return { holds: true, at: worst.from.at, entry: worst.entry, ...(judgement === undefined ? {} : { judgement }) };
}

/** What runs say of an assertion; where one says it for several controls, only what it says for the same one. */
function saidBy(runs: readonly Accepted[], tier: 1 | 2, hash: string, assertion: Assertion, model: ThreatModel): Said[] {
  const subject = subjectHash(assertion, model);
  return runs.flatMap((from) => {
    const entries = from.run.predicate.assertions.filter((entry) => entry.tier === tier && entry.hash === hash);
    const same = entries.filter((entry) => (entry.control ?? entry.assumption)?.hash === subject);
    return (same.length > 0 ? same : entries).map((entry) => ({ from, entry }));
  });
}

/** Those of which no other is newer. */
function maximal(said: readonly Said[], newer: Newer): Said[] {
  return said.filter((one) => !said.some((other) => other !== one && newer(other.from, one.from)));
}

/** Fail before undecidable before pass; of passes the weaker one. */
function rank({ verdict, strength }: RunEntry): number {
  return verdict === 'fail' ? 0 : verdict === 'undecidable' ? 1 : strength === 'text' || strength === 'chained' ? 2 : strength === 'unconditional' ? 4 : 3;
}

/** The hash of the control or assumption that an assertion is evidence for. */
export function subjectHash({ control, assumption }: Assertion, { controls, assumptions }: ThreatModel): string | undefined {
  if (control !== undefined) return Object.hasOwn(controls, control) ? controlHash(controls[control]!) : undefined;
  return assumption !== undefined && Object.hasOwn(assumptions, assumption) ? assumptionHash(assumptions[assumption]!) : undefined;
}

/** Why what was said does not hold now; undefined when it does. */
function whyNot({ from: { run, at }, entry }: Said, assertion: Assertion, { model, fileState, listingState }: RecordedInput): NotRecorded | undefined {
  const subject = subjectHash(assertion, model);
  if (subject === undefined || (entry.control ?? entry.assumption)?.hash !== subject || (entry.control === null) !== (assertion.control === undefined)) {
    const clauses = assertion.control === undefined ? undefined : model.controls[assertion.control]?.clauses;
    const changed = entry.control?.clauses.find(({ name, hash }) => !clauses || !Object.hasOwn(clauses, name) || clauseHash(clauses[name]!) !== hash);
    return changed ? { code: 'clause_changed', at, clause: changed.name } : { code: 'control_changed', at };
  }
  const { files, listings } = run.predicate;
  const changedIn = (paths: readonly string[], states: typeof files, now: (path: string) => string | undefined): string | undefined => {
    const then = new Map(states.map(({ path, state }) => [path, state]));
    return paths.find((path) => then.get(path) === undefined || then.get(path) !== now(path));
  };
  const file = changedIn(entry.files, files, fileState) ?? changedIn(entry.listings, listings, listingState);
  return file === undefined ? undefined : { code: 'file_changed', at, file };
}

/** What tier 2 said last, if that holds; a disagreement of several newest is no pass. */
function judgementOf(runs: readonly Accepted[], hash: string, assertion: Assertion, newer: Newer, input: RecordedInput): Tier2 | undefined {
  const holding = maximal(saidBy(runs, 2, hash, assertion, input.model), newer).filter((one) => whyNot(one, assertion, input) === undefined);
  const verdicts = [...new Set(holding.map(({ entry }) => (entry.verdict === 'undecidable' ? 'skipped' : entry.verdict)))];
  return verdicts.length > 1 ? 'split' : verdicts[0];
}

function evidenceOf({ verdict, strength }: RunEntry, judgement: Tier2 | undefined): AssertionEvidence {
  return {
    verdict: verdict === 'pass' || verdict === 'fail' ? verdict : 'undecidable',
    ...(strength === null ? {} : { strength }),
    ...(judgement === undefined ? {} : { judgement }),
  };
}
