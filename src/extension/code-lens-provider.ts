/** CodeLens on the code that carries promises. What is shown stays, moved along with edits, until the fresh verdict is there. */
import * as vscode from 'vscode';
import { commands, settings } from './ids.ts';
import { allFiles } from './model-language/selectors.ts';
import { assertionsIn, lensesOf, moveLenses, type Lens } from './lenses.ts';
import type { Workspace } from './workspace.ts';

/** Registers the lenses of all files; `renewed` is fired whenever some of them have changed. */
export function registerCodeLenses(workspace: Workspace, renewed: vscode.EventEmitter<void>): vscode.Disposable {
  const provider = new LensProvider(workspace, renewed);
  return vscode.Disposable.from(provider, vscode.languages.registerCodeLensProvider(allFiles, provider));
}

class LensProvider implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #workspace: Workspace;
  readonly #changed: vscode.EventEmitter<void>;
  readonly onDidChangeCodeLenses: vscode.Event<void>;
  readonly #shown = new Map<string, readonly Lens[]>();
  /** Documents whose lenses an edit has moved, or whose verdicts were not all in, when they were last looked at. */
  readonly #due = new Set<string>();
  /** What the lenses were computed from. */
  #basis: readonly unknown[] = [];
  readonly #subscriptions: vscode.Disposable[];

  constructor(workspace: Workspace, renewed: vscode.EventEmitter<void>) {
    this.#workspace = workspace;
    this.#changed = renewed;
    this.onDidChangeCodeLenses = renewed.event;
    this.#subscriptions = [
      workspace.onDidChange(() => this.#renew()),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const key = document.uri.toString();
        const shown = this.#shown.get(key);
        if (!shown || contentChanges.length === 0) return;
        this.#due.add(key);
        this.#shown.set(key, moveLenses(shown, contentChanges.map(({ range, text }) => ({ start: range.start.line, end: range.end.line, added: text.split('\n').length - 1 }))));
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#shown.delete(document.uri.toString());
        this.#due.delete(document.uri.toString());
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settings.codeLens)) this.#changed.fire();
      }),
    ];
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!vscode.workspace.getConfiguration(undefined, document.uri).get<boolean>(settings.codeLens, true)) return [];
    const key = document.uri.toString();
    const lenses = this.#shown.get(key) ?? this.#compute(document.uri);
    this.#shown.set(key, lenses);
    return lenses.flatMap((lens) => {
      const line = Math.min(lens.line, Math.max(document.lineCount - 1, 0));
      const range = new vscode.Range(line, 0, line, 0);
      const target = { folder: lens.folder, model: lens.model, entity: lens.subject };
      return [
        new vscode.CodeLens(range, { title: lens.title, tooltip: lens.tooltip, command: commands.explain, arguments: [target] }),
        new vscode.CodeLens(range, { title: 'Go to model', tooltip: `The claim ${lens.assertion}`, command: commands.goToModel, arguments: [{ ...target, entity: lens.assertion }] }),
      ];
    });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Fresh lenses for each file whose verdicts are all in; the others keep theirs. */
  #renew(): void {
    let anything = false;
    const { models: all } = this.#workspace;
    const basis = all.flatMap(({ folder, snapshot }) => [folder, snapshot.model, snapshot.verdicts, snapshot.assessment]);
    const same = basis.length === this.#basis.length && basis.every((one, index) => one === this.#basis[index]);
    this.#basis = basis;
    for (const document of vscode.workspace.textDocuments) {
      const key = document.uri.toString();
      // Marks come and go with every keystroke; what lenses say stays meanwhile.
      if (same && this.#shown.has(key) && !this.#due.has(key)) continue;
      const place = this.#workspace.locate(document.uri);
      if (!place) continue;
      const models = all.filter((model) => model.folder === place.folder);
      const waiting = models.some(({ snapshot }) => assertionsIn(snapshot, place.path).some((id) => snapshot.checking.has(id)));
      if (waiting && this.#shown.has(key)) {
        this.#due.add(key);
        continue;
      }
      this.#due.delete(key);
      const fresh = this.#compute(document.uri);
      if (JSON.stringify(fresh) === JSON.stringify(this.#shown.get(key) ?? [])) continue;
      this.#shown.set(key, fresh);
      anything = true;
    }
    if (anything) this.#changed.fire();
  }

  #compute(uri: vscode.Uri): readonly Lens[] {
    const place = this.#workspace.locate(uri);
    if (!place) return [];
    const models = this.#workspace.models.map(({ folder, snapshot }) => ({ folder: folder.uri.toString(), snapshot }));
    return lensesOf(models, place.folder.uri.toString(), place.path);
  }
}
