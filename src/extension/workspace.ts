/** The projects of the open folders: fed with what people type and what changes on disk, asked by every part of the extension. */
import * as vscode from 'vscode';
import type { CheckerState, ClaimChecker } from '../project/claim-checker.ts';
import type { ModelSnapshot, Project } from '../project/snapshot.ts';
import type { Host } from './host.ts';
import { contextKeys } from './ids.ts';
import type { Timings } from './timings.ts';

/** How long one waits for the next keystroke before a text is checked, in milliseconds. */
const typingPause = 6;
/** A text that takes long to read waits so many times that long, so that who types on does not wait behind it; at most `longestPause`. */
const pauseByReading = 1;
const longestPause = 400;
/** A reading that nobody notices waits for nothing. */
const unnoticed = 10;

interface OpenFolder {
  readonly folder: vscode.WorkspaceFolder;
  readonly project: Project;
  readonly watcher: vscode.Disposable;
}

/** A model and the folder that it lies in. */
export interface FolderModel {
  readonly folder: vscode.WorkspaceFolder;
  readonly snapshot: ModelSnapshot;
}

export class Workspace implements vscode.Disposable {
  readonly #host: Host;
  readonly #log: vscode.LogOutputChannel;
  readonly #timings: Timings;
  readonly #open = new Map<string, OpenFolder>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable[] = [];
  readonly #typed = new Map<string, { timer: NodeJS.Timeout; document: vscode.TextDocument }>();
  #checker: ClaimChecker | undefined;
  #disposed = false;
  #ready = false;
  #hasModel: boolean | undefined;

  /** After any model, verdict or problem changed. */
  readonly onDidChange = this.#changed.event;

  constructor(host: Host, log: vscode.LogOutputChannel, timings: Timings) {
    this.#host = host;
    this.#log = log;
    this.#timings = timings;
    this.#disposables.push(
      vscode.workspace.onDidChangeWorkspaceFolders((event) => {
        for (const folder of event.removed) this.#close(folder.uri.toString());
        void this.open();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.#reopen()),
      vscode.workspace.onDidChangeTextDocument((event) => this.#type(event.document)),
      vscode.workspace.onDidSaveTextDocument((document) => this.#forget(document, true)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document, false)),
    );
  }

  /** Whether the folders that were open at the start have been read. */
  get ready(): boolean {
    return this.#ready;
  }

  /** All models of all folders, by folder and path. */
  get models(): readonly FolderModel[] {
    return [...this.#open.values()].flatMap(({ folder, project }) => project.models.map((snapshot) => ({ folder, snapshot })));
  }

  /** The project of a folder, by the folder's address. */
  projectOf(folder: string): Project | undefined {
    return this.#open.get(folder)?.project;
  }

  /** The open folder of a project, by the project's root. */
  folderOf(root: string): { readonly folder: vscode.WorkspaceFolder; readonly project: Project } | undefined {
    return [...this.#open.values()].find(({ project }) => project.root === root);
  }

  /** What claims are checked by; undefined while no folder is open. */
  get checker(): ClaimChecker | undefined {
    return this.#checker;
  }

  /** The projects of the folders that were open at the start, as soon as they have been read. */
  async whenRead(): Promise<readonly Project[]> {
    if (!this.#ready) {
      await new Promise<void>((resolve) => {
        const listening = this.onDidChange(() => {
          if (!this.#ready) return;
          listening.dispose();
          resolve();
        });
      });
    }
    return this.projects;
  }

  /** How the verifier is doing; undefined while nothing was verified yet. */
  get checkerState(): CheckerState | undefined {
    return this.#checker?.state?.();
  }

  /** Writes a new, empty model, and gives its address. */
  async newModel(folder: vscode.WorkspaceFolder, title: string): Promise<vscode.Uri> {
    return this.uriOf(folder, await this.#host.newModel(folder.uri, title));
  }

  get projects(): readonly Project[] {
    return [...this.#open.values()].map(({ project }) => project);
  }

  /** The folder and the path in it of a file, when it lies in an open folder. */
  locate(uri: vscode.Uri): { readonly folder: vscode.WorkspaceFolder; readonly path: string; readonly project: Project | undefined } | undefined {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (!folder || uri.scheme !== folder.uri.scheme) return undefined;
    return { folder, path: uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1), project: this.#open.get(folder.uri.toString())?.project };
  }

  /** The address of a file of a project, named relative to the folder. */
  uriOf(folder: vscode.WorkspaceFolder, path: string): vscode.Uri {
    return vscode.Uri.joinPath(folder.uri, ...path.split('/'));
  }

  /** Opens every folder that is not open yet. Safe to call again. */
  async open(): Promise<void> {
    await vscode.commands.executeCommand('setContext', contextKeys.loading, true);
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      if (this.#open.has(folder.uri.toString())) continue;
      try {
        await this.#openFolder(folder);
      } catch (error) {
        this.#log.error(`${folder.name} could not be read`, error instanceof Error ? error : String(error));
      }
    }
    this.#ready = true;
    await vscode.commands.executeCommand('setContext', contextKeys.loading, false);
    this.#tell();
  }

  dispose(): void {
    this.#disposed = true;
    for (const key of [...this.#open.keys()]) this.#close(key);
    for (const { timer } of this.#typed.values()) clearTimeout(timer);
    for (const disposable of this.#disposables) disposable.dispose();
    this.#changed.dispose();
    this.#checker?.dispose();
  }

  async #openFolder(folder: vscode.WorkspaceFolder): Promise<void> {
    const began = performance.now();
    const [{ openProject }, checker, { root, disk }] = await Promise.all([import('../project/open.ts'), this.#checker ?? this.#host.checker(), this.#host.openFolder(folder.uri)]);
    this.#checker ??= checker;
    const project = await openProject(root, { checker: this.#checker, disk, trusted: vscode.workspace.isTrusted, now: () => new Date() });
    if (this.#disposed) {
      project.dispose();
      return;
    }
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**/*'));
    const changed = (uri: vscode.Uri): void => {
      const place = this.locate(uri);
      if (place && !/(^|\/)(node_modules|\.git)\//.test(place.path)) project.fileChanged(place.path);
    };
    // A commit, a checkout, a reset: the base is another one.
    const head = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '.git/{HEAD,logs/HEAD}'));
    const moved = (): void => void project.baseChanged().catch((error: unknown) => this.#log.error(`${folder.name}: the last commit could not be read`, error instanceof Error ? error : String(error)));
    const subscriptions = [head, head.onDidChange(moved), head.onDidCreate(moved), watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher.onDidDelete(changed), project.onDidChange(() => this.#tell())];
    this.#open.set(folder.uri.toString(), { folder, project, watcher: vscode.Disposable.from(...subscriptions) });
    for (const document of vscode.workspace.textDocuments) if (document.isDirty) this.#type(document);
    this.#log.info(`${folder.name}: ${project.models.length} models read in ${Math.round(performance.now() - began)} ms`);
    const number = (vscode.workspace.workspaceFolders ?? []).indexOf(folder) + 1;
    this.#timings.note(`folder ${number}: models read`, performance.now() - began);
    this.#tell();
    void project.verify().then(
      () => {
        this.#log.info(`${folder.name}: first verification done after ${Math.round(performance.now() - began)} ms`);
        this.#timings.note(`folder ${number}: first verification done`, performance.now() - began);
        // What is recorded comes last: where there is no ledger, one folder is looked into.
        project.readRecorded().catch((error: unknown) => this.#log.error(`${folder.name}: recorded runs could not be read`, error instanceof Error ? error : String(error)));
      },
      (error: unknown) => this.#log.error(`${folder.name}: verification stopped`, error instanceof Error ? error : String(error)),
    );
  }

  /** With trust, git may be asked for the base commit. */
  async #reopen(): Promise<void> {
    for (const key of [...this.#open.keys()]) this.#close(key);
    await this.open();
  }

  #close(key: string): void {
    const open = this.#open.get(key);
    if (!open) return;
    this.#open.delete(key);
    open.watcher.dispose();
    open.project.dispose();
    this.#tell();
  }

  #type(document: vscode.TextDocument): void {
    if (!this.#open.has(vscode.workspace.getWorkspaceFolder(document.uri)?.uri.toString() ?? '')) return;
    const key = document.uri.toString();
    const waiting = this.#typed.get(key);
    if (waiting) clearTimeout(waiting.timer);
    const timer = setTimeout(() => {
      this.#typed.delete(key);
      const place = this.locate(document.uri);
      if (!place?.project) return;
      place.project.setUnsaved(place.path, document.isDirty ? document.getText() : undefined);
      // The editor took another text from the disk: a checkout, or a revert. Nobody else may have heard of it.
      if (!document.isDirty) place.project.fileChanged(place.path);
    }, this.#pauseFor(document));
    this.#typed.set(key, { timer, document });
  }

  /** Models are read here, in the editor's host; code is read by threads of its own. */
  #pauseFor(document: vscode.TextDocument): number {
    const place = this.locate(document.uri);
    const took = place?.project?.readingTime(place.path) ?? 0;
    return took < unnoticed ? typingPause : Math.min(longestPause, took * pauseByReading);
  }

  #forget(document: vscode.TextDocument, saved: boolean): void {
    const waiting = this.#typed.get(document.uri.toString());
    if (waiting) clearTimeout(waiting.timer);
    this.#typed.delete(document.uri.toString());
    const place = this.locate(document.uri);
    place?.project?.setUnsaved(place.path, undefined);
    if (saved) place?.project?.fileChanged(place.path);
  }

  #tell(): void {
    if (this.#disposed) return;
    const hasModel = this.#open.size > 0 && this.models.length > 0;
    if (hasModel !== this.#hasModel) void vscode.commands.executeCommand('setContext', contextKeys.hasModel, (this.#hasModel = hasModel));
    this.#changed.fire();
  }
}
