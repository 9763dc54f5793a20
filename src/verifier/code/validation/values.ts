/** What is known at one place of the values that come from a parameter. */
import type { Binding } from '../scope.ts';

/**
 * A value goes by a key: the parameter's name with members, such as `req.body.email`, or `#3` for what was made of
 * other values. `checked` holds the keys that a guard has looked at, with everything below them.
 */
export interface Known {
  readonly checked: ReadonlySet<string>;
  /** Which values a variable holds. None: something else than the parameter. */
  readonly origins: ReadonlyMap<Binding, readonly string[]>;
}

/** What values are made of; grows as the walk goes on. */
export class Values {
  readonly #parents = new Map<string, readonly string[]>();
  readonly #tells = new Map<string, readonly string[]>();

  /** A value made of others: as clean as all of them, or checked by itself. */
  made(parents: readonly string[]): string {
    const key = `#${this.#parents.size}`;
    this.#parents.set(key, parents);
    return key;
  }

  /** The outcome of looking at values: whoever tests it has tested them. */
  telling(of: readonly string[]): string {
    const key = this.made(of);
    this.#tells.set(key, of);
    return key;
  }

  isChecked(key: string, known: Known): boolean {
    const segments = key.split('.');
    for (let length = segments.length; length > 0; length--) if (known.checked.has(segments.slice(0, length).join('.'))) return true;
    const parents = this.#parents.get(segments[0]!);
    return parents !== undefined && parents.every((parent) => this.isChecked(parent, known));
  }

  /** The keys with what they tell about. */
  withTold(keys: readonly string[]): readonly string[] {
    return keys.flatMap((key) => [key, ...(this.#tells.get(key.split('.')[0]!) ?? [])]);
  }

  /** An outcome of looking: on a way that leaves, it is the error that is given back. */
  isTelling(key: string): boolean {
    return this.#tells.has(key.split('.')[0]!);
  }

  /** Whether a value is, or comes from, the key or a part of it. */
  comesFrom(key: string, root: string): boolean {
    if (key === root || key.startsWith(`${root}.`)) return true;
    const parents = this.#parents.get(key.split('.')[0]!) ?? [];
    return parents.some((parent) => this.comesFrom(parent, root));
  }
}

/** Where two runs come together, only what both have checked is checked, and a variable may hold what either gave it. */
export function merged(a: Known, b: Known): Known {
  const covers = (known: Known, key: string): boolean => {
    const segments = key.split('.');
    return segments.some((_, index) => known.checked.has(segments.slice(0, index + 1).join('.')));
  };
  const checked = new Set([...[...a.checked].filter((key) => covers(b, key)), ...[...b.checked].filter((key) => covers(a, key))]);
  const origins = new Map(a.origins);
  for (const [binding, keys] of b.origins) origins.set(binding, [...new Set([...(a.origins.get(binding) ?? []), ...keys])]);
  return { checked, origins };
}

export function withChecked(known: Known, keys: readonly string[]): Known {
  return keys.length === 0 ? known : { ...known, checked: new Set([...known.checked, ...keys]) };
}
