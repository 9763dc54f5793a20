/** An audit: everything that a package claims, derived again from the model's text, the statements and whom the auditor named. */
import { assess } from '../../assurance/assess.ts';
import { canonicalText, semanticDigest } from '../../model/canonical.ts';
import { parseModel } from '../../model/parse.ts';
import type { ThreatModel } from '../../model/schema.ts';
import { nameOf } from '../ledger/ledger.ts';
import { recordedBasis, type JudgedRun } from '../recorded/recorded-basis.ts';
import { foundationKey } from '../statement/file-state.ts';
import { commitOfRun, treeOfRun } from '../statement/run-statement.ts';
import type { Judgement } from '../trust/judge-file.ts';
import { readTrustPolicy, type TrustPolicy } from '../trust/read-policy.ts';
import { judgeForAuditor } from './auditor-trust.ts';
import { claimOf } from './claim.ts';
import { orphansOf, runsOfModel, type AuditOptions, type Derived } from './derived.ts';
import { gitNameOf, isRegular } from './git-objects.ts';
import { readHistory, type History } from './history.ts';
import { readPackage, type EvidencePackage } from './package.ts';
import { provenStates } from './proven-states.ts';
import { acceptable, type Acceptable, type AuditCheck, type AuditReport, type AuditVerdict, type CheckResult } from './report.ts';
import { caveatsOf, trustContractOf } from './trust-contract.ts';

/** How far the clocks of signers may disagree. */
const skewMs = 10 * 60_000;

/** Audits the bytes of a package. Never throws for what stands in it. */
export function audit(bytes: Uint8Array, options: AuditOptions): AuditReport {
  const checks = new Checks(options.accept);
  const read = readPackage(bytes);
  if (!read.ok) {
    const remedies = {
      size: 'Ask for a package of one model, from a repository whose history fits.',
      shape: 'What mipiti evidence export writes is read, byte for byte; reports and packages of a hosted service are not. Ask for the file again.',
      digest: 'Ask for the file again, and compare its SHA-256 with that of the sender.',
    };
    checks.fail(read.check, read.because, remedies[read.check]);
    return unread(checks);
  }
  for (const check of ['size', 'shape', 'digest'] as const) checks.pass(check);
  const { contents } = read;
  const history = readHistory(contents);
  if ('broken' in history) {
    checks.fail('git', history.broken, 'The package was put together by hand; ask for one made by mipiti evidence export.');
    return unread(checks);
  }
  checks.pass('git');
  const parsed = checkModel(contents, history, checks);
  const own = checkPolicy(contents, history, checks);
  const judged = judgeEvidence(contents, own, options, checks);
  const derived = derive(contents, history, parsed, judged, options);
  checkPins(derived, checks);
  checkTrust(derived, checks);
  checkBinding(derived, checks);
  checkOrder(derived, checks);
  checkStates(derived, checks);
  checkClaim(derived, checks);
  if (options.strictResults) checkResults(derived, options.strictResults.allowOrphans, checks);
  const verdict = checks.verdict();
  return {
    verdict,
    accepted: checks.accepted(),
    checks: checks.results,
    trustContract: trustContractOf(derived),
    caveats: caveatsOf(derived),
    about: { model: derived.model.id, title: derived.model.title, repository: contents.repository, commit: contents.commit, digest: contents.digest, tool: `${contents.tool.name} ${contents.tool.version}` },
    derived: derived.claim,
    runs: judged.flatMap(({ name, judgement }) => {
      const { run } = judgement;
      return run ? [{ name, commit: commitOfRun(run), model: run.predicate.model.id, at: run.predicate.at, signer: judgement.accepted ? judgement.signer.name : null, because: judgement.accepted ? null : judgement.because }] : [];
    }),
  };
}

class Checks {
  readonly results: CheckResult[] = [];
  readonly #accept: ReadonlySet<AuditCheck>;

  constructor(accept: ReadonlySet<Acceptable>) {
    this.#accept = new Set([...accept].map((word) => acceptable[word]));
  }

  pass(check: AuditCheck): void {
    this.results.push({ check, result: 'passed' });
  }

  fail(check: AuditCheck, because: string, remedy: string): void {
    this.results.push({ check, result: this.#accept.has(check) ? 'accepted' : 'failed', because, remedy });
  }

  /** Passes when nothing is said against it. */
  say(check: AuditCheck, because: string | undefined, remedy: string): void {
    if (because === undefined) this.pass(check);
    else this.fail(check, because, remedy);
  }

  verdict(): AuditVerdict {
    const open = this.results.filter(({ result }) => result !== 'passed');
    if (open.length === 0) return 'VERIFIED';
    const mayBeAccepted = new Set<AuditCheck>(Object.values(acceptable));
    if (open.some(({ check }) => !mayBeAccepted.has(check))) return 'FAILED';
    // Who named nobody has verified nothing, whatever else was accepted.
    return open.some(({ check, result }) => result === 'failed' || check === 'trust') ? 'UNVERIFIED' : 'PARTIALLY VERIFIED';
  }

  accepted(): boolean {
    return this.results.every(({ result }) => result !== 'failed');
  }
}

function unread(checks: Checks): AuditReport {
  return { verdict: 'FAILED', accepted: false, checks: checks.results, trustContract: [], caveats: [], runs: [] };
}

const blobOf = (text: string, like: string): string => gitNameOf('blob', Buffer.from(text, 'utf8'), like.length === 64 ? 'sha256' : 'sha1');

function isTextAt(text: string, commit: string, path: string, history: History): boolean {
  const entry = history.entry(commit, path);
  return entry !== undefined && entry !== 'nothing' && isRegular(entry) && entry.object === blobOf(text, commit);
}

function checkModel({ model: { path, text }, commit }: EvidencePackage, history: History, checks: Checks): ThreatModel {
  const parsed = parseModel(text.replace(/^\uFEFF/, ''));
  const because = !isTextAt(text, commit, path, history) ? `${path} has another text at ${commit.slice(0, 10)}` : parsed.usable ? undefined : `${path} has errors`;
  checks.say('model', because, 'Ask for a package made by mipiti evidence export at that commit.');
  return parsed.model;
}

function checkPolicy({ policy }: EvidencePackage, history: History, checks: Checks): { readonly policy: TrustPolicy | undefined; readonly trustedRoot: string | undefined } {
  const read = policy ? readTrustPolicy(policy.text) : undefined;
  const root = policy?.trustedRoot ?? undefined;
  const because = !policy
    ? undefined
    : !isTextAt(policy.text, policy.commit, '.mipiti/trust.yaml', history)
      ? `.mipiti/trust.yaml has another text at ${policy.commit.slice(0, 10)}`
      : root && (root.path !== read?.policy?.trustedRoot || !isTextAt(root.text, policy.commit, root.path, history))
        ? `${root.path} is not the trusted root that the policy names at ${policy.commit.slice(0, 10)}`
        : undefined;
  checks.say('policy', because, 'Ask for a package made by mipiti evidence export; or name the policy yourself with --policy.');
  return { policy: read?.policy, trustedRoot: root?.text };
}

function judgeEvidence({ evidence, repository }: EvidencePackage, own: ReturnType<typeof checkPolicy>, { trust, now, sigstore }: AuditOptions, checks: Checks): JudgedRun[] {
  const [renamed, malformed, forged]: [string[], string[], string[]] = [[], [], []];
  const judged: JudgedRun[] = [];
  for (const [name, value] of Object.entries(evidence)) {
    const bytes = Buffer.from(canonicalText(value) ?? '', 'utf8');
    if (nameOf(bytes) !== name) {
      renamed.push(name);
      continue;
    }
    const judgement: Judgement = judgeForAuditor(bytes, trust, own, { repository: repository ?? undefined, now: now.toISOString() }, sigstore);
    if (!judgement.accepted && judgement.code === 'malformed') malformed.push(`${name.slice(0, 10)}: ${judgement.because}`);
    if (!judgement.accepted && (judgement.code === 'bad_signature' || judgement.code === 'not_verifiable')) forged.push(`${name.slice(0, 10)}: ${judgement.because}`);
    judged.push({ name, judgement });
  }
  checks.say('names', renamed[0] && `${renamed[0].slice(0, 10)} has other bytes than those that its name is the SHA-256 of`, 'Ask for the package again; what a run names was exchanged.');
  checks.say('form', malformed[0], 'Somebody put it there by hand. Ask where it comes from.');
  checks.say('signatures', forged[0], 'Take it for a forgery until its sender explains it. Certificates need --trusted-root, a file from a place that you trust.');
  return judged;
}

function derive(contents: EvidencePackage, history: History, model: ThreatModel, judged: readonly JudgedRun[], options: AuditOptions): Derived {
  const accepted = judged.flatMap(({ name, judgement }) => (judgement.accepted ? [{ name, run: judgement.run, signedAt: judgement.signedAt, signer: judgement.signer.name }] : []));
  // A run that gives a commit another tree is no witness for its files.
  const witnesses = accepted.filter(({ run }) => history.ancestry.treeOf(commitOfRun(run)) === treeOfRun(run)).map(({ run }) => run);
  const others = judged.flatMap(({ judgement }) => judgement.run ?? []).filter((run) => !witnesses.includes(run));
  const states = provenStates(contents, witnesses, others, history);
  const basis = recordedBasis({
    model,
    runs: judged,
    names: Object.keys(contents.evidence),
    ancestry: history.ancestry,
    fileState: (file) => states.states.get(foundationKey({ file }))?.state,
    listingState: (file) => states.states.get(foundationKey({ file, glob: true }))?.state,
    isHere: (assertion) => options.isHere(assertion, contents.repository),
  });
  const { at } = contents.claim;
  return { contents, history, model, judged, accepted, basis, states, claim: claimOf(at, assess(model, basis.evidence, at), basis), today: assess(model, basis.evidence, options.now.toISOString()), options };
}

function checkPins({ contents, model, options: { pins } }: Derived, checks: Checks): void {
  const differs = (what: string, pin: string | undefined, found: string): string | undefined => (pin === undefined || pin.toLowerCase() === found.toLowerCase() ? undefined : `the ${what} is ${found}, and you named ${pin}`);
  const newest = pins.newestRun === undefined || Object.hasOwn(contents.evidence, pins.newestRun) ? undefined : `the run ${pins.newestRun.slice(0, 10)}, which you named, is not in it`;
  checks.say('pins', differs('model', pins.model, model.id) ?? differs('commit', pins.commit, contents.commit) ?? differs('repository', pins.repository, contents.repository ?? 'without a remote') ?? newest, 'This is another package than the one that you expect. Ask for that one.');
}

function checkTrust(derived: Derived, checks: Checks): void {
  const { contents, options } = derived;
  const unnamed = options.trust.by === 'nobody' ? 'you named nobody: the package itself says whom it wants to be believed' : undefined;
  checks.say('trust', unnamed, 'Get the public key or the policy from somebody you trust, not from this package, and give it with --key or --policy.');
  const refused = derived.judged.flatMap(({ judgement }) => (judgement.accepted || judgement.code === 'other_statement' ? [] : [judgement.because]));
  checks.say('signers', runsOfModel(derived).length > 0 ? undefined : `no run on this model counts${refused[0] === undefined ? '' : `; of one, ${refused[0]}`}`, 'Without a run nothing is verified. Check that the key, identity or policy is the right one.');
  const vouched = options.pins.commit !== undefined || runsOfModel(derived).some(({ run }) => commitOfRun(run) === contents.commit);
  checks.say('commit', vouched ? undefined : `no run that counts is about ${contents.commit.slice(0, 10)}: whoever made the package may have made the commit`, 'Compare the commit with the repository and give it with --commit, or ask for a run on it.');
}

function checkBinding(derived: Derived, checks: Checks): void {
  const { contents, model, history, basis } = derived;
  const lied = basis.refused.find(({ code }) => code === 'tree_differs');
  const digest = semanticDigest(model);
  const another = runsOfModel(derived).find(({ run }) => commitOfRun(run) === contents.commit && run.predicate.model.digest !== digest);
  checks.say('binding', lied ? `${lied.name.slice(0, 10)}: ${lied.because}` : another && `${another.name.slice(0, 10)} is about this commit and about another model than the one that the package holds`, 'A signer said what cannot be. Ask the owner of the key, and trust it no longer until that is explained.');
  checks.say('completeness', basis.missing[0] && `${basis.missing[0].slice(0, 10)} is named by a run and is not there${basis.missing.length > 1 ? `, nor are ${basis.missing.length - 1} others` : ''}`, 'Something was taken out, perhaps a run that failed. Ask for it: mipiti evidence log lists what a repository has.');
  const lost = history.cut ? runsOfModel(derived).find(({ run }) => history.ancestry.treeOf(commitOfRun(run)) === undefined) : undefined;
  checks.say('history', lost && `the history ends before ${commitOfRun(lost.run).slice(0, 10)} is found, so a run on it may have to count`, 'Ask for a package from a full clone (git fetch --unshallow).');
}

function checkOrder({ judged, accepted, contents, options }: Derived, checks: Checks): void {
  const coming = judged.find(({ judgement }) => !judgement.accepted && judgement.code === 'in_the_future');
  const times = new Map(accepted.map(({ name, signedAt }) => [name, signedAt]));
  const swapped = accepted.flatMap(({ name, run, signedAt }) => run.predicate.earlier.flatMap((earlier) => (Date.parse(times.get(earlier) ?? signedAt) > Date.parse(signedAt) + skewMs ? [`${name.slice(0, 10)} is of ${signedAt} and names ${earlier.slice(0, 10)} of ${times.get(earlier) ?? ''} as an earlier run`] : [])))[0];
  checks.say('order', coming && !coming.judgement.accepted ? `${coming.name.slice(0, 10)}: ${coming.judgement.because}` : swapped, 'A clock was wrong, or somebody signed for another day. Ask the owner of the key.');
  const latest = [...times.values()].sort().at(-1);
  const { at } = contents.claim;
  const early = latest !== undefined && Date.parse(at) < Date.parse(latest) ? `the claim is for ${at}, and a run that it rests on is of ${latest}` : undefined;
  const late = Date.parse(at) > options.now.getTime() + skewMs ? `the claim is for ${at}, which is still to come` : undefined;
  checks.say('time', early ?? late, 'Ask for a package made by mipiti evidence export.');
}

function checkStates({ states, basis }: Derived, checks: Checks): void {
  checks.say('files', states.contradictions[0], 'The list of files was changed by hand. Ask for a package made by mipiti evidence export.');
  const unproven = [...new Set(Object.values(basis.standings).flatMap((standing) => (standing.holds ? [...standing.entry.files.map((file) => ({ file })), ...standing.entry.listings.map((file) => ({ file, glob: true as const }))] : [])).filter((one) => states.states.get(foundationKey(one))?.proof === 'word').map(({ file }) => file))];
  checks.say('unproven_files', unproven.length === 0 ? undefined : `that ${unproven.slice(0, 3).join(', ')}${unproven.length > 3 ? ` and ${unproven.length - 3} others are` : ' is'} unchanged since the run is the word of whoever made the package`, 'Ask for a run on this very commit, which signs the state of each file.');
}

function checkClaim({ contents, claim, today }: Derived, checks: Checks): void {
  const claimed = contents.claim;
  const remedy = 'Believe what was derived, not what is claimed. With --key or --policy only runs of those whom you named count.';
  const differing = <T>(theirs: readonly T[], ours: readonly T[], word: (one: T) => string): string | undefined => {
    const index = Array.from({ length: Math.max(theirs.length, ours.length) }, (_, i) => i).find((i) => canonicalText(theirs[i] ?? null) !== canonicalText(ours[i] ?? null));
    if (index === undefined) return undefined;
    const [there, here] = [theirs[index], ours[index]];
    return `claimed is ${there === undefined ? 'nothing' : word(there)}, derived is ${here === undefined ? 'nothing' : word(here)}`;
  };
  checks.say('verdicts', differing(claimed.verdicts, claim.verdicts, ({ assertion, verdict, run }) => `${assertion} ${verdict}${run === null ? '' : ` by ${run.slice(0, 10)}`}`), remedy);
  checks.say('reachability', differing(claimed.reachability, claim.reachability, ({ objective, verdict }) => `${objective} ${verdict}`), remedy);
  checks.say('sufficiency', differing(claimed.controls, claim.controls, ({ id, standing, sufficient }) => `${id} ${standing}, ${sufficient ? 'sufficient' : 'insufficient'}`), remedy);
  const posture = differing(claimed.objectives, claim.objectives, ({ id, status, by }) => `${id} ${status}${by === null ? '' : ` by ${by}`}`) ?? (claimed.digest === claim.digest ? undefined : 'the digest of the posture is another one');
  checks.say('posture', posture, remedy);
  const now = new Map(today.objectives.map(({ id, status }) => [id, status]));
  const ended = claim.objectives.filter(({ id, status }) => status === 'mitigated' && now.get(id) !== 'mitigated').map(({ id }) => id);
  checks.say('today', ended.length === 0 ? undefined : `${ended.join(', ')} ${ended.length === 1 ? 'was' : 'were'} mitigated at ${claim.at.slice(0, 10)} and ${ended.length === 1 ? 'is' : 'are'} so no longer: an attestation ended`, 'Ask for the present state, or give --at for the day that you ask about.');
}

function checkResults(derived: Derived, allowOrphans: boolean, checks: Checks): void {
  const open = derived.claim.verdicts.filter(({ verdict }) => verdict !== 'pass');
  checks.say('results', open.length === 0 ? undefined : `${open.map(({ assertion, verdict }) => `${assertion} is ${verdict}`).slice(0, 3).join(', ')}${open.length > 3 ? ` and ${open.length - 3} others do not pass` : ''}`, 'Evidence that does not pass shows nothing. Ask for the fix, or read the posture instead.');
  const orphans = orphansOf(derived);
  if (orphans.length === 0) checks.pass('orphans');
  else if (!allowOrphans) checks.fail('orphans', `${orphans.slice(0, 3).join(', ')} ${orphans.length === 1 ? 'is' : 'are'} judged and not in the model`, 'Look at what was removed from the model; --allow-orphan-results lets it be.');
  else checks.results.push({ check: 'orphans', result: 'accepted', because: `${orphans.join(', ')} not in the model`, remedy: 'Look at what was removed from the model.' });
}
