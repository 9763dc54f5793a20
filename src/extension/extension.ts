/** The entry of the extension on a desktop and on a remote. */
import type * as vscode from 'vscode';
import { nodeHost } from './node-host.ts';
import { start, type MipitiApi } from './start.ts';

export type { MipitiApi } from './start.ts';

/** Called by the editor once; see `start`. */
export function activate(context: vscode.ExtensionContext): MipitiApi {
  return start(context, nodeHost(context.extensionUri));
}
