/** The reference page of the tools, made from the table. */
import { descriptionOf, inputSchema, wholeOutputSchema, type JsonSchema } from './listed-schemas.ts';
import { tools } from './table.ts';
import { toolsets, type Tool, type ToolEffect, type Toolset } from './tool.ts';

const effects: Readonly<Record<ToolEffect, string>> = {
  reads: 'Changes nothing.',
  edits: 'Edits a model file, by the smallest edit; one undo takes it back.',
  decides: 'Does what is a person\'s to decide: the person is asked, or it stays a proposal that shows as a weakening.',
  removes: 'Takes something away. Only there when the server was started with `--allow-removal`.',
  runs: 'Starts tests of the workspace.',
};

/** The whole page as Markdown; the same table gives the same bytes. */
export function toolsPage(): string {
  return [
    '# Tools for agents',
    '',
    'What `mipiti mcp` offers to coding agents. Every answer has its summary first; a refusal names the next step. Where a list is cut, `more` is',
    'true and `offset` gives the rest. Lists may be written as words with commas, structures as JSON text, numbers and truth values as text.',
    '',
    '| Toolset | Tools |',
    '|---|---|',
    ...toolsets.map((set) => `| \`${set}\` | ${namesOf(set)} |`),
    ...tools.flatMap((tool) => ['', ...section(tool)]),
    '',
  ].join('\n');
}

function namesOf(set: Toolset): string {
  return tools.filter((tool) => tool.toolsets.includes(set)).map(({ name }) => `[\`${name}\`](#${name})`).join(', ');
}

function section(tool: Tool): readonly string[] {
  const { properties = {}, required = [] } = inputSchema(tool) as { properties?: Readonly<Record<string, JsonSchema>>; required?: readonly string[] };
  const rows = Object.entries(properties).map(([name, schema]) => `| \`${name}\` | ${typeOf(schema)} | ${required.includes(name) ? 'required' : 'default' in schema ? `default ${cell(JSON.stringify(schema['default']))}` : ''} | ${cell(typeof schema['description'] === 'string' ? schema['description'] : '')} |`);
  const { properties: answers = {} } = wholeOutputSchema(tool) as { properties?: Readonly<Record<string, JsonSchema>> };
  return [
    `## ${tool.name}`,
    '',
    `${descriptionOf(tool)} ${effects[tool.effect]}`,
    '',
    ...(rows.length > 0 ? ['| Parameter | | | |', '|---|---|---|---|', ...rows] : ['It takes nothing.']),
    '',
    `Answers with ${Object.entries(answers).map(([name, schema]) => `\`${name}\` (${typeOf(schema)})`).join(', ')}.`,
  ];
}

/** `text`, `list of objects with file and symbol`: a type in words. */
function typeOf(schema: JsonSchema): string {
  const { type, items, properties, anyOf, oneOf, enum: choices, const: only } = schema as { type?: string | readonly string[]; items?: JsonSchema; properties?: object; anyOf?: readonly JsonSchema[]; oneOf?: readonly JsonSchema[]; enum?: readonly unknown[]; const?: unknown };
  if (only !== undefined) return `\`${JSON.stringify(only)}\``;
  if (choices) return choices.map((choice) => `\`${String(choice)}\``).join(' or ');
  const several = anyOf ?? oneOf;
  if (several) return several.map(typeOf).join(' or ');
  if (type === 'array') return items ? `list of ${plural(typeOf(items))}` : 'list';
  if (type === 'object') return properties ? `object with ${Object.keys(properties).map((name) => `\`${name}\``).join(', ')}` : 'object';
  return typeof type === 'string' ? (words[type] ?? type) : 'anything';
}

const words: Readonly<Record<string, string>> = { string: 'text', integer: 'number', number: 'number', boolean: 'yes or no', null: 'nothing' };

function plural(word: string): string {
  return word === 'text' ? 'texts' : word === 'number' ? 'numbers' : word;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}
