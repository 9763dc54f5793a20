/**
 * class_exists: the file defines a class of this name, or what its language has for one: a struct, record, enum,
 * interface, trait, a type alias that lists members, a class made by a factory under a written name.
 *
 * An empty body counts, since the kind of an error is all that most error classes are; members are claimed on their own.
 */
import { claimedSegments } from '../code/dotted.ts';
import { findClasses } from '../code/find-class.ts';
import type { ClassWorth, FoundClass } from '../code/find-class.ts';
import type { Verdict, VerdictReason } from '../verdict.ts';
import type { Check } from './check.ts';
import { about, hiddenByErrors, lineOf, readCode, touchesError } from './read-code.ts';
import type { CodeAtHand } from './read-code.ts';

export const checkClassExists: Check = async (input) => {
  const at = await readCode(input);
  if (!('facts' in at)) return at;
  const name = input.params.text['name'] ?? '';
  const { candidates, nested } = findClasses(name, at.facts);
  for (const { name: found, class: fact, site, worth } of candidates) {
    const error = worth === 'not_a_class' ? undefined : touchesError(at, fact ?? site);
    if (error) return about(at, 'undecidable', 'parse_error', `${found} has a syntax error at line ${lineOf(at, error)}.`, { span: error, symbols: [found] });
  }
  const live = candidates.filter(({ worth }) => worth === 'live');
  const first = live[0];
  if (first) {
    const disagreeing = candidates.filter(({ name: other, worth }) => (worth === 'declaration_only' && other !== first.name) || worth === 'dynamic');
    if (disagreeing.length > 0) return ambiguous(at, name, [...live, ...disagreeing]);
    const others = live.length > 1 ? ` So do ${live.slice(1).map(({ name: other }) => other).join(', ')}.` : '';
    return about(at, 'pass', 'proven', `${first.name} is defined at line ${lineOf(at, first.site)} of ${at.file}.${others}`, {
      strength: 'declared',
      span: first.class ?? first.site,
      symbols: [first.name],
      attributes: { resolved: true, ...(first.site.conditional ? { conditional: true } : {}), ...(at.facts.errors.length > 0 ? { errorsElsewhere: true } : {}) },
    });
  }
  const dynamic = candidates.find(({ worth }) => worth === 'dynamic');
  if (dynamic) return about(at, 'undecidable', 'dynamic', `${name} is bound at line ${lineOf(at, dynamic.site)} to a value that is computed, so nobody can tell whether it is a class.`, { span: dynamic.site, symbols: [dynamic.name] });
  return hiddenByErrors(at, claimedSegments(name).at(-1) ?? name, `The class ${name}`) ?? missing(at, name, candidates, nested[0]);
};

function ambiguous(at: CodeAtHand, name: string, found: readonly FoundClass[]): Verdict {
  const list = found.map((one) => `${one.name} at line ${lineOf(at, one.site)} (${one.worth.replace('_', ' ')})`).join(', ');
  return about(at, 'undecidable', 'ambiguous', `${name} can mean several things that disagree: ${list}. Claim one by its qualified name.`, { span: found[0]?.site, symbols: found.map((one) => one.name) });
}

const failures: Readonly<Partial<Record<ClassWorth, { readonly reason: VerdictReason; readonly sentence: string }>>> = {
  declaration_only: { reason: 'declaration_only', sentence: 'is only declared: it says that such a class is somewhere else' },
  type_only: { reason: 'type_only', sentence: 'exists for the type checker only' },
  dead_code: { reason: 'dead_code', sentence: 'stands in code that never runs' },
  test_only: { reason: 'test_only', sentence: 'exists in test runs only' },
  not_a_class: { reason: 'not_found', sentence: 'is not a class here' },
};

function missing(at: CodeAtHand, name: string, candidates: readonly FoundClass[], inner: FoundClass | undefined): Verdict {
  for (const { name: found, worth, site, class: fact } of candidates) {
    const failure = failures[worth];
    if (failure) return about(at, 'fail', failure.reason, `${found} at line ${lineOf(at, site)} of ${at.file} ${failure.sentence}.`, { span: fact ?? site, symbols: [found] });
  }
  if (inner) return about(at, 'fail', 'not_found', `${at.file} defines ${name} only inside of a function; claim it as ${inner.name}.`, { span: inner.site, symbols: [inner.name] });
  const source = at.facts.module.bindings.get(name)?.sources[0];
  if (source?.kind === 'import') return about(at, 'fail', 'not_found', `${at.file} does not define ${name}: it imports it from ${source.code.module}. Claim it where it is defined.`);
  return about(at, 'fail', 'not_found', `${at.file} defines no class ${name}.`);
}
