/** Ranges in brackets, as Maven and NuGet write them: `[1.0,2.0)`, `(,1.5]`, `[1.2]`, several with commas between. */
import type { VersionSet } from './version-set.ts';

export function bracketRange(range: string, isVersion: (text: string) => boolean): VersionSet | undefined {
  if (!/^[[(]/.test(range)) return undefined;
  const parts = [...range.matchAll(/([[(])([^[\]()]*)([\])])(?:\s*,\s*)?/g)];
  if (parts.map(([whole]) => whole).join('') !== range || parts.length === 0) return undefined;
  const set = parts.map(([, open, inside = '', close]) => {
    const [from = '', to = from, ...more] = inside.split(',').map((part) => part.trim());
    if (more.length > 0 || (!inside.includes(',') && (open !== '[' || close !== ']' || from === '')) || [from, to].some((text) => text !== '' && !isVersion(text))) return undefined;
    return { ...(from === '' ? {} : { from: { version: from, inclusive: open === '[' } }), ...(to === '' ? {} : { to: { version: to, inclusive: close === ']' } }) };
  });
  return set.every((interval) => interval !== undefined) ? set : undefined;
}
