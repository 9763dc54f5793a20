/** The hosted service's plain signature with a workspace key: ECDSA with SHA-256 over the 32 bytes of the content hash, which hashes twice. */
import { sign, verify, type KeyObject } from 'node:crypto';

export interface WorkspaceSignature {
  /** Base64 of DER. */
  readonly signature: string;
  /** Hex, without a prefix. */
  readonly signed_hash: string;
}

/** @param key A private P-256 key. @param contentHash `sha256:<hex>`. */
export function workspaceSignature(contentHash: string, key: KeyObject): WorkspaceSignature {
  const hex = contentHash.replace(/^sha256:/, '');
  return { signature: sign('sha256', Buffer.from(hex, 'hex'), { key, dsaEncoding: 'der' }).toString('base64'), signed_hash: hex };
}

export function isWorkspaceSignature({ signature, signed_hash: hex }: WorkspaceSignature, key: KeyObject): boolean {
  if (!/^[0-9a-f]{64}$/.test(hex)) return false;
  try {
    return verify('sha256', Buffer.from(hex, 'hex'), { key, dsaEncoding: 'der' }, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
