/** The one way to ask a claim: everything it needs to see comes through its arguments. */
import type { AssertionTypeId } from './catalogue.ts';
import { findAssertionType } from './catalogue.ts';
import { checks } from './checks/all.ts';
import type { CheckParams } from './checks/check.ts';
import type { CodeReader } from './code-file.ts';
import { foundationsOf, recordingSources } from './foundations.ts';
import type { CheckPorts } from './ports.ts';
import type { Sources } from './sources.ts';
import { reaches } from '../assurance/strength.ts';
import { validateClaim } from './validate-claim.ts';
import type { Claim, Verdict } from './verdict.ts';

/**
 * The verdict on a claim. Pure apart from `sources` and the reader's own memory, and from `ports`, which are
 * asked by the types that need them and by no others; it neither throws for what a person
 * wrote nor for what a file holds. A defect of a check shows as undecidable with the reason internal_error.
 *
 * `restsOn` names every file that was asked for, missing ones included, since one that appears can change the verdict.
 */
export async function checkClaim(claim: Claim, sources: Sources, reader: CodeReader, ports: CheckPorts = {}): Promise<Verdict> {
  const problems = validateClaim(claim);
  const first = problems[0];
  const type = findAssertionType(claim.type);
  if (first || !type) {
    const reason = first?.reason ?? 'unknown_type';
    return { verdict: 'undecidable', reason, details: problems.map(({ message }) => message).join(' '), restsOn: [] };
  }
  const recording = recordingSources(sources);
  let verdict: Verdict;
  try {
    verdict = await checks[type.id]({ params: checkParams(claim, type.id), sources: recording.sources, reader, ports });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    verdict = { verdict: 'undecidable', reason: 'internal_error', details: `The check ${type.id} broke: ${words}`, restsOn: [] };
  }
  return { ...heldToStrength(verdict, claim.requires ?? type.least), restsOn: foundationsOf(verdict, recording.seen()) };
}

/** A pass that proves less than is asked is a fail; the sentence keeps saying what was found. */
function heldToStrength(verdict: Verdict, least: NonNullable<Claim['requires']>): Verdict {
  if (verdict.verdict !== 'pass' || verdict.strength === undefined || reaches(verdict.strength, least)) return verdict;
  const { strength, ...rest } = verdict;
  return { ...rest, verdict: 'fail', reason: 'too_weak', details: `${verdict.details} That is ${strength}, and ${least} is asked.` };
}

/** Params as the checks take them: text trimmed, flags as booleans, defaults filled in, blanks left out. */
function checkParams(claim: Claim, id: AssertionTypeId): CheckParams {
  const text: Record<string, string> = {};
  const flags: Record<string, boolean> = {};
  const lists: Record<string, readonly string[]> = {};
  const values: Record<string, unknown> = {};
  for (const parameter of findAssertionType(id)?.params ?? []) {
    const given = claim.params[parameter.name];
    const value = given === undefined || given === null || given === '' ? parameter.default : given;
    if (value === undefined) continue;
    if (parameter.kind === 'flag') flags[parameter.name] = value === true || value === 'true';
    else if (parameter.kind === 'texts') lists[parameter.name] = (Array.isArray(value) ? value : [value]).map(String);
    else if (parameter.kind === 'structure') values[parameter.name] = parameter.schema?.parse(value);
    else if (typeof value === 'string') text[parameter.name] = parameter.kind === 'pattern' ? value : value.trim();
  }
  return { text, flags, lists, values };
}
