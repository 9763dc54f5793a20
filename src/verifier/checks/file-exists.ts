/** file_exists: a regular file of exactly this name stands inside the root. */
import { refusedVerdict } from '../refusal.ts';
import type { Check } from './check.ts';

export const checkFileExists: Check = async ({ params, sources }) => {
  const asked = params.text['file'] ?? '';
  const found = await sources.exists(asked);
  if (!found.ok) return refusedVerdict(asked, found);
  return { verdict: 'pass', strength: 'declared', reason: 'proven', details: `${found.file} is there.`, file: found.file, restsOn: [] };
};
