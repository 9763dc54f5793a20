/** The canvas of the graph: paints when something changed and never else; pans and zooms; turns what a pointer does into gestures. */
import { pointer, select } from 'd3-selection';
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomTransform } from 'd3-zoom';
import type { Box, Point } from '../layout/graph-layout.ts';
import { CanvasSurface } from '../paint/canvas-surface.ts';
import { paintScene } from '../paint/paint-scene.ts';
import type { GraphTheme } from '../paint/theme.ts';
import { nothingSelected, type ViewState } from '../paint/view-state.ts';
import { grown, hitAt, type Hit } from '../scene/hit.ts';
import { card as sizes } from '../layout/measures.ts';
import { isPanned, uncovered } from './panned.ts';
import type { Scene } from '../scene/scene.ts';
import { Drag, type Gesture } from './drag.ts';

export interface GraphViewEvents {
  /** A thing was pointed at, or the ground. `adds` when it joins what is selected. */
  pick(hit: Hit | undefined, adds: boolean): void;
  /** It was pointed at twice. */
  open(hit: Hit): void;
  menu(hit: Hit | undefined, at: Point): void;
  hover(id: string | undefined): void;
  gesture(gesture: Gesture): void;
  drags(dragging: ViewState['dragging']): void;
  /** Another part is seen, in units of the graph. */
  seen(view: Box, scale: number): void;
}

const scales: [number, number] = [0.02, 3];

/** What stands on the canvas. */
interface Painted {
  readonly scene: Scene | undefined;
  readonly state: ViewState;
  readonly theme: GraphTheme;
  readonly k: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export class GraphView {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #events: GraphViewEvents;
  readonly #zoom = zoom<HTMLCanvasElement, unknown>().scaleExtent(scales);
  readonly #resize: ResizeObserver;
  #surface: CanvasSurface | undefined;
  #theme: GraphTheme | undefined;
  #scene: Scene | undefined;
  #state: ViewState = nothingSelected;
  #transform: ZoomTransform = zoomIdentity;
  #size = { width: 1, height: 1 };
  #frame = 0;
  #drag: Drag | undefined;
  #hover: string | undefined;
  #fitted = false;
  #painted: Painted | undefined;
  /** Whether things can be dragged; where not, dragging pans. */
  canDrag = true;
  /** How many frames were painted; a graph that rests paints none. */
  frames = 0;

  constructor(canvas: HTMLCanvasElement, events: GraphViewEvents) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d')!;
    this.#events = events;
    const area = select(canvas);
    this.#zoom.filter((event: Event) => this.#pans(event)).on('zoom', ({ transform }: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
      this.#transform = transform;
      this.#changed();
      events.seen(this.view, transform.k);
    });
    area.call(this.#zoom).on('dblclick.zoom', null);
    this.#listen();
    this.#resize = new ResizeObserver(() => this.#fitSize());
    this.#resize.observe(canvas);
    this.#fitSize();
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#resize.disconnect();
    select(this.#canvas).on('.zoom', null);
  }

  setTheme(theme: GraphTheme): void {
    if (!this.#surface || this.#theme?.family !== theme.family) this.#surface = new CanvasSurface(this.#context, theme.family);
    this.#theme = theme;
    this.#changed();
  }

  setScene(scene: Scene): void {
    this.#scene = scene;
    if (!this.#fitted && this.#size.width > 1) this.fit();
    this.#changed();
  }

  setState(state: ViewState): void {
    this.#state = state;
    this.#changed();
  }

  get scale(): number {
    return this.#transform.k;
  }

  /** The part of the graph that is seen. */
  get view(): Box {
    const { x, y, k } = this.#transform;
    return { x: -x / k, y: -y / k, width: this.#size.width / k, height: this.#size.height / k };
  }

  /** Where it looks, to come back to. */
  get place(): string {
    const { x, y, k } = this.#transform;
    return [x, y, k].map((value) => Math.round(value * 1000) / 1000).join(' ');
  }

  /** Looks where it looked before; what is no such place is passed over. */
  goTo(place: string): void {
    const [x, y, k] = place.split(' ').map(Number);
    if (x === undefined || y === undefined || !k || ![x, y, k].every(Number.isFinite)) return;
    this.#fitted = true;
    this.#to(zoomIdentity.translate(x, y).scale(k));
  }

  /** Shows all of it, or a part of it; on a wide page somewhat larger than it is. */
  fit(part?: Box): void {
    const box = part ?? this.#scene?.bounds;
    if (!box) return;
    this.#fitted = true;
    const margin = 28;
    const { width, height } = this.#size;
    const k = Math.max(scales[0], Math.min((width - 2 * margin) / Math.max(box.width, 1), (height - 2 * margin) / Math.max(box.height, 1), 1.4));
    this.#to(zoomIdentity.translate(width / 2, height / 2).scale(k).translate(-box.x - box.width / 2, -box.y - box.height / 2));
  }

  /** Brings a box into sight, large enough to be read; what is in sight already stays where it is. */
  reveal(box: Box): void {
    const { view } = this;
    const isIn = box.x >= view.x && box.y >= view.y && box.x + box.width <= view.x + view.width && box.y + box.height <= view.y + view.height;
    if (isIn && this.scale >= 0.45) return;
    const { width, height } = this.#size;
    const k = Math.min(Math.max(this.scale, 0.75), Math.max(0.1, Math.min(width / (box.width * 1.2), height / (box.height * 1.2))));
    this.#to(zoomIdentity.translate(width / 2, height / 2).scale(k).translate(-box.x - box.width / 2, -box.y - box.height / 2));
  }

  zoomBy(factor: number): void {
    this.#zoom.scaleBy(select(this.#canvas), factor);
  }

  /** @param by In pixels of the screen. */
  panBy(by: Point): void {
    this.#zoom.translateBy(select(this.#canvas), by.x / this.scale, by.y / this.scale);
  }

  centreOn({ x, y }: Point): void {
    this.#zoom.translateTo(select(this.#canvas), x, y);
  }

  /** Where a point of the graph is on the page. */
  onPage({ x, y }: Point): Point {
    const { left, top } = this.#canvas.getBoundingClientRect();
    const [px, py] = this.#transform.apply([x, y]);
    return { x: left + px, y: top + py };
  }

  /** The middle of a thing's head on the page, where one would take hold of it; undefined for what is not drawn. */
  gripOf(id: string): Point | undefined {
    const scene = this.#scene;
    const region = scene?.regionOf.get(id)?.box;
    if (region) return this.onPage({ x: region.x + Math.min(90, region.width / 2), y: region.y + 16 });
    const card = scene?.cards.find((one) => one.id === id);
    if (card) return this.onPage({ x: card.box.x + card.box.width / 2, y: card.box.y + 14 });
    const attacker = scene?.attackers.find((one) => one.id === id)?.box;
    if (attacker) return this.onPage({ x: attacker.x + attacker.width / 3, y: attacker.y + attacker.height / 2 });
    for (const { box, assets } of scene?.cards ?? []) {
      const row = assets.slice(0, sizes.mostAssets).findIndex((one) => one.id === id);
      if (row >= 0) return this.onPage({ x: box.x + box.width / 2, y: box.y + sizes.head + (row + 0.5) * sizes.row });
    }
    return undefined;
  }

  /** Paints all of what is seen, whatever stands there. */
  paintAnew(): void {
    this.#painted = undefined;
    this.paintNow();
  }

  /** Paints at once; what would have been painted in the next frame is not painted again. */
  paintNow(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#paint();
  }

  #to(transform: ZoomTransform): void {
    this.#zoom.transform(select(this.#canvas), transform);
  }

  #changed(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#paint();
    });
  }

  /** Paints what changed: when the graph was only panned, what is seen anew; else all that is seen. */
  #paint(): void {
    const [surface, theme, scene, context, canvas] = [this.#surface, this.#theme, this.#scene, this.#context, this.#canvas];
    if (!surface || !theme) return;
    this.frames++;
    const density = canvas.width / this.#size.width;
    const { k } = this.#transform;
    // Whole pixels, so that what is moved falls onto what would be painted.
    const now: Painted = { scene, state: this.#state, theme, k, x: Math.round(this.#transform.x * density), y: Math.round(this.#transform.y * density), width: canvas.width, height: canvas.height };
    const all = { x: 0, y: 0, width: canvas.width, height: canvas.height };
    const before = this.#painted;
    this.#painted = now;
    const moved = before && isPanned(before, now) ? { x: now.x - before.x, y: now.y - before.y } : undefined;
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (moved && moved.x === 0 && moved.y === 0) return;
    if (moved) {
      context.globalCompositeOperation = 'copy';
      context.drawImage(canvas, moved.x, moved.y);
      context.globalCompositeOperation = 'source-over';
    } else context.clearRect(0, 0, canvas.width, canvas.height);
    if (!scene) return;
    for (const part of moved ? uncovered(all, moved) : [all]) {
      context.save();
      context.beginPath();
      context.rect(part.x, part.y, part.width, part.height);
      context.clip();
      context.setTransform(density * k, 0, 0, density * k, now.x, now.y);
      surface.begin();
      const unit = density * k;
      // Names reach out of what they name.
      const reach = moved ? 180 / k : 0;
      paintScene(surface, theme, scene, now.state, grown({ x: (part.x - now.x) / unit, y: (part.y - now.y) / unit, width: part.width / unit, height: part.height / unit }, reach), k);
      context.restore();
    }
  }

  #fitSize(): void {
    const { clientWidth, clientHeight } = this.#canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    const density = Math.min(globalThis.devicePixelRatio, 2);
    const before = this.#size;
    this.#size = { width: clientWidth, height: clientHeight };
    this.#canvas.width = Math.round(clientWidth * density);
    this.#canvas.height = Math.round(clientHeight * density);
    this.#zoom.extent([[0, 0], [clientWidth, clientHeight]]);
    if (!this.#fitted && this.#scene) this.fit();
    // What was in the middle stays there.
    else if (before.width > 1) this.#to(zoomIdentity.translate(this.#transform.x + (clientWidth - before.width) / 2, this.#transform.y + (clientHeight - before.height) / 2).scale(this.#transform.k));
    // A canvas of another size is empty: it is painted before the page is shown again.
    this.#painted = undefined;
    this.paintNow();
  }

  #pointOf(event: MouseEvent): Point {
    const [x, y] = this.#transform.invert(pointer(event, this.#canvas));
    return { x, y };
  }

  #hitOf(event: MouseEvent): Hit | undefined {
    return this.#scene && hitAt(this.#scene, this.#pointOf(event), 6 / this.scale);
  }

  /** Whether d3 takes an event to pan or zoom: not where something is that can be dragged. */
  #pans(event: Event): boolean {
    if (event.type === 'wheel') return true;
    if (event instanceof MouseEvent) {
      if (event.button === 1) return true;
      return event.button === 0 && !(event.type === 'mousedown' && this.canDrag && Drag.canStart(this.#hitOf(event)));
    }
    return true;
  }

  #listen(): void {
    const canvas = this.#canvas;
    let pressed: { readonly hit: Hit | undefined; readonly x: number; readonly y: number; readonly at: Point } | undefined;
    canvas.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      pressed = { hit: this.#hitOf(event), x: event.clientX, y: event.clientY, at: this.#pointOf(event) };
    });
    canvas.addEventListener('pointermove', (event) => {
      if (pressed && this.canDrag && !this.#drag && this.#scene && event.pointerType === 'mouse' && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > 4) {
        this.#drag = Drag.start(this.#scene, pressed.hit, pressed.at, event.shiftKey);
        if (this.#drag) canvas.setPointerCapture(event.pointerId);
      }
      if (this.#drag && this.#scene) {
        this.#events.drags(this.#drag.moveTo(this.#scene, this.#pointOf(event), event.altKey));
        return;
      }
      if (event.buttons === 0) this.#hoverOver(event);
    });
    const letGo = (event: PointerEvent): void => {
      const [drag, was] = [this.#drag, pressed];
      this.#drag = undefined;
      pressed = undefined;
      if (drag && this.#scene) {
        const gesture = drag.drop(this.#scene, this.#pointOf(event), event.altKey);
        this.#events.drags(undefined);
        if (gesture) this.#events.gesture(gesture);
      } else if (was && Math.hypot(event.clientX - was.x, event.clientY - was.y) <= 4) this.#events.pick(was.hit, event.shiftKey || event.ctrlKey || event.metaKey);
    };
    canvas.addEventListener('pointerup', letGo);
    canvas.addEventListener('pointercancel', () => this.cancelDrag());
    canvas.addEventListener('pointerleave', () => this.#setHover(undefined));
    canvas.addEventListener('dblclick', (event) => {
      const hit = this.#hitOf(event);
      if (hit) this.#events.open(hit);
    });
    canvas.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      this.#events.menu(this.#hitOf(event), { x: event.clientX, y: event.clientY });
    });
  }

  /** @returns Whether anything was being dragged. */
  cancelDrag(): boolean {
    if (!this.#drag) return false;
    this.#drag = undefined;
    this.#events.drags(undefined);
    return true;
  }

  #hoverOver(event: MouseEvent): void {
    const hit = this.#hitOf(event);
    this.#canvas.style.cursor = hit === undefined ? 'grab' : hit.of === 'region' && !hit.handle ? 'grab' : 'pointer';
    this.#setHover(hit && (hit.of !== 'region' || hit.handle) ? hit.id : undefined);
  }

  #setHover(id: string | undefined): void {
    if (id === this.#hover) return;
    this.#hover = id;
    this.#events.hover(id);
  }
}
