import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly engines: { readonly vscode: string };
  readonly main: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly activationEvents: readonly string[];
  readonly dependencies?: unknown;
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: string; readonly description: string };
    readonly virtualWorkspaces: { readonly supported: string; readonly description: string };
  };
}
const manifest = JSON.parse(read('package.json')) as Manifest;

test('the manifest says what it is, for which editor, and under which licence', () => {
  assert.equal(manifest.engines.vscode, '^1.101.0');
  assert.equal(manifest.license, 'MIT');
  assert.match(read('LICENSE'), /^MIT License/);
  assert.equal(manifest.dependencies, undefined, 'everything is bundled, so that nothing is installed beside it');
});

test('trust and virtual workspaces are declared, and nothing starts the extension without need', () => {
  assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
  assert.equal(manifest.capabilities.virtualWorkspaces.supported, 'limited');
  for (const event of manifest.activationEvents) {
    assert.doesNotMatch(event, /^\*$|^onLanguage:|\*\*/, `${event} would start the extension for people who have no model`);
  }
});

test('every text of the manifest comes from package.nls.json, and every entry there is used', () => {
  const used = new Set([...read('package.json').matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]!));
  const given = new Set(Object.keys(JSON.parse(read('package.nls.json')) as object));
  assert.deepEqual([...used].filter((key) => !given.has(key)), []);
  assert.deepEqual([...given].filter((key) => !used.has(key)), []);
});

// What language models read is in one language: descriptions of parameters stand in the schemas of tools.
test('nothing that people read stands in the manifest itself, but for the product\'s name', () => {
  const shown = new Set(['title', 'description', 'markdownDescription', 'name', 'displayName', 'shortTitle', 'category', 'label', 'contents', 'contextualTitle', 'altText', 'aliases', 'enumDescriptions', 'markdownEnumDescriptions', 'enumItemLabels', 'deprecationMessage', 'markdownDeprecationMessage']);
  const plain: string[] = [];
  const visit = (value: unknown, key: string, path: string): void => {
    if (typeof value === 'string') {
      if (shown.has(key) && value !== 'Mipiti' && !/^%[^%]+%$/.test(value)) plain.push(`${path}: ${value}`);
    } else if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, key, `${path}.${index}`);
    else if (typeof value === 'object' && value !== null) for (const [name, item] of Object.entries(value)) if (name !== 'inputSchema' && !(name === 'name' && path.includes('.languageModelTools.'))) visit(item, name, `${path}.${name}`);
  };
  const { contributes, capabilities, displayName, description } = JSON.parse(read('package.json')) as Record<string, unknown>;
  visit({ contributes, capabilities, displayName, description }, '', '');
  assert.deepEqual(plain, []);
});

test('the changelog speaks of this version or of what is not released yet', () => {
  assert.match(read('CHANGELOG.md'), new RegExp(`^## \\[(Unreleased|${manifest.version.replaceAll('.', '\\.')})\\]`, 'm'));
});

/** What people get: the same allow-list makes the npm package and the extension. */
const allowed = [
  /^package\.json$/,
  /^package\.nls\.json$/,
  /^(LICENSE|README\.md|CHANGELOG\.md)(\.txt)?$/,
  /^dist\/[a-z-]+\.cjs$/,
  /^dist\/webview\/([a-z-]+(-[A-Z0-9]{8})?\.js|screens\.css)$/,
  /^dist\/(tree-sitter|sql-wasm)\.wasm$/,
  /^dist\/library\.json$/,
  /^dist\/grammars\/tree-sitter-[a-z_]+\.wasm$/,
  /^dist\/sample\/[a-z/.-]+\.(py|ts|yaml|md)$/i,
  /^media\/[a-z0-9.-]+\.(svg|png|json|md)$/,
  /^media\/l10n\/bundle\.l10n(\.[a-z-]+)?\.json$/,
  /^syntaxes\/[a-zA-Z.-]+\.json$/,
];
const needed = ['package.json', 'LICENSE', 'README.md', 'CHANGELOG.md', 'dist/extension.cjs', 'dist/extension-web.cjs', 'dist/verifier-web-worker.cjs', 'dist/cli.cjs', 'dist/cli-on-demand.cjs', 'dist/mcp.cjs', 'dist/agent-tools.cjs', 'dist/mipiti-verify.cjs', 'dist/platform-client.cjs', 'dist/test-runner.cjs', 'dist/recorded-reader.cjs', 'dist/verifier-worker.cjs', 'dist/verifier-documents.cjs', 'dist/evidence-index.cjs', 'dist/sigstore-verify.cjs', 'dist/sigstore-sign.cjs', 'dist/tree-sitter.wasm', 'dist/sql-wasm.wasm', 'media/threatmodel.schema.json', 'media/assertion-types.md', 'media/model-file.md', 'media/walkthrough-sample.svg', 'media/l10n/bundle.l10n.json', 'dist/sample/upload.threatmodel.yaml', 'dist/screens-host.cjs', 'dist/webview/main.js', 'dist/webview/screens.css'];

function assertContents(contents: readonly string[]): void {
  assert.deepEqual(contents.filter((file) => !allowed.some((pattern) => pattern.test(file))), [], 'files that nobody allowed');
  assert.deepEqual(needed.filter((file) => !contents.includes(file)), [], 'files that are missing');
}

test('the npm package holds what the allow-list names and nothing else', () => {
  const [pack] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) as { files: { path: string }[] }[];
  assertContents(pack!.files.map((file) => file.path));
});

test('the extension package holds what the allow-list names and nothing else', () => {
  const vsce = join(root, 'node_modules', '.bin', 'vsce');
  assertContents(execFileSync(vsce, ['ls', '--no-dependencies'], { cwd: root, encoding: 'utf8' }).trim().split('\n'));
});

test('main and bin point at files that the build makes', () => {
  for (const file of [manifest.main, ...Object.values(manifest.bin)]) assert.ok(existsSync(join(root, file)), `${file} is missing; run npm run build`);
  for (const file of Object.values(manifest.bin)) assert.match(read(file).slice(0, 40), /^#!\/usr\/bin\/env node\n/, file);
});

test('nothing that ships can reach a network or reports on its user, but for what talks to a platform that somebody named, what signs by an identity, and the server that listens on the loopback interface when it is told to', () => {
  const reachesOut = readdirSync(join(root, 'dist')).filter((file) => file.endsWith('.cjs') && /require\("(?:node:)?(?:https?|http2|net|tls|dgram|dns)"\)/.test(read(`dist/${file}`)));
  assert.deepEqual(reachesOut, ['mcp.cjs', 'platform-client.cjs', 'sigstore-sign.cjs']);
  const loads = readdirSync(join(root, 'dist')).filter((file) => file.endsWith('.cjs') && read(`dist/${file}`).includes('platform-client.cjs'));
  assert.deepEqual(loads, ['cli.cjs'], 'and the extension does not load it');
  for (const bundle of ['extension', 'extension-web', 'verifier-web-worker', 'cli', 'cli-on-demand', 'mipiti-verify', 'agent-tools', 'test-runner', 'recorded-reader', 'verifier-worker', 'verifier-documents', 'evidence-index', 'sigstore-verify', 'screens-host']) {
    const text = read(`dist/${bundle}.cjs`);
    const modules = [...text.matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1]!.replace(/^node:/, ''));
    assert.deepEqual(modules.filter((name) => ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'inspector'].includes(name)), [], bundle);
    // The loaders of the parser and of SQLite have a branch for browsers; they are given their bytes and never fetch any.
    const suspicious = bundle.endsWith('worker') || bundle === 'evidence-index' ? /createTelemetryLogger|applicationinsights|new WebSocket/ : /createTelemetryLogger|applicationinsights|XMLHttpRequest|new WebSocket|\bfetch\(/;
    assert.equal(suspicious.exec(text)?.[0], undefined, bundle);
  }
});

test('the command line and the worker know no editor, the extension leaves the editor to its host', () => {
  for (const bundle of ['cli', 'mcp']) assert.doesNotMatch(read(`dist/${bundle}.cjs`), /require\("vscode"\)/);
  assert.doesNotMatch(read('dist/verifier-worker.cjs'), /require\("vscode"\)/);
  assert.match(read('dist/extension.cjs'), /require\("vscode"\)/);
});
