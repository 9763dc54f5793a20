/** Traps for a verifier: a claim, the code, the verdict that a reader gives, and why. */
import type { Claim } from '../../src/verifier/verdict.ts';

export interface Trap {
  readonly file: string;
  /** `function_exists name`, `function_calls caller > callee`, `import_present module`. */
  readonly claim: string;
  readonly expected: 'pass' | 'fail' | 'undecidable';
  readonly code: string;
  readonly why: string;
  readonly strength?: string;
}

const in_ = (file: string, claim: string, expected: Trap['expected'], code: string, why: string, strength?: string): Trap => ({ file, claim, expected, code, why, ...(strength === undefined ? {} : { strength }) });
const py = (claim: string, expected: Trap['expected'], code: string, why: string, strength?: string) => in_('a.py', claim, expected, code, why, strength);
const ts = (claim: string, expected: Trap['expected'], code: string, why: string, strength?: string) => in_('a.ts', claim, expected, code, why, strength);
const tsx = (claim: string, expected: Trap['expected'], code: string, why: string, strength?: string) => in_('a.tsx', claim, expected, code, why, strength);
const js = (claim: string, expected: Trap['expected'], code: string, why: string, strength?: string) => in_('a.js', claim, expected, code, why, strength);

const exists = 'function_exists audit';
const calls = 'function_calls pay > audit';

export const traps: readonly Trap[] = [
  // Python: a function exists.
  py(exists, 'pass', 'def audit(entry):\n    log.append(entry)\n', 'a plain definition'),
  py(exists, 'pass', 'async def audit(entry):\n    await log.put(entry)\n', 'an async definition'),
  py(exists, 'fail', '# def audit(entry): log.append(entry)\nx = 1\n', 'only a comment'),
  py(exists, 'fail', '"""\ndef audit(entry):\n    log.append(entry)\n"""\n', 'only a docstring'),
  py(exists, 'fail', 'CODE = "def audit(entry): log.append(entry)"\n', 'only a string'),
  py(exists, 'fail', 'from journal import audit\naudit(1)\n', 'imported and called, defined elsewhere'),
  py(exists, 'fail', 'def audit_all(entries):\n    log.extend(entries)\n', 'only the beginning of another name'),
  py(exists, 'fail', 'def audit(entry):\n    pass\n', 'an empty body'),
  py(exists, 'fail', 'def audit(entry): ...\n', 'an ellipsis for a body'),
  py(exists, 'fail', 'def audit(entry):\n    """Writes the entry."""\n', 'documentation and nothing else'),
  py(exists, 'fail', 'def audit(entry):\n    raise NotImplementedError\n', 'announced, not implemented'),
  py(exists, 'fail', 'if False:\n    def audit(entry):\n        log.append(entry)\n', 'behind a constant false'),
  py(exists, 'fail', 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    def audit(entry):\n        log.append(entry)\n', 'for type checkers only'),
  py(exists, 'fail', 'def outer():\n    def audit(entry):\n        log.append(entry)\n    return 1\n', 'local to another function'),
  py('function_exists outer.audit', 'pass', 'def outer():\n    def audit(entry):\n        log.append(entry)\n    return audit\n', 'a local function by its full name'),
  py('function_exists Ledger.audit', 'pass', 'class Ledger:\n    def audit(self, entry):\n        self.rows.append(entry)\n', 'a method by its class'),
  py('function_exists Ledger.audit', 'fail', 'class Other:\n    def audit(self, entry):\n        self.rows.append(entry)\nclass Ledger:\n    def other(self):\n        return 1\n', 'the method of another class'),
  py('function_exists Ledger.audit', 'fail', 'from abc import ABC, abstractmethod\nclass Ledger(ABC):\n    @abstractmethod\n    def audit(self, entry):\n        return None\n', 'an abstract method promises, it does nothing'),
  py(exists, 'pass', 'audit = lambda entry: log.append(entry)\n', 'a lambda bound to the name'),
  py(exists, 'pass', 'from typing import overload\n@overload\ndef audit(e: int) -> None: ...\n@overload\ndef audit(e: str) -> None: ...\ndef audit(e):\n    log.append(e)\n', 'overloads and one real body'),
  py(exists, 'fail', 'def audit(entry):\n    log.append(entry)\ndef audit(entry):\n    pass\n', 'a later stub replaces it'),
  py(exists, 'undecidable', 'def audit(entry:\n    log.append(entry)\n', 'the definition itself does not parse'),
  // Python: a call.
  py(calls, 'pass', 'def pay(x):\n    audit(x)\n    return x\n', 'called on every path', 'unconditional'),
  py(calls, 'pass', 'def pay(x):\n    if x > 0:\n        audit(x)\n    return x\n', 'called on some paths', 'called'),
  py(calls, 'pass', 'def pay(x):\n    for y in x:\n        audit(y)\n', 'a loop may run no time', 'called'),
  py(calls, 'pass', 'def pay(x):\n    if x:\n        return 0\n    audit(x)\n', 'an earlier return skips it', 'called'),
  py(calls, 'pass', 'def pay(x):\n    return audit(x)\n', 'called in the return', 'unconditional'),
  py(calls, 'pass', 'async def pay(x):\n    await audit(x)\n', 'awaited'),
  py(calls, 'fail', 'def pay(x):\n    # audit(x)\n    return x\n', 'only a comment'),
  py(calls, 'fail', 'def pay(x):\n    return "audit(x)"\n', 'only a string'),
  py(calls, 'pass', 'def pay(x):\n    return f"{audit(x)}"\n', 'inside an f-string field, which runs'),
  py(calls, 'fail', 'def pay(x):\n    return x\n    audit(x)\n', 'after the return'),
  py(calls, 'fail', 'def pay(x):\n    raise ValueError(x)\n    audit(x)\n', 'after the raise'),
  py(calls, 'fail', 'def pay(x):\n    if False:\n        audit(x)\n    return x\n', 'behind a constant false'),
  py(calls, 'fail', 'def pay(x):\n    if False: audit(x)\n    return x\n', 'behind a constant false, on one line'),
  py(calls, 'fail', 'def pay(x):\n    while 0:\n        audit(x)\n    return x\n', 'in a loop that never runs'),
  py(calls, 'fail', 'def pay(x):\n    False and audit(x)\n    return x\n', 'behind a constant operand'),
  py(calls, 'fail', 'def pay(x):\n    y = audit(x) if None else 0\n    return y\n', 'the branch that is never taken'),
  py(calls, 'pass', 'def pay(x):\n    if True:\n        audit(x)\n    return x\n', 'a constant true always runs'),
  py(calls, 'fail', 'def pay(x):\n    def later():\n        audit(x)\n    return x\n', 'in a nested function that nobody calls'),
  py(calls, 'pass', 'def pay(x):\n    def later():\n        audit(x)\n    later()\n    return x\n', 'in a nested function that is called'),
  py(calls, 'fail', 'def pay(x):\n    return later(audit, x)\n', 'handed over, not called'),
  py(calls, 'fail', 'def pay(x, audit):\n    audit(x)\n', 'a parameter of that name is something else'),
  py(calls, 'fail', 'def pay(x):\n    audit = print\n    audit(x)\n', 'a local of that name is something else'),
  py(calls, 'fail', 'def pay(x=audit(1)):\n    return x\n', 'a default runs at definition'),
  py(calls, 'fail', '@audit(1)\ndef pay(x):\n    return x\n', 'a decorator is no call by the function'),
  py(calls, 'pass', 'from journal import audit as write\ndef pay(x):\n    write(x)\n', 'under another name of the import'),
  py(calls, 'fail', 'def pay(x):\n    reaudit(x)\n', 'another name that ends alike'),
  py('function_calls pay > journal.audit', 'pass', 'import journal as j\ndef pay(x):\n    j.audit(x)\n', 'by the module under another name'),
  py('function_calls pay > journal.audit', 'fail', 'import other\ndef pay(x):\n    other.audit(x)\n', 'the same name of another module'),
  py('function_calls Till.pay > audit', 'pass', 'class Till:\n    def pay(self, x):\n        self.audit(x)\n    def audit(self, x):\n        log.append(x)\n', 'through self'),
  py('function_calls Till.pay > audit', 'fail', 'class Other:\n    def pay(self, x):\n        audit(x)\nclass Till:\n    def pay(self, x):\n        return x\n', 'the method of another class calls it'),
  py(calls, 'fail', 'def pay(x):\n    audit(x)\ndef pay(x):\n    return x\n', 'a later definition replaces the caller'),
  py(calls, 'fail', 'def other(x):\n    audit(x)\n', 'there is no such caller'),
  py(calls, 'pass', 'def pay(xs):\n    return [audit(x) for x in xs]\n', 'in a comprehension'),
  py(calls, 'undecidable', 'def pay(x):\n    audit(x\n', 'the caller does not parse'),
  py(calls, 'pass', 'def pay(\n    x,\n    *,\n    strict=True,\n):\n    audit(\n        x,\n    )\n', 'signature and call over several lines'),
  py(calls, 'pass', 'def pay(x):\n    type(x)._seen = 1\n    audit(x)\n', 'beside a statement that older grammars misread'),
  // Python: an import.
  py('import_present hmac', 'pass', 'import os, hmac\n', 'the second of a list'),
  py('import_present hmac', 'pass', 'from hmac import compare_digest\n', 'a member of it'),
  py('import_present xml', 'pass', 'import xml.etree.ElementTree as ET\n', 'a part of it'),
  py('import_present hmac', 'fail', '"""import hmac"""\n', 'only documentation'),
  py('import_present hmac', 'fail', 'import hmac_tools\n', 'only the beginning of another'),
  py('import_present hmac', 'fail', 'from . import hmac\n', 'a neighbour of that name'),
  py('import_present hmac', 'fail', 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import hmac\n', 'for type checkers only'),
  // TypeScript.
  ts(exists, 'pass', 'export function audit(e: string): void { log.push(e); }', 'a plain definition'),
  ts(exists, 'pass', 'export const audit = async (e: string): Promise<void> => { await put(e); };', 'an arrow bound to a constant'),
  ts(exists, 'pass', 'export function audit<T extends object>(e: T): void { log.push(e); }', 'a generic'),
  ts(exists, 'fail', 'export declare function audit(e: string): void;', 'only declared'),
  ts(exists, 'fail', "export { audit } from './journal';", 'only handed on'),
  ts(exists, 'pass', 'function write(e: string) { log.push(e); }\nexport { write as audit };', 'exported under that name'),
  ts(exists, 'fail', "export function audit(e: string): void { throw new Error('not implemented'); }", 'announced, not implemented'),
  ts(exists, 'fail', 'export function audit(_e: string): void {}', 'an empty body'),
  ts(exists, 'fail', 'const re = /function audit\\(/; const t = `function audit() { return 1 }`;', 'only in an expression and a template'),
  ts('function_exists Ledger.audit', 'pass', 'export class Ledger { audit = (e: string) => this.rows.push(e); rows: string[] = []; }', 'a field that holds an arrow'),
  ts('function_exists Ledger.audit', 'fail', 'interface Ledger { audit(e: string): void }', 'a signature of an interface'),
  ts('function_exists Ledger.audit', 'fail', 'abstract class Ledger { abstract audit(e: string): void; }', 'an abstract method'),
  ts('function_exists ledger.audit', 'pass', 'export const ledger = { audit(e: string) { rows.push(e); } };', 'a method of an object'),
  ts(exists, 'pass', 'export function audit(e: string): void;\nexport function audit(e: number): void;\nexport function audit(e: unknown): void { log.push(e); }', 'overloads and one real body'),
  ts(calls, 'pass', 'export function pay(x: number) { audit(x); return x; }', 'called on every path', 'unconditional'),
  ts(calls, 'pass', 'export function pay(x: number) { x > 0 && audit(x); return x; }', 'behind a condition', 'called'),
  ts(calls, 'fail', 'export function pay(x: number) { if (false) { audit(x); } return x; }', 'behind a constant false'),
  ts(calls, 'fail', 'export function pay(x: number) { return x; audit(x); }', 'after the return'),
  ts(calls, 'pass', 'export function pay(x: number) { return inner(); function inner() { return audit(x); } }', 'hoisted and called'),
  ts(calls, 'fail', 'export function pay(x: number) { const later = () => audit(x); return x; }', 'in an arrow that nobody calls'),
  ts(calls, 'pass', 'export function pay(xs: number[]) { xs.forEach((x) => { audit(x); }); }', 'in a callback given inline', 'called'),
  ts(calls, 'fail', 'export function pay(x: number) { return queue.add(audit); }', 'handed over, not called'),
  ts(calls, 'pass', 'export function pay(this: unknown, x: number) { return audit.call(this, x); }', 'called by call'),
  ts(calls, 'fail', 'export function pay(x: number) { return audit.bind(null, x); }', 'bound, not called'),
  ts(calls, 'pass', 'export async function pay(x: number) { await svc?.audit?.(x); }', 'through optional chaining'),
  ts(calls, 'pass', 'export function pay(x: string) { return audit`x ${x}`; }', 'a tagged template calls its tag'),
  ts(calls, 'fail', "export function pay(x: string) { return 'audit(x)'; }", 'only a string'),
  ts(calls, 'pass', 'export function pay(x: string) { return `${audit(x)}`; }', 'inside a template, which runs'),
  ts(calls, 'fail', 'type A = typeof audit; export function pay(x: ReturnType<typeof audit>) { return x; }', 'only in types'),
  ts('function_calls pay > Ledger', 'pass', 'export function pay(x: number) { return new Ledger(x).total(); }', 'a constructor'),
  ts('function_calls pay > journal.audit', 'pass', "import { audit as write } from 'journal';\nexport function pay(x: number) { return write(x); }", 'a member of the module under another name'),
  ts('function_calls pay > journal.audit', 'fail', "import { audit } from './local';\nexport function pay(x: number) { return audit(x); }", 'the same name of another module'),
  ts('function_calls Till.pay > audit', 'pass', 'class Till { private audit(x: number) { log.push(x); } pay = (x: number) => this.audit(x); }', 'through this'),
  ts(calls, 'undecidable', 'export function pay(x: number) { return handlers[kind](x); }', 'what is called is computed'),
  ts('import_present helmet', 'pass', "import helmet from 'helmet';\nhelmet();", 'imported'),
  ts('import_present helmet', 'fail', "import type { Options } from 'helmet';\nexport type O = Options;", 'for types only'),
  ts('import_present helmet', 'fail', "import x from 'helmet-csp';\nx();", 'only the beginning of another'),
  ts('import_present helmet', 'pass', "export async function load() { return (await import('helmet')).default; }", 'imported when needed'),
  ts('import_present helmet', 'fail', "declare module 'helmet' { export const x: number; }", 'only declared'),
  ts('import_present helmet', 'fail', "// import helmet from 'helmet'\nexport const x = 1;", 'only a comment'),
  // JSX.
  tsx('function_calls App > Guard', 'pass', 'export function App() { return <Guard role="admin"><p>hi</p></Guard>; }', 'an element calls its component'),
  tsx('function_calls App > Guard', 'fail', 'export function App() { return <p>{/* <Guard /> */}Guard</p>; }', 'a comment and a text'),
  // JavaScript.
  js(exists, 'pass', 'exports.audit = function (e) { log.push(e); };', 'exported by assignment'),
  js(exists, 'pass', 'module.exports = { audit(e) { log.push(e); } };', 'a method of the exports'),
  js('function_exists Ledger.audit', 'pass', 'function Ledger() {}\nLedger.prototype.audit = function (e) { this.rows.push(e); };', 'a method of the prototype'),
  js('function_exists audit', 'pass', 'function Ledger() { this.audit = (e) => { this.rows.push(e); }; }', 'a member given in a constructor'),
  js(calls, 'pass', 'function pay(x) { setImmediate(function () { audit(x); }); }', 'in a callback given inline'),
  js('import_present helmet', 'pass', "const helmet = require('helmet');\nhelmet();", 'required'),
  js('import_present helmet', 'fail', 'const s = "require(\'helmet\')";', 'only a string'),
  js('import_present helmet', 'pass', "const { contentSecurityPolicy } = require('helmet');\ncontentSecurityPolicy();", 'required and taken apart'),
];

/** `function_calls pay > audit` as a claim about a file. */
export function claimOf(words: string, file: string): Claim {
  const [type = '', ...rest] = words.split(' ');
  const subject = rest.join(' ');
  if (type === 'function_calls') {
    const [caller, callee] = subject.split(' > ');
    return { type, params: { file, caller, callee } };
  }
  return { type, params: type === 'function_exists' ? { file, name: subject } : { file, module: subject } };
}
