/** The verdict on what was found of sinks, with what a person reviewed taken off. */
import type { Verdict, VerdictReason } from '../verdict.ts';
import type { Breach, Closing } from './close.ts';
import type { Allowed } from './sink-claim.ts';

export interface ClosedClaim {
  readonly closing: Closing;
  readonly allowlist: readonly Allowed[];
  readonly sinks: string;
  readonly property: string | undefined;
  /** The rest of a sentence about each site of a pass. */
  readonly shows: string;
}

export function closingVerdict({ closing, allowlist, sinks, property, shows }: ClosedClaim): Verdict {
  const left = new Set(closing.breaches);
  for (const entry of allowlist) {
    const matching = closing.breaches.filter((breach) => covers(entry, breach));
    const place = entry.line === undefined ? `the text ${JSON.stringify(entry.anchor)}` : `line ${entry.line}`;
    const [only, second] = matching;
    if (!only) return answer('fail', 'out_of_date', `The allow-list names ${entry.callee} at ${place} of ${entry.file}, where nothing needs it: take the entry out, or say which site is meant.`);
    if (second) return answer('fail', 'ambiguous', `The allow-list names ${entry.callee} at ${place} of ${entry.file}, and ${matching.length} sites fit: a review is of one.`, second);
    left.delete(only);
  }
  const [certain] = [...left].filter(({ open }) => open !== true);
  const why = property === undefined ? '' : ` This is to keep: ${property}.`;
  if (certain) {
    const count = [...left].filter(({ open }) => open !== true).length;
    return answer('fail', 'present', `${certain.words}${count > 1 ? ` There are ${count} such sites.` : ''}${why}`, certain);
  }
  const [unknown] = closing.unknownWrappers;
  if (unknown !== undefined) return answer('fail', 'out_of_date', `${unknown} is named among the wrappers, and nothing in the scope calls it.`);
  const [open] = left;
  if (open) return answer('undecidable', 'dynamic', open.words, open);
  if (closing.tooDeep !== undefined) return answer('undecidable', 'too_large', closing.tooDeep);
  if (closing.sites === 0) return answer('undecidable', 'not_found', `Nothing in the scope could call ${sinks}, so the claim says nothing; claim pattern_absent if that is meant.`);
  const through = closing.wrappers.length > 0 ? ` Handed on by ${closing.wrappers.join(', ')}.` : '';
  const reviewed = allowlist.length > 0 ? ` ${allowlist.length} reviewed.` : '';
  return { ...answer('pass', 'proven', `${closing.sites === 1 ? 'One site in the scope could reach' : `${closing.sites} sites in the scope could reach`} ${sinks}; ${shows}.${through}${reviewed}`), strength: 'declared', ...(closing.firstFile === undefined ? {} : { file: closing.firstFile }) };
}

function covers(entry: Allowed, breach: Breach): boolean {
  if (entry.file !== breach.file || (breach.sink !== undefined && entry.callee !== breach.sink)) return false;
  return entry.line === undefined ? breach.line.includes(entry.anchor ?? '\0') : entry.line === breach.range.start.line;
}

function answer(verdict: Verdict['verdict'], reason: VerdictReason, details: string, at?: Breach): Verdict {
  return { verdict, reason, details, ...(at ? { file: at.file, range: at.range } : {}), restsOn: [] };
}
