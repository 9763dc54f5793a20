/** Versions of Go modules. What go.mod requires is what is built, so a required version is one version. */
import compare from 'semver/functions/compare.js';
import valid from 'semver/functions/valid.js';
import { comparisons, exactly, intervalScheme } from './interval-scheme.ts';
import type { VersionScheme } from './version-scheme.ts';

export const goVersions: VersionScheme = intervalScheme({
  order: (a, b) => compare(full(a), full(b)),
  isVersion: (text) => valid(full(text)) !== null,
  // A version made of a commit's time and name is no release, and no candidate for one either.
  isEarly: (version) => version.includes('-') && !/[-.]\d{14}-[0-9a-f]{12}(\+incompatible)?$/.test(version),
  operators: { ...comparisons, '': exactly },
});

function full(version: string): string {
  const [, numbers, rest = ''] = /^v?(\d+(?:\.\d+){0,2})([-+].*)?$/.exec(version) ?? [];
  if (numbers === undefined) return version;
  const parts = numbers.split('.');
  while (parts.length < 3) parts.push('0');
  return `${parts.join('.')}${rest}`;
}
