/** Gives out identifiers: each once, never one that was removed. */
import { idPatterns, type EntityKind } from './identifiers.ts';
import type { ThreatModel } from './schema.ts';

const prefixes: Readonly<Record<Exclude<EntityKind, 'assertions' | 'findings'>, string>> = {
  boundaries: 'TB',
  components: 'CMP',
  connections: 'CN',
  assets: 'A',
  attackers: 'T',
  assumptions: 'AS',
  controls: 'CTRL-',
  acceptances: 'RA',
};

/**
 * The next identifier of a kind: one above the highest number ever used, removed ones included, with as many leading zeros
 * as its neighbours have. Assertions and findings get letters instead, so that two branches seldom give out the same.
 *
 * @param chance Numbers from 0 up to 1, as from `Math.random`: chance is an argument here.
 * @param taken Further identifiers that are in use elsewhere, such as on another branch.
 */
export function allocateIdentifier(kind: EntityKind, model: ThreatModel, chance: () => number, taken: Iterable<string> = []): string {
  const used = new Set([...Object.keys(model[kind]), ...Object.keys(model.removed), ...taken]);
  if (kind === 'assertions' || kind === 'findings') {
    const prefix = kind === 'assertions' ? 'asrt_' : 'fnd_';
    const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
    for (let length = 4; ; length++) {
      for (let attempt = 0; attempt < 20; attempt++) {
        const id = prefix + Array.from({ length }, () => alphabet[Math.floor(chance() * alphabet.length) % alphabet.length]).join('');
        if (!used.has(id)) return id;
      }
    }
  }
  const prefix = prefixes[kind];
  const numbers = [...used].filter((id) => idPatterns[kind].test(id)).map((id) => id.slice(prefix.length)).filter((rest) => /^\d+$/.test(rest));
  const highest = numbers.reduce((highest, rest) => (BigInt(rest) > highest ? BigInt(rest) : highest), 0n);
  const width = numbers.length > 0 ? Math.max(...numbers.map((rest) => (rest.startsWith('0') ? rest.length : 1))) : kind === 'controls' ? 2 : 1;
  return prefix + String(highest + 1n).padStart(width, '0');
}
