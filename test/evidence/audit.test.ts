/** Audits: each check by a package that forges exactly what it looks for, and every byte of one package. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { audit } from '../../src/evidence/audit/audit.ts';
import type { AuditorTrust } from '../../src/evidence/audit/auditor-trust.ts';
import type { AuditOptions } from '../../src/evidence/audit/derived.ts';
import { entryAt, type TreeEntry } from '../../src/evidence/audit/git-objects.ts';
import { packageText, readPackage, type EvidencePackage } from '../../src/evidence/audit/package.ts';
import { acceptable, auditChecks, type Acceptable, type AuditReport } from '../../src/evidence/audit/report.ts';
import { readTrustedKeys } from '../../src/evidence/envelope/trusted-keys.ts';
import { sealWithKey, writtenFile } from '../../src/evidence/envelope/sealed-file.ts';
import { statementBytes } from '../../src/evidence/statement/run-statement.ts';
import { readTrustPolicy } from '../../src/evidence/trust/read-policy.ts';
import type { VerifySigstore } from '../../src/evidence/sigstore/verification.ts';
import { isThisRepository } from '../../src/project/repository.ts';
import { runs } from '../runs.ts';
import { MadeRepository, said } from './made-repository.ts';
import { hashOf, keys, pemOf, policyText } from './made-runs.ts';

type Contents = { -readonly [Key in keyof EvidencePackage]: EvidencePackage[Key] };
const pinned = (key = keys.ed.publicKey): AuditorTrust => {
  const read = readTrustedKeys(pemOf(key));
  assert.ok(read.ok);
  return { by: 'keys', keys: read.keys };
};
const now = new Date('2026-06-01T00:00:00Z');
const options = (changes: Partial<AuditOptions> = {}): AuditOptions => ({
  trust: pinned(),
  pins: {},
  accept: new Set(),
  now,
  isHere: ({ repository }, name) => isThisRepository(repository, { root: '', hasGit: true, ...(name === null ? {} : { name }) }),
  ...changes,
});
const failedIn = ({ checks }: AuditReport): string[] => checks.filter(({ result }) => result === 'failed').map(({ check }) => check);
const named = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('an audit', () => {
  let repository: MadeRepository;
  let text: string;
  /** A package whose commit no run is about. */
  let later: string;
  let first: string;
  let second: string;
  const auditText = (of: string, changes: Partial<AuditOptions> = {}): AuditReport => audit(Buffer.from(of), options(changes));
  /** Changes a package and makes its digest anew, as whoever forges one would. */
  const forged = (change: (contents: Contents) => void, of = text): string => {
    const { digest: _, ...contents } = JSON.parse(of) as Contents;
    change(contents as Contents);
    return packageText(contents);
  };
  /** Also claims what follows from the forgery. */
  const claimed = (change: (contents: Contents) => void, of = text, changes: Partial<AuditOptions> = {}): string => {
    const changed = forged(change, of);
    const { derived } = auditText(changed, changes);
    return derived ? forged((contents) => (contents.claim = derived), changed) : changed;
  };
  const add = (contents: Contents, sealedText: string, as = named(sealedText)): void => void (contents.evidence[as] = JSON.parse(sealedText) as unknown);

  before(async () => {
    repository = new MadeRepository();
    repository.commit('first');
    first = await repository.record({ at: '2026-05-01T12:00:00.000Z', assertions: [said({ verdict: 'fail', strength: null })], files: [{ path: 'src/upload.py', state: 'refused:file_missing' }] });
    repository.write('README', 'more\n');
    repository.commit('second');
    second = await repository.record({ at: '2026-05-02T12:00:00.000Z', earlier: [first] });
    text = await repository.export();
    repository.write('README', 'even more\n');
    repository.commit('third');
    later = await repository.export();
    repository.git('reset', '-q', '--hard', 'HEAD~1');
  });
  after(() => repository.dispose());

  it('verifies what is so, and says what had to be believed', () => {
    const report = auditText(text);
    assert.deepEqual([report.verdict, report.accepted, failedIn(report)], ['VERIFIED', true, []]);
    assert.deepEqual(report.derived?.objectives.map(({ id, status, by }) => [id, status, by]), [['CO-A1-T1', 'mitigated', 'controls'], ['CO-A1-T2', 'mitigated', 'assumption']]);
    assert.deepEqual(report.derived.verdicts, [{ assertion: 'asrt_aaaa', verdict: 'pass', strength: 'called', run: second }]);
    const contract = report.trustContract.join('\n');
    for (const words of [/the key that you named signs only/, /signed about/, /state of 1 file at the commit is signed/, /held back/, /CO-A1-T2 is mitigated by what people attested/]) assert.match(contract, words);
    assert.match(report.caveats.map(({ text: one }) => one).join('\n'), /did not say which commit/);
  });

  it('is of the same bytes for the same history, whatever the clock', async () => {
    assert.equal(await repository.export(new Date('2026-07-01T00:00:00Z')), text);
  });

  it('believes a policy, a key by its fingerprint, and nobody whom the package alone names', () => {
    const { policy } = readTrustPolicy(policyText());
    assert.ok(policy);
    assert.equal(auditText(text, { trust: { by: 'policy', policy } }).verdict, 'VERIFIED');
    const fingerprint = policy.keys[0]!.fingerprint;
    assert.equal(auditText(text, { trust: { by: 'fingerprint', fingerprint } }).verdict, 'VERIFIED');
    const nobody = auditText(text, { trust: { by: 'nobody' } });
    assert.deepEqual([nobody.verdict, nobody.accepted, failedIn(nobody)], ['UNVERIFIED', false, ['trust']]);
    const accepting = auditText(text, { trust: { by: 'nobody' }, accept: new Set(['trust-of-the-package']) });
    assert.deepEqual([accepting.verdict, accepting.accepted], ['UNVERIFIED', true], 'it exits with 0, and is called what it is');
  });

  it('believes no revoked key, whoever names it', () => {
    const { policy } = readTrustPolicy(policyText('revoked: {on: 2026-05-03, why: lost}'));
    assert.ok(policy);
    assert.ok(failedIn(auditText(text, { trust: { by: 'policy', policy } })).includes('signers'));
  });

  it('is of a commit that nobody signed only where the auditor names it or says so; git shows that files are the same', () => {
    const report = auditText(later);
    assert.deepEqual([report.verdict, failedIn(report)], ['UNVERIFIED', ['commit']]);
    assert.match(report.trustContract.join('\n'), /1 file is the same in git/);
    const { commit } = JSON.parse(later) as Contents;
    assert.equal(auditText(later, { pins: { commit } }).verdict, 'VERIFIED');
    const partly = auditText(later, { accept: new Set(['commit-nobody-signed']) });
    assert.deepEqual([partly.verdict, partly.accepted], ['PARTIALLY VERIFIED', true]);
  });

  type Forgery = readonly [check: keyof typeof auditChecks, what: string, make: () => string, changes?: () => Partial<AuditOptions>];
  const run = (changes: Parameters<MadeRepository['statement']>[0], key = keys.ed.privateKey): string => sealWithKey(statementBytes(repository.statement(changes)), key);
  const forgeries: readonly Forgery[] = [
    ['size', 'a file larger than is read', () => ' '.repeat(64 * 1024 * 1024 + 1)],
    ['shape', 'a blank at the end', () => `${text} `],
    ['shape', 'a line break in it', () => text.replace('{', '{\n')],
    ['shape', 'members in another order', () => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as object).reverse()))],
    ['shape', 'a member more', () => writtenFile({ ...(JSON.parse(text) as object), note: 'trust me' })],
    ['shape', 'a list', () => '[]'],
    ['shape', 'a hosted package', () => writtenFile({ model: {}, control_objectives: [], content_integrity: {} })],
    ['shape', 'half of it', () => text.slice(0, text.length / 2)],
    ['digest', 'a claim that was changed', () => text.replace('"status":"mitigated"', '"status":"at_risk"')],
    ['git', 'another commit under a name', () => forged(({ git, commit }) => (git.commits[commit] = Buffer.from('tree 0\ncommitter x <x> 1 +0000\n\nx').toString('base64')))],
    ['git', 'no commit', () => forged((contents) => (contents.commit = '0'.repeat(40)))],
    ['model', 'a text that is not the one at the commit', () => forged(({ model }) => (model.text += '# more\n'))],
    ['policy', 'a policy that is not the one at the commit', () => forged(({ policy }) => (policy!.text += '# more\n'))],
    ['pins', 'another model', () => text, () => ({ pins: { model: 'download' } })],
    ['pins', 'another commit', () => text, () => ({ pins: { commit: 'c'.repeat(40) } })],
    ['pins', 'another repository', () => text, () => ({ pins: { repository: 'acme/other' } })],
    ['pins', 'a newest run that is held back', () => text, () => ({ pins: { newestRun: hashOf('9') } })],
    ['names', 'a run under another name', () => forged((contents) => add(contents, writtenFile(contents.evidence[second]), hashOf('9')))],
    ['form', 'a file that is no statement', () => forged((contents) => add(contents, '{"trust":"me"}'))],
    ['form', 'a statement on a run with a member more', () => forged((contents) => add(contents, sealWithKey(statementBytes({ ...repository.statement(), note: 1 }), keys.ed.privateKey)))],
    ['signatures', 'a statement under the signature of another one', () => forged((contents) => add(contents, writtenFile({ ...(contents.evidence[second] as object), payload: Buffer.from(statementBytes(repository.statement({ at: '2026-05-03T12:00:00.000Z' }))).toString('base64') })))],
    ['trust', 'nobody named', () => text, () => ({ trust: { by: 'nobody' } })],
    ['signers', 'a key that signed nothing', () => claimed(() => undefined, text, { trust: pinned(keys.stranger.publicKey) }), () => ({ trust: pinned(keys.stranger.publicKey), pins: { commit: repository.git('rev-parse', 'HEAD') } })],
    ['signers', 'an identity, and no bundle', () => claimed(() => undefined, text, { trust: identity() }), () => ({ trust: identity(), pins: { commit: repository.git('rev-parse', 'HEAD') } })],
    ['commit', 'a commit on top that nobody signed', () => later],
    ['binding', 'a run that gives its commit another tree', () => claimed((contents) => add(contents, sealWithKey(statementBytes({ ...repository.statement({ at: '2026-05-02T12:00:00.000Z' }), subject: [repository.statement().subject[0], { name: 'tree', digest: { gitTree: '1'.repeat(40) } }] }), keys.ed.privateKey)))],
    ['binding', 'a run on this commit about another model', () => claimed((contents) => add(contents, run({ at: '2026-05-02T12:00:00.000Z', assertions: [], model: { id: 'upload', path: 'upload.threatmodel.yaml', digest: hashOf('9') } })))],
    ['completeness', 'a run that failed is taken out', () => claimed(({ evidence }) => delete evidence[first])],
    ['completeness', 'a public form is taken out', () => claimed(({ evidence }) => Object.keys(evidence).filter((name) => name !== first && name !== second).forEach((name) => delete evidence[name]))],
    ['history', 'a commit that a run is about is taken out', () => claimed(({ git }) => delete git.commits[repository.git('rev-parse', 'HEAD~1')])],
    ['order', 'a run older than one that it names', () => claimed((contents) => add(contents, run({ at: '2026-05-01T11:00:00.000Z', earlier: [second] })))],
    ['order', 'a run that is still to come', () => claimed((contents) => add(contents, run({ at: '2027-05-01T11:00:00.000Z', earlier: [second] })))],
    ['files', 'another state of a file than the one that is signed', () => forged(({ files }) => (files[0]!.state = `sha256:${hashOf('9')}`))],
    ['files', 'a file that no run rests on', () => forged(({ files }) => files.push({ path: 'src/zzz.py', state: `sha256:${hashOf('9')}` }))],
    ['unproven_files', 'a tree that shows a file to be the same is taken out', () => claimed(({ git, commit }) => Object.keys(git.trees).filter((name) => name === repository.git('rev-parse', 'HEAD:src') && commit).forEach((name) => delete git.trees[name]), later), () => ({ pins: { commit: (JSON.parse(later) as Contents).commit } })],
    ['verdicts', 'another verdict', () => forged(({ claim }) => (claim.verdicts[0]!.strength = 'unconditional'))],
    ['verdicts', 'another run', () => forged(({ claim }) => (claim.verdicts[0]!.run = first))],
    ['reachability', 'another reachability', () => forged(({ claim }) => (claim.reachability[0]!.verdict = 'unreachable'))],
    ['sufficiency', 'a clause that is not met', () => forged(({ claim }) => (claim.controls[0]!.clauses[0]!.met = false))],
    ['posture', 'another status', () => forged(({ claim }) => (claim.objectives[0]!.rung = 'defined'))],
    ['posture', 'an objective left out', () => forged(({ claim }) => claim.objectives.pop())],
    ['posture', 'another digest', () => forged(({ claim }) => (claim.digest = hashOf('9')))],
    ['time', 'a claim for a moment before its runs', () => forged(({ claim }) => (claim.at = '2026-05-01T00:00:00.000Z'))],
    ['time', 'a claim for a moment to come', () => forged(({ claim }) => (claim.at = '2026-12-01T00:00:00.000Z'))],
    ['today', 'an attestation that ended since', () => text, () => ({ now: new Date('2028-01-01T00:00:00Z') })],
    ['results', 'an assertion that does not pass, where results count', () => claimed((contents) => add(contents, run({ at: '2026-05-02T12:00:00.000Z', assertions: [said({ verdict: 'fail', strength: null })], earlier: [second] }))), () => ({ strictResults: { allowOrphans: false } })],
    ['orphans', 'a verdict on what is not in the model, where results count', () => claimed((contents) => add(contents, run({ at: '2026-05-02T12:00:00.000Z', assertions: [said({ id: 'asrt_gone', hash: hashOf('9') })] }))), () => ({ strictResults: { allowOrphans: false } })],
  ];
  for (const [check, what, make, changes] of forgeries) {
    it(`fails by ${check} alone: ${what}`, () => {
      const report = auditText(make(), changes?.());
      assert.deepEqual(failedIn(report), [check], JSON.stringify(report.checks.filter(({ result }) => result !== 'passed')));
      assert.equal(report.accepted, false);
      const { because, remedy } = report.checks.find((one) => one.check === check)!;
      assert.ok(because && remedy, 'it says why, and what to do');
    });
  }
  it('has a forgery for every check', () => assert.deepEqual(Object.keys(auditChecks).filter((check) => !forgeries.some(([one]) => one === check)), []));

  it('accepts less in so many words, and then is not called verified', () => {
    for (const [word, check] of Object.entries(acceptable) as [Acceptable, keyof typeof auditChecks][]) {
      const forgery = forgeries.find(([one]) => one === check)!;
      const report = auditText(forgery[2](), { ...forgery[3]?.(), accept: new Set([word]) });
      assert.deepEqual([report.accepted, failedIn(report)], [true, []], word);
      assert.notEqual(report.verdict, 'VERIFIED', word);
      const others = new Set((Object.keys(acceptable) as Acceptable[]).filter((one) => one !== word));
      assert.equal(auditText(forgery[2](), { ...forgery[3]?.(), accept: others }).accepted, false, `only by ${word}`);
    }
  });

  it('notices what was deleted, exchanged, renamed, replayed, whatever is claimed of it', () => {
    const swap = (contents: Contents, a: string, b: string): void => void ([contents.evidence[a], contents.evidence[b]] = [contents.evidence[b], contents.evidence[a]]);
    const all = Object.keys((JSON.parse(text) as Contents).evidence);
    assert.equal(all.length, 4);
    for (const name of all) {
      assert.notDeepEqual(failedIn(auditText(claimed(({ evidence }) => delete evidence[name]))), [], `deleted ${name === second ? 'the newest' : 'another'}`);
      assert.ok(failedIn(auditText(claimed(({ evidence }) => (evidence[hashOf('9')] = evidence[name], delete evidence[name])))).includes('names'), 'renamed');
      for (const other of all) if (other !== name) assert.ok(failedIn(auditText(claimed((contents) => swap(contents, name, other)))).includes('names'), 'exchanged');
    }
    // The runs of one repository as those of another, and an old run as one on the present commit.
    assert.ok(failedIn(auditText(claimed((contents) => (contents.repository = 'acme/other')))).includes('signers'));
    const old = auditText(claimed((contents) => delete contents.evidence[second]));
    assert.ok(failedIn(old).includes('commit'), 'an older run says nothing of this commit');
  });

  it('tells of runs that do not count and say otherwise', () => {
    const strange = auditText(claimed((contents) => add(contents, run({ assertions: [said({ verdict: 'fail', strength: null })] }, keys.stranger.privateKey))));
    assert.equal(strange.verdict, 'VERIFIED');
    assert.match(strange.caveats.map(({ text: one }) => one).join('\n'), /1 run that does not count says that something does not pass/);
  });

  /** Stands for what verifies certificates, which is tested with its own mock elsewhere. */
  const subject = 'https://github.com/acme/app/.github/workflows/verify.yml@refs/heads/main';
  const verified: VerifySigstore = (bundle, root) => (root === 'root' ? { ok: true, issuer: 'https://token.example.test', subject, at: '2026-05-02T12:00:00.000Z', payload: Buffer.from((bundle as { dsseEnvelope: { payload: string } }).dsseEnvelope.payload, 'base64') } : { ok: false, because: 'another root' });
  function identity(name = subject, issuer = 'https://token.example.test', trustedRoot = 'root'): AuditorTrust {
    return { by: 'identity', subject: name, issuer, trustedRoot };
  }
  it('believes an identity by the root of the auditor alone', async () => {
    const signed = new MadeRepository(`schema: 1\nidentities:\n  ci: {issuer: https://token.example.test, subject: "${subject}"}\nsigstore: {trusted_root: root.json}\n`);
    try {
      signed.write('root.json', 'root of the package');
      signed.commit();
      const payload = Buffer.from(statementBytes(signed.statement())).toString('base64');
      const bundle = writtenFile({ mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json', dsseEnvelope: { payload, payloadType: 'application/vnd.in-toto+json', signatures: [{ sig: '' }] } });
      const empty = await signed.export();
      const withBundle = claimed((contents) => add(contents, bundle), forged((contents) => (contents.claim.at = '2026-05-03T00:00:00.000Z'), empty), { trust: identity(), sigstore: verified });
      const under = (trust: AuditorTrust) => auditText(withBundle, { trust, sigstore: verified });
      assert.equal(under(identity()).verdict, 'VERIFIED', JSON.stringify(failedIn(under(identity()))));
      for (const other of [identity(`${subject}2`), identity(subject.replace('main', 'mai')), identity(subject, 'https://other.example.test'), pinned()]) assert.ok(failedIn(under(other)).includes('signers'), JSON.stringify(other));
      assert.ok(failedIn(under(identity(subject, 'https://token.example.test', 'root of the package'))).includes('signatures'));
      assert.ok(failedIn(under({ by: 'nobody' })).includes('signatures'), 'by the root of the package it is not what the auditor believes');
    } finally {
      signed.dispose();
    }
  });

  /** `npm run test:long` */
  const long = runs(1).numRuns > 1;
  it('fails by every single byte that is another', () => {
    const bytes = Buffer.from(text);
    const taken: string[] = [];
    const fixed = options();
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!;
      for (let change = 1; change < 256; change += long ? 1 : 256) {
        // One value a byte here, all of them in the long run.
        bytes[at] = byte ^ (long ? change : 1 << (at % 8));
        if (audit(bytes, fixed).accepted) taken.push(`${at}: ${text.slice(Math.max(0, at - 30), at + 10)}`);
      }
      bytes[at] = byte;
    }
    assert.deepEqual(taken, []);
  });

  it('fails by every byte whose change its digest vouches for again, but for what the trust contract calls unsigned', () => {
    const bytes = Buffer.from(text);
    const taken = new Set<string>();
    const step = long ? 1 : 31;
    let tried = 0;
    for (let at = 7; at < bytes.length; at += step) {
      const byte = bytes[at]!;
      bytes[at] = byte ^ 1;
      const changed = resealed(bytes.toString('utf8'));
      bytes[at] = byte;
      if (changed === undefined || changed === text) continue;
      tried++;
      if (auditText(changed).accepted) taken.add(differing(JSON.parse(text), JSON.parse(changed)));
    }
    assert.ok(tried > 50, String(tried));
    for (const path of taken) assert.match(path, /^(tool\.\w+|policy\.ref|claim\.at)$/);
  });
});

describe('what stands at a path of a tree', () => {
  const [blob, tree, link] = ['100644', '40000', '120000'].map((mode, index): TreeEntry => ({ mode, object: String(index) })) as [TreeEntry, TreeEntry, TreeEntry];
  const trees = new Map([['root', new Map([['a.py', blob], ['src', { ...tree, object: 'src' }], ['away', link], ['unknown', { ...tree, object: 'x' }]])], ['src', new Map([['b.py', blob]])]]);
  const at = (path: string): unknown => entryAt('root', path, (name) => trees.get(name));
  it('is a file, nothing, or not known: behind a link, or where a tree is missing', () => {
    assert.deepEqual([at('a.py'), at('src/b.py'), at('src/c.py'), at('a.py/x'), at('away'), at('away/x'), at('unknown/x')], [blob, blob, 'nothing', 'nothing', link, undefined, undefined]);
  });
});

/** With its digest made anew; undefined for what is no package any more. */
function resealed(text: string): string | undefined {
  try {
    const { digest: _, ...contents } = JSON.parse(text) as EvidencePackage;
    const written = packageText(contents);
    return readPackage(Buffer.from(written)).ok ? written : undefined;
  } catch {
    return undefined;
  }
}

/** The path of the first difference. */
function differing(a: unknown, b: unknown): string {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return '';
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const key = Object.keys(left).find((one) => one !== 'digest' && JSON.stringify(left[one]) !== JSON.stringify(right[one])) ?? '';
  const rest = differing(left[key], right[key]);
  return rest === '' ? key : `${key}.${rest}`;
}
