/** The TypeScript compiler's own parser. */
import ts from 'typescript';
import type { Oracle, Structure } from './oracle.ts';

export const typescriptOracle: Oracle = {
  name: `TypeScript ${ts.version}`,
  languages: ['typescript', 'tsx', 'javascript'],
  structureOf: (files) => Promise.resolve(files.map(({ path, text }) => structureOf(path, text))),
};

function structureOf(path: string, text: string): Structure | undefined {
  const kind = /\.tsx$/.test(path) ? ts.ScriptKind.TSX : /\.[cm]?ts$/.test(path) ? ts.ScriptKind.TS : ts.ScriptKind.JSX;
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  if (((file as unknown as { parseDiagnostics?: readonly unknown[] }).parseDiagnostics?.length ?? 0) > 0) return undefined;
  const functions: string[] = [];
  const calls: string[] = [];
  const imports: string[] = [];
  const classes: string[] = [];
  const decorators: string[] = [];
  const lineOf = (node: ts.Node): number => file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
  const open: Open[] = [{ node: file, within: 'module', ambient: /\.d\.[cm]?ts$/.test(path) }];
  for (let item = open.pop(); item; item = open.pop()) {
    const { node, within } = item;
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) continue;
    const ambient = item.ambient || isAmbient(node);
    const imported = importOf(node);
    if (imported) imports.push(`${imported.module}@${lineOf(node)}${imported.typeOnly || ambient ? ' for types' : ''}`);
    if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isEnumDeclaration(node)) classes.push(`${node.name?.text ?? 'default'}@${lineOf(node.name ?? node)}`);
    if (!ambient && (ts.isClassDeclaration(node) || (ts.isFunctionLike(node) && 'body' in node && node.body))) {
      const name = node.name && (ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name)) ? node.name.text : ts.isConstructorDeclaration(node) ? 'constructor' : 'default';
      for (const { expression } of ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : []) decorators.push(`${dottedOf(ts.isCallExpression(expression) ? expression.expression : expression)}@${lineOf(expression)} on ${name}`);
    }
    if (ts.isFunctionLike(node) && 'body' in node && node.body && !ambient) {
      functions.push(String(node.end));
      const inner = String(node.end);
      // Names, decorators and types belong outside; parameters and body inside.
      ts.forEachChild(node, (child) => void open.push({ node: child, within: child === node.body || ts.isParameter(child) ? inner : within, ambient }));
      continue;
    }
    const called = ambient ? undefined : calleeOf(node);
    if (called !== undefined) calls.push(`${called} ${node.end} in ${within}`);
    // What belongs to each object is computed when one is made, in no function that is written.
    const later = ts.isPropertyDeclaration(node) && !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
    ts.forEachChild(node, (child) => void open.push({ node: child, within: later && child === node.initializer ? 'module' : within, ambient }));
  }
  return { functions, calls, imports, classes, decorators };
}

interface Open {
  readonly node: ts.Node;
  readonly within: string;
  readonly ambient: boolean;
}

/** Imports, exports from elsewhere, `require` and `import()` of a written name. Clauses of nothing but types are gone at run time. */
function importOf(node: ts.Node): { readonly module: string; readonly typeOnly: boolean } | undefined {
  const text = (name: ts.Node | undefined): string | undefined => (name && ts.isStringLiteralLike(name) ? name.text : undefined);
  const make = (module: string | undefined, typeOnly: boolean) => (module === undefined ? undefined : { module, typeOnly });
  const allTypes = (names: readonly { readonly isTypeOnly: boolean }[]): boolean => names.length > 0 && names.every(({ isTypeOnly }) => isTypeOnly);
  if (ts.isImportDeclaration(node)) {
    const clause = node.importClause;
    const named = clause?.namedBindings;
    return make(text(node.moduleSpecifier), clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || (clause !== undefined && !clause.name && named !== undefined && ts.isNamedImports(named) && allTypes(named.elements)));
  }
  if (ts.isExportDeclaration(node)) return make(text(node.moduleSpecifier), node.isTypeOnly || (node.exportClause !== undefined && ts.isNamedExports(node.exportClause) && allTypes(node.exportClause.elements)));
  if (ts.isImportEqualsDeclaration(node)) return ts.isExternalModuleReference(node.moduleReference) ? make(text(node.moduleReference.expression), node.isTypeOnly) : undefined;
  return ts.isCallExpression(node) && isLoad(node) ? make(text(node.arguments[0]), false) : undefined;
}

function isLoad({ expression }: ts.CallExpression | ts.NewExpression): boolean {
  return expression.kind === ts.SyntaxKind.ImportKeyword || /^(\(0, )?((require\.main|module)\.)?require\)?$/.test(expression.getText());
}

function dottedOf(expression: ts.Expression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  if (!ts.isPropertyAccessExpression(expression)) return '';
  const before = dottedOf(expression.expression);
  return before === '' ? '' : `${before}.${expression.name.text}`;
}

function isAmbient(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) ?? false);
}

/** The last name of what is called; loading a module is no call. */
function calleeOf(node: ts.Node): string | undefined {
  if (ts.isTaggedTemplateExpression(node)) return nameOf(node.tag);
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const loads = isLoad(node);
  const literal = node.arguments?.[0] && ts.isStringLiteralLike(node.arguments[0]);
  return loads && literal ? undefined : nameOf(node.expression);
}

function nameOf(expression: ts.Expression): string | undefined {
  let plain = expression;
  for (;;) {
    if (ts.isParenthesizedExpression(plain) || ts.isNonNullExpression(plain) || ts.isAsExpression(plain) || ts.isSatisfiesExpression(plain) || ts.isTypeAssertionExpression(plain)) plain = plain.expression;
    // `(0, module.member)(…)` is how compilers call a member without its object.
    else if (ts.isBinaryExpression(plain) && plain.operatorToken.kind === ts.SyntaxKind.CommaToken && ts.isNumericLiteral(plain.left)) plain = plain.right;
    else break;
  }
  if (ts.isIdentifier(plain)) return plain.text;
  if (ts.isElementAccessExpression(plain) && ts.isStringLiteralLike(plain.argumentExpression)) return plain.argumentExpression.text;
  return ts.isPropertyAccessExpression(plain) ? plain.name.text.replace(/^#/, '') : undefined;
}
