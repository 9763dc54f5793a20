/** The lock files of npm and pnpm. */
import type { ConfigurationNode } from '../configuration/configuration.ts';
import { readJson } from '../configuration/json.ts';
import { readYaml } from '../configuration/yaml.ts';
import type { Declaration, LockAnswer, LockedPackage, LockFormat } from './dependency.ts';
import { child, membersIn, textOf } from './values.ts';

const sections = ['dependencies', 'optionalDependencies', 'peerDependencies', 'devDependencies'] as const;

export function packageLock(file: string): LockFormat {
  return {
    file,
    above: true,
    read(source) {
      const read = readJson(source.file, source.text);
      if (!read.ok) return read;
      const root = read.documents[0];
      const entries = new Map(membersIn(child(root, 'packages')).map((member) => [member.key, member]));
      if (entries.size === 0) return { ok: true, packages: membersIn(child(root, 'dependencies')).map(({ key, at, value }) => lockedIn(key, value, at)) };
      const named = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const packages = [...entries].flatMap(([path, { value, at }]) => (path.includes('node_modules/') ? [lockedIn(named(path), value, at)] : []));
      const resolve = ({ name }: Declaration, folder: string): LockAnswer => {
        const owner = entries.get(folder);
        if (!owner) return { kind: 'unrelated' };
        // A range that was changed since does no harm while it takes what is locked, which the check asks later.
        if (!sections.some((section) => child(owner.value, section, name))) return { kind: 'out_of_date', why: `does not know that the manifest asks for ${name}` };
        for (let at = folder; ; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '') {
          const path = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
          const entry = entries.get(path);
          if (entry) return { kind: 'locked', packages: [lockedIn(name, entry.value, entry.at)] };
          if (at === '') return { kind: 'out_of_date', why: `does not hold ${name}` };
        }
      };
      return { ok: true, packages, resolve };
    },
  };
}

/** An entry under the name of a folder; it may say that another package lies in it. */
function lockedIn(name: string, entry: ConfigurationNode, at: LockedPackage['at']): LockedPackage {
  const resolved = textOf(child(entry, 'resolved'));
  const other = textOf(child(entry, 'name'));
  const elsewhere = textOf(child(entry, 'link')) === 'true' ? `a link to ${resolved ?? 'a folder'}` : resolved !== undefined && /^(git|file:|\.)/.test(resolved) ? resolved : other !== undefined && other !== name ? `the package ${other}` : undefined;
  return { name: other ?? name, version: textOf(child(entry, 'version')) ?? '', at, ...(elsewhere === undefined || (other !== undefined && other !== name) ? {} : { elsewhere }) };
}

export const pnpmLock: LockFormat = {
  file: 'pnpm-lock.yaml',
  above: true,
  read(source) {
    const read = readYaml(source.file, source.text);
    if (!read.ok) return read;
    const root = read.documents.at(-1);
    const packages = membersIn(child(root, 'packages')).flatMap(({ key, at, value }): LockedPackage[] => {
      const named = /^\/?((?:@[^/@]+\/)?[^/@]+)[@/](\d[^(_/]*)/.exec(key);
      const tarball = textOf(child(value, 'resolution', 'tarball')) ?? textOf(child(value, 'resolution', 'repo')) ?? textOf(child(value, 'resolution', 'directory'));
      return named ? [{ name: named[1]!, version: named[2]!, at, ...(tarball === undefined ? {} : { elsewhere: tarball }) }] : [];
    });
    const importers = child(root, 'importers');
    const resolve = ({ name, requirement }: Declaration, folder: string): LockAnswer => {
      const owner = importers ? child(importers, folder === '' ? '.' : folder) : folder === '' ? root : undefined;
      if (!owner) return { kind: 'unrelated' };
      const entry = sections.map((section) => child(owner, section, name)).find((found) => found !== undefined);
      if (!entry) return { kind: 'out_of_date', why: `does not hold ${name}` };
      const specifier = textOf(child(entry, 'specifier')) ?? textOf(child(owner, 'specifiers', name));
      if (requirement.kind === 'range' && specifier !== undefined && specifier !== requirement.range) return { kind: 'out_of_date', why: `was written when the manifest asked for ${name} ${specifier}` };
      const written = textOf(child(entry, 'version')) ?? textOf(entry) ?? '';
      const version = /^(?:\/(?:@[^/]+\/)?[^/]+\/)?(\d[^(_/]*)/.exec(written)?.[1];
      return { kind: 'locked', packages: [{ name, version: version ?? '', at: entry, ...(version === undefined ? { elsewhere: written } : {}) }] };
    };
    return { ok: true, packages, resolve };
  },
};
