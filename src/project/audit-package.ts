/** Auditing a file: what an auditor hands in is read here, and judged in `src/evidence/audit`. Nothing but these files is looked at. */
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { audit } from '../evidence/audit/audit.ts';
import type { AuditorTrust } from '../evidence/audit/auditor-trust.ts';
import type { AuditOptions, Pins } from '../evidence/audit/derived.ts';
import { maximumPackage } from '../evidence/audit/package.ts';
import type { Acceptable, AuditReport } from '../evidence/audit/report.ts';
import { readTrustedKeys, type TrustedKey } from '../evidence/envelope/trusted-keys.ts';
import { readTrustConfig } from '../evidence/sigstore/services.ts';
import { loadSigstoreVerification } from '../evidence/sigstore/verification.ts';
import { readTrustPolicy } from '../evidence/trust/read-policy.ts';
import { isThisRepository } from './repository.ts';

export interface AuditRequest {
  /** The package. */
  readonly file: string;
  /** Files of public keys in PEM. */
  readonly keys?: readonly string[];
  /** The SHA-256 of a public key. */
  readonly fingerprint?: string | undefined;
  /** A file: the auditor's own copy of the policy. */
  readonly policy?: string | undefined;
  readonly identity?: { readonly subject: string; readonly issuer: string } | undefined;
  /** A file: Sigstore's trusted root, or a client trust configuration that holds one. */
  readonly trustedRoot?: string | undefined;
  readonly pins: Pins;
  readonly accept: ReadonlySet<Acceptable>;
  readonly strictResults?: AuditOptions['strictResults'];
  readonly now: Date;
}

export type Audited = { readonly ok: true; readonly report: AuditReport } | { readonly ok: false; /** A sentence about what was handed in wrongly. */ readonly wrongUse: string };

export async function auditPackage(request: AuditRequest): Promise<Audited> {
  const trust = await trustOf(request);
  if ('wrongUse' in trust) return { ok: false, wrongUse: trust.wrongUse };
  const { size } = await stat(resolve(request.file)).catch(() => ({ size: undefined }));
  const bytes = size === undefined ? undefined : size > maximumPackage ? Buffer.alloc(maximumPackage + 1) : await readFile(resolve(request.file)).catch(() => undefined);
  if (!bytes) return { ok: false, wrongUse: `${request.file} cannot be read.` };
  const { pins, accept, strictResults, now } = request;
  // It carries certificates and logs, so it is loaded only for a package that may need it.
  const sigstore = bytes.includes('"verificationMaterial"') ? await loadSigstoreVerification() : undefined;
  return {
    ok: true,
    report: audit(bytes, { trust, pins, accept, now, sigstore, isHere: ({ repository }, name) => isThisRepository(repository, { root: '', hasGit: true, ...(name === null ? {} : { name }) }), ...(strictResults ? { strictResults } : {}) }),
  };
}

async function trustOf({ keys = [], fingerprint, policy, identity, trustedRoot }: AuditRequest): Promise<AuditorTrust | { readonly wrongUse: string }> {
  const named = [keys.length > 0, fingerprint !== undefined, policy !== undefined, identity !== undefined].filter(Boolean).length;
  if (named > 1) return { wrongUse: 'Name keys, or a policy, or an identity: which of them decides would be a guess.' };
  const root = trustedRoot === undefined ? undefined : await rootOf(trustedRoot);
  if (root && 'wrongUse' in root) return root;
  if (root && policy === undefined && identity === undefined) return { wrongUse: 'A trusted root is for an identity or a policy; give one of them too.' };
  if (identity) return root ? { by: 'identity', ...identity, trustedRoot: root.text } : { wrongUse: 'An identity is worth what vouches for it: give the trusted root of Sigstore too, a file from a place that you trust.' };
  if (policy !== undefined) {
    const text = await textOf(policy);
    if (text === undefined) return { wrongUse: `${policy} cannot be read.` };
    const read = readTrustPolicy(text);
    if (!read.policy) return { wrongUse: `${policy} is no trust policy that can be used: ${read.problems[0]?.code.replaceAll('_', ' ') ?? 'it is empty'}.` };
    return { by: 'policy', policy: read.policy, ...(root ? { trustedRoot: root.text } : {}) };
  }
  if (fingerprint !== undefined) return /^[0-9a-f]{64}$/i.test(fingerprint) ? { by: 'fingerprint', fingerprint: fingerprint.toLowerCase() } : { wrongUse: `${fingerprint} is no SHA-256 of a public key.` };
  const trusted: TrustedKey[] = [];
  for (const file of keys) {
    const text = await textOf(file);
    const read = text === undefined ? undefined : readTrustedKeys(text);
    if (!read?.ok) return { wrongUse: `The key ${file} cannot be used: ${read ? read.because : 'it cannot be read'}.` };
    trusted.push(...read.keys);
  }
  return trusted.length > 0 ? { by: 'keys', keys: trusted } : { by: 'nobody' };
}

async function rootOf(file: string): Promise<{ readonly text: string } | { readonly wrongUse: string }> {
  const text = await textOf(file);
  if (text === undefined) return { wrongUse: `${file} cannot be read.` };
  const configured = readTrustConfig(text);
  return { text: configured.ok ? configured.trustedRoot : text };
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(resolve(file), 'utf8').catch(() => undefined);
}
