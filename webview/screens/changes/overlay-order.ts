/** What differs on the graph of two sides, in the order of its outline: what the buttons go through, and what the outline shows. */
import type { ChangeOverlay } from '../../../src/protocol/screens/change-overlay.ts';
import { outlineOf, type OutlineNode } from '../graph/panel/outline-rows.ts';

export function inOrder({ graph, things, statuses }: ChangeOverlay): readonly string[] {
  const found = new Set<string>();
  const visit = ({ id, children }: OutlineNode): void => {
    if (id !== undefined && (things[id] || statuses[id])) found.add(id);
    children.forEach(visit);
  };
  outlineOf(graph).forEach(visit);
  return [...found];
}
