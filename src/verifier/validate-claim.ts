/** Whether a claim can be asked at all: known type, known params, each of its kind. */
import { findSimilar } from '../model/similar.ts';
import { callStrengths, presenceStrengths } from '../model/vocabulary.ts';
import type { AssertionParameter, AssertionType } from './assertion-type.ts';
import { assertionTypes, findAssertionType, maximumPatternLength, suggestAssertionType } from './catalogue.ts';
import { globProblem } from './glob.ts';
import type { Claim } from './verdict.ts';

/** What keeps a claim from being asked. The sentence names the parameter and the remedy. */
export interface ClaimProblem {
  readonly reason: 'unknown_type' | 'invalid_parameters' | 'invalid_pattern';
  /** Left out when the type itself is the problem. */
  readonly parameter?: string;
  readonly message: string;
}

/** Every problem of a claim, in the order of the type's params, unknown ones last. Empty: it can be asked. */
export function validateClaim(claim: Claim): readonly ClaimProblem[] {
  const type = findAssertionType(claim.type);
  if (!type) {
    const suggestion = suggestAssertionType(claim.type);
    const known = assertionTypes.map(({ id }) => id).join(', ');
    return [{ reason: 'unknown_type', message: `The assertion type ${quoted(claim.type)} is not known. ${suggestion ? `Did you mean ${suggestion}?` : `Known are ${known}.`}` }];
  }
  const problems = type.params.flatMap((parameter) => problemsOf(type, parameter, claim.params[parameter.name]));
  const names = type.params.map((parameter) => parameter.name);
  for (const name of Object.keys(claim.params)) {
    if (names.includes(name)) continue;
    const suggestion = findSimilar(name, names);
    problems.push(invalid(name, `${type.id} has no parameter ${quoted(name)}. ${suggestion ? `Did you mean ${suggestion}?` : `It takes ${names.join(', ')}.`}`));
  }
  const ladder: readonly string[] = type.ladder === 'calls' ? callStrengths : presenceStrengths;
  if (claim.requires !== undefined && !ladder.includes(claim.requires)) {
    problems.push(invalid('requires', `${type.id} cannot require ${quoted(claim.requires)}; its strengths are ${ladder.join(', ')}.`));
  }
  return problems;
}

function problemsOf(type: AssertionType, parameter: AssertionParameter, value: unknown): ClaimProblem[] {
  const { name } = parameter;
  if (value === undefined || value === null || value === '') {
    return parameter.required ? [invalid(name, `${type.id} needs ${name}: ${parameter.description} For example ${parameter.example}.`)] : [];
  }
  if (parameter.kind === 'flag') {
    return typeof value === 'boolean' || value === 'true' || value === 'false' ? [] : [invalid(name, `${name} must be true or false, not ${quoted(value)}.`)];
  }
  if (parameter.kind === 'texts') return listProblems(parameter, value);
  if (parameter.kind === 'structure') return structureProblems(parameter, value);
  if (typeof value !== 'string') return [invalid(name, `${name} must be text, not ${quoted(value)}.`)];
  if (value.trim() === '') return [invalid(name, `${name} is blank. ${parameter.description} For example ${parameter.example}.`)];
  if (parameter.kind !== 'pattern' && /^<[^<>]*>$|\{\{.*\}\}/.test(value.trim())) {
    return [invalid(name, `${name} is still the placeholder ${quoted(value)}. ${parameter.description} For example ${parameter.example}.`)];
  }
  return kindProblems(parameter, value);
}

/** One text stands for a list of one. */
function listProblems(parameter: AssertionParameter, value: unknown): ClaimProblem[] {
  const { name } = parameter;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (items.length === 0) return [invalid(name, `${name} is an empty list. ${parameter.description} For example ${parameter.example}.`)];
  const wrong = items.find((item) => typeof item !== 'string' || item.trim() === '');
  return wrong === undefined ? [] : [invalid(name, `${name} must be a list of texts; ${quoted(wrong)} is none.`)];
}

/** The first thing that does not fit the shape, with the way to it. */
function structureProblems({ name, schema, description }: AssertionParameter, value: unknown): ClaimProblem[] {
  const issue = schema?.safeParse(value).error?.issues[0];
  if (!issue) return [];
  const place = [name, ...issue.path.map(String)].join('.');
  return [invalid(name, `${place} does not fit: ${issue.message}. ${description}`)];
}

function kindProblems(parameter: AssertionParameter, value: string): ClaimProblem[] {
  const { name, kind } = parameter;
  if (kind === 'choice' && !parameter.choices?.includes(value)) return [invalid(name, `${name} must be one of ${(parameter.choices ?? []).join(', ')}, not ${quoted(value)}.`)];
  if (kind === 'pattern') {
    if (/^<[a-z_ -]+>$/.test(value)) return [invalid(name, `${name} is still the placeholder ${quoted(value)}.`)];
    if (value.length > maximumPatternLength) {
      return [{ reason: 'invalid_pattern', parameter: name, message: `${name} has ${value.length} characters; at most ${maximumPatternLength} are taken. Split it into several assertions.` }];
    }
  }
  const problem = kind === 'glob' ? globProblem(value) : undefined;
  if (problem !== undefined) return [invalid(name, `${name} cannot be used. ${problem}`)];
  if (kind === 'symbol' && !isSymbol(value)) return [invalid(name, `${name} must be a name such as ${parameter.example}, not ${quoted(value)}.`)];
  if (kind === 'module' && /[\s"'`()]/.test(value)) return [invalid(name, `${name} must be a module such as ${parameter.example}, not ${quoted(value)}.`)];
  return [];
}

/** Names may carry module specifiers, receivers such as `(*Store).check`, and private marks; never spaces, quotes or calls. */
function isSymbol(value: string): boolean {
  return !/[\s"'`;,={}[\]]/.test(value) && !/\([^*]|\)$/.test(value) && /[\p{ID_Start}$_]/u.test(value);
}

function invalid(parameter: string, message: string): ClaimProblem {
  return { reason: 'invalid_parameters', parameter, message };
}

function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : ((JSON.stringify(value) as string | undefined) ?? typeof value);
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}
