/** Which rows of the list are drawn, and where it stands when rows come and go above what is looked at. */
import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { indicesOf, isSameRun, noRun, runOf, scrolledTo } from '../../design/lines.ts';

/** A list up to so long stands in the page whole: then the search of a browser and a screen reader's own ways to move find every row. */
const whole = 300;

interface DrawnRowsOptions {
  readonly list: RefObject<HTMLElement | null>;
  /** The rows, in the order in which they stand. */
  readonly keys: readonly string[];
  /** The row that has the focus when the list has it: it is always drawn. */
  readonly active: string;
  /** One more that must not vanish. */
  readonly held: string | undefined;
  /** How far it is scrolled at first. */
  readonly start: number;
}

interface DrawnRows {
  /** The rows to draw. */
  readonly indices: readonly number[];
  /** In pixels; every row is as high as any other. */
  readonly rowHeight: number;
  /** How many rows a page has. */
  readonly page: () => number;
  /** Looks again which rows are seen: after scrolling. */
  readonly look: () => void;
  /** Scrolls until a row is seen. */
  readonly show: (key: string) => void;
}

export function useDrawnRows({ list, keys, active, held, start }: DrawnRowsOptions): DrawnRows {
  const [rowHeight] = useState(() => Math.max(26, Math.round(2 * (parseFloat(getComputedStyle(document.body).fontSize) || 13))));
  const [run, setRun] = useState(noRun);
  // How the list stood when it was last looked at.
  const stood = useRef({ keys, top: start });
  const shown = useRef(active);
  const placeOf = useMemo(() => new Map(keys.map((key, index) => [key, index])), [keys]);

  const look = (): void => {
    const element = list.current;
    // On a narrow page it is not there while something else is.
    if (!element || element.clientHeight === 0) return;
    stood.current = { keys, top: element.scrollTop };
    const now = runOf(element.scrollTop, element.clientHeight, rowHeight, keys.length);
    setRun((last) => (isSameRun(last, now) ? last : now));
  };
  const show = (key: string): void => {
    const [element, index] = [list.current, placeOf.get(key)];
    if (!element || element.clientHeight === 0 || index === undefined) return;
    element.scrollTop = scrolledTo(element.scrollTop, element.clientHeight, rowHeight, index);
    look();
  };

  useLayoutEffect(() => {
    const { current: element } = list;
    if (!element) return undefined;
    const { keys: before, top } = stood.current;
    if (before === keys) element.scrollTop = top;
    else {
      const at = before.indexOf(shown.current);
      element.scrollTop = top + shiftAfter(before, top, element.clientHeight) * rowHeight;
      // Where other rows than those that were seen stand now, as when a search ends, the active one leads.
      if (at >= 0 && at * rowHeight >= top && (at + 1) * rowHeight <= top + element.clientHeight) show(shown.current);
    }
    look();
    const watching = new ResizeObserver(look);
    watching.observe(element);
    return () => watching.disconnect();
  }, [keys]);
  useLayoutEffect(() => {
    // Who comes back finds the list where it was left.
    if (shown.current !== active) show(active);
    shown.current = active;
  }, [active]);

  /** By how many rows most of those that were seen stand further down now: a row that was moved among them does not count for all. */
  function shiftAfter(before: readonly string[], top: number, room: number): number {
    const first = Math.floor(top / rowHeight);
    const shiftOf = (key: string, index: number): readonly number[] => (placeOf.has(key) ? [placeOf.get(key)! - index] : []);
    const seen = before.slice(first, Math.ceil((top + room) / rowHeight)).flatMap((key, index) => shiftOf(key, first + index));
    const shifts = seen.length > 0 ? seen.sort((a, b) => a - b) : before.slice(first).flatMap((key) => shiftOf(key, first));
    return shifts[seen.length >> 1] ?? 0;
  }

  const besides = [placeOf.get(active) ?? -1, held === undefined ? -1 : (placeOf.get(held) ?? -1)];
  return {
    indices: indicesOf(keys.length <= whole ? { first: 0, end: keys.length, slots: keys.length } : run, besides, keys.length),
    rowHeight,
    page: () => Math.max(1, Math.floor((list.current?.clientHeight ?? 0) / rowHeight) - 1),
    look,
    show,
  };
}
