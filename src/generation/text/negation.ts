/** Where a description says that something is not there: "no payments", "does not store cards", "video is out of scope". */
import type { TextRange } from '../../model/problem.ts';

/** Denies what follows it. */
const denying = [
  /\b(?:no|without|neither|nor|never any|zero)\s+(?=[\p{L}])/giu,
  /\b(?:(?:do|does|did|will|shall|should|must|can|may|is|are)\s*(?:not|n['’]t)|cannot|can['’]t|don['’]t|doesn['’]t|won['’]t|never)\s+(?:(?:ever|itself|yet|currently|directly|actually|need to|have to|want to|going to)\s+){0,2}(?:have|has|handle|store|keep|save|use|process|support|need|offer|accept|include|involve|require|hold|collect|take|contain|allow|do|deal|provide|implement|cover|touch|see)(?:s|ing|d)?\b/giu,
  /\b(?:exclud(?:e|es|ing)|except(?:ing)?|instead of|rather than|other than|out of scope\s*(?:are|is|:))\s+/giu,
  /\bwithout (?:storing|handling|using|having|keeping|processing|needing|requiring|supporting|collecting)\b/giu,
];

/** Looks like a denial, and is none. */
const noDenial = /\b(?:no (?:one|body|other|more|longer than|matter|doubt|later|less|fewer|sooner|attacker|intruder|stranger|outsider|unauthori[sz]ed)|not (?:only|just|merely|all|every)|without (?:losing|leaking|exposing|revealing|breaking|interrupting|downtime|delay|interruption|being|an? account|authori[sz]ation|permission|consent|\w+ing))\b/iuy;

/** Denies what stands before it in the same clause. */
const deniedAfter = /\b(?:is|are|was|were|be|stays?|remains?)?\s*(?:currently |explicitly |deliberately )?(?:out of scope|not (?:part of|in scope|needed|supported|used|stored|kept|involved|included|available|planned|required|handled|processed|collected|offered|accepted)|excluded)\b/giu;

/** Ends what a denial reaches: the clause is over. */
const clauseEnd = /[.;:!?()]|\n\s*\n|\n\s*[-*#]|\b(?:but|however|although|though|instead|because|since|so that|which|that|while|only|just|and (?:we|it|they|the|users?|customers?))\b/giu;

/** The ranges of a text in which what is named is said not to be there, in their order. */
export function deniedRanges(text: string): TextRange[] {
  const ends = [...text.matchAll(clauseEnd)].map(({ index }) => index);
  const ranges: TextRange[] = [];
  for (const pattern of denying) {
    for (const match of text.matchAll(pattern)) {
      noDenial.lastIndex = match.index;
      if (noDenial.test(text)) continue;
      const start = match.index + match[0].length;
      ranges.push({ start, end: reachOf(text, start, firstFrom(ends, start) ?? text.length) });
    }
  }
  for (const match of text.matchAll(deniedAfter)) {
    ranges.push({ start: clauseStart(text, match.index), end: match.index });
  }
  return ranges.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** A comma ends a denial, unless a list goes on: "no payments, chat or video". At most so many words are denied at once. */
function reachOf(text: string, start: number, clause: number): number {
  const longest = Math.min(clause, start + 120);
  for (let at = start; at < longest; at++) {
    if (text[at] !== ',') continue;
    const rest = text.slice(at + 1, longest);
    if (!/^(?:\s*[\p{L}\p{N}-]+(?:\s+[\p{L}\p{N}-]+){0,2}\s*,)*\s*(?:[\p{L}\p{N}-]+\s+){0,3}?(?:or|nor|and no)\b/iu.test(rest)) return at;
  }
  return longest;
}

function clauseStart(text: string, before: number): number {
  const clause = /(?:[.;:!?()]|\n\s*\n|\n\s*[-*#]|\b(?:but|and|which|that|while|although)\b)(?!.*(?:[.;:!?()]|\b(?:but|and|which|that|while|although)\b))/isu;
  const lately = text.slice(Math.max(0, before - 120), before);
  const match = clause.exec(lately);
  return before - lately.length + (match ? match.index + match[0].length : 0);
}

/** Binary search: the first of sorted numbers that is not below `from`. */
function firstFrom(sorted: readonly number[], from: number): number | undefined {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return sorted[low];
}
