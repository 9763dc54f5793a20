/** Packages and imports of Java. */
import type { Code, ImportCode } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import { nothing, span } from '../build.ts';

/**
 * `import a.b.C` binds C of the package a.b; `import static a.b.C.f` binds the member f of C. The package ends before the
 * first name in capitals. What an import of everything brings is not known.
 */
export const importDeclaration: LoweringRule = (node) => {
  const module = node.namedChildren[0]?.text.replace(/\s+/g, '') ?? '';
  const whole: ImportCode = { kind: 'import', module, relative: false, typeOnly: false, bindings: [], ...span(node) };
  if (node.firstOf('asterisk')) return whole;
  const names = module.split('.');
  const capital = names.findIndex((name) => /^[A-Z]/.test(name));
  const from = capital < 0 ? names.length - 1 : capital;
  const local = names.at(-1) ?? '';
  if (from === 0) return { ...whole, bindings: [{ local, ...span(node) }] };
  const named: Code = { ...whole, module: names.slice(0, from).join('.'), bindings: [{ local, imported: names.slice(from).join('.'), ...span(node) }] };
  return { kind: 'group', parts: [whole, named], ...span(node) };
};

/** Imports stand on the level of the file; what it declares belongs to its package. */
export const program: LoweringRule = (node) => {
  const own = node.firstOf('package_declaration');
  const name = own?.namedChildren.find(({ kind }) => kind === 'scoped_identifier' || kind === 'identifier');
  const outside = node.namedChildren.filter(({ kind }) => kind === 'import_declaration').map(({ code }) => code);
  const inside = node.namedChildren.filter(({ kind }) => kind !== 'import_declaration' && kind !== 'package_declaration').map(({ code }) => code).filter(({ kind }) => kind !== 'nothing');
  if (!name) return { kind: 'group', parts: [...outside, ...inside], ...span(node) };
  const packaged = name.text
    .split('.')
    .reverse()
    .reduce<readonly Code[]>((members, part) => [{ kind: 'class', name: part.trim(), nameSpan: span(name), form: 'namespace', statement: true, decorators: [], bases: [], members, ...span(node) }], inside);
  return { kind: 'group', parts: [...outside, ...packaged], ...span(node) };
};

/** Says nothing by itself: the rule of the file reads its name. */
export const packageDeclaration: LoweringRule = (node) => nothing(node);
