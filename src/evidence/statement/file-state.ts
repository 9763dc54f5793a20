/** What a file, or all files that a glob names, were at a moment, as one word that is compared and never interpreted. */
import { canonicalHash } from '../../model/canonical.ts';
import type { Sources } from '../../verifier/sources.ts';
import type { Foundation } from '../../verifier/verdict.ts';

/** `sha256:<hex>` of the bytes, or `refused:<why>`, such as `refused:file_missing`: a verdict may rest on a file not being there. */
export type FileState = string;

export const fileStatePattern = /^(sha256:[0-9a-f]{64}|refused:[a-z_]+)$/;

/** What recording itself writes. Runs of tests rest on whole folders, and would be out of date by being recorded. */
const ownFolders = /^\.mipiti\/(evidence|cache)\//;

/**
 * The state of the file as these sources have it; for a glob, of which files it names and of the bytes of each. Undefined when there
 * are more of them than are looked at: then nobody can say that it is the same.
 */
export async function stateOf({ file, glob }: Pick<Foundation, 'file' | 'glob'>, sources: Sources): Promise<FileState | undefined> {
  if (glob !== true) return stateOfFile(file, sources);
  const listed = await sources.list(file);
  if (!listed.ok) return `refused:${listed.refusal}`;
  if (!listed.complete) return undefined;
  const files = listed.files.filter((one) => !ownFolders.test(one));
  const states = await Promise.all(files.map(async (one) => [one, await stateOfFile(one, sources)]));
  return `sha256:${canonicalHash([states, listed.links ?? []])}`;
}

async function stateOfFile(file: string, sources: Sources): Promise<FileState> {
  const digests = await sources.digest(file);
  return digests.ok ? `sha256:${digests.sha256}` : `refused:${digests.refusal}`;
}

/** Tells a glob from a file of the same spelling. */
export function foundationKey({ file, glob }: Pick<Foundation, 'file' | 'glob'>): string {
  return glob === true ? `glob\u0000${file}` : file;
}
