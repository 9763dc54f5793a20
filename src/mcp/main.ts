/** `mipiti mcp`: serves folders to coding agents until it is told to end. Logs go to standard error, and hold no secret. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { printable } from '../project/printable.ts';
import { helpText, readWords, WrongWords, type McpOptions } from './options.ts';
import { product } from './product.ts';
import { serveOverStdio } from './stdio.ts';
import { newToken, tokenIn } from './token.ts';
import { rootsOf, Workbench } from './workbench.ts';

/** Serves as the words say. Gives the exit code: 0 when it ended as asked, 2 for wrong words. */
export async function mcp(words: readonly string[], signal: AbortSignal): Promise<number> {
  try {
    const options = readWords(words);
    if (options === 'help') {
      process.stdout.write(`${helpText}\n`);
      return 0;
    }
    await serve(options, signal);
    return 0;
  } catch (error) {
    if (!(error instanceof WrongWords) && (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    log(`${(error as Error).message} mipiti mcp --help lists what there is.`);
    return 2;
  }
}

async function serve(options: McpOptions, signal: AbortSignal): Promise<void> {
  const workbench = new Workbench({ roots: rootsOf(options.paths), workerFile: new URL('./verifier-worker.cjs', import.meta.url), runTests: options.runTests });
  try {
    const served = product(workbench, options, readVersion(), log);
    if (!options.http) {
      await serveOverStdio(served, signal, log);
      return;
    }
    const { port, tokenFile } = options.http;
    const token = tokenFile === undefined ? newToken() : await tokenIn(tokenFile);
    const { serveOverHttp } = await import('./http.ts');
    const server = await serveOverHttp(served, { port, token, log });
    log(`serving at ${server.url}`);
    // The one time that it is shown; where it lies in a file, it is not.
    if (tokenFile === undefined) process.stderr.write(`token: ${token}\n`);
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    await server.close();
  } finally {
    workbench.dispose();
  }
}

function log(line: string): void {
  process.stderr.write(`mipiti mcp: ${printable(line)}\n`);
}

/** The version in the manifest, which lies beside the bundle and beside the source alike. */
function readVersion(): string {
  const inSource = new URL('../../package.json', import.meta.url);
  const manifest = existsSync(inSource) ? inSource : new URL('../package.json', import.meta.url);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

/** An editor starts the bundle itself. */
const [, started] = process.argv;
if (started !== undefined && existsSync(started) && pathToFileURL(realpathSync(started)).href === import.meta.url) {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ending.abort(new Error('interrupted')));
  process.stdout.on('error', () => process.exit(0));
  void mcp(process.argv.slice(2), ending.signal).then(
    (code) => process.exit(code),
    (error: unknown) => {
      log(error instanceof Error ? error.message : String(error));
      process.exit(1);
    },
  );
}
