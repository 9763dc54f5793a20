/** Finds, on a page in the language that nobody speaks, what is shown or read out and is neither translated nor said by the host. */
import type { Opened } from './screens-page.ts';

/** What is the same in every language. */
const untranslated = new Set(['SVG', 'PNG', 'mipiti', 'iso27001']);
/** Identifiers that a screen puts together or shortens: objectives, the letters of properties, digests and commits. */
const identifiers = /\bCO-[A-Z0-9]+-T\d+\b|\b[CIAU]{2,4}\b|\b[0-9a-f]{8,40}\b/g;
/** Attributes that people see or hear. */
const told = ['aria-label', 'aria-roledescription', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt', 'data-tip'];

/** Every text of the page: of what is rendered, of its attributes, of choices that are folded away, and what was painted on a canvas. */
function textsOfPage(opened: Opened): Promise<{ readonly texts: readonly string[]; readonly said: readonly unknown[] }> {
  return opened.page.evaluate((attributes) => {
    const texts: string[] = [];
    const visit = (element: Element): void => {
      // Commands and keys are the same everywhere.
      if (['SCRIPT', 'STYLE', 'CODE', 'KBD'].includes(element.tagName) || (!(element instanceof HTMLOptionElement) && !element.checkVisibility())) return;
      for (const name of attributes) {
        const value = element.getAttribute(name);
        if (value !== null) texts.push(value);
      }
      // Words of one paragraph may lie in several elements, never one word in several.
      for (const child of element.childNodes) if (child instanceof Text) texts.push(child.data);
      for (const child of element.children) visit(child);
    };
    visit(document.body);
    const painted = (globalThis as unknown as { paintedTexts?: Set<string> }).paintedTexts ?? new Set();
    texts.push(...painted);
    painted.clear();
    return { texts, said: globalThis.saidByHost ?? [] };
  }, told);
}

/** Keeps what is painted on a canvas from now on. To be called before the page is opened. */
export const keepPaintedTexts = `
  globalThis.__name = (one) => one;
  globalThis.paintedTexts = new Set();
  const paint = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) { globalThis.paintedTexts.add(text); return paint.call(this, text, ...rest); };
`;

/** Every string that the host said, but for the bundle and for the codes that screens have words for. */
function stringsOf(value: unknown, found: Set<string>, key = ''): Set<string> {
  if (typeof value === 'string') {
    const codes = ['of', 'is', 'type', 'screen', 'kind', 'status', 'verdict', 'severity', 'readOnly', 'basis'];
    if (!codes.includes(key)) for (const line of [value, ...value.split('\n')]) found.add(spaced(line));
    // Fields of one heading stand below it: `Impact: confidentiality`.
    const [, heading, rest] = (key === 'title' && /^([^:]+): (.+)$/.exec(value)) || [];
    if (heading !== undefined && rest !== undefined) for (const part of [heading, rest, rest[0]!.toUpperCase() + rest.slice(1)]) found.add(part);
  } else if (Array.isArray(value)) for (const one of value) stringsOf(one, found, key);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) {
      if (name === 'bundle') continue;
      // Maps are keyed by identifiers.
      if (/[A-Z0-9_./-]/.test(name)) found.add(name);
      stringsOf(one, found, name);
    }
  }
  return found;
}

const spaced = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const letters = /\p{L}{2,}/u;

/** What is left of a text without what was translated and what was said. */
export function forgottenIn(text: string, said: readonly string[]): readonly string[] {
  return spaced(text.replaceAll(/⟦[^⟧]*(?:⟧|$)/g, '\n').replaceAll(/[^\S\n]+/g, ' ').replaceAll('\n', ' ⟧ ')).split('⟧').map((piece) => piece.trim()).filter((piece) => letters.test(piece) && !isSaid(piece, said));
}

function isSaid(piece: string, said: readonly string[]): boolean {
  // What has no room on a canvas is cut.
  const cut = piece.endsWith('…') ? piece.slice(0, -1).trim() : undefined;
  if (cut !== undefined && (cut === '' || said.some((one) => one.includes(cut)))) return true;
  let left = ` ${piece} `;
  for (const one of said) {
    if (!letters.test(left)) return true;
    if (one.length < 2 || !left.includes(one)) continue;
    const escaped = one.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    left = left.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu'), ' ');
  }
  return !letters.test(left.replaceAll(identifiers, ' '));
}

/** Collects over a whole walk, each forgotten text once, with the first place where it stood. */
export class ForgottenTexts {
  readonly #found = new Map<string, string>();
  readonly #judged = new Set<string>();
  /** How many different texts were looked at. */
  get seen(): number {
    return this.#judged.size;
  }

  async look(opened: Opened, where: string): Promise<void> {
    const { texts, said } = await textsOfPage(opened);
    const fresh = texts.filter((text) => !this.#judged.has(text));
    if (fresh.length === 0) return;
    const known = [...stringsOf(said, new Set(untranslated))].filter((one) => letters.test(one)).sort((a, b) => b.length - a.length);
    for (const text of fresh) {
      this.#judged.add(text);
      for (const forgotten of forgottenIn(text, known)) if (!this.#found.has(forgotten)) this.#found.set(forgotten, `${where}: ${forgotten} (in “${spaced(text)}”)`);
    }
  }

  found(): readonly string[] {
    return [...this.#found.values()];
  }
}
