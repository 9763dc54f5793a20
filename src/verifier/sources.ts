/** The one door through which the verifier sees files: relative paths in, text or a stated refusal out. */

/** Why a path gave no text. Each is a value, never an exception. */
export type SourceRefusal =
  | 'file_missing'
  | 'not_a_file'
  | 'path_outside_root'
  | 'unreadable'
  | 'too_large'
  | 'binary';

export interface SourceText {
  readonly ok: true;
  /** Relative to the root, with `/`, in the exact case of the disk. */
  readonly file: string;
  readonly text: string;
  /** SHA-256, hex, of the bytes on disk or of the unsaved text in UTF-8. */
  readonly sha256: string;
}
export interface NoSource {
  readonly ok: false;
  readonly refusal: SourceRefusal;
  /** What a person should know beyond the refusal: the limit, the link, the system's own words. */
  readonly detail?: string;
}

export interface FoundFile {
  readonly ok: true;
  readonly file: string;
}

/** The digests of a file's bytes, hex. Of the unsaved text in UTF-8 where that counts. */
export interface FileDigests {
  readonly ok: true;
  readonly file: string;
  readonly sha256: string;
  readonly sha384: string;
  readonly sha512: string;
  /** What git names these bytes by: SHA-1 over a header and them. */
  readonly gitBlob: string;
}

export interface FoundFiles {
  readonly ok: true;
  readonly files: readonly string[];
  readonly complete: boolean;
  /** Links that the glob names, and links to folders below which it may name files. None is followed: this is for claims that must not overlook anything. */
  readonly links?: readonly string[];
}

/** A claim over more files than this is refused rather than half answered. */
export const maximumListed = 5000;

/** Files of one root. Implementations confine every path to it, links included, and hold to the size limit. */
export interface Sources {
  /** The text of a regular file. Unsaved text wins over the disk. */
  read(path: string): Promise<SourceText | NoSource>;
  /** Whether a regular file stands there, without reading it. */
  exists(path: string): Promise<FoundFile | NoSource>;
  /** The digests of a regular file that is no link, text or not, up to a limit far above that of texts. */
  digest(path: string): Promise<FileDigests | NoSource>;
  /**
   * The regular files that a glob names, sorted; never through links, never inside `.git` or a folder that tools fill
   * (`node_modules` and its like). `complete` is false when there are more than `maximumListed`.
   */
  list(glob: string): Promise<FoundFiles | NoSource>;
}
