/** Versions of NuGet packages: four numbers and a label; a range in brackets, or the lowest version taken. */
import { comparisons, intervalScheme } from './interval-scheme.ts';
import { bracketRange } from './bracket-range.ts';
import type { VersionScheme } from './version-scheme.ts';

const version = /^(\d+(?:\.\d+){0,3})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

export const nugetVersions: VersionScheme = intervalScheme({
  order,
  isVersion: (text) => version.test(text),
  isEarly: (text) => version.exec(text)?.[2] !== undefined,
  operators: { ...comparisons, '': comparisons['>=']! },
  own: (range) => bracketRange(range, (text) => version.test(text)),
});

function order(a: string, b: string): number {
  const [, first = '', label] = version.exec(a) ?? [];
  const [, second = '', other] = version.exec(b) ?? [];
  const one = first.split('.').map(Number);
  const two = second.split('.').map(Number);
  for (let i = 0; i < 4; i++) {
    const compared = (one[i] ?? 0) - (two[i] ?? 0);
    if (compared !== 0) return Math.sign(compared);
  }
  if (label === undefined || other === undefined) return (label === undefined ? 1 : 0) - (other === undefined ? 1 : 0);
  return labelOrder(label.toLowerCase().split('.'), other.toLowerCase().split('.'));
}

function labelOrder(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [one, other] = [a[i], b[i]];
    if (one === undefined || other === undefined) return one === undefined ? -1 : 1;
    if (one === other) continue;
    const numbers = [/^\d+$/.test(one), /^\d+$/.test(other)];
    if (numbers[0] && numbers[1]) return Math.sign(Number(one) - Number(other));
    if (numbers[0] !== numbers[1]) return numbers[0] ? -1 : 1;
    return one < other ? -1 : 1;
  }
  return 0;
}
