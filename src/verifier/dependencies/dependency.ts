/** What every ecosystem's manifests and lock files are read into. */
import type { Span } from '../code/code.ts';
import type { NoSource, SourceText } from '../sources.ts';
import type { VersionScheme } from './versions/version-scheme.ts';

/** Which versions a manifest takes. */
export type Requirement =
  /** As the ecosystem writes ranges. */
  | { readonly kind: 'range'; readonly range: string }
  /** A lock file can say it, the manifest does not: a property, a tag, a package of the same workspace. */
  | { readonly kind: 'computed'; readonly what: string }
  /** The package stands there under another name. */
  | { readonly kind: 'alias'; readonly what: string }
  /** A folder, an address, a branch: what comes from there need not be what its name says. */
  | { readonly kind: 'elsewhere'; readonly what: string };

export interface Declaration {
  /** The name as registries compare it. */
  readonly name: string;
  readonly at: Span;
  readonly requirement: Requirement;
  /** Why it is not there at run time, as the rest of a sentence that begins with "it is". */
  readonly development?: string;
  /** What a reader of the answer should know. */
  readonly remark?: string;
  /** Why it may not count at all, as the rest of a sentence that begins with "it". */
  readonly conditional?: string;
  /** It only gives versions to dependencies that others declare. */
  readonly managed?: true;
  /** Where it stands, when that is a file which the manifest takes in. */
  readonly file?: SourceText;
}

export interface ReadManifest {
  readonly ok: true;
  readonly declarations: readonly Declaration[];
  /** What may declare more than can be read, as a sentence. */
  readonly hidden?: string;
}
export interface UnreadFile {
  readonly ok: false;
  readonly reason: 'parse_error' | 'duplicate_key' | 'too_large' | 'unknown_language';
  readonly details: string;
  readonly at?: Span;
}

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly at: Span;
  /** It does not come from a registry. */
  readonly elsewhere?: string;
}

/** What a lock file says of one declaration. */
export type LockAnswer =
  | { readonly kind: 'locked'; readonly packages: readonly LockedPackage[] }
  /** It was written for another manifest than this one. */
  | { readonly kind: 'unrelated' }
  /** As the rest of a sentence that begins with the name of the file. */
  | { readonly kind: 'out_of_date'; readonly why: string };

export interface ReadLock {
  readonly ok: true;
  readonly packages: readonly LockedPackage[];
  /** Left out where every package of the name answers. `folder` is that of the manifest, seen from the lock file. */
  resolve?(declaration: Declaration, folder: string): LockAnswer;
}

export interface LockFormat {
  readonly file: string;
  /** Whether the lock file of a folder further up may be meant. */
  readonly above: boolean;
  read(source: SourceText): ReadLock | UnreadFile;
}

/** Reads a file relative to the root; each answer becomes something that the verdict rests on. */
export type ReadSource = (path: string) => Promise<SourceText | NoSource>;

export interface Ecosystem {
  readonly title: string;
  /** Whether a file of this name, without folders, is a manifest. */
  isManifest(name: string): boolean;
  /** Names that registries take for the same become the same. */
  fold(name: string): string;
  /** Whether a declared name is the one that is claimed; left out where they must be equal. */
  fits?(declared: string, claimed: string): boolean;
  read(source: SourceText, read: ReadSource): Promise<ReadManifest | UnreadFile> | ReadManifest | UnreadFile;
  locksOf(name: string): readonly LockFormat[];
  readonly versions: VersionScheme;
}
