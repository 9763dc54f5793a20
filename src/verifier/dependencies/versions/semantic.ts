/** Versions of npm and, with Cargo's own way to write requirements, of Rust: node-semver decides. */
import Range from 'semver/classes/range.js';
import satisfies from 'semver/functions/satisfies.js';
import valid from 'semver/functions/valid.js';
import minVersion from 'semver/ranges/min-version.js';
import subset from 'semver/ranges/subset.js';
import type { VersionScheme } from './version-scheme.ts';

/** Longer ranges were written by no person; each alternative multiplies the work. */
const longestRange = 500;

function semanticScheme(rangeOf: (written: string) => string): VersionScheme {
  const read = (written: string): Range | undefined => {
    if (written.length > longestRange) return undefined;
    try {
      return new Range(rangeOf(written.trim()));
    } catch {
      return undefined;
    }
  };
  return {
    meets(version, constraint) {
      const range = read(constraint);
      return range && valid(version) !== null ? satisfies(version, range) : undefined;
    },
    takes(range, version) {
      const read_ = read(range);
      return read_ && valid(version) !== null ? satisfies(version, read_) : undefined;
    },
    within(range, constraint) {
      const inner = read(range);
      const outer = read(constraint);
      if (!inner || !outer) return undefined;
      // A range that takes no version at all would be a part of anything.
      return minVersion(inner) !== null && subset(inner, outer);
    },
  };
}

/** A comma between two comparisons, as other ecosystems write it, is taken for the blank that npm writes. */
export const npmVersions: VersionScheme = semanticScheme((written) => written.replace(/\s*,\s*/g, ' '));

/** Cargo separates by commas, and a version without an operator means `^`. */
export const cargoVersions: VersionScheme = semanticScheme((written) =>
  written
    .split(',')
    .map((part) => part.trim())
    .map((part) => (/^\d/.test(part) && !/[*xX]/.test(part) ? `^${part}` : part))
    .join(' '),
);
