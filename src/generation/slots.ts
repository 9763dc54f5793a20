/** Fills the gaps in the texts of items with the description's own words. */
import type { Library } from './library.ts';
import type { Slot } from './library-schema.ts';
import type { Signals } from './signals.ts';
import { deniedRanges } from './text/negation.ts';
import { findName } from './text/names.ts';
import { objectOf } from './text/objects.ts';
import { pluralOf, singularOf } from './text/words.ts';
import type { TextRange } from '../model/problem.ts';

export interface FilledSlot {
  readonly text: string;
  /** Where the description says it; missing where the library's own word stands. */
  readonly range?: TextRange;
}

export type Slots = ReadonlyMap<string, FilledSlot>;

/** The slot that is the name of the feature itself, where the description gives one. */
const nameSlot = 'service';

export function fillSlots(library: Library, signals: Signals, description: string): Slots {
  const denied = deniedRanges(description);
  const isDenied = (offset: number): boolean => denied.some(({ start, end }) => start <= offset && offset < end);
  return new Map([...library.slots].map(([name, slot]) => [name, fill(name, slot, signals, description, isDenied)]));
}

function fill(name: string, slot: Slot, signals: Signals, description: string, isDenied: (offset: number) => boolean): FilledSlot {
  if (name === nameSlot) {
    const named = findName(description);
    if (named) return named;
  }
  if (slot.object_of.length > 0) {
    const found = objectOf(description, slot.object_of, isDenied);
    if (found) return found;
  }
  // The concepts stand in the order in which they are preferred.
  const places = slot.of.flatMap((concept) => signals.present.get(concept)?.slice(0, 1) ?? []).flatMap(({ place }) => (place.in === 'description' ? [place] : []));
  const [first] = places;
  const shown = slot.shown ? shownNames(slot, signals) : [];
  if (!first && shown.length > 0) return { text: shown.length === 1 ? shown[0]! : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)!}` };
  if (!first) return { text: slot.else };
  const written = /^\p{Lu}+s?$/u.test(first.text) || /\p{Lu}\p{Ll}*\p{Lu}|^\p{Lu}.* \p{Lu}/u.test(first.text) || !startsSentence(description, first.start) ? first.text : first.text[0]!.toLowerCase() + first.text.slice(1);
  const text = slot.form === 'one' ? singularOf(written) : slot.form === 'many' ? pluralOf(written) : written;
  return { text, range: { start: first.start, end: first.end } };
}

/** The first names that files show, without the kind of the fact before them. */
function shownNames({ of }: Slot, signals: Signals): string[] {
  const texts = of.flatMap((concept) => signals.present.get(concept) ?? []).flatMap(({ place }) => (place.in === 'repository' ? [place.text.slice(place.text.indexOf(' ') + 1)] : []));
  return [...new Set(texts)].filter((text) => /^[\p{L}\p{N} -]{1,40}$/u.test(text)).slice(0, 3);
}

function startsSentence(text: string, offset: number): boolean {
  return /(?:^|[.!?:\n#*-])\s*(?:(?:a|an|the|our)\s+)?$/iu.test(text.slice(Math.max(0, offset - 12), offset));
}

/** A text with its gaps filled, and whether the description gave a word for one. */
export function fillText(text: string, slots: Slots): string {
  return text.replace(/\{([a-z][a-z0-9-]*)\}/g, (gap, name: string) => slots.get(name)?.text ?? gap);
}

/** The places of the description that fill the gaps of a text. */
export function slotPlaces(text: string, slots: Slots): TextRange[] {
  return [...text.matchAll(/\{([a-z][a-z0-9-]*)\}/g)].flatMap(([, name]) => slots.get(name!)?.range ?? []);
}
