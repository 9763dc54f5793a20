/** The folders that one server serves: opened with the first call, looked at again with each, and closed with the server. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { followDisk, type DiskFollower } from '../project/follow-disk.ts';
import { isModelFile } from '../project/model-names.ts';
import { nodeChecker } from '../project/node-checker.ts';
import { openProject } from '../project/open.ts';
import type { ModelSnapshot, Project, VerifyProgress } from '../project/snapshot.ts';
import type { ClaimChecker } from '../project/claim-checker.ts';
import { testPorts, defaultTestTimeoutMs } from '../project/run-tests.ts';
import { unsavedBy } from '../project/unsaved-marks.ts';
import { diskWriter } from '../tools/disk-writer.ts';
import type { Desk, ModelWriter } from '../tools/desk.ts';
import { WrongWords } from './options.ts';

/** A folder to serve, with its links followed, or one model file in it. */
export interface Root {
  readonly folder: string;
  readonly only?: string;
}

/** The roots that paths name; one that lies in another is left out. @throws WrongWords for a path that cannot be served. */
export function rootsOf(paths: readonly string[]): readonly Root[] {
  const found = (paths.length > 0 ? paths : ['.']).map((path): Root => {
    const target = resolve(path);
    if (!existsSync(target)) throw new WrongWords(`There is no ${path}. Name a folder or a *.threatmodel.yaml file.`);
    const real = realpathSync(target);
    const kind = statSync(real);
    if (kind.isDirectory()) return { folder: real };
    if (!kind.isFile() || !isModelFile(real)) throw new WrongWords(`${path} is no folder and no model file; those end with .threatmodel.yaml.`);
    return { folder: dirname(real), only: basename(real) };
  });
  const within = (one: Root, other: Root): boolean => {
    const inside = relative(other.folder, one.folder);
    return other.only === undefined && inside !== '..' && !inside.startsWith(`..${sep}`) && resolve(other.folder, inside) === one.folder;
  };
  return found.filter((one, index) => !found.some((other, at) => at !== index && within(one, other) && (!within(other, one) || at < index)));
}

interface OpenRoot {
  readonly project: Project;
  readonly follower: DiskFollower;
  verified: boolean;
}

export interface WorkbenchOptions {
  readonly roots: readonly Root[];
  /** The verifier's worker, which lies beside the bundle. */
  readonly workerFile: URL;
  readonly runTests: boolean;
  readonly now?: () => Date;
}

export class Workbench {
  readonly checker: ClaimChecker;
  readonly writer: ModelWriter;
  readonly now: () => Date;
  readonly testPorts: Desk['testPorts'];
  readonly #options: WorkbenchOptions;
  readonly #listeners = new Set<(changed: ChangedModels) => void>();
  #open: Promise<readonly OpenRoot[]> | undefined;
  #opened: readonly OpenRoot[] = [];
  #before = new Map<string, ModelSnapshot>();
  #editing: Promise<unknown> = Promise.resolve();
  #looking: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: WorkbenchOptions) {
    this.#options = options;
    this.now = options.now ?? (() => new Date());
    this.checker = nodeChecker(options.workerFile, 'alone');
    this.writer = diskWriter((model) => this.#projectOf(model), unsavedBy);
    // Made anew for each run: within one, a file of tests is run once.
    this.testPorts = options.runTests ? (root) => testPorts({ run: { trusted: true, timeoutMs: defaultTestTimeoutMs } })(root) : undefined;
  }

  /** The projects as their folders are now, or were when they were `looked` at, checks settled. Rejects when a folder cannot be read, or when aborted. */
  async projects(signal: AbortSignal, onProgress: (progress: VerifyProgress) => void, looked = false): Promise<readonly Project[]> {
    const open = await (this.#open ??= this.#openAll().catch((error: unknown) => {
      this.#open = undefined;
      throw error;
    }));
    for (const root of open) {
      if (!looked) await root.follower.look();
      if (!root.verified) await root.project.verify({ signal, onProgress });
      root.verified = true;
      signal.throwIfAborted();
      await root.project.settled();
    }
    return open.map(({ project }) => project);
  }

  /** One edit at a time: what is decided on a model is decided on what the edit before it left. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#editing.then(work, work);
    this.#editing = mine.catch(() => undefined);
    return mine;
  }

  /** Calls back when a model came to something else. While anybody listens, the folders are looked at now and then. */
  onDidChange(listener: (changed: ChangedModels) => void): () => void {
    this.#listeners.add(listener);
    if (!this.#looking) this.#lookLater(lookEvery);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearTimeout(this.#looking);
      this.#looking = undefined;
    };
  }

  dispose(): void {
    this.#closed = true;
    clearTimeout(this.#looking);
    this.#listeners.clear();
    for (const { project } of this.#opened) project.dispose();
    this.checker.dispose();
  }

  /** Looking takes at most a fiftieth of the time, however large the folders are. */
  #lookLater(pause: number): void {
    this.#looking = setTimeout(() => {
      const began = performance.now();
      void Promise.all(this.#opened.map(({ follower }) => follower.look().catch(() => undefined))).then(() => {
        if (this.#looking && !this.#closed) this.#lookLater(Math.max(lookEvery, 50 * (performance.now() - began)));
      });
    }, pause).unref();
  }

  async #openAll(): Promise<readonly OpenRoot[]> {
    const open = await Promise.all(
      this.#options.roots.map(async ({ folder, only }) => {
        // Whoever starts the server in a folder, or lets an editor or an agent do so, trusts it: git is asked for the base commit.
        const began = Date.now();
        const project = await openProject(folder, { checker: this.checker, trusted: true, now: this.now, ...(only === undefined ? {} : { only: [only] }) });
        return { project, follower: followDisk(project, began, only === undefined ? undefined : [only]), verified: false };
      }),
    );
    if (this.#closed) for (const { project } of open) project.dispose();
    this.#opened = open;
    this.#before = this.#snapshots();
    for (const { project } of open) project.onDidChange(() => this.#tell());
    return open;
  }

  #snapshots(): Map<string, ModelSnapshot> {
    return new Map(this.#opened.flatMap(({ project }) => project.models.map((model) => [`${model.projectRoot}\u0000${model.path}`, model] as const)));
  }

  #tell(): void {
    const now = this.#snapshots();
    const changed: ChangedModels = [...new Set([...this.#before.keys(), ...now.keys()])].filter((key) => this.#before.get(key) !== now.get(key)).map((key) => ({ before: this.#before.get(key), after: now.get(key) }));
    this.#before = now;
    if (changed.length > 0) for (const listener of this.#listeners) listener(changed);
  }

  #projectOf(model: ModelSnapshot): Project {
    const open = this.#opened.find(({ project }) => project.root === model.projectRoot);
    if (!open) throw new RangeError(`no project has ${model.path}`);
    return open.project;
  }
}

/** Models that changed, as they were and as they are; one of both is missing for a model that came or went. */
export type ChangedModels = readonly { readonly before: ModelSnapshot | undefined; readonly after: ModelSnapshot | undefined }[];

/** How often folders are looked at for who listens, at most, in milliseconds. */
const lookEvery = 1_500;
