/** What a screen remembers of itself, so that one who comes back finds it as it was: plain data, little of it. */
export interface Memory {
  /** What was kept under a name; `start` when nothing of its kind was. */
  get<Value extends string | number | boolean | readonly string[]>(name: string, start: Value): Value;
  set(name: string, value: string | number | boolean | readonly string[]): void;
}

type Kept = Record<string, string | number | boolean | readonly string[]>;

/** The memory of a part of a page, of what the port remembered of it; `keep` is called with all of it after each change. */
export function memoryOf(remembered: unknown, keep: (kept: Readonly<Kept>) => void): Memory {
  const kept: Kept = typeof remembered === 'object' && remembered !== null ? { ...(remembered as Kept) } : {};
  return {
    get: <Value extends string | number | boolean | readonly string[]>(name: string, start: Value): Value => {
      const value = Object.hasOwn(kept, name) ? kept[name] : undefined;
      const fits = Array.isArray(start) ? Array.isArray(value) && value.every((one) => typeof one === 'string') : typeof value === typeof start;
      return fits ? (value as Value) : start;
    },
    set: (name, value) => {
      kept[name] = value;
      keep(kept);
    },
  };
}
