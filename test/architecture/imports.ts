/** Reads a source file's imports and its uses of what a host provides, by syntax. */
import ts from 'typescript';

export interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly line: number;
}

function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

/** Every import of a file: static, re-exported, dynamic, required, and in a type position. */
export function importsOf(file: string, text: string): Import[] {
  const source = parse(file, text);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      const typeOnly = ts.isImportDeclaration(node) ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword : node.isTypeOnly;
      found.push({ specifier: node.moduleSpecifier.text, typeOnly, line: lineOf(source, node) });
    } else if (ts.isCallExpression(node) && node.arguments[0] && ts.isStringLiteralLike(node.arguments[0])) {
      const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
      const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
      if (isImport || isRequire) found.push({ specifier: node.arguments[0].text, typeOnly: false, line: lineOf(source, node) });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
      found.push({ specifier: node.argument.literal.text, typeOnly: true, line: lineOf(source, node) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

// What a browser adds does not type-check in the pure folders: their tsconfig knows no DOM.
const hostNames = new Set([
  'process', 'performance', 'globalThis', 'fetch', 'crypto', 'setTimeout', 'setInterval', 'setImmediate',
  'queueMicrotask', 'require', '__dirname', '__filename', 'Buffer', 'console', 'eval',
]);
/** Members whose answer depends on the clock, on chance or on the machine's language. */
const hostMembers = new Set(['Date.now', 'Math.random', 'import.meta']);
const localeMembers = new Set(['localeCompare', 'toLocaleString', 'toLocaleUpperCase', 'toLocaleLowerCase', 'toLocaleDateString', 'toLocaleTimeString', 'getTimezoneOffset', 'getHours', 'getDate', 'getDay', 'getMonth', 'getFullYear']);

/** What a file takes from its host: clock, chance, environment, network, output, the machine's language or time zone. */
export function hostUsesOf(file: string, text: string): { readonly name: string; readonly line: number }[] {
  const source = parse(file, text);
  const found: { name: string; line: number }[] = [];
  const report = (name: string, node: ts.Node) => found.push({ name, line: lineOf(source, node) });
  const isName = (node: ts.Identifier): boolean => {
    const parent = node.parent;
    if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
    if (ts.isPropertyAssignment(parent) && parent.name === node) return false;
    if (ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent) || ts.isMethodDeclaration(parent)) return false;
    if (ts.isVariableDeclaration(parent) && parent.name === node) return false;
    if (ts.isParameter(parent) && parent.name === node) return false;
    return true;
  };
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && hostNames.has(node.text) && isName(node)) report(node.text, node);
    if (ts.isPropertyAccessExpression(node)) {
      const name = `${node.expression.getText(source)}.${node.name.text}`;
      if (hostMembers.has(name)) report(name, node);
      if (localeMembers.has(node.name.text)) report(node.name.text, node);
    }
    if (ts.isMetaProperty(node)) report('import.meta', node);
    if (ts.isNewExpression(node) && node.expression.getText(source) === 'Date' && (node.arguments?.length ?? 0) === 0) report('new Date()', node);
    if (ts.isNewExpression(node) && node.expression.getText(source).startsWith('Intl.')) report(node.expression.getText(source), node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
