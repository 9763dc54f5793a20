/** Globs of claims mean what they mean elsewhere, and none of them takes long. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { globMatcher, globProblem } from '../../src/verifier/glob.ts';
import { runs } from '../runs.ts';

const matched: readonly (readonly [glob: string, path: string, matches: boolean])[] = [
  ['a.py', 'a.py', true],
  ['a.py', 'b/a.py', false],
  ['*.py', 'a.py', true],
  ['*.py', 'b/a.py', false],
  ['**/*.py', 'a.py', true],
  ['**/*.py', 'b/c/a.py', true],
  ['tests/**', 'tests/a/b.py', true],
  ['tests/**/test_*.py', 'tests/test_a.py', true],
  ['tests/**/test_*.py', 'tests/a/b/test_.py', true],
  ['test_*_*.py', 'test_a_b_c.py', true],
  ['test_*_*.py', 'test_a.py', false],
  ['**/*.{test,spec}.{ts,tsx}', 'src/a.spec.tsx', true],
  ['**/*.{test,spec}.{ts,tsx}', 'src/a.spec.js', false],
  ['{src,test}/**/*.ts', 'test/a/b.ts', true],
  ['a?.py', 'ab.py', true],
  ['a?.py', 'a.py', false],
  ['a[0-9].py', 'a7.py', true],
  ['a[!0-9].py', 'a7.py', false],
  ['.*', '.env', true],
  ['*', '.env', true],
  ['a{b}c', 'a{b}c', true],
  ['a.py', 'axpy', false],
  ['{a,{b,c}}.py', 'c.py', true],
];
for (const [glob, path, matches] of matched) test(`${glob} and ${path}`, () => assert.equal(globMatcher(glob)(path), matches));

test('agrees with the usual matcher', () => {
  const part = fc.constantFrom('a', 'b', 'ab', '.', '*', '?', '[ab]', '{a,b}', '/', '/', '/**/', 'test_');
  const globs = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('').replace(/\/+/g, '/').replace(/^\/|\/$/g, '')).filter((glob) => glob !== '' && !/\*\*\*|\*\*[^/*]|[^/*]\*\*|\*\*\/\*\*/.test(glob) && !/(^|\/)\.+(\/|$)/.test(glob) && !/\{[^}]*\*|\*\?|\?\*/.test(glob));
  const paths = fc.array(fc.constantFrom('a', 'b', 'ab', 'aab', 'test_a', '.a', 'a.b'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  fc.assert(
    fc.property(globs, paths, (glob, path) => {
      // Whether a/** names a itself is a matter of taste: no file and folder have one name.
      if (glob.endsWith('/**')) return;
      assert.equal(globMatcher(glob)(path), picomatch.isMatch(path, glob, { dot: true, nonegate: true, strictSlashes: true }), `${glob} and ${path}`);
    }),
    runs(1000),
  );
});

test('none takes long, whatever the glob and the path', () => {
  for (const glob of ['*?'.repeat(100), '*a'.repeat(150), '**/'.repeat(100) + 'x', '{a,b}'.repeat(60), '{a,'.repeat(90), '[a-'.repeat(100), '+(*a)b', '@(a|@(a|a))b', '{1..100000}', '{'.repeat(399), `${'{a,b}/'.repeat(7)}*`]) {
    const began = process.cpuUsage();
    for (const path of ['a'.repeat(5000), 'a/'.repeat(1000) + 'a']) globMatcher(glob)(path);
    assert.ok(process.cpuUsage(began).user < 5_000_000, glob.slice(0, 20));
  }
});

test('what is not matched is refused with a sentence', () => {
  for (const glob of ['+(a)b', '!(a)', '@(a|b)', '{a,b}'.repeat(20), 'a'.repeat(401)]) assert.match(globProblem(glob) ?? '', /\.$/, glob);
  for (const glob of ['**/*.test.ts', 'a (b)/c.py', 'src/{a,b}/*.ts']) assert.equal(globProblem(glob), undefined, glob);
});
