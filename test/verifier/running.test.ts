/**
 * Runs of tests as evidence. What the runners themselves report was recorded from real runs; node:test and the handling of
 * processes run here and now, since Node is always there.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { checkClaim } from '../../src/verifier/check.ts';
import { fileSources } from '../../src/verifier/file-sources.ts';
import { testEnvironment } from '../../src/verifier/running/environment.ts';
import type { RunOutput } from '../../src/verifier/running/definition.ts';
import { processTestRunner, runnerDefinitions, type TestRunnerOptions } from '../../src/verifier/running/process-test-runner.ts';
import { weighed } from '../../src/verifier/running/weigh.ts';
import type { NoTestReport, RunnerId, TestCase, TestReport, TestRequest, TestRunner, TestStatus } from '../../src/verifier/test-runner.ts';
import type { Verdict } from '../../src/verifier/verdict.ts';
import { memorySources, reader } from './in-memory.ts';
import { projects } from './running/fixtures.ts';
import { recordedRunner } from './running/recordings.ts';
import { claimOf, verdictHere, writeProject } from './running/write-project.ts';

describe('recorded runs', () => {
  for (const { runner, folder, files, rows } of projects) {
    const inMemory = memorySources(Object.fromEntries(Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text])));
    for (const row of rows) {
      it(`${runner}: ${row.why}: ${row.verdict} ${row.reason}`, async () => {
        const verdict = await checkClaim(claimOf(row), inMemory, reader, { tests: recordedRunner });
        assert.equal(`${verdict.verdict} ${verdict.reason}`, `${row.verdict} ${row.reason}`, verdict.details);
        if (verdict.verdict === 'pass') assert.match(verdict.attributes?.runner ?? '', /^[a-z]+ \d/, 'a pass names the version that ran');
      });
    }
  }
});

describe('runs here and now', () => {
  let root: string;
  let tests: TestRunner;
  const project = projects[0]!;
  before(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'mipiti-running-')));
    writeProject(root, project);
    tests = processTestRunner({ root, timeoutMs: 60_000 });
  });
  after(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));

  for (const row of project.rows) {
    it(`node: ${row.why}: ${row.verdict} ${row.reason}`, async () => {
      const verdict = await verdictHere(root, row, tests);
      assert.equal(`${verdict.verdict} ${verdict.reason}`, `${row.verdict} ${row.reason}`, verdict.details);
    });
  }
  it('answers two claims on one file by one run', async () => {
    let runs = 0;
    const counting = processTestRunner({ root, timeoutMs: 60_000, onReport: () => runs++ });
    const [one, two, whole] = await Promise.all(['one', 'two', undefined].map((name) => verdictHere(root, { file: 'packages/node/clean.test.mjs', name }, counting)));
    assert.deepEqual([one?.verdict, two?.verdict, whole?.verdict, runs], ['pass', 'pass', 'pass', 1]);
  });
  it('runs a file whose name looks like an option, and one with letters of expressions', async () => {
    for (const name of ['--test-only.test.mjs', 'a(b)[c]$.test.mjs', 'with blank.test.mjs']) {
      writeFileSync(join(root, name), "import { test } from 'node:test';\nimport assert from 'node:assert';\ntest('x', () => assert.ok(1));\n");
      const verdict = await checkClaim({ type: 'test_passes', params: { pattern: '*.test.mjs', name: `${name}::x` } }, fileSources(root), reader, { tests });
      assert.equal(verdict.verdict, 'pass', `${name}: ${verdict.details}`);
      assert.equal(verdict.file, name);
    }
  });
  it('leaves nothing in the folder for temporary files and nothing in the workspace', async () => {
    const fresh = new Set<string>();
    const watching = processTestRunner({ root, timeoutMs: 60_000, junit: { words: [process.execPath, '-e', "require('fs').writeFileSync(process.argv[1] + '/r.xml', '<testsuites><testcase classname=\"x\" name=\"a\"/></testsuites>'); console.log(process.argv[1])", '{reports}'] }, onOutput: (text) => fresh.add(text.trim()) });
    writeFileSync(join(root, 'x.rb'), 'x');
    const verdict = await verdictHere(root, { file: 'x.rb', name: 'a' }, watching);
    assert.equal(verdict.verdict, 'pass', verdict.details);
    const [folder = ''] = fresh;
    assert.match(folder, /mipiti-tests-.*[/\\][0-9a-f-]{36}$/);
    assert.equal(folder.startsWith(root), false);
    assert.equal(existsSync(folder), false);
  });
});

describe('a process that runs tests', () => {
  let root: string;
  before(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'mipiti-process-')));
    writeFileSync(join(root, 'auth_spec.rb'), 'it "x"');
    mkdirSync(join(root, 'reports'));
  });
  after(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));

  const good = '<testsuites><testsuite name="auth"><testcase classname="auth_spec" name="passes"/></testsuite></testsuites>';
  /** A runner that is a line of JavaScript; `dir` is its folder of reports, `fs` the file system. */
  const played = (script: string, options: Partial<TestRunnerOptions> = {}, reports?: string): TestRunner =>
    processTestRunner({ root, timeoutMs: 20_000, ...options, junit: { words: [process.execPath, '-e', `const fs = require('fs'), dir = process.argv[1]; const write = (text) => fs.writeFileSync(dir + '/r.xml', text); const good = ${JSON.stringify(good)}; ${script}`, '--', reports ?? '{reports}'], ...(reports === undefined ? {} : { reports }) } });
  const asked = (tests: TestRunner, name: string | undefined = 'passes'): Promise<Verdict> => verdictHere(root, { file: 'auth_spec.rb', name }, tests);

  const cases: readonly [why: string, script: string, expected: string, says: RegExp][] = [
    ['a report that says so', 'write(good)', 'pass proven', /passed in a run of junit by/],
    ['exit code 0 without a report', '', 'undecidable no_report', /no report was written\. Its exit code alone proves nothing/],
    ['an exit code that its report does not explain', 'write(good); process.exitCode = 3', 'undecidable no_report', /ended with exit code 3, and its report names nothing that failed/],
    ['exit code 0 beside a test that failed', "write(good.replace('</testsuite>', '<testcase classname=\"auth_spec\" name=\"other\"><failure/></testcase></testsuite>'))", 'undecidable no_report', /ended as if all were well/],
    ['an exit code that another test explains', "write(good.replace('</testsuite>', '<testcase classname=\"auth_spec\" name=\"other\"><failure/></testcase></testsuite>')); process.exitCode = 1", 'pass proven', /./],
    ['a report that is cut off', 'write(good.slice(0, -5))', 'undecidable no_report', /no valid XML/],
    ['a report whose process was killed', "write(good); process.kill(process.pid, 'SIGKILL')", 'undecidable no_report', /was ended by SIGKILL/],
    ['a report that is a link', "fs.writeFileSync(dir + '/other', good); fs.symlinkSync(dir + '/other', dir + '/r.xml')", 'undecidable no_report', /no report was written/],
    ['a report older than the run', 'write(good); fs.utimesSync(dir + "/r.xml", 1, 1)', 'undecidable no_report', /older than this run/],
    ['one good report beside a broken one', "write(good); fs.writeFileSync(dir + '/s.xml', '<nothing/>')", 'undecidable no_report', /it is no JUnit report/],
    ['a report on other files', "write(good.replace('auth_spec', 'other_spec'))", 'fail not_found', /ran no test/],
  ];
  for (const [why, script, expected, says] of cases) {
    it(why, async () => {
      const verdict = await asked(played(script));
      assert.equal(`${verdict.verdict} ${verdict.reason}`, expected, verdict.details);
      assert.match(verdict.details, says);
    });
  }
  it('runs once for the claims on all files', async () => {
    writeFileSync(join(root, 'other_spec.rb'), 'it "y"');
    let runs = 0;
    const tests = played("write(good.replace('</testsuite>', '<testcase classname=\"other_spec\" name=\"y\"/></testsuite>'))", { onReport: () => runs++ });
    const [one, other] = await Promise.all([asked(tests), verdictHere(root, { file: 'other_spec.rb', name: 'y' }, tests)]);
    assert.deepEqual([one.verdict, other.verdict, other.file, runs], ['pass', 'pass', 'other_spec.rb', 1]);
  });
  it('takes no report that lay there before', async () => {
    const folder = join(root, 'reports');
    writeFileSync(join(folder, 'r.xml'), good);
    utimesSync(join(folder, 'r.xml'), new Date(), new Date(Date.now() + 60_000));
    assert.match((await asked(played('', {}, folder))).details, /older than this run/);
    assert.equal((await asked(played('write(good)', {}, folder))).verdict, 'pass');
  });
  it('is stopped with its grandchildren when its time is up', async () => {
    const mark = join(root, 'alive');
    // The grandchild would go on writing long after its parents.
    const grandchild = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(`setInterval(() => require('fs').writeFileSync(${JSON.stringify(mark)}, String(Date.now())), 50)`)}], { stdio: 'inherit' }); setInterval(() => {}, 1000);`;
    const verdict = await asked(played(grandchild, { timeoutMs: 8000 }));
    assert.equal(`${verdict.verdict} ${verdict.reason}`, 'undecidable timeout', verdict.details);
    await pause(200);
    const last = readFileSync(mark, 'utf8');
    await pause(400);
    assert.equal(readFileSync(mark, 'utf8'), last, 'the grandchild is still there');
  });
  it('is not waited for when only what it left behind holds its output, and that ends, too', async () => {
    const mark = join(root, 'left');
    const child = `write(good); require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(`setInterval(() => require('fs').writeFileSync(${JSON.stringify(mark)}, String(Date.now())), 50)`)}], { stdio: 'inherit' }).unref(); setTimeout(() => process.exit(0), 400);`;
    assert.equal((await asked(played(child))).verdict, 'pass');
    const last = existsSync(mark) ? readFileSync(mark, 'utf8') : '';
    await pause(400);
    assert.equal(existsSync(mark) ? readFileSync(mark, 'utf8') : '', last);
  });
  it('ends when it is cancelled, and nothing starts after that', async () => {
    const abort = new AbortController();
    const tests = played('setInterval(() => {}, 1000)', { signal: abort.signal });
    setTimeout(() => abort.abort(), 300);
    const verdict = await asked(tests);
    assert.equal(`${verdict.verdict} ${verdict.reason}`, 'undecidable not_run', verdict.details);
    assert.equal((await asked(played('write(good)', { signal: abort.signal }))).reason, 'not_run');
  });
  it('streams what it prints', async () => {
    let heard = '';
    await asked(played("console.log('out'); console.error('err'); write(good)", { onOutput: (text, runner) => (heard += `${runner}:${text}`) }));
    assert.match(heard, /junit:out\n/);
    assert.match(heard, /junit:err\n/);
  });
  it('sees no credential of ours, and is told not to watch', async () => {
    const environment = { PATH: process.env['PATH'], MIPITI_KEY: 'k', GITHUB_TOKEN: 'g', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'i', OPENAI_API_KEY: 'o', PGPASSWORD: 'p', NODE_TEST_CONTEXT: 'child' };
    let heard = '';
    await asked(played("console.log(Object.keys(process.env).sort().join(' '))", { environment, onOutput: (text) => (heard += text) }));
    for (const name of ['MIPITI_KEY', 'GITHUB_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'OPENAI_API_KEY', 'NODE_TEST_CONTEXT']) assert.doesNotMatch(heard, new RegExp(name));
    assert.match(heard, /\bCI\b.*\bPGPASSWORD\b/);
    assert.equal(testEnvironment({ A: undefined })['A'], undefined);
  });
  it('is undecidable where there is no such program', async () => {
    const tests = processTestRunner({ root, timeoutMs: 5000, junit: { words: [join(root, 'missing'), '{reports}'] } });
    assert.match((await asked(tests)).details, /could not be started: ENOENT/);
    assert.equal((await asked(processTestRunner({ root, timeoutMs: 5000 }))).reason, 'no_runner');
    const silent = processTestRunner({ root, timeoutMs: 5000, junit: { words: ['true'] } });
    assert.match((await asked(silent)).details, /must say where it writes its reports/);
  });
});

describe('readers, where the code itself says nothing', () => {
  const file = { file: 'a.test.js', path: '/work/a.test.js' };
  const read = (id: RunnerId, output: Partial<RunOutput>): string => {
    const reading = runnerDefinitions().find((one) => one.id === id)!.read({ place: { root: '/work', folder: '/work', files: [file] }, steps: [], report: '', reports: [], ...output });
    return reading.ok ? [...reading.cases.map(({ paths, status }) => `${paths[0]!.join(' > ')}: ${status}`), ...reading.broken.map(({ because }) => `broken: ${because}`), ...(reading.doubt === undefined ? [] : [`doubt: ${reading.doubt}`])].join('; ') : `refused: ${reading.because}`;
  };
  const events = (...lines: readonly object[]): Partial<RunOutput> => ({ report: [...lines, { type: 'end' }].map((line) => `${JSON.stringify(line)}\n`).join('') });
  const jestReport = (result: object, more: object = {}): Partial<RunOutput> => ({ report: JSON.stringify({ numTotalTests: 1, testResults: [{ name: file.path, status: 'passed', assertionResults: [{ ancestorTitles: [], title: 'a', status: 'passed', ...result }] }], ...more }) });
  const harness = (list: string, run: string, code = 0): Partial<RunOutput> => ({ steps: [list, run].map((output, index) => ({ step: { program: 'cargo', words: [], files: [{ file: 'tests/a.rs', path: '/work/tests/a.rs' }] }, code: index === 0 ? 0 : code, output })) });
  const cases: readonly [why: string, runner: RunnerId, output: Partial<RunOutput>, expected: string][] = [
    ['a suite that ran nothing', 'node', events({ type: 'test:start', name: 's', nesting: 0, file: file.path }, { type: 'test:pass', name: 's', nesting: 0, file: file.path, suite: true }), ''],
    ['a skip without a reason', 'node', events({ type: 'test:pass', name: 'a', nesting: 0, file: file.path, skip: '' }), 'a: skipped'],
    ['an event after the end', 'node', { report: '{"type":"end"}\n{"type":"test:pass","name":"a"}\n' }, 'refused: it is cut off or damaged'],
    ['no end', 'node', { report: '{"type":"test:pass","name":"a","nesting":0}\n' }, 'refused: it is cut off'],
    ['a test that is expected to fail', 'jest', jestReport({ failing: true }), 'a: skipped'],
    ['a state that nobody knows', 'jest', jestReport({ status: 'focused' }), 'a: skipped'],
    ['a second attempt', 'jest', jestReport({ invocations: 2 }), 'a: flaky'],
    ['a first failure', 'vitest', jestReport({ failureMessages: ['x'] }), 'a: flaky'],
    ['a report that was interrupted', 'jest', jestReport({}, { wasInterrupted: true }), 'a: passed; doubt: it was interrupted'],
    ['fewer tests than it counts', 'vitest', jestReport({}, { numTotalTests: 2 }), 'a: passed; doubt: it counts 2 tests and lists 1'],
    ['a report of another shape', 'vitest', { report: '{"success": true}' }, 'refused: it has not the shape of one'],
    ['counts that differ', 'mocha', { report: JSON.stringify({ stats: { tests: 1, passes: 1, pending: 0, failures: 0 }, passes: [], pending: [], failures: [] }) }, 'doubt: its counts differ from what it lists'],
    ['a listed test without a line', 'cargo', harness('a: test\n', 'xtest a ... ok\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured\n'), 'refused: it has no line on a'],
    ['a line on a test that is not listed', 'cargo', harness('a: test\n', 'test a ... ok\ntest b ... ok\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured\n'), 'a: passed'],
    ['a summary that counts otherwise', 'cargo', harness('a: test\n', 'test a ... ok\ntest result: ok. 2 passed; 0 failed; 0 ignored; 0 measured\n'), 'refused: its summary counts other tests than it lists'],
    ['two summaries', 'cargo', harness('a: test\n', 'test a ... ok\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured\n'), 'refused: it has more than one summary'],
    ['an end that the summary contradicts', 'cargo', harness('a: test\n', 'test a ... ok\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured\n', 101), 'refused: cargo ended otherwise than its summary says'],
  ];
  for (const [why, runner, output, expected] of cases) it(`${runner}: ${why}`, () => assert.equal(read(runner, output), expected));
});

describe('a report and the way its runner ended', () => {
  const one = (status: TestStatus): TestCase => ({ files: ['a'], certain: true, paths: [['a']], status });
  const cases: readonly [why: string, statuses: readonly TestStatus[], broken: boolean, codes: readonly number[], doubtful: boolean][] = [
    ['all well', ['passed'], false, [0], false],
    ['a failure, and told so', ['passed', 'failed'], false, [1], false],
    ['a broken file, and told so', [], true, [2], false],
    ['an error that nothing explains', ['passed'], false, [1], true],
    ['an error beside a skipped test', ['skipped'], false, [1], true],
    ['no error beside a failure', ['failed'], false, [0], true],
    ['no error beside a broken file', [], true, [0], true],
    ['the code for no test at all', [], false, [5], false],
    ['that code beside a test', ['passed'], false, [5], true],
    ['no test, and another code', [], false, [1], true],
    ['an error of the second step', ['passed'], false, [0, 1], true],
  ];
  for (const [why, statuses, broken, codes, doubtful] of cases) {
    it(why, () => {
      const report = weighed('x', { ok: true, cases: statuses.map(one), broken: broken ? [{ files: ['a'], because: 'x' }] : [] }, codes, { emptyCode: 5 });
      assert.equal(report.doubt !== undefined, doubtful, report.doubt);
    });
  }
});

describe('test_passes', () => {
  const files = { 'package.json': '{"devDependencies": {"vitest": "3"}}', 'a.test.js': "import { it } from 'vitest';\nit('works', () => { go(1); });\n", 'b.test.js': "import { it } from 'vitest';\nit('works', () => { go(1); });\n" };
  const asked: TestRequest[] = [];
  const answering = (answer: (request: TestRequest) => TestReport | NoTestReport): TestRunner => ({
    run(request) {
      asked.push(request);
      return Promise.resolve(answer(request));
    },
  });
  const passing = answering(({ files: named }) => ({ ok: true, runner: 'vitest 3', cases: named.map((file) => ({ files: [file], certain: true, paths: [['works']], status: 'passed' })), broken: [] }));
  const verdictOf = (params: Readonly<Record<string, string>>, tests?: TestRunner, more: Readonly<Record<string, string>> = {}): Promise<Verdict> => checkClaim({ type: 'test_passes', params }, memorySources({ ...files, ...more }), reader, tests ? { tests } : {});

  it('is undecidable where nothing may run, and says how to run it', async () => {
    const verdict = await verdictOf({ pattern: 'a.test.js' });
    assert.equal(`${verdict.verdict} ${verdict.reason}`, 'undecidable not_run');
    assert.match(verdict.details, /mipiti verify --run-tests/);
  });
  it('fails without running where no file matches, or the test is a stub', async () => {
    assert.equal((await verdictOf({ pattern: 'c.test.js' })).reason, 'file_missing');
    assert.equal((await verdictOf({ pattern: 's.test.js', name: 'x' }, undefined, { 's.test.js': "import { it } from 'vitest';\nit('x', () => {});\n" })).reason, 'stub');
    assert.equal((await verdictOf({ pattern: 's.test.js' }, passing, { 's.test.js': "import { it } from 'vitest';\nit.skip('x', () => { go(1); });\n" })).reason, 'skipped');
  });
  it('points at the test, and rests on all that the runner could see', async () => {
    const verdict = await verdictOf({ pattern: 'a.test.js', name: 'works' }, passing);
    assert.deepEqual([verdict.verdict, verdict.strength, verdict.file, verdict.range?.start.line, verdict.attributes], ['pass', 'declared', 'a.test.js', 2, { runner: 'vitest 3', tests: 1 }]);
    assert.deepEqual(verdict.restsOn.filter(({ glob }) => glob).map(({ file }) => file), ['**']);
    assert.ok(verdict.restsOn.some(({ file }) => file === 'package.json'));
  });
  it('wants a test of every file where none is named, and one of any where one is', async () => {
    const half = answering(() => ({ ok: true, runner: 'vitest 3', cases: [{ files: ['a.test.js'], certain: true, paths: [['works']], status: 'passed' }], broken: [] }));
    assert.match((await verdictOf({ pattern: '*.test.js' }, half)).details, /ran no test of b\.test\.js/);
    assert.equal((await verdictOf({ pattern: '*.test.js', name: 'works' }, half)).verdict, 'pass');
    assert.equal((await verdictOf({ pattern: '*.test.js' }, passing)).attributes?.tests, 2);
  });
  it('takes cases of other files for nothing', async () => {
    const other = answering(() => ({ ok: true, runner: 'vitest 3', cases: [{ files: ['c.test.js'], certain: true, paths: [['works']], status: 'passed' }], broken: [{ files: ['d.test.js'], because: 'x' }] }));
    assert.equal((await verdictOf({ pattern: 'a.test.js', name: 'works' }, other)).reason, 'not_found');
  });
  it('is undecidable by a doubt, but fails by a failure whatever the doubt', async () => {
    const doubtful = (status: TestStatus): TestRunner => answering(() => ({ ok: true, runner: 'vitest 3', cases: [{ files: ['a.test.js'], certain: true, paths: [['works']], status }], broken: [], doubt: 'it is odd' }));
    assert.equal((await verdictOf({ pattern: 'a.test.js', name: 'works' }, doubtful('passed'))).reason, 'no_report');
    assert.equal((await verdictOf({ pattern: 'a.test.js', name: 'works' }, doubtful('skipped'))).verdict, 'undecidable');
    assert.equal((await verdictOf({ pattern: 'a.test.js', name: 'works' }, doubtful('failed'))).reason, 'test_failed');
  });
  it('runs each runner from its own folder, and names no test to it', async () => {
    asked.length = 0;
    const inTwo = { 'one/package.json': '{"devDependencies": {"jest": "30"}}', 'one/x.test.js': "it('works', () => { go(1); });", 'two/pyproject.toml': '', 'two/x.test.py': 'def works():\n    go(1)\n' };
    await verdictOf({ pattern: '*/x.test.*' }, passing, inTwo);
    assert.deepEqual(asked, [{ runner: 'jest', folder: 'one', files: ['one/x.test.js'] }, { runner: 'pytest', folder: 'two', files: ['two/x.test.py'] }]);
  });

  const found: readonly [why: string, file: string, more: Readonly<Record<string, string>>, runner: string | undefined, expected: string][] = [
    ['what the file imports comes before the manifest', 'x.test.js', { 'x.test.js': "import { test } from 'node:test';\ntest('works', () => { go(1); });" }, undefined, 'node '],
    ['what the claim says comes before both', 'x.test.js', { 'x.test.js': "import { test } from 'node:test';\ntest('works', () => { go(1); });" }, 'vitest', 'vitest '],
    ['the manifest of the workspace above', 'p/q/x.test.js', { 'p/q/x.test.js': "test('works', () => { go(1); });", 'p/q/package.json': '{}' }, undefined, 'vitest '],
    ['a nearer manifest', 'p/x.test.js', { 'p/x.test.js': "test('works', () => { go(1); });", 'p/package.json': '{"dependencies": {"mocha": "11"}}' }, undefined, 'mocha p'],
    ['two runners in one manifest cannot be told apart', 'p/x.test.js', { 'p/x.test.js': "test('works', () => { go(1); });", 'p/package.json': '{"devDependencies": {"mocha": "11", "jest": "30"}}' }, undefined, 'none'],
    ['unless one is named', 'p/x.test.js', { 'p/x.test.js': "test('works', () => { go(1); });", 'p/package.json': '{"devDependencies": {"mocha": "11", "jest": "30"}}' }, 'jest', 'jest p'],
    ['a module of Go without go.mod', 'p/x_test.go', { 'p/x_test.go': 'package p' }, undefined, 'none'],
    ['a package of Cargo', 'p/tests/x.rs', { 'p/tests/x.rs': 'fn x() {}', 'p/Cargo.toml': '' }, undefined, 'cargo p'],
    ['what is not known goes to the command', 'p/XTest.java', { 'p/XTest.java': 'class XTest {}' }, undefined, 'junit '],
  ];
  for (const [why, file, more, runner, expected] of found) {
    it(`finds the runner: ${why}`, async () => {
      asked.length = 0;
      const verdict = await verdictOf({ pattern: file, ...(runner === undefined ? {} : { runner }) }, passing, more);
      assert.equal(asked[0] ? `${asked[0].runner} ${asked[0].folder}` : 'none', expected, verdict.details);
      if (expected === 'none') assert.equal(verdict.reason, 'no_runner');
    });
  }
  it('takes no runner that is not in the list', async () => {
    assert.equal((await verdictOf({ pattern: 'a.test.js', runner: 'sh -c evil' }, passing)).reason, 'invalid_parameters');
  });
});
