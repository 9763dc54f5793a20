/** The canvas with its minimap, in the page. */
import type { JSX, Ref } from 'preact';
import { useEffect, useImperativeHandle, useRef, useState } from 'preact/hooks';
import { GraphView, type GraphViewEvents } from './gestures/graph-view.ts';
import type { Box } from './layout/graph-layout.ts';
import { readTheme, watchTheme, type GraphTheme } from './paint/theme.ts';
import type { ViewState } from './paint/view-state.ts';
import { Minimap } from './panel/minimap.tsx';
import type { Scene } from './scene/scene.ts';

export interface DrawingHandle {
  view(): GraphView | undefined;
}

interface DrawingProps {
  readonly handle: Ref<DrawingHandle>;
  readonly scene: Scene | undefined;
  readonly state: ViewState;
  /** What it is and how it is used, for who cannot see it. */
  readonly label: string;
  readonly readOnly: boolean;
  /** Where it looked when it was here last. */
  readonly place: string;
  readonly looks: (place: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly events: Omit<GraphViewEvents, 'drags' | 'seen'>;
}

declare global {
  /** What measurements reach the drawing by. */
  var graphView: GraphView | undefined;
}

export function Drawing({ handle, scene, state, label, readOnly, place, looks, onKeyDown, events }: DrawingProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<GraphView | undefined>(undefined);
  const now = useRef({ state, events, readOnly });
  now.current = { state, events, readOnly };
  const [theme, setTheme] = useState<GraphTheme | undefined>(undefined);
  const seen = useRef<(view: Box) => void>(() => undefined);

  useImperativeHandle(handle, () => ({ view: () => view.current }), []);
  useEffect(() => {
    const element = canvas.current!;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const made = new GraphView(element, {
      pick: (hit, adds) => now.current.events.pick(hit, adds),
      open: (hit) => now.current.events.open(hit),
      menu: (hit, at) => now.current.events.menu(hit, at),
      hover: (id) => now.current.events.hover(id),
      gesture: (gesture) => {
        if (!now.current.readOnly) now.current.events.gesture(gesture);
      },
      drags: (dragging) => {
        if (!now.current.readOnly) made.setState({ ...now.current.state, ...(dragging ? { dragging } : {}) });
      },
      seen: (part) => {
        seen.current(part);
        clearTimeout(timer);
        timer = setTimeout(() => looks(made.place), 300);
      },
    });
    made.goTo(place);
    view.current = globalThis.graphView = made;
    const readNow = (): void => {
      const read = readTheme(element);
      made.setTheme(read);
      setTheme(read);
    };
    readNow();
    const unwatch = watchTheme(readNow);
    return () => {
      clearTimeout(timer);
      unwatch();
      made.dispose();
      view.current = globalThis.graphView = undefined;
    };
  }, []);
  useEffect(() => {
    if (scene) view.current?.setScene(scene);
  }, [scene]);
  useEffect(() => view.current?.setState(state), [state]);
  useEffect(() => {
    if (view.current) view.current.canDrag = !readOnly;
  }, [readOnly]);

  return (
    <>
      {/* The outline says all of this in words; here arrows go from one thing to the next. */}
      <div class="graph-canvas" role="application" tabIndex={0} aria-label={label} onKeyDown={onKeyDown}>
        <canvas ref={canvas} aria-hidden="true" data-drawn={scene ? 'yes' : 'no'} />
      </div>
      {scene && theme && <Minimap scene={scene} theme={theme} changes={state.changes} view={view} seen={seen} />}
    </>
  );
}
