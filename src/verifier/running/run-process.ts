/** One process, with everything that it starts, under a time limit: its output streams by, and nothing of it outlives the run. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';

export interface ProcessOptions {
  readonly program: string;
  readonly words: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  readonly onOutput?: (text: string) => void;
  /** Standard output is kept up to so many bytes. */
  readonly keep?: number;
  /** So is the error output. */
  readonly keepErrors?: boolean;
}

export type ProcessEnding =
  | { readonly kind: 'ended'; readonly code: number; readonly output: string }
  | { readonly kind: 'killed'; readonly by: string }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'too_much' }
  | { readonly kind: 'not_started'; readonly because: string };

/** How long pipes that something else still holds are waited for after the process has ended. */
const lingerMs = 500;
const running = new Set<ChildProcess>();
let watching = false;

/** Runs a program without a shell, in a process group of its own. Never rejects. */
export function runProcess(options: ProcessOptions): Promise<ProcessEnding> {
  const { program, words, cwd, environment, timeoutMs, signal, onOutput, keep = 0, keepErrors = false } = options;
  if (signal?.aborted) return Promise.resolve({ kind: 'cancelled' });
  return new Promise((resolve) => {
    const child = spawn(program, words, { cwd, env: environment, shell: false, windowsHide: true, detached: process.platform !== 'win32', stdio: ['ignore', 'pipe', 'pipe'] });
    killAtExit(child);
    const kept: Buffer[] = [];
    let [size, settled] = [0, false];
    let reason: ProcessEnding | undefined;
    const stop = (why: ProcessEnding): void => {
      reason ??= why;
      killGroup(child);
    };
    const timer = setTimeout(() => stop({ kind: 'timeout' }), timeoutMs);
    const cancel = (): void => stop({ kind: 'cancelled' });
    signal?.addEventListener('abort', cancel, { once: true });
    const settle = (ending: ProcessEnding): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      // What it left running must not go on writing, and must not be there for the next run.
      killGroup(child);
      running.delete(child);
      child.stdout.destroy();
      child.stderr.destroy();
      resolve(reason ?? ending);
    };
    const decoders = [new TextDecoder(), new TextDecoder()] as const;
    const hear = (decoder: TextDecoder, keeping: boolean) => (data: Buffer): void => {
      if (keeping) {
        size += data.length;
        if (size > keep) stop({ kind: 'too_much' });
        else kept.push(data);
      }
      onOutput?.(decoder.decode(data, { stream: true }));
    };
    child.stdout.on('data', hear(decoders[0], keep > 0));
    child.stderr.on('data', hear(decoders[1], keepErrors && keep > 0));
    child.on('error', (error: NodeJS.ErrnoException) => settle({ kind: 'not_started', because: error.code ?? error.message }));
    const end = (code: number | null, by: string | null): void => settle(by === null ? { kind: 'ended', code: code ?? 1, output: Buffer.concat(kept).toString('utf8') } : { kind: 'killed', by });
    child.on('close', end);
    child.on('exit', (code, by) => setTimeout(() => end(code, by), lingerMs).unref());
  });
}

/** Kills a process with all that is in its group, grandchildren included. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') {
      if (child.exitCode === null) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true, stdio: 'ignore' });
    } else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
}

/** When this process ends while tests run, they end with it. */
function killAtExit(child: ChildProcess): void {
  running.add(child);
  if (watching) return;
  watching = true;
  process.on('exit', () => {
    for (const one of running) killGroup(one);
  });
}
