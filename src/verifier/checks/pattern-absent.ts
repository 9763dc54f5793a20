/** pattern_absent: the file is there, and the expression matches nothing in it that counts. */
import { answersAbout, matchesIn, prepareSearch } from '../text/search.ts';
import { overlaps } from '../text/region.ts';
import type { Verdict } from '../verdict.ts';
import type { Check } from './check.ts';

/** Code that never runs counts here: what is forbidden should not wait for the day on which it runs. */
export const checkPatternAbsent: Check = async (input) => {
  const { params } = input;
  const searched = await prepareSearch(input);
  if (!('pattern' in searched)) return searched;
  const { file, lines, raw, code, region, errors, comments } = searched;
  const pattern = params.text['pattern'] ?? '';
  const answer = answersAbout(searched);
  const absent: Verdict = { ...answer('pass', 'proven', `Nothing in ${file} matches ${pattern}.`), strength: 'declared' };

  for (const match of matchesIn(searched, code ?? raw)) {
    const line = lines.position(match.start).line;
    if (region === 'code' && code === undefined) {
      return answer('undecidable', 'unknown_language', `${pattern} matches at line ${line} of ${file}, and its language is not known here, so it may be a comment. Ask for region raw to count it.`, match);
    }
    return answer('fail', 'present', `${pattern} matches at line ${line} of ${file}.`, match);
  }
  if (errors.length === 0 || code === undefined) return absent;
  // With syntax errors, what looks like a comment may be code.
  for (const match of matchesIn(searched, raw)) {
    const comment = comments.find((span) => overlaps(span, match));
    if (!comment || errors.some((error) => overlaps(error, comment))) {
      return answer('undecidable', 'parse_error', `${pattern} matches at line ${lines.position(match.start).line} of ${file}, where a syntax error leaves open whether it is a comment.`, match);
    }
  }
  return { ...absent, attributes: { errorsElsewhere: true } };
};
