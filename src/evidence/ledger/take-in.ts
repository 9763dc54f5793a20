/** Files of evidence from elsewhere: each is what its name says, and evidence, or it stays outside. */
import { maximumEnvelope } from '../envelope/dsse.ts';
import { readSealedFile } from '../envelope/sealed-file.ts';
import { isName, nameOf, type Ledger } from './ledger.ts';
import type { LedgerProblem } from './problem.ts';

/** A file that came, under the digest that it was named by; or an entry that could be none. */
export type Incoming = { readonly name: string; readonly bytes: Uint8Array } | RefusedEntry;

export interface RefusedEntry {
  /** Its name as it came. */
  readonly entry: string;
  /** A clause for people. */
  readonly because: string;
}

export interface TakenIn {
  readonly added: readonly string[];
  readonly refused: readonly RefusedEntry[];
  /** Why it ended early; what was added before stays. */
  readonly problem?: LedgerProblem;
}

/** Whether bytes may stand under a name, in words when not. Who signed them is judged where they count. */
export function refusalOf(name: string, bytes: Uint8Array): string | undefined {
  if (!isName(name)) return 'its name is no SHA-256 in hex';
  if (bytes.length > maximumEnvelope) return 'it is too large';
  if (nameOf(bytes) !== name) return 'its bytes are not what its name says';
  const opened = readSealedFile(bytes);
  return opened.ok ? undefined : `it is no evidence: ${opened.because}`;
}

/** Keeps what came and may be kept. One refused file does not keep the others out. */
export async function takeIn(ledger: Ledger, incoming: AsyncIterable<Incoming>): Promise<TakenIn> {
  const added: string[] = [];
  const refused: RefusedEntry[] = [];
  for await (const one of incoming) {
    if ('because' in one) {
      refused.push(one);
      continue;
    }
    const because = refusalOf(one.name, one.bytes);
    if (because !== undefined) {
      refused.push({ entry: one.name, because });
      continue;
    }
    const kept = await ledger.append(Buffer.from(one.bytes).toString('utf8'));
    if (!kept.ok) return { added, refused, problem: kept.problem };
    added.push(kept.name);
  }
  return { added, refused };
}
