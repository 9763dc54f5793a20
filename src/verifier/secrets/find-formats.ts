/** Finds secrets of known formats in a text. */
import { RE2JS } from 're2js';
import type { Span } from '../code/code.ts';
import { cloudFormats } from './formats/cloud.ts';
import { developmentFormats } from './formats/development.ts';
import { generalFormats } from './formats/general.ts';
import { serviceFormats } from './formats/services.ts';
import { saysItIsTestData } from './placeholders.ts';
import type { SecretFormat } from './secret-format.ts';

export const secretFormats: readonly SecretFormat[] = [...cloudFormats, ...developmentFormats, ...serviceFormats, ...generalFormats];

export interface FormatHit extends Span {
  readonly rule: string;
  readonly secret: string;
  /** Why it may be none, as the rest of a sentence that begins with "it". */
  readonly doubt?: string;
}

const compiled = new Map<string, RE2JS>();

/** All hits, in no order. Linear in the length of the text: RE2 for every format of which a keyword is there. */
export function findFormats(text: string): readonly FormatHit[] {
  const small = text.toLowerCase();
  const hits: FormatHit[] = [];
  for (const one of secretFormats) {
    const ignoresCase = one.expression.startsWith('(?i');
    if (!one.keywords.some((word) => (ignoresCase ? small : text).includes(word))) continue;
    for (const hit of hitsOf(one, text)) hits.push(hit);
  }
  return hits;
}

/** More of one format in one file are not told apart: the verdict is known long before. */
const mostHits = 200;

function hitsOf({ id, expression, judge }: SecretFormat, text: string): readonly FormatHit[] {
  let pattern = compiled.get(id);
  if (!pattern) compiled.set(id, (pattern = RE2JS.compile(expression)));
  const matcher = pattern.matcher(text);
  const hits: FormatHit[] = [];
  for (let from = 0; hits.length < mostHits && from <= text.length && matcher.find(from); ) {
    const grouped = pattern.groupCount() > 0 && matcher.start(1) >= 0;
    const [start, end] = grouped ? [matcher.start(1), matcher.end(1)] : [matcher.start(), matcher.end()];
    // What follows a secret may begin the next one.
    from = Math.max(end, matcher.start() + 1);
    const secret = text.slice(start, end);
    const judged = judge?.(secret) ?? true;
    if (judged === false) continue;
    const doubt = typeof judged === 'string' ? judged : saysItIsTestData(secret);
    hits.push({ rule: id, start, end, secret, ...(doubt === undefined ? {} : { doubt }) });
  }
  return hits;
}
