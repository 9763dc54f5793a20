/** What parsers that are not ours, mutants and random input found wrong in the verifier: each was a defect once. */
import { calls, depends, exists, imports } from './case.ts';
import type { VerdictCase } from './case.ts';

const py = calls.bind(undefined, 'py');

export const cases: readonly VerdictCase[] = [
  // Against the ast of Python
  py('pay -> audit', 'the default of a look-up by name is computed, whether it is used or not', 'def pay(x):\n    return getattr(x, "rate", audit(x))\n', 'pass', 'unconditional'),
  py('pay -> audit', 'a look-up by name with a default may give back the default', 'def pay(x):\n    getattr(x, "audit", skip)(x)\n', 'undecidable', 'dynamic'),
  py('pay -> audit', 'a look-up by name whose default is nothing can give back only what is named', 'def pay(x):\n    getattr(x, "audit", None)(x)\n', 'pass'),
  py('pay -> audit', 'what is handed to an import by a call is computed', 'def pay(x):\n    return __import__("book", audit(x))\n', 'pass', 'unconditional'),
  py('pay -> audit', 'what is assigned to a member of a type is no argument of type', 'def pay(x):\n    type(x).later = lambda: audit(x)\n', 'fail', 'nested_not_called'),
  py('pay -> audit', 'what is assigned to a member of a type is computed', 'def pay(x):\n    type(x).found = audit(x)\n', 'pass', 'unconditional'),
  py('pay -> audit', 'letters of full width are the same name to Python', 'def pay(x):\n    ａudit(x)\n', 'pass'),
  exists('py', 'audit', 'a definition in letters of full width defines the plain name', 'def ａudit(x):\n    return x.done\n', 'pass'),
  imports('py', 'book', 'a package named by keyword is not the module that is loaded', 'import importlib\nimportlib.import_module(package="book", name=".page")\n', 'fail', 'not_found'),
  imports('py', 'book', 'the module may be named by keyword', 'import importlib\nimportlib.import_module(name="book")\n', 'pass'),
  calls('js', 'pay -> audit', 'what stands beside the name of a module that is loaded is computed', 'async function pay(x) {\n  await import("./book.js", audit(x));\n}\n', 'pass'),

  // Against the parser of Go
  calls('go', 'pay -> comparable', 'a function may be called like a constraint', 'package book\n\nfunc pay(x int) bool {\n\treturn comparable(x, 1)\n}\n\nfunc comparable(a, b int) bool { return a < b }\n', 'pass', 'unconditional'),
  calls('go', 'pay -> audit', 'in brackets, with its type', 'package book\n\nfunc pay(x int) {\n\t(audit[int])(x)\n}\n', 'pass', 'unconditional'),
  calls('go', 'pay -> int64', 'a conversion calls nothing', 'package book\n\nfunc pay(x int) int64 {\n\treturn int64(x)\n}\n', 'fail'),

  // By mutants
  calls('js', 'pay -> audit', 'the other value of something that is there is never computed', 'function pay(x) {\n  return 1 ?? audit(x);\n}\n', 'fail', 'dead_code'),
  calls('js', 'pay -> audit', 'the other value of nothing is always computed', 'function pay(x) {\n  return null ?? audit(x);\n}\n', 'pass', 'unconditional'),
  calls('ts', 'pay -> audit', 'the other value of something that may be there is computed sometimes', 'function pay(x?: string) {\n  return x ?? audit(x);\n}\n', 'pass', 'called'),
  calls('ts', 'pay -> audit', 'the mark behind the object does not take it out of the condition', 'function pay(ready: boolean, book?: Book) {\n  ready && book!.audit(1);\n}\n', 'pass', 'called'),
  calls('ts', 'pay -> audit', 'nor out of what is never true', 'function pay(book?: Book) {\n  false && book!.audit(1);\n}\n', 'fail', 'dead_code'),
  calls('ts', 'pay -> audit', 'nor does a call between them', 'function pay(book?: Book) {\n  true || book!.page().audit(1);\n}\n', 'fail', 'dead_code'),
  calls('ts', 'pay -> audit', 'nor an item', 'function pay(books?: Book[]) {\n  false && books![0]!.audit(1);\n}\n', 'fail', 'dead_code'),
  calls('ts', 'pay -> audit', 'brackets do', 'function pay(book?: Book) {\n  (false || book)!.audit(1);\n}\n', 'pass', 'unconditional'),
  calls('ts', 'pay -> audit', 'brackets around all of it end what it belongs to', 'function pay(ready: boolean, book?: Book) {\n  (ready && book!.page()).audit(1);\n}\n', 'pass', 'unconditional'),
  calls('ts', 'pay -> audit', 'each operand of a row is computed', 'function pay(a: number, book?: Book) {\n  return a + book!.audit(1);\n}\n', 'pass', 'unconditional'),
  calls('cs', 'Book.Pay -> Audit', 'what may be missing stays behind the condition before it', 'class Book {\n  void Pay(Book b, bool ready) {\n    bool x = false && b?.Audit();\n  }\n}\n', 'fail', 'dead_code'),
  calls('cs', 'Book.Pay -> Audit', 'so does what follows a call on it', 'class Book {\n  void Pay(Book b, bool ready) {\n    bool x = true || b?.Page().Audit();\n  }\n}\n', 'fail', 'dead_code'),
  calls('cs', 'Book.Pay -> Audit', 'what may be missing and is asked under a condition', 'class Book {\n  void Pay(Book b, bool ready) {\n    bool x = ready && b?.Audit();\n  }\n}\n', 'pass', 'called'),
  calls('cs', 'Book.Pay -> Audit', 'brackets make one operand of it', 'class Book {\n  void Pay(Book b, bool ready) {\n    (false ? null : b)?.Audit();\n  }\n}\n', 'pass', 'called'),

  // By random texts
  depends('build.gradle.kts', 'org.log:log-core', 'what follows the catalogue is no name in it', 'dependencies {\n    implementation(libs.(log.core))\n}\n', 'undecidable', 'dynamic'),
];
