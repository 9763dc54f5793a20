/** Where a finding was made: a place of code among the locations that a finding names, and the problem that is shown there. */
import { isOpen } from '../../assurance/controls.ts';
import { canonicalHash } from '../../model/canonical.ts';
import type { Finding } from '../../model/schema.ts';
import { plainPath } from '../../verifier/confinement.ts';

/** A place in a file, relative to the repository; lines from 1, both included. */
export interface FindingPlace {
  readonly file: string;
  readonly first: number;
  readonly last: number;
  /** The function or class that it lies in. */
  readonly symbol?: string;
  /** A digest of what the first line said, so that it is found again where others were written above it. */
  readonly digest?: string;
}

/** Lines by their numbers as texts that were checked out count them. */
export const linesOfCode = (text: string): readonly string[] => text.split(/\r\n|\n|\r/);

/** The digest of a line, whatever its indentation; undefined for one that says nothing of its own, such as a bracket. */
export function digestOfLine(line: string): string | undefined {
  return /[\p{L}\p{N}]/u.test(line) ? canonicalHash(line.replaceAll(/\s+/g, ' ')).slice(0, 8) : undefined;
}

/** For people: `upload.py:12-18 in handle_upload`. */
export function describePlace({ file, first, last, symbol }: FindingPlace): string {
  return `${file}:${first}${last > first ? `-${last}` : ''}${symbol === undefined ? '' : ` in ${symbol}`}`;
}

/** For the model: `upload.py:12-18 in handle_upload @3f2a9c1d`. */
export function writePlace(place: FindingPlace): string {
  return `${describePlace(place)}${place.digest === undefined ? '' : ` @${place.digest}`}`;
}

/** The place that a location names; undefined when it is words of another kind, or leads out of the repository. */
export function readPlace(location: string): FindingPlace | undefined {
  const found = /^(.+?):(\d{1,7})(?:-(\d{1,7}))?(?: in (\S+))?(?: @([0-9a-f]{8}))?$/.exec(location.trim()) ?? /^([^\s:]+\.[A-Za-z0-9]+)$/.exec(location.trim());
  const plain = found ? plainPath(found[1]!) : undefined;
  if (!found || !plain?.ok) return undefined;
  const first = Math.max(1, Number(found[2] ?? 1));
  return { file: plain.segments.join('/'), first, last: Math.max(first, Number(found[3] ?? first)), ...(found[4] === undefined ? {} : { symbol: found[4] }), ...(found[5] === undefined ? {} : { digest: found[5] }) };
}

/** Where locations of findings are now, as they are written; one that is missing is where it was. */
export type PlacesNow = ReadonlyMap<string, FindingPlace | 'gone'>;

/** The places of code that a finding names, in its order; with `now`, as the files are now and without what is gone. */
export function placesOf({ checked_locations: locations }: Finding, now?: PlacesNow): readonly FindingPlace[] {
  return locations.flatMap((location) => {
    const place = now?.get(location) ?? readPlace(location);
    return place === undefined || place === 'gone' ? [] : [place];
  });
}

/** The places that a finding names and that are not there any more, in words. */
export function placesGone({ checked_locations: locations }: Finding, now: PlacesNow): readonly string[] {
  return locations.flatMap((location) => {
    const place = now.get(location) === 'gone' ? readPlace(location) : undefined;
    return place ? [describePlace(place)] : [];
  });
}

/** The findings that are open, by identifier. */
export function openFindings(findings: Readonly<Record<string, Finding>>): readonly (readonly [string, Finding])[] {
  return Object.entries(findings).filter(([, finding]) => isOpen(finding));
}
