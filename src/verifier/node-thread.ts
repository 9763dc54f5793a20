/** Threads of a process. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { StartThread, ThreadEvents, VerifierThread } from './thread.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/** Starts threads that run `workerFile`; they read their grammars themselves. */
export function nodeThreads(workerFile: string | URL): StartThread {
  return (events) => new NodeThread(workerFile, events);
}

/** How many threads leave room for other work: one for two cores, at most four. */
export function usualThreads(): number {
  return Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)));
}

/**
 * What a thread may take. From a limit of 2 GB on, V8 lets the heap grow to four times what lives before it looks for what died;
 * below, to less than twice. Trees of large files die at once, so that half as much memory costs no time.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 1024 };

class NodeThread implements VerifierThread {
  readonly #worker: Worker;

  constructor(workerFile: string | URL, { hear, died }: ThreadEvents) {
    this.#worker = new Worker(workerFile, { stdout: false, stderr: false, resourceLimits });
    this.#worker.on('message', (message: FromWorker) => hear(message));
    this.#worker.on('error', (error) => died(error instanceof Error ? error.message : String(error)));
    this.#worker.on('exit', (code) => died(`the worker ended with code ${code}`));
    this.#worker.unref();
  }

  postMessage(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  hold(alive: boolean): void {
    if (alive) this.#worker.ref();
    else this.#worker.unref();
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }
}
