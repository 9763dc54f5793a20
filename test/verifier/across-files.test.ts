/** Names followed from file to file, and chains of calls through several. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Verdict } from '../../src/verifier/verdict.ts';
import { verdictOn } from './in-memory.ts';

interface Case {
  readonly why: string;
  readonly files: Readonly<Record<string, string>>;
  /** `file: caller -> callee`, in the first file when it is left out. */
  readonly claim: string;
  readonly requires?: 'chained' | 'called' | 'unconditional';
  readonly expected: readonly [Verdict['verdict'], string?];
  readonly chain?: readonly string[];
}

const cases: readonly Case[] = [
  // Python
  { why: 'a package hands on a function of one of its files', files: { 'app.py': 'from services import scan\ndef save(x):\n    scan(x)\n', 'services/__init__.py': 'from .clam import scan\n', 'services/clam.py': 'def scan(x):\n    return x.ask()\n' }, claim: 'save -> clam.scan', expected: ['pass', 'unconditional'] },
  { why: 'by the whole name of its file', files: { 'app.py': 'from services import scan\ndef save(x):\n    scan(x)\n', 'services/__init__.py': 'from .clam import scan\n', 'services/clam.py': 'def scan(x):\n    return x.ask()\n' }, claim: 'save -> services.clam.scan', expected: ['pass', 'unconditional'] },
  { why: 'what is handed on under the name is another function', files: { 'app.py': 'from services import scan\ndef save(x):\n    scan(x)\n', 'services/__init__.py': 'from .clam import ignore as scan\n', 'services/clam.py': 'def ignore(x):\n    return x\ndef scan(x):\n    return x.ask()\n' }, claim: 'save -> scan', expected: ['fail', 'shadowed'] },
  { why: 'a module is taken from a package, and its member called', files: { 'app.py': 'from services import clam\ndef save(x):\n    clam.scan(x)\n', 'services/__init__.py': '', 'services/clam.py': 'def scan(x):\n    return x.ask()\n' }, claim: 'save -> services.clam.scan', expected: ['pass', 'unconditional'] },
  { why: 'everything is taken from a module', files: { 'app.py': 'from clam import *\ndef save(x):\n    check(x)\n', 'clam.py': 'def check(x):\n    return x.ask()\n' }, claim: 'save -> check', expected: ['pass', 'unconditional'] },
  { why: 'the alias of another module is not the claimed one', files: { 'app.py': 'from other import scan\ndef save(x):\n    scan(x)\n', 'other.py': 'def scan(x):\n    return x\n', 'clam.py': 'def scan(x):\n    return x.ask()\n' }, claim: 'save -> clam.scan', expected: ['fail', 'other_receiver'] },
  { why: 'a method of a class of another file, through an object of it', files: { 'app.py': 'from clam import Scanner\ndef save(x):\n    s = Scanner()\n    s.scan(x)\n', 'clam.py': 'class Scanner:\n    def scan(self, x):\n        return x.ask()\n' }, claim: 'save -> Scanner.scan', expected: ['pass', 'unconditional'] },
  { why: 'two modules that import each other end nowhere', files: { 'app.py': 'from a import scan\ndef save(x):\n    scan(x)\n', 'a.py': 'from b import scan\n', 'b.py': 'from a import scan\n' }, claim: 'save -> clam.scan', expected: ['fail', 'other_receiver'] },
  { why: 'a chain through another file, asked for as such', files: { 'app.py': 'from work import process\ndef save(x):\n    process(x)\n', 'work.py': 'from clam import scan\ndef process(x):\n    scan(x)\n', 'clam.py': 'def scan(x):\n    return x.ask()\n' }, claim: 'save -> scan', requires: 'chained', expected: ['pass', 'chained'], chain: ['save', 'process of work.py', 'scan'] },
  { why: 'a chain is no call by the function itself', files: { 'app.py': 'from work import process\ndef save(x):\n    process(x)\n', 'work.py': 'from clam import scan\ndef process(x):\n    scan(x)\n' }, claim: 'save -> scan', expected: ['fail', 'too_weak'] },
  { why: 'a chain that is cut by dead code on its way', files: { 'app.py': 'from work import process\ndef save(x):\n    process(x)\n', 'work.py': 'from clam import scan\ndef process(x):\n    return x\n    scan(x)\n' }, claim: 'save -> scan', requires: 'chained', expected: ['fail', 'not_found'] },
  { why: 'a chain over three files', files: { 'app.py': 'from a import one\ndef save(x):\n    one(x)\n', 'a.py': 'from b import two\ndef one(x):\n    two(x)\n', 'b.py': 'import clam\ndef two(x):\n    clam.scan(x)\n', 'clam.py': 'def scan(x):\n    return x.ask()\n' }, claim: 'save -> clam.scan', requires: 'chained', expected: ['pass', 'chained'], chain: ['save', 'one of a.py', 'two of b.py', 'clam.scan'] },
  { why: 'a relative import that climbs out of the repository is not followed', files: { 'app.py': 'from ...clam import scan\ndef save(x):\n    scan(x)\n', 'clam.py': 'def other(x):\n    return x.ask()\n' }, claim: 'save -> scan', expected: ['pass', 'unconditional'] },
  // TypeScript and JavaScript
  { why: 'an index hands on what a file exports', files: { 'src/app.ts': "import { scan } from './services';\nexport function save(x: string) { scan(x); }", 'src/services/index.ts': "export { scan } from './clam';", 'src/services/clam.ts': 'export function scan(x: string) { return ask(x); }' }, claim: 'save -> clam.scan', expected: ['pass', 'unconditional'] },
  { why: 'an index hands on everything', files: { 'src/app.ts': "import { scan } from './services';\nexport function save(x: string) { scan(x); }", 'src/services/index.ts': "export * from './other';\nexport * from './clam';", 'src/services/other.ts': 'export const limit = 1;', 'src/services/clam.ts': 'export const scan = (x: string) => ask(x);' }, claim: 'save -> clam.scan', expected: ['pass', 'unconditional'] },
  { why: 'an index hands on another function under the name', files: { 'src/app.ts': "import { scan } from './services';\nexport function save(x: string) { scan(x); }", 'src/services/index.ts': "export { ignore as scan } from './clam';", 'src/services/clam.ts': 'export function ignore(x: string) { return x + 1; }' }, claim: 'save -> scan', expected: ['fail', 'shadowed'] },
  { why: 'a default export under the name that its file gives it', files: { 'app.ts': "import check from './clam';\nexport function save(x: string) { check(x); }", 'clam.ts': 'export default function scan(x: string) { return ask(x); }' }, claim: 'save -> scan', expected: ['pass', 'unconditional'] },
  { why: 'a file with the ending of what it is compiled to', files: { 'app.ts': "import check from './clam.js';\nexport function save(x: string) { check(x); }", 'clam.ts': 'export default function scan(x: string) { return ask(x); }' }, claim: 'save -> scan', expected: ['pass', 'unconditional'] },
  { why: 'required under another name', files: { 'app.js': "const { scan: look } = require('./clam');\nfunction save(x) { look(x); }", 'clam.js': 'exports.scan = function (x) { return ask(x); };' }, claim: 'save -> clam.scan', expected: ['pass', 'unconditional'] },
  { why: 'a whole module that is a function', files: { 'app.js': "const look = require('./clam');\nfunction save(x) { look(x); }", 'clam.js': 'module.exports = function scan(x) { return ask(x); };' }, claim: 'save -> scan', expected: ['pass', 'unconditional'] },
  { why: 'a namespace that hands on a namespace', files: { 'app.ts': "import { clam } from './services';\nexport function save(x: string) { clam.scan(x); }", 'services.ts': "export * as clam from './clam-client';", 'clam-client.ts': 'export function scan(x: string) { return ask(x); }' }, claim: 'save -> clam-client.scan', expected: ['pass', 'unconditional'] },
  { why: 'a package of that name is not the file of that name', files: { 'app.ts': "import { scan } from 'clam';\nexport function save(x: string) { scan(x); }", 'lib/clam.ts': 'export function scan(x: string) { return ask(x); }' }, claim: 'save -> lib.clam.scan', expected: ['fail', 'other_receiver'] },
  { why: 'only types are handed on', files: { 'app.ts': "import { look } from './services';\nexport function save(x: string) { look(x); }", 'services.ts': "export type { scan as look } from './clam';\nexport function look(x: string) { return x; }", 'clam.ts': 'export function scan(x: string) { return ask(x); }' }, claim: 'save -> scan', expected: ['fail', 'not_found'] },
  { why: 'a chain through a class of another file', files: { 'app.ts': "import { Intake } from './intake';\nexport function save(x: string) { const intake = new Intake(); intake.take(x); }", 'intake.ts': "import { scan } from './clam';\nexport class Intake { take(x: string) { this.look(x); } private look(x: string) { scan(x); } }", 'clam.ts': 'export function scan(x: string) { return ask(x); }' }, claim: 'save -> scan', requires: 'chained', expected: ['pass', 'chained'], chain: ['save', 'Intake.take of intake.ts', 'Intake.look of intake.ts', 'scan'] },
];

describe('across files', () => {
  for (const { why, files, claim, requires, expected: [verdict, more], chain } of cases) {
    it(why, async () => {
      const [caller, callee] = claim.split(' -> ');
      const answer = await verdictOn({ type: 'function_calls', params: { file: Object.keys(files)[0]!, caller, callee }, ...(requires ? { requires } : {}) }, files);
      assert.equal(answer.verdict, verdict, answer.details);
      if (more !== undefined) assert.equal(verdict === 'pass' ? answer.strength : answer.reason, more, answer.details);
      if (chain) assert.deepEqual(answer.attributes?.chain, chain);
    });
  }

  it('rests on every file that was looked into, so that a change of any of them is seen', async () => {
    const files = { 'app.ts': "import { scan } from './services';\nexport function save(x: string) { scan(x); }", 'services.ts': "export { scan } from './clam';", 'clam.ts': 'export function scan(x: string) { return ask(x); }' };
    const { restsOn } = await verdictOn({ type: 'function_calls', params: { file: 'app.ts', caller: 'save', callee: 'clam.scan' } }, files);
    for (const file of Object.keys(files)) assert.ok(restsOn.some((foundation) => foundation.file === file && foundation.sha256 !== undefined), file);
  });

  it('opens a bounded number of files, however many hand on to each other', async () => {
    const files: Record<string, string> = { 'app.ts': "import { scan } from './m0';\nexport function save(x: string) { scan(x); }" };
    for (let n = 0; n < 300; n++) files[`m${n}.ts`] = `export * from './m${n + 1}';\nexport * from './m${n + 2}';`;
    const { restsOn, verdict } = await verdictOn({ type: 'function_calls', params: { file: 'app.ts', caller: 'save', callee: 'clam.scan' } }, files);
    assert.equal(verdict, 'fail');
    assert.ok(restsOn.length <= 70, String(restsOn.length));
  });
});
