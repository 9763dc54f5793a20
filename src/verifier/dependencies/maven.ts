/** Maven: pom.xml with its properties, managed versions and the parents that lie in the repository. */
import type { ConfigurationNode } from '../configuration/configuration.ts';
import { readXml } from '../configuration/xml.ts';
import type { SourceText } from '../sources.ts';
import type { Declaration, Ecosystem, ReadSource, Requirement } from './dependency.ts';
import { all, child, folderOf, membersIn, nameOf, pathFrom, textOf } from './values.ts';
import { mavenVersions } from './versions/maven.ts';

interface Project {
  readonly source: SourceText;
  readonly node: ConfigurationNode | undefined;
}

/** Parents beyond this many were written by no person. */
const maximumParents = 8;

export const maven: Ecosystem = {
  title: 'Maven',
  isManifest: (name) => name === 'pom.xml' || name.endsWith('.pom'),
  fold: (name) => name,
  fits: (declared, claimed) => declared === claimed || (!claimed.includes(':') && declared.slice(declared.indexOf(':') + 1) === claimed),
  async read(source, read) {
    const parsed = readXml(source.file, source.text);
    if (!parsed.ok) return parsed;
    const own: Project = { source, node: child(parsed.documents[0], 'project') };
    const { chain, missing } = await withParents(own, read);
    // The nearest counts, for properties as for versions.
    const values = chain.flatMap(({ node }) => membersIn(child(node, 'properties')).map(({ key, value }) => [key, textOf(value) ?? ''] as const));
    const properties = new Map(values.reverse());
    for (const key of ['version', 'groupId', 'artifactId'] as const) {
      const value = chain.map(({ node }) => textOf(child(node, key)) ?? (key === 'artifactId' ? undefined : textOf(child(node, 'parent', key)))).find((text) => text !== undefined);
      if (value !== undefined) properties.set(`project.${key}`, value);
    }
    const filled = (text: string): string => text.replace(/\$\{([^}]*)\}/g, (whole, name: string) => properties.get(name) ?? whole);
    const resolved = (text: string | undefined): string | undefined => (text === undefined ? undefined : filled(filled(filled(text.trim()))));
    const nameIn = (dependency: ConfigurationNode): string => `${resolved(textOf(child(dependency, 'groupId'))) ?? ''}:${resolved(textOf(child(dependency, 'artifactId'))) ?? ''}`;

    const managed = chain.flatMap(({ node }) => all(child(node, 'dependencyManagement', 'dependencies'), 'dependency'));
    const imports = managed.some((dependency) => textOf(child(dependency, 'scope')) === 'import');
    const versionOf = (dependency: ConfigurationNode): Requirement => {
      const range = resolved(textOf(child(dependency, 'version')) ?? managed.map((one) => (nameIn(one) === nameIn(dependency) ? textOf(child(one, 'version')) : undefined)).find((text) => text !== undefined));
      if (range !== undefined && !range.includes('${')) return { kind: 'range', range };
      return { kind: 'computed', what: range ?? (imports ? 'a version that an imported list gives' : missing === undefined ? 'no version that this file gives' : `a version that the parent ${missing} may give`) };
    };
    const declared = (dependency: ConfigurationNode, project: Project, conditional?: string): Declaration => {
      const scope = resolved(textOf(child(dependency, 'scope')) ?? managed.map((one) => (nameIn(one) === nameIn(dependency) ? textOf(child(one, 'scope')) : undefined)).find((text) => text !== undefined));
      const system = textOf(child(dependency, 'systemPath'));
      return {
        name: nameIn(dependency),
        at: child(dependency, 'artifactId') ?? dependency,
        requirement: system === undefined ? versionOf(dependency) : { kind: 'elsewhere', what: system },
        ...(scope === 'test' ? { development: 'used by tests only' } : {}),
        ...(scope === 'provided' ? { remark: 'whatever runs it has to provide it' } : textOf(child(dependency, 'optional')) === 'true' ? { remark: 'it is optional for those who use this project' } : {}),
        ...(conditional === undefined ? {} : { conditional }),
        ...(project === own ? {} : { file: project.source }),
      };
    };
    const declarations = chain.flatMap((project) => [
      ...all(child(project.node, 'dependencies'), 'dependency').map((dependency) => declared(dependency, project)),
      ...all(child(project.node, 'dependencyManagement', 'dependencies'), 'dependency').map((dependency): Declaration => ({ ...declared(dependency, project), managed: true })),
    ]);
    const profiled = all(child(own.node, 'profiles'), 'profile').flatMap((profile) => all(child(profile, 'dependencies'), 'dependency').map((dependency) => declared(dependency, own, `belongs to the profile ${textOf(child(profile, 'id')) ?? ''}`)));
    return { ok: true, declarations: [...declarations, ...profiled], ...(missing === undefined ? {} : { hidden: `the parent ${missing} is not in the repository` }) };
  },
  locksOf: () => [],
  versions: mavenVersions,
};

/** The project and its parents, the nearest first, as far as they lie in the repository. */
async function withParents(own: Project, read: ReadSource): Promise<{ readonly chain: readonly Project[]; readonly missing: string | undefined }> {
  const chain = [own];
  for (let project = own; chain.length <= maximumParents; ) {
    const parent = child(project.node, 'parent');
    const artifact = textOf(child(parent, 'artifactId'));
    if (!parent || artifact === undefined) return { chain, missing: undefined };
    const relative = child(parent, 'relativePath') ? (textOf(child(parent, 'relativePath')) ?? '') : '../pom.xml';
    const path = relative === '' ? undefined : pathFrom(folderOf(project.source.file), relative.endsWith('.xml') || nameOf(relative).endsWith('.pom') ? relative : `${relative}/pom.xml`);
    const answer = path === undefined || chain.some(({ source }) => source.file === path) ? undefined : await read(path);
    const parsed = answer?.ok ? readXml(answer.file, answer.text) : undefined;
    const node = parsed?.ok ? child(parsed.documents[0], 'project') : undefined;
    if (!answer?.ok || !node || textOf(child(node, 'artifactId')) !== artifact) return { chain, missing: artifact };
    project = { source: answer, node };
    chain.push(project);
  }
  return { chain, missing: 'of its parents' };
}
