/** The reference page of the model file, made from its schema: what may stand where, and what it means. */
import { idExamples, idPatterns, type EntityKind } from './identifiers.ts';
import { modelJsonSchema } from './json-schema.ts';

/** What this page reads of a JSON Schema. */
interface Node {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly propertyNames?: Node;
  readonly additionalProperties?: Node | boolean;
}

/** The whole page as Markdown; the same schema gives the same bytes. */
export function modelFilePage(): string {
  const schema = modelJsonSchema() as Node;
  const keys = Object.entries(schema.properties ?? {});
  return [
    '# The model file',
    '',
    'One threat model a file, named `*.threatmodel.yaml`, in YAML 1.2, beside the code that it speaks about. Maps are keyed by',
    'identifier; an identifier is given once and never used again, and what was removed stays under `removed`. Objectives,',
    'reachability, ratings and posture are computed and never written: every asset and attacker give one objective, `CO-A1-T1`.',
    'Keys that are not on this page are kept and reported.',
    '',
    ...table(schema, '#'),
    ...keys.flatMap(([key, node]) => section(key, node, 2)),
    '',
  ].join('\n');
}

/** A section for what has fields of its own, and one below it for each of those that has. */
function section(path: string, node: Node, depth: number): readonly string[] {
  const entity = entityOf(node);
  if (!entity) return [];
  const id = depth === 2 ? exampleOf(path) : undefined;
  const lines = ['', `${'#'.repeat(Math.min(depth, 4))} ${path}`, ''];
  if (meaningOf(node) !== '') lines.push(meaningOf(node), '');
  if (id !== undefined) lines.push(`Keyed by identifier, such as \`${id}\`.`, '');
  else if (isMap(node)) lines.push('A map: each key names one.', '');
  else if (node.type === 'array') lines.push('A list: each item has these keys.', '');
  return [...lines, ...table(entity, `#${anchorOf(path)}`), ...Object.entries(entity.properties ?? {}).flatMap(([key, field]) => section(`${path}.${key}`, field, depth + 1))];
}

function table(entity: Node, within: string): readonly string[] {
  const rows = Object.entries(entity.properties ?? {}).map(([key, field]) => {
    const path = within === '#' ? key : `${within.slice(1)}.${key}`;
    const name = entityOf(field) ? `[\`${key}\`](#${anchorOf(path)})` : `\`${key}\``;
    return `| ${name} | ${entity.required?.includes(key) ? 'required' : usual(field)} | ${cell(kindOf(field))} | ${cell(meaningOf(field))} |`;
  });
  return ['| Key | | Value | Meaning |', '|---|---|---|---|', ...rows];
}

/** Headings become anchors without dots, as Markdown readers make them. */
function anchorOf(path: string): string {
  return path.replaceAll('.', '').toLowerCase();
}

/** Of a choice between kinds, the one that says something speaks for all. */
function meaningOf({ description, anyOf }: Node): string {
  return description ?? anyOf?.map(meaningOf).find((one) => one !== '') ?? '';
}

function usual({ default: value }: Node): string {
  return typeof value === 'string' ? `optional, \`${value}\` when left out` : 'optional';
}

/** What holds the fields: the object itself, the value of a map, the item of a list; undefined where there are none. */
function entityOf(node: Node): Node | undefined {
  if (node.properties) return node;
  if (node.anyOf) return node.anyOf.map(entityOf).find((one) => one !== undefined);
  if (isMap(node)) return entityOf(node.additionalProperties);
  return node.items ? entityOf(node.items) : undefined;
}

function isMap(node: Node): node is Node & { readonly additionalProperties: Node } {
  return typeof node.additionalProperties === 'object' && !node.properties;
}

/** What kind of value it is, in words. */
function kindOf(node: Node): string {
  if (node.const !== undefined) return `\`${JSON.stringify(node.const)}\``;
  if (node.enum) return node.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (node.anyOf) return node.anyOf.map(kindOf).join(' or ');
  if (node.properties) return 'a map';
  if (isMap(node)) {
    const inner = kindOf(node.additionalProperties);
    return inner.startsWith('a map') ? 'a map of maps' : inner === 'anything' ? 'a map' : `a map, each ${inner}`;
  }
  switch (node.type) {
    case 'array':
      return node.items?.properties ? 'a list of maps' : node.items?.type === 'string' && !node.items.enum && !node.items.pattern ? 'a list of texts' : `a list, each ${node.items ? kindOf(node.items) : 'anything'}`;
    case 'integer':
      return node.minimum !== undefined && node.maximum !== undefined && node.maximum < 1000 ? `a number from ${node.minimum} to ${node.maximum}` : 'a number';
    case 'string':
      return node.pattern !== undefined ? textOf(node.pattern) : node.maxLength === undefined ? 'text' : `text of at most ${node.maxLength} characters`;
    case 'null':
      return '`null`';
    default:
      return node.type === 'object' ? 'a map' : 'anything';
  }
}

/** A text that a pattern describes, by an example; what is no identifier and no day is a name that people choose. */
function textOf(pattern: string): string {
  const kind = (Object.keys(idPatterns) as (keyof typeof idPatterns)[]).find((one) => idPatterns[one].source === pattern);
  if (kind === 'clauses' || kind === 'models') return `a name, such as \`${idExamples[kind]}\``;
  if (kind) return `an identifier, such as \`${idExamples[kind]}\``;
  return pattern.startsWith('^\\d{4}-') ? 'a day, such as `2027-01-31`' : 'a name';
}

function exampleOf(kind: string): string | undefined {
  if (kind === 'known_gaps') return idExamples.assertions;
  if (kind === 'removed') return 'A2';
  return Object.hasOwn(idExamples, kind) ? idExamples[kind as EntityKind] : undefined;
}

/** A vertical bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
