/** Registers the model file as a language, and the mentions of models in code. What answers is loaded when it is first asked. */
import * as vscode from 'vscode';
import type { Workspace } from '../workspace.ts';
import { allFiles, modelFiles } from './documents.ts';
import type { Providers } from './providers.ts';

/** What is typed opens a list, begins a value or an item. */
const completionTriggers = ['[', '{', ',', ':', ' '];
const codeActionKinds = [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.Source.append('sort.mipiti')];

export function registerModelLanguage(workspace: Workspace): vscode.Disposable {
  let loaded: Promise<Providers> | undefined;
  const ask = async <T>(question: (providers: Providers) => vscode.ProviderResult<T>): Promise<T | null | undefined> => {
    loaded ??= import('./providers.ts').then(({ modelLanguageProviders }) => modelLanguageProviders(workspace));
    return question(await loaded);
  };
  const { languages } = vscode;
  return vscode.Disposable.from(
    languages.registerDocumentSymbolProvider(modelFiles, { provideDocumentSymbols: (...asked) => ask(({ outline }) => outline.provideDocumentSymbols(...asked)) }, { label: 'Mipiti' }),
    languages.registerCompletionItemProvider(modelFiles, { provideCompletionItems: (...asked) => ask(({ completion }) => completion.provideCompletionItems(...asked)) }, ...completionTriggers),
    languages.registerHoverProvider(modelFiles, { provideHover: (...asked) => ask(({ modelHovers }) => modelHovers.provideHover(...asked)) }),
    languages.registerRenameProvider(modelFiles, {
      prepareRename: (...asked) => ask(({ rename }) => rename.prepareRename!(...asked)),
      provideRenameEdits: (...asked) => ask(({ rename }) => rename.provideRenameEdits(...asked)),
    }),
    languages.registerCodeActionsProvider(modelFiles, { provideCodeActions: (...asked) => ask(({ quickFixes }) => quickFixes.provideCodeActions(...asked)) }, { providedCodeActionKinds: codeActionKinds }),
    languages.registerDocumentFormattingEditProvider(modelFiles, { provideDocumentFormattingEdits: (document) => ask(({ format }) => format(document)) }),
    languages.registerDefinitionProvider(allFiles, { provideDefinition: (...asked) => ask(({ navigation }) => navigation.provideDefinition(...asked)) }),
    languages.registerImplementationProvider(allFiles, { provideImplementation: (...asked) => ask(({ navigation }) => navigation.provideImplementation(...asked)) }),
    languages.registerReferenceProvider(allFiles, { provideReferences: (...asked) => ask(({ navigation }) => navigation.provideReferences(...asked)) }),
    languages.registerHoverProvider(allFiles, { provideHover: (...asked) => ask(({ mentionHovers }) => mentionHovers.provideHover(...asked)) }),
    languages.registerDocumentLinkProvider(allFiles, { provideDocumentLinks: (...asked) => ask(({ mentionLinks }) => mentionLinks.provideDocumentLinks(...asked)) }),
  );
}
