/** What a graph is painted on: a canvas of the page, or an SVG text. One set of painters serves both, so that an export is what is seen. */
import type { Box } from '../layout/graph-layout.ts';

export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void;
  closePath(): void;
}

export interface Look {
  readonly fill?: string;
  readonly fillAlpha?: number;
  readonly stroke?: string;
  readonly strokeAlpha?: number;
  readonly width?: number;
  readonly dash?: readonly number[];
}

export interface Words {
  readonly size: number;
  readonly color: string;
  readonly bold?: boolean;
  readonly align?: 'left' | 'center' | 'right';
  readonly alpha?: number;
  /** Drawn around the letters, so that they can be read over lines. */
  readonly halo?: string;
  /** Struck through. */
  readonly struck?: boolean;
  /** Longer texts end with an ellipsis. */
  readonly room?: number;
}

export interface Surface {
  box(box: Box, corner: number, look: Look): void;
  path(draw: (pen: Pen) => void, look: Look): void;
  /** A drawing on a grid of 16. */
  glyph(drawing: string, x: number, y: number, size: number, look: Look): void;
  /** `y` is the middle of the line. */
  text(text: string, x: number, y: number, words: Words): void;
  widthOf(text: string, words: Pick<Words, 'size' | 'bold'>): number;
}
