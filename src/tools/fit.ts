/** Cuts data to a size: the longest list or text in it first, for as long as it takes, so that its shape stays what the schema says. */

export interface Fitted {
  readonly value: Readonly<Record<string, unknown>>;
  /** What was cut and how to get the rest, a few words each. */
  readonly cut: readonly string[];
}

interface Place {
  readonly holder: Record<string, unknown> | unknown[];
  readonly key: string | number;
  readonly name: string;
  readonly size: number;
}

/** The least that is left of a list or a text. */
const leastItems = 1;
const leastText = 200;

/** @param most Characters of the data as JSON. A page that is cut says so: `more` becomes true. */
export function fitted(data: Readonly<Record<string, unknown>>, most: number): Fitted {
  let size = JSON.stringify(data).length;
  if (size <= most) return { value: data, cut: [] };
  const value = structuredClone(data) as Record<string, unknown>;
  const cut = new Map<string, string>();
  const given = new Map<string, number>();
  while (size > most) {
    const place = largest(value);
    if (!place) break;
    const { holder, key, name } = place;
    const held = (holder as Record<string | number, unknown>)[key];
    const share = Math.max(0.1, Math.min(0.9, 1 - (size - most) / place.size));
    if (Array.isArray(held)) {
      if (!given.has(name)) given.set(name, held.length);
      const kept = Math.max(leastItems, Math.floor(held.length * share));
      (holder as Record<string | number, unknown>)[key] = held.slice(0, kept);
      cut.set(name, `${name} has the first ${kept} of ${given.get(name)}${holder === value && 'offset' in value ? ', ask again with a higher offset' : ''}`);
      if (holder === value && 'more' in value) value['more'] = true;
    } else if (typeof held === 'string') {
      if (!given.has(name)) given.set(name, held.length);
      const kept = Math.max(leastText, Math.floor(held.length * share) - 1);
      (holder as Record<string | number, unknown>)[key] = `${held.slice(0, kept)}…`;
      cut.set(name, `${name} has the first ${kept} of ${given.get(name)} characters`);
    }
    size = JSON.stringify(value).length;
  }
  return { value, cut: [...cut.values()].slice(0, 8) };
}

/** The list or text that takes most room, of those that can still be cut. A list of one is looked into. */
function largest(value: Record<string, unknown>): Place | undefined {
  let found: Place | undefined;
  const visit = (holder: Record<string, unknown> | unknown[], name: string): void => {
    for (const [key, one] of Object.entries(holder)) {
      const path = Array.isArray(holder) ? name : name === '' ? key : `${name}.${key}`;
      const at = Array.isArray(holder) ? Number(key) : key;
      if (typeof one === 'string') {
        if (one.length > leastText + 1 && (found === undefined || one.length > found.size)) found = { holder, key: at, name: path, size: one.length };
      } else if (typeof one === 'object' && one !== null) {
        if (Array.isArray(one) && one.length > leastItems) {
          const size = JSON.stringify(one).length;
          if (found === undefined || size > found.size) found = { holder, key: at, name: path, size };
        } else visit(one as Record<string, unknown>, path);
      }
    }
  };
  visit(value, '');
  return found;
}
