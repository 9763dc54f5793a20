/** C: what its syntax means. Grammar: tree-sitter-c. A `.h` is read as C: what of it is C++ is a syntax error, and undecidable. */
import type { LanguageDefinition } from '../../syntax/grammar.ts';
import { compound, declaration } from './definitions.ts';
import { cErased, cRules } from './rules.ts';
import { cTraits } from './traits.ts';

export const c: LanguageDefinition = {
  id: 'c',
  title: 'C',
  extensions: ['.c', '.h'],
  grammar: { name: 'c', file: 'tree-sitter-c/tree-sitter-c.wasm' },
  comments: ['comment'],
  neutral: '0',
  erased: cErased,
  traits: cTraits,
  rules: { ...cRules, declaration: declaration(false), compound_statement: compound(false) },
};
