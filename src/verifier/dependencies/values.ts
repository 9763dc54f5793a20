/** Short ways through configuration that is read as a manifest. The last member of a name counts, as for its tools. */
import type { ConfigurationMember, ConfigurationNode } from '../configuration/configuration.ts';

export function child(node: ConfigurationNode | undefined, ...keys: readonly string[]): ConfigurationNode | undefined {
  let at = node;
  for (const key of keys) at = at?.kind === 'map' ? at.members.findLast((member) => member.key === key)?.value : undefined;
  return at;
}

export function membersIn(node: ConfigurationNode | undefined): readonly ConfigurationMember[] {
  if (node?.kind !== 'map') return [];
  return [...new Map(node.members.map((member) => [member.key, member])).values()];
}

/** All members of a name, for formats that repeat them; a list counts as its items. */
export function all(node: ConfigurationNode | undefined, key: string): readonly ConfigurationNode[] {
  if (node?.kind !== 'map') return [];
  return node.members.filter((member) => member.key === key).flatMap(({ value }) => (value.kind === 'list' ? value.items : [value]));
}

export function itemsOf(node: ConfigurationNode | undefined): readonly ConfigurationNode[] {
  return node?.kind === 'list' ? node.items : [];
}

/** The text of a scalar as written, templates included; undefined for everything else. */
export function textOf(node: ConfigurationNode | undefined): string | undefined {
  if (node?.kind === 'map') return textOf(node.text);
  return node?.kind === 'scalar' ? node.readings[0] : node?.kind === 'computed' ? node.written : undefined;
}

/** The parts of a path that climbs with `..`, seen from the root; undefined where it leaves the root. */
export function pathFrom(folder: string, relative: string): string | undefined {
  if (/^([A-Za-z]:|[\\/])/.test(relative)) return undefined;
  const segments = folder === '' ? [] : folder.split('/');
  for (const segment of relative.replaceAll('\\', '/').split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) return undefined;
    } else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

export function folderOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
}

export function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
