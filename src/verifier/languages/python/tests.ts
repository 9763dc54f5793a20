/** What pytest and unittest collect. */
import type { SkipMark, TestOwner, TestTraits } from '../../code/test-traits.ts';

const caseClass = /(^|\.)\w*TestCase$/;
/** Bases that bring no tests and hide none. */
const plainBase = /^(object|(abc\.)?ABC(Meta)?|((typing|typing_extensions)\.)?(Generic|Protocol))$/;
const last = (dotted: string): string => dotted.split('.').at(-1) ?? '';

const marks: readonly (readonly [RegExp, SkipMark])[] = [
  // A test that is expected to fail shows nothing that holds.
  [/(^|\.)mark\.(skip|xfail)$|^unittest\.(\w+\.)?(skip|expectedFailure)$|^(skip|expectedFailure)$/, 'always'],
  [/(^|\.)mark\.skipif$|(^|\.)skipIf$/, 'whenTrue'],
  [/(^|\.)skipUnless$/, 'whenFalse'],
];

function holdsTests({ code, name, bases }: TestOwner): boolean | undefined {
  if (bases.some((base) => caseClass.test(base))) return true;
  if (/^Test/.test(name)) return !code.members.some((member) => member.kind === 'function' && member.name === '__init__');
  return bases.every((base) => plainBase.test(base)) ? false : undefined;
}

/** File names are left to the glob of the claim, since projects set their own. */
export const pythonTests: TestTraits = {
  collects({ name, decorators, owners }) {
    if (!name.startsWith('test') || decorators.some((decorator) => last(decorator) === 'fixture')) return 'none';
    const held = owners.map(holdsTests);
    return held.includes(false) ? 'none' : held.includes(undefined) ? 'unknown' : 'test';
  },
  skipMark: (decorator) => marks.find(([pattern]) => pattern.test(decorator))?.[1],
  parametrises: (decorator) => /(^|\.)parametri[sz]e$|^parameterized(\.|$)/.test(decorator),
  markNames: new Set(['pytestmark']),
  offSwitches: new Set(['__test__']),
  hooks: new Set('setUp setUpClass asyncSetUp setup_method setup_class setup_function setup_module setUpModule'.split(' ')),
  skips: new Set(['pytest.skip', 'pytest.xfail', 'unittest.SkipTest']),
  skipMembers: new Set(['skipTest']),
};
