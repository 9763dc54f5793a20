/** The posture digest: what two people compare to know that they hold the same posture. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { ratingTablesVersion } from './ratings.ts';

/** Names the rules that computed a posture. Another rule, another name. */
export const engineVersion = `mipiti-assurance/1+ratings.${ratingTablesVersion}`;

export interface DigestInput {
  /** The semantic digest of the model. */
  readonly model: string;
  /** Objective, status, reason, by; null where there is none. Sorted by objective. */
  readonly objectives: readonly (readonly [string, string, string | null, string | null])[];
  /** Hash of each assertion and its verdict; sorted by both. */
  readonly assertions: readonly (readonly [string, string])[];
}

/**
 * SHA-256, in hex, over the RFC 8785 form of the engine's version, the model's digest, the objectives and the assertions.
 * No time, range, path, signature or basis goes in. The texts are ASCII without characters that need escaping, for which
 * `JSON.stringify` of keys in order gives that form; a test compares it with a library's.
 */
export function postureDigest({ model, objectives, assertions }: DigestInput): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify({ assertions, engine: engineVersion, model, objectives }))));
}
