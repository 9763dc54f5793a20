/** The file of positions beside a model, as a document of the editor: its edits are steps of that file's own history, and are saved at once. */
import * as vscode from 'vscode';
import { placementFileOf } from '../../project/screens/placements.ts';
import type { TextEdit } from '../../model/text-edit.ts';
import { isThere } from '../is-there.ts';
import { editorEdits } from '../model-language/documents.ts';

export class PlacementDocument implements vscode.Disposable {
  readonly #uri: vscode.Uri;
  readonly #changed: () => void;
  readonly #disposable: vscode.Disposable;
  #text = '';
  #working: Promise<unknown> = Promise.resolve();

  /** @param changed Called when its text changed, here or elsewhere. */
  constructor(model: vscode.Uri, changed: () => void) {
    this.#uri = model.with({ path: placementFileOf(model.path) });
    this.#changed = changed;
    const isOurs = (uri: vscode.Uri): boolean => uri.toString() === this.#uri.toString();
    const folder = vscode.Uri.joinPath(this.#uri, '..');
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, this.#uri.path.split('/').at(-1)!));
    this.#disposable = vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(() => this.#read()),
      watcher.onDidChange(() => this.#read()),
      watcher.onDidDelete(() => this.#read()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (isOurs(document.uri)) this.#take(document.getText());
      }),
    );
    this.#read();
  }

  get text(): string {
    return this.#text;
  }

  /** Makes edits as one step to undo in that file. Resolves with whether they were made. */
  apply(edits: readonly TextEdit[]): Promise<boolean> {
    const done = this.#working.then(() => this.#apply(edits));
    this.#working = done.catch(() => undefined);
    return done;
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  async #apply(edits: readonly TextEdit[]): Promise<boolean> {
    const edit = new vscode.WorkspaceEdit();
    if (!(await isThere(this.#uri))) {
      // The first position makes the file.
      edit.createFile(this.#uri, { contents: new TextEncoder().encode(edits.map(({ text }) => text).join('')), ignoreIfExists: false });
      if (!(await vscode.workspace.applyEdit(edit))) return false;
      this.#take(new TextDecoder().decode(await vscode.workspace.fs.readFile(this.#uri)));
      return true;
    }
    const document = await vscode.workspace.openTextDocument(this.#uri);
    const before = document.isDirty;
    edit.set(this.#uri, editorEdits(document, edits));
    if (!(await vscode.workspace.applyEdit(edit))) return false;
    this.#take(document.getText());
    // What somebody is editing themselves stays theirs to save.
    return before || document.save();
  }

  #read(): void {
    const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === this.#uri.toString());
    if (open) {
      this.#take(open.getText());
      return;
    }
    vscode.workspace.fs.readFile(this.#uri).then(
      (bytes) => this.#take(new TextDecoder().decode(bytes)),
      // There is none: everything is placed by the layout.
      () => this.#take(''),
    );
  }

  #take(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#changed();
  }
}
