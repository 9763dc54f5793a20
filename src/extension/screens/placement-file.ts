/**
 * The file of positions beside a model. It is read and written on the disk, not through a document of the editor: a document
 * that nobody sees misses what another program writes while it is being saved, and stays behind from then on. Only while
 * somebody edits the file themselves, unsaved, is their text the one that counts.
 */
import * as vscode from 'vscode';
import { applyEdits, type TextEdit } from '../../model/text-edit.ts';
import { isThere } from '../is-there.ts';
import { editorEdits } from '../model-language/documents.ts';
import { placementsOf } from './move-placements.ts';

export class PlacementFile implements vscode.Disposable {
  readonly #uri: vscode.Uri;
  readonly #changed: () => void;
  readonly #disposable: vscode.Disposable;
  #text = '';
  /** Readings and changes go one after the other: none sees another half done. */
  #working: Promise<unknown> = Promise.resolve();

  /** @param changed Called when its text changed, here or elsewhere. */
  constructor(model: vscode.Uri, changed: () => void) {
    this.#uri = placementsOf(model);
    this.#changed = changed;
    const folder = vscode.Uri.joinPath(this.#uri, '..');
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, this.#uri.path.split('/').at(-1)!));
    const read = (): void => void this.#inTurn(() => this.#read());
    this.#disposable = vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(read),
      watcher.onDidChange(read),
      watcher.onDidDelete(read),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === this.#uri.toString()) read();
      }),
    );
    read();
  }

  get text(): string {
    return this.#text;
  }

  /**
   * Makes the edits that `edit` finds for the text as it is by then; the first ones make the file.
   * Rejects where the file cannot be read as UTF-8 or written: then nothing of it was changed.
   */
  change(edit: (text: string) => readonly TextEdit[]): Promise<void> {
    return this.#inTurn(async () => {
      const edited = this.#edited();
      if (edited) {
        // What somebody is editing themselves stays theirs to save.
        const made = new vscode.WorkspaceEdit();
        made.set(this.#uri, editorEdits(edited, edit(edited.getText())));
        if (!(await vscode.workspace.applyEdit(made))) throw new Error('the editor did not take the change');
        this.#take(edited.getText());
        return;
      }
      const text = (await isThere(this.#uri)) ? textOf(await vscode.workspace.fs.readFile(this.#uri)) : '';
      const changed = applyEdits(text, edit(text));
      if (changed !== text) await vscode.workspace.fs.writeFile(this.#uri, new TextEncoder().encode(changed));
      this.#take(changed);
    });
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#working.then(work);
    this.#working = done.catch(() => undefined);
    return done;
  }

  /** The file while somebody has unsaved text of it. */
  #edited(): vscode.TextDocument | undefined {
    return vscode.workspace.textDocuments.find(({ uri, isDirty }) => isDirty && uri.toString() === this.#uri.toString());
  }

  async #read(): Promise<void> {
    const edited = this.#edited();
    if (edited) {
      this.#take(edited.getText());
      return;
    }
    // Where there is none, everything is placed by the layout.
    const bytes = await vscode.workspace.fs.readFile(this.#uri).then((read) => read, () => new Uint8Array());
    this.#take(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  }

  #take(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#changed();
  }
}

/** Text that can be written back byte for byte. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error('it is not UTF-8');
  }
}
