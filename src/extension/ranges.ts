/** From our lines and columns, which count from 1, to the editor's, which count from 0. */
import * as vscode from 'vscode';
import type { CodeRange } from '../verifier/verdict.ts';

/** The editor's range; an empty one covers the rest of its line, so that it can be seen. */
export function rangeOf(range: CodeRange): vscode.Range {
  const { start, end } = range;
  const empty = start.line === end.line && start.column === end.column;
  return new vscode.Range(start.line - 1, start.column - 1, end.line - 1, empty ? Number.MAX_SAFE_INTEGER : end.column - 1);
}
