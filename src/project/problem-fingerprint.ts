/** What tells a problem from all others, wherever its lines have moved to: for code hosts and for comparing two states of a model. */
import { assertionHash, canonicalHash } from '../model/canonical.ts';
import type { ThreatModel } from '../model/schema.ts';
import type { Problem } from './problem.ts';

/** The rule that a problem is a breach of: the type of the assertion that does not hold, or what is off in the model. */
export function ruleOfProblem(problem: Problem, model: ThreatModel): string {
  const assertion = assertionOf(problem, model);
  if (!assertion) return `model.${problem.code}`;
  return problem.code === 'assertion_vacuous' ? 'assertion.vacuous' : `assertion.${assertion.type}`;
}

/** The fingerprints of a model's problems, in their order; equal problems are told apart by their number. */
export function problemFingerprints(problems: readonly Problem[], model: ThreatModel): readonly string[] {
  const seen = new Map<string, number>();
  return problems.map((problem) => {
    const assertion = assertionOf(problem, model);
    const about = assertion ? [assertion.control ?? assertion.assumption ?? null, assertionHash(assertion)] : [problem.subject ?? null, withoutLines(problem.message)];
    const hash = canonicalHash([ruleOfProblem(problem, model), model.id, ...about]);
    const number = seen.get(hash) ?? 0;
    seen.set(hash, number + 1);
    return number === 0 ? hash : canonicalHash([hash, number]);
  });
}

/** A sentence without the numbers of lines and columns in it, which move. */
export function withoutLines(message: string): string {
  return message.replace(/\b(lines?|columns?) \d+((?:,| and| to) \d+)*/g, '$1');
}

function assertionOf({ code, subject }: Problem, { assertions }: ThreatModel): ThreatModel['assertions'][string] | undefined {
  return code.startsWith('assertion_') && subject !== undefined && Object.hasOwn(assertions, subject) ? assertions[subject] : undefined;
}
