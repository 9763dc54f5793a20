/** Paths that are refused before any disk is asked, the same on every system. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainPath } from '../../src/verifier/confinement.ts';

const taken: readonly (readonly [string, string])[] = [
  ['a.py', 'a.py'],
  ['./a.py', 'a.py'],
  ['sub//b.py', 'sub/b.py'],
  ['sub/./b.py', 'sub/b.py'],
  ['%2e%2e/a.py', '%2e%2e/a.py'],
  ['...a/b', '...a/b'],
  ['.env', '.env'],
];
const refused = ['', '.', 'sub/', '..', '../a.py', 'sub/../a.py', 'a/..', '/a.py', '//host/a.py', '\\\\host\\a.py', 'C:a.py', 'C:/a.py', 'file:///a.py', 'sub\\a.py', 'a.py.', 'a.py ', 'sub./a.py', 'a.txt:stream', 'a\u0000.py', 'a\n.py'];

for (const [path, normal] of taken) {
  test(`${path} is ${normal}`, () => {
    const plain = plainPath(path);
    assert.equal(plain.ok && plain.segments.join('/'), normal);
  });
}
for (const path of refused) {
  test(`${JSON.stringify(path)} is refused with a sentence`, () => {
    const plain = plainPath(path);
    assert.ok(!plain.ok && plain.detail.endsWith('.'), JSON.stringify(plain));
  });
}
