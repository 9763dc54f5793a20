/** The digests that a claim about a file's bytes can name. */
import { createHash } from 'node:crypto';
import type { FileDigests } from './sources.ts';

export function digestsOf(file: string, bytes: Uint8Array): FileDigests {
  const digest = (algorithm: string): string => createHash(algorithm).update(bytes).digest('hex');
  const gitBlob = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
  return { ok: true, file, sha256: digest('sha256'), sha384: digest('sha384'), sha512: digest('sha512'), gitBlob };
}
