/** Paints on a canvas. */
import type { Box } from '../layout/graph-layout.ts';
import { TextFitter } from './fit-text.ts';
import type { Look, Pen, Surface, Words } from './surface.ts';

export class CanvasSurface implements Surface {
  readonly #context: CanvasRenderingContext2D;
  readonly #family: string;
  readonly #fitter: TextFitter;
  readonly #drawings = new Map<string, Path2D>();
  #font = '';

  constructor(context: CanvasRenderingContext2D, family: string) {
    this.#context = context;
    this.#family = family;
    this.#fitter = new TextFitter((text, size, bold) => {
      this.#use(size, bold);
      return context.measureText(text).width;
    });
    context.lineJoin = 'round';
    context.textBaseline = 'middle';
  }

  /** Forgets the state of the context, which begins anew with each frame. */
  begin(): void {
    this.#font = '';
    this.#context.lineJoin = 'round';
    this.#context.lineCap = 'round';
    this.#context.textBaseline = 'middle';
  }

  box({ x, y, width, height }: Box, corner: number, look: Look): void {
    this.#context.beginPath();
    if (corner > 0) this.#context.roundRect(x, y, width, height, corner);
    else this.#context.rect(x, y, width, height);
    this.#finish(look);
  }

  path(draw: (pen: Pen) => void, look: Look): void {
    this.#context.beginPath();
    draw(this.#context);
    this.#finish(look);
  }

  glyph(drawing: string, x: number, y: number, size: number, look: Look): void {
    let path = this.#drawings.get(drawing);
    if (!path) this.#drawings.set(drawing, (path = new Path2D(drawing)));
    const context = this.#context;
    context.save();
    context.translate(x, y);
    context.scale(size / 16, size / 16);
    this.#finish(look, path);
    context.restore();
  }

  text(text: string, x: number, y: number, { size, color, bold = false, align = 'left', alpha = 1, halo, struck, room }: Words): void {
    const shown = room === undefined ? text : this.#fitter.fit(text, size, bold, room);
    if (shown === '') return;
    const context = this.#context;
    this.#use(size, bold);
    context.textAlign = align;
    context.globalAlpha = alpha;
    if (halo !== undefined) {
      context.strokeStyle = halo;
      context.lineWidth = size / 3.2;
      context.setLineDash([]);
      context.strokeText(shown, x, y);
    }
    context.fillStyle = color;
    context.fillText(shown, x, y);
    if (struck) {
      const width = this.#fitter.width(shown, size, bold);
      const left = align === 'center' ? x - width / 2 : align === 'right' ? x - width : x;
      context.fillRect(left - 1, y - size / 16, width + 2, Math.max(size / 10, 0.8));
    }
    context.globalAlpha = 1;
  }

  widthOf(text: string, { size, bold = false }: Pick<Words, 'size' | 'bold'>): number {
    return this.#fitter.width(text, size, bold);
  }

  #use(size: number, bold: boolean): void {
    const font = `${bold ? '600 ' : ''}${size}px ${this.#family}`;
    if (font === this.#font) return;
    this.#context.font = font;
    this.#font = font;
  }

  #finish({ fill, fillAlpha = 1, stroke, strokeAlpha = 1, width = 1, dash }: Look, path?: Path2D): void {
    const context = this.#context;
    if (fill !== undefined) {
      context.globalAlpha = fillAlpha;
      context.fillStyle = fill;
      if (path) context.fill(path);
      else context.fill();
    }
    if (stroke !== undefined) {
      context.globalAlpha = strokeAlpha;
      context.strokeStyle = stroke;
      context.lineWidth = width;
      context.setLineDash(dash ? [...dash] : []);
      if (path) context.stroke(path);
      else context.stroke();
    }
    context.globalAlpha = 1;
  }
}
