/** Stands for `node:events` in a browser, where nobody counts the listeners of a signal. */
export function setMaxListeners(): void {
  // There is no limit to raise.
}
