/** One requirement as PEP 508 writes it: name, extras, versions or an address, a marker. */
import type { Requirement } from './dependency.ts';
import { pythonVersions } from './versions/python.ts';

export interface PythonRequirement {
  readonly name: string;
  readonly requirement: Requirement;
  readonly marker?: string;
}

const shape = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(?:@\s*(\S+)|\(?([^;()@]*)\)?)?\s*(?:;\s*(.*))?$/s;

export function pythonRequirement(written: string): PythonRequirement | undefined {
  if (written.length > 2000) return undefined;
  const match = shape.exec(written.trim());
  if (!match) return undefined;
  const [, name = '', address, versions = '', marker] = match;
  const more = marker === undefined ? {} : { marker: marker.trim() };
  if (address !== undefined) return { name: foldedPythonName(name), requirement: { kind: 'elsewhere', what: address }, ...more };
  const range = versions.trim();
  // A name and another word is prose, not a requirement; a version needs an operator.
  if (range !== '' && (/^[^<>=!~]/.test(range) || pythonVersions.within(range, '>=0') === undefined)) return undefined;
  return { name: foldedPythonName(name), requirement: { kind: 'range', range: range === '' ? '*' : range }, ...more };
}

/** Case, dots, dashes and underlines make no difference in the name of a Python package. */
export function foldedPythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
