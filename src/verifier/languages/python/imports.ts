/** Imports of Python. */
import type { Code, ImportBinding } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { span } from '../build.ts';

/** The name that Python takes an identifier for: letters that only look another way are the same. */
export function identifierName(written: string): string {
  return /[^\u0000-\u007f]/.test(written) ? written.normalize('NFKC') : written;
}

function bindingOf(node: SyntaxNode, whole: boolean): ImportBinding {
  const alias = node.child('alias');
  const name = identifierName((node.kind === 'aliased_import' ? node.child('name') : node)?.text ?? '');
  const local = alias ? identifierName(alias.text) : name;
  return whole ? { local: alias ? local : name.split('.')[0]!, ...span(node) } : { local, imported: name, ...span(node) };
}

/** `import a.b` binds `a`, `import a.b as c` binds the part. Each name is an import of its own. */
export const importStatement: LoweringRule = (node) => ({
  kind: 'group',
  parts: node.childrenIn('name').map((part): Code => {
    const module = (part.kind === 'aliased_import' ? part.child('name') : part)?.text ?? '';
    const first = part.kind === 'aliased_import' ? module : module.split('.')[0]!;
    const own: Code = { kind: 'import', module, relative: false, typeOnly: false, bindings: part.kind === 'aliased_import' ? [bindingOf(part, true)] : [], ...span(node) };
    if (part.kind === 'aliased_import') return own;
    return first === module
      ? { ...own, bindings: [bindingOf(part, true)] }
      : { kind: 'group', parts: [own, { kind: 'import', module: first, relative: false, typeOnly: false, bindings: [bindingOf(part, true)], ...span(node) }], ...span(node) };
  }),
  ...span(node),
});

export const fromImport: LoweringRule = (node) => {
  const module = node.child('module_name')?.text ?? '';
  return { kind: 'import', module, relative: module.startsWith('.'), typeOnly: false, bindings: node.childrenIn('name').map((part) => bindingOf(part, false)), ...(node.firstOf('wildcard_import') ? { star: true } : {}), ...span(node) };
};
