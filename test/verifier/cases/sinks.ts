/** sink_default_deny. */
import { closed, withParams } from './case.ts';
import type { VerdictCase } from './case.ts';

const named = { safe_forms: ['literal', 'named_constant'] };
const joined = { safe_forms: ['literal', 'named_constant', 'literal_concat'] };
const binding = { safe_forms: ['literal', 'parameter_binding'] };
const html = [{ callee: 'innerHTML', kind: 'assign' }];
const execute = [{ callee: 'cursor.execute', positions: [0] }];
const reviewed = (more: Record<string, unknown>): Record<string, unknown> => ({ allowlist: [{ file: 'a.py', callee: 'os.system', reason: 'the command comes from a table of ours', reviewed_by: 'the security team', ...more }] });

const forms: readonly VerdictCase[] = [
  closed('os.system', 'a literal', { 'a.py': 'import os\nos.system("date")\n' }, 'pass', 'declared'),
  closed('os.system', 'what a caller gives, and nobody calls', { 'a.py': 'import os\ndef f(x):\n    os.system(x)\n' }, 'fail', 'present'),
  closed('os.system', 'what comes from elsewhere', { 'a.py': 'import os\nos.system(input())\n' }, 'fail', 'present'),
  closed('os.system', 'in dead code, which should not wait', { 'a.py': 'import os\nif False:\n    os.system(input())\nos.system("date")\n' }, 'fail', 'present'),
  closed('os.system', 'in a comment only', { 'a.py': 'import os\n# os.system(x)\nos.system("date")\n' }, 'pass'),
  closed('os.system', 'a template with a hole', { 'a.py': 'import os\nos.system(f"date {input()}")\n' }, 'fail', 'present'),
  closed('os.system', 'a text that is filled in by a method', { 'a.py': 'import os\nos.system("date {}".format(y))\n' }, 'fail', 'present'),
  closed('subprocess.run', 'a list of literals', { 'a.py': 'import subprocess\nsubprocess.run(["date", "-u"])\n' }, 'pass'),
  closed('subprocess.run', 'a list in which one thing is not', { 'a.py': 'import subprocess\nsubprocess.run(["date", zone()])\n' }, 'fail', 'present'),
  closed('os.system', 'a constant, when only literals are safe', { 'a.py': 'import os\nCOMMAND = "date"\nos.system(COMMAND)\n' }, 'fail', 'present'),
  withParams(closed('os.system', 'a constant', { 'a.py': 'import os\nCOMMAND = "date"\nos.system(COMMAND)\n' }, 'pass'), named),
  withParams(closed('os.system', 'what looks like a constant and is bound twice', { 'a.py': 'import os\nCOMMAND = "date"\ndef change(x):\n    global COMMAND\n    COMMAND = x\nos.system(COMMAND)\n' }, 'fail', 'present'), named),
  withParams(closed('os.system', 'constants put together', { 'a.py': 'import os\nBASE = "date"\nos.system(BASE + " -u")\n' }, 'pass'), joined),
  withParams(closed('os.system', 'put together with something else', { 'a.py': 'import os\nBASE = "date"\nos.system(BASE + zone())\n' }, 'fail', 'present'), joined),
  closed('eval', 'either of two literals', { 'a.js': "eval(flag ? '1 + 1' : '2');\n" }, 'pass'),
  closed('eval', 'a literal or else something', { 'a.js': "eval(given || '2');\n" }, 'fail', 'present'),
];

const binds: readonly VerdictCase[] = [
  withParams(closed('cursor.execute', 'values beside the statement', { 'a.py': 'def f(cursor, x):\n    cursor.execute("select * from t where id = %s", (x,))\n' }, 'pass'), binding),
  withParams(closed('cursor.execute', 'values put into the statement', { 'a.py': 'def f(cursor, x):\n    cursor.execute("select * from t where id = %s" % x)\n' }, 'fail', 'present'), binding),
  withParams(closed('cursor.execute', 'a statement that has no place for values', { 'a.py': 'def f(cursor, x):\n    cursor.execute("select 1", (x,))\n' }, 'fail', 'present'), binding),
  closed('cursor.execute', 'values beside the statement, which are no literals', { 'a.py': 'def f(cursor, x):\n    cursor.execute("select * from t where id = %s", (x,))\n' }, 'fail', 'present'),
  closed(execute, 'only the statement counts', { 'a.py': 'def f(cursor, x):\n    cursor.execute("select * from t where id = %s", (x,))\n' }, 'pass'),
  closed(execute, 'the statement under a name that nobody gave', { 'a.py': 'def f(cursor, x):\n    cursor.execute(statement=x)\n' }, 'fail', 'present'),
  closed(execute, 'any number of arguments', { 'a.py': 'def f(cursor, x):\n    cursor.execute(*x)\n' }, 'fail', 'present'),
  closed([{ callee: 'run', positions: ['command'] }], 'the argument of that name', { 'a.py': 'run(command="date", user=x)\n' }, 'pass'),
  closed([{ callee: 'run', positions: ['command'] }], 'something in the argument of that name', { 'a.py': 'run(command=x, user="me")\n' }, 'fail', 'present'),
  closed('cursor.execute', 'a receiver of another name may be one', { 'a.py': 'def f(db, x):\n    db.connection().execute(x)\n' }, 'fail', 'present'),
];

const names: readonly VerdictCase[] = [
  closed('child_process.exec', 'under another name', { 'a.js': "const { exec: run } = require('child_process');\nrun('date');\nrun(input);\n" }, 'fail', 'present'),
  closed('child_process.exec', 'through another name of the module', { 'a.ts': "import * as tools from 'node:child_process';\ntools.exec(input);\n" }, 'fail', 'present'),
  closed('child_process.exec', 'a method of a regular expression is another one', { 'a.js': "const { exec } = require('child_process');\nexec('date');\nconst found = /x/.exec(text);\nfunction f(pattern, text) { return pattern.exec(text); }\n" }, 'pass'),
  closed('child_process.exec', 'unless the module was handed on', { 'a.js': "const tools = require('child_process');\ntools.exec('date');\nhelp(tools);\n" }, 'undecidable', 'dynamic'),
  closed('child_process.exec', 'an alias of the file', { 'a.js': "const cp = require('child_process');\nconst run = cp.exec;\nrun(input);\n" }, 'fail', 'present'),
  closed('child_process.exec', 'an alias in another file', { 'a.ts': "import { run } from './tools';\nrun(input);\n", 'tools.ts': "import { exec } from 'child_process';\nexport const run = exec;\n" }, 'fail', 'present'),
  closed('child_process.exec', 'a safe call of an alias in another file', { 'a.ts': "import { run } from './tools';\nrun('date');\n", 'tools.ts': "import { exec } from 'child_process';\nexport const run = exec;\n" }, 'pass'),
  closed('child_process.exec', 'handed on by another module under its name', { 'a.ts': "import { exec } from './tools';\nexec(input);\n", 'tools.ts': "export { exec } from 'child_process';\n" }, 'fail', 'present'),
  closed('child_process.exec', 'handed on by another module under a new name', { 'a.ts': "import { run } from './tools';\nrun(input);\n", 'tools.ts': "export { exec as run } from 'child_process';\n" }, 'fail', 'present'),
  closed('child_process.exec', 'a function of that name that is ours', { 'a.ts': "import { exec } from './tools';\nexec(input);\nimport { exec as real } from 'child_process';\nreal('date');\n", 'tools.ts': 'export function exec(x: string) { return x.length; }\n' }, 'pass'),
  closed('os.system', 'imported under another name', { 'a.py': 'from os import system as run\nrun(input())\n' }, 'fail', 'present'),
  closed('os.system', 'imported with everything', { 'a.py': 'from os import *\nsystem(input())\n' }, 'fail', 'present'),
  closed('os.system', 'looked up by its name', { 'a.py': 'import os\ngetattr(os, "system")(input())\n' }, 'fail', 'present'),
  closed('os.system', 'handed on as a value', { 'a.py': 'import os\nos.system("date")\nlist(map(os.system, commands))\n' }, 'fail', 'present'),
  closed('os.system', 'kept in an object', { 'a.py': 'import os\nclass A:\n    def __init__(self):\n        self.run = os.system\nos.system("date")\n' }, 'fail', 'present'),
  closed('eval', 'called through call', { 'a.js': "eval('1');\neval.call(null, input);\n" }, 'fail', 'present'),
  closed([{ callee: 'Function', kind: 'constructor' }], 'a constructor', { 'a.js': "new Function('return 1');\nnew Function(input);\n" }, 'fail', 'present'),
  closed(html, 'written to', { 'a.js': "box.innerHTML = '<b>';\n" }, 'pass'),
  closed(html, 'written to with something', { 'a.js': 'box.innerHTML = given;\n' }, 'fail', 'present'),
  closed(html, 'added to with something', { 'a.js': "box.innerHTML += given;\n" }, 'fail', 'present'),
  closed(html, 'by its name in brackets', { 'a.js': "box['innerHTML'] = given;\n" }, 'fail', 'present'),
  closed(html, 'only read', { 'a.js': "box.innerHTML = '';\nsend(box.innerHTML);\n" }, 'pass'),
];

const wrappers: readonly VerdictCase[] = [
  closed('os.system', 'handed on by a function that is called with literals', { 'a.py': 'import os\ndef run(command):\n    os.system(command)\nrun("date")\nrun("uptime")\n' }, 'pass'),
  closed('os.system', 'handed on by a function that is called with something', { 'a.py': 'import os\ndef run(command):\n    os.system(command)\nrun("date")\nrun(input())\n' }, 'fail', 'present'),
  closed('os.system', 'by two functions, in another file', { 'a.py': 'import os\ndef run(command):\n    os.system(command)\n', 'b.py': 'from a import run\ndef twice(what, n):\n    run(what)\ntwice("date", n)\n' }, 'pass'),
  closed('os.system', 'by two functions, with something in another file', { 'a.py': 'import os\ndef run(command):\n    os.system(command)\n', 'b.py': 'from a import run\ndef twice(what, n):\n    run(what)\ntwice(n, "date")\n' }, 'fail', 'present'),
  closed('os.system', 'by name, whatever the order', { 'a.py': 'import os\ndef run(label, command):\n    log(label)\n    os.system(command)\nrun(command="date", label=x)\n' }, 'pass'),
  closed('os.system', 'a method', { 'a.py': 'import os\nclass Shell:\n    def run(self, command):\n        os.system(command)\nShell().run("date")\n' }, 'pass'),
  closed('os.system', 'a method, on an object that nobody knows', { 'a.py': 'import os\nclass Shell:\n    def run(self, command):\n        os.system(command)\nShell().run("date")\ndef f(shell, x):\n    shell.run(x)\n' }, 'fail', 'present'),
  closed('os.system', 'a constructor', { 'a.py': 'import os\nclass Job:\n    def __init__(self, command):\n        os.system(command)\nJob("date")\nJob(input())\n' }, 'fail', 'present'),
  closed('os.system', 'a parameter that is changed first', { 'a.py': 'import os\ndef run(command):\n    command = command + extra()\n    os.system(command)\nrun("date")\n' }, 'fail', 'present'),
  closed('os.system', 'a decorator may call it with anything', { 'a.py': 'import os\n@route("/run")\ndef run(command):\n    os.system(command)\nrun("date")\n' }, 'fail', 'present'),
  closed('os.system', 'handed on as a value, it may be called with anything', { 'a.py': 'import os\ndef run(command):\n    os.system(command)\nrun("date")\nregister(run)\n' }, 'fail', 'present'),
  closed('child_process.exec', 'a function bound to a name', { 'a.ts': "import { exec } from 'child_process';\nexport const run = (command: string) => exec(command);\n", 'b.ts': "import { run } from './a';\nrun('date');\n" }, 'pass'),
  closed('child_process.exec', 'a callback without a name', { 'a.js': "const { exec } = require('child_process');\ncommands.forEach((command) => exec(command));\n" }, 'fail', 'present'),
  closed('child_process.exec', 'a default value of a safe form', { 'a.js': "const { exec } = require('child_process');\nfunction run(command = 'date') { exec(command); }\nrun();\n" }, 'pass'),
  closed('child_process.exec', 'a default value that is computed', { 'a.js': "const { exec } = require('child_process');\nfunction run(command = input()) { exec(command); }\nrun();\n" }, 'fail', 'present'),
  withParams(closed('child_process.exec', 'put together from what callers give', { 'a.js': "const { exec } = require('child_process');\nfunction run(zone) { exec('date ' + zone); }\nrun('-u');\n" }, 'pass'), joined),
  closed('child_process.exec', 'the same, where that is no safe form', { 'a.js': "const { exec } = require('child_process');\nfunction run(zone) { exec('date ' + zone); }\nrun('-u');\n" }, 'fail', 'present'),
  withParams(closed('os.system', 'a declared wrapper of another package', { 'a.py': 'import os\nfrom fabric import shell\nos.system("date")\nshell.run(input())\n' }, 'fail', 'present'), { wrappers: ['shell.run'] }),
  withParams(closed('os.system', 'a declared wrapper that nothing calls', { 'a.py': 'import os\nos.system("date")\n' }, 'fail', 'out_of_date'), { wrappers: ['shell.run'] }),
  closed('os.system', 'handed on thirteen times', { 'a.py': `import os\ndef f0(x):\n    os.system(x)\n${Array.from({ length: 13 }, (_, n) => `def f${n + 1}(x):\n    f${n}(x)\n`).join('')}f13("date")\n` }, 'undecidable', 'too_large'),
  closed('os.system', 'a function that calls itself', { 'a.py': 'import os\ndef run(command, n):\n    os.system(command)\n    if n:\n        run(command, n - 1)\nrun("date", 3)\n' }, 'pass'),
];

const detours: readonly VerdictCase[] = [
  closed('child_process.exec', 'a module that is still being loaded', { 'a.js': "require('child_process').exec('date');\nimport('child_process').then((tools) => tools.exec(input));\n" }, 'undecidable', 'dynamic'),
  closed('child_process.exec', 'the rest of a module', { 'a.js': "const cp = require('child_process');\ncp.exec('date');\nconst { ...tools } = cp;\ntools.exec(input);\n" }, 'undecidable', 'dynamic'),
  closed('child_process.exec', 'a module that is loaded by a computed name', { 'a.js': "require('child_process').exec('date');\nrequire('child' + '_process').exec(input);\n" }, 'undecidable', 'dynamic'),
  closed('child_process.exec', 'a name that a module is given to later', { 'a.js': "let tools;\ntools = require('child_process');\nrequire('child_process').exec('date');\ntools.exec(input);\n" }, 'undecidable', 'dynamic'),
  closed('child_process.exec', 'a wrapper that is kept under its own name', { 'a.js': "const cp = require('child_process');\nfunction run(command) { cp.exec(command); }\nconst tools = { run };\nrun('date');\ntools.run(input);\n" }, 'fail', 'present'),
  closed('child_process.exec', 'a wrapper in the exports of a module', { 'a.js': "const { run } = require('./b');\nrun(input);\n", 'b.js': "const cp = require('child_process');\nfunction run(command) { cp.exec(command); }\nrun('date');\nmodule.exports = { run };\n" }, 'fail', 'present'),
  closed('child_process.exec', 'a parameter that is reached by number', { 'a.js': "const cp = require('child_process');\nfunction run(command) { arguments[0] = input; cp.exec(command); }\nrun('date');\n" }, 'fail', 'present'),
  closed('child_process.exec', 'a subclass calls it on itself', { 'a.ts': "import { exec } from 'child_process';\nexport class Shell {\n  run(command: string) { exec(command); }\n}\nnew Shell().run('date');\n", 'b.ts': "import { Shell } from './a';\nclass Own extends Shell {\n  go() { this.run(input()); }\n}\n" }, 'fail', 'present'),
  closed('child_process.exec', 'under the short name that a bundler has for a folder', { 'a.ts': "import { run } from '@app/lib';\nrun(input);\n", 'b.ts': "import { exec } from 'child_process';\nexport function run(command: string) { exec(command); }\nrun('date');\n" }, 'fail', 'present'),
  withParams(closed('child_process.exec', 'a constant that a loop changes', { 'a.js': "let command = 'date';\nfor (command of commands) wait();\nrequire('child_process').exec(command);\n" }, 'fail', 'present'), named),
  withParams(closed('child_process.exec', 'a constant list to which something is added', { 'a.js': "const command = ['date'];\ncommand.push(input);\nrequire('child_process').exec(command);\n" }, 'fail', 'present'), joined),
  closed('child_process.exec', 'a timer that runs text', { 'a.js': "const cp = require('child_process');\ncp.exec('date');\nsetTimeout('cp.exec(input)', 10);\n" }, 'undecidable', 'dynamic'),
  closed('os.system', 'a module whose name is bound twice', { 'a.py': 'import os\nimport os.path\nos.system(input())\n' }, 'fail', 'present'),
  closed('os.system', 'another name that is bound twice', { 'a.py': 'import os\nimport os.path as o\nimport os as o\nos.system("date")\no.system(input())\n' }, 'fail', 'present'),
  closed('child_process.exec', 'another module that is loaded when it is needed', { 'a.js': "require('child_process').exec('date');\nimport('./view').then((view) => view.show());\n" }, 'pass'),
  closed('child_process.exec', 'any module that is loaded when it is needed', { 'a.js': "require('child_process').exec('date');\nimport(name).then((tools) => tools.exec(input));\n" }, 'undecidable', 'dynamic'),
  closed('os.system', 'a wrapper that is imported if it is there', { 'a.py': 'import os\ndef run(command):\n    os.system(command)\nrun("date")\n', 'b.py': 'try:\n    from a import run\nexcept ImportError:\n    run = None\nrun(input())\n' }, 'fail', 'present'),
  closed('os.system', 'the module of a wrapper is handed on', { 'a.py': 'import os\ndef run(command):\n    os.system(command)\nrun("date")\n', 'b.py': 'import a\nhelp(a)\n' }, 'undecidable', 'dynamic'),
  closed('os.system', 'arguments of any number for a wrapper', { 'a.py': 'import os\ndef run(command):\n    os.system(command)\nrun("date")\nrun(*given)\n' }, 'fail', 'present'),
  closed(html, 'given in markup', { 'a.tsx': "box.innerHTML = '';\nconst view = <div innerHTML={given} />;\n" }, 'fail', 'present'),
  closed(html, 'given by a function that takes names', { 'a.js': "box.innerHTML = '';\nReflect.set(box, 'innerHTML', given);\n" }, 'fail', 'present'),
  closed(html, 'given a part of something', { 'a.js': "box.innerHTML = '';\n[box.innerHTML] = given;\n" }, 'fail', 'present'),
  closed(html, 'given what a loop runs over', { 'a.js': "box.innerHTML = '';\nfor (box.innerHTML of given) wait();\n" }, 'fail', 'present'),
  closed(html, 'a member by a computed name', { 'a.js': "box.innerHTML = '';\nbox[name] = given;\n" }, 'undecidable', 'dynamic'),
  closed(html, 'named in a message only', { 'a.js': "box.innerHTML = '';\nlog('innerHTML was emptied');\n" }, 'pass'),
];

const goFile = (lines: string): string => `package main\n\nimport "os/exec"\n\n${lines}`;
const rustFile = (lines: string): string => `use std::process::Command;\n${lines}`;

/** Other languages, through the same common form. */
const elsewhere: readonly VerdictCase[] = [
  closed('exec.Command', 'a literal in Go', { 'a.go': goFile('func f() {\n\texec.Command("date")\n}\n') }, 'pass'),
  closed('exec.Command', 'something in Go', { 'a.go': goFile('func f() {\n\texec.Command(input())\n}\n') }, 'fail', 'present'),
  closed('exec.Command', 'handed on within a package of Go', { 'a.go': goFile('func run(x string) {\n\texec.Command(x)\n}\n'), 'b.go': 'package main\n\nfunc f() {\n\trun(input())\n}\n' }, 'fail', 'present'),
  closed('exec.Command', 'any number of arguments in Go', { 'a.go': goFile('func run(x ...string) {\n\texec.Command(x...)\n}\n\nfunc f() {\n\trun("date", input())\n}\n') }, 'fail', 'present'),
  closed('exec.Command', 'under another name in Go', { 'a.go': 'package main\n\nimport e "os/exec"\n\nfunc f() {\n\te.Command(input())\n}\n' }, 'fail', 'present'),
  closed('Command::new', 'a literal in Rust', { 'a.rs': rustFile('fn f() {\n    Command::new("date");\n}\n') }, 'pass'),
  closed('Command::new', 'something in Rust', { 'a.rs': rustFile('fn f() {\n    Command::new(input());\n}\n') }, 'fail', 'present'),
  withParams(closed('Command::new', 'a name that is bound anew in Rust', { 'a.rs': rustFile('fn f() {\n    let c = "date";\n    let c = input(c);\n    Command::new(c);\n}\n') }, 'fail', 'present'), named),
  closed('executeQuery', 'an overload of Java that may be meant', { 'A.java': 'class A {\n  void q(String x) { s.executeQuery(x); }\n  void q(int n) { q("" + n); }\n  void f(A a) { a.q("select 1"); }\n}\n' }, 'fail', 'present'),
  closed('Process.Start', 'named arguments of C#', { 'A.cs': 'class A {\n  void R(int n, string x) { Process.Start(x); }\n  void F() { R(x: "date", n: G()); }\n}\n' }, 'pass'),
  closed([{ callee: 'query', kind: 'macro' }], 'a macro of Rust', { 'a.rs': 'fn f() {\n    query!("select 1");\n}\n' }, 'pass'),
  closed([{ callee: 'query', kind: 'macro' }], 'something that is given to a macro', { 'a.rs': 'fn f(x: u8) {\n    query!("select 1", x);\n}\n' }, 'fail', 'present'),
  closed([{ callee: 'query', kind: 'macro' }], 'a macro that fills the holes of its text', { 'a.rs': 'fn f(x: u8) {\n    query!("select {x}");\n}\n' }, 'fail', 'present'),
];

const refusals: readonly VerdictCase[] = [
  withParams(closed('os.system', 'a reviewed line', { 'a.py': 'import os\nos.system(input())\n' }, 'pass'), reviewed({ line: 2 })),
  withParams(closed('os.system', 'a reviewed line, by a text that stands on it', { 'a.py': 'import os\nos.system(input())\n' }, 'pass'), reviewed({ anchor: 'system(input())' })),
  withParams(closed('os.system', 'a review of another line', { 'a.py': 'import os\nos.system("date")\n' }, 'fail', 'out_of_date'), reviewed({ line: 2 })),
  withParams(closed('os.system', 'a review of one site that fits two', { 'a.py': 'import os\nos.system(input())\nos.system(input())\n' }, 'fail', 'ambiguous'), reviewed({ anchor: 'os.system(' })),
  withParams(closed('os.system', 'a review that says not which line', { 'a.py': 'import os\nos.system(input())\n' }, 'undecidable', 'invalid_parameters'), reviewed({})),
  withParams(closed('os.system', 'a review by nobody', { 'a.py': 'import os\nos.system(input())\n' }, 'undecidable', 'invalid_parameters'), reviewed({ line: 2, reviewed_by: ' ' })),
  closed('os.system', 'no site at all', { 'a.py': 'x = 1\n' }, 'undecidable', 'not_found'),
  withParams(closed('os.system', 'an empty scope', { 'a.py': 'x = 1\n' }, 'undecidable', 'file_missing'), { scope: ['src/**/*.py'] }),
  closed('os.system', 'a syntax error anywhere', { 'a.py': 'import os\nos.system("date")\n', 'b.py': 'x = = 1\n' }, 'undecidable', 'parse_error'),
  withParams(closed('os.system', 'a language that is not known', { 'a.py': 'import os\nos.system("date")\n', 'b.cob': 'x\n' }, 'undecidable', 'unknown_language'), { scope: ['**/*'] }),
  closed('os.system', 'text that is run', { 'a.py': 'import os\nos.system("date")\nexec(given)\n' }, 'undecidable', 'dynamic'),
  closed('os.system', 'a member by a computed name', { 'a.py': 'import os\nos.system("date")\ngetattr(os, name)(given)\n' }, 'undecidable', 'dynamic'),
  closed('child_process.exec', 'a member in brackets by a computed name', { 'a.js': "const cp = require('child_process');\ncp.exec('date');\ncp[name](given);\n" }, 'undecidable', 'dynamic'),
  closed('child_process.exec', 'a table of functions of the file', { 'a.js': "const cp = require('child_process');\ncp.exec('date');\nconst table = { a() { return 1; } };\ntable[name]();\n" }, 'pass'),
  closed([], 'no sink at all', { 'a.py': 'x = 1\n' }, 'undecidable', 'invalid_parameters'),
];

export const cases: readonly VerdictCase[] = [...forms, ...binds, ...names, ...wrappers, ...detours, ...elsewhere, ...refusals];
