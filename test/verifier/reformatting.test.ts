/** Programs made at random: what a formatter or a commentator changes, changes no verdict; what a vandal changes, does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { verdictOn } from './in-memory.ts';
import { runs } from '../runs.ts';

interface Program {
  readonly file: string;
  readonly lines: readonly string[];
  /** The line that calls `target`. */
  readonly call: number;
}

const idle = ['work(x)', 'y = x', 'note("target(x)")', 'total += 1', 'keep(lambda_of, x)'];
const wrappers: readonly ((inner: readonly string[]) => readonly string[])[] = [
  (inner) => inner,
  (inner) => ['if x:', ...indented(inner)],
  (inner) => ['for z in x:', ...indented(inner)],
  (inner) => ['try:', ...indented(inner), 'finally:', '    work(x)'],
  (inner) => ['with x:', ...indented(inner)],
  (inner) => ['if x:', '    work(x)', 'else:', ...indented(inner)],
];
const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `    ${line}`);

const programs: fc.Arbitrary<Program> = fc
  .record({ before: fc.array(fc.constantFrom(...idle), { maxLength: 3 }), after: fc.array(fc.constantFrom(...idle), { maxLength: 3 }), around: fc.array(fc.constantFrom(...wrappers), { maxLength: 3 }) })
  .map(({ before, after, around }) => {
    const core = around.reduce<readonly string[]>((inner, wrap) => wrap(inner), ['target(x)']);
    const lines = ['def caller(x):', ...indented([...before, ...core, ...after])];
    return { file: 'made.py', lines, call: lines.findIndex((line) => /^\s+target\(x\)$/.test(line)) };
  });

const claim = { type: 'function_calls', params: { file: 'made.py', caller: 'caller', callee: 'target' } };
const verdictOf = (lines: readonly string[], end = '\n') => verdictOn(claim, { 'made.py': lines.join(end) + end });

test('comments, blank lines, line ends, wider steps and an import before it change no verdict', async () => {
  await fc.assert(
    fc.asyncProperty(programs, fc.nat(), async ({ lines, call }, seed) => {
      const { verdict, strength, range } = await verdictOf(lines);
      assert.equal(verdict, 'pass');
      assert.equal(range?.start.line, call + 1);
      const at = 1 + (seed % (lines.length - 1));
      const margin = /^\s*/.exec(lines[at]!)![0];
      const same: readonly (readonly [readonly string[], string?])[] = [
        [[...lines.slice(0, at), `${margin}# return; target(y)`, ...lines.slice(at)]],
        [[...lines.slice(0, at), '', ...lines.slice(at)]],
        [lines, '\r\n'],
        [lines.map((line) => line.replace(/^ +/, (blanks) => blanks + blanks))],
        [['import os', ...lines]],
        [lines.map((line, index) => (index === call ? line.replace('(x)', '(\n\n x,\n)') : line))],
      ];
      for (const [changed, end] of same) {
        const again = await verdictOf(changed, end);
        assert.deepEqual([again.verdict, again.strength], [verdict, strength], changed.join('\n'));
      }
    }),
    runs(60),
  );
});

test('every way to lose the call is noticed', async () => {
  await fc.assert(
    fc.asyncProperty(programs, async ({ lines, call }) => {
      const line = lines[call]!;
      const margin = /^\s*/.exec(line)![0];
      const instead = (...other: readonly string[]): readonly string[] => [...lines.slice(0, call), ...other, ...lines.slice(call + 1)];
      const lost: Readonly<Record<string, readonly string[]>> = {
        'commented out': instead(`${margin}pass  # target(x)`),
        'made a text': instead(`${margin}"target(x)"`),
        'renamed at its end': instead(`${margin}target_(x)`),
        'renamed at its beginning': instead(`${margin}my_target(x)`),
        'only mentioned': instead(`${margin}keep(target, x)`),
        'put behind a constant': instead(`${margin}if False: target(x)`),
        'put into a function that nobody calls': instead(`${margin}def never(): target(x)`),
        'put behind the end': [lines[0]!, '    return x', ...lines.slice(1)],
        'moved to another function': [...instead(`${margin}pass`), 'def other(x):', '    target(x)'],
        'taken over by a parameter': ['def caller(x, target):', ...lines.slice(1)],
        'replaced by a later definition': [...lines, 'def caller(x):', '    return x'],
      };
      for (const [how, changed] of Object.entries(lost)) assert.equal((await verdictOf(changed)).verdict, 'fail', `${how}:\n${changed.join('\n')}`);
    }),
    runs(40),
  );
});
