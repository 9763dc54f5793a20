/** Runs the built command line as people run it: words in, output and exit code out. `npm run build` makes it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export interface CliResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `mipiti` with words in a folder. Without a terminal there is neither colour nor progress. */
export function mipiti(words: readonly string[], cwd: string, input?: string, more: NodeJS.ProcessEnv = {}): Promise<CliResult> {
  return run('cli.cjs', words, cwd, input, more);
}

/** The same of `mipiti-verify`. */
export function mipitiVerify(words: readonly string[], cwd: string, more: NodeJS.ProcessEnv = {}, input?: string): Promise<CliResult> {
  return run('mipiti-verify.cjs', words, cwd, input, more);
}

/** What a machine of continuous integration sets would show in the output. */
const leftOut = /^(NODE_OPTIONS|CI|CI_.*|GITHUB_.*|MIPITI_.*)$/;

function run(bundle: string, words: readonly string[], cwd: string, input: string | undefined, more: NodeJS.ProcessEnv): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !leftOut.test(name)));
    const child = spawn(process.execPath, [join(root, 'dist', bundle), ...words], { cwd, env: { ...environment, ...more } });
    let [out, err] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
    child.stdin.end(input ?? '');
  });
}
