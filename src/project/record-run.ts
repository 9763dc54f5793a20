/** Recording: what a verification found becomes a signed statement about the commit, and a file of the ledger. */
import { join } from 'node:path';
import { engineVersion } from '../assurance/digest.ts';
import { openLedger, type Ledger } from '../evidence/ledger/ledger.ts';
import { describeLedgerProblem } from '../evidence/ledger/problem.ts';
import { readSealedFile } from '../evidence/envelope/sealed-file.ts';
import { sealWithFirst } from '../evidence/signers/choose-signers.ts';
import type { Signer } from '../evidence/signers/signer.ts';
import { foundationKey, stateOf, type FileState } from '../evidence/statement/file-state.ts';
import { readRunStatement, runStatement, statementBytes, type RunEntry } from '../evidence/statement/run-statement.ts';
import { testResultStatement } from '../evidence/statement/test-result-statement.ts';
import { assertionHash, assumptionHash, clauseHash, controlHash, semanticDigest } from '../model/canonical.ts';
import { parseModel } from '../model/parse.ts';
import { fileSources } from '../verifier/file-sources.ts';
import type { Foundation } from '../verifier/verdict.ts';
import { textAtCommit } from './base-commit.ts';
import { commitSources } from './commit-sources.ts';
import { git } from './git.ts';
import type { ModelSnapshot } from './snapshot.ts';

export interface RecordOptions {
  /** Verified snapshots; what has no verdict is left out. */
  readonly models: readonly ModelSnapshot[];
  /** In the order in which they are asked; see `chooseSigners`. */
  readonly signers: readonly Signer[];
  /** The version of the tool that verified. */
  readonly version: string;
  readonly now: () => Date;
}

export interface LeftOut {
  readonly assertion: string;
  /** A clause for people. */
  readonly because: string;
}

export type Recorded =
  | {
      readonly ok: true;
      readonly model: string;
      /** The file in the ledger, by its digest. */
      readonly name: string;
      readonly commit: string;
      readonly signer: string;
      readonly recorded: number;
      /** Assertions about which nothing true could be said of the commit. */
      readonly leftOut: readonly LeftOut[];
      /** What signers that come first said before another one signed. */
      readonly passedOver: readonly string[];
    }
  | { readonly ok: false; readonly model: string; /** A clause for people. */ readonly because: string };

/**
 * Signs and keeps one run a model. A run speaks of the commit HEAD: a model that differs from it is refused, and assertions that rest
 * on files which differ from it are left out. Only where the workspace is trusted: git is asked.
 */
export async function recordRun({ models, signers, version, now }: RecordOptions): Promise<readonly Recorded[]> {
  const done: Recorded[] = [];
  // One after the other: each names those before it.
  for (const model of models) done.push(await recordModel(model, signers, version, now));
  return done;
}

async function recordModel(model: ModelSnapshot, signers: readonly Signer[], version: string, now: () => Date): Promise<Recorded> {
  const { repository, path, projectRoot } = model;
  const refused = (because: string): Recorded => ({ ok: false, model: model.model.id, because });
  if (!repository.hasGit) return refused('it lies in no git repository, and a run speaks of a commit');
  if (!model.current || !model.parsed.usable) return refused('the model has errors');
  const file = join(projectRoot, ...path.split('/'));
  const committed = await textAtCommit(repository.root, file, 'HEAD');
  if ('none' in committed) return refused(committed.none === 'not_in_base' ? 'the model file is not committed' : 'the repository has no commit that could be read');
  const digest = semanticDigest(model.model);
  const there = parseModel(committed.text.replace(/^\uFEFF/, ''));
  if (!there.usable || semanticDigest(there.model) !== digest) return refused('the model says something else than at the commit; commit it first');
  const { commit } = committed;
  const tree = (await git(repository.root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{tree}`])).trim();
  const states = statesAt(repository.root, await commitSources(repository.root, commit));
  const { entries, leftOut, files, listings } = await entriesOf(model, states);
  if (entries.length === 0) return refused(leftOut[0] ? `nothing can be said of the commit: ${leftOut[0].assertion}: ${leftOut[0].because}` : 'none of its assertions was checked');
  const ledger = openLedger(repository.root);
  await ledger.sweep();
  const predicate = {
    tool: { name: 'mipiti', version, engine: engineVersion },
    model: { id: model.model.id, path: pathInRepository(file, repository.root), digest },
    repository: repository.name ?? null,
    at: now().toISOString(),
    earlier: await newestRuns(ledger),
    testResult: null,
    files: [...files].map(([name, state]) => ({ path: name, state })),
    listings: [...listings].map(([name, state]) => ({ path: name, state })),
    assertions: entries,
  };
  const shown = await sealWithFirst(signers, statementBytes(testResultStatement(runStatement({ commit, tree, predicate }))));
  if (!shown.ok) return refused(`it was not signed: ${shown.because}`);
  const keptResult = await ledger.append(shown.text);
  if (!keptResult.ok) return refused(describeLedgerProblem(keptResult.problem));
  const sealed = await sealWithFirst(signers, statementBytes(runStatement({ commit, tree, predicate: { ...predicate, testResult: keptResult.name } })));
  if (!sealed.ok) return refused(`it was not signed: ${sealed.because}`);
  // Whatever the work tree was like, HEAD may have moved while this ran; the run is about the commit that it names all the same.
  const kept = await ledger.append(sealed.text);
  if (!kept.ok) return refused(describeLedgerProblem(kept.problem));
  return { ok: true, model: model.model.id, name: kept.name, commit, signer: sealed.signer.name, recorded: entries.length, leftOut, passedOver: [...new Set([...shown.passedOver, ...sealed.passedOver])] };
}

function pathInRepository(file: string, root: string): string {
  return file.slice(root.length + 1).replaceAll('\\', '/');
}

/** The state of a foundation in the work tree and at the commit, each found out once. */
interface States {
  here(foundation: Foundation): Promise<FileState | undefined>;
  committed(foundation: Foundation): Promise<FileState | undefined>;
}

function statesAt(root: string, atCommit: Awaited<ReturnType<typeof commitSources>>): States {
  const remembered = (sources: Parameters<typeof stateOf>[1]): ((foundation: Foundation) => Promise<FileState | undefined>) => {
    const known = new Map<string, Promise<FileState | undefined>>();
    return (foundation) => {
      const key = foundationKey(foundation);
      const found = known.get(key) ?? stateOf(foundation, sources);
      known.set(key, found);
      return found;
    };
  };
  return { here: remembered(fileSources(root)), committed: remembered(atCommit) };
}

interface Entries {
  readonly entries: RunEntry[];
  readonly leftOut: readonly LeftOut[];
  readonly files: ReadonlyMap<string, FileState>;
  readonly listings: ReadonlyMap<string, FileState>;
}

async function entriesOf(snapshot: ModelSnapshot, states: States): Promise<Entries> {
  const { model, verdicts, vacuity } = snapshot;
  const [files, listings] = [new Map<string, FileState>(), new Map<string, FileState>()];
  const entries: RunEntry[] = [];
  const leftOut: LeftOut[] = [];
  for (const [id, verdict] of verdicts) {
    const assertion = model.assertions[id];
    if (!assertion) continue;
    const control = assertion.control === undefined ? undefined : model.controls[assertion.control];
    const assumption = assertion.assumption === undefined ? undefined : model.assumptions[assertion.assumption];
    if ((control === undefined) === (assumption === undefined)) {
      leftOut.push({ assertion: id, because: 'it is evidence for nothing in the model' });
      continue;
    }
    const differing = await differenceOf(verdict.restsOn, states);
    if (differing !== undefined) {
      leftOut.push({ assertion: id, because: differing });
      continue;
    }
    const [ownFiles, ownListings] = [new Set<string>(), new Set<string>()];
    for (const foundation of verdict.restsOn) {
      const state = (await states.here(foundation))!;
      (foundation.glob === true ? listings : files).set(foundation.file, state);
      (foundation.glob === true ? ownListings : ownFiles).add(foundation.file);
    }
    const proven = vacuity.get(id);
    // A claim that does not notice what it claims is worth no more than a text that was found.
    const strength = verdict.verdict !== 'pass' ? null : proven && proven.survived.length > 0 ? 'text' : (verdict.strength ?? null);
    entries.push({
      id,
      hash: assertionHash(assertion),
      control: control
        ? { id: assertion.control!, hash: controlHash(control), clauses: [...new Set(assertion.covers)].sort().flatMap((name) => (Object.hasOwn(control.clauses, name) ? [{ name, hash: clauseHash(control.clauses[name]!) }] : [])) }
        : null,
      assumption: assumption ? { id: assertion.assumption!, hash: assumptionHash(assumption) } : null,
      tier: 1,
      verdict: verdict.verdict,
      strength,
      reason: verdict.reason,
      noticed: proven && proven.tried > 0 ? { tried: proven.tried, killed: proven.killed } : null,
      files: [...ownFiles].sort(),
      listings: [...ownListings].sort(),
      reviewer: null,
    });
  }
  return { entries, leftOut, files, listings };
}

/** Why a verdict says nothing of the commit; undefined when all that it rests on is there as it was when it was reached. */
async function differenceOf(restsOn: readonly Foundation[], states: States): Promise<string | undefined> {
  for (const foundation of restsOn) {
    const here = await states.here(foundation);
    if (here === undefined) return `${foundation.file} names more files than can be vouched for`;
    if (foundation.sha256 !== undefined && here !== `sha256:${foundation.sha256}`) return `${foundation.file} changed while it was verified`;
    if (here !== (await states.committed(foundation))) return foundation.glob === true ? `what ${foundation.file} names differs from the commit` : `${foundation.file} differs from the commit`;
  }
  return undefined;
}

/** The runs that no other run names as an earlier one. Read from the files: the index is nothing to rest a signature on. */
async function newestRuns(ledger: Ledger): Promise<string[]> {
  const runs = new Set<string>();
  const named = new Set<string>();
  for (const name of await ledger.names()) {
    const read = await ledger.read(name);
    const opened = read.ok ? readSealedFile(read.bytes) : undefined;
    const run = opened?.ok ? readRunStatement(opened.sealed.payload) : undefined;
    if (!run?.ok) continue;
    runs.add(name);
    for (const earlier of run.statement.predicate.earlier) named.add(earlier);
  }
  return [...runs].filter((name) => !named.has(name)).sort();
}

