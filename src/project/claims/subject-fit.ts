/**
 * Whether a claim fits what it is evidence for, as far as that can be derived: clauses, components, repositories, words. It changes no
 * status; it is told to whoever makes the claim, while mending it is cheap.
 */
import { claimHash } from '../../model/canonical.ts';
import type { Assertion, ThreatModel } from '../../model/schema.ts';
import { findAssertionType } from '../../verifier/catalogue.ts';
import { globMatcher } from '../../verifier/glob.ts';
import { isThisRepository, type Repository } from '../repository.ts';

export type FitCode = 'covers_no_clause' | 'type_not_allowed' | 'file_outside_components' | 'repository_of_no_component' | 'claimed_elsewhere' | 'subject_may_not_fit';

export interface FitWarning {
  readonly code: FitCode;
  readonly message: string;
}

/** What is off about an assertion; `id` leaves the assertion itself out of what is compared. */
export function fitOf(model: ThreatModel, assertion: Assertion, repository: Repository, id?: string): readonly FitWarning[] {
  const { control: subject, covers, type } = assertion;
  const control = subject === undefined ? undefined : model.controls[subject];
  const warnings: FitWarning[] = [];
  const say = (code: FitCode, message: string): void => void warnings.push({ code, message });
  if (control) {
    const clauses = Object.entries(control.clauses);
    const fitting = clauses.filter(([, { types }]) => types.length === 0 || types.includes(type)).map(([name]) => name);
    if (covers.length === 0 && clauses.length > 0) say('covers_no_clause', `It covers no clause, so it shows nothing that ${subject} asks for.${fitting.length > 0 ? ` By its type it could cover ${fitting.join(', ')}.` : ' No clause takes its type.'}`);
    for (const name of covers) {
      const types = control.clauses[name]?.types ?? [];
      if (types.length > 0 && !types.includes(type)) say('type_not_allowed', `${name} takes ${types.join(' or ')}, not ${type}.`);
    }
    const components = control.components.filter((one) => Object.hasOwn(model.components, one));
    const repositories = components.flatMap((component) => model.components[component]?.repository ?? []);
    if (assertion.repository !== undefined && repositories.length > 0 && !repositories.includes(assertion.repository)) say('repository_of_no_component', `${assertion.repository} is the repository of none of ${components.join(', ')}.`);
    // A control that names no component may be implemented in any.
    const allowed = components.length > 0 ? components : Object.keys(model.components);
    const outside = isThisRepository(assertion.repository, repository) ? filesOf(assertion).filter((file) => isOutside(model, allowed, file)) : [];
    if (outside.length > 0) say('file_outside_components', `${outside.join(', ')} lies ${components.length > 0 ? `outside of ${components.join(', ')}` : 'in no component'}.`);
    if (!sharesWord(assertion, [control.description, ...covers.map((name) => control.clauses[name]?.shows ?? '')])) say('subject_may_not_fit', `Nothing that it names is spoken of by ${subject}${covers.length > 0 ? ` or by ${covers.join(', ')}` : ''}. Look whether it claims the code that does the work.`);
  }
  const same = claimHash(assertion);
  const twins = Object.entries(model.assertions).filter(([other, one]) => other !== id && claimHash(one) === same && (one.control ?? one.assumption) !== (subject ?? assertion.assumption));
  if (twins.length > 0) say('claimed_elsewhere', `The same is claimed for ${[...new Set(twins.map(([, one]) => one.control ?? one.assumption ?? ''))].join(', ')} already.`);
  return warnings;
}

function filesOf({ type, params }: Assertion): readonly string[] {
  return (findAssertionType(type)?.params ?? []).flatMap(({ name, kind }) => (kind === 'path' && typeof params[name] === 'string' ? [params[name]] : []));
}

/** Only where every component says where its code lies: one that does not may hold any file. */
function isOutside(model: ThreatModel, components: readonly string[], file: string): boolean {
  const globs = components.map((id) => model.components[id]?.paths ?? []);
  return globs.length > 0 && globs.every((paths) => paths.length > 0) && !globs.flat().some((glob) => globMatcher(glob)(file));
}

/** Whether a name of the claim and the texts have a word in common, by its beginning. A claim without names is not judged. */
function sharesWord({ type, params }: Assertion, texts: readonly string[]): boolean {
  const asked = (findAssertionType(type)?.params ?? []).filter(({ kind }) => kind === 'symbol' || kind === 'module').flatMap(({ name }) => (typeof params[name] === 'string' ? [params[name]] : []));
  const named = wordsIn(asked.join(' '));
  const spoken = wordsIn(texts.join(' '));
  return named.length === 0 || spoken.length === 0 || named.some((word) => spoken.some((other) => word.startsWith(other) || other.startsWith(word)));
}

const little = new Set(['this', 'that', 'with', 'from', 'into', 'only', 'each', 'every', 'before', 'after', 'file', 'main', 'index', 'test', 'function', 'class', 'true', 'false', 'self', 'handle', 'handler']);

/** Words of four letters and more, cut to their first five, names taken apart. */
function wordsIn(text: string): readonly string[] {
  const apart = text.normalize('NFKD').replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return [...new Set((apart.match(/[a-z]{4,}/g) ?? []).filter((word) => !little.has(word)).map((word) => word.slice(0, 5)))];
}
