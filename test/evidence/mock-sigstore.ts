/** Sigstore without Sigstore: its own mock of the certificate authority and the log, behind an agent that lets nothing else out. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { fulcioHandler, initializeCA, initializeCTLog, initializeTLog, rekorHandler } from '@sigstore/mock';
import nock from 'nock';

export const services = { fulcio: 'https://fulcio.example.test', rekor: 'https://rekor.example.test' };
export const issuer = 'https://token.example.test';
export const subject = 'https://ci.example.test/acme/app/verify@refs/heads/main';
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
/** Of the workload, as its host gives it out. */
export const token = `${encoded({ alg: 'none' })}.${encoded({ iss: issuer, sub: subject, aud: 'sigstore' })}.`;

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

/** Serves both, and gives the root by which what they sign can be checked. */
export async function startMockSigstore(): Promise<string> {
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
  return JSON.stringify({
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [logOf(services.rekor, tlog.publicKey, createHash('sha256').update(tlog.publicKey).digest('base64'))],
    certificateAuthorities: [{ subject: { organization: 'mock', commonName: 'mock' }, uri: services.fulcio, certChain: { certificates: [{ rawBytes: base64(ca.rootCertificate) }] }, validFor }],
    ctlogs: [logOf('https://ct.example.test', ctlog.publicKey, base64(ctlog.logID))],
    timestampAuthorities: [],
  });
}

export function stopMockSigstore(): void {
  nock.cleanAll();
  nock.enableNetConnect();
}
