/** Imports and exports of JavaScript and TypeScript. */
import type { Code, ImportBinding } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { nothing, span } from '../build.ts';

function moduleOf(node: SyntaxNode): string | undefined {
  const source = node.child('source');
  return source?.code.kind === 'literal' ? source.code.value : undefined;
}

function specifierName(node: SyntaxNode | undefined): string {
  return node?.code.kind === 'literal' ? (node.code.value ?? '') : (node?.text ?? '');
}

/** What an import clause binds: the default, the namespace, named members with or without an alias. */
function clauseBindings(clause: SyntaxNode): ImportBinding[] {
  return clause.namedChildren.flatMap((part): ImportBinding[] => {
    if (part.kind === 'identifier') return [{ local: part.text, imported: 'default', ...span(part) }];
    if (part.kind === 'namespace_import') return part.namedChildren.map((name) => ({ local: name.text, ...span(name) }));
    if (part.kind !== 'named_imports') return [];
    return part.namedChildren
      .filter(({ kind }) => kind === 'import_specifier')
      .map((specifier) => {
        const name = specifierName(specifier.child('name'));
        return { local: specifier.child('alias')?.text ?? name, imported: name, ...(specifier.has('type') || specifier.has('typeof') ? { typeOnly: true } : {}), ...span(specifier) };
      });
  });
}

/** Named members that are all types are erased with their import; `import 'x'` and `import {} from 'x'` are kept. */
export const importStatement: LoweringRule = (node) => {
  const clause = node.firstOf('import_clause');
  const required = node.firstOf('import_require_clause');
  if (required) {
    const name = required.firstOf('identifier');
    const module = moduleOf(required) ?? '';
    return { kind: 'import', module, relative: module.startsWith('.'), typeOnly: node.has('type'), bindings: name ? [{ local: name.text, ...span(name) }] : [], ...span(node) };
  }
  const module = moduleOf(node);
  if (module === undefined) return nothing(node);
  const bindings = clause ? clauseBindings(clause) : [];
  const onlyTypes = bindings.length > 0 && bindings.every(({ typeOnly }) => typeOnly === true);
  return { kind: 'import', module, relative: isRelative(module), typeOnly: node.has('type') || node.has('typeof') || onlyTypes, bindings, ...span(node) };
};

function isRelative(module: string): boolean {
  return module.startsWith('.') || module.startsWith('/');
}

export const exportStatement: LoweringRule = (node) => {
  const module = moduleOf(node);
  const clause = node.firstOf('export_clause');
  const specifiers = clause?.namedChildren.filter(({ kind }) => kind === 'export_specifier') ?? [];
  if (module !== undefined) {
    const typeOnly = node.has('type') || (specifiers.length > 0 && specifiers.every((specifier) => specifier.has('type')));
    const namespace = node.firstOf('namespace_export');
    const whole = namespace?.namedChildren[0];
    const bindings = specifiers
      .filter((specifier) => !specifier.has('type'))
      .map((specifier): ImportBinding => {
        const imported = specifierName(specifier.child('name'));
        const alias = specifier.child('alias');
        return { local: alias ? specifierName(alias) : imported, imported, ...span(specifier) };
      });
    const named: readonly ImportBinding[] = whole ? [{ local: specifierName(whole), ...span(whole) }] : bindings;
    return { kind: 'import', module, relative: isRelative(module), typeOnly, bindings: named, reexport: true, ...(clause || namespace ? {} : { star: true }), ...span(node) };
  }
  if (clause) {
    const names = specifiers.map((specifier) => {
      const local = specifierName(specifier.child('name'));
      const alias = specifier.child('alias');
      return { local, exported: alias ? specifierName(alias) : local };
    });
    return node.has('type') ? nothing(node) : { kind: 'export', names, ...span(node) };
  }
  const decorators = node.namedChildren.filter(({ kind }) => kind === 'decorator').map(({ code }) => code);
  const declaration = node.child('declaration')?.code;
  const value = node.child('value')?.code ?? (declaration ? undefined : node.namedChildren.find(({ kind }) => kind !== 'decorator')?.code);
  const code: Code = declaration ? withDecorators(declaration, decorators) : nothing(node);
  if (!node.has('default') && !node.has('=')) return declaration ? exported(code) : (value ?? code);
  return asDefault(node, declaration ? code : undefined, value);
};

/** Functions that a declaration makes known outside of the file. */
function exported(code: Code): Code {
  if (code.kind === 'function') return { ...code, exported: true };
  if (code.kind === 'assign' && code.value?.kind === 'function') return { ...code, value: { ...code.value, exported: true } };
  return code.kind === 'group' ? { ...code, parts: code.parts.map(exported) } : code;
}

function withDecorators(code: Code, decorators: readonly Code[]): Code {
  return (code.kind === 'class' || code.kind === 'function') && decorators.length > 0 ? { ...code, decorators: [...decorators, ...code.decorators] } : code;
}

/** A named default export is a declaration that is also known as `default`. */
function asDefault(node: SyntaxNode, declaration: Code | undefined, value: Code | undefined): Code {
  if (declaration && (declaration.kind === 'function' || declaration.kind === 'class') && declaration.name !== undefined) {
    return { kind: 'group', parts: [declaration, { kind: 'export', names: [{ local: declaration.name, exported: 'default' }], ...span(node) }], ...span(node) };
  }
  const exported = declaration?.kind === 'function' ? ({ ...declaration, form: 'expression' } as const) : (declaration ?? value);
  return { kind: 'export', names: [], ...(exported ? { value: exported } : {}), ...span(node) };
}
