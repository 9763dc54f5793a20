/** The graph of two sides, laid out: the newer side as if it were alone, and what was removed where there is room beside what it belonged to. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ChangeOverlay } from '../../../src/protocol/screens/change-overlay.ts';
import type { GraphScreen } from '../../../src/protocol/screens/graph-screen.ts';
import { memoryOf, type GraphLayout, type LayoutMemory } from '../graph/layout/graph-layout.ts';
import { layoutInputOf } from '../graph/layout/input-of.ts';
import { LayoutRunner } from '../graph/layout/layout-runner.ts';
import { sceneOf, type Scene } from '../graph/scene/scene.ts';

export function useOverlayScene({ graph, things }: ChangeOverlay): Scene | undefined {
  const [layout, setLayout] = useState<GraphLayout | undefined>(undefined);
  const known = useRef<LayoutMemory | undefined>(undefined);
  const runner = useMemo(() => new LayoutRunner(), []);
  const input = useMemo(() => layoutInputOf(graph), [graph]);
  const text = useMemo(() => JSON.stringify(input), [input]);
  useEffect(() => {
    const take = (next: GraphLayout): void => {
      known.current = memoryOf(next);
      setLayout(next);
    };
    const newer = known.current ? undefined : newerSide(graph, (id) => things[id] === 'removed');
    if (newer) runner.run(layoutInputOf(newer), undefined, (first) => runner.run(input, memoryOf(first), take));
    else runner.run(input, known.current, take);
  }, [text]);
  useEffect(() => () => runner.dispose(), []);
  const apart = useMemo(() => new Set(Object.keys(things)), [things]);
  return useMemo(() => layout && sceneOf(graph, layout, noneFolded, apart), [graph, layout, apart]);
}

const noneFolded: ReadonlySet<string> = new Set();

/** Undefined where nothing was removed that takes room: then the graph of both is that of the newer side. */
function newerSide(graph: GraphScreen, isGone: (id: string) => boolean): GraphScreen | undefined {
  const { regions, components, connections, attackers } = graph;
  const rest = <Thing extends { readonly id: string }>(list: readonly Thing[]): readonly Thing[] => list.filter(({ id }) => !isGone(id));
  if (![...regions, ...components, ...connections, ...attackers, ...graph.assets].some(({ id }) => isGone(id))) return undefined;
  return { ...graph, regions: rest(regions), components: rest(components).map((one) => ({ ...one, assets: one.assets.filter((id) => !isGone(id)) })), connections: rest(connections), attackers: rest(attackers) };
}
