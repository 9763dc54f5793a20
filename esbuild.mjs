/**
 * Builds everything that ships: one table of entries, each with what it may weigh and what it must not contain.
 *
 *   node esbuild.mjs            build, print the sizes, fail over budget
 *   node esbuild.mjs --watch    build again on every change
 *   node esbuild.mjs --meta     also write dist/meta.json, for esbuild's bundle analyser
 */
import { build, context } from 'esbuild';
import { copyFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';
import { inBrowser, languageFiles, libraryFiles, libraryText, needProcess } from './.config/esbuild-plugins.mjs';
import { screenOptions } from './.config/screen-options.mjs';
import { workerText } from './.config/worker-text.mjs';

const require = createRequire(import.meta.url);
const kilobyte = 1000;

/** What evidence needs now and then, loaded with the first run that asks for it: the index, certificates, and the network. */
const evidenceBeside = {
  'src/evidence/ledger-index/sqlite-index.ts': './evidence-index.cjs',
  'src/evidence/sigstore/verify-bundle.ts': './sigstore-verify.cjs',
  'src/evidence/sigstore/sign-bundle.ts': './sigstore-sign.cjs',
};

/** What the extension leaves out in a browser besides: the library is read through the editor there, and manifests are read by the worker only. */
const notInWebExtension = [/^src\/project\/generate\/built-in-library\.ts$/, /^src\/verifier\/documents\.ts$/];

/** @type {{name: string, entry: string, external?: string[], budget: number, without: RegExp[], shebang?: boolean, beside?: Record<string, string>, browser?: boolean}[]} */
const entries = [
  {
    name: 'extension',
    entry: 'src/extension/extension.ts',
    external: ['vscode'],
    // The budget of the host bundle, without grammars and the TypeScript compiler.
    budget: 600 * kilobyte,
    beside: { ...evidenceBeside, 'src/project/recorded-reader.ts': './recorded-reader.cjs', 'src/project/generate/generate-model.ts': './generate.cjs', 'src/verifier/running/process-test-runner.ts': './test-runner.cjs', 'src/extension/agent/run-tool.ts': './agent-tools.cjs', 'src/extension/screens/on-demand.ts': './screens-host.cjs' },
    without: [/node_modules\/(@sigstore|sql\.js|make-fetch-happen|@modelcontextprotocol)\//, /src\/(mcp|tools)\//, /node_modules\/typescript\//, /node_modules\/d3/, /node_modules\/commander\//, /src\/cli\//, /src\/sync\//, /src\/project\/git-remote\.ts/, /src\/project\/screens\//],
  },
  {
    name: 'extension-web',
    entry: 'src/extension/extension-web.ts',
    external: ['vscode'],
    // With what runs the screens, which a browser cannot load from beside it.
    budget: 800 * kilobyte,
    without: [/node_modules\/typescript\//, /node_modules\/commander\//, /src\/cli\//, ...needProcess],
    browser: true,
  },
  {
    name: 'cli',
    entry: 'src/cli/main.ts',
    budget: 600 * kilobyte,
    without: [/node_modules\/(@sigstore|sql\.js|make-fetch-happen)\//, /node_modules\/typescript\//, /node_modules\/d3/, /src\/extension\//],
    shebang: true,
    // What reaches a network lies apart: nothing else that ships can.
    beside: { ...evidenceBeside, 'src/project/evidence-package.ts': './evidence-package.cjs', 'src/sync/platform-http.ts': './platform-client.cjs', 'src/verifier/running/process-test-runner.ts': './test-runner.cjs', 'src/cli/on-demand.ts': './cli-on-demand.cjs', 'src/mcp/main.ts': './mcp.cjs' },
  },
  {
    // Commands of the command line that few runs ask for.
    name: 'cli-on-demand',
    entry: 'src/cli/on-demand.ts',
    budget: 400 * kilobyte,
    without: [/node_modules\/(@sigstore|sql\.js|make-fetch-happen|commander)\//, /node_modules\/typescript\//, /src\/(extension|sync)\//],
    beside: { ...evidenceBeside, 'src/project/generate/generate-model.ts': './generate.cjs' },
  },
  {
    // The tools for agents of the editor: loaded with the first call.
    name: 'agent-tools',
    entry: 'src/extension/agent/run-tool.ts',
    external: ['vscode'],
    budget: 800 * kilobyte,
    without: [/node_modules\/(@sigstore|sql\.js|make-fetch-happen|web-tree-sitter|commander|typescript|@modelcontextprotocol)\//, /src\/(cli|mcp)\//],
    beside: { ...evidenceBeside, 'src/project/generate/generate-model.ts': './generate.cjs', 'src/project/recorded-reader.ts': './recorded-reader.cjs', 'src/verifier/running/process-test-runner.ts': './test-runner.cjs' },
  },
  {
    // The server for coding agents: loaded by `mipiti mcp`, and started by editors as it is.
    name: 'mcp',
    entry: 'src/mcp/main.ts',
    budget: 1300 * kilobyte,
    without: [/node_modules\/(@sigstore|sql\.js|make-fetch-happen|web-tree-sitter|commander|typescript|express)\//, /src\/(cli|extension)\//],
    shebang: true,
    beside: { ...evidenceBeside, 'src/project/generate/generate-model.ts': './generate.cjs', 'src/project/recorded-reader.ts': './recorded-reader.cjs', 'src/verifier/running/process-test-runner.ts': './test-runner.cjs' },
  },
  {
    // What runs the screens in the editor: loaded with the first one that is opened.
    name: 'screens-host',
    entry: 'src/extension/screens/on-demand.ts',
    external: ['vscode'],
    budget: 400 * kilobyte,
    without: [/node_modules\/(@sigstore|sql\.js|make-fetch-happen|preact)\//, /node_modules\/typescript\//, /src\/(cli|sync)\//, /^webview\//],
  },
  {
    // What reads and verifies recorded runs: the extension loads it where there is a ledger.
    name: 'recorded-reader',
    entry: 'src/project/recorded-reader.ts',
    budget: 330 * kilobyte,
    without: [/node_modules\/(@sigstore|sql\.js|make-fetch-happen|commander)\//, /node_modules\/typescript\//, /src\/(extension|cli|sync)\//],
    beside: evidenceBeside,
  },
  {
    // What makes models of descriptions and repositories, with its library; loaded with the first one that is asked for.
    name: 'generate',
    entry: 'src/project/generate/generate-model.ts',
    budget: 500 * kilobyte,
    without: [/node_modules\/(commander|web-tree-sitter|@sigstore|sql\.js)\//, /node_modules\/typescript\//, /src\/(extension|cli|sync|evidence)\//],
    beside: { 'src/verifier/documents.ts': './verifier-documents.cjs' },
  },
  {
    // Loaded with the first test that is run.
    name: 'test-runner',
    entry: 'src/verifier/running/process-test-runner.ts',
    budget: 80 * kilobyte,
    without: [/src\/(extension|cli|project|evidence|sync)\//],
  },
  {
    name: 'platform-client',
    entry: 'src/sync/platform-http.ts',
    budget: 12 * kilobyte,
    without: [/node_modules\//, /src\/(?!sync\/)/],
  },
  {
    // The second name of the command line: npm calls it by its file where there are no links.
    name: 'mipiti-verify',
    entry: 'src/cli/mipiti-verify.ts',
    budget: 1 * kilobyte,
    without: [/src\/cli\/main\.ts/],
    shebang: true,
    beside: { 'src/cli/main.ts': './cli.cjs' },
  },
  {
    name: 'verifier-worker',
    entry: 'src/verifier/worker.ts',
    // Every language and check; a thread loads it once, off the host's own thread.
    budget: 900 * kilobyte,
    without: [/node_modules\/typescript\//, /node_modules\/yaml\//, /src\/(extension|cli|project)\//],
    // Loaded with the first claim that needs it, so that no other claim waits for its libraries.
    beside: { 'src/verifier/documents.ts': './verifier-documents.cjs' },
  },
  {
    name: 'verifier-web-worker',
    entry: 'src/verifier/web-worker.ts',
    // As the worker, with the libraries that lie beside that one.
    budget: 1250 * kilobyte,
    without: [/node_modules\/typescript\//, /src\/(extension|cli|project)\//, ...needProcess],
    browser: true,
  },
  {
    name: 'verifier-documents',
    entry: 'src/verifier/documents.ts',
    budget: 330 * kilobyte,
    without: [/node_modules\/typescript\//, /node_modules\/re2js\//, /src\/(extension|cli|project)\//],
  },
  {
    name: 'evidence-index',
    entry: 'src/evidence/ledger-index/sqlite-index.ts',
    budget: 250 * kilobyte,
    without: [/node_modules\/(@sigstore|make-fetch-happen)\//, /src\/(extension|cli|project)\//],
  },
  {
    // Loaded by who exports or audits a package.
    name: 'evidence-package',
    entry: 'src/project/evidence-package.ts',
    budget: 400 * kilobyte,
    without: [/node_modules\/(@sigstore|sql\.js|make-fetch-happen|web-tree-sitter)\//, /node_modules\/typescript\//, /src\/(extension|cli|sync)\//],
    beside: evidenceBeside,
  },
  {
    name: 'sigstore-verify',
    entry: 'src/evidence/sigstore/verify-bundle.ts',
    budget: 300 * kilobyte,
    without: [/node_modules\/(@sigstore\/sign|make-fetch-happen)\//, /src\/(extension|cli|project)\//],
  },
  {
    // The only bundle that reaches a network; the command line loads it to sign by an identity.
    name: 'sigstore-sign',
    entry: 'src/evidence/sigstore/sign-bundle.ts',
    budget: 1200 * kilobyte,
    without: [/src\/(extension|cli|project)\//],
  },
];

/** The grammars that the languages name. */
async function grammarFiles() {
  const { outputFiles } = await build({ entryPoints: ['src/verifier/languages/all.ts'], bundle: true, write: false, format: 'esm', platform: 'node', plugins: [languageFiles] });
  const { languages } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  return [...new Set(languages.map(({ grammar }) => grammar.file))];
}

/** The sample that the walkthrough opens; what running it left behind stays here. */
const sample = (await readdir('test/sample', { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && !entry.parentPath.includes('__pycache__'))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((from) => ({ from, to: join('dist/sample', relative('test/sample', from)) }));

/** Files that ship as they are: the parser's own WebAssembly and one grammar a language. */
const grammars = await grammarFiles();
const copies = [
  { from: require.resolve('web-tree-sitter/tree-sitter.wasm'), to: 'dist/tree-sitter.wasm' },
  { from: require.resolve('sql.js/dist/sql-wasm.wasm'), to: 'dist/sql-wasm.wasm' },
  ...grammars.map((path) => ({ from: require.resolve(path), to: `dist/grammars/${basename(path)}` })),
];
// Unpacked; they pack to a tenth. What the package may weigh is tested where it is made.
const budgetOfGrammars = 32_000 * kilobyte;

const watch = process.argv.includes('--watch');
const meta = process.argv.includes('--meta');

/** Leaves a module out of a bundle: it is a bundle of its own that lies beside it. */
const leaveBeside = (beside) => ({
  name: 'beside',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const own = relative(process.cwd(), join(resolveDir, path)).split(sep).join('/');
      return own in beside ? { path: beside[own], external: true } : undefined;
    });
  },
});

const optionsOf = (entry) => ({
  entryPoints: [entry.entry],
  outfile: `dist/${entry.name}.cjs`,
  bundle: true,
  minify: !watch,
  sourcemap: watch ? 'inline' : false,
  platform: entry.browser ? 'browser' : 'node',
  format: 'cjs',
  target: entry.browser ? 'es2022' : 'node20.12',
  external: entry.external ?? [],
  inject: entry.name === 'verifier-web-worker' ? ['src/verifier/node-buffer.ts'] : [],
  plugins: [languageFiles, libraryFiles, ...(entry.browser ? [inBrowser(entry.name === 'extension-web' ? notInWebExtension : [])] : []), ...(entry.beside ? [leaveBeside(entry.beside)] : [])],
  // Some packages bundle only from their modules: the main file of jsonc-parser looks for its parts at run time.
  ...(['verifier-documents', 'cli-on-demand'].includes(entry.name) || entry.browser ? { mainFields: ['module', 'main'] } : {}),
  banner: entry.browser ? {} : { js: `${entry.shebang ? '#!/usr/bin/env node\n' : ''}const __bundleUrl=require('node:url').pathToFileURL(__filename).href;` },
  // import.meta.url is empty in a bundle of this format; what looks for a file next to the bundle gets its address.
  define: { 'import.meta.url': entry.browser ? 'globalThis.location.href' : '__bundleUrl' },
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
});

const webviewOptions = {
  ...screenOptions,
  entryPoints: ['webview/main.ts', 'webview/screens.css'],
  chunkNames: '[name]-[hash]',
  outdir: 'dist/webview',
  minify: !watch,
  sourcemap: watch ? 'inline' : false,
  metafile: true,
  legalComments: 'none',
  plugins: [workerText],
};
/** What a page loads before it shows anything, what any one part may weigh, and the styles. */
const webviewBudgets = { first: 60 * kilobyte, part: 160 * kilobyte, styles: 60 * kilobyte };

/** What stands in the page before any screen: an entry with the parts that it names statically. */
function firstOf(outputs, entry) {
  const seen = new Set();
  const open = [entry];
  for (let file = open.pop(); file; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const { path, kind } of outputs[file].imports) if (kind === 'import-statement') open.push(path);
  }
  return [...seen].reduce((sum, file) => sum + outputs[file].bytes, 0);
}

await rm('dist', { recursive: true, force: true });
for (const { from, to } of [...copies, ...sample]) {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
}

// What a browser has beside its bundle is read through the editor.
await writeFile('dist/library.json', await libraryText());

if (watch) {
  for (const options of [...entries.map(optionsOf), webviewOptions]) await (await context(options)).watch();
  console.log('watching');
} else {
  const failures = [];
  const rows = [];
  const inputsOf = {};
  for (const entry of entries) {
    const { metafile } = await build(optionsOf(entry));
    const size = Object.values(metafile.outputs)[0].bytes;
    rows.push([`dist/${entry.name}.cjs`, size, entry.budget]);
    if (size > entry.budget) failures.push(`dist/${entry.name}.cjs has ${size} bytes, its budget is ${entry.budget}`);
    for (const unwanted of entry.without) {
      const found = Object.keys(metafile.inputs).find((input) => unwanted.test(input));
      if (found) failures.push(`dist/${entry.name}.cjs must not contain ${found}`);
    }
    inputsOf[entry.name] = metafile;
  }
  const { metafile: screens } = await build(webviewOptions);
  const parts = Object.entries(screens.outputs);
  const sizes = [
    ['dist/webview, first', firstOf(screens.outputs, 'dist/webview/main.js'), webviewBudgets.first],
    ...parts.filter(([file, { entryPoint }]) => file.endsWith('.js') && entryPoint !== 'webview/main.ts').map(([file, { bytes }]) => [file, bytes, webviewBudgets.part]),
    ['dist/webview/screens.css', screens.outputs['dist/webview/screens.css'].bytes, webviewBudgets.styles],
  ];
  rows.push(...sizes);
  failures.push(...sizes.filter(([, size, budget]) => size > budget).map(([name, size, budget]) => `${name} has ${size} bytes, its budget is ${budget}`));
  const stranger = Object.keys(screens.inputs).find((input) => !/^(worker-text:)?(webview\/(?!page\/)|src\/(protocol|model)\/|node_modules\/(preact|d3-[a-z]+|internmap)\/)/.test(input));
  if (stranger) failures.push(`the screens must not contain ${stranger}`);
  inputsOf.webview = screens;
  const wasm = [];
  for (const { to } of copies) wasm.push((await stat(to)).size);
  const total = wasm.reduce((sum, size) => sum + size, 0);
  rows.push(['dist/*.wasm, dist/grammars', total, budgetOfGrammars]);
  if (total > budgetOfGrammars) failures.push(`the grammars have ${total} bytes, their budget is ${budgetOfGrammars}`);
  for (const [name, size, budget] of rows) {
    console.log(`${name.padEnd(28)} ${String(Math.round(size / 1000)).padStart(6)} KB of ${Math.round(budget / 1000)} KB`);
  }
  if (meta) await writeFile('dist/meta.json', JSON.stringify(inputsOf));
  if (failures.length > 0) {
    console.error(failures.map((failure) => `over budget: ${failure}`).join('\n'));
    process.exitCode = 1;
  }
}
