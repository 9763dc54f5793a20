/** What a model came to at a commit: its text and its code of then, judged by the rules and the clock of now. */
import { assess } from '../assurance/assess.ts';
import type { Assessment } from '../assurance/assessment.ts';
import type { AssertionEvidence } from '../assurance/evidence.ts';
import { parseModel, type ParsedModel } from '../model/parse.ts';
import type { ThreatModel } from '../model/schema.ts';
import { rememberingSources } from '../verifier/remembering-sources.ts';
import type { Sources } from '../verifier/sources.ts';
import type { Verdict } from '../verifier/verdict.ts';
import type { ClaimChecker } from './claim-checker.ts';
import { isThisRepository, type Repository } from './repository.ts';

export interface PastPosture {
  readonly commit: string;
  readonly parsed: ParsedModel;
  readonly model: ThreatModel;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly assessment: Assessment;
}

export interface PastOptions {
  readonly commit: string;
  /** The model's text at that commit. */
  readonly text: string;
  readonly sources: Sources;
  readonly repository: Repository;
  readonly checker: ClaimChecker;
  /** ISO instant that attestations are judged by. */
  readonly at: string;
  /** Which assertions of the model of then are looked at; all when left out. */
  readonly wanted?: (model: ThreatModel) => ReadonlySet<string>;
  readonly signal?: AbortSignal;
}

/** Rejects only when aborted. */
export async function pastPosture({ commit, text, sources, repository, checker, at, wanted, signal }: PastOptions): Promise<PastPosture> {
  const parsed = parseModel(text);
  const { model } = parsed;
  const remembering = rememberingSources(sources);
  const verdicts = new Map<string, Verdict>();
  const evidence: Record<string, AssertionEvidence> = {};
  const only = wanted?.(model);
  await Promise.all(
    Object.entries(model.assertions).filter(([id]) => only?.has(id) ?? true).map(async ([id, { type, params, requires, repository: elsewhere }]) => {
      if (!isThisRepository(elsewhere, repository)) {
        evidence[id] = { verdict: 'elsewhere' };
        return;
      }
      const verdict = await checker.check(remembering, { type, params, ...(requires === undefined ? {} : { requires }) }, signal);
      verdicts.set(id, verdict);
      evidence[id] = { verdict: verdict.verdict, ...(verdict.strength === undefined ? {} : { strength: verdict.strength }) };
    }),
  );
  return { commit, parsed, model, verdicts, assessment: assess(model, { basis: 'worktree', assertions: evidence }, at) };
}
