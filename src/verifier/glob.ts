/**
 * Globs of claims, matched in time that grows with the text only: they come from repositories that nobody trusts, and
 * matchers that make one backtracking expression of a glob can be kept busy for hours.
 *
 * `*` and `?` stay inside of a name, `**` is any number of folders, `[a-z]` one of some characters, `{a,b}` one of some
 * texts. A name that begins with a dot is a name like others.
 */

/** Alternatives in braces, counted as if they were written out. */
const maximumAlternatives = 200;
export const maximumGlobLength = 400;

/** Why a glob cannot be used, as a sentence; undefined when it can. */
export function globProblem(glob: string): string | undefined {
  if (glob.length > maximumGlobLength) return `It is longer than ${maximumGlobLength} characters.`;
  if (/[@?*+!]\(/.test(glob)) return 'Write alternatives in braces, as {a,b}, not in brackets.';
  return alternativesOf(glob) === undefined ? `Its braces stand for more than ${maximumAlternatives} paths.` : undefined;
}

/** Whether a path, with `/` between its parts, is one that the glob names. A glob that cannot be used names none. */
export function globMatcher(glob: string): (path: string) => boolean {
  const patterns = globProblem(glob) === undefined ? (alternativesOf(glob) ?? []).map((one) => one.split('/').map((segment) => (segment === '**' ? '**' : nameMatcher(segment)))) : [];
  return (path) => {
    const names = path.split('/');
    return patterns.some((pattern) => fits(pattern, names));
  };
}

type Segment = '**' | ((name: string) => boolean);

/** Row by row: which names are taken when so much of the pattern is. */
function fits(pattern: readonly Segment[], names: readonly string[]): boolean {
  let reached = names.map(() => false);
  reached.unshift(true);
  for (const segment of pattern) {
    const next = reached.map(() => false);
    for (let taken = 0; taken <= names.length; taken++) {
      if (segment === '**') next[taken] = reached[taken] === true || (taken > 0 && next[taken - 1] === true);
      else if (taken > 0) next[taken] = reached[taken - 1] === true && segment(names[taken - 1] ?? '');
    }
    reached = next;
  }
  return reached[names.length] === true;
}

/** Every text that braces stand for, or undefined when there are too many. Braces without a comma stand for themselves. */
function alternativesOf(glob: string): readonly string[] | undefined {
  const open: string[] = [glob];
  const done: string[] = [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const brace = /\{([^{}]*,[^{}]*)\}/.exec(next);
    if (!brace) done.push(next);
    else for (const choice of brace[1]!.split(',').reverse()) open.push(next.slice(0, brace.index) + choice + next.slice(brace.index + brace[0].length));
    if (open.length + done.length > maximumAlternatives) return undefined;
  }
  return done;
}

/** One name of a path. What stands between stars is looked for as far left as possible, which is never wrong. */
function nameMatcher(segment: string): (name: string) => boolean {
  const chunks = segment.split(/\*+/).map(charactersOf);
  return (name) => {
    const characters = Array.from(name);
    const first = chunks[0]!;
    if (!standsAt(first, characters, 0)) return false;
    if (chunks.length === 1) return characters.length === first.length;
    let from = first.length;
    for (const chunk of chunks.slice(1, -1)) {
      while (from + chunk.length <= characters.length && !standsAt(chunk, characters, from)) from++;
      if (from + chunk.length > characters.length) return false;
      from += chunk.length;
    }
    const last = chunks.at(-1)!;
    return characters.length - last.length >= from && standsAt(last, characters, characters.length - last.length);
  };
}

type Character = (one: string) => boolean;

function standsAt(chunk: readonly Character[], characters: readonly string[], from: number): boolean {
  return from + chunk.length <= characters.length && chunk.every((character, index) => character(characters[from + index]!));
}

function charactersOf(chunk: string): readonly Character[] {
  return [...chunk.matchAll(/\[(?<not>[!^]?)(?<set>\]?[^\]]*)\]|[^]/gu)].map(({ 0: written, groups }): Character => {
    const set = groups?.['set'];
    if (set === undefined) return written === '?' ? () => true : (one) => one === written;
    const ranges = [...set.matchAll(/([^])-([^])|([^])/gu)].map(([, from, to, single]) => [from ?? single!, to ?? single!] as const);
    const negated = groups?.['not'] !== '';
    return (one) => ranges.some(([from, to]) => from <= one && one <= to) !== negated;
  });
}
