/** A language that nobody speaks, for tests: each translated text stands between brackets, and what the host said is kept, so that what is neither shows. */
import type { Port } from '../port.ts';

declare global {
  /** What the host said, in its order. */
  var saidByHost: readonly unknown[] | undefined;
}

/** Puts brackets around every text of a bundle; what stands in place of `{0}` stays outside, for it may be a text that was forgotten. */
export function pseudoBundle(bundle: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(bundle).map(([key, text]) => [key, text.replaceAll(/(?<=^|\})[^{}]+/g, '⟦$&⟧')]));
}

/** The same port, which also keeps what comes from the host. */
export function overheard(port: Port): Port {
  const said: unknown[] = [];
  globalThis.saidByHost = said;
  return {
    ...port,
    listen: (heard) =>
      port.listen((message) => {
        said.push(message);
        heard(message);
      }),
  };
}
