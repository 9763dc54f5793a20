/** Versions of Python packages by PEP 440, with the carets and tildes that Poetry adds. */
import { compare, explain, valid } from '@renovatebot/pep440';
import { caret, comparisons, endingBefore, exactly, intervalScheme, prefix, raised, span } from './interval-scheme.ts';
import type { VersionScheme } from './version-scheme.ts';

export const pythonVersions: VersionScheme = intervalScheme({
  order: (a, b) => compare(a, b),
  isVersion: (text) => valid(text) !== null,
  isEarly: (version) => {
    const read = explain(version);
    return read !== null && read.is_prerelease;
  },
  operators: {
    ...comparisons,
    // A version without a local part takes every local part of it.
    '<': (version) => comparisons['<']!(`${version}${/[a-z]/i.test(version) ? '' : '.dev0'}`),
    '===': exactly,
    '': exactly,
    '^': (version) => endingBefore(caret(version), '.dev0'),
    '~': (version) => (version.split('.').length === 1 ? endingBefore(prefix(version), '.dev0') : upTo(version, 1)),
    '~=': (version) => (version.split('.').length < 2 ? undefined : upTo(version, /^\d+(?:\.\d+)*/.exec(version)![0].split('.').length - 2)),
  },
  earliest: '.dev0',
  or: /\|\|/,
});

function upTo(version: string, place: number): ReturnType<typeof prefix> {
  const end = raised(version, place);
  return end === undefined ? undefined : span(version, `${end}.dev0`);
}
