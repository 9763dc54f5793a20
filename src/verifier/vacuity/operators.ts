/** The ways in which what is claimed is taken away, for a claim that noticed none of them would prove nothing. */
import type { Span } from '../code/code.ts';
import type { ParameterKind } from '../assertion-type.ts';
import { findAssertionType } from '../catalogue.ts';
import { languageOfFile } from '../languages/all.ts';
import type { Claim } from '../verdict.ts';

/** Where a claim was found to hold. */
export interface Site {
  readonly claim: Claim;
  readonly file: string;
  readonly text: string;
  readonly span: Span;
  /** Where it begins, from 1. */
  readonly line: number;
}

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

function replaced({ text, span }: Site, by: string): string {
  return text.slice(0, span.start) + by + text.slice(span.end);
}

/** An expression and statement without effect. */
function neutralOf(file: string): string {
  return languageOfFile(file)?.neutral ?? 'null';
}

/** Parameters that name what is claimed. */
const named: ReadonlySet<ParameterKind> = new Set<ParameterKind>(['symbol', 'module', 'text']);

function renamed(site: Site): readonly string[] {
  const { claim, text, span } = site;
  const before = text.slice(span.start, span.end);
  const kinds = new Map(findAssertionType(claim.type)?.params.map(({ name, kind }) => [name, kind]));
  const words = Object.entries(claim.params)
    .filter(([name, value]) => typeof value === 'string' && named.has(kinds.get(name) ?? 'text'))
    .flatMap(([, value]) => String(value).split(/[^\p{ID_Continue}$-]+/u).slice(-1))
    .filter((word) => word.length > 1);
  const after = words.reduce((part, word) => part.replace(new RegExp(`(?<![\\p{ID_Continue}$-])${word.replace(/[$\\^.*+?()[\]{}|]/g, '\\$&')}(?![\\p{ID_Continue}$-])`, 'gu'), `${word}Otherwise`), before);
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

/** A function whose body is gone: found by its brackets, or by its colon. */
function stubbed(site: Site): readonly string[] {
  const { claim, text, span, file } = site;
  if (claim.type !== 'function_exists') return [];
  const part = text.slice(span.start, span.end);
  if (languageOfFile(file)?.lineComment === '#') {
    const colon = endOfSignature(part);
    return colon === undefined ? [] : [replaced(site, `${part.slice(0, colon + 1)} ${file.endsWith('.py') ? 'pass' : ''}`)];
  }
  const open = openingOf(part);
  return open === undefined ? [] : [replaced(site, `${part.slice(0, open)}{}`)];
}

/** The colon after which the body begins: the first one outside of brackets. */
function endOfSignature(part: string): number | undefined {
  let depth = 0;
  const from = part.search(/\bdef\b/);
  for (let i = Math.max(from, 0); i < part.length; i++) {
    if ('([{'.includes(part[i]!)) depth++;
    else if (')]}'.includes(part[i]!)) depth--;
    else if (part[i] === ':' && depth === 0) return i;
  }
  return undefined;
}

/** The bracket that the last one closes. */
function openingOf(part: string): number | undefined {
  const end = part.lastIndexOf('}');
  if (end < 0 || part.slice(end + 1).trim().replace(/[;,]/g, '') !== '') return undefined;
  let depth = 0;
  for (let i = end; i >= 0; i--) {
    if (part[i] === '}') depth++;
    else if (part[i] === '{' && --depth === 0) return i;
  }
  return undefined;
}
