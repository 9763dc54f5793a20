/** The way to a key as a person writes it: `server.tls`, `hosts[0]`, `rules."a.b".level`. */

export interface KeySegment {
  readonly text: string;
  /** Written in quotes: the dots in it are no steps. */
  readonly quoted: boolean;
  /** Written in brackets as a number. */
  readonly index: boolean;
}

const maximumSegments = 64;
const step = /\[(\d+)\]|\[?("(?:[^"\\]|\\.)*"|'[^']*')\]?|([^.[\]"']+)/y;

/** The segments, or undefined when it is no way to a key. */
export function keyPath(written: string): readonly KeySegment[] | undefined {
  const segments: KeySegment[] = [];
  let place = 0;
  while (place < written.length) {
    if (segments.length > 0 && written[place] === '.') place++;
    else if (segments.length > 0 && written[place] !== '[') return undefined;
    step.lastIndex = place;
    const match = step.exec(written);
    if (!match || segments.length >= maximumSegments) return undefined;
    const [whole, index, quoted, plain] = match;
    if (quoted !== undefined) {
      if (whole.startsWith('[') !== whole.endsWith(']')) return undefined;
      const inside = quoted.slice(1, -1);
      segments.push({ text: quoted.startsWith('"') ? inside.replace(/\\(.)/g, '$1') : inside, quoted: true, index: false });
    } else segments.push({ text: index ?? plain ?? '', quoted: false, index: index !== undefined });
    place += whole.length;
  }
  return segments.length === 0 || written.endsWith('.') ? undefined : segments;
}
