/** Asks the verifier of every mutant, and counts. */
import { createHash } from 'node:crypto';
import { checkClaim } from '../../../src/verifier/check.ts';
import { languageOfFile } from '../../../src/verifier/languages/all.ts';
import type { CodeReader } from '../../../src/verifier/code-file.ts';
import type { Sources } from '../../../src/verifier/sources.ts';
import type { Claim, Verdict } from '../../../src/verifier/verdict.ts';
import type { SubjectFile } from '../oracle.ts';
import { keptFile } from './equivalent-operators.ts';
import { mutantLanguage } from './language.ts';
import type { Mutant } from './mutant.ts';
import { randomOf } from './random.ts';
import { subjectsIn } from './subjects.ts';
import type { Parse } from './syntax.ts';

/** A mutant that was not noticed, or an equivalent one that was. */
export interface Surprise {
  readonly language: string;
  readonly operator: string;
  readonly claim: Claim;
  readonly line: number;
  readonly text: string;
  readonly details: string;
}

export interface Tally {
  passes: number;
  broken: number;
  killed: number;
  kept: number;
  falselyKilled: number;
  /** Mutants that are no code of the language, or no change. */
  unmade: number;
}

export interface Tried {
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly operators: ReadonlyMap<string, { made: number; survived: number }>;
  readonly survivors: readonly Surprise[];
  readonly falseKills: readonly Surprise[];
}

export interface TryOptions {
  readonly seed: number;
  /** Mutants that must be noticed, for each language; files are taken until there are so many. */
  readonly wanted: number;
}

export async function tryMutants(files: readonly SubjectFile[], reader: CodeReader, parse: Parse, { seed, wanted }: TryOptions): Promise<Tried> {
  const tallies = new Map<string, Tally>();
  const operators = new Map<string, { made: number; survived: number }>();
  const survivors: Surprise[] = [];
  const falseKills: Surprise[] = [];
  const random = randomOf(seed);
  for (const { path, text } of random.some(files, files.length)) {
    const id = languageOfFile(path)?.id ?? '';
    const language = mutantLanguage(id);
    const tally = tallies.get(id) ?? { passes: 0, broken: 0, killed: 0, kept: 0, falselyKilled: 0, unmade: 0 };
    if (!language || tally.broken >= wanted) continue;
    tallies.set(id, tally);
    const found = await parse(path, text, (root) => (root.hasError ? undefined : { whole: keptFile(path, text, root, language), subjects: subjectsIn(path, text, root, random) }));
    for (const subject of found?.subjects ?? []) {
      if ((await verdictOn(subject.claim, path, text, reader)).verdict !== 'pass') continue;
      tally.passes++;
      const surprise = (mutant: Mutant, details: string): Surprise => ({ language: id, operator: mutant.operator, claim: subject.claim, line: subject.line, text: mutant.text, details });
      for (const mutant of subject.broken) {
        if (!(await isCode(mutant, path, text, parse))) {
          tally.unmade++;
          continue;
        }
        const { verdict, details } = await verdictOn(subject.claim, path, mutant.text, reader);
        const counted = operators.get(mutant.operator) ?? { made: 0, survived: 0 };
        operators.set(mutant.operator, counted);
        counted.made++;
        tally.broken++;
        if (verdict !== 'pass') tally.killed++;
        else {
          counted.survived++;
          survivors.push(surprise(mutant, details));
        }
      }
      for (const mutant of [...subject.kept, ...(found?.whole ?? [])]) {
        if (!(await isCode(mutant, path, text, parse))) {
          tally.unmade++;
          continue;
        }
        const { verdict, details } = await verdictOn(subject.claim, path, mutant.text, reader);
        tally.kept++;
        if (verdict === 'pass') continue;
        tally.falselyKilled++;
        falseKills.push(surprise(mutant, details));
      }
    }
  }
  return { tallies, operators, survivors, falseKills };
}

async function isCode(mutant: Mutant, path: string, original: string, parse: Parse): Promise<boolean> {
  return mutant.text !== original && !(await parse(path, mutant.text, ({ hasError }) => hasError));
}

function verdictOn(claim: Claim, path: string, text: string, reader: CodeReader): Promise<Verdict> {
  const missing = { ok: false, refusal: 'file_missing' } as const;
  const source = { ok: true, file: path, text, sha256: createHash('sha256').update(text).digest('hex') } as const;
  const sources: Sources = {
    read: (asked) => Promise.resolve(asked === path ? source : missing),
    exists: (asked) => Promise.resolve(asked === path ? { ok: true, file: path } : missing),
    digest: () => Promise.resolve(missing),
    list: () => Promise.resolve({ ok: true, files: [path], complete: true }),
  };
  return checkClaim(claim, sources, reader);
}
