/** What names a model file, and where none is sought. */
import { sep } from 'node:path';

/** Folders that hold other people's code or what a build makes. */
export const skippedFolders = new Set(['node_modules', 'dist', 'build', 'out', 'target', 'vendor', '__pycache__', 'venv', 'site-packages']);
export const maximumFolders = 50_000;
export const maximumDepth = 12;

/** Whether a path names a model file. */
export function isModelFile(path: string): boolean {
  return /\.threatmodel\.ya?ml$/.test(path);
}

/** A path of this system as models write it. */
export function withSlashes(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}
