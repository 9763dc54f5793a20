/** The gate for grammars: none imports what the host lacks, and each parses code as people write it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { languageOfFile, languages } from '../../src/verifier/languages/all.ts';
import { verdictOn } from './in-memory.ts';

const require = createRequire(import.meta.url);

describe('grammars', () => {
  const runtime = new WebAssembly.Module(readFileSync(require.resolve('web-tree-sitter/tree-sitter.wasm')));
  const host = new Set(WebAssembly.Module.exports(runtime).map(({ name }) => name));
  // What the loader itself gives to a side module.
  // A scanner calls it when it finds itself broken; then nothing is there to call, the parse throws, and no verdict is given.
  host.add('__assert_fail');
  for (const name of ['memory', '__indirect_function_table', '__memory_base', '__table_base', '__stack_pointer']) host.add(name);

  for (const { id: name, grammar } of languages) {
    it(`${name} imports nothing that the host lacks`, () => {
      const module = new WebAssembly.Module(readFileSync(require.resolve(grammar.file)));
      const missing = WebAssembly.Module.imports(module).map((one) => one.name).filter((one) => !host.has(one) && !WebAssembly.Module.exports(module).some((own) => own.name === one));
      assert.deepEqual(missing, []);
    });
  }

  const real: readonly [file: string, path: string, func: string][] = [
    ['a.py', 'test/sample/upload.py', 'UploadHandler.do_POST'],
    ['a.ts', 'src/verifier/pool.ts', 'VerifierPool.check'],
    ['a.js', 'node_modules/commander/lib/command.js', 'Command.parse'],
    ['a.tsx', 'test/sample/web/upload-form.ts', 'sendFile'],
    // Files of `real/` say in their first line which function of theirs is asked for.
    ...readdirSync(join(import.meta.dirname, 'real')).filter((name) => languageOfFile(name)).map((name): [string, string, string] => {
      const path = `test/verifier/real/${name}`;
      const first = readFileSync(join(import.meta.dirname, 'real', name), 'utf8').split('\n', 1)[0] ?? '';
      return [`a${name.slice(name.lastIndexOf('.'))}`, path, /\basked: (\S+)/.exec(first)?.[1] ?? ''];
    }),
  ];
  for (const [file, path, func] of real) {
    it(`${file.split('.')[1]}: a real file`, async () => {
      const text = readFileSync(join(import.meta.dirname, '..', '..', path), 'utf8');
      const verdict = await verdictOn({ type: 'function_exists', params: { file, name: func } }, { [file]: text });
      assert.equal(verdict.verdict, 'pass', verdict.details);
      assert.equal(verdict.attributes?.errorsElsewhere, undefined, 'the whole file parses');
    });
  }
  for (const { id, extensions } of languages) {
    it(`${id}: brackets beyond measure give an answer`, async () => {
      for (const [open, close] of [['(', ')'], ['{', '}'], ['[', ']']] as const) {
        const file = `a${extensions[0] ?? ''}`;
        const verdict = await verdictOn({ type: 'function_exists', params: { file, name: 'f' } }, { [file]: `${open.repeat(5_000)}1${close.repeat(5_000)}\n` });
        assert.ok(verdict.verdict === 'fail' || verdict.verdict === 'undecidable', open);
        assert.notEqual(verdict.reason, 'internal_error', verdict.details);
      }
    });
  }
  it('nesting beyond measure gives an answer', async () => {
    for (const [file, code] of [['a.py', `x = ${'('.repeat(50_000)}1${')'.repeat(50_000)}\ndef f(y):\n    return y\n`], ['a.js', `const x = ${'['.repeat(50_000)}${']'.repeat(50_000)};\nfunction f(y) { return y; }`], ['a.ts', `${'if (a) {'.repeat(20_000)}${'}'.repeat(20_000)}`], ['a.go', `package a\nvar x = ${'('.repeat(50_000)}1${')'.repeat(50_000)}\nfunc f(y int) int { return y }\n`], ['a.rs', `const X: u8 = ${'['.repeat(50_000)}1${']'.repeat(50_000)};\nfn f(y: u8) -> u8 { y }\n`], ['a.rs', `fn f(y: u8) { m!(${'('.repeat(50_000)}1${')'.repeat(50_000)}); }\n`]] as const) {
      const verdict = await verdictOn({ type: 'function_exists', params: { file, name: 'f' } }, { [file]: code });
      assert.ok(['pass', 'fail', 'undecidable'].includes(verdict.verdict));
      assert.notEqual(verdict.reason, 'internal_error', verdict.details);
    }
  });
});
