/** Code that the language refuses and its grammar takes: no such file can be loaded, so nothing in the function at hand is proven. */
import { calls } from './case.ts';
import type { VerdictCase } from './case.ts';

const of =
  (ending: string, around: (body: string) => string) =>
  (why: string, body: string, verdict: 'pass' | 'undecidable' = 'undecidable'): VerdictCase =>
    calls(ending, 'pay -> audit', why, around(body), verdict, verdict === 'pass' ? 'unconditional' : 'parse_error');

const js = of('js', (body) => `function pay(x) {\n${body}\n}\n`);
const ts = of('ts', (body) => `export function pay(x: string): void {\n${body}\n}\n`);
const rb = of('rb', (body) => `def pay(x)\n${body}\nend\n`);
const sh = of('sh', (body) => `pay() {\n${body}\n}\n`);
const go = of('go', (body) => `${body}\n\nfunc pay(x string) {\n\taudit(x)\n}\n`);

export const cases: readonly VerdictCase[] = [
  js('a constant declared twice', '  const kept = x;\n  const kept = x;\n  audit(kept);'),
  js('a variable and a class of one name', '  let Kept = x;\n  class Kept {}\n  audit(x);'),
  js('a function and a constant of one name', '  function kept() {}\n  const kept = 1;\n  audit(x);'),
  js('a name in two patterns', '  const { kept, ...more } = x;\n  const [, { one: kept = more }] = x;\n  audit(kept);'),
  js('a default in a pattern binds nothing', '  const kept = 1;\n  const { one = kept } = x;\n  audit(one);', 'pass'),
  js('a name in two cases of a switch', '  switch (x) {\n    case 1:\n      let kept = x;\n      break;\n    default:\n      let kept = 2;\n  }\n  audit(x);'),
  js('cases with blocks of their own', '  switch (x) {\n    case 1: {\n      let kept = x;\n      note(kept);\n      break;\n    }\n    default: {\n      let kept = 2;\n      note(kept);\n    }\n  }\n  audit(x);', 'pass'),
  js('a try that nothing follows', '  try {\n    audit(x);\n  }'),
  js('functions may share a name', '  function kept() {}\n  function kept() {}\n  audit(x);', 'pass'),
  js('variables of the function may share a name', '  var kept = x;\n  var kept = x;\n  audit(kept);', 'pass'),
  js('a block within has names of its own', '  const kept = x;\n  {\n    const kept = 1;\n    note(kept);\n  }\n  audit(kept);', 'pass'),
  ts('a constant declared twice', '  const kept = x;\n  const kept = x;\n  audit(kept);'),
  ts('a type may share the name of a constant', '  const kept = x;\n  type kept = string;\n  audit(kept);', 'pass'),
  calls('ts', 'pay -> audit', 'overloads share a name', 'export function pay(x: string): void;\nexport function pay(x: number): void;\nexport function pay(x: unknown): void {\n  audit(x);\n}\n', 'pass', 'unconditional'),
  calls('js', 'pay -> audit', 'another function declares a name twice', 'function other() {\n  const a = 1;\n  const a = 2;\n}\nfunction pay(x) {\n  audit(x);\n}\n', 'pass', 'unconditional'),
  rb('a then said twice', '  x.each do |one|\n    note(one)\n    if one then then audit(one) end\n  end\n  audit(x)'),
  rb('a do said twice', '  x.each do do |one|\n    note(one)\n  end\n  audit(x)\n  end'),
  rb('an end as the name of a method', '  note(x.end)\n  audit(x.begin)\n  audit(x)', 'pass'),
  rb('a word of the language as a key', '  note(end: x, if: x)\n  audit(x)', 'pass'),
  calls('rb', 'pay -> audit', 'a method named by a word of the language', 'class Pay\n  def end\n    1\n  end\n  alias done end\n  def pay(x)\n    audit(x)\n  end\nend\n', 'pass', 'unconditional'),
  sh('a then said twice', '  if [ -n "$1" ]; then then note; fi\n  audit "$1"'),
  sh('a then without an if', '  [ -n "$1" ]; then\n  audit "$1"'),
  sh('a do said twice', '  for one in $1; do do note; done\n  audit "$1"'),
  sh('a done too many', '  note\n  done\n  audit "$1"'),
  sh('words of the language as arguments', '  note then done fi\n  audit "$1"', 'pass'),
  sh('a program of such a name in quotes', '  "done"\n  audit "$1"', 'pass'),
  go('a file of one package', 'package pay', 'pass'),
];
