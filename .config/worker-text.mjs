/** Puts the text of a worker into the bundle that starts it: a page may load no script but its own, and starts workers from text. */
import { build } from 'esbuild';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');

/** For `import { text } from 'worker-text:./worker.ts'`. */
export const workerText = {
  name: 'worker-text',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^worker-text:/ }, ({ path, resolveDir }) => ({ path: relative(root, join(resolveDir, path.slice('worker-text:'.length))), namespace: 'worker-text' }));
    onLoad({ filter: /.*/, namespace: 'worker-text' }, async ({ path }) => {
      const { outputFiles, metafile } = await build({ absWorkingDir: root, entryPoints: [path], bundle: true, write: false, minify: true, format: 'iife', platform: 'browser', target: 'es2022', metafile: true });
      return { contents: `export const text = ${JSON.stringify(outputFiles[0].text)};`, loader: 'js', watchFiles: Object.keys(metafile.inputs).map((file) => join(root, file)) };
    });
  },
};
