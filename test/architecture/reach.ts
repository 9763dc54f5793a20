/** What code can reach beyond itself, as data: who may start a process, write, read the environment. What is not named here, nobody may. */
import ts from 'typescript';

/** Each way out with the files that may take it. */
export const mayReach = {
  // What asks a remote is apart: only commands that somebody types import it.
  'start a process': ['src/project/git-remote.ts', 'src/project/git.ts', 'src/verifier/running/run-process.ts'],
  'start a thread': ['src/verifier/node-thread.ts', 'src/verifier/web-thread.ts', 'src/verifier/worker.ts'],
  // The server for agents listens on the loopback interface, when it is told to, and asks nobody anything.
  // Signing without a key, from the command line, and only to record a run; `mipiti-verify`, and the address that its user named.
  'reach a network': ['src/evidence/sigstore/sign-bundle.ts', 'src/mcp/http.ts', 'src/mcp/read-body.ts', 'src/mcp/sessions.ts', 'src/sync/platform-http.ts'],
  'run text as code': [],
  'open a file': ['src/evidence/ledger/disk.ts', 'src/project/file-lock.ts', 'src/project/write-model.ts', 'src/verifier/file-sources.ts'],
  // What runs tests makes a folder of its own for their reports, outside of the workspace.
  'change files': ['src/evidence/ledger/disk.ts', 'src/project/file-lock.ts', 'src/project/unsaved-marks.ts', 'src/project/write-model.ts', 'src/verifier/running/node-test.ts', 'src/verifier/running/report-files.ts'],
  'read the environment': ['src/cli/hosted/environment.ts', 'src/cli/signing-options.ts', 'src/cli/terminal.ts', 'src/project/git-remote.ts', 'src/project/git.ts', 'src/verifier/running/process-test-runner.ts'],
  'show text as markup': [],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Reach = keyof typeof mayReach;

const modules: Readonly<Record<string, Reach>> = {
  child_process: 'start a process',
  cluster: 'start a process',
  worker_threads: 'start a thread',
  http: 'reach a network',
  https: 'reach a network',
  http2: 'reach a network',
  net: 'reach a network',
  tls: 'reach a network',
  dgram: 'reach a network',
  dns: 'reach a network',
  // A package that talks to certificate authorities and logs.
  '@sigstore/sign': 'reach a network',
  vm: 'run text as code',
  inspector: 'run text as code',
  repl: 'run text as code',
};
const globals: Readonly<Record<string, Reach>> = { fetch: 'reach a network', WebSocket: 'reach a network', XMLHttpRequest: 'reach a network', EventSource: 'reach a network', eval: 'run text as code', Function: 'run text as code', Worker: 'start a thread' };
const reading = new Set(['constants', 'existsSync', 'lstat', 'lstatSync', 'readdir', 'readdirSync', 'readFile', 'readFileSync', 'readlink', 'realpath', 'realpathSync', 'stat', 'statSync', 'Stats', 'Dirent']);

/** What lets a text act: trust, HTML, icons; markup that is not written here, letter by letter. */
function isMarkup(node: ts.Node): boolean {
  const permits = (name: string): boolean => /^(isTrusted|supportHtml|supportThemeIcons)$/.test(name);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(node.left)) return permits(node.left.name.text);
  const [first, ...others] = ts.isCallExpression(node) || ts.isNewExpression(node) ? (node.arguments ?? []) : [];
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'appendMarkdown') return !first || !ts.isStringLiteralLike(first);
  if (ts.isNewExpression(node) && /(^|\.)MarkdownString$/.test(node.expression.getText())) return others.length > 0 || (first !== undefined && !ts.isStringLiteralLike(first));
  return false;
}

/** Every way out that a file takes, with its line. A name that the file declares itself is not the global one. */
export function reachesOf(file: string, text: string): { readonly reach: Reach; readonly line: number }[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: { reach: Reach; line: number }[] = [];
  const report = (reach: Reach, node: ts.Node): void => void found.push({ reach, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1 });
  const declared = new Set<string>();
  const collect = (node: ts.Node): void => {
    // What is only declared to the compiler is the global one.
    const ambient = ts.isVariableDeclaration(node) && (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Ambient) !== 0;
    if (!ambient && (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isFunctionDeclaration(node)) && node.name && ts.isIdentifier(node.name)) declared.add(node.name.text);
    ts.forEachChild(node, collect);
  };
  collect(source);
  const ofModule = (specifier: string, node: ts.Node, names: readonly ts.ImportSpecifier[] | undefined): void => {
    const name = specifier.replace(/^node:/, '');
    const reach = modules[name];
    if (reach) report(reach, node);
    if (name !== 'fs' && name !== 'fs/promises') return;
    // The whole module can do everything that it has.
    if (!names) report('change files', node);
    for (const one of names ?? []) {
      const imported = (one.propertyName ?? one.name).text;
      if (imported === 'open') report('open a file', one);
      else if (!reading.has(imported)) report('change files', one);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const bindings = node.importClause?.namedBindings;
      ofModule(node.moduleSpecifier.text, node, bindings && ts.isNamedImports(bindings) && !node.importClause.name ? bindings.elements : undefined);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) ofModule(node.moduleSpecifier.text, node, undefined);
    else if (ts.isCallExpression(node) && node.arguments[0] && ts.isStringLiteralLike(node.arguments[0]) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText(source) === 'require')) {
      ofModule(node.arguments[0].text, node, undefined);
    }
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && ts.isIdentifier(node.expression) && !declared.has(node.expression.text)) {
      const reach = Object.hasOwn(globals, node.expression.text) ? globals[node.expression.text] : undefined;
      if (reach) report(reach, node);
    }
    if (isMarkup(node)) report('show text as markup', node);
    if (ts.isPropertyAccessExpression(node) && /^(globalThis\.)?process\.env$/.test(node.getText(source))) report('read the environment', node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
