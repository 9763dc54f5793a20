/** What things of the graph are called, and which of them a search means. */
import type { GraphScreen } from '../../../../src/protocol/screens/graph-screen.ts';
import { l10n } from '../../../l10n.ts';

/** `CMP1 upload service`. */
export function titleOf(screen: GraphScreen, id: string): string {
  const region = screen.regions.find((one) => one.id === id);
  if (region) return `${id} ${region.name}`;
  const component = screen.components.find((one) => one.id === id);
  if (component) return `${id} ${component.name}`;
  const asset = screen.assets.find((one) => one.id === id);
  if (asset) return `${id} ${asset.name}`;
  const attacker = screen.attackers.find((one) => one.id === id);
  if (attacker) return `${id} ${attacker.capability}`;
  const connection = screen.connections.find((one) => one.id === id);
  if (connection) return `${id} ${connection.from} ${connection.label ?? l10n.t('to')} ${connection.to}`;
  const [a, b] = id.split(' ');
  return b === undefined ? id : l10n.t('Connections between {0} and {1}', a!, b);
}

export type GraphKind = 'boundaries' | 'components' | 'connections' | 'assets' | 'attackers';

export function kindOf(screen: GraphScreen, id: string): GraphKind | undefined {
  if (screen.regions.some((one) => one.id === id)) return 'boundaries';
  if (screen.components.some((one) => one.id === id)) return 'components';
  if (screen.assets.some((one) => one.id === id)) return 'assets';
  if (screen.attackers.some((one) => one.id === id)) return 'attackers';
  return screen.connections.some((one) => one.id === id) ? 'connections' : undefined;
}

/** Everything whose identifier, name or words hold all the words that are looked for; what begins with them first. */
export function matchesOf(screen: GraphScreen, query: string): readonly string[] {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const found: { readonly id: string; readonly first: boolean }[] = [];
  const consider = (id: string, text: string): void => {
    const lower = `${id} ${text}`.toLowerCase();
    if (words.every((word) => lower.includes(word))) found.push({ id, first: id.toLowerCase() === words[0] || text.toLowerCase().startsWith(words[0]!) });
  };
  for (const { id, name, description } of [...screen.regions, ...screen.components]) consider(id, `${name} ${description ?? ''}`);
  for (const { id, name } of screen.assets) consider(id, name);
  for (const { id, capability, position } of screen.attackers) consider(id, `${capability} ${position ?? ''}`);
  for (const { id, label, description } of screen.connections) if (label !== undefined || description !== undefined || words[0]!.startsWith('cn')) consider(id, `${label ?? ''} ${description ?? ''}`);
  return [...found.filter(({ first }) => first), ...found.filter(({ first }) => !first)].map(({ id }) => id);
}
