/** Which assertions speak of a symbol or a line of code, and how they stand. */
import { claimedSegments } from '../../verifier/code/dotted.ts';
import { findAssertionType } from '../../verifier/catalogue.ts';
import type { Assertion, ThreatModel } from '../../model/schema.ts';
import type { Vacuity } from '../../verifier/vacuity/prove.ts';
import type { Verdict } from '../../verifier/verdict.ts';
import { fromRepository, toRepository } from '../collect-problems.ts';
import { entityTitle } from '../language/entity-words.ts';
import { describeClaim, verdictWords } from '../sentences/posture.ts';
import type { ModelSnapshot } from '../snapshot.ts';

export interface ClaimOnCode {
  readonly assertion: string;
  /** The control or assumption that it is evidence for. */
  readonly subject: string;
  readonly claim: Assertion;
  readonly verdict: Verdict | undefined;
  readonly vacuity: Vacuity | undefined;
}

/** The parameters of an assertion that name symbols of code, with the last segment of each: what stands in the text. */
export function symbolsOf({ type, params }: Assertion): readonly { readonly parameter: string; readonly value: string; readonly last: string }[] {
  return (findAssertionType(type)?.params ?? []).flatMap(({ name, kind }) => {
    const value = params[name];
    const last = kind === 'symbol' && typeof value === 'string' ? claimedSegments(value).at(-1) : undefined;
    return typeof value === 'string' && last !== undefined ? [{ parameter: name, value, last }] : [];
  });
}

/** Every name in a symbol that some assertion of a model speaks of, receivers and classes included. */
export function namesSpokenOf(model: ThreatModel): ReadonlySet<string> {
  let names = spokenOf.get(model);
  if (!names) spokenOf.set(model, (names = new Set(Object.values(model.assertions).flatMap((assertion) => symbolsOf(assertion).flatMap(({ value }) => claimedSegments(value))))));
  return names;
}

/** Every move of the cursor asks: a model is read once. */
const spokenOf = new WeakMap<ThreatModel, ReadonlySet<string>>();

/** Whether some assertion of a model is about a file, named relative to the project. */
export function isSpokenOf({ model, projectRoot, repository }: ModelSnapshot, file: string): boolean {
  let files = filesSpokenOf.get(model);
  if (!files) filesSpokenOf.set(model, (files = new Set(Object.values(model.assertions).map(({ params }) => params['file']))));
  return files.has(toRepository(file, { projectRoot, repositoryRoot: repository.root }));
}

const filesSpokenOf = new WeakMap<ThreatModel, ReadonlySet<unknown>>();

/** The file that an assertion is about, relative to the project, or undefined where it names none. */
export function fileOfAssertion(snapshot: ModelSnapshot, { params }: Assertion): string | undefined {
  const file = params['file'];
  return typeof file === 'string' ? fromRepository(file, { projectRoot: snapshot.projectRoot, repositoryRoot: snapshot.repository.root }) : undefined;
}

/** The assertions on a file, named relative to the project, that speak of the word: by a symbol, or as the whole value of another parameter. */
export function claimsOnWord(snapshot: ModelSnapshot, file: string, word: string): readonly ClaimOnCode[] {
  return Object.entries(snapshot.model.assertions).flatMap(([assertion, claim]) => {
    const subject = claim.control ?? claim.assumption;
    if (subject === undefined || fileOfAssertion(snapshot, claim) !== file) return [];
    const named = symbolsOf(claim).some(({ last }) => last === word) || Object.entries(claim.params).some(([name, value]) => name !== 'file' && value === word);
    return named ? [{ assertion, subject, claim, verdict: snapshot.verdicts.get(assertion), vacuity: snapshot.vacuity.get(assertion) }] : [];
  });
}

/** One line: what is claimed for which control, and how far it is proven. */
export function describeClaimOnCode(snapshot: ModelSnapshot, { assertion, subject, claim, verdict, vacuity }: ClaimOnCode): string {
  const standing = verdict ? verdictWords[verdict.verdict] : verdictWords.unchecked;
  const strength = verdict?.strength ? `, ${verdict.strength}` : '';
  const noticed = vacuity && vacuity.tried > 0 ? `, notices ${vacuity.killed} of ${vacuity.tried} changes` : '';
  const details = verdict && verdict.verdict !== 'pass' ? ` ${verdict.details}` : '';
  return `${verdict?.verdict === 'pass' ? '✓' : verdict?.verdict === 'fail' ? '✗' : '○'} ${subject} ${entityTitle(snapshot.model, subject) ?? ''} (${assertion}: ${describeClaim(claim)}) ${standing}${strength}${noticed}.${details}`;
}
