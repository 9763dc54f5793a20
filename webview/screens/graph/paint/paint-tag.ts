/** A mark with its word on the graph, in a tag of its own. Far away, and where there is no room, its shape alone. */
import type { Mark } from '../../../../src/protocol/marks.ts';
import { lookOf, wordOf } from '../../../design/marks.ts';
import type { Detail, Painting } from './paint-scene.ts';
import type { Surface } from './surface.ts';
import type { GraphTheme } from './theme.ts';

export interface Tag {
  readonly mark: Mark;
  /** Where its middle is, from top to bottom. */
  readonly y: number;
  /** Its left end, its middle or its right end, as `align` says. */
  readonly x: number;
  readonly align: 'left' | 'center' | 'right';
  readonly size: number;
  /** Of how many things; said from two on. */
  readonly count?: number;
  /** Without its word. */
  readonly bare?: boolean;
}

/** Draws it, and says how wide it is. */
export function paintTag(surface: Surface, theme: GraphTheme, { mark, x, y, align, size, count = 1, bare = false }: Tag): number {
  const look = lookOf(mark);
  const color = theme[look.tone];
  const text = tagText(mark, count, bare);
  const width = tagWidth(surface, text, size);
  const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
  const [glyph, height] = [size * 1.15, size * 1.5];
  surface.box({ x: left, y: y - height / 2, width, height }, size * 0.3, { fill: theme.ground, stroke: color, width: size / 9 });
  surface.glyph(look.line, left + size * 0.25, y - glyph / 2, glyph, { stroke: color, width: 1.7, ...(look.fill === undefined ? {} : { fill: color, fillAlpha: 0.3 }) });
  surface.text(text, left + size * 1.6, y, { size, color: theme.text });
  return width;
}

export function tagText(mark: Mark, count: number, bare: boolean): string {
  return [...(bare ? [] : [wordOf(mark)]), ...(count > 1 ? [`×${count}`] : [])].join(' ');
}

export function tagWidth(surface: Surface, text: string, size: number): number {
  return text === '' ? size * 1.65 : surface.widthOf(text, { size }) + size * 2.2;
}

/** As large on the screen as the words around it, whatever the distance. */
export function tagSize({ detail, scale }: Pick<Painting, 'detail' | 'scale'>): number {
  const least: Readonly<Record<Detail, number>> = { near: 10.5, middle: 24, far: 100 };
  return Math.max(10.5, Math.min(10 / scale, least[detail]));
}
