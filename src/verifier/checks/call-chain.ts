/** Calls by way of other functions, inside one file and across files. */
import type { CallFact, FunctionFact } from '../code/facts.ts';
import type { FoundDefinition } from '../code/find-definition.ts';
import { targetByType } from '../code/declared-type.ts';
import { functionInvoked, functionOfCall, resolve } from '../code/resolve.ts';
import { callsIn, runWith } from '../code/runs.ts';
import { followImport } from '../modules/follow-import.ts';
import type { ImportTrail } from '../modules/follow-import.ts';
import type { Verdict } from '../verdict.ts';
import { foundElsewhere, handedOnAs, hitsIn, importedTarget } from './call-hits.ts';
import type { Hit } from './call-hits.ts';
import { about, lineOf } from './read-code.ts';
import type { CodeAtHand } from './read-code.ts';

/** How many functions a chain of calls may pass through. */
const longestChain = 5;

/** A function on the way, and the file that it stands in. */
interface Stop {
  readonly at: CodeAtHand;
  readonly fact: FunctionFact;
  /** The names passed through, without the caller. */
  readonly passed: readonly string[];
  /** Where the way begins in the caller. */
  readonly call: CallFact | undefined;
}

/** Follows live calls to other functions, of this file and through imports of others, the nearest first. */
export async function chained(at: CodeAtHand, caller: FoundDefinition, callee: string, claimed: readonly string[], trail: ImportTrail): Promise<Verdict | undefined> {
  const seen = new Set<FunctionFact>([caller.function!]);
  let row: readonly Stop[] = [{ at, fact: caller.function!, passed: [], call: undefined }];
  for (let hop = 0; hop < longestChain && row.length > 0; hop++) {
    const next: Stop[] = [];
    for (const stop of row) {
      const parts = runWith(stop.fact, stop.at.facts);
      const own = stop.passed.length > 0 ? hitsIn(stop.at, parts, claimed)[0] : undefined;
      const hit = own ?? (stop.passed.length > 0 && stop.at !== at ? await foundElsewhere(stop.at, parts, callee, trail) : undefined);
      if (hit && !(await handedOnAs(stop.at, hit.call, claimed, trail))) return chainVerdict(at, caller, callee, stop, hit);
      for (const part of parts) {
        for (const call of callsIn(part.function, stop.at.facts)) {
          if (call.standing !== 'live' || call.form === 'possible') continue;
          const called = await calledFunction(stop.at, call, trail);
          if (!called || seen.has(called.fact) || called.fact.standing !== 'live' || called.fact.path.length === 0) continue;
          seen.add(called.fact);
          const name = called.fact.path.join('.');
          next.push({ ...called, passed: [...stop.passed, called.at.file === at.file ? name : `${name} of ${called.at.file}`], call: stop.call ?? call });
        }
      }
    }
    row = next;
  }
  return undefined;
}

async function calledFunction(at: CodeAtHand, call: CallFact, trail: ImportTrail): Promise<Pick<Stop, 'at' | 'fact'> | undefined> {
  const direct = resolve(call.callee, call.scope, at.facts);
  const typed = targetByType(call.callee, call.scope, at.facts);
  const here = functionOfCall(call, direct, at.facts) ?? (typed && functionOfCall(call, typed, at.facts)) ?? functionInvoked(call, at.facts);
  if (here) return { at, fact: here };
  const foreign = await followImport(importedTarget(call, at), at, trail, call);
  return foreign?.function ? { at: { file: foreign.file, facts: foreign.facts }, fact: foreign.function } : undefined;
}

function chainVerdict(at: CodeAtHand, caller: FoundDefinition, callee: string, stop: Stop, hit: Hit): Verdict {
  const place = stop.at.file === at.file ? `line ${lineOf(stop.at, hit.call)}` : `line ${lineOf(stop.at, hit.call)} of ${stop.at.file}`;
  return about(at, 'pass', 'proven', `${caller.name} does not call ${callee} itself; it reaches it through ${stop.passed.join(', then ')} (${place}).`, {
    strength: 'chained',
    span: stop.call ?? hit.call,
    symbols: [caller.name],
    attributes: { resolved: hit.resolved, conditional: true, chain: [caller.name, ...stop.passed, callee], ...(at.facts.errors.length > 0 ? { errorsElsewhere: true } : {}) },
  });
}
