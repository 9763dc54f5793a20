/** What is claimed stays where it is, and does nothing: functions without a body, guards that go on, handlers that swallow. */
import { languageOfFile } from '../languages/all.ts';
import { replaced, type Site } from './site.ts';

/** The text with the site as a stub; none where the type has no body, or it is not found. */
export function stubbed(site: Site): readonly string[] {
  const { claim, text, span, file } = site;
  const part = text.slice(span.start, span.end);
  const language = languageOfFile(file);
  const byColon = language?.lineComment === '#' && language.emptyBody === undefined;
  const neutral = file.endsWith('.py') ? 'pass' : '';
  switch (claim.type) {
    case 'function_exists': {
      if (byColon) return upTo(site, part, endOfSignature(part), ` ${neutral}`);
      const open = openingOf(part);
      return open === undefined ? [] : [replaced(site, `${part.slice(0, open)}${language?.emptyBody ?? '{}'}`)];
    }
    case 'parameter_validated':
      if (byColon) return /^(if|for|match)\b/.test(part) ? upTo(site, part, colonOf(part, 0), ` ${neutral}`) : [];
      return /^(if|for|switch)\b/.test(part) ? [...withoutLastBlock(site, part), ...withoutStatement(site, part)] : [];
    case 'error_handled':
      if (byColon) return upTo(site, part, lastHandler(part), ` ${neutral}`);
      return withoutLastBlock(site, part);
    default:
      return [];
  }
}

function upTo(site: Site, part: string, colon: number | undefined, rest: string): readonly string[] {
  return colon === undefined ? [] : [replaced(site, `${part.slice(0, colon + 1)}${rest}`)];
}

/** The block that the last closing bracket ends, emptied. */
function withoutLastBlock(site: Site, part: string): readonly string[] {
  const end = part.lastIndexOf('}');
  const open = matching(part, end);
  return open === undefined ? [] : [replaced(site, `${part.slice(0, open)}{}${part.slice(end + 1)}`)];
}

/** `if (…) throw …;` has no block. */
function withoutStatement(site: Site, part: string): readonly string[] {
  let depth = 0;
  for (let i = part.indexOf('('); i >= 0 && i < part.length; i++) {
    if (part[i] === '(') depth++;
    else if (part[i] === ')' && --depth === 0) return [replaced(site, `${part.slice(0, i + 1)} {}`)];
  }
  return [];
}

/** The colon after which the body of a function begins: the first one outside of brackets. */
function endOfSignature(part: string): number | undefined {
  return colonOf(part, Math.max(part.search(/\bdef\b/), 0));
}

function colonOf(part: string, from: number): number | undefined {
  let depth = 0;
  for (let i = from; i < part.length; i++) {
    if ('([{'.includes(part[i]!)) depth++;
    else if (')]}'.includes(part[i]!)) depth--;
    else if (part[i] === ':' && depth === 0) return i;
  }
  return undefined;
}

/** The colon of the last handler. */
function lastHandler(part: string): number | undefined {
  const last = [...part.matchAll(/^[ \t]*except\b[^\n]*:/gm)].at(-1);
  return last && last.index + last[0].length - 1;
}

/** The bracket that the last one closes, where nothing but marks follows it. */
function openingOf(part: string): number | undefined {
  const end = part.lastIndexOf('}');
  if (end < 0 || part.slice(end + 1).trim().replace(/[;,]/g, '') !== '') return undefined;
  return matching(part, end);
}

function matching(part: string, end: number): number | undefined {
  let depth = 0;
  for (let i = end; i >= 0; i--) {
    if (part[i] === '}') depth++;
    else if (part[i] === '{' && --depth === 0) return i;
  }
  return undefined;
}
