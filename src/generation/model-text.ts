/** Writes what was accepted of a proposal as a model file. */
import { flowText, keyText } from '../model/yaml-text.ts';
import { itemKinds, type ItemKind } from './library-schema.ts';
import type { Proposal, ProposedItem } from './proposal.ts';

const widest = 150;

const headings: Readonly<Record<ItemKind, string>> = {
  boundaries: 'Where security domains meet. `passes` names the attack vectors that cross.',
  components: 'Deployable units, and the boundaries they stand behind.',
  connections: 'Who talks to whom.',
  assets: 'What needs protection: C confidentiality, I integrity, A availability, U usage.',
  attackers: 'Who it needs protection from. Every asset and attacker gives one control objective.',
  controls: 'Measures, and what the evidence for each must show. None is claimed to be implemented.',
};

/** The text of a new model with these items. `schemaUrl` is written as a hint for YAML editors. */
export function proposedModelText(head: Pick<Proposal, 'modelId' | 'title' | 'description'>, items: readonly ProposedItem[], options: { readonly schemaUrl?: string } = {}): string {
  const hint = options.schemaUrl === undefined ? '' : `# yaml-language-server: $schema=${options.schemaUrl}\n`;
  const sections = itemKinds.map((kind) => {
    const own = items.filter((item) => item.kind === kind);
    const entries = own.map(({ id, entity }) => entityText(id, entity));
    return `\n# ${headings[kind]}\n${entries.length === 0 ? `${kind}: {}\n` : `${kind}:\n${entries.join('')}`}`;
  });
  return `${hint}schema: 1\nid: ${flowText(head.modelId)}\ntitle: ${flowText(head.title)}\n\ndescription: ${descriptionText(head.description)}\n${sections.join('')}\n# Claims about the code. The verifier checks each one.\nassertions: {}\n`;
}

function descriptionText(text: string): string {
  if (text === '') return '""';
  const lines = text.split('\n');
  const isPlain = !/[^\n\u0020-\u007E\u00A0-\uD7FF\uE000-\uFFFD]/.test(text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, '')) && !text.includes('\u2028') && !text.includes('\u2029') && !text.includes('\uFEFF') && !lines[0]!.startsWith(' ');
  return isPlain ? `|-\n${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}` : JSON.stringify(text);
}

function entityText(id: string, entity: Readonly<Record<string, unknown>>): string {
  const flow = `  ${id}: ${flowText(entity)}\n`;
  if (flow.length <= widest) return flow;
  return `  ${id}:\n${Object.entries(entity).map(([name, value]) => fieldText(name, value, 4)).join('')}`;
}

/** A field on one line where it fits; else its entries, one a line. */
function fieldText(name: string, value: unknown, indent: number): string {
  const spaces = ' '.repeat(indent);
  const flow = `${spaces}${keyText(name)}: ${flowText(value)}\n`;
  if (flow.length <= widest || typeof value !== 'object' || value === null) return flow;
  if (Array.isArray(value)) return `${spaces}${keyText(name)}:\n${value.map((item) => `${spaces}  - ${flowText(item)}\n`).join('')}`;
  return `${spaces}${keyText(name)}:\n${Object.entries(value).map(([key, inner]) => fieldText(key, inner, indent + 2)).join('')}`;
}
