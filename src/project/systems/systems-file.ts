/** The systems of a folder: read, and changed by one edit at a time. */
import { readWorkspaceFile, writeWorkspaceFile } from '../workspace-file.ts';
import { emptySystemsText, type EditedSystems } from './edit-systems.ts';
import { maximumSystemsSize, readSystems, type SystemsProblem } from './read-systems.ts';
import type { SystemsFile } from './systems-schema.ts';

/** Relative to the root of a folder. */
export const systemsPath = '.mipiti/systems.yaml';

export interface SystemsOfFolder {
  /** Without any where there is no file, or one with problems. */
  readonly file: SystemsFile;
  readonly problems: readonly SystemsProblem[];
  /** Undefined where there is no file yet. */
  readonly text?: string;
}

const none: SystemsFile = { schema: 1, systems: {} };

export async function systemsOf(root: string): Promise<SystemsOfFolder> {
  const found = await readWorkspaceFile(root, systemsPath, maximumSystemsSize);
  if ('none' in found) {
    if (found.none === 'not_there') return { file: none, problems: [] };
    return { file: none, problems: [{ line: 1, message: found.none === 'too_large' ? 'The file is too large to be read.' : 'The file leads out of the folder through a link.', remedy: 'Make it a small file of its own.' }] };
  }
  const read = readSystems(found.text);
  return 'problems' in read ? { file: none, problems: read.problems, text: found.text } : { file: read.file, problems: [], text: found.text };
}

export type ChangedSystems = { readonly changed: true } | { readonly refused: 'has_problems' | 'cannot_be_edited' | 'changed_meanwhile' | 'leads_elsewhere'; readonly because: string };

/** Makes the file when there is none yet. Nothing has changed when it is refused. */
export async function changeSystems(root: string, change: (text: string) => EditedSystems): Promise<ChangedSystems> {
  const { text, problems } = await systemsOf(root);
  const [problem] = problems;
  if (problem) return { refused: 'has_problems', because: `${systemsPath}, line ${problem.line}: ${problem.message} ${problem.remedy}` };
  const after = change(text ?? emptySystemsText);
  if ('because' in after) return { refused: 'cannot_be_edited', because: after.because };
  if (after.text === text) return { changed: true };
  const written = await writeWorkspaceFile(root, systemsPath, text, after.text);
  return written === 'written' ? { changed: true } : { refused: written, because: written === 'changed_meanwhile' ? `${systemsPath} was changed by somebody else meanwhile.` : '.mipiti leads out of the folder through a link.' };
}
