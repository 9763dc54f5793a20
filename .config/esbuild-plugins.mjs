/** What bundles are made with: the list of language files where no folder can be read, and what a browser has in the place of a process. */
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';

const require = createRequire(import.meta.url);

/** What a browser has no use for: it reads disks, starts threads and processes, or asks git. */
export const needProcess = [/^src\/project\/(node-disk|node-checker|git|init|write-model|run-tests|model-files|find-repository)\.ts$/, /^src\/verifier\/(file-sources|list-files|node-thread|grammar-files)\.ts$/, /^src\/verifier\/running\/process/];

/** Puts the list of language files into a bundle, where no folder is there to be read. */
export const languageFiles = {
  name: 'language-files',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]languages[\\/]found\.ts$/ }, async ({ path }) => {
      const folder = dirname(path);
      const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.language.ts')).sort();
      const imports = names.map((name, index) => `import * as file${index} from './${name.split(sep).join('/')}';`);
      return { contents: `${imports.join('\n')}\nexport const found = [${names.map((_, index) => `file${index}`).join(', ')}];`, resolveDir: folder, loader: 'ts', watchFiles: names.map((name) => join(folder, name)), watchDirs: [folder] };
    });
  },
};

/** Puts what a browser has in the place of what only a process has; a module that needs one says so when it is asked for all the same. */
export const inBrowser = {
  name: 'in-browser',
  setup({ onResolve, onLoad }) {
    const instead = { 'node:path': 'path-browserify', 'node:util': './src/extension/web/node-util.ts', 'node:events': './src/extension/web/node-events.ts' };
    onResolve({ filter: /^node:/ }, ({ path, importer }) => (instead[path] ? { path: require.resolve(instead[path].startsWith('.') ? join(process.cwd(), instead[path]) : instead[path]) } : { errors: [{ text: `${path}, asked for by ${importer}, is not there in a browser` }] }));
    // The parser's loader asks for these in a process only.
    onResolve({ filter: /^(fs\/promises|module)$/ }, ({ path }) => ({ path, namespace: 'needs-process', pluginData: { kind: 'dynamic-import' } }));
    onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
      const own = relative(process.cwd(), join(resolveDir, path)).split(sep).join('/');
      if (own === 'src/verifier/file-digests.ts') return { path: join(process.cwd(), 'src/verifier/file-digests-web.ts') };
      return needProcess.some((pattern) => pattern.test(own)) ? { path: own, namespace: 'needs-process', pluginData: { kind } } : undefined;
    });
    // What is only named in passing must not keep the rest from loading.
    onLoad({ filter: /.*/, namespace: 'needs-process' }, ({ path, pluginData }) => ({ contents: pluginData.kind === 'dynamic-import' ? `throw new Error(${JSON.stringify(`${basename(path)} needs a desktop or a remote editor`)});` : 'module.exports = {};', loader: 'js' }));
  },
};
