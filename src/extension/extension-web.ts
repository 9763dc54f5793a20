/** The entry of the extension in a browser. */
import type * as vscode from 'vscode';
import { start, type MipitiApi } from './start.ts';
import { webHost } from './web/web-host.ts';

/** Called by the editor once; see `start`. */
export function activate(context: vscode.ExtensionContext): MipitiApi {
  return start(context, webHost(context.extensionUri));
}
