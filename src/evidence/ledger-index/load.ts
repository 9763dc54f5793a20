/** Opens the index over a ledger; what it takes is loaded with the first question. */
import type { Ledger } from '../ledger/ledger.ts';
import type { EvidenceIndex } from './rows.ts';

/** Close it when done. Rejects with the system's error when the ledger's folder cannot be read. */
export async function openEvidenceIndex(repositoryRoot: string, ledger: Ledger): Promise<EvidenceIndex> {
  const { openSqliteIndex } = await import('./sqlite-index.ts');
  return openSqliteIndex(repositoryRoot, ledger);
}
