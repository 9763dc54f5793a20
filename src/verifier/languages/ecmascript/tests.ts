/** What Jest, Vitest, Mocha, Jasmine, node:test, AVA, tap, Playwright, Deno and Bun register as tests. */
import type { RegisteredTest, TestTraits } from '../../code/test-traits.ts';

const tests = new Set(['it', 'test', 'specify']);
const suites = new Set(['describe', 'context', 'suite']);
const runners = new Set(['Deno', 'QUnit', 'mocha']);
/** `failing` and its like: a test that is expected to fail shows nothing that holds. */
const skipping = new Set(['skip', 'todo', 'fixme', 'failing', 'fails', 'fail', 'ignore']);
const templates = new Set(['each', 'for']);
const neutral = new Set(['concurrent', 'serial', 'sequential', 'parallel', 'shuffle', 'skipIf', 'runIf']);

/** One word of a callee such as `test.describe.skip`, or undefined for one that registers nothing. */
function meaningOf(word: string): Partial<RegisteredTest> | undefined {
  if (tests.has(word)) return { kind: 'test' };
  if (suites.has(word)) return { kind: 'suite' };
  if (skipping.has(word)) return { skipped: true };
  if (word === 'only') return { only: true };
  if (templates.has(word)) return { template: true };
  if (neutral.has(word)) return {};
  const marked = /^([xf])(it|test|specify|describe|context)$/.exec(word);
  return marked ? { ...meaningOf(marked[2] ?? ''), ...(marked[1] === 'x' ? { skipped: true } : { only: true }) } : undefined;
}

export const ecmascriptTests: TestTraits = {
  registers(words) {
    let registered: Partial<RegisteredTest> = {};
    for (const [index, word] of words.entries()) {
      if (index === 0 && words.length > 1 && runners.has(word)) continue;
      const meaning = meaningOf(word);
      if (!meaning) return undefined;
      registered = { ...registered, ...meaning };
    }
    const { kind, ...marks } = registered;
    return kind ? { kind, ...marks } : undefined;
  },
  // Their default export, or the whole module, registers a test. `node:test` is known without its mark.
  registrars: new Map(['test', 'ava', 'tape', 'tap'].map((module) => [module, 'test'])),
  skipOptions: new Set(['skip', 'todo', 'ignore', 'fails']),
  hooks: new Set(['before', 'beforeAll', 'beforeEach', 'setup', 'suiteSetup']),
  skips: new Set(['pending']),
  skipMembers: new Set(['skip', 'todo']),
};
