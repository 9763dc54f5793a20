/** The entry of a worker of a browser: it reads no file, so its WebAssembly comes over the same line as everything else. */
import { serveClaims } from './serve-claims.ts';
import type { ToWorker } from './worker-messages.ts';

/** What this file uses of the scope of a worker. */
interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: ToWorker }) => void): void;
  addEventListener(type: 'unhandledrejection', listener: (event: { readonly reason: unknown }) => void): void;
}
const scope = globalThis as unknown as WorkerScope;

// A parser that broke ends a thread of a process; here nothing ends by itself, so the page is told as of any error.
scope.addEventListener('unhandledrejection', ({ reason }) => {
  setTimeout(() => {
    throw reason;
  });
});
serveClaims(
  { tell: (message) => scope.postMessage(message), listen: (hear) => scope.addEventListener('message', ({ data }) => hear(data)) },
  (load) => ({ runtime: () => load('tree-sitter.wasm'), grammar: ({ file }) => load(`grammars/${file.slice(file.lastIndexOf('/') + 1)}`) }),
);
