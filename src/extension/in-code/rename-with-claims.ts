/** Rename Symbol on what assertions name: the edits of the language's own rename, and those that keep the assertions true, as one step. */
import * as vscode from 'vscode';
import { applyEdits } from '../../model/text-edit.ts';
import { editOfFollowing, type FollowedRename } from '../../project/claims/follow-rename.ts';
import type { FolderModel, Workspace } from '../workspace.ts';

/** What our own provider says while it asks the others, so that its answer is told from theirs. */
const ours = 'mipiti-asks-the-others';

/**
 * A provider that stands before the one of the language. It asks that one through the editor, declining meanwhile, and adds
 * to its answer. Where no other provider knows the symbol it says so; where it has nothing to add, the answer is theirs.
 */
export class RenameWithClaims implements vscode.RenameProvider {
  readonly #workspace: Workspace;
  /** Places that the others are being asked about, and whether our refusal is to show. */
  readonly #asking = new Map<string, 'refuse' | 'pass'>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  async prepareRename(document: vscode.TextDocument, position: vscode.Position): Promise<{ range: vscode.Range; placeholder: string } | undefined> {
    const nested = this.#asking.get(placeOf(document, position));
    if (nested === 'refuse') throw new Error(ours);
    if (nested === 'pass') return undefined;
    const asked = await this.#ask(document, position, 'refuse', () => vscode.commands.executeCommand<{ range: vscode.Range; placeholder: string } | undefined>('vscode.prepareRename', document.uri, position));
    if ('answer' in asked) return asked.answer;
    // Another provider's reason: the editor asks it again and shows it.
    if (asked.reason.replaceAll(ours, '').trim() !== '') return undefined;
    // Nobody else, or somebody who is not asked before a rename begins.
    const range = document.getWordRangeAtPosition(position);
    if (!range) return undefined;
    const placeholder = document.getText(range);
    const tried = await this.#rename(document, position, `${placeholder}_`);
    if ('answer' in tried) return { range, placeholder };
    throw new Error(vscode.l10n.t('No extension here renames symbols of this language. After a rename by hand, the quick fix Re-bind takes the assertions along.'));
  }

  async provideRenameEdits(document: vscode.TextDocument, position: vscode.Position, name: string, token: vscode.CancellationToken): Promise<vscode.WorkspaceEdit | undefined> {
    if (this.#asking.has(placeOf(document, position))) return undefined;
    const version = document.version;
    const asked = await this.#rename(document, position, name);
    if (!('answer' in asked) || !asked.answer) return undefined;
    const range = document.getWordRangeAtPosition(position);
    try {
      if (range && document.version === version) await this.#addClaims(asked.answer, document.getText(range).replace(/^#/, ''), name.replace(/^#/, ''), token);
    } catch (error) {
      // The rename of the code is not ours to hold back.
      if (!token.isCancellationRequested) void vscode.window.showWarningMessage(vscode.l10n.t('Assertions could not be taken along by the rename: {0}', error instanceof Error ? error.message : String(error)));
    }
    return asked.answer;
  }

  #rename(document: vscode.TextDocument, position: vscode.Position, name: string): Promise<Asked<vscode.WorkspaceEdit | undefined>> {
    return this.#ask(document, position, 'pass', () => vscode.commands.executeCommand<vscode.WorkspaceEdit | undefined>('vscode.executeDocumentRenameProvider', document.uri, position, name));
  }

  /** Asks all providers but this one. */
  async #ask<T>(document: vscode.TextDocument, position: vscode.Position, way: 'refuse' | 'pass', question: () => Thenable<T>): Promise<Asked<T>> {
    const place = placeOf(document, position);
    this.#asking.set(place, way);
    try {
      return { answer: await question() };
    } catch (error) {
      return { reason: error instanceof Error ? error.message : String(error) };
    } finally {
      this.#asking.delete(place);
    }
  }

  /** Adds what keeps assertions true to the edit of the code. */
  async #addClaims(edit: vscode.WorkspaceEdit, from: string, to: string, token: vscode.CancellationToken): Promise<void> {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort(new vscode.CancellationError()));
    const entries = edit.entries();
    for (const model of [...this.#workspace.models]) {
      const files = new Map(entries.flatMap(([uri, edits]) => {
        const place = this.#workspace.locate(uri);
        return place?.folder === model.folder ? [[place.path, { uri, edits }] as const] : [];
      }));
      const textAfter = async (file: string): Promise<string> => {
        const { uri, edits } = files.get(file)!;
        const document = await vscode.workspace.openTextDocument(uri);
        return applyEdits(document.getText(), edits.map(({ range, newText }) => ({ range: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) }, text: newText })));
      };
      const followed = await this.#workspace.projectOf(model.folder.uri.toString())?.followRename(model.snapshot.path, { from, to, files: [...files.keys()], textAfter }, abort.signal);
      if (followed) this.#addModel(edit, model, followed, from);
    }
  }

  #addModel(edit: vscode.WorkspaceEdit, { folder, snapshot }: FolderModel, { following, left }: FollowedRename, from: string): void {
    const warn = (why: string, assertions: readonly string[]): void => {
      void vscode.window.showWarningMessage(vscode.l10n.t('Assertions not renamed: {0}. In {1}, these still say {2}: {3}. After the rename, the quick fix Re-bind at the code mends them.', why, snapshot.path, from, assertions.join(', ')));
    };
    if (left.length > 0) warn(vscode.l10n.t('they would not hold by the new name either'), left);
    if (following.length === 0) return;
    const named = following.map(({ assertion }) => assertion);
    const uri = this.#workspace.uriOf(folder, snapshot.path);
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    // The editor saves what a refactoring changes, and unsaved edits are not ours to save.
    if (open?.isDirty) {
      warn(vscode.l10n.t('the model has unsaved edits'), named);
      return;
    }
    const result = snapshot.current && (open === undefined || open.getText() === snapshot.text) ? editOfFollowing(snapshot.parsed, following) : undefined;
    if (!result || 'refused' in result) {
      warn(result ? vscode.l10n.t('the layout of the model cannot be changed by a small edit') : vscode.l10n.t('the model has errors'), named);
      return;
    }
    for (const { range, text } of result.edits) {
      const { start, end } = snapshot.linesOf(range);
      // Each was verified against the renamed code, so none waits for a confirmation; Refactor Preview lists them under their own heading.
      edit.replace(uri, new vscode.Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1), text, { label: vscode.l10n.t('Assertions follow the name'), description: snapshot.path, needsConfirmation: false });
    }
  }
}

type Asked<T> = { readonly answer: T } | { readonly reason: string };

function placeOf(document: vscode.TextDocument, { line, character }: vscode.Position): string {
  return `${document.uri.toString()}#${line},${character}`;
}
