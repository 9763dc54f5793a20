/** Sources that answer each path once: one batch of claims sees one state of the files. */
import type { Sources } from './sources.ts';

/** Remembers every answer of `inner` for as long as it is held. Made for one batch; never keep it across an edit. */
export function rememberingSources(inner: Sources): Sources {
  const reads = new Map<string, ReturnType<Sources['read']>>();
  const found = new Map<string, ReturnType<Sources['exists']>>();
  const digests = new Map<string, ReturnType<Sources['digest']>>();
  const lists = new Map<string, ReturnType<Sources['list']>>();
  return {
    read: (path) => remembered(reads, path, () => inner.read(path)),
    exists: (path) => remembered(found, path, () => inner.exists(path)),
    digest: (path) => remembered(digests, path, () => inner.digest(path)),
    list: (glob) => remembered(lists, glob, () => inner.list(glob)),
  };
}

function remembered<Answer>(memory: Map<string, Answer>, path: string, ask: () => Answer): Answer {
  const known = memory.get(path);
  if (known !== undefined) return known;
  const answer = ask();
  memory.set(path, answer);
  return answer;
}
