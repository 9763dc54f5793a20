/** Requirement files of pip, with the files that they take in. A line that pip would refuse makes the file no such file. */
import { linesOf } from '../configuration/text-lines.ts';
import type { SourceText } from '../sources.ts';
import type { Declaration, ReadManifest, ReadSource, UnreadFile } from './dependency.ts';
import { foldedPythonName, pythonRequirement } from './python-requirement.ts';
import { folderOf, nameOf, pathFrom } from './values.ts';

/** Files that take each other in beyond this many were written by no person. */
const maximumFiles = 50;

export async function readRequirements(source: SourceText, read: ReadSource): Promise<ReadManifest | UnreadFile> {
  const declarations: Declaration[] = [];
  const open: SourceText[] = [source];
  const seen = new Set([source.file]);
  let hidden: string | undefined;
  for (let next = open.pop(); next; next = open.pop()) {
    const included: string[] = [];
    const unread = readOne(next, next.file === source.file ? undefined : next, declarations, included);
    if (unread) return unread;
    for (const target of included) {
      const path = /^[a-z]+:\/\//i.test(target) ? undefined : pathFrom(folderOf(next.file), target);
      const answer = path !== undefined && !seen.has(path) && seen.size < maximumFiles ? await read(path) : undefined;
      if (path !== undefined && seen.has(path)) continue;
      if (path !== undefined) seen.add(path);
      if (answer?.ok) open.push(answer);
      else hidden = `${next.file} takes in ${target}, which cannot be read`;
    }
  }
  return { ok: true, declarations, ...(hidden === undefined ? {} : { hidden }) };
}

function readOne(source: SourceText, file: SourceText | undefined, declarations: Declaration[], included: string[]): UnreadFile | undefined {
  const development = /(^|[-_./])(dev|develop|development|test|tests|testing|lint|docs?)([-_./]|$)/.test(nameOf(source.file)) ? { development: 'declared in a file for development' } : {};
  for (const line of logicalLines(source.text)) {
    const text = line.text.replace(/(^|\s)#.*$/, '').trim();
    if (text === '') continue;
    const at = { start: line.start, end: line.end };
    const include = /^(?:-r|--requirement)(?:\s+|=)?(\S+)$/.exec(text);
    if (include) {
      included.push(include[1]!);
      continue;
    }
    const more = { at, ...development, ...(file ? { file } : {}) };
    const editable = /^(?:-e|--editable)(?:\s+|=)(\S+)/.exec(text)?.[1] ?? (/^([a-z+]+:\/\/|\.{0,2}\/|[A-Za-z]:[\\/]|\S+\.(whl|tar\.gz|zip)(\s|$))/.test(text) ? text.split(/\s/)[0] : undefined);
    if (editable !== undefined) {
      const egg = /#(?:.*&)?egg=([A-Za-z0-9._-]+)/.exec(line.text)?.[1];
      declarations.push({ name: foldedPythonName(egg ?? editable), requirement: { kind: 'elsewhere', what: editable }, ...more });
      continue;
    }
    if (text.startsWith('-')) continue;
    const one = pythonRequirement(text.replace(/\s+--(hash|global-option|config-settings)(=|\s).*$/s, ''));
    if (!one) return { ok: false, reason: 'parse_error', details: `Line ${line.number} of ${source.file} is no requirement that pip takes.`, at };
    declarations.push({ name: one.name, requirement: one.requirement, ...more, ...(one.marker === undefined ? {} : { remark: `it is installed where ${one.marker}` }) });
  }
  return undefined;
}

/** Lines that end in a backslash go on in the next. */
function* logicalLines(text: string): Generator<{ readonly text: string; readonly start: number; readonly end: number; readonly number: number }> {
  let open: { parts: string[]; start: number; number: number } | undefined;
  for (const { text: line, start, number } of linesOf(text)) {
    const goesOn = line.endsWith('\\') && !/^\s*#/.test(line);
    open ??= { parts: [], start, number };
    open.parts.push(goesOn ? line.slice(0, -1) : line);
    if (goesOn) continue;
    yield { text: open.parts.join(''), start: open.start, end: start + line.length, number: open.number };
    open = undefined;
  }
  if (open) yield { text: open.parts.join(''), start: open.start, end: text.length, number: open.number };
}
