/** Outline, breadcrumbs and Go to Symbol of model files. */
import * as vscode from 'vscode';
import { outlineOf, type OutlineItem } from '../../model/outline.ts';
import type { Workspace } from '../workspace.ts';
import { editorRange, readDocument } from './documents.ts';

const symbolKinds: Readonly<Record<OutlineItem['kind'], vscode.SymbolKind>> = {
  section: vscode.SymbolKind.Namespace,
  boundaries: vscode.SymbolKind.Interface,
  components: vscode.SymbolKind.Module,
  connections: vscode.SymbolKind.Event,
  assets: vscode.SymbolKind.Object,
  attackers: vscode.SymbolKind.Class,
  assumptions: vscode.SymbolKind.Constant,
  controls: vscode.SymbolKind.Method,
  clause: vscode.SymbolKind.Property,
  assertions: vscode.SymbolKind.Function,
  findings: vscode.SymbolKind.Event,
  acceptances: vscode.SymbolKind.Constant,
  part: vscode.SymbolKind.Key,
};

export const outlineProvider = (workspace: Workspace): vscode.DocumentSymbolProvider => ({
  provideDocumentSymbols(document) {
    const symbolOf = ({ name, detail, kind, range, selection, children }: OutlineItem): vscode.DocumentSymbol => {
      const symbol = new vscode.DocumentSymbol(name, detail, symbolKinds[kind], editorRange(document, range), editorRange(document, selection));
      symbol.children = children.map(symbolOf);
      return symbol;
    };
    return outlineOf(readDocument(workspace, document)).map(symbolOf);
  },
});
