/** One test, or suite of tests, that a runner finds in a file, and whether it runs. */
import type { Span } from './code.ts';

/**
 * not_called: registered by a function that this file never calls. not_collected: no runner takes it for a test.
 * unknown: what the file does not show decides that.
 */
export type TestState = 'live' | 'skipped' | 'stub' | 'dead_code' | 'type_only' | 'not_called' | 'not_collected' | 'unknown';

export interface TestFact extends Span {
  /** Of its suites, the outermost first, and its own. */
  readonly titles: readonly Title[];
  readonly kind: 'test' | 'suite';
  readonly state: TestState;
  /** Why it does not run, as the end of a sentence. */
  readonly because?: string;
}

/** The pieces of a title that are written out; between two of them stands what is filled in at run time. */
export type Title = readonly string[];

/** Any title at all. */
export const computedTitle: Title = ['', ''];

const joiners = [' > ', ' ', '/', '::', '.'];

/** exact: the name says this test, with all, some or none of its suites. possible: it does if a template is filled in so. */
export function nameFits(name: string, titles: readonly Title[]): 'exact' | 'possible' | 'no' {
  let possible = false;
  for (let from = titles.length - 1; from >= 0; from--) {
    for (const joiner of from === titles.length - 1 ? [''] : joiners) {
      const pieces = joined(titles.slice(from), joiner);
      if (pieces.length === 1 && pieces[0] === name) return 'exact';
      if (pieces.length > 1) possible ||= fits(name, pieces);
    }
  }
  return possible ? 'possible' : 'no';
}

function joined(titles: readonly Title[], joiner: string): Title {
  const pieces: string[] = [''];
  for (const [index, title] of titles.entries()) {
    const [first = '', ...rest] = title;
    pieces.push((pieces.pop() ?? '') + (index === 0 ? '' : joiner) + first, ...rest);
  }
  return pieces;
}

/** Whether something can be put between the pieces so that they make the name. */
function fits(name: string, pieces: Title): boolean {
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  let place = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = name.indexOf(piece, place);
    if (found < 0) return false;
    place = found + piece.length;
  }
  return place <= name.length - last.length;
}
