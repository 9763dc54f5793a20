/** How large the parts of the matrix are, and which of them are on the screen. Every row is as high as any other, every column as wide. */
import { picture } from './pictures.ts';

export interface Measures {
  readonly rowHeight: number;
  readonly columnWidth: number;
  readonly sideWidth: number;
  readonly headHeight: number;
  readonly bandHeight: number;
  /** There is room for the word of a cell. */
  readonly wide: boolean;
  /** There is room for a heading that is read without turning one's head. */
  readonly level: boolean;
}

/** Sizes for a place of so many pixels with so many columns; `font` is the size of its text. */
export function measuresFor(width: number, columns: number, font: number, hasBands: boolean): Measures {
  const sideWidth = Math.round(Math.min(Math.max(width * 0.3, 150), 24 * font));
  const least = picture.width + 10;
  // The last column must not lie below the bar that scrolls.
  const columnWidth = Math.max(least, Math.min(16 * font, Math.floor((width - sideWidth - 14) / Math.max(columns, 1))));
  const wide = columnWidth >= least + 7 * font;
  const level = columnWidth >= 8.5 * font;
  return { rowHeight: Math.round(2.3 * font), columnWidth, sideWidth, wide, level, headHeight: Math.round((level ? 6.4 : 11.5) * font), bandHeight: hasBands ? Math.round(2 * font) : 0 };
}

/** A run of lines: the first, and the one behind the last. */
export interface Run {
  readonly first: number;
  readonly end: number;
  /** No run of this place is longer: what stands in the same slot is drawn over what left it. */
  readonly slots: number;
}

/** Lines are drawn in steps of so many, so that most of scrolling draws nothing. */
const step = 4;

/** The lines on the screen and a few around them. `from` is how far it was scrolled, `room` how much is seen. */
export function runOf(from: number, room: number, size: number, count: number): Run {
  const first = Math.floor(from / size / step) * step - step;
  const end = Math.ceil((from + room) / size / step) * step + step;
  return { first: Math.max(0, first), end: Math.max(0, Math.min(count, end)), slots: Math.ceil(room / size) + 4 * step };
}

/** The indices of a run, with one more that must not vanish. */
export function indicesOf(run: Run, besides: number, count: number): readonly number[] {
  // What was seen may be of more lines than are left.
  const end = Math.min(run.end, count);
  const first = Math.min(run.first, end);
  const list = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  if (besides < 0 || besides >= count || (besides >= first && besides < end)) return list;
  return besides < first ? [besides, ...list] : [...list, besides];
}
