/** Changes models as edits of their documents: unsaved text counts, one undo takes it back, and what was saved before is saved again. */
import * as vscode from 'vscode';
import type { ModelSnapshot, Project } from '../../project/snapshot.ts';
import { printable } from '../../project/printable.ts';
import { ToolRefusal } from '../../tools/answer.ts';
import type { ModelWriter } from '../../tools/desk.ts';
import { editedText } from '../../tools/edited-text.ts';
import { readAgain } from '../../tools/read-again.ts';
import { isModelFile } from '../../project/model-names.ts';
import { plainPath } from '../../verifier/confinement.ts';
import { editorEdits } from '../model-language/documents.ts';
import type { Workspace } from '../workspace.ts';

export function editorWriter(workspace: Workspace): ModelWriter {
  const place = (root: string): { readonly folder: vscode.WorkspaceFolder; readonly project: Project } => {
    const found = workspace.folderOf(root);
    if (!found) throw new ToolRefusal('not_there', 'The folder of this model was closed.', 'Ask the person to open it again.');
    return found;
  };
  const documentOf = async (model: ModelSnapshot): Promise<vscode.TextDocument> => {
    const document = await vscode.workspace.openTextDocument(workspace.uriOf(place(model.projectRoot).folder, model.path));
    if (document.getText() !== model.text) throw new ToolRefusal('changed_meanwhile', `${printable(model.path)} was changed by somebody else meanwhile. Nothing was changed.`, 'Read the model again, then repeat the call if it still makes sense.');
    return document;
  };
  return {
    async edit(model, result) {
      const text = editedText(model, result);
      if (text === model.text || 'refused' in result) return model;
      const document = await documentOf(model);
      const wasSaved = !document.isDirty;
      const edit = new vscode.WorkspaceEdit();
      edit.set(document.uri, editorEdits(document, result.edits));
      if (!(await vscode.workspace.applyEdit(edit))) throw new ToolRefusal('not_taken', `The editor did not take the change of ${printable(model.path)}.`, 'Ask the person whether the file is read-only.');
      if (wasSaved) await document.save();
      return reread(place(model.projectRoot).project, model.path, document);
    },
    async create(project, path, text) {
      const plain = plainPath(path);
      if (!plain.ok || !isModelFile(path)) throw new ToolRefusal('outside_root', `${printable(path)} is no place for a model file.`, 'Name a path inside the folder that ends with .threatmodel.yaml.');
      const uri = workspace.uriOf(place(project.root).folder, plain.segments.join('/'));
      const edit = new vscode.WorkspaceEdit();
      edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(text) });
      if (!(await vscode.workspace.applyEdit(edit))) throw new ToolRefusal('already_there', `There is a file ${printable(path)} already.`, 'Choose another name.');
      return reread(project, plain.segments.join('/'));
    },
    async remove(model) {
      const document = await documentOf(model);
      const edit = new vscode.WorkspaceEdit();
      edit.deleteFile(document.uri);
      if (!(await vscode.workspace.applyEdit(edit))) throw new ToolRefusal('not_taken', `The editor did not remove ${printable(model.path)}.`, 'Ask the person whether the file is read-only.');
      const { project } = place(model.projectRoot);
      project.fileChanged(model.path);
      await project.settled();
    },
  };
}

/** What the editor holds unsaved counts. */
function reread(project: Project, path: string, document?: vscode.TextDocument): Promise<ModelSnapshot> {
  project.setUnsaved(path, document?.isDirty ? document.getText() : undefined);
  return readAgain(project, path);
}
