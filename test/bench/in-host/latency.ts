/** Runs in the extension host: from the document's event to the event of its lenses and of its diagnostics. */
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { MipitiApi } from '../../../src/extension/extension.ts';

/** Milliseconds for each edit. */
export interface HostLatencies {
  readonly lens: readonly number[];
  readonly diagnostic: readonly number[];
  readonly error?: string;
}

const edits = 60;

/** Called by the editor when it has started. */
export async function activate(): Promise<void> {
  const file = process.env.MIPITI_HOST_LATENCY;
  if (!file) return;
  try {
    writeFileSync(file, JSON.stringify(await measure()));
  } catch (error) {
    writeFileSync(file, JSON.stringify({ lens: [], diagnostic: [], error: String(error) } satisfies HostLatencies));
  }
}

async function measure(): Promise<HostLatencies> {
  const { workspace, onDidRenewLenses } = await vscode.extensions.getExtension<MipitiApi>('mipiti.mipiti')!.activate();
  const root = vscode.workspace.workspaceFolders![0]!.uri;
  while (!workspace.models.some(({ snapshot }) => snapshot.verdicts.size >= 1000 && snapshot.checking.size === 0)) await pause(100);
  const lens: number[] = [];
  const diagnostic: number[] = [];
  for (let edit = 0; edit < edits; edit++) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(root, 'src', `f${edit % 20}.py`));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri);
    const broken = document.getText().includes('    pass  # check_3(data)\n');
    const [from, to] = broken ? ['    pass  # check_3(data)\n', '    check_3(data)\n'] : ['    check_3(data)\n', '    pass  # check_3(data)\n'];
    const began = nextTime(vscode.workspace.onDidChangeTextDocument, (event) => event.document === document && event.contentChanges.length > 0);
    const lensed = nextTime(onDidRenewLenses, () => true);
    const marked = diagnosticsOther(document.uri);
    const change = new vscode.WorkspaceEdit();
    const at = document.getText().indexOf(from);
    change.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + from.length)), to);
    await vscode.workspace.applyEdit(change);
    const start = await began;
    lens.push((await lensed) - start);
    diagnostic.push((await marked) - start);
    await pause(30);
  }
  return { lens, diagnostic };
}

/** When the diagnostics of a file first are others. The editor's own event for it comes 50 ms late, by design. */
async function diagnosticsOther(uri: vscode.Uri): Promise<number> {
  const before = vscode.languages.getDiagnostics(uri).length;
  while (vscode.languages.getDiagnostics(uri).length === before) await new Promise((resolve) => setImmediate(resolve));
  return performance.now();
}

/** When the event next happens that is meant. */
function nextTime<T>(event: vscode.Event<T>, meant: (value: T) => boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new Error('an event did not come within ten seconds')), 10_000);
    const subscription = event((value) => {
      if (!meant(value)) return;
      clearTimeout(tooLate);
      subscription.dispose();
      resolve(performance.now());
    });
  });
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
