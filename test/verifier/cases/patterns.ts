/** pattern_matches and pattern_absent. */
import { absent, matches } from './case.ts';
import type { VerdictCase } from './case.ts';

const cookie = { pattern: 'httpOnly:\\s*true' };

export const cases: readonly VerdictCase[] = [
  matches('js', cookie, 'in code', 'session({ cookie: { httpOnly: true } });\n', 'pass', 'text'),
  matches('js', cookie, 'in a comment only', 'session({ cookie: { /* httpOnly: true */ } });\n', 'fail', 'not_code'),
  matches('py', { pattern: 'verify=True' }, 'in documentation only', 'def f():\n    """Pass verify=True."""\n    return get(x)\n', 'fail', 'not_code'),
  matches('js', { pattern: 'max-age=\\d+' }, 'in a text, which counts', "res.set('x', 'max-age=600');\n", 'pass'),
  matches('js', cookie, 'in code that never runs', 'if (false) { session({ httpOnly: true }); }\n', 'fail', 'dead_code'),
  matches('js', cookie, 'after the return', 'function f() {\n  return 1;\n  session({ httpOnly: true });\n}\n', 'fail', 'dead_code'),
  matches('js', { ...cookie, region: 'raw' }, 'the whole file is asked for', '// httpOnly: true\n', 'pass'),
  matches('js', cookie, 'nowhere', 'session();\n', 'fail', 'not_found'),
  matches('js', { pattern: 'secure: true', scope_start: 'cookieFor\\(', scope_end: '^}' }, 'inside the scope', 'function cookieFor() {\n  return { secure: true };\n}\n', 'pass'),
  matches('js', { pattern: 'secure: true', scope_start: 'cookieFor\\(', scope_end: '^}' }, 'behind the scope', 'function cookieFor() {\n  return {};\n}\nconst x = { secure: true };\n', 'fail', 'not_found'),
  matches('js', { pattern: 'secure: true', scope_start: 'nothingLikeThis' }, 'the scope itself is missing', 'const x = { secure: true };\n', 'fail', 'not_found'),
  matches('js', { pattern: '^const x' }, 'anchors match at lines', 'let y;\nconst x = 1;\n', 'pass'),
  matches('js', { pattern: '^const x', multiline: false }, 'unless they are told not to', 'let y;\nconst x = 1;\n', 'fail', 'not_found'),
  matches('js', { pattern: 'y;.const' }, 'the dot stops at line ends', 'let y;\nconst x = 1;\n', 'fail', 'not_found'),
  matches('js', { pattern: 'y;.const', dotall: true }, 'unless it is told not to', 'let y;\nconst x = 1;\n', 'pass'),
  matches('js', { pattern: '(?=x)y' }, 'look-ahead is no RE2', 'let y;\n', 'undecidable', 'invalid_pattern'),
  matches('js', { pattern: '(a)\\1' }, 'back-references are no RE2', 'let y;\n', 'undecidable', 'invalid_pattern'),
  matches('js', { pattern: '(' }, 'a group without an end', 'let y;\n', 'undecidable', 'invalid_pattern'),
  matches('js', { pattern: 'a'.repeat(1001) }, 'too long to be reviewed', 'let y;\n', 'undecidable', 'invalid_pattern'),
  matches('conf', cookie, 'a language that is not known: a match may be a comment', '# httpOnly: true\n', 'undecidable', 'unknown_language'),
  matches('conf', cookie, 'a language that is not known: nothing matches', 'x\n', 'fail', 'not_found'),
  matches('conf', { ...cookie, region: 'raw' }, 'a language that is not known, all of it asked for', 'httpOnly: true\n', 'pass'),
  { ...matches('js', cookie, 'text is all that a pattern shows', 'x({ httpOnly: true });\n', 'fail', 'too_weak'), requires: 'declared' },
  absent('js', { pattern: '\\beval\\(' }, 'nowhere', 'parse(x);\n', 'pass', 'declared'),
  absent('js', { pattern: '\\beval\\(' }, 'in code', 'eval(x);\n', 'fail', 'present'),
  absent('js', { pattern: '\\beval\\(' }, 'in a comment only', '// never eval(x)\nparse(x);\n', 'pass'),
  absent('js', { pattern: '\\beval\\(' }, 'in a text, which counts', 'const s = "eval(x)";\n', 'fail', 'present'),
  absent('js', { pattern: '\\beval\\(' }, 'in dead code, which should not wait', 'if (false) eval(x);\n', 'fail', 'present'),
  absent('js', { pattern: '\\beval\\(', region: 'raw' }, 'in a comment, and all of the file is asked for', '// eval(x)\n', 'fail', 'present'),
  absent('js', { pattern: '\\beval\\(' }, 'a syntax error elsewhere does no harm', '// eval(x)\nlet y = 1;\nlet z = ;\n', 'pass'),
  absent('js', { pattern: 'x', scope_start: 'nothingLikeThis' }, 'a scope that is missing is not clean', 'let y;\n', 'fail', 'not_found'),
  absent('conf', { pattern: 'eval' }, 'a language that is not known: nothing in all of it', 'x\n', 'pass'),
  absent('conf', { pattern: 'eval' }, 'a language that is not known: it may be a comment', '# eval\n', 'undecidable', 'unknown_language'),
];
