/** The built-in library, read once for all tests of a file. */
import { readLibrary } from '../../src/generation/library.ts';
import type { Proposal } from '../../src/generation/proposal.ts';
import { propose } from '../../src/generation/propose.ts';
import { builtInLibrary } from '../../src/project/generate/built-in-library.ts';

export const builtIn = readLibrary(builtInLibrary);

/** What the built-in library proposes for a description; throws where it refuses. */
export function proposed(description: string): Proposal {
  const proposal = propose({ library: builtIn.library, description });
  if ('refused' in proposal) throw new Error(`refused: ${proposal.refused}`);
  return proposal;
}
