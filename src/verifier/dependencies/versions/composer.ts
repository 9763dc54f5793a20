/** Versions of Composer packages: four numbers and a stability. */
import { caret, comparisons, endingBefore, exactly, intervalScheme, prefix, raised, span } from './interval-scheme.ts';
import { comparedParts } from './compared-parts.ts';
import type { VersionScheme } from './version-scheme.ts';

const stabilities = ['dev', 'alpha', 'beta', 'rc', '', 'patch'] as const;
const version = /^v?(\d+(?:\.\d+){0,3})(?:[-._+]?(dev|alpha|a|beta|b|rc|patch|pl|p|stable)[-.]?(\d+)?(?:-dev)?)?$/i;

export const composerVersions: VersionScheme = intervalScheme({
  order: (a, b) => comparedParts(partsOf(a), partsOf(b), () => 0),
  isVersion: (text) => version.test(text),
  isEarly: (text) => partsOf(text)[4]! < stabilities.indexOf(''),
  operators: {
    ...comparisons,
    '': exactly,
    // What comes before the next release belongs to it.
    '^': (text) => endingBefore(caret(plain(text)), '-dev'),
    '~': (text) => {
      const bare = plain(text);
      const parts = bare.split(/[-_+]/)[0]!.split('.').length;
      const end = raised(bare, Math.max(0, parts - 2));
      return end === undefined ? undefined : parts === 1 ? endingBefore(prefix(bare), '-dev') : span(bare, `${end}-dev`);
    },
  },
  own(range) {
    const hyphen = /^(\S+)\s+-\s+(\S+)$/.exec(range);
    if (!hyphen || !version.test(hyphen[1]!) || !version.test(hyphen[2]!)) return undefined;
    const [, from = '', to = ''] = hyphen;
    if (to.split('.').length >= 3) return [{ from: { version: from, inclusive: true }, to: { version: to, inclusive: true } }];
    const end = raised(plain(to), plain(to).split('.').length - 1);
    return end === undefined ? undefined : span(from, `${end}-dev`);
  },
  earliest: '-dev',
  or: /\|\|?/,
});

function plain(text: string): string {
  return text.replace(/^v/i, '');
}

function partsOf(text: string): readonly number[] {
  const [, numbers = '', word = '', number = '0'] = version.exec(text) ?? [];
  const parts = numbers.split('.').map(Number);
  while (parts.length < 4) parts.push(0);
  const stability = ({ a: 'alpha', b: 'beta', pl: 'patch', p: 'patch', stable: '' } as Readonly<Record<string, string>>)[word.toLowerCase()] ?? word.toLowerCase();
  return [...parts, stabilities.indexOf(stability as (typeof stabilities)[number]), Number(number)];
}
