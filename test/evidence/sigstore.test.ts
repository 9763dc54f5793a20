/** Sigstore without Sigstore: its own mock of the certificate authority and the log, behind an agent that lets nothing else out. */
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { fulcioHandler, initializeCA, initializeCTLog, initializeTLog, rekorHandler } from '@sigstore/mock';
import nock from 'nock';
import { writtenFile } from '../../src/evidence/envelope/sealed-file.ts';
import { readTrustConfig } from '../../src/evidence/sigstore/services.ts';
import { sigstoreSigner } from '../../src/evidence/sigstore/sign-bundle.ts';
import { verifySigstoreBundle } from '../../src/evidence/sigstore/verify-bundle.ts';
import { statementBytes } from '../../src/evidence/statement/run-statement.ts';
import { judgeRunFile, type JudgeOptions } from '../../src/evidence/trust/judge-file.ts';
import { readTrustPolicy } from '../../src/evidence/trust/read-policy.ts';
import { runs } from '../runs.ts';
import { run } from './made-runs.ts';

const services = { fulcio: 'https://fulcio.example.test', rekor: 'https://rekor.example.test' };
const issuer = 'https://token.example.test';
const subject = 'https://ci.example.test/acme/app/verify@refs/heads/main';
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = `${encoded({ alg: 'none' })}.${encoded({ iss: issuer, sub: subject, aud: 'sigstore' })}.`;

interface Handler {
  readonly path: string;
  readonly fn: (request: string) => Promise<{ statusCode: number; response: string | ArrayBufferView; contentType?: string }>;
}
function serve(base: string, { path, fn }: Handler): void {
  nock(base)
    .persist()
    .post(path)
    .reply(async (_uri, body) => {
      const { statusCode, response, contentType } = await fn(typeof body === 'string' ? body : JSON.stringify(body));
      return [statusCode, response as string, { 'Content-Type': contentType ?? 'text/plain' }];
    });
}

/** The entry that a log keeps of a proposed one: the mock keeps what it is sent, where the real one takes it apart. */
function keptEntry(proposed: string): string {
  const { spec } = JSON.parse(proposed) as { spec: { proposedContent: { envelope: string; verifiers: string[] } } };
  const { envelope, verifiers } = spec.proposedContent;
  const { payload, signatures } = JSON.parse(envelope) as { payload: string; signatures: { sig: string }[] };
  const sha256 = (bytes: string | Buffer) => ({ algorithm: 'sha256', value: createHash('sha256').update(bytes).digest('hex') });
  return JSON.stringify({ apiVersion: '0.0.1', kind: 'dsse', spec: { envelopeHash: sha256(envelope), payloadHash: sha256(Buffer.from(payload, 'base64')), signatures: signatures.map(({ sig }, index) => ({ signature: sig, verifier: verifiers[index] })) } });
}

describe('a run that an identity signs', () => {
  let trustedRoot = '';
  let text = '';
  const now = () => new Date(Date.now() + 60_000).toISOString();
  const policy = (more = '', name = subject): string => `schema: 1\nidentities:\n  ci:\n    issuer: ${issuer}\n    subject: ${name}\n${more}sigstore: {trusted_root: root.json}\n`;
  const judge = (file: string, of = policy(), sigstore: JudgeOptions['sigstore'] | null = { trustedRoot, verify: verifySigstoreBundle }) =>
    judgeRunFile(Buffer.from(file), { policy: readTrustPolicy(of).policy, repository: 'acme/app', now: now(), ...(sigstore ? { sigstore } : {}) });
  const refused = (judged: ReturnType<typeof judge>): string => (judged.accepted ? 'accepted' : judged.code);

  before(async () => {
    nock.disableNetConnect();
    const [authority, log] = [generateKeyPairSync('ec', { namedCurve: 'prime256v1' }), generateKeyPairSync('ec', { namedCurve: 'prime256v1' })];
    const ctlog = await initializeCTLog(authority);
    const ca = await initializeCA(authority, ctlog);
    const tlog = await initializeTLog(services.rekor, log);
    serve(services.fulcio, fulcioHandler(ca, { strict: true }));
    const keeping = rekorHandler(tlog, { strict: true }) as Handler;
    serve(services.rekor, { path: keeping.path, fn: (proposed) => keeping.fn(keptEntry(proposed)) });
    const base64 = (bytes: ArrayBufferView): string => Buffer.from(bytes as Uint8Array).toString('base64');
    const validFor = { start: new Date(Date.now() - 3_600_000).toISOString() };
    const logOf = (baseUrl: string, publicKey: Buffer, keyId: string) => ({ baseUrl, hashAlgorithm: 'SHA2_256', publicKey: { rawBytes: base64(publicKey), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor }, logId: { keyId } });
    trustedRoot = JSON.stringify({
      mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
      tlogs: [logOf(services.rekor, tlog.publicKey, createHash('sha256').update(tlog.publicKey).digest('base64'))],
      certificateAuthorities: [{ subject: { organization: 'mock', commonName: 'mock' }, uri: services.fulcio, certChain: { certificates: [{ rawBytes: base64(ca.rootCertificate) }] }, validFor }],
      ctlogs: [logOf('https://ct.example.test', ctlog.publicKey, base64(ctlog.logID))],
      timestampAuthorities: [],
    });
    const sealing = await sigstoreSigner(services, token).seal(statementBytes(run({ at: new Date().toISOString() })));
    assert.ok(sealing.ok, sealing.ok ? '' : sealing.because);
    ({ text } = sealing);
  });
  after(() => {
    nock.cleanAll();
    nock.enableNetConnect();
  });

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
