/** The reference page of the assertion types, made from the catalogue. */
import type { AssertionParameter, AssertionType } from './assertion-type.ts';
import { assertionTypes } from './catalogue.ts';

/** The whole page as Markdown; the same catalogue gives the same bytes. */
export function referencePage(): string {
  return [
    '# Assertion types',
    '',
    'An assertion claims one thing about the code, and the verifier answers *pass*, *fail* or *undecidable*, which never counts as a',
    'pass. A pass states its strength: `text < declared` for what is there, `chained < called < unconditional` for calls.',
    'An assertion may ask for more than it must show, with `requires`.',
    '',
    '| Type | A pass shows |',
    '|---|---|',
    ...assertionTypes.map(({ id, shows }) => `| [\`${id}\`](#${id}) | ${cell(shows)} |`),
    ...assertionTypes.flatMap((type) => ['', ...section(type)]),
    '',
  ].join('\n');
}

function section(type: AssertionType): readonly string[] {
  const shown = type.least === type.most ? `Its strength is \`${type.least}\`.` : `It must show \`${type.least}\` and can show \`${type.most}\`.`;
  const tried = type.runs ? ' Whether it proves anything cannot be tried in memory, and is not.' : type.absence ? ' To find out whether it proves anything, what it forbids is added in memory.' : '';
  return [
    `## ${type.id}`,
    '',
    `${type.shows} ${shown}${tried}`,
    '',
    '| Parameter | | Meaning | Example |',
    '|---|---|---|---|',
    ...type.params.map((parameter) => `| \`${parameter.name}\` | ${parameter.required ? 'required' : optional(parameter)} | ${cell(meaning(parameter))} | ${code(parameter.example)} |`),
    '',
    '```yaml',
    exampleOf(type),
    '```',
  ];
}

function optional({ default: usual }: AssertionParameter): string {
  return usual === undefined ? 'optional' : `optional, ${code(usual)} when left out`;
}

function meaning({ description, choices }: AssertionParameter): string {
  return choices ? `${description} One of ${choices.map((choice) => `\`${choice}\``).join(', ')}.` : description;
}

/** An assertion as the model file has it, with the parameters that it cannot do without. */
function exampleOf({ id, params }: AssertionType): string {
  const needed = params.filter(({ required }) => required);
  const shown = needed.length > 0 ? needed : params.slice(0, 1);
  return `asrt_7k2m:\n  control: CTRL-01\n  type: ${id}\n  params:\n${shown.map((parameter) => `    ${parameter.name}: ${yamlValue(parameter)}`).join('\n')}`;
}

function yamlValue({ kind, example }: AssertionParameter): string {
  if (kind === 'flag' || kind === 'structure') return example;
  const quoted = /^(?!(true|false|null)$)[A-Za-z_./][\w./-]*$/.test(example) ? example : `'${example.replaceAll("'", "''")}'`;
  return kind === 'texts' ? `[${quoted}]` : quoted;
}

/** A vertical bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return cell(`${fence}${text}${fence}`);
}
