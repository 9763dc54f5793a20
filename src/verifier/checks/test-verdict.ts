/** The verdict on a test of one file: found under a title or under a name, and in what state. */
import { collectedTest, isParametrised } from '../code/collected-tests.ts';
import { definitionsNamed } from '../code/definitions-named.ts';
import type { CodeFacts } from '../code/facts.ts';
import { findClasses } from '../code/find-class.ts';
import { registeredTests } from '../code/registered-tests.ts';
import { nameFits } from '../code/test-fact.ts';
import type { TestFact, TestState } from '../code/test-fact.ts';
import type { Verdict, VerdictReason } from '../verdict.ts';
import { about, hiddenByErrors, lineOf, touchesError } from './read-code.ts';
import type { CodeAtHand } from './read-code.ts';

/** The part of a node id behind its file or module, or undefined where it names another file. */
export function nameInFile(name: string, file: string): string | undefined {
  const [first = '', ...rest] = name.split('::');
  if (rest.length === 0 || !/[/.]/.test(first)) {
    const folders = file.replace(/\.[^./]*$/, '').split('/');
    const module = folders.flatMap((_, index) => ['.', '::'].map((joint) => folders.slice(index).join(joint) + joint)).find((start) => name.startsWith(start));
    return module === undefined ? name : name.slice(module.length);
  }
  return first === file || file.endsWith(`/${first}`) || first.endsWith(`/${file}`) ? rest.join('::') : undefined;
}

const reasons: Readonly<Record<Exclude<TestState, 'live'>, { readonly reason: VerdictReason; readonly sentence: string }>> = {
  skipped: { reason: 'skipped', sentence: 'is never run' },
  stub: { reason: 'stub', sentence: 'tests nothing' },
  dead_code: { reason: 'dead_code', sentence: 'stands in code that never runs' },
  type_only: { reason: 'type_only', sentence: 'exists for the type checker only' },
  not_called: { reason: 'nested_not_called', sentence: 'is never registered' },
  not_collected: { reason: 'not_found', sentence: 'is no test' },
  unknown: { reason: 'dynamic', sentence: 'may be no test' },
};

export function testVerdict(at: CodeAtHand, name: string): Verdict {
  const { facts, file } = at;
  if (!facts.traits.tests) return about(at, 'undecidable', 'unknown_language', `What runners collect from ${facts.language} is not known here.`);
  if (facts.traits.tests.looksInto?.(file) === false) return about(at, 'fail', 'not_found', `No runner looks for tests in ${file}, because of its name.`);
  const registered = registeredTests(facts);
  const byTitle = registered.map((test) => ({ test, fit: nameFits(name, test.titles) })).filter(({ fit }) => fit !== 'no');
  const inside = registered.filter(({ kind }) => kind === 'test');
  const exact = [...byTitle.filter(({ fit }) => fit === 'exact').map(({ test }) => heldBy(test, inside)), ...collectedUnder(name, facts)];
  const live = exact.find((test) => test.state === 'live');
  if (live) {
    const error = touchesError(at, live);
    if (error) return about(at, 'undecidable', 'parse_error', `The test ${name} has a syntax error at line ${lineOf(at, error)} of ${file}.`, { span: error });
    const what = live.kind === 'suite' ? 'a suite with a test that runs' : 'a test that runs';
    return about(at, 'pass', 'proven', `${name} at line ${lineOf(at, live)} of ${file} is ${what}.`, {
      strength: 'declared',
      span: live,
      ...(facts.errors.length > 0 ? { attributes: { errorsElsewhere: true } } : {}),
    });
  }
  const unknown = exact.find(({ state }) => state === 'unknown');
  if (unknown) return about(at, 'undecidable', 'dynamic', `${name} at line ${lineOf(at, unknown)} of ${file} may be no test: it ${unknown.because ?? 'cannot be told'}.`, { span: unknown });
  const first = exact[0];
  if (first && first.state !== 'live') {
    const { reason, sentence } = reasons[first.state];
    return about(at, 'fail', reason, `${name} at line ${lineOf(at, first)} of ${file} ${sentence}${first.because === undefined ? '' : `: it ${first.because}`}.`, { span: first });
  }
  const possible = byTitle.find(({ test, fit }) => fit === 'possible' && test.state === 'live' && test.kind === 'test')?.test ?? parametrisedUnder(name, facts);
  if (possible) return about(at, 'undecidable', 'dynamic', `${file} holds no test titled ${name}, but the title or the cases at line ${lineOf(at, possible)} are made when it runs.`, { span: possible });
  const word = name.split(/[^\p{L}\p{N}_]+/u).findLast((part) => part !== '') ?? name;
  const hidden = hiddenByErrors(at, word, `The test ${name}`);
  const never = byTitle.find(({ test, fit }) => fit === 'possible' && test.kind === 'test' && (test.state === 'skipped' || test.state === 'stub'))?.test;
  if (!hidden && never && never.state !== 'live') return about(at, 'fail', reasons[never.state].reason, `What makes a test ${name} at line ${lineOf(at, never)} of ${file} ${reasons[never.state].sentence}.`, { span: never });
  return hidden ?? about(at, 'fail', 'not_found', `${file} holds no test ${name}.`);
}

/** A suite is as good as the best test in it. `tests` are in the order of the text. */
function heldBy(suite: TestFact, tests: readonly TestFact[]): TestFact {
  if (suite.kind === 'test' || suite.state !== 'live') return suite;
  const inside = tests.slice(firstFrom(suite.start, tests), firstFrom(suite.end, tests));
  if (inside.some(({ state }) => state === 'live')) return suite;
  return { ...suite, state: inside.some(({ state }) => state === 'skipped') ? 'skipped' : 'stub', because: inside.length > 0 ? 'holds no test that runs' : 'holds no test' };
}

/** The index of the first test that begins at or after a place. */
function firstFrom(place: number, tests: readonly TestFact[]): number {
  let low = 0;
  for (let high = tests.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (tests[middle]!.start < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function collectedUnder(name: string, facts: CodeFacts): readonly TestFact[] {
  if (!facts.traits.tests?.collects || /\s/.test(name)) return [];
  const functions = definitionsNamed(name, facts).flatMap((definition) => collectedTest(definition, facts) ?? []);
  const classes = findClasses(name, facts).candidates.flatMap(({ class: fact, worth }): TestFact[] => {
    if (!fact || worth !== 'live') return [];
    const held = facts.definitions.filter(({ kind, path, start }) => kind === 'function' && path.length === fact.path.length + 1 && fact.start <= start && start < fact.end).flatMap((definition) => collectedTest(definition, facts) ?? []);
    const tests = held.filter(({ state }) => state !== 'not_collected');
    if (tests.length === 0) return [];
    tests.sort((a, b) => a.start - b.start);
    return [heldBy({ titles: fact.path.map((part) => [part]), kind: 'suite', state: 'live', start: fact.start, end: fact.end }, tests)];
  });
  return [...functions, ...classes];
}

/** `test_adds[1-2]`: one case of a test that has cases. */
function parametrisedUnder(name: string, facts: CodeFacts): TestFact | undefined {
  const whole = /^([^[\s]+)\[.*\]$/.exec(name)?.[1];
  if (whole === undefined) return undefined;
  return definitionsNamed(whole, facts)
    .filter((definition) => isParametrised(definition, facts))
    .flatMap((definition) => collectedTest(definition, facts) ?? [])
    .find(({ state }) => state === 'live');
}
