/** What the params of an assertion may be, looked up in the folder: its files, and the names in them. */
import { join, relative } from 'node:path';
import * as vscode from 'vscode';
import type { FormContext } from '../../project/modelling/forms.ts';
import { namesIn } from '../../project/modelling/suggestions.ts';
import type { WorkingModel } from './edit-model.ts';

const mostFiles = 5000;

/** Paths are relative to the root of the repository that holds the model. Unsaved text of a file counts. */
export function suggestionsIn({ folder, snapshot }: WorkingModel): NonNullable<FormContext['suggest']> {
  const { root } = snapshot.repository;
  return async (parameter, answers) => {
    if (parameter.kind === 'path') {
      const files = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, '**/*'), '**/{node_modules,.git,.mipiti}/**', mostFiles);
      const paths = files.map((uri) => relative(root, uri.fsPath).replaceAll('\\', '/')).filter((path) => !path.startsWith('..') && !/\.threatmodel\.ya?ml$/.test(path));
      return paths.sort().map((path) => ({ value: path, label: path }));
    }
    const file = answers['params.file'];
    if (typeof file !== 'string') return [];
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(join(root, ...file.split('/'))));
    return namesIn(document.getText(), parameter.name === 'callee' || parameter.name === 'decorator' ? 'called' : 'defined');
  };
}
