/** `init --hook`: a hook of git that verifies what a commit touches. It overwrites nothing, and joins no other tool's hooks unasked. */
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { git } from './git.ts';
import type { InitStep } from './init.ts';
import { withSlashes } from './model-names.ts';
import { repositoryOf } from './find-repository.ts';
import { writeNewFile } from './write-model.ts';

/** What other tools' hooks are told to run. */
const hookCommand = 'mipiti verify --no-prove --changed HEAD';

/** The text of the hook. Git calls it at the top of the work tree, with variables that would mislead other calls of git. */
const hookText = `#!/bin/sh
# Verifies what this commit touches against the threat models of the repository; git commit --no-verify passes it by.
# Written by mipiti init --hook. It looks at the files as they lie in the work tree, staged or not.
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE GIT_PREFIX
if command -v mipiti >/dev/null 2>&1; then set -- mipiti
elif [ -x node_modules/.bin/mipiti ]; then set -- node_modules/.bin/mipiti
else
  echo "mipiti is not installed, so nothing was verified. Install it, or pass this hook by with git commit --no-verify." >&2
  exit 1
fi
if git rev-parse --verify --quiet HEAD >/dev/null; then exec "$@" verify --no-prove --changed HEAD; fi
exec "$@" verify --no-prove
`;

const preCommitEntry = `  - repo: local
    hooks:
      - id: mipiti
        name: mipiti
        entry: ${hookCommand}
        language: system
        pass_filenames: false
        always_run: true`;

/** Writes the hook where git looks for it, unless something else is in charge there: then it says what to add. */
export async function initHook(root: string): Promise<InitStep> {
  const repository = repositoryOf(join(root, 'any file'), root);
  const step = (file: string, why: string, add?: string): InitStep => ({ file, what: 'left_alone', why, ...(add === undefined ? {} : { add }) });
  if (!repository.hasGit) return step('.git/hooks/pre-commit', 'this is no git repository; make it one with git init first');
  const at = (path: string): string => withSlashes(relative(root, path)) || '.';
  for (const file of ['.pre-commit-config.yaml', '.pre-commit-config.yml']) {
    if (existsSync(join(repository.root, file))) return step(at(join(repository.root, file)), 'pre-commit is in charge of the hooks; add this to its repos', preCommitEntry);
  }
  for (const file of ['lefthook.yml', 'lefthook.yaml', '.lefthook.yml', '.lefthook.yaml']) {
    if (existsSync(join(repository.root, file))) return step(at(join(repository.root, file)), 'lefthook is in charge of the hooks; add this', `pre-commit:\n  commands:\n    mipiti:\n      run: ${hookCommand}`);
  }
  if (existsSync(join(repository.root, '.husky'))) return step(at(join(repository.root, '.husky', 'pre-commit')), 'husky is in charge of the hooks; add this line', hookCommand);
  const hooks = await hooksFolder(repository.root);
  if ('error' in hooks) return step('.git/hooks/pre-commit', hooks.error);
  const file = join(hooks.folder, 'pre-commit');
  if (hooks.configured && relative(repository.root, hooks.folder).startsWith('..')) return step(file, 'core.hooksPath names a folder that other repositories may share; add this line to its hook', hookCommand);
  if (existsSync(file)) return step(at(file), 'there is a hook already; add this line to it', hookCommand);
  const refused = await writeNewFile(file, hookText, 0o777);
  return refused ? step(at(file), 'there is a hook already; add this line to it', hookCommand) : { file: at(file), what: 'written', why: 'verifies what a commit touches' };
}

/** Where git looks for hooks: `core.hooksPath` from whichever configuration, else the folder that all work trees share. */
async function hooksFolder(repositoryRoot: string): Promise<{ readonly folder: string; readonly configured: boolean } | { readonly error: string }> {
  try {
    const common = (await git(repositoryRoot, ['rev-parse', '--git-common-dir'])).trim();
    // We call git with a path of our own, which is no configuration of anybody.
    const lines = await git(repositoryRoot, ['config', '--show-scope', '--path', '--get-all', 'core.hooksPath']).catch(() => '');
    const path = lines.split('\n').filter((line) => line !== '' && !line.startsWith('command\t')).at(-1)?.split('\t')[1];
    return path ? { folder: resolve(repositoryRoot, path), configured: true } : { folder: resolve(repositoryRoot, common, 'hooks'), configured: false };
  } catch (error) {
    return { error: `git did not say where its hooks are: ${error instanceof Error ? error.message.split('\n')[0]! : String(error)}` };
  }
}
