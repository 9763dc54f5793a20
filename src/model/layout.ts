/** How a model file is laid out: where entries begin and end in its text, and where lines do. */
import { isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';

/** From the start of an entry's key, or of an item, to the end of its content, without comments and line ends behind it. */
export function extentOf(text: string, item: Pair | Node): { start: number; end: number } {
  if ('key' in item) {
    const key = item.key as Node;
    const value = item.value as Node | null;
    return { start: key.range?.[0] ?? 0, end: Math.max(key.range?.[1] ?? 0, value ? contentEnd(text, value) : 0) };
  }
  return { start: contentStart(item), end: contentEnd(text, item) };
}

export function contentStart(node: Node): number {
  return node.range?.[0] ?? 0;
}

export function contentEnd(text: string, node: Node): number {
  if (isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') && node.range) {
    // The line end of a block text belongs to the line, not to the text.
    let end = node.range[1];
    while (end > node.range[0] && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
    return end;
  }
  if ((isMap(node) || isSeq(node)) && !node.flow) {
    const last = node.items.at(-1) as Pair | Node | undefined;
    if (last) return extentOf(text, last).end;
  }
  return node.range?.[1] ?? 0;
}

export function startOfLine(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}

export function endOfLine(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** Behind the line end of the line that an offset lies in; the offset itself when it already begins a line. */
export function afterLine(text: string, offset: number): number {
  if (offset > 0 && (text[offset - 1] === '\n' || text[offset - 1] === '\r')) return offset;
  const end = endOfLine(text, offset);
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : Math.min(end + 1, text.length);
}

export function newlineOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
