/** An audit of a package whose run an identity signed: a certificate and a log entry made by Sigstore's own mock, checked by the real verifier. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { audit } from '../../src/evidence/audit/audit.ts';
import type { AuditorTrust } from '../../src/evidence/audit/auditor-trust.ts';
import type { AuditReport } from '../../src/evidence/audit/report.ts';
import { sigstoreSigner } from '../../src/evidence/sigstore/sign-bundle.ts';
import { verifySigstoreBundle } from '../../src/evidence/sigstore/verify-bundle.ts';
import { statementBytes } from '../../src/evidence/statement/run-statement.ts';
import { isThisRepository } from '../../src/project/repository.ts';
import { runs } from '../runs.ts';
import { MadeRepository } from './made-repository.ts';
import { issuer, services, startMockSigstore, stopMockSigstore, subject, token } from './mock-sigstore.ts';

describe('an audit of what an identity signed', () => {
  let repository: MadeRepository;
  let trustedRoot: string;
  let text: string;
  const identity = (changes: Partial<Extract<AuditorTrust, { by: 'identity' }>> = {}): AuditorTrust => ({ by: 'identity', subject, issuer, trustedRoot, ...changes });
  const auditText = (of: string | Buffer, trust = identity()): AuditReport =>
    audit(Buffer.from(of), { trust, pins: {}, accept: new Set(), now: new Date(Date.now() + 60_000), sigstore: verifySigstoreBundle, isHere: ({ repository: named }, name) => isThisRepository(named, { root: '', hasGit: true, ...(name === null ? {} : { name }) }) });
  const failedIn = ({ checks }: AuditReport): string[] => checks.filter(({ result }) => result === 'failed').map(({ check }) => check);

  before(async () => {
    trustedRoot = await startMockSigstore();
    repository = new MadeRepository(`schema: 1\nidentities:\n  ci: {issuer: ${issuer}, subject: "${subject}"}\nsigstore: {trusted_root: root.json}\n`);
    repository.write('root.json', trustedRoot);
    repository.commit();
    const sealing = await sigstoreSigner(services, token).seal(statementBytes(repository.statement({ at: new Date().toISOString() })));
    assert.ok(sealing.ok, sealing.ok ? '' : sealing.because);
    await repository.keep(sealing.text);
    text = await repository.export(new Date());
  });
  after(() => {
    stopMockSigstore();
    repository.dispose();
  });

  it('verifies by the identity and the root that the auditor brings', () => {
    const report = auditText(text);
    assert.deepEqual([report.verdict, failedIn(report)], ['VERIFIED', []]);
    assert.deepEqual(report.derived?.verdicts.map(({ assertion, verdict }) => [assertion, verdict]), [['asrt_aaaa', 'pass']]);
    assert.ok(!text.includes(token.split('.')[1]!), 'the token stays behind');
  });

  it('does not verify for another identity, another issuer, another root, or by the root that the package brings along', async () => {
    for (const changes of [{ subject: `${subject}2` }, { issuer: 'https://other.example.test' }]) assert.ok(failedIn(auditText(text, identity(changes))).includes('signers'), JSON.stringify(changes));
    stopMockSigstore();
    const another = await startMockSigstore();
    assert.ok(failedIn(auditText(text, identity({ trustedRoot: another }))).includes('signatures'));
    assert.equal(auditText(text, { by: 'nobody' }).verdict, 'UNVERIFIED');
  });

  it('fails by a byte that is another, in every part of it', () => {
    const bytes = Buffer.from(text);
    const step = Math.max(1, Math.floor(bytes.length / runs(150).numRuns));
    const taken: number[] = [];
    for (let at = 0; at < bytes.length; at += step) {
      bytes[at]! ^= 1;
      if (auditText(bytes).accepted) taken.push(at);
      bytes[at]! ^= 1;
    }
    assert.deepEqual(taken.map((at) => text.slice(Math.max(0, at - 40), at + 20)), []);
  });
});
