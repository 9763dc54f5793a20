/**
 * http_header_set: responses are given the header, with a value.
 *
 * Decided: what a header map holds is told by names (`res`, `response`) and makers of responses; a header of something
 * that nobody can tell is undecidable, one of a request does not count. A header that the same function takes away again
 * does not count either. A setter with a computed name makes "not found" undecidable, since it may be the one. Headers
 * that a middleware sets without being asked count where every version of it sets them, unless an option says otherwise.
 */
import { constantText } from '../code/constant-text.ts';
import type { Code, Span } from '../code/code.ts';
import type { CodeFacts } from '../code/facts.ts';
import { headerSetsOf, isNamed } from '../code/web/header-sets.ts';
import type { HeaderSet } from '../code/web/header-sets.ts';
import { impliedHeader } from '../code/web/implied-headers.ts';
import { mayRun } from '../code/web/may-run.ts';
import { compilePattern } from '../text/pattern.ts';
import type { Pattern } from '../text/pattern.ts';
import type { Verdict, VerdictReason } from '../verdict.ts';
import { notToldBy } from './claimed-function.ts';
import type { Check } from './check.ts';
import { about, hiddenByErrors, lineOf, readCode } from './read-code.ts';
import type { CodeAtHand } from './read-code.ts';
import { serverHeaderVerdict } from './server-header.ts';

export interface AskedHeader {
  readonly header: string;
  readonly value: { readonly written: string; readonly pattern: Pattern } | undefined;
}

export const checkHttpHeaderSet: Check = async (input) => {
  const { header = '', value, file = '' } = input.params.text;
  const compiled = value === undefined ? undefined : compilePattern(`^(?:${value})$`, { multiline: false, dotall: false });
  if (compiled && !compiled.ok) return { verdict: 'undecidable', reason: 'invalid_pattern', details: compiled.message, file, restsOn: [] };
  const asked: AskedHeader = { header, value: compiled ? { written: value ?? '', pattern: compiled.pattern } : undefined };
  const server = await serverHeaderVerdict(input, asked);
  if (server) return server;
  const at = await readCode(input);
  if (!('facts' in at)) return at;
  return at.facts.traits.behaviour?.web ? verdictOn(at, asked) : notToldBy(at, 'headers are set');
};

function verdictOn(at: CodeAtHand, asked: AskedHeader): Verdict {
  const { facts } = at;
  const { header } = asked;
  const say = (verdict: Verdict['verdict'], reason: VerdictReason, details: string, span?: Span, conditional = false): Verdict =>
    about(at, verdict, reason, details, {
      span,
      ...(verdict === 'pass' ? { strength: 'declared', attributes: { conditional, ...(facts.errors.length > 0 ? { errorsElsewhere: true } : {}) } } : {}),
    });
  const sets = headerSetsOf(facts);
  const named = sets.filter((set) => !set.removes && isNamed(set, header));
  const able = named.filter(({ holder, standing, enclosing }) => holder === 'response' && standing === 'live' && mayRun(enclosing, facts));
  const judged = able.map((set) => ({ set, ...judge(set, asked, facts), gone: removal(set, sets, header) }));
  const good = judged.find(({ verdict, gone }) => verdict === 'pass' && !gone);
  if (good) return say('pass', 'proven', `${at.file} sets ${header} at line ${lineOf(at, good.set)}${good.words}.`, good.set, good.set.conditional);
  const implied = impliedHeader(header, facts);
  if (implied?.kind === 'set' && fitsImplied(implied.value, asked)) return say('pass', 'proven', `${at.file} sets ${header} by ${implied.by} at line ${lineOf(at, implied)}.`, implied, implied.conditional);
  if (implied?.kind === 'set') return say('undecidable', 'dynamic', `${implied.by} at line ${lineOf(at, implied)} sets ${header}, but with which value depends on its version and options.`, implied);
  const perhaps = judged.find(({ verdict }) => verdict === 'undecidable');
  if (perhaps) return say('undecidable', 'dynamic', `${at.file} sets ${header} at line ${lineOf(at, perhaps.set)}${perhaps.words}.`, perhaps.set);
  const removed = judged.find(({ verdict, gone }) => verdict === 'pass' && gone);
  if (removed) return say(removed.gone!.conditional ? 'undecidable' : 'fail', removed.gone!.conditional ? 'ambiguous' : 'shadowed', `${at.file} sets ${header} at line ${lineOf(at, removed.set)}, and takes it away at line ${lineOf(at, removed.gone!)}.`, removed.gone);
  if (implied?.kind === 'depends') return say('undecidable', 'dynamic', `${header} comes with ${implied.by} at line ${lineOf(at, implied)}: it ${implied.words}.`, implied);
  const [failed] = judged;
  if (failed) return say('fail', 'mismatch', `${at.file} sets ${header} at line ${lineOf(at, failed.set)}${failed.words}.`, failed.set);
  const untold = named.find(({ holder, standing }) => holder === 'unknown' && standing === 'live');
  if (untold) return say('undecidable', 'dynamic', `Line ${lineOf(at, untold)} of ${at.file} sets ${header} on something that may be a response or a request.`, untold);
  const computed = sets.find(({ name, removes, holder, standing }) => name === undefined && !removes && holder === 'response' && standing === 'live');
  if (computed) return say('undecidable', 'dynamic', `${at.file} sets no ${header} by name, but line ${lineOf(at, computed)} sets headers whose names are computed.`, computed);
  return hiddenByErrors(at, header, `The header ${header}`) ?? missed(at, asked, sets, named, say);
}

function missed(at: CodeAtHand, { header }: AskedHeader, sets: readonly HeaderSet[], named: readonly HeaderSet[], say: (verdict: 'fail', reason: VerdictReason, details: string, span?: Span) => Verdict): Verdict {
  const dead = named.find(({ standing, holder }) => standing !== 'live' && holder === 'response');
  if (dead) return say('fail', 'dead_code', `${at.file} sets ${header} at line ${lineOf(at, dead)} only in code that does not run.`, dead);
  const idle = named.find(({ holder }) => holder === 'response');
  if (idle) return say('fail', 'nested_not_called', `${at.file} sets ${header} at line ${lineOf(at, idle)} in a function that nothing calls.`, idle);
  const request = named.find(({ holder }) => holder === 'request');
  if (request) return say('fail', 'other_receiver', `Line ${lineOf(at, request)} of ${at.file} gives ${header} to a request, not to a response.`, request);
  const gone = sets.find((set) => set.removes && isNamed(set, header));
  if (gone) return say('fail', 'reference_only', `${at.file} takes ${header} away at line ${lineOf(at, gone)}, and sets it nowhere.`, gone);
  return say('fail', 'not_found', `${at.file} sets no header ${header}.`);
}

function judge({ value, scope }: HeaderSet, asked: AskedHeader, facts: CodeFacts): { readonly verdict: Verdict['verdict']; readonly words: string } {
  const plain = value && unwrapped(value);
  if (plain?.kind === 'nothing' || (plain?.kind === 'literal' && (plain.type === 'nothing' || plain.type === 'boolean'))) return { verdict: 'fail', words: ', but without a value' };
  const text = plain && (constantText(plain, scope) ?? (plain.kind === 'literal' && plain.type === 'number' ? facts.text.slice(plain.start, plain.end) : undefined));
  if (text !== undefined && text.trim() === '') return { verdict: 'fail', words: ', but to an empty text' };
  if (!asked.value) return { verdict: 'pass', words: text === undefined ? '' : ` to "${text}"` };
  if (text === undefined) return { verdict: 'undecidable', words: ', to a value that is computed' };
  return asked.value.pattern.first(text) ? { verdict: 'pass', words: ` to "${text}", which matches ${asked.value.written}` } : { verdict: 'fail', words: ` to "${text}", which does not match ${asked.value.written}` };
}

/** The same function takes the header away again, or sets it to nothing. */
function removal(set: HeaderSet, sets: readonly HeaderSet[], header: string): HeaderSet | undefined {
  return sets.find((other) => other.removes && other.standing === 'live' && other.enclosing === set.enclosing && other.start > set.end && isNamed(other, header));
}

function fitsImplied(value: string | undefined, { value: asked }: AskedHeader): boolean {
  return !asked || (value !== undefined && asked.pattern.first(value) !== undefined);
}

function unwrapped(code: Code): Code {
  return code.kind === 'group' && code.parts.length === 1 && code.parts[0] && !code.chain ? unwrapped(code.parts[0]) : code;
}
