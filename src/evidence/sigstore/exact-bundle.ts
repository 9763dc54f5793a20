/**
 * What a verifier of Sigstore bundles passes over. The bundle's signatures do not cover these bytes, so each must be what follows from
 * those that are covered; else a file could be changed and still be taken.
 */
import type { Bundle } from '@sigstore/bundle';
import { X509Certificate } from '@sigstore/core';

/** What in a bundle is not as it must be; undefined when all is. The bundle must be verified besides. */
export function looseBytesOf({ verificationMaterial: { content, tlogEntries, timestampVerificationData } }: Bundle): string | undefined {
  if (content.$case !== 'certificate') return 'its bundle names no certificate';
  if (!isExactCertificate(Buffer.from(content.certificate.rawBytes))) return 'its certificate is spelled in a way of its own';
  if ((timestampVerificationData?.rfc3161Timestamps.length ?? 0) > 0) return 'its bundle has timestamps beside those of the log';
  if (tlogEntries.length !== 1) return 'its bundle has not exactly one entry of a log';
  const [entry] = tlogEntries;
  if (!entry?.inclusionPromise || !entry.inclusionProof) return 'no transparency log promises and proves when it was signed';
  const checkpoint = readCheckpoint(entry.inclusionProof.checkpoint?.envelope ?? '');
  if (!checkpoint) return 'the checkpoint of its log is not one note with one signature';
  const { rootHash, treeSize } = entry.inclusionProof;
  if (Buffer.from(rootHash).toString('base64') !== checkpoint.rootHash || treeSize !== checkpoint.size) return 'its proof of inclusion and the checkpoint of the log disagree';
  return undefined;
}

/** The kinds of element that X.509 names for the whole and for the signature, neither of which is signed: a sequence, a string of bits. */
const [sequence, bitString] = [0x30, 0x03];

/** DER in its one spelling; the algorithm, which stands outside of what is signed as well, is the one inside; no loose bits. */
function isExactCertificate(bytes: Buffer<ArrayBuffer>): boolean {
  const { root } = X509Certificate.parse(bytes);
  const [signed, algorithm, signature] = root.subs;
  // Version, serial number, algorithm.
  const inner = signed?.subs[2];
  if (bytes[0] !== sequence || signature?.toDER()[0] !== bitString) return false;
  return root.toDER().equals(bytes) && root.subs.length === 3 && inner !== undefined && algorithm !== undefined && algorithm.toDER().equals(inner.toDER()) && signature.value[0] === 0;
}

/** A signed note: origin, size and root hash, a blank line, one signature by the name that the origin begins with. */
function readCheckpoint(text: string): { readonly size: string; readonly rootHash: string } | undefined {
  const [, origin, size, rootHash, name, signature] = /^([^\n]+)\n(\d+)\n([A-Za-z0-9+/]+={0,2})\n(?:[^\n]+\n)*\n\u2014 (\S+) ([A-Za-z0-9+/]+={0,2})\n$/.exec(text) ?? [];
  if (origin === undefined || size === undefined || rootHash === undefined || signature === undefined) return undefined;
  return origin.split(' ')[0] === name && Buffer.from(signature, 'base64').toString('base64') === signature ? { size, rootHash } : undefined;
}
