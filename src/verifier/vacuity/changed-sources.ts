/** Sources in which single files have another text, or are gone, without anybody writing to a disk. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { digestsOf } from '../file-digests.ts';
import type { NoSource, Sources, SourceText } from '../sources.ts';

/** `inner`, but for the files in `changed`: their text, or undefined for a file that is gone. */
export function changedSources(inner: Sources, changed: ReadonlyMap<string, string | undefined>): Sources {
  const gone: NoSource = { ok: false, refusal: 'file_missing' };
  return {
    async read(path): Promise<SourceText | NoSource> {
      const file = path.replace(/^(\.\/)+/, '');
      if (!changed.has(file)) return inner.read(path);
      const text = changed.get(file);
      return text === undefined ? gone : { ok: true, file, text, sha256: bytesToHex(sha256(utf8ToBytes(text))) };
    },
    async exists(path) {
      const file = path.replace(/^(\.\/)+/, '');
      if (!changed.has(file)) return inner.exists(path);
      return changed.get(file) === undefined ? gone : { ok: true, file };
    },
    async digest(path) {
      const file = path.replace(/^(\.\/)+/, '');
      if (!changed.has(file)) return inner.digest(path);
      const text = changed.get(file);
      return text === undefined ? gone : digestsOf(file, Buffer.from(text, 'utf8'));
    },
    async list(glob) {
      const found = await inner.list(glob);
      return found.ok ? { ...found, files: found.files.filter((file) => !changed.has(file) || changed.get(file) !== undefined) } : found;
    },
  };
}
