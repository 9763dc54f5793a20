/**
 * Keeps a project up to date where nothing watches its folder: looks, when asked, at what its verdicts rest on, and tells the project what is
 * otherwise than at the last look. A look asks for the state of files and lists folders; it reads no file.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileSources } from '../verifier/file-sources.ts';
import { fromRepository } from './collect-problems.ts';
import { findModelFiles } from './model-files.ts';
import type { ModelSnapshot, Project } from './snapshot.ts';

export interface DiskFollower {
  /** Resolves when the project was told; it settles by itself, or when waited for. Looks that are asked for at once are one. */
  look(): Promise<void>;
}

/**
 * @param since When reading the project began, in milliseconds of the clock: what changed later may not have been seen.
 * @param only The model files to follow, relative to the root; all below it when left out.
 */
export function followDisk(project: Project, since: number, only?: readonly string[]): DiskFollower {
  let known = new Map<string, FileState>();
  let commits = new Map<string, string>();
  let looking: Promise<void> | undefined;

  const look = async (): Promise<void> => {
    const began = Date.now();
    const now = new Map<string, FileState>();
    const add = async (path: string): Promise<void> => {
      if (!now.has(path)) now.set(path, await stateOf(join(project.root, ...path.split('/'))));
    };
    await Promise.all([...(only ?? (await findModelFiles(project.root))), ...project.models.map(({ path }) => path)].map(add));
    const listed = new Map<string, Promise<readonly string[]>>();
    for (const model of project.models) {
      const roots = { projectRoot: project.root, repositoryRoot: model.repository.root };
      for (const { file, glob } of foundationsOf(model)) {
        if (!glob) {
          await add(fromRepository(file, roots));
          continue;
        }
        const key = `${model.repository.root}\u0000${file}`;
        const files = listed.get(key) ?? fileSources(model.repository.root).list(file).then((answer) => (answer.ok ? answer.files : []));
        listed.set(key, files);
        for (const path of await files) await add(fromRepository(path, roots));
      }
    }
    for (const path of new Set([...known.keys(), ...now.keys()])) {
      const [before, after] = [known.get(path), now.get(path)];
      // What nothing rested on at the last look was read after it: it is news only if it changed since.
      if (before ? before.state !== after?.state : after !== undefined && after.changedAt > since - clockSlack) project.fileChanged(path);
    }
    since = began;
    known = now;
    const heads = new Map<string, string>();
    for (const { repository } of project.models) if (repository.hasGit && !heads.has(repository.root)) heads.set(repository.root, await headOf(repository.root));
    const moved = [...heads].some(([root, head]) => commits.has(root) && commits.get(root) !== head);
    commits = heads;
    if (moved) await project.baseChanged();
  };

  return { look: () => (looking ??= look().finally(() => (looking = undefined))) };
}

/** File systems keep coarser time than the clock, in milliseconds. Looking twice at a file is cheaper than missing it once. */
const clockSlack = 2_000;

interface FileState {
  readonly state: string;
  /** In milliseconds of the clock; 0 for what is not there. */
  readonly changedAt: number;
}

/** Every file and glob that a verdict can depend on, and the files that unverified claims name. */
function* foundationsOf(model: ModelSnapshot): Generator<{ readonly file: string; readonly glob?: true }> {
  const seen = new Set<string>();
  for (const { restsOn } of model.verdicts.values()) {
    for (const { file, glob } of restsOn) {
      const key = `${glob === true}${file}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield { file, ...(glob ? { glob } : {}) };
    }
  }
}

async function stateOf(file: string): Promise<FileState> {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  return found ? { state: `${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}`, changedAt: Number(found.ctimeMs > found.mtimeMs ? found.ctimeMs : found.mtimeMs) } : { state: 'absent', changedAt: 0 };
}

/** A commit, a checkout, a reset or a fetch leaves a trace in one of these. */
async function headOf(repositoryRoot: string): Promise<string> {
  const states = await Promise.all(['HEAD', 'logs/HEAD', 'packed-refs'].map((name) => stateOf(join(repositoryRoot, '.git', name))));
  return states.map(({ state }) => state).join();
}
