/**
 * test_passes: the runner of the repository runs the test files, and a report of this very run shows at least one claimed
 * test that ran and passed, none that failed, none that was skipped. An exit code never counts for a pass.
 *
 * Whole files are run and the names looked up in the report: one run answers every claim on a file, and a name can neither
 * become an option nor an expression. What the code says of itself is read first: a test without a body passes in every
 * runner, and one that is marked to fail passes in some.
 */
import { collectedTest } from '../code/collected-tests.ts';
import { registeredTests } from '../code/registered-tests.ts';
import { refusalSentence, refusedVerdict } from '../refusal.ts';
import { maximumListed } from '../sources.ts';
import type { RunnerId } from '../test-runner.ts';
import type { Verdict, VerdictReason } from '../verdict.ts';
import type { Check, CheckInput } from './check.ts';
import { judge, type AnsweredRun, type ClaimedFile } from './claimed-tests.ts';
import { findRunner } from './find-runner.ts';
import { about, lineOf, type CodeAtHand } from './read-code.ts';
import { nameInFile, testVerdict } from './test-verdict.ts';

interface ReadFile extends ClaimedFile {
  readonly code: CodeAtHand | undefined;
  /** What the code itself says of the claimed test. */
  readonly said: Verdict | undefined;
}

export const checkTestPasses: Check = async (input) => {
  const { params, sources, ports } = input;
  const glob = params.text['pattern'] ?? '';
  const name = params.text['name'];
  const listed = await sources.list(glob);
  if (!listed.ok) return refusedVerdict(glob, listed);
  if (!listed.complete) return answer('undecidable', 'too_large', `More than ${maximumListed} files match ${glob}; claim fewer.`);
  if (listed.files.length === 0) return answer('fail', 'file_missing', `No file matches ${glob}.`);
  const files: ReadFile[] = [];
  for (const file of listed.files) {
    const inFile = name === undefined ? undefined : nameInFile(name, file);
    if (name !== undefined && inFile === undefined) continue;
    const source = await sources.read(file);
    if (!source.ok) return { ...answer('undecidable', source.refusal, refusalSentence(file, source)), file };
    files.push(asRead(source.file, source.text, inFile, await input.reader.read(source)));
  }
  const claimed = name === undefined ? `of ${glob}` : `${name} of ${glob}`;
  if (files.length === 0) return answer('fail', 'not_found', `None of the ${listed.files.length} files that match ${glob} is the one that ${name ?? ''} names.`);
  const objection = objectionOf(files);
  if (objection) return objection;
  if (!ports.tests) return { ...answer('undecidable', 'not_run', `Whether ${claimed} passes is not known: tests run only when somebody asks for it, as by mipiti verify --run-tests.`), ...(files.length === 1 ? { file: files[0]!.file } : {}) };

  const groups = new Map<string, { readonly runner: RunnerId; readonly folder: string; readonly files: ReadFile[] }>();
  for (const file of files) {
    const imports = file.code?.facts.imports.map(({ module }) => module) ?? [];
    const found = await findRunner(file.file, imports, params.text['runner'] as RunnerId | undefined, sources);
    if ('none' in found) return { ...answer('undecidable', 'no_runner', found.none), file: file.file };
    const key = `${found.runner} ${found.folder}`;
    const group = groups.get(key) ?? { ...found, files: [] };
    groups.set(key, group);
    group.files.push(file);
  }
  const runs: AnsweredRun[] = [];
  for (const { runner, folder, files: together } of groups.values()) {
    runs.push({ files: together, answer: await ports.tests.run({ runner, folder, files: together.map(({ file }) => file) }) });
  }
  const { runner, tests, ...judged } = judge(runs, claimed);
  // What ran is the whole folder, so whatever changes in it ends what the run has shown.
  const restsOn = [...groups.values()].map(({ folder }) => ({ file: folder === '' ? '**' : `${folder}/**`, glob: true as const }));
  const place = files.find(({ file, said }) => file === judged.file && said?.verdict === 'pass')?.said?.range;
  return { ...judged, ...(judged.verdict === 'pass' ? { strength: 'declared' as const, attributes: { ...(runner === undefined ? {} : { runner }), ...(tests === undefined ? {} : { tests }) } } : {}), ...(place ? { range: place } : {}), restsOn };
};

function answer(verdict: Verdict['verdict'], reason: VerdictReason, details: string): Verdict {
  return { verdict, reason, details, restsOn: [] };
}

function asRead(file: string, text: string, name: string | undefined, read: Awaited<ReturnType<CheckInput['reader']['read']>>): ReadFile {
  const code = read.ok && read.facts.traits.tests ? { file, facts: read.facts } : undefined;
  return { file, text, name, code, said: code && (name === undefined ? emptiness(code) : testVerdict(code, name)) };
}

/** Of a file all of whose tests are claimed: the fail when none of those that the code shows can prove anything. */
function emptiness(code: CodeAtHand): Verdict | undefined {
  const { facts } = code;
  const tests = [...registeredTests(facts).filter(({ kind }) => kind === 'test'), ...facts.definitions.flatMap((definition) => (definition.kind === 'function' ? (collectedTest(definition, facts) ?? []) : []))].filter(({ state }) => state !== 'not_collected');
  const worthless = tests.find(({ state }) => state === 'stub' || state === 'skipped');
  if (!worthless || tests.some(({ state }) => state !== 'stub' && state !== 'skipped')) return undefined;
  const what = worthless.state === 'stub' ? 'tests nothing' : 'is never run';
  return about(code, 'fail', worthless.state === 'stub' ? 'stub' : 'skipped', `The test at line ${lineOf(code, worthless)} of ${code.file} ${what}, nor does any other of the file.`, { span: worthless });
}

/** What the code says against the claim, before anything runs. One file in which the test can run is enough to find out. */
function objectionOf(files: readonly ReadFile[]): Verdict | undefined {
  const against = ({ said }: ReadFile): boolean => said?.verdict === 'fail' && (said.reason === 'stub' || said.reason === 'skipped');
  const each = files.filter(({ name, said }) => name === undefined || said === undefined || said.reason !== 'not_found');
  const first = each.find(against);
  const all = files[0]?.name === undefined ? first : each.every(against) ? first : undefined;
  return all?.said;
}
