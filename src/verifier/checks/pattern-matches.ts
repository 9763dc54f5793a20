/** pattern_matches: the expression matches text of the file that counts. */
import { blanked, overlaps } from '../text/region.ts';
import { answersAbout, matchesIn, prepareSearch } from '../text/search.ts';
import type { SearchedText } from '../text/search.ts';
import type { Check } from './check.ts';

export const checkPatternMatches: Check = async (input) => {
  const { params } = input;
  const searched = await prepareSearch(input);
  if (!('pattern' in searched)) return searched;
  const { file, lines, raw, code, region, dead, errors } = searched;
  const pattern = params.text['pattern'] ?? '';
  const answer = answersAbout(searched);

  const anywhere = firstOf(searched, raw);
  if (region === 'code' && code === undefined) {
    if (!anywhere) return answer('fail', 'not_found', `Nothing in ${file} matches ${pattern}.`);
    return answer('undecidable', 'unknown_language', `${file} has a match, but its language is not known here, so comments cannot be told from code. Ask for region raw to search all of it.`, anywhere);
  }
  const counting = code ?? raw;
  let lost: { start: number; end: number } | undefined;
  for (const match of matchesIn(searched, region === 'code' ? blanked(counting, dead) : counting)) {
    if (match.end === match.start && counting.length > 0 && region === 'code' && isBlanked(searched, match.start)) continue;
    const error = errors.find((span) => overlaps(span, match));
    if (error) {
      lost ??= match;
      continue;
    }
    const line = lines.position(match.start).line;
    return { ...answer('pass', 'proven', `${pattern} matches at line ${line} of ${file}.`, match), strength: 'text', ...(errors.length > 0 ? { attributes: { errorsElsewhere: true } } : {}) };
  }
  if (lost) return answer('undecidable', 'parse_error', `${pattern} matches at line ${lines.position(lost.start).line} of ${file}, where the file has a syntax error.`, lost);
  const idle = firstOf(searched, counting);
  if (idle) return answer('fail', 'dead_code', `${pattern} matches at line ${lines.position(idle.start).line} of ${file}, in code that never runs.`, idle);
  if (anywhere) return answer('fail', 'not_code', `${pattern} matches at line ${lines.position(anywhere.start).line} of ${file}, in a comment or documentation only.`, anywhere);
  return answer('fail', 'not_found', `Nothing in ${file} matches ${pattern}.`);
};

function firstOf(searched: SearchedText, text: string): { start: number; end: number } | undefined {
  for (const match of matchesIn(searched, text)) return match;
  return undefined;
}

function isBlanked({ comments, dead }: SearchedText, offset: number): boolean {
  return [...comments, ...dead].some(({ start, end }) => start <= offset && offset < end);
}
