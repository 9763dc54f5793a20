/** How large the parts of the matrix are. Every row is as high as any other, every column as wide. */
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
