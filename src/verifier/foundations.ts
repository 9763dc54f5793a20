/** Which files a verdict rests on: those that its check asked for. */
import { globMatcher } from './glob.ts';
import type { NoSource, Sources, SourceText } from './sources.ts';
import type { Foundation, Verdict } from './verdict.ts';

/** Passes every question on and remembers what was asked and answered. */
export function recordingSources(inner: Sources): { readonly sources: Sources; seen(): readonly Foundation[] } {
  const seen = new Map<string, Foundation>();
  const remember = (asked: string, answer: SourceText | NoSource | { readonly ok: true; readonly file: string }): void => {
    const file = answer.ok ? answer.file : asked;
    const sha256 = answer.ok && 'sha256' in answer ? answer.sha256 : seen.get(file)?.sha256;
    seen.set(file, { file, ...(sha256 === undefined ? {} : { sha256 }) });
  };
  return {
    sources: {
      async read(path) {
        const answer = await inner.read(path);
        remember(path, answer);
        return answer;
      },
      async exists(path) {
        const answer = await inner.exists(path);
        remember(path, answer);
        return answer;
      },
      async digest(path) {
        const answer = await inner.digest(path);
        remember(path, answer);
        return answer;
      },
      async list(glob) {
        seen.set(glob, { file: glob, glob: true });
        return inner.list(glob);
      },
    },
    seen: () => [...seen.values()],
  };
}

/** Whether a change of `file` can change what rests on the foundation. */
export function foundationCovers({ file: named, glob }: Foundation, file: string): boolean {
  return named === file || (glob === true && globMatcher(named)(file));
}

/** What a verdict rests on: the symbols its check named, with the digests of their files, then the remaining files. */
export function foundationsOf(verdict: Verdict, seen: readonly Foundation[]): readonly Foundation[] {
  const digests = new Map(seen.map(({ file, sha256 }) => [file, sha256]));
  const named = verdict.restsOn.map((foundation) => {
    const sha256 = foundation.sha256 ?? digests.get(foundation.file);
    return { ...foundation, ...(sha256 === undefined ? {} : { sha256 }) };
  });
  const covered = new Set(named.map(({ file }) => file));
  return [...named, ...seen.filter(({ file }) => !covered.has(file))];
}
