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
export function mipiti(words: readonly string[], cwd: string, input?: string): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const { NODE_OPTIONS: _options, CI: _ci, ...environment } = process.env;
    const child = spawn(process.execPath, [join(root, 'dist', 'cli.cjs'), ...words], { cwd, env: environment });
    let [out, err] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
    child.stdin.end(input ?? '');
  });
}
