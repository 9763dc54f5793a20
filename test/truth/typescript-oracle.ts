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
  const open: { readonly node: ts.Node; readonly within: string }[] = [{ node: file, within: 'module' }];
  for (let item = open.pop(); item; item = open.pop()) {
    const { node } = item;
    const { within } = item;
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) continue;
    if (isAmbient(node)) continue;
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      functions.push(String(node.end));
      const inner = String(node.end);
      // Names, decorators and types belong outside; parameters and body inside.
      ts.forEachChild(node, (child) => void open.push({ node: child, within: child === node.body || ts.isParameter(child) ? inner : within }));
      continue;
    }
    const called = calleeOf(node);
    if (called !== undefined) calls.push(`${called} ${node.end} in ${within}`);
    ts.forEachChild(node, (child) => void open.push({ node: child, within }));
  }
  return { functions, calls };
}

function isAmbient(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) ?? false);
}

/** The last name of what is called; loading a module is no call. */
function calleeOf(node: ts.Node): string | undefined {
  if (ts.isTaggedTemplateExpression(node)) return nameOf(node.tag);
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const loads = node.expression.kind === ts.SyntaxKind.ImportKeyword || /^(\(0, )?(module\.)?require\)?$/.test(node.expression.getText());
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
