/** Runs signed by an identity, against Sigstore's own mock. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { writtenFile } from '../../src/evidence/envelope/sealed-file.ts';
import { readTrustConfig } from '../../src/evidence/sigstore/services.ts';
import { sigstoreSigner } from '../../src/evidence/sigstore/sign-bundle.ts';
import { verifySigstoreBundle } from '../../src/evidence/sigstore/verify-bundle.ts';
import { statementBytes } from '../../src/evidence/statement/run-statement.ts';
import { judgeRunFile, type JudgeOptions } from '../../src/evidence/trust/judge-file.ts';
import { readTrustPolicy } from '../../src/evidence/trust/read-policy.ts';
import { runs } from '../runs.ts';
import { run } from './made-runs.ts';
import { issuer, services, startMockSigstore, stopMockSigstore, subject, token } from './mock-sigstore.ts';

describe('a run that an identity signs', () => {
  let trustedRoot = '';
  let text = '';
  const now = () => new Date(Date.now() + 60_000).toISOString();
  const policy = (more = '', name = subject): string => `schema: 1\nidentities:\n  ci:\n    issuer: ${issuer}\n    subject: ${name}\n${more}sigstore: {trusted_root: root.json}\n`;
  const judge = (file: string, of = policy(), sigstore: JudgeOptions['sigstore'] | null = { trustedRoot, verify: verifySigstoreBundle }) =>
    judgeRunFile(Buffer.from(file), { policy: readTrustPolicy(of).policy, repository: 'acme/app', now: now(), ...(sigstore ? { sigstore } : {}) });
  const refused = (judged: ReturnType<typeof judge>): string => (judged.accepted ? 'accepted' : judged.code);

  before(async () => {
    trustedRoot = await startMockSigstore();
    const sealing = await sigstoreSigner(services, token).seal(statementBytes(run({ at: new Date().toISOString() })));
    assert.ok(sealing.ok, sealing.ok ? '' : sealing.because);
    ({ text } = sealing);
  });
  after(stopMockSigstore);

  it('is accepted by its identity, at the time of the log, and the token stays behind', () => {
    const judged = judge(text);
    assert.ok(judged.accepted, judged.accepted ? '' : judged.because);
    assert.deepEqual([judged.signer.kind, judged.signer.name, judged.signer.identity], ['sigstore', 'ci', subject]);
    assert.ok(Math.abs(Date.parse(judged.signedAt) - Date.now()) < 600_000);
    assert.ok(!text.includes(token.split('.')[1]!));
  });

  it('is refused for another identity, and for one that only begins or ends alike', () => {
    for (const name of [`${subject}2`, subject.slice(0, -1), subject.replace('.', 'x'), 'https://ci.example.test/*']) assert.equal(refused(judge(text, policy('', name))), 'unknown_signer', name);
    assert.equal(refused(judge(text, policy().replace(issuer, 'https://other.example.test'))), 'unknown_signer');
  });

  it('is refused when the identity is revoked, although another entry would take it', () => {
    const wide = policy().replace('sigstore:', `  old:\n    issuer: ${issuer}\n    subject: ${subject.replace('main', '*')}\n    revoked: {on: 2026-01-01, why: the workflow ran for anybody}\nsigstore:`);
    assert.equal(refused(judge(text, wide)), 'revoked');
    assert.equal(refused(judge(text, policy('    until: 2020-01-01\n'))), 'out_of_validity');
  });

  it('is not accepted where its certificate cannot be checked', () => {
    assert.equal(refused(judge(text, policy(), null)), 'not_verifiable');
    assert.equal(refused(judge(text, policy(), { trustedRoot: 'x', verify: verifySigstoreBundle })), 'bad_signature');
    const roots = JSON.parse(trustedRoot) as Record<string, unknown[]>;
    for (const part of ['tlogs', 'certificateAuthorities', 'ctlogs']) assert.equal(refused(judge(text, policy(), { trustedRoot: JSON.stringify({ ...roots, [part]: [] }), verify: verifySigstoreBundle })), 'bad_signature', part);
  });

  it('is refused with anything beside what is signed', () => {
    type Bundle = { mediaType: string; dsseEnvelope: { signatures: Record<string, unknown>[] }; verificationMaterial: { tlogEntries: Record<string, unknown>[] } };
    const bundle = (): Bundle => JSON.parse(text) as Bundle;
    const changed: readonly ((one: Bundle) => unknown)[] = [
      (one) => Object.assign(one, { note: 'trust me' }),
      (one) => Object.assign(one.dsseEnvelope.signatures[0]!, { keyid: 'root' }),
      (one) => one.dsseEnvelope.signatures.push(one.dsseEnvelope.signatures[0]!),
      (one) => (one.mediaType = 'application/vnd.dev.sigstore.bundle+json;version=0.1'),
      (one) => (one.verificationMaterial.tlogEntries = []),
      (one) => delete one.verificationMaterial.tlogEntries[0]!['inclusionPromise'],
      (one) => (one.verificationMaterial.tlogEntries[0]!['integratedTime'] = '1700000000'),
    ];
    for (const change of changed) {
      const one = bundle();
      change(one);
      assert.notEqual(refused(judge(writtenFile(one))), 'accepted', String(change));
    }
    assert.equal(refused(judge(` ${text}`)), 'malformed');
  });

  it('is refused with its certificate wrapped in an element of another kind, which nobody signed', () => {
    const certificate = (JSON.parse(text) as { verificationMaterial: { certificate: { rawBytes: string } } }).verificationMaterial.certificate.rawBytes;
    const der = Buffer.from(certificate, 'base64');
    for (let bit = 0; bit < 8; bit++) {
      der[0]! ^= 1 << bit;
      assert.notEqual(refused(judge(text.replace(certificate, der.toString('base64')))), 'accepted', `bit ${bit}`);
      der[0]! ^= 1 << bit;
    }
  });

  it('is refused with a bit of any part of it changed', () => {
    const bytes = Buffer.from(text);
    const step = Math.max(1, Math.floor(bytes.length / runs(200).numRuns));
    const taken: number[] = [];
    for (let at = 0; at < bytes.length; at += step) {
      bytes[at]! ^= 1;
      if (judgeRunFile(bytes, { policy: readTrustPolicy(policy()).policy, repository: 'acme/app', now: now(), sigstore: { trustedRoot, verify: verifySigstoreBundle } }).accepted) taken.push(at);
      bytes[at]! ^= 1;
    }
    assert.deepEqual(taken.map((at) => text.slice(Math.max(0, at - 40), at + 20)), []);
  });

  it('fails in a way that lets another signer try when a service is not there', async () => {
    const sealing = await sigstoreSigner({ ...services, fulcio: 'https://nowhere.example.test' }, token, 0).seal(statementBytes(run()));
    assert.ok(!sealing.ok);
    assert.ok(sealing.transient && !sealing.because.includes(token));
  });
});

describe('a trust configuration of a private Sigstore', () => {
  it('gives its services and its root', () => {
    const read = readTrustConfig(JSON.stringify({ trustedRoot: { a: 1 }, signingConfig: { caUrls: [{ url: services.fulcio }], rekorTlogUrls: [{ url: services.rekor }] } }));
    assert.deepEqual(read, { ok: true, services, trustedRoot: '{"a":1}' });
  });
  it('is refused when it lacks one of them, or names one without TLS', () => {
    for (const text of ['x', 'null', '{}', JSON.stringify({ trustedRoot: {}, signingConfig: { caUrls: [{ url: 'http://plain.example' }], rekorTlogUrls: [{ url: services.rekor }] } })]) assert.equal(readTrustConfig(text).ok, false, text);
  });
});
