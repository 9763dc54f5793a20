/** Asking git, only where the workspace is trusted: reading must not execute what a repository configures. */
import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * No hooks, no file-system monitor, no pager, no prompts; and no transport, by which a partial clone fetches what it lacks with
 * the commands of its own configuration.
 */
export const safeSettings = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.pager=cat', '--no-optional-locks', '--literal-pathspecs'];
const environment = (): NodeJS.ProcessEnv => ({ ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_EXTERNAL_DIFF: '', GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: '' });

export interface GitInput {
  /** What it reads; nothing when left out. */
  readonly input?: string | Uint8Array;
  /** Variables besides. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What git prints. Rejects when it is not installed (`ENOENT`), fails, or takes longer than twenty seconds. */
export async function git(cwd: string, words: readonly string[], { input, env }: GitInput = {}): Promise<string> {
  const running = run('git', [...safeSettings, ...words], { cwd, encoding: 'utf8', maxBuffer: 64_000_000, timeout: 20_000, windowsHide: true, env: { ...environment(), ...env } });
  // It may end before it has read everything; its exit code tells.
  running.child.stdin?.on('error', () => undefined).end(input ?? '');
  const { stdout } = await running;
  return stdout;
}

/** The bytes of many objects, in their order, by one process; undefined for one that is not there. `names` hold no line break. */
export async function gitObjects(cwd: string, names: readonly string[]): Promise<readonly (Buffer | undefined)[]> {
  if (names.length === 0) return [];
  const child = spawn('git', [...safeSettings, 'cat-file', '--batch', '--buffer'], { cwd, env: environment(), windowsHide: true, stdio: ['pipe', 'pipe', 'ignore'], timeout: 60_000 });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`git cat-file ended with ${String(code)}`))));
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(names.map((name) => `${name}\n`).join(''));
  await ended;
  return objectsIn(Buffer.concat(chunks), names.length);
}

/** `<name> <type> <size>\n<bytes>\n`, or `<name> missing\n`. */
function objectsIn(output: Buffer, count: number): (Buffer | undefined)[] {
  const objects: (Buffer | undefined)[] = [];
  let at = 0;
  while (objects.length < count && at < output.length) {
    const lineEnd = output.indexOf(10, at);
    const header = output.subarray(at, lineEnd).toString('utf8');
    at = lineEnd + 1;
    const size = /^\S+ \S+ (\d+)$/.exec(header)?.[1];
    if (size === undefined) {
      objects.push(undefined);
      continue;
    }
    objects.push(output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  while (objects.length < count) objects.push(undefined);
  return objects;
}
