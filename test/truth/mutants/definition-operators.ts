/** Makes a function, an import or a decorator go away while its text stays. */
import type { MutantLanguage } from './language.ts';
import { indented, placed, unindented } from './mutant.ts';
import type { Mutant } from './mutant.ts';
import type { DecoratorSite, FunctionSite, ImportSite } from './sites.ts';
import { indentOf, replaced } from './syntax.ts';

export function brokenDefinitions(text: string, { node, whole, name, body, inClass }: FunctionSite, language: MutantLanguage): readonly Mutant[] {
  const indent = indentOf(text, whole);
  const mutants: Mutant[] = [
    { operator: 'rename with a prefix', text: replaced(text, [name.startIndex, name.endIndex, `un${name.text}`]) },
    { operator: 'rename with a suffix', text: replaced(text, [name.startIndex, name.endIndex, name.text.replace(/[?!]?$/, '_later$&')]) },
    ...language.stubs.map((stub): Mutant => ({ operator: `stub the body: ${stub}`, text: replaced(text, [(language.beforeBody?.(node) ?? body).startIndex, body.endIndex, stub]) })),
  ];
  if (indent === undefined) return mutants;
  const instead = (by: string): string => replaced(text, [whole.startIndex, whole.endIndex, by]);
  const empty = inClass && !language.indented ? '' : language.emptyStatement;
  mutants.push({ operator: 'comment out', text: instead(`${indented(language.comment(unindented(whole.text, indent)), indent).trimStart()}\n${indent}${empty}`) });
  if (inClass) return mutants;
  const written = node === whole || whole.type === 'decorated_definition' ? whole.text : node.text;
  mutants.push({ operator: 'stringify', text: instead(language.kept ? language.kept(written) : language.indented ? `unused_ = ${language.text(written)}` : `const unused_ = ${language.text(written)};`) });
  // What leaves the function around it has no function around it at the top of a file.
  for (const { operator, template } of language.dead.filter((one) => /^constant|function/.test(one.operator))) mutants.push({ operator, text: instead(placed(template, written, indent)) });
  return mutants;
}

export function brokenImports(text: string, { node, module }: ImportSite, language: MutantLanguage): readonly Mutant[] {
  const indent = indentOf(text, node);
  if (indent === undefined) return [];
  const instead = (by: string): string => replaced(text, [node.startIndex, node.endIndex, by]);
  const written = node.text;
  return [
    { operator: 'comment out', text: instead(`${indented(language.comment(written), indent).trimStart()}\n${indent}${language.emptyStatement}`) },
    { operator: 'rename with a prefix', text: instead(written.replace(module, `un${module}`)) },
    { operator: 'rename with a suffix', text: instead(written.replace(module, `${module}_later`)) },
    ...(language.indented ? [{ operator: 'documentation', text: instead(`"""${written}"""`) }] : []),
    ...language.notImports(written, module).map(([operator, by]): Mutant => ({ operator, text: instead(by.split('\n').join(`\n${indent}`)) })),
  ];
}

export function brokenDecorators(text: string, { symbol, decorator, name }: DecoratorSite, language: MutantLanguage): readonly Mutant[] {
  const indent = indentOf(text, decorator);
  if (indent === undefined) return [];
  const instead = (by: string): string => replaced(text, [decorator.startIndex, decorator.endIndex, by]);
  const last = name.split('.').at(-1)!;
  const written = decorator.text;
  const without = language.indented && symbol.whole.children.filter((child) => child?.type === 'decorator').length === 1 ? replaced(text, [symbol.whole.startIndex, symbol.node.startIndex, '']) : instead('');
  return [
    { operator: 'comment out', text: instead(indented(language.comment(written), indent).trimStart()) },
    { operator: 'rename with a prefix', text: instead(written.replace(last, `un${last}`)) },
    { operator: 'rename with a suffix', text: instead(written.replace(last, `${last}_later`)) },
    { operator: 'take away', text: without },
    ...(language.indented ? [{ operator: 'move to a sibling', text: replaced(text, [decorator.endIndex, decorator.endIndex, `\n${indent}def sibling_(): pass\n${indent}@other_`]) }] : []),
  ];
}
