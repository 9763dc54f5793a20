/** The host of a browser: no process, no disk, one worker; everything is read through the editor. */
import * as vscode from 'vscode';
import type { LibraryText } from '../../generation/library.ts';
import { poolChecker } from '../../project/pool-checker.ts';
import { VerifierPool } from '../../verifier/pool.ts';
import { webThreads } from '../../verifier/web-thread.ts';
import { editorDisk, editorRoot } from '../editor-disk.ts';
import { newModelIn } from '../editor-new-model.ts';
import type { Host } from '../host.ts';

export function webHost(extensionUri: vscode.Uri): Host {
  const load = async (file: string): Promise<Uint8Array> => vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', ...file.split('/')));
  return {
    hasProcesses: false,
    checker: () => Promise.resolve(poolChecker(new VerifierPool({ start: webThreads('verifier-web-worker.cjs', load), size: 1 }))),
    openFolder: (folder) => Promise.resolve({ root: editorRoot(folder), disk: editorDisk(folder) }),
    newModel: newModelIn,
    async generator() {
      const { generateModel, modelFileOf, nameFor } = await import('../../project/generate/generate-model.ts');
      const builtIn = JSON.parse(new TextDecoder().decode(await load('library.json'))) as readonly LibraryText[];
      return { generateModel: (request, context) => generateModel(request, { ...context, builtIn }), modelFileOf, nameFor };
    },
  };
}
