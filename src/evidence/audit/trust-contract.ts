/** What has to be believed for a verdict of an audit to be true, and what to keep in mind besides. */
import { commitOfRun } from '../statement/run-statement.ts';
import { orphansOf, runsOfModel, type Derived } from './derived.ts';
import type { AuditReport } from './report.ts';

const some = (list: readonly string[], most = 3): string => `${list.slice(0, most).join(', ')}${list.length > most ? ` and ${list.length - most} more` : ''}`;

/** One sentence for each thing that no computation showed. */
export function trustContractOf(derived: Derived): string[] {
  const { contents, claim, states, basis, model, options } = derived;
  const { trust, pins } = options;
  const runs = runsOfModel(derived);
  const commit = contents.commit.slice(0, 10);
  const signers = [...new Set(runs.map(({ signer }) => signer))].sort();
  const about = runs.filter(({ run }) => commitOfRun(run) === contents.commit);
  const whom = {
    nobody: 'The package itself says whose signatures count, so all that follows is what its maker wants to be believed.',
    policy: 'The signers of your trust policy sign only what their jobs found, and nobody else has their keys or identities.',
    keys: 'Whoever holds the key that you named signs only what was found, and nobody else holds it.',
    fingerprint: 'Whoever holds the key that you named signs only what was found, and nobody else holds it.',
    identity: 'The identity that you named signs only what was found, and the Sigstore whose trusted root you gave tells identities rightly.',
  }[trust.by];
  const contract = [whom];
  if (signers.length > 0) contract.push(`Signed by ${some(signers)}; ${runs.length} ${runs.length === 1 ? 'run counts' : 'runs count'}, found by ${some([...new Set(runs.map(({ run }) => `${run.predicate.tool.name} ${run.predicate.tool.version}`))].sort())}, which looked rightly.`);
  contract.push(pins.commit !== undefined ? `The commit ${commit} is the one that you named.` : about.length > 0 ? `The commit ${commit} is the one that ${about[0]!.name.slice(0, 10)} is signed about; that it is the one which runs in production is for you to compare.` : `The commit ${commit} is the word of whoever made the package.`);
  if (trust.by !== 'policy') contract.push(contents.policy ? `${contents.policy.commit.slice(0, 10)} is the head of the branch (${contents.policy.ref}) that decides about trust: its policy may have taken keys away since.` : 'The base has no trust policy, so nobody counts.');
  const proofs = { signed: 0, same_in_git: 0, word: 0 };
  for (const { proof } of states.states.values()) proofs[proof]++;
  if (proofs.signed > 0) contract.push(`The state of ${proofs.signed} ${proofs.signed === 1 ? 'file' : 'files'} at the commit is signed.`);
  if (proofs.same_in_git > 0) contract.push(`${proofs.same_in_git} ${proofs.same_in_git === 1 ? 'file is' : 'files are'} the same in git as at the commit of the run.`);
  const believed = Object.values(basis.standings).some((standing) => standing.holds && [...standing.entry.files, ...standing.entry.listings].length > 0) ? proofs.word : 0;
  if (believed > 0) contract.push(`The state of ${believed} ${believed === 1 ? 'file is' : 'files are'} the word of whoever made the package.`);
  if (contents.commit.length === 40) contract.push('Nobody can make two objects of git with one SHA-1.');
  if (pins.newestRun === undefined) contract.push('No run newer than those in the package was held back: nothing inside of it can show that.');
  const attested = claim.objectives.filter(({ by }) => by === 'assumption').map(({ id }) => id);
  if (attested.length > 0) contract.push(`${some(attested)} ${attested.length === 1 ? 'is' : 'are'} mitigated by what people attested in the model, not by evidence.`);
  contract.push(`The model ${model.id} names the assets, attackers and clauses that matter: its owner wrote it.`);
  contract.push(`The version of the exporter, the name of the branch and the moment ${claim.at} are unsigned; only attestations are judged by that moment.`);
  return contract;
}

/** What does not decide the verdict. */
export function caveatsOf(derived: Derived): AuditReport['caveats'] {
  const { contents, claim, judged, model, history, options } = derived;
  const caveats: { text: string; remedy: string }[] = [];
  const open = claim.objectives.filter(({ status }) => status !== 'mitigated');
  if (open.length > 0) caveats.push({ text: `${open.length} of ${claim.objectives.length} objectives ${open.length === 1 ? 'is' : 'are'} not mitigated: ${some(open.map(({ id }) => id), 5)}. The verdict is about the claim, and this is what is claimed.`, remedy: 'Read the posture before you rely on the verdict.' });
  const refused = judged.flatMap(({ name, judgement }) => (judgement.accepted || judgement.code === 'other_statement' || judgement.code === 'malformed' || judgement.code === 'bad_signature' ? [] : [{ name, ...judgement }]));
  const against = refused.filter(({ run }) => run?.predicate.model.id === model.id && run.predicate.assertions.some(({ verdict }) => verdict !== 'pass'));
  if (against.length > 0) caveats.push({ text: `${against.length} ${against.length === 1 ? 'run that does not count says' : 'runs that do not count say'} that something does not pass, such as ${against[0]!.name.slice(0, 10)} (${against[0]!.because}).`, remedy: 'Find out who signed it. If that is somebody who should count, name them too.' });
  else if (refused.length > 0) caveats.push({ text: `${refused.length} ${refused.length === 1 ? 'run does' : 'runs do'} not count, such as ${refused[0]!.name.slice(0, 10)}: ${refused[0]!.because}.`, remedy: 'Nothing rests on it. If it should count, name its signer too.' });
  const elsewhere = claim.verdicts.filter(({ verdict }) => verdict === 'elsewhere').map(({ assertion }) => assertion);
  if (elsewhere.length > 0) caveats.push({ text: `${some(elsewhere)} ${elsewhere.length === 1 ? 'is' : 'are'} about code of another repository, of which this package shows nothing.`, remedy: 'Ask for a package of that repository.' });
  const orphans = orphansOf(derived);
  if (orphans.length > 0) caveats.push({ text: `${some(orphans)} ${orphans.length === 1 ? 'is' : 'are'} judged by a run on this commit and not in the model.`, remedy: 'Look at what was removed from the model.' });
  if (options.pins.commit === undefined) caveats.push({ text: `You did not say which commit you expect; this is ${contents.commit}.`, remedy: 'Compare it with what was released, and give it with --commit: an old package is as genuine as a new one.' });
  if (contents.policy && options.trust.by !== 'policy' && !history.ancestry.treeOf(contents.policy.commit)) caveats.push({ text: `The trust policy is of ${contents.policy.commit.slice(0, 10)}, which is not in the history of this commit.`, remedy: 'Compare it with the base branch, or give your own copy with --policy.' });
  return caveats;
}
