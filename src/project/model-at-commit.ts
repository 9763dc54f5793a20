/** A model as an earlier commit has it. */
import { join } from 'node:path';
import { parseModel, type ParsedModel } from '../model/parse.ts';
import { textAtCommit } from './base-commit.ts';
import type { ModelSnapshot } from './snapshot.ts';

export type ModelAtCommit = { readonly commit: string; readonly parsed: ParsedModel } | { readonly none: 'not_trusted' | 'no_repository' | 'not_in_base' | 'no_such_commit' };

/** Reads by git, and so only where the workspace is trusted. `ref` is any name that git knows for a commit. */
export async function modelAtCommit({ base, repository, projectRoot, path }: ModelSnapshot, ref: string): Promise<ModelAtCommit> {
  if ('none' in base && base.none === 'not_trusted') return { none: 'not_trusted' };
  if (!repository.hasGit) return { none: 'no_repository' };
  const found = await textAtCommit(repository.root, join(projectRoot, ...path.split('/')), ref);
  return 'commit' in found ? { commit: found.commit, parsed: parseModel(found.text.replace(/^\uFEFF/, ' ')) } : { none: found.none };
}
