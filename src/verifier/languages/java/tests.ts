/** What JUnit 3, 4 and 5, TestNG and jqwik collect. */
import type { TestCandidate, TestOwner, TestTraits } from '../../code/test-traits.ts';

const runnerPackages = /^(org\.junit\.|junit\.|org\.testng\.|net\.jqwik\.)/;
const marks = new Set(['Test', 'ParameterizedTest', 'RepeatedTest', 'TestFactory', 'TestTemplate', 'Theory', 'Property', 'Example']);
const last = (dotted: string): string => dotted.split('.').at(-1) ?? '';

/** An annotation of a runner: from one of their packages, or of that name where an import of everything may have brought it. */
function isOf(decorator: string, names: ReadonlySet<string>): boolean {
  return names.has(last(decorator)) && (!decorator.includes('.') || runnerPackages.test(decorator));
}

/** Whether the classes around it let a runner come to it. */
function heldBy(owners: readonly TestOwner[]): 'test' | 'unknown' | 'none' {
  const [outer, ...inner] = owners;
  if (!outer || owners.some(({ code }) => code.form === 'interface')) return owners.length === 0 ? 'none' : 'unknown';
  for (const { code, decorators } of inner) {
    if (isOf(decorators.find((decorator) => last(decorator) === 'Nested') ?? '', new Set(['Nested']))) continue;
    // Some runners look into static classes; none makes objects of inner ones that are not marked.
    if (code.modifiers?.includes('static') !== true) return 'none';
    return 'unknown';
  }
  return owners.some(({ code }) => code.modifiers?.includes('abstract')) ? 'unknown' : 'test';
}

function isMarked({ code, name, decorators, signature, owners }: TestCandidate): boolean {
  if (decorators.some((decorator) => isOf(decorator, marks))) return true;
  const isPublic = code.modifiers?.includes('public') === true;
  if (!isPublic) return false;
  const own = owners.at(-1);
  // TestNG takes all public methods of a class that is marked; JUnit 3 those that are called so.
  if (own?.decorators.some((decorator) => isOf(decorator, new Set(['Test'])) && !/^(org\.)?junit\./.test(decorator))) return !isHook(decorators);
  return name.startsWith('test') && /^\s*\(\s*\)/.test(signature) && own?.bases.some((base) => last(base) === 'TestCase') === true;
}

function isHook(decorators: readonly string[]): boolean {
  return decorators.some((decorator) => /^(Before|After|DataProvider|Factory)/.test(last(decorator)));
}

export const javaTests: TestTraits = {
  collects(candidate) {
    const { code } = candidate;
    if (!isMarked(candidate) || code.static === true || code.modifiers?.includes('private')) return 'none';
    return heldBy(candidate.owners.filter((owner) => owner.code.form !== 'namespace'));
  },
  skipMark(decorator, written) {
    const name = last(decorator);
    if (name === 'Disabled' || name === 'Ignore') return 'always';
    return name === 'Test' && /\benabled\s*=\s*false\b/.test(written) ? 'always' : undefined;
  },
  parametrises: (decorator) => last(decorator) === 'ParameterizedTest' || last(decorator) === 'RepeatedTest' || last(decorator) === 'TestFactory',
  skips: new Set(['org.junit.jupiter.api.Assumptions.abort', 'Assumptions.abort', 'abort']),
};
