/** Stands for `file-digests.ts` in a browser: the same digests, computed without a process. */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { FileDigests } from './sources.ts';

export function digestsOf(file: string, bytes: Uint8Array): FileDigests {
  const gitBlob = bytesToHex(sha1(concatBytes(utf8ToBytes(`blob ${bytes.length}\0`), bytes)));
  return { ok: true, file, sha256: bytesToHex(sha256(bytes)), sha384: bytesToHex(sha384(bytes)), sha512: bytesToHex(sha512(bytes)), gitBlob };
}
