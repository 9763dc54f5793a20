/** NuGet: project files, packages.config, versions kept in Directory.Packages.props, and packages.lock.json. */
import type { ConfigurationNode } from '../configuration/configuration.ts';
import { readJson } from '../configuration/json.ts';
import { readXml } from '../configuration/xml.ts';
import type { Declaration, Ecosystem, LockFormat, ReadManifest, ReadSource, Requirement, UnreadFile } from './dependency.ts';
import type { SourceText } from '../sources.ts';
import { all, child, folderOf, membersIn, nameOf, textOf } from './values.ts';
import { nugetVersions } from './versions/nuget.ts';

const packagesLock: LockFormat = {
  file: 'packages.lock.json',
  above: false,
  read(source) {
    const read = readJson(source.file, source.text);
    if (!read.ok) return read;
    const packages = membersIn(child(read.documents[0], 'dependencies')).flatMap(({ value }) =>
      membersIn(value).flatMap(({ key, at, value: entry }) => {
        const version = textOf(child(entry, 'resolved'));
        return version === undefined ? [] : [{ name: key.toLowerCase(), version, at }];
      }),
    );
    return { ok: true, packages };
  },
};

export const nuget: Ecosystem = {
  title: 'NuGet',
  isManifest: (name) => /\.(cs|fs|vb)proj$|^(packages\.config|Directory\.(Packages|Build)\.props)$/i.test(name),
  fold: (name) => name.toLowerCase(),
  read: (source, read) => (nameOf(source.file).toLowerCase() === 'packages.config' ? readPackagesConfig(source) : readProject(source, read)),
  locksOf: (name) => (/proj$/i.test(name) ? [packagesLock] : []),
  versions: nugetVersions,
};

function readPackagesConfig(source: SourceText): ReadManifest | UnreadFile {
  const read = readXml(source.file, source.text);
  if (!read.ok) return read;
  const declarations = all(child(read.documents[0], 'packages'), 'package').map((entry): Declaration => ({
    name: (textOf(child(entry, '@id')) ?? '').toLowerCase(),
    at: child(entry, '@id') ?? entry,
    requirement: { kind: 'range', range: `[${textOf(child(entry, '@version')) ?? ''}]` },
    ...(textOf(child(entry, '@developmentDependency'))?.toLowerCase() === 'true' ? { development: 'a development dependency' } : {}),
  }));
  return { ok: true, declarations };
}

async function readProject(source: SourceText, read: ReadSource): Promise<ReadManifest | UnreadFile> {
  const parsed = readXml(source.file, source.text);
  if (!parsed.ok) return parsed;
  const project = child(parsed.documents[0], 'Project');
  const central = nameOf(source.file).toLowerCase() === 'directory.packages.props' ? undefined : await centralProject(source.file, read);
  const properties = new Map<string, string>();
  for (const group of [...all(central, 'PropertyGroup'), ...all(project, 'PropertyGroup')]) for (const { key, value } of membersIn(group)) properties.set(key.toLowerCase(), child(group, '@Condition') ?? child(value, '@Condition') ? '$(conditional)' : (textOf(value) ?? ''));
  const filled = (text: string | undefined): string | undefined => text?.replace(/\$\(([\w.-]+)\)/g, (whole, name: string) => properties.get(name.toLowerCase()) ?? whole);
  const given = new Map(entriesOf(central, 'PackageVersion').concat(entriesOf(central, 'GlobalPackageReference')).map(({ entry }) => [(textOf(child(entry, '@Include')) ?? '').toLowerCase(), attribute(entry, 'Version')] as const));

  const declarations = entriesOf(project, 'PackageReference').concat(entriesOf(project, 'GlobalPackageReference')).flatMap(({ entry, condition }): Declaration[] => {
    const written = textOf(child(entry, '@Include'));
    if (written === undefined) return [];
    const name = written.toLowerCase();
    return [
      {
        name,
        at: child(entry, '@Include') ?? entry,
        requirement: versionAs(filled(attribute(entry, 'VersionOverride') ?? attribute(entry, 'Version') ?? given.get(name))),
        ...(condition === undefined ? {} : { conditional: `stands under the condition ${condition}` }),
        ...(/^all$/i.test(attribute(entry, 'PrivateAssets') ?? '') ? { development: 'used by the build only' } : {}),
      },
    ];
  });
  const managed = entriesOf(project, 'PackageVersion').map(({ entry }): Declaration => ({ name: (textOf(child(entry, '@Include')) ?? '').toLowerCase(), at: child(entry, '@Include') ?? entry, requirement: versionAs(filled(attribute(entry, 'Version'))), managed: true }));
  return { ok: true, declarations: [...declarations, ...managed], ...(entriesOf(project, 'Import').length > 0 || child(project, 'Import') ? { hidden: `${source.file} imports other files that may add to it` } : {}) };
}

function entriesOf(project: ConfigurationNode | undefined, name: string): { readonly entry: ConfigurationNode; readonly condition: string | undefined }[] {
  return all(project, 'ItemGroup').flatMap((group) => all(group, name).map((entry) => ({ entry, condition: textOf(child(entry, '@Condition')) ?? textOf(child(group, '@Condition')) })));
}

function attribute(entry: ConfigurationNode, name: string): string | undefined {
  return textOf(child(entry, `@${name}`)) ?? textOf(child(entry, name));
}

function versionAs(version: string | undefined): Requirement {
  if (version === undefined || version === '') return { kind: 'computed', what: 'no version that this file gives' };
  return version.includes('$(') ? { kind: 'computed', what: version } : { kind: 'range', range: version };
}

/** The versions that a folder keeps for all projects below it; the nearest counts. */
async function centralProject(file: string, read: ReadSource): Promise<ConfigurationNode | undefined> {
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    const answer = await read(`${folder === '' ? '' : `${folder}/`}Directory.Packages.props`);
    const parsed = answer.ok ? readXml(answer.file, answer.text) : undefined;
    if (parsed) return parsed.ok ? child(parsed.documents[0], 'Project') : undefined;
    if (folder === '') return undefined;
  }
}
