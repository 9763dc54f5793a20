/** Texts cut to the room that they have. Remembered: the same names are drawn in every frame. */

export type Measure = (text: string, size: number, bold: boolean) => number;

const most = 20_000;

export class TextFitter {
  readonly #measure: Measure;
  readonly #fitted = new Map<string, string>();
  readonly #widths = new Map<string, number>();

  constructor(measure: Measure) {
    this.#measure = measure;
  }

  width(text: string, size: number, bold: boolean): number {
    // One measure serves every size: letters grow evenly.
    const key = `${bold ? 'b' : 'n'}${text}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      if (this.#widths.size > most) this.#widths.clear();
      this.#widths.set(key, (width = this.#measure(text, 100, bold) / 100));
    }
    return width * size;
  }

  fit(text: string, size: number, bold: boolean, room: number): string {
    if (this.width(text, size, bold) <= room) return text;
    const key = `${bold ? 'b' : 'n'}${Math.round((room / size) * 20)} ${text}`;
    let fitted = this.#fitted.get(key);
    if (fitted === undefined) {
      if (this.#fitted.size > most) this.#fitted.clear();
      let [low, high] = [0, Math.min(text.length, 300)];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((this.#measure(`${text.slice(0, middle)}…`, 100, bold) / 100) * size <= room) low = middle;
        else high = middle - 1;
      }
      // Half of a pair of code units is no letter.
      const end = low > 0 && /[\uD800-\uDBFF]/.test(text[low - 1]!) ? low - 1 : low;
      this.#fitted.set(key, (fitted = end === 0 ? '' : `${text.slice(0, end).trimEnd()}…`));
    }
    return fitted;
  }
}
