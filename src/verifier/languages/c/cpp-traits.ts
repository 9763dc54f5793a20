/** What C++ means beyond its syntax. */
import type { LanguageTraits } from '../../code/traits.ts';
import { cTraits } from './traits.ts';

const { membersAreNoFunctions: _members, ...shared } = cTraits;

export const cppTraits: LanguageTraits = {
  ...shared,
  globals: new Set([...cTraits.globals, 'std']),
  neverReturns: new Set([...cTraits.neverReturns, ...'abort exit _Exit quick_exit terminate unreachable longjmp rethrow_exception throw_with_nested'.split(' ').map((name) => `std.${name}`)]),
  notImplemented: /\bNotImplemented|(^|\W)(not[ _-]?implemented|unimplemented|todo)\b/i,
  wrappers: /^std\.(function|move|bind)$/,
  invokers: new Set(['operator()']),
  bareMembers: true,
  overloads: true,
  constructorNamedAsClass: true,
};
