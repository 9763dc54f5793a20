import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verdictOn } from './in-memory.ts';

const cases: readonly [why: string, type: string, params: Record<string, unknown>, code: string, expected: string][] = [
  ['code matches', 'pattern_matches', { pattern: 'httpOnly:\\s*true' }, 'cookie({ httpOnly: true });', 'pass'],
  ['a comment is no code', 'pattern_matches', { pattern: 'httpOnly:\\s*true' }, '// cookie({ httpOnly: true });\ncookie({});', 'fail'],
  ['unless the raw text is asked for', 'pattern_matches', { pattern: 'httpOnly:\\s*true', region: 'raw' }, '// cookie({ httpOnly: true });\ncookie({});', 'pass'],
  ['contents of strings count', 'pattern_matches', { pattern: 'max-age=\\d+' }, "header('max-age=600');", 'pass'],
  ['absent from code', 'pattern_absent', { pattern: '\\beval\\(' }, '// never eval(x)\nrun(x);', 'pass'],
  ['present in code', 'pattern_absent', { pattern: '\\beval\\(' }, 'eval(x);', 'fail'],
  ['only the scope counts', 'pattern_absent', { pattern: 'verify=False', scope_start: '^def b', scope_end: '^def c' }, 'def a(): get(verify=False)\ndef b(): get()\ndef c(): get(verify=False)\n', 'pass'],
  ['the scope has it', 'pattern_absent', { pattern: 'verify=False', scope_start: '^def a', scope_end: '^def b' }, 'def a(): get(verify=False)\ndef b(): get()\n', 'fail'],
  ['a scope that does not begin proves no absence', 'pattern_absent', { pattern: 'verify=False', scope_start: '^def zz' }, 'def a(): get()\n', 'fail'],
  ['a backtracking bomb is linear here', 'pattern_matches', { pattern: '^(a+)+$' }, `${'a'.repeat(5000)}!`, 'fail'],
  ['look-around is refused with a reason', 'pattern_matches', { pattern: '(?<=a)b' }, 'ab', 'undecidable'],
  ['a broken expression proves no absence', 'pattern_absent', { pattern: '(' }, 'x', 'undecidable'],
  ['an expression that nobody can review', 'pattern_matches', { pattern: 'a'.repeat(1001) }, 'a', 'undecidable'],
];

describe('types about text', () => {
  for (const [why, type, params, code, expected] of cases) {
    it(why, async () => {
      const file = code.startsWith('def ') ? 'a.py' : 'a.js';
      const verdict = await verdictOn({ type, params: { file, ...params } }, { [file]: code });
      assert.equal(verdict.verdict, expected, verdict.details);
      if (verdict.verdict === 'pass' && type === 'pattern_matches') assert.equal(verdict.strength, 'text', 'text proves no more than text');
    });
  }
  it('a missing file proves neither presence nor absence', async () => {
    for (const type of ['pattern_matches', 'pattern_absent', 'file_exists']) {
      const verdict = await verdictOn({ type, params: type === 'file_exists' ? { file: 'x.js' } : { file: 'x.js', pattern: 'y' } }, {});
      assert.equal(verdict.verdict, 'fail', type);
      assert.equal(verdict.reason, 'file_missing');
    }
  });
  it('an unknown language is undecidable for code and fine for files', async () => {
    assert.equal((await verdictOn({ type: 'function_exists', params: { file: 'a.cobol', name: 'x' } }, { 'a.cobol': 'x' })).reason, 'unknown_language');
    assert.equal((await verdictOn({ type: 'file_exists', params: { file: 'a.cobol' } }, { 'a.cobol': 'x' })).verdict, 'pass');
  });
  it('a claim can require more than it can prove, and then fails', async () => {
    const claim = { type: 'function_calls', params: { file: 'a.py', caller: 'f', callee: 'g' }, requires: 'unconditional' as const };
    assert.equal((await verdictOn(claim, { 'a.py': 'def f(x):\n    if x:\n        g(x)\n' })).reason, 'too_weak');
    assert.equal((await verdictOn(claim, { 'a.py': 'def f(x):\n    g(x)\n' })).verdict, 'pass');
  });
  const unaskable: readonly [what: string, type: string, params: Record<string, unknown>, says: RegExp][] = [
    ['an unknown type', 'functon_calls', {}, /Did you mean function_calls\?/],
    ['a missing parameter', 'function_exists', { file: 'a.py' }, /needs name/],
    ['an unknown parameter', 'function_exists', { file: 'a.py', name: 'x', nmae: 'y' }, /Did you mean name\?/],
    ['a placeholder', 'function_exists', { file: 'a.py', name: '<name>' }, /still the placeholder/],
    ['a list where a text belongs', 'function_exists', { file: ['a.py'], name: 'x' }, /must be text/],
    ['a name with a call in it', 'function_exists', { file: 'a.py', name: 'x()' }, /must be a name/],
  ];
  for (const [what, type, params, says] of unaskable) {
    it(`${what} is undecidable and says the remedy`, async () => {
      const verdict = await verdictOn({ type, params }, { 'a.py': 'x = 1' });
      assert.equal(verdict.verdict, 'undecidable');
      assert.match(verdict.details, says);
    });
  }
  it('ranges count UTF-16 units from 1, behind astral characters and CRLF too', async () => {
    const { range } = await verdictOn({ type: 'pattern_matches', params: { file: 'a.js', pattern: 'needle' } }, { 'a.js': 'x;\r\n"\u{1F600}", needle;' });
    assert.deepEqual(range, { start: { line: 2, column: 7 }, end: { line: 2, column: 13 } });
  });
});
