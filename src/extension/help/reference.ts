/** *Open the Reference*: the pages about assertion types and the model file, rendered by the editor. */
import * as vscode from 'vscode';

/** The pages that ship, by the name of their file. */
const pages = ['assertion-types', 'model-file'] as const;
type Page = (typeof pages)[number];

/** Opens a page; asks which one unless `asked` names it. */
export async function openReference(extensionUri: vscode.Uri, asked: unknown): Promise<void> {
  const page = isPage(asked) ? asked : await pickPage();
  if (page) await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(extensionUri, 'media', `${page}.md`));
}

async function pickPage(): Promise<Page | undefined> {
  const items: (vscode.QuickPickItem & { readonly page: Page })[] = [
    { page: 'assertion-types', label: vscode.l10n.t('Assertion types'), detail: vscode.l10n.t('What can be claimed about code, what a pass shows, and every parameter.') },
    { page: 'model-file', label: vscode.l10n.t('The model file'), detail: vscode.l10n.t('What may stand where in a threat model, and what it means.') },
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Reference'), placeHolder: vscode.l10n.t('Which page?'), matchOnDetail: true }))?.page;
}

function isPage(name: unknown): name is Page {
  return pages.some((page) => page === name);
}
