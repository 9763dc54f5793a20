/** Undoes one encoding: what looks like base 64, hexadecimal or percent signs is read as what it encodes. */
import type { Span } from '../code/code.ts';

export interface DecodedText extends Span {
  readonly text: string;
  readonly encoding: 'base64' | 'hexadecimal' | 'percent signs' | 'escapes';
}

const base64Run = /[A-Za-z0-9+/_-]{20,}={0,2}/g;
const hexRun = /(?:[0-9A-Fa-f]{2}){12,}/g;
const percentRun = /[A-Za-z0-9._~!*'()+%-]{10,}/g;

/** Every run of the text that decodes to plain text. Each character is looked at a fixed number of times. */
export function decodedTexts(text: string): readonly DecodedText[] {
  const found: DecodedText[] = [];
  const add = (match: RegExpExecArray, encoding: DecodedText['encoding'], decoded: string): void => {
    if (isPlain(decoded)) found.push({ start: match.index, end: match.index + match[0].length, text: decoded, encoding });
  };
  for (const match of text.matchAll(base64Run)) {
    if (!/^[0-9A-Fa-f]+$/.test(match[0])) add(match, 'base64', Buffer.from(match[0], 'base64').toString('latin1'));
  }
  for (const match of text.matchAll(hexRun)) add(match, 'hexadecimal', Buffer.from(match[0], 'hex').toString('latin1'));
  if (/%[0-9A-Fa-f]{2}/.test(text)) {
    for (const match of text.matchAll(percentRun)) {
      const decoded = match[0].replace(/%([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
      if (decoded !== match[0]) add(match, 'percent signs', decoded);
    }
  }
  return found;
}

/** Printable ASCII and line ends. */
function isPlain(text: string): boolean {
  return /^[\t\r\n\x20-\x7e]{8,}$/.test(text);
}
