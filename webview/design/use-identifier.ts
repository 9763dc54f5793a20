/** An identifier of an element, for the labels and descriptions that name it: one of its own for each component, as long as it lives. */
import { useState } from 'preact/hooks';

let given = 0;

/** The library's own counts anew with each drawing of the page, so that two could be the same. */
export function useIdentifier(): string {
  const [identifier] = useState(() => `part-${++given}`);
  return identifier;
}
