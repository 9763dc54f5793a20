/** The host of a desktop or a remote: it reads disks, starts threads, and asks git. */
import * as vscode from 'vscode';
import type { Host } from './host.ts';

export function nodeHost(extensionUri: vscode.Uri): Host {
  return {
    hasProcesses: true,
    async checker() {
      const { nodeChecker } = await import('../project/node-checker.ts');
      return nodeChecker(new URL(vscode.Uri.joinPath(extensionUri, 'dist', 'verifier-worker.cjs').toString(true)));
    },
    async openFolder(folder) {
      if (folder.scheme === 'file') return { root: folder.fsPath, disk: (await import('../project/node-disk.ts')).nodeDisk };
      const { editorDisk, editorRoot } = await import('./editor-disk.ts');
      return { root: editorRoot(folder), disk: editorDisk(folder) };
    },
    async newModel(folder, title) {
      if (folder.scheme === 'file') return (await (await import('../project/init.ts')).newModel(folder.fsPath, title)).file;
      return (await import('./editor-new-model.ts')).newModelIn(folder, title);
    },
    generator: () => import('../project/generate/generate-model.ts'),
    async testPorts(run) {
      const { testPorts } = await import('../project/run-tests.ts');
      // Node is the one of the user's PATH: the process of this extension is the editor's own.
      return testPorts({ run: { ...run, node: 'node' } });
    },
  };
}
