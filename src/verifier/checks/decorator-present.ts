/**
 * decorator_present: the function, method or class carries the decorator itself.
 *
 * What it decorates may be a stub: the claim is about the guard, not about what is guarded. A mere declaration does not
 * count, since its decorators do not reach what implements it. Where a bare name fits several symbols, all must agree.
 */
import type { Code, Span } from '../code/code.ts';
import { claimedSegments, writtenChain } from '../code/dotted.ts';
import type { CallFact } from '../code/facts.ts';
import { decoratorName, findDecorated, isGiven, matchDecorator, wrappingCalls } from '../code/find-decorators.ts';
import type { Decorated } from '../code/find-decorators.ts';
import type { CallMatch } from '../code/match-call.ts';
import type { Scope } from '../code/scope.ts';
import { compilePattern } from '../text/pattern.ts';
import type { Pattern } from '../text/pattern.ts';
import { blanked } from '../text/region.ts';
import type { Verdict, VerdictReason } from '../verdict.ts';
import type { Check } from './check.ts';
import { about, hiddenByErrors, lineOf, readCode, touchesError } from './read-code.ts';
import type { CodeAtHand } from './read-code.ts';

interface Asked {
  readonly symbol: string;
  readonly decorator: string;
  readonly claimed: readonly string[];
  readonly written: { readonly text: string; readonly pattern: Pattern } | undefined;
  readonly inherit: boolean;
}

/** A decorator of the method that takes back what its class says. */
const opposite = /^(allow_?(anonymous|any|all|public|unauthenticated)|permit_?all|public|anonymous|(skip|without|exempt)\w+|(no|ignore)_?(auth|guard|login|permission|csrf)\w*|\w+_?exempt)$/i;

const worthless: Readonly<Partial<Record<Decorated['worth'], { readonly reason: VerdictReason; readonly sentence: string }>>> = {
  declaration_only: { reason: 'declaration_only', sentence: 'is only declared, without a body of its own' },
  type_only: { reason: 'type_only', sentence: 'exists for the type checker only' },
  dead_code: { reason: 'dead_code', sentence: 'stands in code that never runs' },
  test_only: { reason: 'test_only', sentence: 'exists in test runs only' },
};

export const checkDecoratorPresent: Check = async (input) => {
  const { text, flags } = input.params;
  const pattern = text['arguments'] === undefined ? undefined : compilePattern(text['arguments'], { multiline: true, dotall: false });
  if (pattern && !pattern.ok) return { verdict: 'undecidable', reason: 'invalid_pattern', details: pattern.message, file: text['file'] ?? '', restsOn: [] };
  const at = await readCode(input);
  if (!('facts' in at)) return at;
  if (at.facts.traits.noDecorators) return about(at, 'fail', 'not_found', at.facts.traits.noDecorators);
  const written = (text['decorator'] ?? '').replace(/^@/, '');
  const decorator = at.facts.traits.plainDecorator?.(written) ?? written;
  const asked: Asked = {
    symbol: text['function'] ?? '',
    decorator,
    claimed: claimedSegments(decorator),
    written: pattern ? { text: text['arguments'] ?? '', pattern: pattern.pattern } : undefined,
    inherit: flags['inherit'] === true,
  };
  const { candidates, nested } = findDecorated(asked.symbol, at.facts);
  const able = candidates.filter(({ worth }) => worth === 'live' || worth === 'constant' || worth === 'stub' || worth === 'dynamic');
  if (able.length === 0) return hiddenByErrors(at, claimedSegments(asked.symbol).at(-1) ?? asked.symbol, `The symbol ${asked.symbol}`) ?? noSymbol(at, asked, candidates, nested);
  const wraps = wrappingCalls(asked.claimed, at.facts);
  const verdicts = able.map((symbol) => verdictOn(at, asked, symbol, wraps));
  const first = verdicts[0]!;
  if (verdicts.every(({ verdict }) => verdict === first.verdict)) return first;
  const undecided = verdicts.find(({ verdict }) => verdict === 'undecidable');
  if (undecided) return undecided;
  const list = able.map(({ name, site }, index) => `${name} at line ${lineOf(at, site)} (${verdicts[index]?.verdict === 'pass' ? 'carries it' : 'does not'})`).join(', ');
  return about(at, 'undecidable', 'ambiguous', `${asked.symbol} can mean several symbols that disagree on @${decorator}: ${list}. Claim one by its qualified name.`, { span: able[0]?.site, symbols: able.map(({ name }) => name) });
};

function verdictOn(at: CodeAtHand, asked: Asked, symbol: Decorated, wraps: readonly CallFact[]): Verdict {
  const error = [symbol.site, ...symbol.decorators].map((span) => touchesError(at, span)).find((span) => span !== undefined);
  if (error) return about(at, 'undecidable', 'parse_error', `${symbol.name} has a syntax error at line ${lineOf(at, error)}.`, { span: error, symbols: [symbol.name] });
  if (symbol.worth === 'dynamic') {
    return about(at, 'undecidable', 'dynamic', `${symbol.name} is bound at line ${lineOf(at, symbol.site)} to a value that is computed, so nobody can tell what decorates it.`, { span: symbol.site, symbols: [symbol.name] });
  }
  const own = search(at, asked, symbol.decorators, symbol.scope);
  if (own.found) return present(at, asked, symbol, own.found, `${symbol.name} carries @${asked.decorator}`);
  const wrapped = wraps.find((call) => isGiven(call, symbol, at.facts));
  if (wrapped) return about(at, 'undecidable', 'dynamic', `${symbol.name} carries no @${asked.decorator}; line ${lineOf(at, wrapped)} wraps it by a call, and what becomes of the result cannot be told.`, { span: wrapped, symbols: [symbol.name] });
  const fail = (reason: VerdictReason, details: string, span: Span = symbol.site): Verdict => about(at, 'fail', reason, details, { span, symbols: [symbol.name] });
  if (own.other) return fail('not_found', `${symbol.name} carries @${asked.decorator} at line ${lineOf(at, own.other)}, but its arguments ${own.arguments ?? ''} do not match ${asked.written?.text ?? ''}.`, own.other);
  if (symbol.owner) {
    const ofClass = search(at, asked, symbol.owner.code.decorators, symbol.owner.scope);
    const className = symbol.owner.path.join('.');
    if (ofClass.found && !asked.inherit) return fail('not_found', `${symbol.name} carries no @${asked.decorator} itself; its class ${className} does, at line ${lineOf(at, ofClass.found)}. Claim it with inherit: true if that is enough.`, ofClass.found);
    if (ofClass.found) {
      const back = symbol.decorators.find((decorator) => opposite.test(writtenChain(decoratorName(decorator))?.at(-1) ?? ''));
      if (back) return fail('shadowed', `The class ${className} carries @${asked.decorator}, but ${symbol.name} seems to take it back at line ${lineOf(at, back)}.`, back);
      return present(at, asked, symbol, ofClass.found, `${symbol.name} belongs to ${className}, which carries @${asked.decorator}`);
    }
  }
  if (own.meant) return fail(own.meant.kind, `What is called ${asked.decorator} on ${symbol.name} in ${at.file} is ${own.meant.meant}.`);
  return fail('not_found', `${symbol.name} at line ${lineOf(at, symbol.site)} of ${at.file} carries no @${asked.decorator}.`);
}

function present(at: CodeAtHand, { written }: Asked, symbol: Decorated, decorator: Code, sentence: string): Verdict {
  const line = lineOf(at, decorator);
  return about(at, 'pass', 'proven', `${sentence} at line ${line} of ${at.file}${written ? ', with arguments that match' : ''}.`, {
    strength: 'declared',
    span: decorator,
    symbols: [symbol.name],
    ...(at.facts.errors.length > 0 ? { attributes: { errorsElsewhere: true } } : {}),
  });
}

interface Searched {
  readonly found?: Code;
  /** The right decorator, given other arguments. */
  readonly other?: Code;
  readonly arguments?: string;
  /** What a decorator of that name is instead. */
  readonly meant?: Extract<CallMatch, { readonly meant: string }>;
}

function search(at: CodeAtHand, { claimed, written }: Asked, decorators: readonly Code[], scope: Scope | undefined): Searched {
  let nearest: Searched = {};
  for (const decorator of decorators) {
    const match = scope && matchDecorator(decorator, scope, claimed, at.facts);
    if (match?.kind === 'shadowed' || match?.kind === 'other_receiver') nearest = { meant: match, ...nearest };
    if (match?.kind !== 'match') continue;
    const given = writtenArguments(at, decorator);
    if (!written || written.pattern.first(given)) return { found: decorator };
    nearest = { ...nearest, other: decorator, arguments: given === '' ? '(there are none)' : given };
  }
  return nearest;
}

/** What stands between the brackets, without comments. */
function writtenArguments({ facts }: CodeAtHand, decorator: Code): string {
  if (decorator.kind !== 'call') return '';
  const inside = facts.comments
    .filter(({ start, end }) => decorator.callee.end <= start && end <= decorator.end)
    .map(({ start, end }) => ({ start: start - decorator.callee.end, end: end - decorator.callee.end }));
  const text = blanked(facts.text.slice(decorator.callee.end, decorator.end), inside).trim();
  return text.startsWith('(') && text.endsWith(')') ? text.slice(1, -1).trim() : text;
}

function noSymbol(at: CodeAtHand, { symbol, decorator }: Asked, candidates: readonly Decorated[], nested: readonly string[]): Verdict {
  for (const { name, worth, site } of candidates) {
    const why = worthless[worth];
    if (why) return about(at, 'fail', why.reason, `${name} at line ${lineOf(at, site)} of ${at.file} ${why.sentence}.`, { span: site, symbols: [name] });
  }
  const hint = nested[0] === undefined ? '' : ` It stands inside of another function: claim it as ${nested[0]}.`;
  return about(at, 'fail', 'not_found', `${at.file} defines no function or class ${symbol} that could carry @${decorator}.${hint}`);
}
