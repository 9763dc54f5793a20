/** pyproject.toml as the standard, Poetry, uv and PDM write it, and Pipfile. */
import type { ConfigurationMember, ConfigurationNode } from '../configuration/configuration.ts';
import { readToml } from '../configuration/toml.ts';
import type { SourceText } from '../sources.ts';
import type { Declaration, ReadManifest, Requirement, UnreadFile } from './dependency.ts';
import { foldedPythonName, pythonRequirement } from './python-requirement.ts';
import { all, child, itemsOf, membersIn, textOf } from './values.ts';

type Why = Pick<Declaration, 'development' | 'remark'>;

export function readPyproject(source: SourceText): ReadManifest | UnreadFile {
  const read = readToml(source.file, source.text);
  if (!read.ok) return read;
  const root = read.documents[0];
  const project = child(root, 'project');
  const tool = child(root, 'tool');
  const elsewhere = new Map(membersIn(child(tool, 'uv', 'sources')).map(({ key, value }) => [foldedPythonName(key), sourceOf(value)]));
  const declarations = [
    ...listed(child(project, 'dependencies'), {}),
    ...membersIn(child(project, 'optional-dependencies')).flatMap(({ key, value }) => listed(value, { development: `installed with the extra ${key} only` })),
    ...membersIn(child(root, 'dependency-groups')).flatMap(({ key, value }) => listed(value, { development: `in the dependency group ${key} only` })),
    ...listed(child(tool, 'uv', 'dev-dependencies'), { development: 'a development dependency' }),
    ...membersIn(child(tool, 'pdm', 'dev-dependencies')).flatMap(({ value }) => listed(value, { development: 'a development dependency' })),
    ...tabled(child(tool, 'poetry', 'dependencies'), {}),
    ...tabled(child(tool, 'poetry', 'dev-dependencies'), { development: 'a development dependency' }),
    ...membersIn(child(tool, 'poetry', 'group')).flatMap(({ key, value }) => tabled(child(value, 'dependencies'), key === 'main' ? {} : { development: `in the dependency group ${key} only` })),
  ].map((declaration) => {
    const what = elsewhere.get(declaration.name);
    return what === undefined ? declaration : { ...declaration, requirement: { kind: 'elsewhere' as const, what } };
  });
  const dynamic = itemsOf(child(project, 'dynamic')).some((item) => textOf(item) === 'dependencies' || textOf(item) === 'optional-dependencies');
  return { ok: true, declarations, ...(dynamic ? { hidden: `${source.file} leaves its dependencies to its build` } : {}) };
}

export function readPipfile(source: SourceText): ReadManifest | UnreadFile {
  const read = readToml(source.file, source.text);
  if (!read.ok) return read;
  const root = read.documents[0];
  return { ok: true, declarations: [...tabled(child(root, 'packages'), {}), ...tabled(child(root, 'dev-packages'), { development: 'a development dependency' })] };
}

/** Requirements as texts; a group that takes in another one says nothing of its own. */
function listed(node: ConfigurationNode | undefined, why: Why): Declaration[] {
  return itemsOf(node).flatMap((item): Declaration[] => {
    const one = item.kind === 'scalar' ? pythonRequirement(item.readings[0]!) : undefined;
    return one ? [{ name: one.name, at: item, requirement: one.requirement, ...why, ...(one.marker === undefined ? {} : { remark: `it is installed where ${one.marker}` }) }] : [];
  });
}

function tabled(node: ConfigurationNode | undefined, why: Why): Declaration[] {
  return membersIn(node).flatMap((member): Declaration[] => (member.key === 'python' ? [] : declaredAs(member).map((requirement) => ({ name: foldedPythonName(member.key), at: member.at, requirement, ...why, ...remarkOf(member.value) }))));
}

function remarkOf(value: ConfigurationNode): Pick<Declaration, 'remark' | 'development'> {
  if (textOf(child(value, 'optional')) === 'true') return { development: 'installed with an extra only' };
  const marker = textOf(child(value, 'markers')) ?? textOf(child(value, 'platform')) ?? textOf(child(value, 'python'));
  return marker === undefined ? {} : { remark: `it is installed where ${marker}` };
}

/** Poetry can give a package several entries for several markers. */
function declaredAs({ value }: ConfigurationMember): Requirement[] {
  const entries = value.kind === 'list' ? value.items : [value];
  return entries.map((entry): Requirement => {
    const what = sourceOf(entry);
    if (what !== undefined) return { kind: 'elsewhere', what };
    const range = textOf(entry.kind === 'map' ? child(entry, 'version') : entry);
    return { kind: 'range', range: range === undefined || range.trim() === '' ? '*' : range.trim() };
  });
}

function sourceOf(entry: ConfigurationNode): string | undefined {
  if (entry.kind === 'list') return entry.items.map(sourceOf).find((what) => what !== undefined);
  for (const key of ['path', 'git', 'url', 'file', 'workspace'] as const) {
    const value = all(entry, key)[0];
    if (value) return `${key} ${textOf(value) ?? ''}`;
  }
  return undefined;
}
