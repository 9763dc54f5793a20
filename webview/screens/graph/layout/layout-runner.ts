/** Runs layouts in a worker, one at a time: one that is superseded is ended, not waited for. */
import { text as workerText } from 'worker-text:./worker.ts';
import type { GraphLayout, LayoutInput, LayoutMemory } from './graph-layout.ts';
import type { LayoutReply, LayoutRequest } from './worker.ts';

export class LayoutRunner {
  #worker: Worker | undefined;
  #ticket = 0;
  #running = false;
  /** Where a page may start no worker, the layout is worked out here. */
  #here = false;

  /** Calls back with the layout, unless another one is asked for before. */
  run(input: LayoutInput, memory: LayoutMemory | undefined, done: (layout: GraphLayout) => void): void {
    const ticket = ++this.#ticket;
    if (this.#running) this.#end();
    const worker = this.#here ? undefined : this.#start();
    const here = (): void => {
      this.#here = true;
      this.#end();
      void import('./lay-out.ts').then(({ layOut }) => {
        if (ticket === this.#ticket) done(layOut(input, memory));
      });
    };
    if (!worker) {
      here();
      return;
    }
    this.#running = true;
    worker.onmessage = ({ data }: MessageEvent<LayoutReply>) => {
      this.#running = false;
      if (data.ticket === this.#ticket) done(data.layout);
    };
    worker.onerror = here;
    worker.postMessage({ ticket, input, memory } satisfies LayoutRequest);
  }

  dispose(): void {
    this.#ticket++;
    this.#end();
  }

  #start(): Worker | undefined {
    if (this.#worker) return this.#worker;
    const address = URL.createObjectURL(new Blob([workerText], { type: 'text/javascript' }));
    try {
      return (this.#worker = new Worker(address));
    } catch {
      // The policy of the page forbids workers: its own thread does the work.
      return undefined;
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#running = false;
  }
}
