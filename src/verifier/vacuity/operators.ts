/** The ways in which what is claimed is taken away, for a claim that noticed none of them would prove nothing. */
import type { ParameterKind } from '../assertion-type.ts';
import { findAssertionType } from '../catalogue.ts';
import { languageOfFile } from '../languages/all.ts';
import { replaced, type Site } from './site.ts';
import { stubbed } from './stubs.ts';

export interface Operator {
  readonly name: 'remove' | 'rename' | 'comment' | 'stub';
  /** What was done, for a sentence: `is removed`. */
  readonly words: string;
  /** The text without the site, in several spellings: the first that can be read is tried. None: it does not apply. */
  variants(site: Site): readonly string[];
}

export const operators: readonly Operator[] = [
  { name: 'remove', words: 'is removed', variants: (site) => [...[neutralOf(site.file), ''].map((by) => replaced(site, by)), withoutLines(site)] },
  { name: 'rename', words: 'has another name', variants: renamed },
  { name: 'comment', words: 'is a comment', variants: commented },
  { name: 'stub', words: 'does nothing', variants: stubbed },
];

function withoutLines({ text, span }: Site): string {
  const next = text.indexOf('\n', span.end);
  return text.slice(0, text.lastIndexOf('\n', span.start - 1) + 1) + (next < 0 ? '' : text.slice(next + 1));
}

/** An expression and statement without effect. */
function neutralOf(file: string): string {
  return languageOfFile(file)?.neutral ?? 'null';
}

/** Parameters that name what is claimed. */
const named: ReadonlySet<ParameterKind> = new Set<ParameterKind>(['symbol', 'module', 'text']);

/** Types of which only some parameters name what is claimed; the others say where to look. */
const renamedOnly: Readonly<Record<string, readonly string[]>> = { error_handled: ['call'], parameter_validated: ['parameter'] };
/** Types whose names are never meant by a text. */
const outsideTexts: ReadonlySet<string> = new Set(['parameter_validated', 'error_handled']);

function renamed(site: Site): readonly string[] {
  const { claim, text, span } = site;
  const before = text.slice(span.start, span.end);
  const kinds = new Map(findAssertionType(claim.type)?.params.map(({ name, kind }) => [name, kind]));
  const words = Object.entries(claim.params)
    .filter(([name, value]) => typeof value === 'string' && named.has(kinds.get(name) ?? 'text') && renamedOnly[claim.type]?.includes(name) !== false)
    .flatMap(([, value]) => String(value).split(/[^\p{ID_Continue}$-]+/u).slice(-1))
    .filter((word) => word.length > 1);
  const texts = outsideTexts.has(claim.type) ? '"(?:[^"\\\\\\n]|\\\\.)*"|\'(?:[^\'\\\\\\n]|\\\\.)*\'|' : '';
  const after = words.reduce((part, word) => part.replace(new RegExp(`${texts}(?<![\\p{ID_Continue}$-])${word.replace(/[$\\^.*+?()[\]{}|]/g, '\\$&')}(?![\\p{ID_Continue}$-])`, 'gu'), (found) => (found === word ? `${word}Otherwise` : found)), before);
  return after === before ? [] : [replaced(site, after)];
}

function commented(site: Site): readonly string[] {
  const { text, span, file } = site;
  const mark = commentMarkOf(file);
  if (mark === undefined) return [];
  const lines = text.slice(span.start, span.end).split('\n');
  const rest = /^[^\n]*/.exec(text.slice(span.end))![0];
  const neutral = neutralOf(file);
  // What follows on the line must not become part of the comment.
  const closing = /^[\s;,)\]}]*$/.test(rest) ? rest : undefined;
  const after = closing === undefined ? '' : text.slice(span.end + closing.length);
  const told = lines.map((line) => `${mark} ${line.trim()}`).join('\n');
  const perLine = closing === undefined ? [] : [`${text.slice(0, span.start)}${neutral}${closing} ${told}${after}`, `${text.slice(0, span.start)}${told}${after}`];
  const inline = mark === '//' ? [replaced(site, `/* ${lines.join('\n').replaceAll('*/', '* /')} */ ${neutral}`)] : [];
  return [...inline, ...perLine, wholeLines(site, mark, neutral)];
}

/** The lines of the site as comments, with something without effect in their place. */
function wholeLines({ text, span }: Site, mark: string, neutral: string): string {
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  const next = text.indexOf('\n', span.end);
  const end = next < 0 ? text.length : next;
  const [first = '', ...others] = text.slice(start, end).split('\n');
  const indent = /^\s*/.exec(first)![0];
  return [text.slice(0, start) + `${indent}${neutral} ${mark} ${first.trim()}`, ...others.map((line) => `${indent}${mark} ${line.trim()}`)].join('\n') + text.slice(end);
}

function commentMarkOf(file: string): string | undefined {
  const language = languageOfFile(file);
  if (language) return language.lineComment ?? '//';
  return /\.(ya?ml|toml|env|ini|cfg|conf|properties|tf|hcl)$|(^|\/)(\.env[^/]*|Dockerfile[^/]*)$/i.test(file) ? '#' : undefined;
}
