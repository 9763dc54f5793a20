/** A thread that checks claims, as the pool sees one: of a process, or of a browser. */
import type { FromWorker, ToWorker } from './worker-messages.ts';

/** What the pool is told by a thread. */
export interface ThreadEvents {
  readonly hear: (message: FromWorker) => void;
  /** The thread ended by itself, or could not be started. */
  readonly died: (words: string) => void;
}

export interface VerifierThread {
  postMessage(message: ToWorker): void;
  /** Whether the thread keeps its process alive; a browser's page has no need to know. */
  hold(alive: boolean): void;
  terminate(): Promise<void>;
  /** A file that ships with the worker, for threads that cannot read one. Rejects when it is missing. */
  load?(file: string): Promise<Uint8Array>;
}

export type StartThread = (events: ThreadEvents) => VerifierThread;
