/** The lock files of Poetry, uv, PDM and Pipenv. */
import { readJson } from '../configuration/json.ts';
import { readToml } from '../configuration/toml.ts';
import type { LockedPackage, LockFormat } from './dependency.ts';
import { foldedPythonName } from './python-requirement.ts';
import { all, child, membersIn, textOf } from './values.ts';

/** What comes from there need not be what its name says. */
const places = ['git', 'path', 'directory', 'editable', 'virtual', 'url', 'file'] as const;

export function pythonLock(file: string): LockFormat {
  return {
    file,
    above: false,
    read(source) {
      const read = readToml(source.file, source.text);
      if (!read.ok) return read;
      const packages = all(read.documents[0], 'package').map((entry): LockedPackage => {
        const from = child(entry, 'source');
        const kind = textOf(child(from, 'type'));
        // Poetry names the kind; uv has a key for it beside no kind; PDM writes it into the package.
        const foreign = kind === undefined ? (places.find((key) => child(from, key)) ?? places.find((key) => child(entry, key))) : places.find((key) => key === kind);
        return { name: foldedPythonName(textOf(child(entry, 'name')) ?? ''), version: textOf(child(entry, 'version')) ?? '', at: child(entry, 'version') ?? entry, ...(foreign === undefined ? {} : { elsewhere: foreign }) };
      });
      return { ok: true, packages };
    },
  };
}

export const pipfileLock: LockFormat = {
  file: 'Pipfile.lock',
  above: false,
  read(source) {
    const read = readJson(source.file, source.text);
    if (!read.ok) return read;
    const packages = ['default', 'develop'].flatMap((section) =>
      membersIn(child(read.documents[0], section)).map(({ key, at, value }): LockedPackage => {
        const version = textOf(child(value, 'version'))?.replace(/^==/, '');
        return { name: foldedPythonName(key), version: version ?? '', at, ...(version === undefined ? { elsewhere: 'no version' } : {}) };
      }),
    );
    return { ok: true, packages };
  },
};
