/** All of the graph, small, with the part that is seen; pressing there goes there. Painted when the graph changes, not when it is panned; out of the way while all of it is seen. */
import type { JSX, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { standingOf } from '../../../../src/protocol/screens/graph-screen.ts';
import { colorOfChange } from '../paint/paint-changes.ts';
import type { ShownChanges } from '../paint/view-state.ts';
import { lookOf } from '../../../design/marks.ts';
import type { GraphView } from '../gestures/graph-view.ts';
import type { Box } from '../layout/graph-layout.ts';
import type { GraphTheme } from '../paint/theme.ts';
import type { Scene } from '../scene/scene.ts';

const [width, height] = [168, 112];

interface MinimapProps {
  readonly scene: Scene;
  readonly theme: GraphTheme;
  /** Where two sides are drawn as one, what differs has the colour of its change. */
  readonly changes: ShownChanges | undefined;
  readonly view: RefObject<GraphView | undefined>;
  readonly seen: RefObject<(view: Box) => void>;
}

export function Minimap({ scene, theme, changes, view, seen }: MinimapProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const { bounds } = scene;
  const scale = Math.min((width - 8) / bounds.width, (height - 8) / bounds.height);
  const [left, top] = [(width - bounds.width * scale) / 2, (height - bounds.height * scale) / 2];

  useEffect(() => {
    const context = canvas.current!.getContext('2d')!;
    const density = Math.min(globalThis.devicePixelRatio, 2);
    [canvas.current!.width, canvas.current!.height] = [width * density, height * density];
    context.setTransform(density * scale, 0, 0, density * scale, density * (left - bounds.x * scale), density * (top - bounds.y * scale));
    for (const { box } of scene.regions) {
      context.fillStyle = theme.soft;
      context.globalAlpha = 0.18;
      context.fillRect(box.x, box.y, box.width, box.height);
    }
    context.globalAlpha = 0.9;
    for (const { id, box, data } of scene.cards) {
      const standing = standingOf(data.tally);
      const change = changes?.things.get(id);
      context.globalAlpha = changes && !change ? 0.3 : 0.9;
      context.fillStyle = changes ? (change ? colorOfChange(theme, change) : theme.soft) : standing === undefined ? theme.soft : theme[lookOf({ of: 'status', is: standing }).tone];
      context.fillRect(box.x, box.y, box.width, box.height);
    }
    context.globalAlpha = 1;
  }, [scene, theme, changes]);
  useEffect(() => {
    seen.current = (part) => {
      const element = frame.current;
      if (!element) return;
      element.parentElement!.hidden = part.x <= bounds.x && part.y <= bounds.y && part.x + part.width >= bounds.x + bounds.width && part.y + part.height >= bounds.y + bounds.height;
      const [x, y] = [left + (part.x - bounds.x) * scale, top + (part.y - bounds.y) * scale];
      const [right, bottom] = [x + part.width * scale, y + part.height * scale];
      const [x1, y1, x2, y2] = [Math.max(0, Math.min(width, x)), Math.max(0, Math.min(height, y)), Math.max(0, Math.min(width, right)), Math.max(0, Math.min(height, bottom))];
      element.style.transform = `translate(${x1}px, ${y1}px)`;
      element.style.width = `${x2 - x1}px`;
      element.style.height = `${y2 - y1}px`;
    };
    if (view.current) seen.current(view.current.view);
  }, [scene]);

  const go = (event: PointerEvent): void => {
    if ((event.buttons & 1) === 0) return;
    const { left: x, top: y } = canvas.current!.getBoundingClientRect();
    view.current?.centreOn({ x: bounds.x + (event.clientX - x - left) / scale, y: bounds.y + (event.clientY - y - top) / scale });
  };
  return (
    <div class="graph-minimap" aria-hidden="true" onPointerDown={go} onPointerMove={go}>
      <canvas ref={canvas} />
      <div class="graph-minimap-view" ref={frame} />
    </div>
  );
}
