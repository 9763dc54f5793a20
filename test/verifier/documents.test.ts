/** What the answers about configuration and dependencies name, and what they rest on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verdictOn } from './in-memory.ts';

test('a verdict on a version names manifest and lock file, and rests on both, and on lock files that may come', async () => {
  const files = { 'package.json': '{\n  "dependencies": {\n    "lodash": "^4.0.0"\n  }\n}\n', 'package-lock.json': '{\n  "packages": {\n    "": { "dependencies": { "lodash": "^4.0.0" } },\n    "node_modules/lodash": { "version": "4.17.21" }\n  }\n}\n' };
  const verdict = await verdictOn({ type: 'dependency_version', params: { manifest: 'package.json', package: 'lodash', constraint: '>=4.17' } }, files);
  assert.equal(verdict.details, 'package-lock.json holds lodash 4.17.21 at line 4 (asked for in package.json, line 3), which meets >=4.17.');
  assert.deepEqual(verdict.range?.start, { line: 3, column: 5 });
  const rests = verdict.restsOn.map(({ file }) => file);
  for (const file of ['package.json', 'package-lock.json', 'yarn.lock', 'pnpm-lock.yaml']) assert.ok(rests.includes(file), file);
});

test('what is taken in, extended or inherited is rested on as well', async () => {
  const included = await verdictOn({ type: 'dependency_exists', params: { manifest: 'a/requirements.txt', package: 'flask' } }, { 'a/requirements.txt': '-r ../base.txt\n', 'base.txt': 'flask\n' });
  assert.deepEqual(included.restsOn.map(({ file }) => file).sort(), ['a/requirements.txt', 'base.txt']);
  assert.equal(included.file, 'base.txt');
  const extended = await verdictOn({ type: 'config_key_exists', params: { file: 'a/tsconfig.json', key: 'strict' } }, { 'a/tsconfig.json': '{"extends": "../base.json"}', 'base.json': '{"strict": true}' });
  assert.deepEqual(extended.restsOn.map(({ file }) => file).sort(), ['a/tsconfig.json', 'base.json']);
});

test('a key is found at its own place in every format', async () => {
  const places: readonly [file: string, key: string, text: string, line: number, column: number][] = [
    ['a.json', 'a.b', '{\r\n  "a": {\r\n    "b": 1 } }', 3, 5],
    ['a.yaml', 'a.b', 'a:\r\n  b: 1\r\n', 2, 3],
    ['a.toml', 'a.b', '\n[a]\nb = 1\n', 3, 1],
    ['a.ini', 'a.b', '[a]\r\nb = 1\r\n', 2, 1],
    ['.env', 'B', 'A=1\nexport B=1\n', 2, 8],
    ['a.properties', 'b', '# x\n  b=1\n', 2, 3],
    ['a.tf', 'a.x.b', 'a "x" {\n  b = 1\n}\n', 2, 3],
    ['a.xml', 'a.b', '<?xml version="1.0"?>\r\n<!-- <b/> -->\r\n<a>\r\n  <b/>\r\n</a>', 4, 4],
    ['Dockerfile', 'USER', '# USER a\r\nFROM x\r\nUSER b\r\n', 3, 1],
  ];
  for (const [file, key, text, line, column] of places) {
    const verdict = await verdictOn({ type: 'config_key_exists', params: { file, key } }, { [file]: text });
    assert.deepEqual(verdict.range?.start, { line, column }, `${file}: ${verdict.details}`);
  }
});

test('a digest of other line ends is explained', async () => {
  const unix = 'b7ab6d1e';
  const verdict = await verdictOn({ type: 'file_hash', params: { file: 'a.sh', expected_hash: unix.padEnd(64, '0') } }, { 'a.sh': 'one\r\ntwo\r\n' });
  assert.equal(verdict.reason, 'mismatch');
  const found = /is ([0-9a-f]{64}),/.exec((await verdictOn({ type: 'file_hash', params: { file: 'a.sh', expected_hash: unix.padEnd(64, '0') } }, { 'a.sh': 'one\ntwo\n' })).details)?.[1];
  const explained = await verdictOn({ type: 'file_hash', params: { file: 'a.sh', expected_hash: found } }, { 'a.sh': 'one\r\ntwo\r\n' });
  assert.match(explained.details, /checked out with CRLF/);
});
