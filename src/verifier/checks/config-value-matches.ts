/**
 * config_value_matches: the value of a key is as the expression says.
 *
 * The whole value must match unless `match: part` is asked for: in a part, `1.2` matches `11.20-legacy`, and a claim
 * that a value is safe would hold for values that only contain a safe one.
 */
import type { ConfigurationNode } from '../configuration/configuration.ts';
import { compilePattern } from '../text/pattern.ts';
import type { Pattern } from '../text/pattern.ts';
import type { Verdict } from '../verdict.ts';
import type { Check } from './check.ts';
import { oneLine, readKey, verdictOf } from './configuration-key.ts';

export const checkConfigValueMatches: Check = async (input) => {
  const { params } = input;
  const written = params.text['pattern'] ?? '';
  const whole = params.text['match'] !== 'part';
  const flags = { multiline: false, dotall: false };
  const compiled = compilePattern(written, flags);
  const framed = whole && compiled.ok ? compilePattern(`^(?:${written})$`, flags) : compiled;
  if (!framed.ok) return verdictOf(params.text['file'] ?? '', 'undecidable', 'invalid_pattern', framed.message);
  const at = await readKey(input);
  if (!('found' in at)) return at;

  // Where a key stands several times, each of its values counts, so each must match.
  const judged = at.found.map(({ value, at: place }) => ({ place, ...judge(value, framed.pattern, written, whole) }));
  const decisive = judged.find(({ verdict }) => verdict === 'fail') ?? judged.find(({ verdict }) => verdict === 'undecidable') ?? judged[0]!;
  const line = at.lines.position(decisive.place.start).line;
  const more = decisive.verdict === 'pass' && judged.length > 1 ? ` So do all ${judged.length} values of the key.` : '';
  const answer = verdictOf(at.file, decisive.verdict, decisive.reason, `${at.key} at line ${line} of ${at.file} ${decisive.words}${more}`, at.lines.range(decisive.place));
  return decisive.verdict === 'pass' ? { ...answer, strength: 'declared' } : answer;
};

interface Judged {
  readonly verdict: Verdict['verdict'];
  readonly reason: Verdict['reason'];
  /** The rest of a sentence about the key. */
  readonly words: string;
}

function judge(value: ConfigurationNode, pattern: Pattern, written: string, whole: boolean): Judged {
  if (value.kind === 'map' && value.text) return judge(value.text, pattern, written, whole);
  if (value.kind === 'computed') return { verdict: 'undecidable', reason: 'dynamic', words: `is computed: ${oneLine(value.written)}` };
  if (value.kind !== 'scalar') return { verdict: 'fail', reason: 'mismatch', words: `is a ${value.kind}, not one value; claim a key inside of it.` };
  if (value.type === 'null') return { verdict: 'fail', reason: 'mismatch', words: 'has no value.' };
  const fits = value.readings.map((reading) => pattern.first(reading) !== undefined);
  const shown = `${value.type === 'text' ? 'the text' : `the ${value.type}`} "${oneLine(value.readings[0]!)}"`;
  const asked = `${whole ? '' : 'a part of it '}matches ${written}`;
  if (fits.every((fit) => fit)) return { verdict: 'pass', reason: 'proven', words: `is ${shown}, which ${whole ? 'matches' : 'has a part that matches'} ${written}.` };
  if (fits.some((fit) => fit)) return { verdict: 'undecidable', reason: 'ambiguous', words: `is ${shown}, which some readers of the format take for "${oneLine(value.readings[1]!)}"; only one of the two ${asked}.` };
  return { verdict: 'fail', reason: 'mismatch', words: `is ${shown}, which does not match ${written}${whole ? ' as a whole' : ''}.` };
}
