/**
 * env_var_referenced: live code of the file reads the variable from the environment. To write or delete it, to ask
 * whether it is set, or to name it elsewhere is no read. Code on which nobody calls counts: the claim is about the file.
 */
import { environmentReads } from '../code/environment-reads.ts';
import type { EnvironmentRead } from '../code/environment-reads.ts';
import type { CodeFacts } from '../code/facts.ts';
import { blanked } from '../text/region.ts';
import type { VerdictReason } from '../verdict.ts';
import type { Check } from './check.ts';
import { about, hiddenByErrors, lineOf, readCode, touchesError } from './read-code.ts';

const idle: Readonly<Partial<Record<EnvironmentRead['standing'], { readonly reason: VerdictReason; readonly sentence: string }>>> = {
  dead_code: { reason: 'dead_code', sentence: 'only in code that never runs' },
  type_only: { reason: 'type_only', sentence: 'only for the type checker' },
  test_only: { reason: 'test_only', sentence: 'only in test runs' },
};

export const checkEnvVarReferenced: Check = async (input) => {
  const at = await readCode(input);
  if (!('facts' in at)) return at;
  const variable = input.params.text['variable'] ?? '';
  if (!at.facts.traits.environment) return about(at, 'undecidable', 'unknown_language', `How ${at.facts.language} reads its environment is not known here.`);
  const reads = environmentReads(at.facts);
  const named = reads.filter(({ name, kind }) => name === variable && kind === 'variable');
  const live = named.find(isLive);
  if (live) {
    const error = touchesError(at, live);
    if (error) return about(at, 'undecidable', 'parse_error', `What reads ${variable} at line ${lineOf(at, live)} of ${at.file} has a syntax error.`, { span: error });
    return about(at, 'pass', 'proven', `${at.file} reads ${variable} from the environment at line ${lineOf(at, live)}.`, {
      strength: 'declared',
      span: live,
      attributes: { resolved: true, ...(at.facts.errors.length > 0 ? { errorsElsewhere: true } : {}) },
    });
  }
  const own = reads.find((read) => read.kind === 'own' && read.name === variable && isLive(read));
  if (own) return about(at, 'undecidable', 'ambiguous', `Line ${lineOf(at, own)} of ${at.file} reads ${variable}, which the file sets, too; whether it is that of the environment cannot be told.`, { span: own });
  const computed = reads.find((read) => read.kind === 'computed' && isLive(read));
  if (computed) return about(at, 'undecidable', 'dynamic', `${at.file} does not read ${variable} by name, but line ${lineOf(at, computed)} reads a variable whose name is computed.`, { span: computed });
  const whole = reads.find((read) => read.kind === 'whole' && isLive(read));
  if (whole && isMentioned(variable, at.facts)) {
    return about(at, 'undecidable', 'dynamic', `${at.file} mentions ${variable}, and line ${lineOf(at, whole)} hands the whole environment on, so nobody can tell whether it is read.`, { span: whole });
  }
  const hidden = hiddenByErrors(at, variable, `A read of ${variable}`);
  if (hidden) return hidden;
  for (const read of named) {
    const why = idle[read.standing];
    if (why) return about(at, 'fail', why.reason, `${at.file} reads ${variable} at line ${lineOf(at, read)} ${why.sentence}.`, { span: read });
  }
  return about(at, 'fail', 'not_found', `${at.file} does not read ${variable} from the environment.`);
};

/** A default value is read when it is needed. */
function isLive({ standing }: EnvironmentRead): boolean {
  return standing === 'live' || standing === 'default_argument';
}

/** As a word of its own, outside of comments and documentation. */
function isMentioned(word: string, { text, comments, documentation }: CodeFacts): boolean {
  const code = blanked(text, [...comments, ...documentation]);
  for (let place = code.indexOf(word); place >= 0; place = code.indexOf(word, place + word.length)) {
    if (!/[\w$]/.test(code[place - 1] ?? '') && !/[\w$]/.test(code[place + word.length] ?? '')) return true;
  }
  return false;
}
