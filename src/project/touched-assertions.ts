/**
 * Which assertions a change touches, by symbol. A verdict is a function of what its check read, so an assertion whose files are
 * byte for byte those of the base needs no second look. Where only the claimed file changed, and the claim is about named
 * symbols, it matters whether the change lies in one of these, in what they name or enclose, or outside of all definitions.
 */
import { assertionHash } from '../model/canonical.ts';
import { claimedSegments } from '../verifier/code/dotted.ts';
import { findAssertionType } from '../verifier/catalogue.ts';
import { fileSources } from '../verifier/file-sources.ts';
import { rememberingSources } from '../verifier/remembering-sources.ts';
import type { Sources } from '../verifier/sources.ts';
import type { Foundation } from '../verifier/verdict.ts';
import type { ClaimChecker } from './claim-checker.ts';
import { commitSources } from './commit-sources.ts';
import { changedDefinitions, type ChangedDefinitions } from './changed-definitions.ts';
import { isThisRepository } from './repository.ts';
import type { ModelSnapshot } from './snapshot.ts';

export interface Touched {
  readonly touched: readonly string[];
  /** Assertions that nothing of the change can reach, with the verdict that they had at the base. */
  readonly leftOut: ReadonlyMap<string, 'pass' | 'fail' | 'undecidable'>;
}

/** Types whose verdict on a file follows from the definitions of the named symbols and what stands outside of all definitions. */
const decidedBySymbols = new Set(['function_exists', 'function_calls', 'class_exists', 'decorator_present']);

/**
 * Sorts the assertions of this checkout by whether the change since the base commit can touch them. The snapshot must have its
 * `past`; without it everything is touched. What rests on a run of tests always is.
 */
export async function touchedAssertions(model: ModelSnapshot, checker: ClaimChecker, signal?: AbortSignal): Promise<Touched> {
  const { past, repository } = model;
  const own = Object.keys(model.model.assertions).filter((id) => isThisRepository(model.model.assertions[id]!.repository, repository));
  if (!past) return { touched: own, leftOut: new Map() };
  const then = rememberingSources(await commitSources(repository.root, past.commit));
  const now = rememberingSources(fileSources(repository.root));
  const verdicts = new Map(Object.entries(past.model.assertions).flatMap(([id, assertion]) => (past.verdicts.has(id) ? [[assertionHash(assertion), past.verdicts.get(id)!] as const] : [])));
  const definitions = new Map<string, Promise<ChangedDefinitions>>();
  const changedIn = (file: string): Promise<ChangedDefinitions> => {
    const known = definitions.get(file) ?? changedDefinitions(file, then, now, checker, signal);
    definitions.set(file, known);
    return known;
  };
  const touched: string[] = [];
  const leftOut = new Map<string, 'pass' | 'fail' | 'undecidable'>();
  for (const id of own) {
    const assertion = model.model.assertions[id]!;
    const before = verdicts.get(assertionHash(assertion));
    // A defect of the verifier or a check that was stopped says nothing about the files.
    const settled = before !== undefined && before.reason !== 'internal_error' && before.reason !== 'timeout' && !findAssertionType(assertion.type)?.runs;
    if (!settled || (await reaches(before.restsOn, assertion))) touched.push(id);
    else leftOut.set(id, before.verdict);
  }
  return { touched, leftOut };

  async function reaches(restsOn: readonly Foundation[], { type, params }: { readonly type: string; readonly params: Readonly<Record<string, unknown>> }): Promise<boolean> {
    const changed: string[] = [];
    for (const foundation of restsOn) if (!changed.includes(foundation.file) && (await differs(foundation, then, now))) changed.push(foundation.file);
    if (changed.length === 0) return false;
    const [file] = changed;
    const symbols = (findAssertionType(type)?.params ?? []).flatMap(({ name, kind }) => (kind === 'symbol' && typeof params[name] === 'string' ? [params[name]] : []));
    if (changed.length > 1 || file === undefined || params['file'] !== file || !decidedBySymbols.has(type) || symbols.length === 0) return true;
    return (await changedIn(file)).touch([...symbols, ...restsOn.flatMap((one) => (one.file === file && one.symbol !== undefined ? [one.symbol] : []))].map((symbol) => claimedSegments(symbol)));
  }
}

async function differs({ file, glob }: Foundation, then: Sources, now: Sources): Promise<boolean> {
  if (glob) {
    const [before, after] = [await then.list(file), await now.list(file)];
    return !before.ok || !after.ok || !before.complete || !after.complete || before.files.join('\n') !== after.files.join('\n');
  }
  const [before, after] = [await then.digest(file), await now.digest(file)];
  if (before.ok && after.ok) return before.sha256 !== after.sha256;
  // Missing then and now is no change; anything else that could not be read may be one.
  return !(!before.ok && !after.ok && before.refusal === 'file_missing' && after.refusal === 'file_missing');
}
