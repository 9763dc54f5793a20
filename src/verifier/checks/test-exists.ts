/**
 * test_exists: a file that the glob names is there and has content; with `name`, one of those files holds a test of that
 * name which a runner collects and runs.
 *
 * One live test is enough, whatever others of its name there are. Which files a runner looks at is a matter of its
 * settings, so the glob says it. A suite counts for its name when it holds a live test. The name says nothing of what is
 * tested: that is for a reviewer.
 */
import type { Span } from '../code/code.ts';
import { refusalSentence, refusedVerdict } from '../refusal.ts';
import { maximumListed } from '../sources.ts';
import type { SourceText } from '../sources.ts';
import { blanked } from '../text/region.ts';
import type { Verdict, VerdictReason } from '../verdict.ts';
import type { Check, CheckInput } from './check.ts';
import { nameInFile, testVerdict } from './test-verdict.ts';

export const checkTestExists: Check = async (input) => {
  const glob = input.params.text['pattern'] ?? '';
  const name = input.params.text['name'];
  const listed = await input.sources.list(glob);
  if (!listed.ok) return refusedVerdict(glob, listed);
  const answer = (verdict: Verdict['verdict'], reason: VerdictReason, details: string, file?: string): Verdict => ({ verdict, reason, details, ...(file === undefined ? {} : { file }), restsOn: [] });
  if (listed.files.length === 0) return answer('fail', 'file_missing', `No file matches ${glob}.`);

  const lesser: Verdict[] = [];
  for (const file of listed.files) {
    const source = await input.sources.read(file);
    if (!source.ok) {
      lesser.push(answer('undecidable', source.refusal, refusalSentence(file, source), file));
      continue;
    }
    if (await isEmpty(source, input)) {
      if (name === undefined || listed.files.length === 1) lesser.push(answer('fail', 'stub', `${source.file} matches ${glob}, but there is nothing in it.`, source.file));
      continue;
    }
    if (name === undefined) return { ...answer('pass', 'proven', `${source.file} matches ${glob} and is not empty.`, source.file), strength: 'declared' };
    const inFile = nameInFile(name, source.file);
    const verdict = inFile === undefined ? undefined : await verdictIn(source, inFile, input);
    if (verdict?.verdict === 'pass') return verdict;
    if (verdict) lesser.push(verdict);
  }
  if (!listed.complete) return answer('undecidable', 'too_large', `More than ${maximumListed} files match ${glob}; claim fewer.`);
  // What may hide the test comes first, then what says most about it.
  const order = (verdict: Verdict): number => (verdict.verdict === 'undecidable' ? 0 : verdict.reason === 'not_found' ? 2 : 1);
  const best = [...lesser].sort((a, b) => order(a) - order(b))[0];
  if (best && (name === undefined || order(best) < 2)) return best;
  const files = listed.files.length === 1 ? listed.files[0]! : `None of the ${listed.files.length} files that match ${glob}`;
  return best ?? answer('fail', 'not_found', `${files} ${listed.files.length === 1 ? 'holds no' : 'holds a'} test ${name ?? ''}.`, listed.files[0]);
};

async function verdictIn(source: SourceText, name: string, { reader }: CheckInput): Promise<Verdict | undefined> {
  const read = await reader.read(source);
  if (read.ok) return testVerdict({ file: source.file, facts: read.facts }, name);
  return { verdict: 'undecidable', reason: read.reason, details: `Whether ${source.file} holds the test ${name} cannot be told. ${read.details}`, file: source.file, restsOn: [] };
}

/** Blank, or nothing but comments. */
async function isEmpty(source: SourceText, { reader }: CheckInput): Promise<boolean> {
  if (source.text.trim() === '') return true;
  const read = await reader.read(source);
  const silent: readonly Span[] = read.ok ? [...read.facts.comments, ...read.facts.documentation] : [];
  return blanked(source.text, silent).replaceAll('\uFEFF', '').trim() === '';
}
