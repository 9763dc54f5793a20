/** What xUnit, NUnit and MSTest collect. */
import type { TestCandidate, TestTraits } from '../../code/test-traits.ts';

const last = (dotted: string): string => dotted.split('.').at(-1) ?? '';
const frameworks = /^(Xunit|NUnit\.Framework|Microsoft\.VisualStudio\.TestTools\.UnitTesting)\./;
const xunit = new Set(['Fact', 'Theory', 'SkippableFact', 'SkippableTheory']);
const nunit = new Set(['Test', 'TestCase', 'TestCaseSource', 'Theory']);
const mstest = new Set(['TestMethod', 'DataTestMethod']);

/** As each of them asks for classes and methods that it can reach. */
function collected({ code, decorators, owners }: TestCandidate): 'test' | 'none' {
  const marks = new Set(decorators.filter((decorator) => !decorator.includes('.') || frameworks.test(decorator)).map(last));
  const carries = (names: ReadonlySet<string>): boolean => [...marks].some((mark) => names.has(mark));
  const isPublic = code.modifiers?.includes('public') === true;
  const inPublic = owners.every((owner) => owner.code.modifiers?.includes('public'));
  if (carries(xunit) && inPublic) return 'test';
  if (carries(nunit) && isPublic && !(marks.has('Theory') && !inPublic)) return 'test';
  const isClassOfTests = owners.at(-1)?.decorators.some((decorator) => last(decorator) === 'TestClass') === true;
  return carries(mstest) && isPublic && inPublic && isClassOfTests && code.static !== true ? 'test' : 'none';
}

export const csharpTests: TestTraits = {
  collects(candidate) {
    const owners = candidate.owners.filter(({ code }) => code.form !== 'namespace');
    if (owners.length === 0 || collected({ ...candidate, owners }) === 'none') return 'none';
    return owners.some(({ code }) => code.form === 'interface' || (code.modifiers?.includes('abstract') === true && !code.modifiers.includes('static'))) ? 'unknown' : 'test';
  },
  skipMark(decorator, written) {
    const name = last(decorator);
    if (name === 'Ignore' || name === 'Explicit') return 'always';
    if (xunit.has(name) && /\bSkip\s*=/.test(written)) return 'always';
    return name === 'TestCase' && /\b(Ignore|IgnoreReason|Explicit)\s*=/.test(written) ? 'always' : undefined;
  },
  parametrises: (decorator) => /^(Theory|SkippableTheory|TestCase|TestCaseSource|DataTestMethod|DataRow)$/.test(last(decorator)),
  skips: new Set(['Assert.Ignore', 'Assert.Inconclusive', 'Assert.Skip', 'Assert.Explicit']),
};
