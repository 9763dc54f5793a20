/**
 * Input that somebody made to break the verifier: an answer within limits, never a crash, a hang or a pass.
 *
 * Elsewhere: paths before any disk (confinement), links and pipes as sources (files), globs (glob, list-files), bombs of
 * aliases and entities and nesting of configuration (cases/configuration*), workers that hang or die (pool).
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { assertionTypes } from '../../src/verifier/catalogue.ts';
import { checkClaim } from '../../src/verifier/check.ts';
import { fileSources } from '../../src/verifier/file-sources.ts';
import { languages } from '../../src/verifier/languages/all.ts';
import { nodeThreads } from '../../src/verifier/node-thread.ts';
import { VerifierPool } from '../../src/verifier/pool.ts';
import type { Claim, Verdict } from '../../src/verifier/verdict.ts';
import { memorySources, reader, verdictOn } from './in-memory.ts';

const python = 'def pay(x):\n    audit(x)\n    return x.total\n';

/** A claim of each type that asks about one file, filled in as its examples say. */
function claimsOn(file: string): readonly Claim[] {
  return assertionTypes.map(({ id, params }): Claim => {
    const asked = params.filter(({ required }) => required).map(({ name, kind, example }) => [name, kind === 'path' || kind === 'glob' ? file : kind === 'flag' ? true : example] as const);
    return { type: id, params: Object.fromEntries(asked) };
  });
}

describe('files that are none of ours', () => {
  let home: string;
  let root: string;
  before(() => {
    home = mkdtempSync(join(tmpdir(), 'mipiti-hostile-'));
    root = join(home, 'root');
    mkdirSync(join(root, 'folder.py'), { recursive: true });
    writeFileSync(join(home, 'outside.py'), python);
    symlinkSync(join(home, 'outside.py'), join(root, 'link.py'));
    symlinkSync(home, join(root, 'up'));
    symlinkSync('loop.py', join(root, 'loop.py'));
    symlinkSync('/dev/zero', join(root, 'zero.py'));
    symlinkSync('/proc/self/environ', join(root, 'environ.py'));
    execFileSync('mkfifo', [join(root, 'pipe.py')]);
    writeFileSync(join(root, 'nul.py'), `${python}\u0000`);
    writeFileSync(join(root, 'latin.py'), Buffer.concat([Buffer.from(python), Buffer.from([0x23, 0xe9, 0x0a])]));
    writeFileSync(join(root, 'utf16.py'), Buffer.from(`\uFEFF${python}`, 'utf16le'));
    writeFileSync(join(root, 'huge.py'), python);
    truncateSync(join(root, 'huge.py'), 100_000_000);
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  const paths = ['link.py', 'up/outside.py', 'loop.py', 'zero.py', 'environ.py', 'pipe.py', 'folder.py', 'nul.py', 'latin.py', 'utf16.py', 'huge.py', '../outside.py', '/etc/passwd', '//host/share/a.py', '\\\\host\\share\\a.py', 'C:/a.py', 'CON', 'a.py:stream', 'file:///etc/passwd', `${'a/'.repeat(5000)}a.py`, `${'n'.repeat(300)}.py`, 'a\u0000.py', '..%2foutside.py', '/dev/stdin', '/proc/self/mem'];
  for (const path of paths) {
    it(`${JSON.stringify(path.slice(0, 40))} passes for no type of claim but those about its bytes`, { timeout: 60_000 }, async () => {
      for (const claim of claimsOn(path)) {
        const { verdict, reason, details } = await checkClaim(claim, fileSources(root), reader);
        const isThere = /^(nul|latin|utf16|huge)\.py$/.test(path) && claim.type === 'file_exists';
        if (!isThere) assert.notEqual(verdict, 'pass', `${claim.type}: ${details}`);
        assert.notEqual(reason, 'internal_error', details);
      }
    });
  }
});

describe('texts that are code all the same', () => {
  const texts: readonly (readonly [why: string, text: string])[] = [
    ['a byte-order mark', `\uFEFF${python}`],
    ['line ends of Windows', python.replaceAll('\n', '\r\n')],
    ['a mark that turns the direction of text in a comment', python.replace('\n', ' # \u202e\n')],
    ['characters outside of the basic plane before it', `x = "𝒙𝒙𝒙"\n${python}`],
    ['a form feed', `\f${python}`],
  ];
  for (const [why, text] of texts) {
    it(why, async () => {
      const { verdict, range } = await verdictOn({ type: 'function_calls', params: { file: 'a.py', caller: 'pay', callee: 'audit' } }, { 'a.py': text.replace(/^\uFEFF/, '') });
      assert.equal(verdict, 'pass');
      assert.equal(range?.start.column, 5);
    });
  }
});

describe('texts that no person writes', () => {
  const worker = pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'verifier-worker.cjs'));
  const deadlineMs = 1200;
  let pool: VerifierPool;
  before(() => void (pool = new VerifierPool({ start: nodeThreads(worker), size: 1, deadlineMs })));
  after(() => pool.dispose());

  const many = 50_000;
  const texts: readonly (readonly [why: string, text: string])[] = [
    ['50,000 round brackets', '('.repeat(many) + ')'.repeat(many)],
    ['50,000 curly brackets', '{'.repeat(many)],
    ['blocks in blocks', 'a: {'.repeat(5000)],
    ['generics in generics', 'a<'.repeat(5000)],
    ['marks before an operand', `x = ${'!'.repeat(10_000)}1`],
    ['members of members', `x${'.y'.repeat(10_000)}`],
    ['calls of calls', `x${'()'.repeat(10_000)}`],
    ['a long row of operands', `x = 1${' + 1'.repeat(10_000)}`],
    ['indentation without end', Array.from({ length: 1500 }, (_, depth) => `${' '.repeat(depth)}if x:`).join('\n')],
    ['a text without an end', `x = "${'a'.repeat(200_000)}`],
    ['a comment without an end', `/*${'*'.repeat(200_000)}`],
    ['one word of a megabyte', 'a'.repeat(1_000_000)],
    ['nothing but marks', '@'.repeat(20_000)],
    ['lone surrogates', '\ud800\udfff'.repeat(1000)],
  ];
  for (const { id, extensions } of languages) {
    const file = `a${extensions[0] ?? ''}`;
    it(`${id}: an answer to each of ${texts.length}, and none of them passes`, async () => {
      for (const [why, text] of texts) {
        const { verdict } = await pool.check(memorySources({ [file]: text }), { type: 'function_calls', params: { file, caller: 'pay', callee: 'audit' } });
        assert.notEqual(verdict, 'pass', why);
      }
    });
  }
  it('after a text that breaks the parser, other files are answered as ever', async (test) => {
    // Time enough for a fresh worker to load its grammars on a busy machine.
    const pool = new VerifierPool({ start: nodeThreads(worker), size: 1, deadlineMs: 20_000 });
    test.after(() => pool.dispose());
    const broken = await pool.check(memorySources({ 'a.js': 'a: {'.repeat(6000) }), { type: 'function_exists', params: { file: 'a.js', name: 'pay' } });
    assert.equal(broken.verdict, 'undecidable', broken.details);
    for (const file of ['a.py', 'b.py']) {
      const { verdict, details } = await pool.check(memorySources({ [file]: python }), { type: 'function_calls', params: { file, caller: 'pay', callee: 'audit' } });
      assert.equal(verdict, 'pass', details);
    }
  });
});

describe('code that leads in circles', () => {
  const pool = new VerifierPool({ start: nodeThreads(pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'verifier-worker.cjs'))), size: 1, deadlineMs: 3000 });
  after(() => pool.dispose());

  describe('names', () => {
    const names = ['at', 'root', 'later', 'other', 'last', 'first'];
    const fields = ['left', 'right', 'parent', 'next', 'first', 'last', 'up', 'down'];
    /** Walks through a tree, as people write them: each name is assigned from each other and from members of itself. */
    const rows = names.flatMap((name) => [...fields.map((field) => `${name} = ${name}.${field}`), ...names.filter((other) => other !== name).map((other) => `${name} = ${other}`)]);
    const texts: Readonly<Record<string, string>> = {
      'a.js': `function pay(x) {\n  let ${names.map((name) => `${name} = x`).join(', ')};\n${rows.map((row) => `  if (x) ${row};\n`).join('')}${names.map((name) => `  ${name}.close();\n`).join('')}  audit(x);\n}\n`,
      'a.ts': `function pay(x: Tree): void {\n  let ${names.map((name) => `${name} = x`).join(', ')};\n${rows.map((row) => `  if (x) ${row};\n`).join('')}${names.map((name) => `  ${name}.close();\n`).join('')}  audit(x);\n}\n`,
      'a.py': `def pay(x):\n${names.map((name) => `    ${name} = x\n`).join('')}${rows.map((row) => `    if x: ${row}\n`).join('')}${names.map((name) => `    ${name}.close()\n`).join('')}    audit(x)\n`,
      'a.rb': `def pay(x)\n${names.map((name) => `  ${name} = x\n`).join('')}${rows.map((row) => `  ${row} if x\n`).join('')}${names.map((name) => `  ${name}.close\n`).join('')}  audit(x)\nend\n`,
      'a.lua': `function pay(x)\n${names.map((name) => `  local ${name} = x\n`).join('')}${rows.map((row) => `  if x then ${row} end\n`).join('')}${names.map((name) => `  ${name}:close()\n`).join('')}  audit(x)\nend\n`,
    };
    for (const [file, text] of Object.entries(texts)) {
      it(`${file}: are followed in no time, whatever is claimed`, async () => {
        const sources = memorySources({ [file]: text });
        const ask = (callee: string): Promise<Verdict> => pool.check(sources, { type: 'function_calls', params: { file, caller: 'pay', callee } });
        assert.deepEqual([(await ask('audit')).verdict, (await ask('nothing')).verdict, (await ask('at.close')).verdict], ['pass', 'fail', 'pass']);
        for (const claim of claimsOn(file)) {
          const { reason, details } = await pool.check(sources, claim);
          assert.notEqual(reason, 'timeout', `${claim.type}: ${details}`);
        }
      });
    }
  });
  describe('modules that hand on one another', () => {
    const modules = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
    const others = (module: string): readonly string[] => modules.filter((other) => other !== module);
    const packages: readonly { readonly file: string; readonly texts: Readonly<Record<string, string>> }[] = [
      {
        file: 'pay.ts',
        texts: { 'pay.ts': "import { audit, nobody } from './one';\nexport function pay(x: number): void {\n  audit(x);\n  nobody(x);\n}\n", 'audit.ts': 'export function audit(x: number): void {\n  record(x);\n}\n', ...Object.fromEntries(modules.map((module) => [`${module}.ts`, `${others(module).map((other) => `export * from './${other}';\n`).join('')}${module === 'eight' ? "export * from './audit';\n" : ''}`])) },
      },
      {
        file: 'shop/pay.py',
        texts: { 'shop/__init__.py': '', 'shop/pay.py': 'from .one import audit, nobody\n\ndef pay(x):\n    audit(x)\n    nobody(x)\n', 'shop/audit.py': 'def audit(x):\n    record(x)\n', ...Object.fromEntries(modules.map((module) => [`shop/${module}.py`, `${others(module).map((other) => `from .${other} import *\n`).join('')}${module === 'eight' ? 'from .audit import *\n' : ''}`])) },
      },
    ];
    for (const { file, texts } of packages) {
      it(`${file}: a name is found at their end, and one that nobody has is given up in no time`, async () => {
        const ask = (callee: string): Promise<Verdict> => pool.check(memorySources(texts), { type: 'function_calls', params: { file, caller: 'pay', callee }, requires: 'chained' });
        const through = await ask('record');
        assert.deepEqual([through.verdict, through.strength], ['pass', 'chained'], through.details);
        const none = await ask('nowhere');
        assert.equal(none.verdict, 'fail', none.details);
      });
    }
  });
});

describe('expressions that backtracking would never end', () => {
  const text = `${'a'.repeat(30_000)}!`;
  for (const pattern of ['(a+)+$', '(a|a)*b', '(.*)*x', '(a|aa)+$', '(?:a?){400}a{400}b', '(x+x+)+y', '[^]*[^]*[^]*b', `${'('.repeat(400)}a${')'.repeat(400)}b`, '(a{0,1000}){0,1000}b', '(\\w+\\d*){1,300}z']) {
    it(pattern.slice(0, 40), { timeout: 60_000 }, async () => {
      const verdicts: Verdict[] = [];
      for (const type of ['pattern_matches', 'pattern_absent']) verdicts.push(await verdictOn({ type, params: { file: 'a.txt', pattern, region: 'raw' }, ...(type === 'pattern_matches' ? { requires: 'text' as const } : {}) }, { 'a.txt': text }));
      for (const { reason, details } of verdicts) assert.notEqual(reason, 'internal_error', details);
    });
  }
});

describe('params that no form sends', () => {
  const values: readonly unknown[] = ['', ' ', '\u0000', 'a'.repeat(100_000), '../..', '__proto__', 'constructor', '$&', '${x}', '%s', 0, -1, true, null, [], ['a'], {}, { toString: 1 }, Symbol.iterator.description, '\ud800', '*'.repeat(300), '('.repeat(300)];
  it('get an answer, whichever type and param they stand in', async () => {
    const files = { 'a.py': python };
    for (const { id, params } of assertionTypes) {
      for (const { name } of params) {
        for (const value of values) {
          const claim = claimsOn('a.py').find(({ type }) => type === id)!;
          const { reason, details } = await verdictOn({ type: id, params: { ...claim.params, [name]: value } }, files);
          assert.notEqual(reason, 'internal_error', `${id} ${name} ${JSON.stringify([value]).slice(0, 40)}: ${details.slice(0, 200)}`);
        }
      }
    }
  });
});
