/** Paints into the text of an SVG file. Every text of a model is escaped here, once. */
import { path as svgPath } from 'd3-path';
import type { Box } from '../layout/graph-layout.ts';
import { TextFitter, type Measure } from './fit-text.ts';
import type { Look, Pen, Surface, Words } from './surface.ts';

export class SvgSurface implements Surface {
  readonly #parts: string[] = [];
  readonly #family: string;
  readonly #fitter: TextFitter;

  constructor(family: string, measure: Measure) {
    this.#family = family;
    this.#fitter = new TextFitter(measure);
  }

  /** The file, with everything inside of `view` on a ground of one colour. */
  file(view: Box, ground: string, title: string): string {
    const box = [view.x, view.y, view.width, view.height].map(round).join(' ');
    return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${round(view.width)}" height="${round(view.height)}" font-family="${escaped(this.#family)}" role="img"><title>${escaped(title)}</title><rect x="${round(view.x)}" y="${round(view.y)}" width="${round(view.width)}" height="${round(view.height)}" fill="${escaped(ground)}"/>${this.#parts.join('')}</svg>\n`;
  }

  box({ x, y, width, height }: Box, corner: number, look: Look): void {
    this.#parts.push(`<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"${corner > 0 ? ` rx="${corner}"` : ''}${attributes(look)}/>`);
  }

  path(draw: (pen: Pen) => void, look: Look): void {
    const pen = svgPath();
    draw(pen);
    this.#parts.push(`<path d="${pen.toString()}"${attributes(look)}/>`);
  }

  glyph(drawing: string, x: number, y: number, size: number, look: Look): void {
    this.#parts.push(`<path transform="translate(${round(x)} ${round(y)}) scale(${round(size / 16)})" d="${escaped(drawing)}"${attributes(look)}/>`);
  }

  text(text: string, x: number, y: number, { size, color, bold = false, align = 'left', alpha = 1, halo, struck, room }: Words): void {
    const shown = room === undefined ? text : this.#fitter.fit(text, size, bold, room);
    if (shown === '') return;
    const anchor = { left: '', center: ' text-anchor="middle"', right: ' text-anchor="end"' }[align];
    const around = halo === undefined ? '' : ` stroke="${escaped(halo)}" stroke-width="${round(size / 3.2)}" stroke-linejoin="round" paint-order="stroke"`;
    this.#parts.push(`<text x="${round(x)}" y="${round(y)}" dy=".35em" font-size="${round(size)}"${bold ? ' font-weight="600"' : ''}${anchor} fill="${escaped(color)}"${alpha === 1 ? '' : ` opacity="${round(alpha)}"`}${struck ? ' text-decoration="line-through"' : ''}${around}>${escaped(shown)}</text>`);
  }

  widthOf(text: string, { size, bold = false }: Pick<Words, 'size' | 'bold'>): number {
    return this.#fitter.width(text, size, bold);
  }
}

function attributes({ fill, fillAlpha = 1, stroke, strokeAlpha = 1, width = 1, dash }: Look): string {
  const filled = fill === undefined ? ' fill="none"' : ` fill="${escaped(fill)}"${fillAlpha === 1 ? '' : ` fill-opacity="${round(fillAlpha)}"`}`;
  if (stroke === undefined) return filled;
  return `${filled} stroke="${escaped(stroke)}" stroke-width="${round(width)}" stroke-linejoin="round" stroke-linecap="round"${strokeAlpha === 1 ? '' : ` stroke-opacity="${round(strokeAlpha)}"`}${dash && dash.length > 0 ? ` stroke-dasharray="${dash.map(round).join(' ')}"` : ''}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Text as it may stand in XML: also without the signs that no XML may have. */
export function escaped(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD').replaceAll(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
