/** The text of a worker, bundled by itself; see `.config/worker-text.mjs`. */
declare module 'worker-text:*' {
  export const text: string;
}
