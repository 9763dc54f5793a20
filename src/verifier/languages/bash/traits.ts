/** What bash means beyond its syntax. */
import type { LanguageTraits } from '../../code/traits.ts';

const withoutMarks = (module: string): string => module.replace(/^(\.\/)+/, '');

export const bashTraits: LanguageTraits = {
  globals: new Set('cd echo printf read test kill wait umask ulimit pwd hash type getopts shift set unset export'.split(' ')),
  neverReturns: new Set(),
  logging: /^(echo|printf|logger|log|log_(debug|info|warn|error))$/,
  notImplemented: /(^|\W)(not[ _-]?implemented|unimplemented|todo)\b/i,
  // What a text evaluates to can be any call: in scripts that is how functions are chosen.
  dynamic: new Set(['eval']),
  lookups: new Set(),
  wrappers: /^$/,
  invokers: new Set(),
  defaultsAtCall: true,
  blockScopes: false,
  assignmentDeclares: false,
  noDecorators: 'Bash has no decorators: nothing in it carries any.',
  addsToEarlier: () => false,
  declarationBy: () => undefined,
  normalModule: (module) => module,
  // A folder that is computed is left out: `"$HERE/lib.sh"` takes lib.sh.
  moduleCounts: (module, claimed) => {
    const [found, asked] = [withoutMarks(module), withoutMarks(claimed)];
    return found === asked || (/^[$"]/.test(found) && found.endsWith(`/${asked}`));
  },
  declaresOnly: () => false,
  constructors: new Set(),
  // Variables are members of `$` (variables.ts).
  environment: { maps: new Set(['$']), readers: new Set(['printenv']), ownVariables: true },
};
