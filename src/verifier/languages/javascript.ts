/** JavaScript, with modules of both kinds and JSX. Grammar: tree-sitter-javascript. */
import type { LanguageDefinition } from '../syntax/grammar.ts';
import { ecmascriptComments, ecmascriptRules } from './ecmascript.ts';
import { ecmascriptTraits } from './ecmascript-traits.ts';

export const javascript: LanguageDefinition = {
  id: 'javascript',
  title: 'JavaScript',
  extensions: ['.js', '.mjs', '.cjs', '.jsx'],
  grammar: 'javascript',
  comments: ecmascriptComments,
  erased: [],
  rules: ecmascriptRules,
  traits: ecmascriptTraits,
};
