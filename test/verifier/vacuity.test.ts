/** Claims are asked whether they notice that what they claim is gone. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { assertionTypes } from '../../src/verifier/catalogue.ts';
import { checkClaim } from '../../src/verifier/check.ts';
import { exampleOfPattern } from '../../src/verifier/vacuity/example-of-pattern.ts';
import { proveClaim, type Vacuity } from '../../src/verifier/vacuity/prove.ts';
import { violatedTypes } from '../../src/verifier/vacuity/violations.ts';
import type { Claim } from '../../src/verifier/verdict.ts';
import type { VerdictCase } from './cases/case.ts';
import { memorySources, reader } from './in-memory.ts';

async function proven(claim: Claim, files: Readonly<Record<string, string>>): Promise<Vacuity> {
  const sources = memorySources(files);
  const check = (changed: typeof sources, asked: Claim) => checkClaim(asked, changed, reader);
  return proveClaim(claim, await check(sources, claim), sources, check);
}

const python = 'def scan(x):\n    """Asks."""\n    return x.ask()\n\ndef save(x):\n    if x:\n        scan(x)\n    scan(x)\n    return x\n';
const typescript = "import helmet from 'helmet';\nexport function scan(x: string): { found: boolean } {\n  return ask(x);\n}\nexport const save = (x: string) => {\n  const found = check(scan(x), 1);\n  return found;\n};\n";

describe('claims that mean what they say notice every change', () => {
  const cases: readonly [why: string, claim: Claim, files: Readonly<Record<string, string>>, tried: number][] = [
    ['a call, at both of its sites', { type: 'function_calls', params: { file: 'a.py', caller: 'save', callee: 'scan' } }, { 'a.py': python }, 4],
    ['a call inside of another one', { type: 'function_calls', params: { file: 'a.ts', caller: 'save', callee: 'scan' } }, { 'a.ts': typescript }, 4],
    ['a function of Python', { type: 'function_exists', params: { file: 'a.py', name: 'scan' } }, { 'a.py': python }, 5],
    ['a function of TypeScript whose type has brackets', { type: 'function_exists', params: { file: 'a.ts', name: 'scan' } }, { 'a.ts': typescript }, 5],
    ['an import', { type: 'import_present', params: { file: 'a.ts', module: 'helmet' } }, { 'a.ts': typescript }, 4],
    ['a file', { type: 'file_exists', params: { file: 'a.py' } }, { 'a.py': python }, 1],
    ['a pattern in code', { type: 'pattern_matches', params: { file: 'a.py', pattern: 'x\\.ask\\(\\)' }, requires: 'text' }, { 'a.py': python }, 3],
    ['a pattern that must be absent', { type: 'pattern_absent', params: { file: 'a.py', pattern: 'pickle\\.loads?\\(' } }, { 'a.py': python }, 1],
    ['one that must be absent from a part of the file', { type: 'pattern_absent', params: { file: 'a.py', pattern: 'eval\\(', scope_start: '^def save', scope_end: '^def other' } }, { 'a.py': python }, 1],
  ];
  for (const [why, claim, files, tried] of cases) {
    it(why, async () => {
      assert.deepEqual(await proven(claim, files), { tried, killed: tried, survived: [] });
    });
  }
});

describe('claims that prove nothing are found out', () => {
  it('an expression that matches anything', async () => {
    const { survived, killed, tried } = await proven({ type: 'pattern_matches', params: { file: 'a.py', pattern: '.*' }, requires: 'text' }, { 'a.py': python });
    assert.ok(killed < tried);
    assert.match(survived[0]!, /^It passes although .* is removed\.$/);
  });
  it('a comment, where comments count', async () => {
    const { survived } = await proven({ type: 'pattern_matches', params: { file: 'a.py', pattern: 'scan\\(x\\)\\n    return', region: 'raw' }, requires: 'text' }, { 'a.py': python });
    assert.deepEqual(survived, []);
    const raw = await proven({ type: 'pattern_matches', params: { file: 'a.py', pattern: 'x\\.ask', region: 'raw' }, requires: 'text' }, { 'a.py': python });
    assert.deepEqual(raw.survived, ['It passes although what it claims at line 3 of a.py is a comment.']);
  });
  it('an absence in a part of the file that is empty', async () => {
    const { survived } = await proven({ type: 'pattern_absent', params: { file: 'a.py', pattern: 'eval\\(', scope_start: 'return x$', scope_end: '' } }, { 'a.py': 'return x' });
    assert.deepEqual(survived, []);
  });
  it('a chain that has another way', async () => {
    const files = { 'a.py': 'def one(x):\n    scan(x)\ndef two(x):\n    scan(x)\ndef save(x):\n    one(x)\n    two(x)\n' };
    const { survived, tried } = await proven({ type: 'function_calls', params: { file: 'a.py', caller: 'save', callee: 'scan' }, requires: 'chained' }, files);
    assert.ok(tried > 0);
    assert.deepEqual(survived, []);
  });
});

describe('every case that passes', () => {
  it('notices that what it claims is gone, unless it counts comments', async () => {
    const folder = join(import.meta.dirname, 'cases');
    const cases: VerdictCase[] = [];
    for (const file of readdirSync(folder)) cases.push(...(((await import(pathToFileURL(join(folder, file)).href)) as { cases?: VerdictCase[] }).cases ?? []));
    const passing = cases.filter(({ verdict }) => verdict === 'pass');
    assert.ok(passing.length > 300, String(passing.length));
    let tried = 0;
    for (const { file, source, others, type, params, requires } of passing) {
      const found = await proven({ type, params, ...(requires ? { requires } : {}) }, { [file]: source, ...others });
      tried += found.tried;
      if (params.region !== 'raw') assert.deepEqual(found.survived, [], `${type} ${JSON.stringify(params)} in\n${source}`);
    }
    assert.ok(tried > 3 * passing.length, `${tried} changes of ${passing.length} claims`);
  });
});

describe('what is tried', () => {
  it('is nothing on a claim that does not pass', async () => {
    assert.deepEqual(await proven({ type: 'function_calls', params: { file: 'a.py', caller: 'save', callee: 'audit' } }, { 'a.py': python }), { tried: 0, killed: 0, survived: [] });
  });
  it('has a violation for every type that claims an absence', () => {
    assert.deepEqual([...violatedTypes].sort(), assertionTypes.filter(({ absence }) => absence).map(({ id }) => id).sort());
  });
  it('is an example of what a pattern forbids, the same every time', () => {
    for (const pattern of ['eval\\(', '(?i)password\\s*=\\s*"[^"]{8,}"', '^import (os|sys)$', 'a{3,5}b', '[A-Z][a-z]+\\d?', '\\bmd5\\b', '(?P<name>x)y']) {
      const example = exampleOfPattern(pattern);
      assert.ok(example !== undefined && example === exampleOfPattern(pattern), pattern);
    }
    assert.equal(exampleOfPattern('(?=x)'), undefined);
  });
});
