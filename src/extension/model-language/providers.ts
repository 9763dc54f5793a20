/** Everything that answers for model files and for mentions of models in code. Loaded when it is first asked. */
import type * as vscode from 'vscode';
import { formatEdits } from '../../model/tidy.ts';
import type { Workspace } from '../workspace.ts';
import { completionProvider } from './completion-provider.ts';
import { editorEdits, readDocument } from './documents.ts';
import { mentionHovers, modelHovers } from './hover-provider.ts';
import { mentionLinks } from './mentions.ts';
import { navigationProvider } from './navigation-provider.ts';
import { outlineProvider } from './outline-provider.ts';
import { quickFixProvider } from './quick-fix-provider.ts';
import { renameProvider } from './rename-provider.ts';

export type Providers = ReturnType<typeof modelLanguageProviders>;

// The return type is what the functions give; writing it out would say it twice.
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types
export function modelLanguageProviders(workspace: Workspace) {
  return {
    outline: outlineProvider(workspace),
    completion: completionProvider(workspace),
    modelHovers: modelHovers(workspace),
    mentionHovers: mentionHovers(workspace),
    mentionLinks: mentionLinks(workspace),
    navigation: navigationProvider(workspace),
    rename: renameProvider(workspace),
    quickFixes: quickFixProvider(workspace),
    format: (document: vscode.TextDocument) => editorEdits(document, formatEdits(readDocument(workspace, document))),
  };
}
