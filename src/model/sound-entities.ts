/** Entities that the schema took as they stand, so that an edit elsewhere in the file does not have them read again. */

type Plain = Record<string, unknown>;

interface Sound {
  readonly collection: string;
  readonly id: string;
  readonly entity: unknown;
}

/** By the plain value, which stays the same object while its entry in the file does. */
const sound = new WeakMap<object, Sound>();

/** `value` without the entities that are known to be sound. */
export function withoutSound(value: Readonly<Plain>): Plain {
  return Object.fromEntries(Object.entries(value).map(([collection, entities]) => [collection, isMap(entities) ? Object.fromEntries(Object.entries(entities).filter(([id, plain]) => !knownAs(plain, collection, id))) : entities]));
}

/** Notes what the schema made of the entities of `value`, but for those in `doubtful`: names of collection and entity as JSON. */
export function noteSound(value: Readonly<Plain>, read: Readonly<Plain>, doubtful: ReadonlySet<string>): void {
  for (const [collection, entities] of Object.entries(value)) {
    // A map that the schema does not name is read by nothing.
    const taken = read[collection];
    if (!isMap(entities) || !isMap(taken)) continue;
    for (const [id, plain] of Object.entries(entities)) {
      if (typeof plain === 'object' && plain !== null && !doubtful.has(JSON.stringify([collection, id]))) sound.set(plain, { collection, id, entity: taken[id] });
    }
  }
}

/** `read` with the entities of `value` that are known to be sound, in the order of the file. */
export function withSound(value: Readonly<Plain>, read: Readonly<Plain>): Plain {
  return Object.fromEntries(Object.entries(read).map(([collection, entities]) => [collection, isMap(value[collection]) ? merged(value[collection], entities as Plain, collection) : entities]));
}

function merged(value: Readonly<Plain>, read: Readonly<Plain>, collection: string): Plain {
  return Object.fromEntries(Object.entries(value).map(([id, plain]) => [id, (knownAs(plain, collection, id) ?? { entity: read[id] }).entity]));
}

function knownAs(plain: unknown, collection: string, id: string): Sound | undefined {
  const known = typeof plain === 'object' && plain !== null ? sound.get(plain) : undefined;
  return known?.collection === collection && known.id === id ? known : undefined;
}

function isMap(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
