/**
 * One small project for each runner, with tests of every fate, and what must be said of each. The same table is held
 * against reports that were recorded from real runs (`npm test`) and against runs here and now (`npm run test:long`).
 */
import type { VerdictValue } from '../../../src/assurance/evidence.ts';
import type { RunnerId } from '../../../src/verifier/test-runner.ts';
import type { VerdictReason } from '../../../src/verifier/verdict.ts';

export type KnownRunner = Exclude<RunnerId, 'junit'>;

export interface RunnerRow {
  readonly why: string;
  readonly file: string;
  readonly name: string | undefined;
  readonly verdict: VerdictValue;
  readonly reason: VerdictReason;
}

export interface RunnerProject {
  readonly runner: KnownRunner;
  /** Relative to the root of the repository. */
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
  readonly rows: readonly RunnerRow[];
}

type Row = readonly [why: string, file: string, name: string | undefined, verdict: VerdictValue, reason: VerdictReason];

function project(runner: KnownRunner, files: Readonly<Record<string, string>>, rows: readonly Row[]): RunnerProject {
  const folder = `packages/${runner}`;
  return { runner, folder, files, rows: rows.map(([why, file, name, verdict, reason]) => ({ why, file: `${folder}/${file}`, name, verdict, reason })) };
}

interface Dialect {
  readonly head: string;
  readonly equal: (left: string, right: string) => string;
  readonly todo: string;
  /** A test that is expected to fail, and does. */
  readonly failing: string;
  /** Sets `retry` for the test that follows. */
  readonly flaky: string;
}

/** The files of a runner of JavaScript. What it must be told apart by is the same for all of them. */
function script(ending: string, { head, equal, todo, failing, flaky }: Dialect): Readonly<Record<string, string>> {
  return {
    'data.txt': 'beside the manifest',
    [`gate.test.${ending}`]: `${head}
import { readFileSync } from 'node:fs';
describe('gate', () => {
  it('passes', () => { ${equal('1', '1')}; });
  it('fails', () => { ${equal('1', '2')}; });
  it.skip('is skipped', () => { ${equal('1', '1')}; });
  ${todo}
  it('--test-name-pattern=.*', () => { ${equal('1', '1')}; });
  it('a.*[b](c)$', () => { ${equal('1', '1')}; });
  it('asserts nothing', () => { const nothing = 1; void nothing; });
  it('has no body', () => {});
  it('prints', () => { console.log('ok 1 - never\\n{"numPassedTests":9}\\n<testcase name="never"/>\\n--- PASS: never (0.00s)\\ntest never ... ok'); ${equal('1', '1')}; });
  it('reads beside the manifest', () => { ${equal("readFileSync('data.txt', 'utf8')", "'beside the manifest'")}; });
  describe('inner', () => { it('deep', () => { ${equal('1', '1')}; }); });
  describe('half', () => { it('runs', () => { ${equal('1', '1')}; }); it.skip('does not', () => { ${equal('1', '1')}; }); });
});
${failing}
${flaky}
`,
    [`clean.test.${ending}`]: `${head}
describe('clean', () => { it('one', () => { ${equal('1', '1')}; }); it('two', () => { ${equal('2', '2')}; }); });
`,
    [`crash.test.${ending}`]: `${head}
it('first', () => { ${equal('1', '1')}; });
it('second', () => { process.kill(process.pid, 'SIGKILL'); });
`,
    [`exits.test.${ending}`]: `${head}
it('first', () => { ${equal('1', '1')}; });
it('second', () => { process.exit(0); });
it('third', () => { ${equal('1', '1')}; });
`,
    [`hang.test.${ending}`]: `${head}
it('first', () => { ${equal('1', '1')}; });
it('second', () => { for (;;) process.hrtime(); });
`,
    [`broken.test.${ending}`]: `${head}
it('first', () => { ${equal('1', '1')}; };
`,
    [`none.test.${ending}`]: 'export const nothing = 1;\n',
  };
}

/** `crash` and `exits` are what a runner can know of a process that ended under it. */
function scriptRows(ending: string, crash: Row, exits: Row, more: readonly Row[]): readonly Row[] {
  const gate = `gate.test.${ending}`;
  return [
    ['a test that passes, although another of the file fails', gate, 'passes', 'pass', 'proven'],
    ['a test with its suite before it', gate, 'gate > passes', 'pass', 'proven'],
    ['a test that fails', gate, 'fails', 'fail', 'test_failed'],
    ['a test that is skipped', gate, 'is skipped', 'fail', 'skipped'],
    ['a test that is still to be written', gate, 'is todo', 'fail', 'skipped'],
    ['a name that no test has', gate, 'never', 'fail', 'not_found'],
    ['a line that a test prints is no test', gate, 'prints', 'pass', 'proven'],
    ['a part of a name is no name', gate, 'pass', 'fail', 'not_found'],
    ['a name that looks like an option', gate, '--test-name-pattern=.*', 'pass', 'proven'],
    ['an option that is no name', gate, '--passWithNoTests', 'fail', 'not_found'],
    ['a name made of an expression', gate, 'a.*[b](c)$', 'pass', 'proven'],
    ['an expression that would match a name', gate, 'passe.', 'fail', 'not_found'],
    ['a test that asserts nothing has passed all the same', gate, 'asserts nothing', 'pass', 'proven'],
    ['a test without a body tests nothing', gate, 'has no body', 'fail', 'stub'],
    ['the runner starts where the manifest stands', gate, 'reads beside the manifest', 'pass', 'proven'],
    ['a test in a suite in a suite', gate, 'deep', 'pass', 'proven'],
    ['a suite with a test that fails', gate, 'gate', 'fail', 'test_failed'],
    ['a whole file with a test that fails', gate, undefined, 'fail', 'test_failed'],
    ['a suite all of whose tests pass', `clean.test.${ending}`, 'clean', 'pass', 'proven'],
    ['a whole file', `clean.test.${ending}`, undefined, 'pass', 'proven'],
    ['a name that no test of a clean file has', `clean.test.${ending}`, 'three', 'fail', 'not_found'],
    ['a file that cannot be read', `broken.test.${ending}`, 'first', 'fail', 'test_failed'],
    crash,
    exits,
    ...more,
  ];
}

const nodeScript = script('mjs', {
  head: "import { describe, it } from 'node:test';\nimport assert from 'node:assert/strict';",
  equal: (left, right) => `assert.equal(${left}, ${right})`,
  todo: "it.todo('is todo');",
  failing: "describe('suite with a hook', async () => { const { after } = await import('node:test'); after(() => { throw new Error('the hook'); }); it('runs in it', () => { assert.ok(1); }); });",
  flaky: "it('has children', async (t) => { await t.test('child', () => { assert.ok(1); }); assert.fail('the parent itself'); });\nit('skips a child', async (t) => { await t.test('child of it', (s) => s.skip('not now')); });",
});

export const projects: readonly RunnerProject[] = [
  project('node', { 'package.json': '{"type": "module"}', ...nodeScript }, [
    ...scriptRows(
      'mjs',
      ['what ran before the process died is lost', 'crash.test.mjs', 'first', 'fail', 'test_failed'],
      ['a file whose process left with exit code 0 has no test', 'exits.test.mjs', 'first', 'fail', 'not_found'],
      [
        ['a file without a test, of which nothing says what runs it', 'none.test.mjs', undefined, 'undecidable', 'no_runner'],
        ['a suite one of whose tests is skipped', 'gate.test.mjs', 'half', 'fail', 'skipped'],
        ['a test whose children pass and which fails itself', 'gate.test.mjs', 'has children', 'fail', 'test_failed'],
        ['a test one of whose children is skipped', 'gate.test.mjs', 'skips a child', 'fail', 'skipped'],
        ['a suite whose hook breaks', 'gate.test.mjs', 'suite with a hook', 'fail', 'test_failed'],
      ],
    ),
  ]),
  project(
    'vitest',
    {
      'package.json': '{"type": "module", "devDependencies": {"vitest": "3.2.7"}}',
      ...script('mjs', {
        head: "import { describe, it, expect } from 'vitest';",
        equal: (left, right) => `expect(${left}).toBe(${right})`,
        todo: "it.todo('is todo');",
        failing: "it.fails('is expected to fail', () => { expect(1).toBe(2); });\nit.fails.each([1])('is expected to fail with %i', (n) => { expect(n).toBe(2); });",
        flaky: "let tries = 0;\nit('is flaky', { retry: 2 }, () => { expect(tries++).toBe(1); });\nit.each([1, 2])('adds %i', (n) => { expect(n).toBeGreaterThan(0); });",
      }),
    },
    scriptRows(
      'mjs',
      ['a worker that was killed', 'crash.test.mjs', 'first', 'undecidable', 'no_report'],
      ['the runner does not let a test leave', 'exits.test.mjs', 'second', 'fail', 'test_failed'],
      [
        ['a file without a test', 'none.test.mjs', undefined, 'fail', 'not_found'],
        ['a suite one of whose tests is skipped', 'gate.test.mjs', 'half', 'fail', 'skipped'],
        ['a test that is expected to fail passes in the report', 'gate.test.mjs', 'is expected to fail', 'fail', 'skipped'],
        ['so does each of several', 'gate.test.mjs', 'is expected to fail with 1', 'fail', 'skipped'],
        ['a test that failed first', 'gate.test.mjs', 'is flaky', 'undecidable', 'ambiguous'],
        ['a title that is made when it runs', 'gate.test.mjs', 'adds 2', 'pass', 'proven'],
        ['one that is not made', 'gate.test.mjs', 'adds 3', 'fail', 'not_found'],
      ],
    ),
  ),
  project(
    'jest',
    {
      'package.json': '{"devDependencies": {"jest": "30.5.2"}, "jest": {"testMatch": ["**/*.test.js"], "transform": {}}}',
      ...asCommonJs(
        script('js', {
          head: '',
          equal: (left, right) => `expect(${left}).toBe(${right})`,
          todo: "it.todo('is todo');",
          failing: "it.failing('is expected to fail', () => { expect(1).toBe(2); });\nit.failing.each([1])('is expected to fail with %i', (n) => { expect(n).toBe(2); });",
          flaky: "jest.retryTimes(2);\nlet tries = 0;\nit('is flaky', () => { expect(tries++).toBe(1); });",
        }),
      ),
    },
    scriptRows(
      'js',
      ['the runner dies with its test', 'crash.test.js', 'first', 'undecidable', 'no_report'],
      ['the runner leaves with exit code 0 and without a report', 'exits.test.js', 'first', 'undecidable', 'no_report'],
      [
        ['a file without a test is broken to this runner', 'none.test.js', undefined, 'fail', 'test_failed'],
        ['a suite one of whose tests is skipped', 'gate.test.js', 'half', 'fail', 'skipped'],
        ['a test that is expected to fail passes in the report', 'gate.test.js', 'is expected to fail', 'fail', 'skipped'],
        ['so does each of several', 'gate.test.js', 'is expected to fail with 1', 'fail', 'skipped'],
        ['a test that failed first', 'gate.test.js', 'is flaky', 'undecidable', 'ambiguous'],
      ],
    ),
  ),
  project(
    'mocha',
    {
      'package.json': '{"devDependencies": {"mocha": "11.8.0"}}',
      ...asCommonJs(
        script('js', {
          head: "const assert = require('node:assert');",
          equal: (left, right) => `assert.equal(${left}, ${right})`,
          todo: "it('is todo');",
          failing: "it('skips itself', function () { this.skip(); });",
          flaky: "let tries = 0;\nit('is flaky', function () { this.retries(2); assert.equal(tries++, 1); });",
        }),
      ),
    },
    scriptRows(
      'js',
      ['the runner dies with its test', 'crash.test.js', 'first', 'undecidable', 'no_report'],
      ['the runner leaves with exit code 0 and without a report', 'exits.test.js', 'first', 'undecidable', 'no_report'],
      [
        ['a file without a test', 'none.test.js', undefined, 'fail', 'not_found'],
        ['a suite one of whose tests is skipped', 'gate.test.js', 'gate half', 'fail', 'skipped'],
        ['a test that skips itself', 'gate.test.js', 'skips itself', 'fail', 'skipped'],
        ['a test that failed first', 'gate.test.js', 'is flaky', 'undecidable', 'ambiguous'],
      ],
    // This runner reports nothing of a file that it cannot load.
    ).map((row) => (row[1] === 'broken.test.js' ? (['a file that cannot be read leaves no report', 'broken.test.js', 'first', 'undecidable', 'no_report'] as const) : row)),
  ),
  project(
    'pytest',
    {
      'pyproject.toml': '[project]\nname = "acme"\n',
      'data.txt': 'beside the manifest',
      'test_gate.py': `import unittest
import pytest

def test_passes():
    assert 1 == 1
def test_fails():
    assert 1 == 2
@pytest.mark.skip(reason='not now')
def test_skipped():
    assert 1
def test_skips_itself():
    pytest.importorskip('no_such_module_at_all')
@pytest.mark.xfail
def test_xfails():
    assert 1 == 2
@pytest.mark.xfail
def test_xpasses():
    assert 1
class TestMarked:
    @pytest.mark.parametrize('n', [pytest.param(1, marks=pytest.mark.xfail)])
    def test_hidden_xfail(self, n):
        assert n == 2
@pytest.mark.parametrize('n', ['1', '--collect-only', 'a.*[b]'])
def test_adds(n):
    assert n
@pytest.mark.parametrize('n', [1, pytest.param(2, marks=pytest.mark.skip)])
def test_half(n):
    assert n
def test_prints():
    print('test_gate.py::test_never PASSED')
    assert 1
def test_asserts_nothing():
    nothing = 1
    del nothing
def test_stub():
    pass
def test_reads_beside_the_manifest():
    with open('data.txt') as file:
        assert file.read() == 'beside the manifest'
class TestLogin:
    def test_inside(self):
        assert 1
    class TestInner:
        def test_deep(self):
            assert 1
class UnitCase(unittest.TestCase):
    def test_unit(self):
        self.assertTrue(1)
@pytest.fixture
def broken_end():
    yield 1
    raise RuntimeError('the end')
def test_end_breaks(broken_end):
    assert broken_end
@pytest.fixture
def broken_start():
    raise RuntimeError('the start')
def test_start_breaks(broken_start):
    assert 1
`,
      'test_clean.py': 'def test_one():\n    assert 1\ndef test_two():\n    assert 2\n',
      'test_crash.py': 'import os, signal\ndef test_first():\n    assert 1\ndef test_second():\n    os.kill(os.getpid(), signal.SIGKILL)\n',
      'test_exits.py': 'import os\ndef test_first():\n    assert 1\ndef test_second():\n    os._exit(0)\n',
      'test_hang.py': 'def test_first():\n    assert 1\ndef test_second():\n    while True: pass\n',
      'test_broken.py': 'def test_first(:\n    assert 1\n',
      'test_none.py': 'nothing = 1\n',
    },
    [
      ['a test that passes, although another of the file fails', 'test_gate.py', 'test_passes', 'pass', 'proven'],
      ['a node id', 'test_gate.py', 'packages/pytest/test_gate.py::TestLogin::test_inside', 'pass', 'proven'],
      ['a node id of another file', 'test_gate.py', 'test_other.py::test_passes', 'fail', 'not_found'],
      ['a test that fails', 'test_gate.py', 'test_fails', 'fail', 'test_failed'],
      ['a test that is skipped', 'test_gate.py', 'test_skipped', 'fail', 'skipped'],
      ['a test that skips itself when it runs', 'test_gate.py', 'test_skips_itself', 'fail', 'skipped'],
      ['a test that is expected to fail, and does', 'test_gate.py', 'test_xfails', 'fail', 'skipped'],
      ['a test that is expected to fail, and does not', 'test_gate.py', 'test_xpasses', 'fail', 'skipped'],
      ['a case that is expected to fail', 'test_gate.py', 'test_hidden_xfail', 'fail', 'skipped'],
      ['a name that no test has', 'test_gate.py', 'test_never', 'fail', 'not_found'],
      ['a part of a name', 'test_gate.py', 'test_pass', 'fail', 'not_found'],
      ['all cases of a test', 'test_gate.py', 'test_adds', 'pass', 'proven'],
      ['one case, named as an option is', 'test_gate.py', 'test_adds[--collect-only]', 'pass', 'proven'],
      ['one case, named as an expression is', 'test_gate.py', 'test_adds[a.*[b]]', 'pass', 'proven'],
      ['a case that there is not', 'test_gate.py', 'test_adds[2]', 'fail', 'not_found'],
      ['a test one of whose cases is skipped', 'test_gate.py', 'test_half', 'fail', 'skipped'],
      ['an option that is no name', 'test_gate.py', '--collect-only', 'fail', 'not_found'],
      ['an expression of the runner is no name', 'test_gate.py', 'test_passes or test_fails', 'fail', 'not_found'],
      ['a test that prints what looks like a report', 'test_gate.py', 'test_prints', 'pass', 'proven'],
      ['a test that asserts nothing has passed all the same', 'test_gate.py', 'test_asserts_nothing', 'pass', 'proven'],
      ['a test without a body tests nothing', 'test_gate.py', 'test_stub', 'fail', 'stub'],
      ['the runner starts where the manifest stands', 'test_gate.py', 'test_reads_beside_the_manifest', 'pass', 'proven'],
      ['a class in a class', 'test_gate.py', 'TestLogin::TestInner::test_deep', 'pass', 'proven'],
      ['a class', 'test_gate.py', 'TestLogin', 'pass', 'proven'],
      ['a test of unittest', 'test_gate.py', 'UnitCase::test_unit', 'pass', 'proven'],
      ['a test whose fixture breaks at its end', 'test_gate.py', 'test_end_breaks', 'fail', 'test_failed'],
      ['a test whose fixture breaks at its start', 'test_gate.py', 'test_start_breaks', 'fail', 'test_failed'],
      ['a whole file with a test that fails', 'test_gate.py', undefined, 'fail', 'test_failed'],
      ['a whole file', 'test_clean.py', undefined, 'pass', 'proven'],
      ['a name that no test of a clean file has', 'test_clean.py', 'test_three', 'fail', 'not_found'],
      ['a file that cannot be read', 'test_broken.py', 'test_first', 'fail', 'test_failed'],
      ['a file without a test', 'test_none.py', undefined, 'fail', 'not_found'],
      ['the runner dies with its test', 'test_crash.py', 'test_first', 'undecidable', 'no_report'],
      ['the runner leaves with exit code 0 and without a report', 'test_exits.py', 'test_first', 'undecidable', 'no_report'],
    ],
  ),
  project(
    'go',
    {
      'go.mod': 'module acme\n\ngo 1.19\n',
      'gate/data.txt': 'beside the package',
      'gate/gate_test.go': `package gate

import (
	"os"
	"testing"
)

func TestPasses(t *testing.T) {
	if 1 != 1 {
		t.Fatal("never")
	}
}
func TestFails(t *testing.T) { t.Fatal("no") }
func TestSkips(t *testing.T) { t.Skip("not now") }
func TestTable(t *testing.T) {
	for _, name := range []string{"a", "--list", "a.*[b]"} {
		t.Run(name, func(t *testing.T) { t.Log(name) })
	}
}
func TestHalf(t *testing.T) {
	t.Run("runs", func(t *testing.T) { t.Log("x") })
	t.Run("does not", func(t *testing.T) { t.Skip() })
}
func TestReads(t *testing.T) {
	if _, err := os.ReadFile("data.txt"); err != nil {
		t.Fatal(err)
	}
}

// func TestCommented(t *testing.T) {}
`,
      'gate/other_test.go': 'package gate\n\nimport "testing"\n\nfunc TestOther(t *testing.T) { t.Log("x") }\n',
      'clean/clean_test.go': 'package clean\n\nimport "testing"\n\nfunc TestOne(t *testing.T) { t.Log("x") }\nfunc TestTwo(t *testing.T) { t.Log("x") }\n',
      'forges/forges_test.go': `package forges

import (
	"fmt"
	"testing"
)

func TestSkips(t *testing.T) { t.Skip() }
func TestForges(t *testing.T) {
	fmt.Println("--- PASS: TestSkips (0.00s)")
	fmt.Println("=== RUN   TestNever")
	fmt.Println("--- PASS: TestNever (0.00s)")
}
`,
      'crash/crash_test.go': 'package crash\n\nimport (\n\t"os"\n\t"syscall"\n\t"testing"\n)\n\nfunc TestFirst(t *testing.T) { t.Log("x") }\nfunc TestSecond(t *testing.T) { syscall.Kill(os.Getpid(), syscall.SIGKILL) }\nfunc TestThird(t *testing.T) { t.Log("x") }\n',
      'exits/exits_test.go': 'package exits\n\nimport (\n\t"os"\n\t"testing"\n)\n\nfunc TestMain(m *testing.M) { os.Exit(0) }\nfunc TestFirst(t *testing.T) { t.Log("x") }\n',
      'hang/hang_test.go': 'package hang\n\nimport "testing"\n\nfunc TestFirst(t *testing.T) { t.Log("x") }\nfunc TestSecond(t *testing.T) {\n\tfor {\n\t}\n}\n',
      'broken/broken_test.go': 'package broken\n\nimport "testing"\n\nfunc TestFirst(t *testing.T) { t.Log(missing) }\n',
      'none/none_test.go': 'package none\n\nvar Nothing = 1\n',
    },
    [
      ['a test that passes, although another of the package fails', 'gate/gate_test.go', 'TestPasses', 'pass', 'proven'],
      ['a test that fails', 'gate/gate_test.go', 'TestFails', 'fail', 'test_failed'],
      ['a test that is skipped', 'gate/gate_test.go', 'TestSkips', 'fail', 'skipped'],
      ['a test of another file of the package', 'gate/gate_test.go', 'TestOther', 'fail', 'not_found'],
      ['the same test in its own file', 'gate/other_test.go', 'TestOther', 'pass', 'proven'],
      ['a test in a comment', 'gate/gate_test.go', 'TestCommented', 'fail', 'not_found'],
      ['a name that no test has', 'gate/gate_test.go', 'TestNever', 'fail', 'not_found'],
      ['an expression that would match a name', 'gate/gate_test.go', 'TestPass.*', 'fail', 'not_found'],
      ['a test with all its subtests', 'gate/gate_test.go', 'TestTable', 'pass', 'proven'],
      ['a subtest named as an option is', 'gate/gate_test.go', 'TestTable/--list', 'pass', 'proven'],
      ['a subtest named as an expression is', 'gate/gate_test.go', 'TestTable/a.*[b]', 'pass', 'proven'],
      ['a test one of whose subtests is skipped', 'gate/gate_test.go', 'TestHalf', 'fail', 'skipped'],
      ['tests run in the folder of their package', 'gate/gate_test.go', 'TestReads', 'pass', 'proven'],
      ['a whole file with a test that fails', 'gate/gate_test.go', undefined, 'fail', 'test_failed'],
      ['a whole file beside one with a test that fails', 'gate/other_test.go', undefined, 'pass', 'proven'],
      ['a whole package', 'clean/clean_test.go', undefined, 'pass', 'proven'],
      ['a skipped test for which another one prints that it passed', 'forges/forges_test.go', 'TestSkips', 'fail', 'skipped'],
      ['a test that prints that it is there', 'forges/forges_test.go', 'TestNever', 'undecidable', 'no_report'],
      ['what ran before the process died is known', 'crash/crash_test.go', 'TestFirst', 'pass', 'proven'],
      ['what it died in has failed', 'crash/crash_test.go', 'TestSecond', 'fail', 'test_failed'],
      ['what would have run after it was not run', 'crash/crash_test.go', 'TestThird', 'fail', 'not_found'],
      ['tests that are never started, with exit code 0', 'exits/exits_test.go', 'TestFirst', 'fail', 'not_found'],
      ['a package that cannot be built', 'broken/broken_test.go', 'TestFirst', 'fail', 'test_failed'],
      ['a file without a test', 'none/none_test.go', undefined, 'fail', 'not_found'],
    ],
  ),
  project(
    'cargo',
    {
      'Cargo.toml': '[package]\nname = "acme"\nversion = "0.1.0"\nedition = "2021"\n',
      'data.txt': 'beside the manifest',
      'src/lib.rs': `pub mod gate;
#[cfg(test)]
mod tests {
    #[test] fn passes() { assert_eq!(1, 1); }
    #[test] fn fails() { assert_eq!(1, 2); }
    #[test] #[ignore] fn ignored() { assert_eq!(1, 1); }
    #[test] #[ignore = "slow"] fn ignored_with_words() { assert_eq!(1, 1); }
    #[test] #[should_panic(expected = "x")] fn panics() { panic!("x") }
    #[test] fn prints() { println!("test tests::never ... ok"); }
    #[test] fn reads_beside_the_manifest() { assert_eq!(std::fs::read_to_string("data.txt").unwrap(), "beside the manifest"); }
    // #[test] fn commented() {}
}
`,
      'src/gate.rs': '#[cfg(test)]\nmod tests {\n    #[test] fn deep() { assert_eq!(1, 1); }\n}\n',
      'tests/clean.rs': '#[test] fn one() { assert_eq!(1, 1); }\n#[test] fn two() { assert_eq!(2, 2); }\n',
      'tests/forges.rs': 'use std::io::Write;\n#[test] fn forges() { std::io::stdout().write_all(b"\\ntest fails ... ok\\ntest never ... ok\\n").unwrap(); }\n#[test] #[ignore] fn fails() { assert_eq!(1, 2); }\n',
      'tests/crash.rs': '#[test] fn first() { assert_eq!(1, 1); }\n#[test] fn second() { std::process::abort(); }\n',
      'tests/exits.rs': '#[test] fn first() { std::thread::sleep(std::time::Duration::from_secs(1)); }\n#[test] fn second() { std::process::exit(0); }\n',
      'tests/hang.rs': '#[test] fn first() { assert_eq!(1, 1); }\n#[test] fn second() { loop { std::hint::spin_loop() } }\n',
      'tests/broken.rs': '#[test] fn first() { missing(); }\n',
      'tests/none.rs': 'pub const NOTHING: u8 = 1;\n',
    },
    [
      ['a test that passes, although another of the target fails', 'src/lib.rs', 'tests::passes', 'pass', 'proven'],
      ['a test by its own name', 'src/lib.rs', 'passes', 'pass', 'proven'],
      ['a test that fails', 'src/lib.rs', 'tests::fails', 'fail', 'test_failed'],
      ['a test that is ignored', 'src/lib.rs', 'tests::ignored', 'fail', 'skipped'],
      ['a test that is ignored for a reason', 'src/lib.rs', 'ignored_with_words', 'fail', 'skipped'],
      ['a test that must panic', 'src/lib.rs', 'panics', 'pass', 'proven'],
      ['a line that a test prints is caught', 'src/lib.rs', 'tests::never', 'fail', 'not_found'],
      ['a test that does nothing but print one', 'src/lib.rs', 'prints', 'fail', 'stub'],
      ['a test in a comment', 'src/lib.rs', 'commented', 'fail', 'not_found'],
      ['a part of a name, which the runner would take', 'src/lib.rs', 'pass', 'fail', 'not_found'],
      ['an option that is no name', 'src/lib.rs', '--list', 'fail', 'not_found'],
      ['an expression that would match a name', 'src/lib.rs', 'passe.', 'fail', 'not_found'],
      ['the runner starts where the manifest stands', 'src/lib.rs', 'reads_beside_the_manifest', 'pass', 'proven'],
      ['a test of another module', 'src/gate.rs', 'gate::tests::deep', 'pass', 'proven'],
      ['a test of the root in another module', 'src/gate.rs', 'passes', 'fail', 'not_found'],
      ['a module', 'src/gate.rs', undefined, 'pass', 'proven'],
      ['a whole target', 'tests/clean.rs', undefined, 'pass', 'proven'],
      ['an ignored test for which another one writes that it passed', 'tests/forges.rs', 'fails', 'fail', 'skipped'],
      ['a test that only such a line names', 'tests/forges.rs', 'never', 'undecidable', 'no_report'],
      ['the process dies with its test', 'tests/crash.rs', 'first', 'undecidable', 'no_report'],
      ['the process leaves with exit code 0', 'tests/exits.rs', 'first', 'undecidable', 'no_report'],
      ['a target that cannot be compiled', 'tests/broken.rs', 'first', 'fail', 'test_failed'],
      ['a target without a test', 'tests/none.rs', undefined, 'fail', 'not_found'],
    ],
  ),
];

/** These files are modules of CommonJS, so that the runner needs no loader. */
function asCommonJs(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [file, text.replace("import { readFileSync } from 'node:fs';", "const { readFileSync } = require('node:fs');").replace('export const nothing', 'exports.nothing')]));
}

/** The file whose test never ends. */
export const hangingFile: Readonly<Record<KnownRunner, string>> = { node: 'hang.test.mjs', vitest: 'hang.test.mjs', jest: 'hang.test.js', mocha: 'hang.test.js', pytest: 'test_hang.py', go: 'hang/hang_test.go', cargo: 'tests/hang.rs' };
