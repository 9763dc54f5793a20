/** Assertions that somebody submits: each is read, checked on the work tree, tried for whether it notices anything, and held against what it is to show. */
import { reaches, defaultLeast } from '../../assurance/strength.ts';
import { assertionHash } from '../../model/canonical.ts';
import type { Assertion } from '../../model/schema.ts';
import type { Strength } from '../../model/vocabulary.ts';
import { validateClaim } from '../../verifier/validate-claim.ts';
import type { Vacuity } from '../../verifier/vacuity/prove.ts';
import type { Claim, Verdict } from '../../verifier/verdict.ts';
import { isThisRepository } from '../repository.ts';
import type { ModelSnapshot, Project, TryClaims } from '../snapshot.ts';
import type { NewAssertion } from './add-assertion.ts';
import { fitOf, type FitWarning } from './subject-fit.ts';

export interface SubmittedAssertion {
  readonly claim: Claim;
  readonly covers: readonly string[];
  readonly repository?: string | undefined;
  readonly description?: string | undefined;
}

export interface CoveredClause {
  readonly clause: string;
  readonly met: boolean;
  /** Why this assertion does not meet it. */
  readonly shortfall?: 'not_passed' | 'type_not_allowed' | 'too_weak' | 'elsewhere';
}

export interface JudgedSubmission {
  readonly submitted: SubmittedAssertion;
  /** invalid: it cannot be asked. already: the same stands in the model. Else its verdict, or that its code lies elsewhere. */
  readonly outcome: 'invalid' | 'already' | 'pass' | 'fail' | 'undecidable' | 'elsewhere';
  /** Why it cannot be asked. */
  readonly problems: readonly string[];
  /** The assertion that says the same. */
  readonly already?: string;
  readonly verdict?: Verdict;
  readonly vacuity?: Vacuity;
  /** What it counts as: text where it does not notice that what it claims is gone. */
  readonly strength?: Strength;
  readonly clauses: readonly CoveredClause[];
  readonly warnings: readonly FitWarning[];
}

/** Judges what is submitted for a control, or for an assumption that something does not apply. Nothing is written. */
export async function judgeSubmissions(project: Project, model: ModelSnapshot, subject: string, submitted: readonly SubmittedAssertion[], options: TryClaims = {}): Promise<readonly JudgedSubmission[]> {
  const known = new Map(Object.entries(model.model.assertions).filter(([, one]) => (one.control ?? one.assumption) === subject).map(([id, one]) => [assertionHash(one), id]));
  const first = submitted.map((one) => {
    const assertion = assertionOf(model, subject, one);
    const problems = problemsOf(model, subject, one);
    const same = problems.length === 0 ? known.get(assertionHash(assertion)) : undefined;
    if (problems.length === 0 && same === undefined) known.set(assertionHash(assertion), 'another one of this call');
    return { one, assertion, problems, same, here: isThisRepository(one.repository, model.repository) };
  });
  const asked = first.filter(({ problems, same, here }) => problems.length === 0 && same === undefined && here);
  const tried = await project.tryClaims(model.path, asked.map(({ one }) => one.claim), { ...options, prove: true });
  return first.map((each): JudgedSubmission => {
    const { one, assertion, problems, same, here } = each;
    const warnings = problems.length === 0 ? fitOf(model.model, assertion, model.repository) : [];
    if (problems.length > 0) return { submitted: one, outcome: 'invalid', problems, clauses: [], warnings };
    if (same !== undefined) return { submitted: one, outcome: 'already', problems, already: same, clauses: [], warnings };
    if (!here) return { submitted: one, outcome: 'elsewhere', problems, clauses: one.covers.map((clause) => ({ clause, met: false, shortfall: 'elsewhere' })), warnings };
    const { verdict, vacuity } = tried[asked.indexOf(each)]!;
    const strength = verdict.verdict !== 'pass' ? undefined : vacuity && vacuity.survived.length > 0 ? 'text' : verdict.strength;
    return { submitted: one, outcome: verdict.verdict, problems, verdict, ...(vacuity ? { vacuity } : {}), ...(strength === undefined ? {} : { strength }), clauses: one.covers.map((clause) => coveredClause(model, subject, one, clause, verdict, strength)), warnings };
  });
}

/** Whether it may be written: it passes, or its code lies where this checkout cannot look. */
export function mayBeWritten({ outcome }: JudgedSubmission): boolean {
  return outcome === 'pass' || outcome === 'elsewhere';
}

/** As `addAssertions` takes it. */
export function newAssertionOf(subject: string, { submitted: { claim, covers, repository, description } }: JudgedSubmission): NewAssertion {
  return { subject, claim, covers, repository: repository === 'no_repo' ? undefined : repository, description };
}

function assertionOf({ model }: ModelSnapshot, subject: string, { claim, covers, repository }: SubmittedAssertion): Assertion {
  const owner = Object.hasOwn(model.assumptions, subject) ? { assumption: subject } : { control: subject };
  const elsewhere = repository === undefined || repository === 'no_repo' ? {} : { repository };
  return { ...owner, type: claim.type, params: claim.params, covers: [...covers], ...(claim.requires === undefined ? {} : { requires: claim.requires }), ...elsewhere };
}

function problemsOf({ model }: ModelSnapshot, subject: string, { claim, covers }: SubmittedAssertion): readonly string[] {
  const clauses = Object.keys(model.controls[subject]?.clauses ?? {});
  const unknown = covers.filter((clause) => !clauses.includes(clause));
  return [...validateClaim(claim).map(({ message }) => message), ...unknown.map((clause) => `${subject} has no clause ${clause}. ${clauses.length > 0 ? `It has ${clauses.join(', ')}.` : 'It has none.'}`)];
}

function coveredClause({ model }: ModelSnapshot, subject: string, { claim }: SubmittedAssertion, name: string, { verdict }: Verdict, strength: Strength | undefined): CoveredClause {
  const clause = model.controls[subject]?.clauses[name];
  const short = (shortfall: NonNullable<CoveredClause['shortfall']>): CoveredClause => ({ clause: name, met: false, shortfall });
  if (verdict !== 'pass' || !clause) return short('not_passed');
  if (clause.types.length > 0 && !clause.types.includes(claim.type)) return short('type_not_allowed');
  const least = clause.least === undefined ? defaultLeast : [clause.least];
  return least.some((asked) => reaches(strength, asked)) ? { clause: name, met: true } : short('too_weak');
}
