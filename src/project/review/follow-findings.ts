/** Finds the places of findings again in code that was edited since: by what the line said, else by the function that it lay in. */
import type { Finding } from '../../model/schema.ts';
import type { Sources } from '../../verifier/sources.ts';
import { digestOfLine, linesOfCode, openFindings, readPlace, type FindingPlace, type PlacesNow } from './finding-places.ts';

/** Where the places of open findings are now. A file that cannot be read for another reason than that it is gone changes nothing. */
export async function followFindings(findings: Readonly<Record<string, Finding>>, sources: Sources): Promise<PlacesNow> {
  const found = new Map<string, FindingPlace | 'gone'>();
  const texts = new Map<string, Promise<readonly string[] | 'gone' | undefined>>();
  for (const [, finding] of openFindings(findings)) {
    for (const location of finding.checked_locations) {
      const place = readPlace(location);
      if (!place || found.has(location)) continue;
      const text = texts.get(place.file) ?? sources.read(place.file).then((source) => (source.ok ? linesOfCode(source.text) : source.refusal === 'file_missing' ? 'gone' : undefined));
      texts.set(place.file, text);
      const lines = await text;
      if (lines !== undefined) found.set(location, lines === 'gone' ? 'gone' : (placeIn(lines, place) ?? 'gone'));
    }
  }
  return found;
}

/** The place in these lines: the nearest line that says the same, else the nearest one that names its function; undefined when neither is there. */
export function placeIn(lines: readonly string[], place: FindingPlace): FindingPlace | undefined {
  const { first, last, symbol, digest } = place;
  // Nothing was noted of the line: where it was is the best that can be said.
  const same = nearest(lines, first, digest === undefined ? (_line, number) => number === first : (line) => digestOfLine(line) === digest);
  if (same !== undefined) return { ...place, first: same, last: last + same - first };
  const name = symbol?.split(/[.:#]/).at(-1) ?? '';
  const naming = name === '' ? undefined : nearest(lines, first, (line) => line.split(/[^\p{L}\p{N}_$]+/u).includes(name));
  return naming === undefined ? undefined : { ...place, first: naming, last: naming };
}

/** The number of the nearest line for which something holds; of two as near, the later one: more is written above than taken away. */
function nearest(lines: readonly string[], from: number, holds: (line: string, number: number) => boolean): number | undefined {
  for (let away = 0; away < Math.max(from, lines.length); away++) {
    for (const number of away === 0 ? [from] : [from + away, from - away]) {
      const line = lines[number - 1];
      if (line !== undefined && holds(line, number)) return number;
    }
  }
  return undefined;
}
