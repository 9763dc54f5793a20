/** Files of a folder on this disk, confined to it. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import type { Stats } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { plainPath } from './confinement.ts';
import { digestsOf } from './file-digests.ts';
import { FolderNames } from './folder-names.ts';
import { listFiles } from './list-files.ts';
import { decodeText, defaultMaximumBytes, maximumDigestedBytes, refused, tooLarge } from './source-text.ts';
import type { NoSource, Sources, SourceText } from './sources.ts';

export { defaultMaximumBytes } from './source-text.ts';

export interface FileSourcesOptions {
  /** The text of an editor's buffer for a path relative to the root, or undefined where the disk counts. */
  readonly unsaved?: (path: string) => string | undefined;
  /** Defaults to `defaultMaximumBytes`. */
  readonly maximumBytes?: number;
}

type Located = { readonly ok: true; readonly file: string; readonly real: string; readonly stats: Stats } | NoSource;

/**
 * Sources over `root`, a folder's path; the root itself may be a link. Links inside are followed for reading while they
 * stay inside; a link is no regular file for `exists`. What is opened is compared with what was checked.
 */
export function fileSources(root: string, options: FileSourcesOptions = {}): Sources {
  const maximumBytes = options.maximumBytes ?? defaultMaximumBytes;
  const read = async (path: string): Promise<SourceText | NoSource> => {
    const plain = plainPath(path);
    if (!plain.ok) return refused('path_outside_root', plain.detail);
    const file = plain.segments.join('/');
    const located = await locate(root, plain.segments);
    const unsaved = options.unsaved?.(file);
    if (unsaved !== undefined && (located.ok || located.refusal === 'file_missing')) {
      return textOfBytes(file, Buffer.from(unsaved, 'utf8'), maximumBytes);
    }
    if (!located.ok) return located;
    if (located.stats.size > maximumBytes) return tooLarge(located.stats.size, maximumBytes);
    const bytes = await bytesOf(located.real, located.stats, maximumBytes);
    return Buffer.isBuffer(bytes) ? textOfBytes(located.file, bytes, maximumBytes) : bytes;
  };
  return {
    read,
    async exists(path) {
      const plain = plainPath(path);
      if (!plain.ok) return refused('path_outside_root', plain.detail);
      const located = await locate(root, plain.segments);
      if (!located.ok) return located;
      const own = await lstat(join(root, ...plain.segments)).catch(() => undefined);
      return own?.isSymbolicLink() ? refused('not_a_file', 'It is a symbolic link.') : { ok: true, file: located.file };
    },
    async digest(path) {
      const plain = plainPath(path);
      if (!plain.ok) return refused('path_outside_root', plain.detail);
      const file = plain.segments.join('/');
      const located = await locate(root, plain.segments);
      const unsaved = options.unsaved?.(file);
      if (unsaved !== undefined && (located.ok || located.refusal === 'file_missing')) return digestsOf(file, Buffer.from(unsaved, 'utf8'));
      if (!located.ok) return located;
      const own = await lstat(join(root, ...plain.segments)).catch(() => undefined);
      if (own?.isSymbolicLink()) return refused('not_a_file', 'It is a symbolic link.');
      if (located.stats.size > maximumDigestedBytes) return tooLarge(located.stats.size, maximumDigestedBytes);
      const bytes = await bytesOf(located.real, located.stats, maximumDigestedBytes);
      return Buffer.isBuffer(bytes) ? digestsOf(located.file, bytes) : bytes;
    },
    async list(glob) {
      const plain = plainPath(glob);
      return plain.ok ? listFiles(root, plain.segments) : refused('path_outside_root', plain.detail);
    },
  };
}

/** Finds the real path of a regular file, inside the root, in the exact case of the disk. */
async function locate(root: string, segments: readonly string[]): Promise<Located> {
  try {
    const realRoot = await realpath(root);
    const real = await realpath(join(realRoot, ...segments));
    const inside = realRoot.endsWith(sep) ? realRoot : realRoot + sep;
    if (!real.startsWith(inside)) return refused('path_outside_root', 'A link leads out of the repository.');
    const otherCase = await differentCase(realRoot, segments);
    if (otherCase !== undefined) return refused('file_missing', `The disk has ${otherCase}.`);
    const stats = await lstat(real);
    if (!stats.isFile()) return refused('not_a_file', stats.isDirectory() ? 'It is a folder.' : 'It is neither a file nor a folder.');
    return { ok: true, file: segments.join('/'), real, stats };
  } catch (error) {
    return systemRefusal(error, root, segments);
  }
}

async function systemRefusal(error: unknown, root: string, segments: readonly string[]): Promise<NoSource> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code !== 'ENOENT' && code !== 'ENOTDIR') return refused('unreadable', `The system says ${code || String(error)}.`);
  const otherCase = await differentCase(root, segments);
  return refused('file_missing', otherCase === undefined ? undefined : `The disk has ${otherCase}.`);
}

const folderNames = new FolderNames();

/** The path as the disk spells it when only upper and lower case differ; undefined when it is the same or not there. */
async function differentCase(root: string, segments: readonly string[]): Promise<string | undefined> {
  const folders = segments.map((_, depth) => folderNames.in(join(root, ...segments.slice(0, depth))));
  if ((await Promise.all(folders)).every((names, depth) => names.has(segments[depth]!))) return undefined;
  const found: string[] = [];
  for (const segment of segments) {
    const names = await folderNames.in(join(root, ...found));
    const match = names.has(segment) ? segment : [...names].find((name) => name.toLowerCase() === segment.toLowerCase());
    if (match === undefined) return undefined;
    found.push(match);
  }
  return found.every((name, index) => name === segments[index]) ? undefined : found.join('/');
}

/** A flag of `open`, or nothing where the system does not have it. */
function flagOf(name: 'O_NOFOLLOW' | 'O_NONBLOCK'): number {
  return (constants as Readonly<Record<string, number>>)[name] ?? 0;
}

/** Opens without following a link or waiting for a pipe's other end, and makes sure that it is still the same file. */
async function bytesOf(real: string, expected: Stats, maximumBytes: number): Promise<Buffer | NoSource> {
  try {
    const handle = await open(real, constants.O_RDONLY | flagOf('O_NOFOLLOW') | flagOf('O_NONBLOCK'));
    try {
      const stats = await handle.stat();
      if (!stats.isFile() || stats.dev !== expected.dev || stats.ino !== expected.ino) return refused('unreadable', 'It changed while it was opened.');
      const buffer = Buffer.allocUnsafe(Math.min(stats.size, maximumBytes) + 1);
      let length = 0;
      while (length < buffer.length) {
        const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return length > maximumBytes ? tooLarge(length, maximumBytes) : buffer.subarray(0, length);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return refused('unreadable', `The system says ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}.`);
  }
}

/** Text of bytes of this machine; see `decodeText`. */
export function textOfBytes(file: string, bytes: Buffer, maximumBytes: number): SourceText | NoSource {
  return decodeText(file, bytes, maximumBytes, (hashed) => createHash('sha256').update(hashed).digest('hex'));
}
