/** Where a finding was made: a place of code among the locations that a finding names, and the problem that is shown there. */
import { isOpen } from '../../assurance/controls.ts';
import type { Finding } from '../../model/schema.ts';
import { plainPath } from '../../verifier/confinement.ts';

/** A place in a file, relative to the repository; lines from 1, both included. */
export interface FindingPlace {
  readonly file: string;
  readonly first: number;
  readonly last: number;
  /** The function or class that it lies in. */
  readonly symbol?: string;
}

/** `upload.py:12-18 in handle_upload`. */
export function writePlace({ file, first, last, symbol }: FindingPlace): string {
  return `${file}:${first}${last > first ? `-${last}` : ''}${symbol === undefined ? '' : ` in ${symbol}`}`;
}

/** The place that a location names; undefined when it is words of another kind, or leads out of the repository. */
export function readPlace(location: string): FindingPlace | undefined {
  const found = /^(.+?):(\d{1,7})(?:-(\d{1,7}))?(?: in (\S+))?$/.exec(location.trim()) ?? /^([^\s:]+\.[A-Za-z0-9]+)$/.exec(location.trim());
  const plain = found ? plainPath(found[1]!) : undefined;
  if (!found || !plain?.ok) return undefined;
  const first = Math.max(1, Number(found[2] ?? 1));
  return { file: plain.segments.join('/'), first, last: Math.max(first, Number(found[3] ?? first)), ...(found[4] === undefined ? {} : { symbol: found[4] }) };
}

/** The places of code that a finding names, in its order. */
export function placesOf({ checked_locations: locations }: Finding): readonly FindingPlace[] {
  return locations.flatMap((location) => readPlace(location) ?? []);
}

/** The findings that are open, by identifier. */
export function openFindings(findings: Readonly<Record<string, Finding>>): readonly (readonly [string, Finding])[] {
  return Object.entries(findings).filter(([, finding]) => isOpen(finding));
}
