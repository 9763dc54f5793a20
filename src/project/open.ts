/** Opens a folder as a project: finds its models, keeps them assessed, and checks again exactly what a change can affect. */
import { setMaxListeners } from 'node:events';
import { join, resolve } from 'node:path';
import type { CheckPorts } from '../verifier/ports.ts';
import { rememberingSources } from '../verifier/remembering-sources.ts';
import type { Sources } from '../verifier/sources.ts';
import type { SuggestionsOf } from '../verifier/suggest.ts';
import type { Claim } from '../verifier/verdict.ts';
import type { ClaimChecker } from './claim-checker.ts';
import { candidateClaims, rebindings, type Candidate, type Rebinding } from './claims/candidates.ts';
import { followRenameIn, type FollowedRename, type SymbolRename } from './claims/follow-rename.ts';
import { tryClaims } from './claims/try-claims.ts';
import { fromRepository, toRepository } from './collect-problems.ts';
import type { Disk } from './disk.ts';
import { DueChecks, type DueCheck } from './due-checks.ts';
import { isModelFile } from './model-names.ts';
import { nodeDisk } from './node-disk.ts';
import { OpenModel, type ModelContext } from './open-model.ts';
import { pastOfModel } from './past-of-model.ts';
import type { RecordedReader } from './recorded-reader.ts';
import type { Disposable, ModelPast, ModelSnapshot, Project, ReadRecorded, TriedClaim, TryClaims, VerifyOptions } from './snapshot.ts';

export interface ProjectOptions {
  /** Where the files lie; this machine's disk when left out. */
  readonly disk?: Disk;
  readonly checker: ClaimChecker;
  /** Whether git may be run to read the base commit. Nothing else is ever run. */
  readonly trusted: boolean;
  readonly now: () => Date;
  /** The commit that weakenings are computed against; HEAD when left out. */
  readonly base?: string;
  /** Only these model files, relative to the root; all that are found when left out. */
  readonly only?: readonly string[];
}

/** How often a long verification publishes what it has, in milliseconds. */
const publishEvery = 120;
/** How long saved files rest before recorded runs are held against them again, in milliseconds. */
const recordedPause = 400;

/**
 * Opens the folder `root`. Resolves when its models are read and assessed; their assertions are checked when `verify` is
 * called, and from then on when something they rest on changes.
 *
 * @throws The system's error when the folder itself cannot be read.
 */
export async function openProject(root: string, options: ProjectOptions): Promise<Project> {
  const project = new OpenProject(resolve(root), options);
  await project.open();
  return project;
}

class OpenProject implements Project {
  readonly root: string;
  models: readonly ModelSnapshot[] = [];
  readonly #options: ProjectOptions;
  readonly #disk: Disk;
  readonly #open = new Map<string, OpenModel>();
  readonly #listeners = new Set<(changed: readonly string[]) => void>();
  readonly #unsaved = new Map<string, string>();
  readonly #due: DueChecks;
  readonly #changed = new Set<string>();
  readonly #pending = new Set<Promise<unknown>>();
  readonly #abort = new AbortController();
  #comparesPast = false;
  #readsHistory = false;
  #readsRecorded: ReadRecorded | undefined;
  #reader: Promise<RecordedReader> | undefined;
  #recordedTimer: NodeJS.Timeout | undefined;
  #publishTimer: NodeJS.Timeout | undefined;
  #lastPublished = 0;

  constructor(root: string, options: ProjectOptions) {
    this.root = root;
    this.#options = options;
    this.#disk = options.disk ?? nodeDisk;
    this.#due = new DueChecks({
      check: ({ model, assertion, ports }) => model.check(assertion, options.checker, this.#abort.signal, ports),
      onChecked: ({ path }) => this.#publishSoon(path),
      onDone: () => this.#allChecked(),
    });
    // Every check under way listens to the one signal that closes the project.
    setMaxListeners(0, this.#abort.signal);
  }

  async open(): Promise<void> {
    const files = this.#options.only ?? (await this.#disk.modelFiles(this.root));
    for (const path of files) await this.#openModel(path);
    await Promise.all([...this.#open.values()].map((model) => model.readBase()));
    this.models = this.#snapshots();
  }

  onDidChange(listener: (changed: readonly string[]) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  setUnsaved(path: string, text: string | undefined): void {
    if (this.#unsaved.get(path) === text) return;
    if (text === undefined) this.#unsaved.delete(path);
    else this.#unsaved.set(path, text);
    this.#touch(path);
  }

  fileChanged(path: string): void {
    // Unsaved text wins over the disk, so the disk changes nothing for it.
    if (!this.#unsaved.has(path)) this.#touch(path);
    this.#recordedSoon();
  }

  readingTime(path: string): number {
    return this.#open.get(path)?.readingTime ?? 0;
  }

  async verify(options: VerifyOptions = {}): Promise<void> {
    const named = options.assertions && new Set(options.assertions.map(({ model, assertion }) => `${model}\u0000${assertion}`));
    const wanted = [...this.#open.values()].flatMap((model) =>
      model
        .ownAssertions()
        .filter((id) => (named === undefined || named.has(`${model.path}\u0000${id}`)) && (options.files === undefined || options.files.some((file) => model.path === file || model.restsOn(id, file))))
        .map((assertion) => ({ model, assertion })),
    );
    const total = wanted.length;
    let done = 0;
    options.signal?.throwIfAborted();
    const running = new Set(wanted.map(({ model }) => model));
    for (const model of running) model.forgetFiles();
    const all = Promise.all(
      wanted.map(async ({ model, assertion }) => {
        const verdict = await this.#check(model, assertion, options.ports?.(model.repository.root));
        done++;
        options.onProgress?.({ step: 'verifying', done, total, ...(verdict?.file === undefined ? {} : { file: verdict.file }) });
      }),
    );
    try {
      await (options.signal ? Promise.race([all, aborted(options.signal, () => this.#cancel(wanted))]) : all);
      if (options.prove) await this.#prove(wanted, options);
    } finally {
      for (const model of running) model.forgetFiles();
    }
    this.#publishNow();
  }

  async #prove(wanted: readonly DueCheck[], { signal, onProgress }: VerifyOptions): Promise<void> {
    let done = 0;
    const either = this.#untilClosed(signal);
    await Promise.all(
      wanted.map(async ({ model, assertion }) => {
        await model.prove(assertion, this.#options.checker, either);
        this.#changed.add(model.path);
        onProgress?.({ step: 'proving', done: ++done, total: wanted.length });
      }),
    );
  }

  /** What ends with the caller or with the project; every check under way listens to it. */
  #untilClosed(signal: AbortSignal | undefined): AbortSignal {
    const either = signal ? AbortSignal.any([signal, this.#abort.signal]) : this.#abort.signal;
    setMaxListeners(0, either);
    return either;
  }

  async comparePast(signal?: AbortSignal): Promise<void> {
    const { commits } = this.#disk;
    if (!commits) return;
    this.#comparesPast = true;
    const either = this.#untilClosed(signal);
    const trees = new Map<string, Promise<Sources>>();
    await Promise.all(
      [...this.#open.values()].map(async (model) => {
        const past = model.unknownPast;
        if (!past) return;
        const key = `${model.repository.root}\u0000${past.commit}`;
        const sources = trees.get(key) ?? commits.sourcesAt(model.repository.root, past.commit);
        trees.set(key, sources);
        await model.readPast(await sources, this.#options.checker, either);
        this.#changed.add(model.path);
      }),
    );
    this.#publishNow();
  }

  async readHistory(): Promise<void> {
    this.#readsHistory = true;
    await Promise.all([...this.#open.values()].map((model) => model.readHistory()));
    for (const path of this.#open.keys()) this.#changed.add(path);
    this.#publishNow();
  }

  async readRecorded(options: ReadRecorded = {}): Promise<void> {
    this.#readsRecorded = options;
    const { evidence } = this.#disk;
    const reader = (): Promise<RecordedReader> => {
      if (!evidence) throw new TypeError('a ledger needs a disk that reads it');
      return (this.#reader ??= evidence.reader());
    };
    await Promise.all(
      [...this.#open.values()].map(async (model) => {
        if (await model.readRecorded(reader, options)) this.#changed.add(model.path);
      }),
    );
    this.#publishNow();
  }

  /** Nobody waits for it while typing: files are held against the record when they were saved. */
  #recordedSoon(): void {
    const options = this.#readsRecorded;
    if (!options || this.#abort.signal.aborted) return;
    clearTimeout(this.#recordedTimer);
    this.#recordedTimer = setTimeout(() => this.#track(this.readRecorded(options)), recordedPause);
  }

  async candidateClaims(asked: SuggestionsOf & { readonly line?: number }, signal?: AbortSignal): Promise<readonly Candidate[]> {
    const { root } = await this.#disk.repositoryOf(join(this.root, ...asked.file.split('/')), this.root);
    const roots = { projectRoot: this.root, repositoryRoot: root };
    const sources = this.#disk.sources(root, (path) => this.#unsaved.get(fromRepository(path, roots)));
    return candidateClaims({ ...asked, file: toRepository(asked.file, roots) }, rememberingSources(sources), this.#options.checker, signal);
  }

  async tryClaims(model: string, claims: readonly Claim[], options: TryClaims = {}): Promise<readonly TriedClaim[]> {
    const open = this.#open.get(model);
    if (!open) throw new RangeError(`no model ${model} is open`);
    return tryClaims(claims, rememberingSources(open.sources()), this.#options.checker, this.#untilClosed(options.signal), options, options.ports?.(open.repository.root));
  }

  async rebindings(model: string, assertion: string, signal?: AbortSignal): Promise<readonly Rebinding[]> {
    const open = this.#open.get(model);
    const claim = open?.assertion(assertion);
    return open && claim ? rebindings(claim, rememberingSources(open.sources()), this.#options.checker, signal) : [];
  }

  async followRename(model: string, rename: SymbolRename, signal?: AbortSignal): Promise<FollowedRename> {
    const open = this.#open.get(model);
    return open ? followRenameIn(open, rename, this.#options.checker, signal) : { following: [], left: [] };
  }

  pastOf(path: string): ModelPast | undefined {
    const [model, { commits }] = [this.#open.get(path), this.#disk];
    if (!model || !commits || !this.#options.trusted || !model.repository.hasGit) return undefined;
    const { checker, now } = this.#options;
    return pastOfModel({ commits, repository: model.repository, file: join(this.root, ...path.split('/')), checker, now, closing: this.#abort.signal });
  }

  async baseChanged(): Promise<void> {
    await Promise.all([...this.#open.values()].map((model) => model.readBase()));
    if (this.#readsHistory) await Promise.all([...this.#open.values()].map((model) => model.readHistory()));
    this.#recordedSoon();
    for (const path of this.#open.keys()) this.#changed.add(path);
    if (this.#comparesPast) await this.comparePast();
    else this.#publishNow();
  }

  async settled(): Promise<void> {
    // What settles may make something else due, so look again until nothing is left.
    while (this.#pending.size > 0 || this.#due.size > 0) {
      if (this.#pending.size > 0) await Promise.allSettled([...this.#pending]);
      else await this.#due.done();
    }
    this.#publishNow();
  }

  dispose(): void {
    this.#abort.abort(new Error('the project was closed'));
    this.#listeners.clear();
    this.#due.close();
    if (this.#publishTimer) clearTimeout(this.#publishTimer);
    clearTimeout(this.#recordedTimer);
  }

  async #openModel(path: string): Promise<OpenModel> {
    const context: ModelContext = {
      projectRoot: this.root,
      disk: this.#disk,
      unsaved: (file) => this.#unsaved.get(file),
      now: this.#options.now,
      trusted: this.#options.trusted,
      base: this.#options.base ?? 'HEAD',
    };
    const model = new OpenModel(path, context, await this.#disk.repositoryOf(join(this.root, ...path.split('/')), this.root));
    await model.read();
    this.#open.set(path, model);
    return model;
  }

  /** A file has another text now: models are read again, and what rests on it is checked again. */
  #touch(path: string): void {
    for (const model of this.#open.values()) model.forgetFiles();
    if (isModelFile(path)) this.#track(this.#reload(path));
    for (const model of this.#open.values()) {
      if (model.hasFindingIn(path)) this.#track(model.followFindings().then((moved) => (moved ? this.#publishSoon(model.path) : undefined)));
      for (const assertion of model.ownAssertions()) if (model.restsOn(assertion, path)) void this.#check(model, assertion);
    }
  }

  async #reload(path: string): Promise<void> {
    let model = this.#open.get(path);
    if (!model) {
      if (this.#options.only && !this.#options.only.includes(path)) return;
      model = await this.#openModel(path);
      await model.readBase();
      if (this.#readsHistory) await model.readHistory();
    } else {
      await model.read();
    }
    if (!model.exists) this.#open.delete(path);
    for (const assertion of model.unverifiedClaims()) void this.#check(model, assertion);
    this.#publishSoon(path);
  }

  /** Makes an assertion due and resolves with its verdict, or undefined when it went away meanwhile. */
  #check(model: OpenModel, assertion: string, ports?: CheckPorts): Promise<{ readonly file?: string } | undefined> {
    const ticket = model.begin(assertion);
    const result = new Promise<{ readonly file?: string } | undefined>((resolveVerdict) => {
      model.whenDone(assertion, ticket, resolveVerdict);
    });
    this.#due.add({ model, assertion, ...(ports ? { ports } : {}) });
    this.#publishSoon(model.path);
    return result;
  }

  #allChecked(): void {
    for (const model of this.#open.values()) model.forgetFiles();
    this.#publishOnNextTurn();
  }

  #cancel(wanted: readonly DueCheck[]): void {
    for (const due of wanted) {
      this.#due.takeBack(due);
      due.model.giveUp(due.assertion);
    }
  }

  #track(work: Promise<unknown>): void {
    this.#pending.add(work);
    void work.finally(() => this.#pending.delete(work)).catch(() => undefined);
  }

  /** An edit is published on the next turn; a long verification now and then. */
  #publishSoon(path: string): void {
    this.#changed.add(path);
    if (this.#publishTimer) return;
    const busy = this.#due.size > 1;
    const wait = busy ? Math.max(0, this.#lastPublished + publishEvery - performance.now()) : 0;
    this.#publishTimer = setTimeout(() => this.#publishNow(), wait);
  }

  /** The last answer of an edit does not wait for the beat of a long verification. */
  #publishOnNextTurn(): void {
    if (this.#publishTimer) clearTimeout(this.#publishTimer);
    this.#publishTimer = setTimeout(() => this.#publishNow(), 0);
  }

  #publishNow(): void {
    if (this.#publishTimer) clearTimeout(this.#publishTimer);
    this.#publishTimer = undefined;
    if (this.#changed.size === 0) return;
    const changed = [...this.#changed];
    this.#changed.clear();
    this.models = this.#snapshots();
    this.#lastPublished = performance.now();
    for (const listener of this.#listeners) listener(changed);
  }

  #snapshots(): readonly ModelSnapshot[] {
    const open = [...this.#open.values()].filter((model) => model.exists).sort((a, b) => (a.path < b.path ? -1 : 1));
    const byId = new Map<string, string[]>();
    for (const model of open) byId.set(model.id, [...(byId.get(model.id) ?? []), model.path]);
    return open.map((model) => model.snapshot((byId.get(model.id) ?? []).filter((path) => path !== model.path)));
  }
}

function aborted(signal: AbortSignal, onAbort: () => void): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      onAbort();
      reject(signal.reason as Error);
    }, { once: true });
  });
}
