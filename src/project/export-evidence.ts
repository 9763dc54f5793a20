/** Exporting: one file from which an auditor derives the recorded posture of a model again, without the repository. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { engineVersion } from '../assurance/digest.ts';
import { audit } from '../evidence/audit/audit.ts';
import { claimOf } from '../evidence/audit/claim.ts';
import { readCommit, readTree, type TreeEntry } from '../evidence/audit/git-objects.ts';
import { packageFormat, packageText, type PackageContents } from '../evidence/audit/package.ts';
import type { AuditReport } from '../evidence/audit/report.ts';
import { readCanonicalJson } from '../evidence/envelope/canonical-json.ts';
import { readSealedFile } from '../evidence/envelope/sealed-file.ts';
import { openLedger, type Ledger } from '../evidence/ledger/ledger.ts';
import { loadSigstoreVerification } from '../evidence/sigstore/verification.ts';
import { stateOf } from '../evidence/statement/file-state.ts';
import { readRunStatement, type RunStatement } from '../evidence/statement/run-statement.ts';
import { assertionHash } from '../model/canonical.ts';
import { parseModel } from '../model/parse.ts';
import type { ThreatModel } from '../model/schema.ts';
import type { Sources } from '../verifier/sources.ts';
import { textAtCommit } from './base-commit.ts';
import { commitSources } from './commit-sources.ts';
import { repositoryOf } from './find-repository.ts';
import { git, gitObjects } from './git.ts';
import { judgedBefore, judgeLedger } from './judged-runs.ts';
import { findModelFiles } from './model-files.ts';
import { isModelFile, withSlashes } from './model-names.ts';
import { readRecorded } from './read-recorded.ts';
import { isThisRepository } from './repository.ts';
import { trustFile, type BasePolicy } from './trust-policy.ts';

export interface ExportOptions {
  /** The branch or commit whose policy counts; see `policyOfBase`. */
  readonly base?: string;
  /** The version of the tool that exports. */
  readonly version: string;
  readonly now: Date;
}

export type Exported =
  | {
      readonly ok: true;
      readonly text: string;
      readonly model: string;
      readonly commit: string;
      /** How many files of the ledger are in it. */
      readonly evidence: number;
      /** What an auditor finds who names nobody; what fails there fails for everybody. */
      readonly report: AuditReport;
    }
  | { readonly ok: false; /** A sentence. */ readonly because: string };

/** Commits behind the one that is exported; with more, the history in a package is cut. */
const mostCommits = 100_000;

/**
 * The package of the model at HEAD, as it is committed. The same history, ledger and policy give the same bytes: no clock is read
 * into it. Only where the workspace is trusted: git is asked.
 *
 * @param path A model file, or a folder with one below it.
 */
export async function exportEvidence(path: string, { base, version, now }: ExportOptions): Promise<Exported> {
  const refused = (because: string): Exported => ({ ok: false, because });
  const file = await modelFileAt(path);
  if ('because' in file) return refused(file.because);
  const repository = repositoryOf(file.file, dirname(file.file));
  if (!repository.hasGit) return refused(`${path} lies in no git repository, and evidence is about commits.`);
  const { root } = repository;
  const head = await textAtCommit(root, file.file, 'HEAD');
  if ('none' in head) return refused(head.none === 'not_in_base' ? `${path} is not committed.` : 'The repository has no commit that could be read.');
  const { commit, text } = head;
  const parsed = parseModel(text.replace(/^\uFEFF/, ''));
  if (!parsed.usable) return refused(`${path} has errors at ${commit.slice(0, 10)}; mipiti verify lists them.`);
  const { model } = parsed;

  const before = judgedBefore();
  const sources = await commitSources(root, commit);
  const reading = { trusted: true, sources, before, ...(base === undefined ? {} : { base }) };
  const first = await readRecorded({ model, repository }, { ...reading, now });
  if ('none' in first) return refused('The recorded posture cannot be read.');
  const ledger = openLedger(root);
  const { runs } = await judgeLedger(ledger, first.trust, repository.name, now.toISOString(), before);
  const accepted = runs.flatMap(({ name, judgement }) => (judgement.accepted ? [{ name, run: judgement.run, signedAt: judgement.signedAt }] : []));
  const history = await commitsBehind(root, commit, first.trust.commit);
  // The newest moment that anything in the package speaks of: a clock would make each export another file.
  const at = [history.at, ...accepted.map(({ signedAt }) => new Date(signedAt).toISOString())].sort().at(-1)!;
  const posture = await readRecorded({ model, repository }, { ...reading, now: new Date(at) });
  if ('none' in posture) return refused('The recorded posture cannot be read.');

  const ofModel = accepted.filter(({ run }) => run.predicate.model.id === model.id);
  const restsOn = foundationsOf(ofModel.map(({ run }) => run), model);
  const modelPath = withSlashes(file.file.slice(root.length + 1));
  const holding = Object.values(posture.basis.standings).flatMap((standing) => (standing.holds ? [standing] : []));
  const trees = await treesAlong(root, [
    [commit, modelPath],
    ...policyPaths(first.trust),
    ...holding.filter(({ at: { commit: then } }) => then !== commit).flatMap(({ at: { commit: then }, entry }) => entry.files.flatMap((one): [string, string][] => [[then, one], [commit, one]])),
  ]);
  const evidence = await evidenceOf(ledger, ofModel.map(({ name }) => name));
  const contents: PackageContents = {
    format: packageFormat,
    tool: { name: 'mipiti', version, engine: engineVersion },
    repository: repository.name ?? null,
    commit,
    model: { path: modelPath, text },
    policy: await policyText(root, first.trust),
    git: { commits: history.objects, trees },
    evidence,
    files: await statesAt(restsOn.files.map((one) => ({ file: one })), sources),
    listings: await statesAt(restsOn.listings.map((one) => ({ file: one, glob: true as const })), sources),
    claim: claimOf(at, posture.assessment, posture.basis),
  };
  const written = packageText(contents);
  const report = audit(Buffer.from(written, 'utf8'), {
    trust: { by: 'nobody' },
    pins: {},
    accept: new Set(['trust-of-the-package']),
    now,
    sigstore: contents.policy?.trustedRoot ? await loadSigstoreVerification() : undefined,
    isHere: (assertion) => isThisRepository(assertion.repository, repository),
  });
  return { ok: true, text: written, model: model.id, commit, evidence: Object.keys(evidence).length, report };
}

async function modelFileAt(path: string): Promise<{ readonly file: string } | { readonly because: string }> {
  const target = resolve(path);
  if (!existsSync(target)) return { because: `There is no ${path}.` };
  if (statSync(target).isFile()) return isModelFile(target) ? { file: target } : { because: `${path} is no model file; those end with .threatmodel.yaml.` };
  const found = await findModelFiles(target);
  const [only] = found;
  if (only === undefined) return { because: `There is no *.threatmodel.yaml below ${path}.` };
  return found.length === 1 ? { file: join(target, ...only.split('/')) } : { because: `A package is about one model; name one of ${found.join(', ')}.` };
}

/** What accepted verdicts on assertions of the model rest on. */
function foundationsOf(runs: readonly RunStatement[], model: ThreatModel): { readonly files: string[]; readonly listings: string[] } {
  const present = new Set(Object.values(model.assertions).map(assertionHash));
  const entries = runs.flatMap(({ predicate }) => predicate.assertions.filter(({ hash }) => present.has(hash)));
  const sorted = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())].sort();
  return { files: sorted(entries.map(({ files }) => files)), listings: sorted(entries.map(({ listings }) => listings)) };
}

async function statesAt(foundations: readonly { readonly file: string; readonly glob?: true }[], sources: Sources): Promise<{ path: string; state: string }[]> {
  const states = await Promise.all(foundations.map(async (one) => ({ path: one.file, state: await stateOf(one, sources) })));
  return states.flatMap(({ path, state }) => (state === undefined ? [] : [{ path, state }]));
}

/** These files of the ledger, and all that they name, and what that names. */
async function evidenceOf(ledger: Ledger, names: readonly string[]): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  const waiting = [...names];
  const seen = new Set<string>();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const read = await ledger.read(name);
    const json = read.ok ? readCanonicalJson(read.bytes) : undefined;
    if (!read.ok || !json?.ok) continue;
    found[name] = json.value;
    const opened = readSealedFile(read.bytes);
    const run = opened.ok ? readRunStatement(opened.sealed.payload) : undefined;
    if (run?.ok) waiting.push(...run.statement.predicate.earlier, ...(run.statement.predicate.testResult === null ? [] : [run.statement.predicate.testResult]));
  }
  return found;
}

function policyPaths({ commit, policy, trustedRoot }: BasePolicy): [string, string][] {
  if (commit === undefined) return [];
  return [[commit, trustFile], ...(policy?.trustedRoot !== undefined && trustedRoot !== undefined ? [[commit, policy.trustedRoot] as [string, string]] : [])];
}

async function policyText(root: string, { ref, commit, policy, trustedRoot }: BasePolicy): Promise<PackageContents['policy']> {
  if (commit === undefined) return null;
  const found = await textAtCommit(root, join(root, ...trustFile.split('/')), commit);
  if ('none' in found) return null;
  return { ref, commit, text: found.text, trustedRoot: policy?.trustedRoot !== undefined && trustedRoot !== undefined ? { path: policy.trustedRoot, text: trustedRoot } : null };
}

/** The commits behind a commit, as objects, and when it was made. */
async function commitsBehind(root: string, commit: string, besides: string | undefined): Promise<{ readonly objects: Record<string, string>; readonly at: string }> {
  const listing = await git(root, ['--no-replace-objects', 'rev-list', '--topo-order', `--max-count=${mostCommits}`, commit]);
  const names = [...new Set([...listing.split('\n').filter((name) => name !== ''), ...(besides === undefined ? [] : [besides])])];
  const found = await gitObjects(root, names);
  const objects: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const bytes = found[index];
    if (bytes) objects[name] = bytes.toString('base64');
  }
  return { objects, at: readCommit(found[0] ?? Buffer.alloc(0))?.at ?? new Date(0).toISOString() };
}

/** The trees on the way to paths of commits, as objects. */
async function treesAlong(root: string, paths: readonly (readonly [commit: string, path: string])[]): Promise<Record<string, string>> {
  const commits = [...new Set(paths.map(([commit]) => commit))];
  const roots = new Map((await gitObjects(root, commits)).map((bytes, index): [string, string] => [commits[index]!, (bytes && readCommit(bytes)?.tree) ?? '']));
  const objects: Record<string, string> = {};
  const read = new Map<string, ReadonlyMap<string, TreeEntry>>();
  let level = paths.map(([commit, path]) => ({ tree: roots.get(commit)!, rest: path.split('/') }));
  while (level.length > 0) {
    const wanted = [...new Set(level.map(({ tree }) => tree))].filter((name) => name !== '' && !read.has(name));
    const found = await gitObjects(root, wanted);
    for (const [index, name] of wanted.entries()) {
      const bytes = found[index];
      const tree = bytes && readTree(bytes, name.length / 2);
      if (!tree) continue;
      read.set(name, tree);
      objects[name] = bytes.toString('base64');
    }
    level = level.flatMap(({ tree, rest: [first, ...rest] }) => {
      const next = first === undefined ? undefined : read.get(tree)?.get(first);
      return next?.mode === '40000' && rest.length > 0 ? [{ tree: next.object, rest }] : [];
    });
  }
  return objects;
}

