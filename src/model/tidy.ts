/** Tidying a model file by small edits: the order of its entities, and blanks that nobody sees. */
import { isMap, isScalar, visit, type Node } from 'yaml';
import { compareIdentifiers, entityKinds } from './identifiers.ts';
import { parseModel, type ParsedModel } from './parse.ts';
import { plainOf } from './plain.ts';
import { entryAt } from './source.ts';
import { applyEdits, type TextEdit } from './text-edit.ts';

/** Takes away blanks at the ends of lines and more than one empty line in a row, and ends the file with a line break. What is quoted or in block texts stays. */
export function formatEdits(parsed: ParsedModel): readonly TextEdit[] {
  const { text } = parsed.source;
  if (isBroken(parsed)) return [];
  const kept = multilineTexts(parsed);
  const edits: TextEdit[] = [];
  let emptyBefore = false;
  for (const { index, 0: line } of text.matchAll(/[^\n]*\n|[^\n]+$/g)) {
    const content = line.trimEnd();
    const bare = line.replace(/\r?\n$/, '');
    const end = index + bare.length;
    if (kept.some((range) => range.start < end && index < range.end)) {
      emptyBefore = false;
      continue;
    }
    if (content === '' && emptyBefore) edits.push({ range: { start: index, end: index + line.length }, text: '' });
    else if (content.length < bare.length) edits.push({ range: { start: index + content.length, end }, text: '' });
    emptyBefore = content === '';
  }
  if (text !== '' && !text.endsWith('\n')) edits.push({ range: { start: text.length, end: text.length }, text: text.includes('\r\n') ? '\r\n' : '\n' });
  return edits.length > 0 && sameMeaning(parsed, edits) ? edits : [];
}

/** The ranges of texts that go over several lines. */
function multilineTexts({ document, source }: ParsedModel): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  visit(document, {
    Scalar(_, { range }) {
      if (range && source.text.slice(range[0], range[1]).trimEnd().includes('\n')) found.push({ start: range[0], end: range[1] });
    },
  });
  return found;
}

/**
 * Puts the entities of each section in the order of their identifiers, each with the comments right above it. A section
 * on one line, or one whose text cannot be moved for sure, is left as it is.
 */
export function sortEdits(parsed: ParsedModel): readonly TextEdit[] {
  const { text } = parsed.source;
  if (isBroken(parsed)) return [];
  return [...entityKinds, 'removed'].flatMap((kind) => {
    const map = entryAt(parsed.document, [kind])?.value;
    if (!isMap(map) || map.flow || map.items.length < 2) return [];
    const keys = map.items.map(({ key }) => (isScalar(key) ? { id: String(key.value), start: (key as Node).range?.[0] ?? -1 } : { id: '', start: -1 }));
    if (keys.some(({ start }) => start < 0)) return [];
    const starts = keys.map(({ start }) => blockStart(text, start));
    const lastEnd = lineAfter(text, contentEnd(text, (map.items.at(-1)!.value as Node | null)?.range?.[1] ?? keys.at(-1)!.start));
    const blocks = starts.map((start, index) => ({ id: keys[index]!.id, text: text.slice(start, starts[index + 1] ?? lastEnd) }));
    const sorted = [...blocks].sort((a, b) => compareIdentifiers(a.id, b.id));
    if (sorted.every((block, index) => block === blocks[index])) return [];
    const newline = text.includes('\r\n') ? '\r\n' : '\n';
    const ended = sorted.map((block) => (block.text.endsWith('\n') ? block.text : block.text + newline)).join('');
    const edit = { range: { start: starts[0]!, end: lastEnd }, text: text.slice(starts[0], lastEnd).endsWith('\n') ? ended : ended.replace(/\r?\n$/, '') };
    return sameMeaning(parsed, [edit]) ? [edit] : [];
  });
}

/** The start of the line of an entry, or of the comment lines right above it that stand as deep as it does. */
function blockStart(text: string, key: number): number {
  let start = text.lastIndexOf('\n', key - 1) + 1;
  const indent = key - start;
  for (;;) {
    const before = text.lastIndexOf('\n', start - 2) + 1;
    const line = text.slice(before, start);
    if (start === 0 || !new RegExp(`^ {${indent}}#`).test(line)) return start;
    start = before;
  }
}

function contentEnd(text: string, end: number): number {
  return text.slice(0, end).trimEnd().length;
}

function lineAfter(text: string, offset: number): number {
  const next = text.indexOf('\n', offset);
  return next < 0 ? text.length : next + 1;
}

/** What cannot be read cannot be compared either. */
function isBroken({ problems }: ParsedModel): boolean {
  return problems.some(({ code }) => code === 'yaml_syntax' || code === 'duplicate_key');
}

/** Whether the text says the same after the edits, apart from the order of its entities. */
function sameMeaning(parsed: ParsedModel, edits: readonly TextEdit[]): boolean {
  const after = parseModel(applyEdits(parsed.source.text, edits), parsed);
  const meaning = (one: ParsedModel): string => JSON.stringify(plainOf(one.document, []), (_, value: unknown) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value));
  return meaning(after) === meaning(parsed) && !isBroken(after);
}
