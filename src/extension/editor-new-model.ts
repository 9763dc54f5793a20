/** A new model in a folder that only the editor reaches. */
import * as vscode from 'vscode';
import { modelIdOf, newModelText } from '../model/template.ts';

/** Writes it under the first free name made of its title, over nothing that is there; gives the name. */
export async function newModelIn(folder: vscode.Uri, title: string): Promise<string> {
  const id = modelIdOf(title);
  const taken = new Set((await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name));
  for (let number = 1; ; number++) {
    const name = number === 1 ? id : `${id}-${number}`;
    const file = `${name}.threatmodel.yaml`;
    if (taken.has(file)) continue;
    const edit = new vscode.WorkspaceEdit();
    const uri = vscode.Uri.joinPath(folder, file);
    edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(newModelText({ id: name, title })) });
    if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t('{0} could not be written: the folder may be read-only.', file));
    return file;
  }
}
