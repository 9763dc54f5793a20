/** Ruby's own parser, run by the Ruby of this machine (3.1 or later). */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { CallFact, CodeFacts } from '../../src/verifier/code/facts.ts';
import type { Oracle, Structure } from './oracle.ts';
import { ourStructure } from './our-structure.ts';
import { missingProgram } from './programs.ts';

export const rubyOracle: Oracle = {
  name: 'RubyVM',
  languages: ['ruby'],
  missing: () => missingProgram('ruby', '-e', 'RubyVM::AbstractSyntaxTree.parse("1")'),
  structureOf: (files) => {
    const { stdout, stderr, status } = spawnSync('ruby', [join(import.meta.dirname, 'ruby_oracle.rb')], { input: JSON.stringify(files.map(({ text }) => text)), encoding: 'utf8', maxBuffer: 1_000_000_000 });
    if (status !== 0) throw new Error(`ruby cannot be asked: ${stderr}`);
    return Promise.resolve((JSON.parse(stdout) as (Structure | null)[]).map((one) => one ?? undefined));
  },
  ours,
};

/**
 * `&:name` is a function that is not written as one: Ruby has a symbol there. Operators that are written like members are
 * operators to it. What a call declares for several names, and what `a.b ||= c` reads and writes, is noted more than once.
 */
function ours(facts: CodeFacts): Structure {
  const isSymbol = ({ start }: { readonly start: number }): boolean => facts.text[start] === '&';
  const functions = new Map([...facts.functions].filter(([, fact]) => !isSymbol(fact)));
  const seen = new Set<string>();
  const isNew = ({ start, end, callee }: CallFact): boolean => seen.size < seen.add(`${start} ${end} ${callee.end}`).size;
  const calls = facts.calls.filter((call) => !isSymbol(call) && isNew(call) && (call.callee.kind !== 'member' || /^[\p{L}_]/u.test(call.callee.name)));
  return ourStructure({ ...facts, functions, calls });
}
