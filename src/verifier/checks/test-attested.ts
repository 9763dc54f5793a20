/**
 * test_attested: a job that ran the tests has signed that this one passed, and every file that its statement rests on has
 * the digest that it had then. Nothing is executed here.
 *
 * A statement must rest on the file of the test and on something else, or the code that is tested could change under it.
 * With `mechanism`, the job must have seen that the test runs through that code and fails without it, and the code must
 * still be found here, by the checks of its kind.
 */
import type { AttestedRun } from '../attested-results.ts';
import { lineOffset } from '../code/line-table.ts';
import { refusedVerdict } from '../refusal.ts';
import type { SourceText } from '../sources.ts';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Verdict, VerdictReason } from '../verdict.ts';
import type { Check, CheckInput } from './check.ts';
import { checkClassExists } from './class-exists.ts';
import { checkConfigKeyExists } from './config-key-exists.ts';
import { checkFunctionExists } from './function-exists.ts';
import { nameInFile, testVerdict } from './test-verdict.ts';

const kinds = ['function', 'class', 'key'] as const;
interface Mechanism {
  readonly written: string;
  readonly file: string;
  readonly name: string;
  readonly kind: (typeof kinds)[number] | undefined;
}

export const checkTestAttested: Check = async (input) => {
  const { params, sources, ports } = input;
  const test = params.text['test'] ?? '';
  const place = placeIn(test);
  if (!place) return answer('undecidable', 'invalid_parameters', `test must be the test's file, two colons and its name, not ${test}.`);
  const written = params.text['mechanism'];
  const mechanism = written === undefined ? undefined : mechanismOf(written);
  if (written !== undefined && !mechanism) return answer('undecidable', 'invalid_parameters', `mechanism must be a file, two colons and a symbol, or one of ${kinds.map((kind) => `${kind}:name`).join(', ')}, not ${written}.`);
  const source = await sources.read(place.file);
  if (!source.ok) return refusedVerdict(place.file, source);
  const now = await testNow(source, test, input);
  if (now?.verdict === 'fail' && (now.reason === 'stub' || now.reason === 'skipped')) return now;
  if (!ports.attested) return { ...answer('undecidable', 'not_attested', `Whether a job has signed that ${test} passed is not known: no statements and no trusted keys were given, as by --test-results and --test-keys.`), file: place.file };
  const missing = mechanism && (await mechanismVerdict(mechanism, input));
  if (missing) return missing;

  const { runs, refused } = await ports.attested.statements();
  const about = runs.filter(({ passed, warned, failed }) => [passed, warned, failed].some((names) => names.includes(test)));
  if (about.length === 0) {
    const others = refused.length === 0 ? '' : ` ${refused.length === 1 ? 'One statement' : `${refused.length} statements`} could not be trusted: ${refused[0]!}`;
    return { ...answer('fail', 'not_attested', `No trusted statement names the test ${test}.${others}`), file: place.file };
  }
  const judged: Verdict[] = [];
  for (const run of about) {
    const verdict = (await outOfDate(run, place.file, mechanism, input)) ?? judge(run, { test, mechanism, environment: params.values['env'] as Readonly<Record<string, string | null>> | undefined, definition: now?.definition });
    judged.push({ ...verdict, file: place.file, ...(verdict.verdict === 'pass' && now?.range ? { range: now.range } : {}) });
  }
  // What one current statement says against the test is not outweighed by another.
  return judged.find(({ reason }) => reason === 'test_failed' || reason === 'skipped') ?? judged.find(({ verdict }) => verdict === 'pass') ?? judged.find(({ reason }) => reason !== 'out_of_date') ?? judged[0]!;
};

function answer(verdict: Verdict['verdict'], reason: VerdictReason, details: string): Verdict {
  return { verdict, reason, details, restsOn: [] };
}

function placeIn(written: string): { readonly file: string; readonly name: string } | undefined {
  const colons = written.indexOf('::');
  const [file, name] = [written.slice(0, Math.max(colons, 0)).trim(), written.slice(colons + 2).trim()];
  return colons < 0 || file === '' || name === '' ? undefined : { file, name };
}

function mechanismOf(written: string): Mechanism | undefined {
  const place = placeIn(written);
  if (!place) return undefined;
  const [, word, rest] = /^([a-z]+):(?!:)(.+)$/.exec(place.name) ?? [];
  if (word === undefined || rest === undefined) return { written, ...place, kind: undefined };
  const kind = kinds.find((one) => one === word);
  return kind && { written, file: place.file, name: rest, kind };
}

/** What the code says of the test now, with the digest of its definition where it can be found. */
async function testNow(source: SourceText, test: string, { reader }: CheckInput): Promise<(Verdict & { readonly definition?: string }) | undefined> {
  const read = await reader.read(source);
  const name = nameInFile(test, source.file);
  if (!read.ok || !read.facts.traits.tests || name === undefined) return undefined;
  const verdict = testVerdict({ file: source.file, facts: read.facts }, name);
  if (verdict.verdict !== 'pass' || !verdict.range) return verdict;
  return { ...verdict, definition: definitionDigest(source.text.slice(lineOffset(source.text, verdict.range.start), lineOffset(source.text, verdict.range.end))) };
}

/** The digest by which a job names the definition of a test: of its text, with LF for line ends. */
export function definitionDigest(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text.replace(/\r\n?/g, '\n'))));
}

/** Undefined when the mechanism is found here and now. */
async function mechanismVerdict({ written, file, name, kind }: Mechanism, input: CheckInput): Promise<Verdict | undefined> {
  const ask = (check: Check, text: Readonly<Record<string, string>>): Promise<Verdict> => check({ ...input, params: { text, flags: {}, lists: {}, values: {} } });
  const asked = kind === 'key' ? [() => ask(checkConfigKeyExists, { file, key: name })] : [() => ask(checkFunctionExists, { file, name }), () => ask(checkClassExists, { file, name })].filter((_, index) => kind === undefined || kind === (['function', 'class'] as const)[index]);
  let first: Verdict | undefined;
  for (const one of asked) {
    const verdict = await one();
    if (verdict.verdict === 'pass') return undefined;
    if (!first || (first.verdict === 'fail' && verdict.verdict === 'undecidable')) first = verdict;
  }
  return first && { ...first, details: `The mechanism ${written} is not found: ${first.details}` };
}

/** The fail of a statement that rests on other files than those that stand here, or on too few. */
async function outOfDate(run: AttestedRun, file: string, mechanism: Mechanism | undefined, { sources }: CheckInput): Promise<Verdict | undefined> {
  const named = new Set(run.files.map((one) => one.file));
  const needed = [file, ...(mechanism ? [mechanism.file] : [])].find((one) => !named.has(one));
  if (needed !== undefined) return answer('fail', 'not_attested', `The statement ${run.source} does not say which state of ${needed} it rests on.`);
  if (named.size === 1) return answer('fail', 'not_attested', `The statement ${run.source} rests on the test's own file alone, so it says nothing of the code that is tested.`);
  for (const one of run.files) {
    const digests = await sources.digest(one.file);
    if (!digests.ok) return answer('fail', 'out_of_date', `The statement ${run.source} rests on ${one.file}, which cannot be compared: ${refusedVerdict(one.file, digests).details}`);
    if (digests.sha256 !== one.sha256) return answer('fail', 'out_of_date', `${one.file} has changed since the job ran that signed ${run.source}.`);
  }
  return undefined;
}

interface Asked {
  readonly test: string;
  readonly mechanism: Mechanism | undefined;
  readonly environment: Readonly<Record<string, string | null>> | undefined;
  readonly definition: string | undefined;
}

/** What a statement on the present files says of the test. */
function judge(run: AttestedRun, { test, mechanism, environment, definition }: Asked): Verdict {
  const { source } = run;
  if (run.failed.includes(test)) return answer('fail', 'test_failed', `${source} says that ${test} failed.`);
  if (run.warned.includes(test)) return answer('fail', 'skipped', `${source} says that ${test} was skipped or passed with a warning.`);
  for (const [name, value] of Object.entries(environment ?? {})) {
    const had = Object.hasOwn(run.environment, name) ? run.environment[name] : undefined;
    if (had === undefined) return answer('fail', 'mismatch', `${source} does not say what ${name} was in the environment.`);
    if (had !== value) return answer('fail', 'mismatch', `In ${source}, ${name} was ${told(had)}, not ${told(value)}.`);
  }
  const facts = Object.hasOwn(run.facts, test) ? run.facts[test] : undefined;
  if (facts?.definition !== undefined && definition !== undefined && facts.definition !== definition) return answer('fail', 'out_of_date', `The definition of ${test} is another one than ${source} was signed for.`);
  if (mechanism) {
    if (facts?.mechanism !== mechanism.written) return answer('fail', 'not_attested', `${source} says nothing of the mechanism ${mechanism.written}.`);
    if (facts.mechanismFound !== true) return answer('fail', 'not_attested', `The job behind ${source} did not find the mechanism ${mechanism.written}.`);
    if (facts.reached !== true) return answer('fail', 'not_attested', `${source} does not say that ${test} runs through ${mechanism.written}.`);
    if (facts.depends !== true) return answer('fail', 'not_attested', `${source} does not say that ${test} fails without ${mechanism.written}.`);
  }
  const proof = mechanism ? `, runs through ${mechanism.written} and fails without it` : '';
  return { ...answer('pass', 'proven', `A trusted job has signed in ${source} that ${test} passed${proof}; the ${run.files.length} files that it rests on are the same now.`), strength: 'declared' };
}

function told(value: string | null): string {
  return value === null ? 'not set' : `"${value}"`;
}
