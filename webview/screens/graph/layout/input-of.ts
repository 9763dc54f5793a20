/** What of the graph's data a layout depends on: texts change nothing. */
import type { GraphScreen } from '../../../../src/protocol/screens/graph-screen.ts';
import { nowhere, type LayoutInput } from './graph-layout.ts';

export function layoutInputOf({ regions, components, connections, attackers, placed }: GraphScreen): LayoutInput {
  const at = new Map<string, { id: string; enters: boolean }[]>();
  for (const { id, boundaries, enters } of attackers) for (const boundary of boundaries) at.set(boundary, [...(at.get(boundary) ?? []), { id, enters: enters.includes(boundary) }]);
  return {
    regions: regions.map(({ id }) => ({ id, attackers: (at.get(id) ?? []).map((one) => one.id), entered: (at.get(id) ?? []).some(({ enters }) => enters) })),
    components: components.map(({ id, home, further, assets }) => ({ id, region: home ?? nowhere, further, assets: assets.length })),
    connections: connections.map(({ from, to }) => ({ from, to })),
    unpositioned: attackers.filter(({ boundaries }) => boundaries.length === 0).map(({ id }) => id),
    placed,
  };
}
