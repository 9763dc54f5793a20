/** Cargo: Cargo.toml with its tables for targets, renames and workspaces, and Cargo.lock. */
import type { ConfigurationMember, ConfigurationNode } from '../configuration/configuration.ts';
import { readToml } from '../configuration/toml.ts';
import type { Declaration, Ecosystem, LockFormat, ReadSource, Requirement } from './dependency.ts';
import { all, child, folderOf, membersIn, textOf } from './values.ts';
import { cargoVersions } from './versions/semantic.ts';

const sections: readonly (readonly [section: string, development: string | undefined])[] = [
  ['dependencies', undefined],
  ['dev-dependencies', 'a development dependency'],
  ['dev_dependencies', 'a development dependency'],
  ['build-dependencies', 'used by the build only'],
  ['build_dependencies', 'used by the build only'],
];

const cargoLock: LockFormat = {
  file: 'Cargo.lock',
  above: true,
  read(source) {
    const read = readToml(source.file, source.text);
    if (!read.ok) return read;
    const packages = all(read.documents[0], 'package').map((entry) => {
      const from = textOf(child(entry, 'source'));
      return { name: textOf(child(entry, 'name')) ?? '', version: textOf(child(entry, 'version')) ?? '', at: child(entry, 'name') ?? entry, ...(from?.startsWith('registry+') || from?.startsWith('sparse+') ? {} : { elsewhere: from ?? 'a folder of the workspace' }) };
    });
    return { ok: true, packages };
  },
};

export const cargo: Ecosystem = {
  title: 'Cargo',
  isManifest: (name) => name === 'Cargo.toml',
  // The registry takes dashes and underlines for the same when names are given out, but not when they are looked up.
  fold: (name) => name,
  async read(source, read) {
    const parsed = readToml(source.file, source.text);
    if (!parsed.ok) return parsed;
    const root = parsed.documents[0]!;
    const inherits = /\bworkspace\b/.test(source.text);
    const shared = child(root, 'workspace', 'dependencies') ?? (inherits ? await sharedDependencies(source.file, read) : undefined);
    const tables: readonly (readonly [ConfigurationNode, string | undefined])[] = [[root, undefined], ...membersIn(child(root, 'target')).map(({ key, value }) => [value, key] as const)];
    const declarations = tables.flatMap(([table, target]) =>
      sections.flatMap(([section, development]) => membersIn(child(table, section)).map((member) => declared(member, shared, development, target))),
    );
    const managed = membersIn(child(root, 'workspace', 'dependencies')).map((member): Declaration => ({ ...declared(member, undefined, undefined, undefined), managed: true }));
    return { ok: true, declarations: [...declarations, ...managed] };
  },
  locksOf: () => [cargoLock],
  versions: cargoVersions,
};

/** The dependencies that the workspace of a folder above gives to its members. */
async function sharedDependencies(file: string, read: ReadSource): Promise<ConfigurationNode | undefined> {
  for (let folder = folderOf(file); folder !== ''; ) {
    folder = folderOf(folder);
    const above = await read(folder === '' ? 'Cargo.toml' : `${folder}/Cargo.toml`);
    const parsed = above.ok ? readToml(above.file, above.text) : undefined;
    const shared = parsed?.ok ? child(parsed.documents[0], 'workspace', 'dependencies') : undefined;
    if (shared) return shared;
  }
  return undefined;
}

function declared({ key, at, value }: ConfigurationMember, shared: ConfigurationNode | undefined, development: string | undefined, target: string | undefined): Declaration {
  const inherited = textOf(child(value, 'workspace')) === 'true' ? child(shared, key) : undefined;
  const name = textOf(child(value, 'package')) ?? textOf(child(inherited, 'package')) ?? key;
  const remarks = [name === key ? undefined : `it is called ${key} there`, target === undefined ? undefined : `it is used where ${target}`, textOf(child(value, 'optional')) === 'true' ? 'it is optional: a feature turns it on' : undefined].filter((remark) => remark !== undefined);
  return { name, at, requirement: requirementOf(inherited ?? value), ...(development === undefined ? {} : { development }), ...(remarks.length === 0 ? {} : { remark: remarks.join('; ') }) };
}

function requirementOf(value: ConfigurationNode): Requirement {
  for (const key of ['path', 'git', 'registry'] as const) {
    const place = textOf(child(value, key));
    if (place !== undefined) return { kind: 'elsewhere', what: `${key} ${place}` };
  }
  const range = textOf(value.kind === 'map' ? child(value, 'version') : value);
  if (range !== undefined) return { kind: 'range', range };
  return textOf(child(value, 'workspace')) === 'true' ? { kind: 'computed', what: 'what its workspace says' } : { kind: 'range', range: '*' };
}
