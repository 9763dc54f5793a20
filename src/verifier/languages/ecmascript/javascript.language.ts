/** JavaScript, with modules of both kinds and JSX. Grammar: tree-sitter-javascript. */
import type { LanguageDefinition } from '../../syntax/grammar.ts';
import { ecmascriptComments, ecmascriptRules } from './rules.ts';
import { ecmascriptTraits } from './traits.ts';

export const javascript: LanguageDefinition = {
  id: 'javascript',
  title: 'JavaScript',
  extensions: ['.js', '.mjs', '.cjs', '.jsx'],
  grammar: { name: 'javascript', file: 'tree-sitter-javascript/tree-sitter-javascript.wasm' },
  comments: ecmascriptComments,
  erased: [],
  rules: ecmascriptRules,
  traits: ecmascriptTraits,
};
