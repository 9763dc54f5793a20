/** Every scalar of a configuration file, with the key that it stands under. */
import type { ConfigurationNode, ReadConfiguration } from '../configuration/configuration.ts';
import type { NamedText } from './strings-of-code.ts';
import { tellingName } from './telling-names.ts';

/** Scalars of all documents. Of a list, each item has the key of the list; of a pair of name and value, the value has the name. */
export function stringsOfConfiguration({ documents }: ReadConfiguration, text: string): readonly NamedText[] {
  const found: NamedText[] = [];
  const open: { readonly node: ConfigurationNode; readonly name: string | undefined }[] = documents.map((node) => ({ node, name: undefined }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, name } = next;
    if (node.kind === 'scalar') {
      if (node.type !== 'text' && node.type !== 'number') continue;
      const value = node.readings[0] ?? '';
      found.push({ start: node.start, end: node.end, value, name, assembled: !text.slice(node.start, node.end).includes(value) });
    } else if (node.kind === 'list') open.push(...node.items.map((item) => ({ node: item, name })));
    else if (node.kind === 'map') {
      const said = node.members.find(({ key }) => /^@?(?:name|key)$/i.test(key))?.value;
      const pair = said?.kind === 'scalar' ? said.readings[0] : undefined;
      open.push(...node.members.map(({ key, value }) => ({ node: value, name: pair !== undefined && /^@?(?:value|#text|text)$/i.test(key) ? pair : keptName(lastPart(key), name) })));
      if (node.text) open.push({ node: node.text, name });
    }
  }
  return found;
}

/** A variable's default value belongs to the variable. */
function keptName(key: string, outer: string | undefined): string {
  return outer !== undefined && /^(?:default|value|val|content|plain)$/i.test(key) && tellingName(outer) ? outer : key;
}

/** `spring.datasource.password`: the last part tells. */
function lastPart(key: string): string {
  return key.split(/[.:/]/).at(-1) || key;
}
