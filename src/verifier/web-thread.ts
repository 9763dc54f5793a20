/** Threads of a browser. */
import type { StartThread, ThreadEvents, VerifierThread } from './thread.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/** What this file uses of a browser. */
interface WebWorker {
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: ((event: { readonly data: FromWorker }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
}
declare const Worker: new (address: string) => WebWorker;

/**
 * Starts threads whose script and whose WebAssembly `load` reads. The script becomes an address of this page, since where
 * it lies can be a place that only the editor reaches.
 */
export function webThreads(scriptFile: string, load: (file: string) => Promise<Uint8Array>): StartThread {
  return (events) => new WebThread(scriptFile, load, events);
}

class WebThread implements VerifierThread {
  readonly load: (file: string) => Promise<Uint8Array>;
  readonly #waiting: ToWorker[] = [];
  #worker: WebWorker | undefined;
  #ended = false;

  constructor(scriptFile: string, load: (file: string) => Promise<Uint8Array>, events: ThreadEvents) {
    this.load = load;
    void this.#start(scriptFile, events).catch((error: unknown) => events.died(error instanceof Error ? error.message : String(error)));
  }

  async #start(scriptFile: string, { hear, died }: ThreadEvents): Promise<void> {
    const script = await this.load(scriptFile);
    if (this.#ended) return;
    const address = URL.createObjectURL(new Blob([new Uint8Array(script)], { type: 'text/javascript' }));
    const worker = new Worker(address);
    this.#worker = worker;
    worker.onmessage = ({ data }) => {
      // Now it runs, and the address is not needed any more.
      if (data.kind === 'ready') URL.revokeObjectURL(address);
      hear(data);
    };
    worker.onerror = ({ message }) => died(message ?? 'the worker broke');
    for (const message of this.#waiting.splice(0)) worker.postMessage(message);
  }

  postMessage(message: ToWorker): void {
    if (this.#worker) this.#worker.postMessage(message);
    else this.#waiting.push(message);
  }

  hold(): void {
    // A worker keeps no page alive.
  }

  terminate(): Promise<void> {
    this.#ended = true;
    this.#worker?.terminate();
    return Promise.resolve();
  }
}
