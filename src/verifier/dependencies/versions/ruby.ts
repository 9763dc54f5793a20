/** Versions of Ruby gems, as Gem::Version compares them. */
import { comparisons, exactly, intervalScheme, raised, span } from './interval-scheme.ts';
import { comparedParts } from './compared-parts.ts';
import type { VersionScheme } from './version-scheme.ts';

export const rubyVersions: VersionScheme = intervalScheme({
  // Letters come before numbers, so that 1.0.rc1 comes before 1.0 and its zeros.
  order: (a, b) => comparedParts(partsOf(a), partsOf(b), (part) => (typeof part === 'string' ? -1 : 1)),
  isVersion: (text) => /^\d+(\.[0-9A-Za-z]+)*(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/.test(text),
  isEarly: (version) => /[a-zA-Z]/.test(version),
  operators: {
    ...comparisons,
    '': exactly,
    '~>': (version) => {
      const end = raised(version, Math.max(0, /^\d+(?:\.\d+)*/.exec(version)![0].split('.').length - 2));
      // What comes before the next release belongs to it.
      return end === undefined ? undefined : span(version, `${end}.a`);
    },
  },
});

function partsOf(version: string): readonly (string | number)[] {
  return (version.replaceAll('-', '.pre.').match(/\d+|[a-zA-Z]+/g) ?? []).map((part) => (/^\d/.test(part) ? Number(part) : part));
}
