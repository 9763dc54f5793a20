/** The text of a Gradle build file: its comments taken out, its blocks found by their brackets. */
import type { Span } from '../code/code.ts';

/** Blanks in place of comments, so that places stay; undefined when a text or a comment has no end. */
export function withoutComments(text: string): string | undefined {
  const parts: string[] = [];
  let place = 0;
  for (let i = 0; i < text.length; ) {
    const end = text.startsWith('//', i) ? endOf(text, i, '\n', 0) : text.startsWith('/*', i) ? endOf(text, i + 2, '*/', 2) : undefined;
    if (end !== undefined) {
      if (end < 0) {
        if (text.startsWith('/*', i)) return undefined;
        parts.push(text.slice(place, i));
        return parts.join('') + ' '.repeat(text.length - i);
      }
      parts.push(text.slice(place, i), text.slice(i, end).replace(/[^\r\n]/g, ' '));
      place = i = end;
    } else if (text[i] === '"' || text[i] === "'") {
      const close = endOfText(text, i);
      if (close === undefined) return undefined;
      i = close;
    } else i++;
  }
  parts.push(text.slice(place));
  return parts.join('');
}

function endOf(text: string, from: number, sign: string, width: number): number {
  const found = text.indexOf(sign, from);
  return found < 0 ? -1 : found + width;
}

function endOfText(text: string, start: number): number | undefined {
  const quote = text[start]!;
  const triple = quote.repeat(3);
  if (text.startsWith(triple, start)) {
    const end = text.indexOf(triple, start + 3);
    return end < 0 ? undefined : end + 3;
  }
  for (let i = start + 1; i < text.length && text[i] !== '\n'; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === quote) return i + 1;
  }
  return undefined;
}

export interface NamedBlock extends Span {
  /** The word before its bracket. */
  readonly name: string;
}

/** What stands between brackets, with the word before them; texts are stepped over. Undefined when brackets do not close. */
export function blocksOf(text: string): readonly NamedBlock[] | undefined {
  const blocks: NamedBlock[] = [];
  const open: { readonly name: string; readonly start: number }[] = [];
  for (let place = 0; place < text.length; ) {
    const unit = text[place]!;
    if (unit === '"' || unit === "'") {
      place = endOfText(text, place) ?? text.length;
      continue;
    }
    place++;
    if (unit === '{') open.push({ name: wordBefore(text.slice(Math.max(0, place - 300), place - 1)), start: place });
    else if (unit === '}') {
      const block = open.pop();
      if (!block) return undefined;
      blocks.push({ ...block, end: place - 1 });
    }
  }
  return open.length > 0 ? undefined : blocks.sort((a, b) => a.start - b.start);
}

/** The word that a bracket belongs to, over what stands in parentheses between the two. */
function wordBefore(head: string): string {
  let end = head.trimEnd().length;
  let depth = 0;
  do {
    const unit = head[end - 1];
    if (unit === ')') depth++;
    else if (unit === '(') depth--;
    else if (depth === 0) break;
    end--;
  } while (depth > 0 && end > 0);
  return /(?:^|[^\w.$])(\w+)$/.exec(head.slice(0, end).trimEnd())?.[1] ?? '';
}

/** Those of the names that stand in no other one of them. */
export function outermost(blocks: readonly NamedBlock[], ...names: readonly string[]): readonly NamedBlock[] {
  let end = -1;
  return blocks.filter((block) => {
    if (!names.includes(block.name) || block.start < end) return false;
    end = block.end;
    return true;
  });
}
