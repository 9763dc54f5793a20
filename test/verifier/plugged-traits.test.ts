/** What tests and the environment look like is data of a language: other data, and the same checks serve another language. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkClaim } from '../../src/verifier/check.ts';
import type { TestTraits } from '../../src/verifier/code/test-traits.ts';
import type { LanguageTraits } from '../../src/verifier/code/traits.ts';
import type { CodeReader } from '../../src/verifier/code-file.ts';
import { memorySources, reader, verdictOn } from './in-memory.ts';

const speaking = (traits: Partial<LanguageTraits>): CodeReader => ({
  async read(source) {
    const read = await reader.read(source);
    return read.ok ? { ok: true, facts: { ...read.facts, traits: { ...read.facts.traits, ...traits } } } : read;
  },
});

const valueOf = async (traits: Partial<LanguageTraits>, type: string, params: Readonly<Record<string, unknown>>, text: string): Promise<string> => {
  const { verdict, reason } = await checkClaim({ type, params }, memorySources({ 'a.py': text }), speaking(traits));
  return `${verdict} ${reason}`;
};

test('functions collected by name and signature, with tests that they register', async () => {
  const tests: TestTraits = {
    collects: ({ name, signature, owners }) => (owners.length === 0 && /^Test(?![a-z])/.test(name) && signature.includes('(t)') ? 'test' : 'none'),
    registers: (words) => (words.at(-1) === 'Run' ? { kind: 'test' } : undefined),
    skipMembers: new Set(['Skip']),
  };
  const file = 'def TestGate(t):\n    check(t)\n    t.Run("refuses", lambda u: check(u))\ndef Testgate(t):\n    check(t)\ndef TestNone(x):\n    check(x)\ndef TestLater(t):\n    t.Skip("later")\n    t.Run("opens", lambda u: check(u))\n';
  const on = (name: string): Promise<string> => valueOf({ tests }, 'test_exists', { pattern: '*.py', name }, file);
  assert.equal(await on('TestGate'), 'pass proven');
  assert.equal(await on('TestGate/refuses'), 'pass proven');
  assert.equal(await on('Testgate'), 'fail not_found');
  assert.equal(await on('TestNone'), 'fail not_found');
  assert.equal(await on('TestLater'), 'fail skipped');
  assert.equal(await on('TestLater/opens'), 'fail skipped');
});

test('functions collected by what they carry, and kept from running by its arguments', async () => {
  const tests: TestTraits = {
    collects: ({ decorators }) => (decorators.includes('Fact') ? 'test' : 'none'),
    skipMark: (decorator, written) => (decorator === 'Ignore' || (decorator === 'Fact' && /^\(Skip\b/.test(written)) ? 'always' : undefined),
  };
  const file = 'class Gates:\n    @Fact\n    def Refuses(self): check(7)\n    @Fact(Skip="later")\n    def Opens(self): check(1)\n    @Fact\n    @Ignore\n    def Closes(self): check(2)\n    def Helps(self): check(3)\n';
  const on = (name: string): Promise<string> => valueOf({ tests }, 'test_exists', { pattern: '*.py', name }, file);
  assert.equal(await on('Gates.Refuses'), 'pass proven');
  assert.equal(await on('Gates'), 'pass proven');
  assert.equal(await on('Opens'), 'fail skipped');
  assert.equal(await on('Closes'), 'fail skipped');
  assert.equal(await on('Helps'), 'fail not_found');
});

test('other names for the environment', async () => {
  const environment = { maps: new Set(['ENV']), readers: new Set(['System.getenv']) };
  const on = (text: string): Promise<string> => valueOf({ environment }, 'env_var_referenced', { file: 'a.py', variable: 'PORT' }, text);
  assert.equal(await on('listen(System.getenv("PORT"))\n'), 'pass proven');
  assert.equal(await on('listen(ENV["PORT"])\n'), 'pass proven');
  assert.equal(await on('ENV["PORT"] = 1\n'), 'fail not_found');
  assert.equal(await on('import os\nlisten(os.environ["PORT"])\n'), 'fail not_found');
});

test('functions that stand beside each other under one name', async () => {
  const text = 'def gate(x):\n    return x.ask()\ndef gate(x, y):\n    pass\ndef open(x):\n    gate(x)\n';
  assert.equal(await valueOf({}, 'function_exists', { file: 'a.py', name: 'gate' }, text), 'fail stub');
  assert.equal(await valueOf({ overloads: true }, 'function_exists', { file: 'a.py', name: 'gate' }, text), 'undecidable ambiguous');
  const both = text.replace('pass', 'return y.ask()');
  assert.equal(await valueOf({}, 'function_calls', { file: 'a.py', caller: 'open', callee: 'ask' }, both), 'fail too_weak');
  // The number of arguments tells which is called; where it does not, nobody can tell.
  assert.equal(await valueOf({ overloads: true }, 'function_calls', { file: 'a.py', caller: 'open', callee: 'ask' }, both), 'fail too_weak');
  assert.equal(await valueOf({ overloads: true }, 'function_calls', { file: 'a.py', caller: 'open', callee: 'ask' }, both.replace('x, y', 'y')), 'fail not_found');
});

test('one file of several is enough, and the verdict rests on the glob and on what was read', async () => {
  const files = { 'tests/a/test_door.py': 'def test_opens():\n    pass\n', 'tests/test_gate.py': 'def test_opens():\n    check(1)\n', 'tests/empty.py': '', 'src/gate.py': 'def test_closes():\n    check(1)\n' };
  const on = (name?: string, pattern = 'tests/**/*.py') => verdictOn({ type: 'test_exists', params: { pattern, ...(name === undefined ? {} : { name }) } }, files);
  const found = await on('test_opens');
  assert.deepEqual([found.verdict, found.file], ['pass', 'tests/test_gate.py']);
  assert.ok(found.restsOn.some(({ file, glob }) => file === 'tests/**/*.py' && glob === true));
  assert.ok(found.restsOn.some(({ file, sha256 }) => file === 'tests/test_gate.py' && sha256 !== undefined));
  assert.equal((await on('tests/a/test_door.py::test_opens')).reason, 'stub');
  assert.equal((await on('test_closes')).reason, 'not_found');
  assert.equal((await on(undefined)).verdict, 'pass');
  assert.equal((await on(undefined, 'tests/empty.py')).reason, 'stub');
  assert.equal((await on(undefined, 'spec/**')).reason, 'file_missing');
});

test('members that make objects, invokers, and classes that are opened again', async () => {
  // What names mean is remembered by the text, so each asking has a text of its own.
  const made = 'class Ledger:\n    def write(self, x):\n        return x.log()\ndef pay(x):\n    book = Ledger.make()\n    book.write(x)\n';
  const on = (traits: Partial<LanguageTraits>): Promise<string> => valueOf(traits, 'function_calls', { file: 'a.py', caller: 'pay', callee: 'Ledger.write' }, made + '#'.repeat(Object.keys(traits).length));
  assert.equal(await on({}), 'fail other_receiver');
  assert.equal(await on({ makers: new Set(['make']) }), 'pass proven');
  const opened = 'class Till:\n    def pay(self, x):\n        audit(x)\nclass Till:\n    def audit(self, x):\n        return x.log()\n';
  const claim = (traits: Partial<LanguageTraits>): Promise<string> => valueOf(traits, 'function_calls', { file: 'a.py', caller: 'pay', callee: 'Till.audit' }, opened + '#'.repeat(Object.keys(traits).length));
  assert.equal(await claim({}), 'fail other_receiver');
  assert.equal(await claim({ bareMembers: true }), 'pass proven');
  const invoked = 'def pay(x):\n    note = lambda: audit(x)\n    note.run()\n';
  const run = (traits: Partial<LanguageTraits>): Promise<string> => valueOf(traits, 'function_calls', { file: 'a.py', caller: 'pay', callee: 'audit' }, invoked + '#'.repeat(Object.keys(traits).length));
  assert.equal(await run({}), 'fail nested_not_called');
  assert.equal(await run({ invokers: new Set(['run']) }), 'pass proven');
  const both = 'class Gate:\n    @staticmethod\n    def check(t):\n        return t.size > 3\n    def check(self):\n        pass\n';
  const apart = (traits: Partial<LanguageTraits>): Promise<string> => valueOf(traits, 'function_exists', { file: 'a.py', name: 'check' }, both + '#'.repeat(Object.keys(traits).length));
  assert.equal(await apart({}), 'fail stub');
  assert.equal(await apart({ staticApart: true }), 'undecidable ambiguous');
});
