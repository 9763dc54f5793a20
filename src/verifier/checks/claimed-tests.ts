/** Which cases of a report a claim is about, and what they come to. Pure: reports in, a judgement out. */
import { nameFits } from '../code/test-fact.ts';
import type { NoTestReport, TestCase, TestReport } from '../test-runner.ts';
import type { VerdictReason } from '../verdict.ts';
import type { VerdictValue } from '../../assurance/evidence.ts';

/** A file that the claim names. */
export interface ClaimedFile {
  readonly file: string;
  /** The name of the test within it; undefined when all of its tests are claimed. */
  readonly name: string | undefined;
  readonly text: string;
}

export interface Judgement {
  readonly verdict: VerdictValue;
  readonly reason: VerdictReason;
  readonly details: string;
  readonly file?: string;
  /** The runners of a pass, and how many tests passed. */
  readonly runner?: string;
  readonly tests?: number;
}

export interface AnsweredRun {
  readonly files: readonly ClaimedFile[];
  readonly answer: TestReport | NoTestReport;
}

/**
 * What has failed fails, whatever else could not be found out. After that whatever leaves a doubt is undecidable. Only then
 * what is missing fails: it may be missing because of what went wrong.
 */
export function judge(runs: readonly AnsweredRun[], claimed: string): Judgement {
  const found = runs.flatMap(({ files, answer }) => (answer.ok ? files.map((file) => ({ file, cases: answer.cases.filter((one) => isClaimed(one, file)), runner: answer.runner })) : []));
  const every = found.flatMap(({ file, cases }) => cases.map((one) => ({ ...one, file: file.file })));
  const failed = every.find(({ status }) => status === 'failed');
  if (failed) return { verdict: 'fail', reason: 'test_failed', details: `${titleOf(failed)} of ${failed.file} failed${because(failed)}.`, file: failed.file };
  for (const { files, answer } of runs) {
    if (!answer.ok) continue;
    const broken = answer.broken.find((one) => one.files.some((file) => files.some((claimedFile) => claimedFile.file === file)));
    if (broken) {
      const file = files.find((one) => broken.files.includes(one.file))!.file;
      return { verdict: 'fail', reason: 'test_failed', details: `${file} broke outside of any test: ${broken.because.replace(/\.$/, '')}.`, file };
    }
  }
  for (const { files, answer } of runs) {
    const file = files.length === 1 ? { file: files[0]!.file } : {};
    if (!answer.ok) return { verdict: 'undecidable', reason: answer.reason, details: answer.details, ...file };
    if (answer.doubt !== undefined) return { verdict: 'undecidable', reason: 'no_report', details: `The report of ${answer.runner} cannot be trusted: ${answer.doubt}.`, ...file };
  }
  const skipped = every.find(({ status }) => status === 'skipped');
  if (skipped) return { verdict: 'fail', reason: 'skipped', details: `${titleOf(skipped)} of ${skipped.file} was not run${because(skipped)}.`, file: skipped.file };
  const flaky = every.find(({ status }) => status === 'flaky');
  if (flaky) return { verdict: 'undecidable', reason: 'ambiguous', details: `${titleOf(flaky)} of ${flaky.file} failed and then passed in the same run${because(flaky)}.`, file: flaky.file };
  const silent = found.find(({ file, cases }) => file.name === undefined && cases.length === 0);
  if (silent) return { verdict: 'fail', reason: 'not_found', details: `${silent.runner} ran no test of ${silent.file.file}.`, file: silent.file.file };
  const runners = [...new Set(found.map(({ runner }) => runner))].join(', ');
  if (every.length === 0) return { verdict: 'fail', reason: 'not_found', details: `${runners} ran no test ${claimed}.` };
  const files = [...new Set(every.map(({ file }) => file))];
  const silentAsserts = every.every(({ asserted }) => asserted === 0) ? ' No expect ran in it, as far as the runner counts.' : '';
  const what = every.length === 1 ? `${titleOf(every[0]!)} of ${files[0]!} passed` : `${every.length} tests of ${files.length === 1 ? files[0]! : `${files.length} files`} passed`;
  return { verdict: 'pass', reason: 'proven', details: `${what} in a run of ${runners}.${silentAsserts}`, ...(files.length === 1 ? { file: files[0]! } : {}), runner: runners, tests: every.length };
}

function isClaimed(one: TestCase, { file, name, text }: ClaimedFile): boolean {
  if (!one.files.includes(file) || (!one.certain && !declares(text, one))) return false;
  return name === undefined || one.paths.some((path) => path.some((_, index) => nameFits(name, path.slice(0, index + 1).map((title) => [title])) === 'exact'));
}

/** Whether the text, comments and strings aside, has a function by a name of the case. Where a report names no file, this tells. */
function declares(text: string, { paths }: TestCase): boolean {
  const code = text.replace(/\/\/.*|\/\*[\s\S]*?\*\/|r(#+)"[\s\S]*?"\1|"(?:\\[\s\S]|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\\n])'/g, ' ');
  const names = new Set([...code.matchAll(/\b(?:func|fn)\s+([\p{ID_Start}_]\p{ID_Continue}*)/gu)].map((match) => match[1]));
  return paths.some((path) => path.some((title) => names.has(title)));
}

function titleOf({ paths }: TestCase): string {
  return (paths[0] ?? []).join(' > ');
}

function because({ because: words }: TestCase): string {
  return words === undefined || words === '' ? '' : `: ${words.replace(/\.$/, '')}`;
}
