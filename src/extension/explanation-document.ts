/** Explanations as read-only documents that follow the code while it changes. */
import * as vscode from 'vscode';
import { explanationText } from './explanation-text.ts';
import { explanationScheme } from './ids.ts';
import { rangeOf } from './ranges.ts';
import type { Workspace } from './workspace.ts';

/** What a command acts on: a model of a folder, and an entity in it. */
export interface Subject {
  readonly folder: string;
  readonly model: string;
  readonly entity: string;
}

/** The address of the explanation of an entity. */
export function explanationUri({ folder, model, entity }: Subject): vscode.Uri {
  return vscode.Uri.from({ scheme: explanationScheme, path: `/${entity} explained`, query: JSON.stringify({ folder, model, entity }) });
}

/** Registers the documents and the links in them. */
export function registerExplanations(workspace: Workspace): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const render = (uri: vscode.Uri) => {
    const subject = JSON.parse(uri.query) as Subject;
    const found = workspace.models.find(({ folder, snapshot }) => folder.uri.toString() === subject.folder && snapshot.path === subject.model);
    return found ? { folder: found.folder, ...explanationText(found.snapshot, subject.entity) } : undefined;
  };
  return vscode.Disposable.from(
    changed,
    workspace.onDidChange(() => {
      for (const document of vscode.workspace.textDocuments) if (document.uri.scheme === explanationScheme) changed.fire(document.uri);
    }),
    vscode.workspace.registerTextDocumentContentProvider(explanationScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => render(uri)?.text ?? 'The model is not open any more.\n',
    }),
    vscode.languages.registerDocumentLinkProvider({ scheme: explanationScheme }, {
      provideDocumentLinks(document) {
        const explanation = render(document.uri);
        return (explanation?.links ?? []).map(({ line, start, end, place }) => {
          const target = workspace.uriOf(explanation!.folder, place.file);
          const position = place.range ? rangeOf(place.range).start : undefined;
          return new vscode.DocumentLink(new vscode.Range(line, start, line, end), position ? target.with({ fragment: `L${position.line + 1},${position.character + 1}` }) : target);
        });
      },
    }),
  );
}
