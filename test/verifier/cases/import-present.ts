/** import_present in Python, JavaScript and TypeScript. */
import { imports } from './case.ts';
import type { VerdictCase } from './case.ts';

const py = imports.bind(undefined, 'py');
const js = imports.bind(undefined, 'js');
const ts = imports.bind(undefined, 'ts');

export const cases: readonly VerdictCase[] = [
  py('ssl', 'a plain import', 'import ssl\n', 'pass', 'declared'),
  py('ssl', 'in documentation', '"""import ssl"""\nx = 1\n', 'fail', 'not_found'),
  py('ssl', 'commented out', '# import ssl\nx = 1\n', 'fail', 'not_found'),
  py('ss', 'the beginning of another name', 'import ssl\n', 'fail', 'not_found'),
  py('ssl', 'one of several, renamed', 'import os, ssl as tls, sys\n', 'pass'),
  py('bank', 'a part of the package', 'from bank.ledger import write\n', 'pass'),
  py('bank.ledger', 'the package is not its part', 'import bank\n', 'fail', 'not_found'),
  py('ssl', 'a sibling of that name', 'from . import ssl\n', 'fail', 'not_found'),
  py('ssl', 'a sibling file of that name', 'from .ssl import wrap\n', 'fail', 'not_found'),
  py('ssl', 'for the type checker only', 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import ssl\n', 'fail', 'type_only'),
  py('ssl', 'inside a function', 'def f():\n    import ssl\n    return ssl\n', 'pass'),
  py('ssl', 'in dead code', 'if 0:\n    import ssl\n', 'fail', 'dead_code'),
  py('ssl', 'by name at run time', 'import importlib\ntls = importlib.import_module("ssl")\n', 'pass'),
  py('ssl', 'by a computed name', 'import importlib\ntls = importlib.import_module(name)\n', 'fail', 'not_found'),
  py('ssl', 'everything of it', 'from ssl import *\n', 'pass'),
  py('ssl', 'a syntax error may hide it', 'import ssl as\n', 'undecidable', 'parse_error'),
  js('helmet', 'required', "const h = require('helmet');\n", 'pass'),
  js('helmet', 'required in a text', 'const s = "require(\'helmet\')";\n', 'fail', 'not_found'),
  js('helmet', 'the require is commented out', "// const h = require('helmet');\nlet x = 1;\n", 'fail', 'not_found'),
  js('helmet', 'a part of the package', "require('helmet/csp');\n", 'pass'),
  js('helm', 'the beginning of another name', "require('helmet');\n", 'fail', 'not_found'),
  js('crypto', 'with the mark of a builtin', "const c = require('node:crypto');\n", 'pass'),
  js('node:crypto', 'without it', "const c = require('crypto');\n", 'pass'),
  js('helmet', 'a name that is computed', 'const h = require(name);\n', 'fail', 'not_found'),
  js('helmet', 'in dead code', "if (false) { require('helmet'); }\n", 'fail', 'dead_code'),
  js('@acme/locks', 'a scoped package', "import locks from '@acme/locks';\n", 'pass'),
  js('@acme/locks', 'another package of the scope', "import locks from '@acme/locks-old';\n", 'fail', 'not_found'),
  ts('express', 'types only', "import type { Request } from 'express';\nexport type R = Request;\n", 'fail', 'type_only'),
  ts('express', 'every member is a type', "import { type Request, type Response } from 'express';\n", 'fail', 'type_only'),
  ts('express', 'one member is a value', "import { type Request, Router } from 'express';\n", 'pass'),
  ts('express', 'for its effects', "import 'express';\n", 'pass'),
  ts('express', 'handed on', "export { Router } from 'express';\n", 'pass'),
  ts('express', 'only types handed on', "export type { Request } from 'express';\n", 'fail', 'type_only'),
  ts('express', 'at run time, by a written name', "export const load = async () => (await import('express')).default;\n", 'pass'),
  ts('express', 'a module that is only declared', "declare module 'express' { export const x: number }\n", 'fail', 'not_found'),
  ts('express', 'only as a type', "let x: import('express').Router;\n", 'fail', 'not_found'),
  ts('express', 'another package that begins like it', "import s from 'express-session';\n", 'fail', 'not_found'),
  ts('express', 'a file of one\'s own of that name', "import s from './express';\n", 'fail', 'not_found'),
  ts('./express', 'a file of one\'s own, asked for as such', "import s from './express';\n", 'pass'),
  ts('fs', 'the older form', "import fs = require('fs');\n", 'pass'),
];
