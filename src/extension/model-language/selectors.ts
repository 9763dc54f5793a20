/** Which documents are ours to speak about: those of a folder, wherever it lies. A document outside of every folder has no model. */
import type * as vscode from 'vscode';
import { isModelFile } from '../../project/model-names.ts';

export const modelFiles: vscode.DocumentSelector = [{ scheme: 'file', pattern: '**/*.threatmodel.{yaml,yml}' }, { scheme: '*', pattern: '**/*.threatmodel.{yaml,yml}' }];
export const allFiles: vscode.DocumentSelector = [{ scheme: 'file' }, { scheme: '*' }];

export function isModelDocument({ uri }: vscode.TextDocument): boolean {
  return isModelFile(uri.path);
}
