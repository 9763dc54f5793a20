/** Folders that only the editor reaches, as a disk: a repository on a server, a folder of a remote seen from a browser. Nothing is run. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as vscode from 'vscode';
import type { Disk } from '../project/disk.ts';
import { isModelFile, maximumDepth, maximumFolders, skippedFolders } from '../project/model-names.ts';
import { originIn, type Repository } from '../project/repository.ts';
import { plainPath } from '../verifier/confinement.ts';
import { digestsOf } from '../verifier/file-digests.ts';
import { filledByTools } from '../verifier/filled-by-tools.ts';
import { globMatcher } from '../verifier/glob.ts';
import { decodeText, defaultMaximumBytes, maximumDigestedBytes, refused, tooLarge } from '../verifier/source-text.ts';
import { maximumListed, type NoSource, type Sources } from '../verifier/sources.ts';

/** The root of a project in a folder of the editor: the path of its address. */
export function editorRoot(folder: vscode.Uri): string {
  return folder.path.replace(/\/+$/, '') || '/';
}

/** A disk over the file system that serves `folder`; its paths are paths of addresses. Commits cannot be asked for. */
export function editorDisk(folder: vscode.Uri): Disk {
  const at = (path: string): vscode.Uri => folder.with({ path });
  const inside = (root: string, path: string): vscode.Uri => at(`${root === '/' ? '' : root}/${path}`);
  return {
    modelFiles: (root) => findModels(at(root)),
    async readModel(root, path, maximumSize) {
      const uri = inside(root, path);
      try {
        const { size } = await vscode.workspace.fs.stat(uri);
        // A larger file is not read: its length alone makes the parser say so.
        return size > 4 * maximumSize ? ' '.repeat(maximumSize + 1) : new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    repositoryOf: (file, projectRoot) => repositoryOf(file, projectRoot, at),
    sources: (root, unsaved) => editorSources(at(root), unsaved),
  };
}

async function findModels(root: vscode.Uri): Promise<readonly string[]> {
  const found: string[] = [];
  let folders = 0;
  const visit = async (folder: string, depth: number): Promise<void> => {
    if (depth > maximumDepth || ++folders > maximumFolders) return;
    const uri = folder === '' ? root : vscode.Uri.joinPath(root, folder);
    for (const [name, type] of folder === '' ? await vscode.workspace.fs.readDirectory(uri) : await entriesOf(uri)) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (type === vscode.FileType.File && isModelFile(name)) found.push(path);
      else if (type === vscode.FileType.Directory && !name.startsWith('.') && !skippedFolders.has(name)) await visit(path, depth + 1);
    }
  };
  await visit('', 0);
  return found.sort();
}

/** The nearest ancestor with `.git` that the folder shows; of a repository on a server, the folder itself is one. */
async function repositoryOf(file: string, projectRoot: string, at: (path: string) => vscode.Uri): Promise<Repository> {
  for (let folder = parentOf(file); folder.startsWith(projectRoot); folder = parentOf(folder)) {
    try {
      const config = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(at(folder), '.git', 'config')));
      const name = originIn(config);
      return { root: folder, hasGit: true, ...(name === undefined ? {} : { name }) };
    } catch {
      // Without one the search goes on above.
    }
    if (folder === projectRoot || folder === '/') break;
  }
  const { authority, path, scheme } = at(projectRoot);
  const served = scheme === 'vscode-vfs' && authority.startsWith('github') ? /^\/([^/]+\/[^/]+)$/.exec(path)?.[1] : undefined;
  return { root: projectRoot, hasGit: false, ...(served === undefined ? {} : { name: served }) };
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

/** Sources over the editor's file system. A link is followed nowhere: where it leads cannot be found out here. */
function editorSources(root: vscode.Uri, unsaved: (path: string) => string | undefined): Sources {
  const find = async (path: string): Promise<{ readonly ok: true; readonly file: string; readonly uri: vscode.Uri } | NoSource> => {
    const plain = plainPath(path);
    if (!plain.ok) return refused('path_outside_root', plain.detail);
    let uri = root;
    for (const [index, segment] of plain.segments.entries()) {
      const entries = await entriesOf(uri);
      const entry = entries.find(([name]) => name === segment);
      if (!entry) {
        const other = entries.find(([name]) => name.toLowerCase() === segment.toLowerCase())?.[0];
        return refused('file_missing', other === undefined ? undefined : `The disk has ${[...plain.segments.slice(0, index), other].join('/')}.`);
      }
      const [, type] = entry;
      if ((type & vscode.FileType.SymbolicLink) !== 0) return refused('not_a_file', 'It is a symbolic link, or lies behind one; those are not followed here.');
      const last = index === plain.segments.length - 1;
      if (type !== (last ? vscode.FileType.File : vscode.FileType.Directory)) return refused(last ? 'not_a_file' : 'file_missing', last ? 'It is a folder.' : undefined);
      uri = vscode.Uri.joinPath(uri, segment);
    }
    return { ok: true, file: plain.segments.join('/'), uri };
  };
  const bytesOf = async (path: string, limit: number): Promise<{ readonly ok: true; readonly file: string; readonly bytes: Uint8Array } | NoSource> => {
    const found = await find(path);
    const plain = plainPath(path);
    const typed = plain.ok ? unsaved(plain.segments.join('/')) : undefined;
    if (typed !== undefined && plain.ok && (found.ok || found.refusal === 'file_missing')) return { ok: true, file: plain.segments.join('/'), bytes: new TextEncoder().encode(typed) };
    if (!found.ok) return found;
    try {
      const { size } = await vscode.workspace.fs.stat(found.uri);
      if (size > limit) return tooLarge(size, limit);
      const bytes = await vscode.workspace.fs.readFile(found.uri);
      return bytes.length > limit ? tooLarge(bytes.length, limit) : { ok: true, file: found.file, bytes };
    } catch (error) {
      return refused('unreadable', `The editor says ${error instanceof Error ? error.message : String(error)}.`);
    }
  };
  return {
    async read(path) {
      const found = await bytesOf(path, defaultMaximumBytes);
      return found.ok ? decodeText(found.file, found.bytes, defaultMaximumBytes, (bytes) => bytesToHex(sha256(bytes))) : found;
    },
    async exists(path) {
      const found = await find(path);
      return found.ok ? { ok: true, file: found.file } : found;
    },
    async digest(path) {
      const found = await bytesOf(path, maximumDigestedBytes);
      return found.ok ? digestsOf(found.file, found.bytes) : found;
    },
    async list(glob) {
      const plain = plainPath(glob);
      if (!plain.ok) return refused('path_outside_root', plain.detail);
      const matches = globMatcher(plain.segments.join('/'));
      const firstWild = plain.segments.findIndex((segment) => /[*?[\]{}()!+@]/.test(segment));
      const files: string[] = [];
      const links: string[] = [];
      const open = [plain.segments.slice(0, firstWild < 0 ? plain.segments.length - 1 : firstWild)];
      for (let folder = open.pop(); folder && files.length <= maximumListed; folder = open.pop()) {
        for (const [name, type] of await entriesOf(vscode.Uri.joinPath(root, ...folder))) {
          const path = [...folder, name];
          if ((type & vscode.FileType.SymbolicLink) !== 0) {
            // What a link to a folder hides cannot be looked at, so it is told like one that the glob names.
            if (links.length < maximumListed) links.push(path.join('/'));
          } else if (type === vscode.FileType.Directory && !filledByTools.has(name)) open.push(path);
          else if (type === vscode.FileType.File && matches(path.join('/'))) files.push(path.join('/'));
        }
      }
      return { ok: true, files: files.sort().slice(0, maximumListed), complete: files.length <= maximumListed, ...(links.length > 0 ? { links: links.sort() } : {}) };
    },
  };
}

async function entriesOf(folder: vscode.Uri): Promise<readonly [string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    // A folder that cannot be read has no files.
    return [];
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
}
