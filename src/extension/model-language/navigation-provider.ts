/** Go to definition, to implementation, and find references, from models and from code that mentions one. */
import * as vscode from 'vscode';
import { identifierAt } from '../../model/identifier-at.ts';
import { definitionsOf, implementationsOf, referencesTo, type FoundPlace } from '../../project/language/places.ts';
import { rangeOf } from '../ranges.ts';
import type { FolderModel, Workspace } from '../workspace.ts';
import { snapshotOf } from './documents.ts';
import { mentionAt } from './mentions.ts';

type Ask = (model: FolderModel['snapshot'], id: string) => readonly FoundPlace[];

export function navigationProvider(workspace: Workspace): vscode.DefinitionProvider & vscode.ImplementationProvider & vscode.ReferenceProvider {
  const places = (document: vscode.TextDocument, position: vscode.Position, ask: Ask): vscode.Location[] => {
    const own = snapshotOf(workspace, document);
    const found = own ? identifierAt(document.getText(), document.offsetAt(position)) : undefined;
    const mentioned = own ? undefined : mentionAt(workspace, document, position);
    const [models, id] = own ? [[own], found?.id] : [mentioned?.models ?? [], mentioned?.mention.id];
    if (id === undefined) return [];
    return models.flatMap(({ folder, snapshot }) => ask(snapshot, id).map(({ file, range }) => new vscode.Location(workspace.uriOf(folder, file), rangeOf(range))));
  };
  return {
    provideDefinition: (document, position) => places(document, position, definitionsOf),
    provideImplementation: (document, position) => places(document, position, implementationsOf),
    provideReferences: (document, position, { includeDeclaration }) => places(document, position, (snapshot, id) => [...(includeDeclaration ? definitionsOf(snapshot, id) : []), ...referencesTo(snapshot, id)]),
  };
}
