/** Where a description comes from: what is selected, what stands in an untitled editor, or what somebody types. */
import * as vscode from 'vscode';

const hint = 'What the feature does. Who uses it. What it keeps. What it talks to, and what it is built of.\n';

/** The description; undefined when there is none yet, because somebody left or goes on writing in an editor. */
export async function askDescription(): Promise<string | undefined> {
  const written = writtenIn(vscode.window.activeTextEditor);
  if (written !== undefined) return written;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('New model from description');
  input.prompt = vscode.l10n.t('What does the feature do, who uses it, what does it keep, what does it talk to? In English; no language model is asked.');
  input.placeholder = vscode.l10n.t('Customers sign in to a web app and upload files, which are kept in S3.');
  input.ignoreFocusOut = true;
  const longer: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('edit'), tooltip: vscode.l10n.t('Write it in an editor instead') };
  input.buttons = [longer];
  return new Promise((resolve) => {
    let answer: string | undefined;
    input.onDidAccept(() => {
      answer = input.value.trim() === '' ? undefined : input.value;
      input.validationMessage = answer === undefined ? vscode.l10n.t('Say what the feature does, or press Escape.') : undefined;
      if (answer !== undefined) input.hide();
    });
    input.onDidChangeValue(() => {
      input.validationMessage = undefined;
    });
    input.onDidTriggerButton(() => {
      input.hide();
      void writeInEditor(input.value);
    });
    input.onDidHide(() => {
      input.dispose();
      resolve(answer);
    });
    input.show();
  });
}

function writtenIn(editor: vscode.TextEditor | undefined): string | undefined {
  if (!editor || /threatmodel/.test(editor.document.languageId)) return undefined;
  const selected = editor.selections.map((selection) => editor.document.getText(selection)).join('\n');
  if (selected.trim() !== '') return selected;
  if (!editor.document.isUntitled) return undefined;
  const text = editor.document.getText().replace(hint, '');
  return text.trim() === '' ? undefined : text;
}

async function writeInEditor(begun: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: `${hint}\n${begun}` });
  const editor = await vscode.window.showTextDocument(document);
  const end = document.positionAt(document.getText().length);
  editor.selection = new vscode.Selection(end, end);
  void vscode.window.showInformationMessage(vscode.l10n.t('Write the description here, then run Mipiti: New Model from Description again. The file need not be saved.'));
}
