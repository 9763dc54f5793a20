/** Assertions that go along when a symbol of code is renamed: those that held by its old name, no longer do, and hold by the new one. */
import { combine, setValue, type EditResult } from '../../model/edit.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { Assertion } from '../../model/schema.ts';
import { rememberingSources } from '../../verifier/remembering-sources.ts';
import type { Sources } from '../../verifier/sources.ts';
import type { Claim, Verdict } from '../../verifier/verdict.ts';
import type { ClaimChecker } from '../claim-checker.ts';
import type { OpenModel } from '../open-model.ts';
import { symbolsOf } from './claims-on-code.ts';

export interface SymbolRename {
  /** The name as it stands in the code, without its receivers. */
  readonly from: string;
  readonly to: string;
  /** The files that the rename changes, by path relative to the project. */
  readonly files: readonly string[];
  /** What one of them will say; asked only for files that assertions rest on. */
  textAfter(file: string): Promise<string>;
}

export interface Following {
  readonly assertion: string;
  /** The parameters that change, with what they will say. */
  readonly params: Readonly<Record<string, string>>;
}

export interface FollowedRename {
  readonly following: readonly Following[];
  /** Those that hold now, will not after the rename, and for which no spelling of the new name was found that does. */
  readonly left: readonly string[];
}

/** The code before a rename and after it. */
export interface RenamedCode {
  readonly before: Sources;
  readonly after: Sources;
}

/** So many mentions of the name in one assertion are told apart; with more, all of them follow or none. */
const mostMentions = 4;

/** Of the assertions of an open model, those that can mean the renamed symbol, by the files as they are and as they will be. */
export async function followRenameIn(model: Pick<OpenModel, 'ownAssertions' | 'assertion' | 'restsOn' | 'sources'>, rename: SymbolRename, checker: ClaimChecker, signal?: AbortSignal): Promise<FollowedRename> {
  const named = model.ownAssertions().filter((id) => {
    const claimed = model.assertion(id);
    return claimed !== undefined && names(claimed, rename.from);
  });
  // What rests on no changed file has no reason to change, and what no assertion rests on need not be read.
  const files = rename.files.filter((file) => named.some((id) => model.restsOn(id, file)));
  const touched = named.filter((id) => files.some((file) => model.restsOn(id, file))).map((id) => [id, model.assertion(id)!] as const);
  const texts = new Map(await Promise.all(files.map(async (file) => [file, await rename.textAfter(file)] as const)));
  const code = { before: rememberingSources(model.sources()), after: rememberingSources(model.sources(texts)) };
  return followRename(Object.fromEntries(touched), rename, code, checker, signal);
}

/** Whether an assertion names a symbol that is called so, in any segment of a dotted name. */
function names(assertion: Assertion, name: string): boolean {
  return symbolsOf(assertion).some(({ value }) => placesOf(value, name).length > 0);
}

/**
 * Which of the assertions mean the renamed symbol, told by verdicts and not by spelling: one that still holds by its old name
 * means something else or was reached by an alias, and stays. One that does not hold now follows only when what it names is
 * defined in its file under the old name before and under the new one after. Rejects only when aborted.
 */
async function followRename(assertions: Readonly<Record<string, Assertion>>, { from, to }: Pick<SymbolRename, 'from' | 'to'>, code: RenamedCode, checker: ClaimChecker, signal?: AbortSignal): Promise<FollowedRename> {
  const following: Following[] = [];
  const left: string[] = [];
  await Promise.all(
    Object.entries(assertions).map(async ([assertion, claimed]) => {
      const variants = variantsOf(claimed, from, to);
      if (variants.length === 0) return;
      const [before, after] = await Promise.all([checker.check(code.before, claimOf(claimed), signal), checker.check(code.after, claimOf(claimed), signal)]);
      if (before.verdict === 'pass' && sameVerdict(before, after)) return;
      const params = before.verdict === 'pass' ? await firstThatHolds(claimed, variants, before, code.after, checker, signal) : await renamedDefinition(claimed, variants, code, checker, signal);
      if (params) following.push({ assertion, params });
      else if (before.verdict === 'pass' && after.verdict !== 'pass') left.push(assertion);
    }),
  );
  return { following: following.sort((a, b) => (a.assertion < b.assertion ? -1 : 1)), left: left.sort() };
}

/** The edit of a model that makes its assertions follow. */
export function editOfFollowing(parsed: ParsedModel, following: readonly Following[]): EditResult {
  return combine(following.flatMap(({ assertion, params }) => Object.entries(params).map(([parameter, value]) => setValue(parsed, ['assertions', assertion, 'params', parameter], value))));
}

type Params = Readonly<Record<string, string>>;

async function firstThatHolds(claimed: Assertion, variants: readonly Params[], before: Verdict, after: Sources, checker: ClaimChecker, signal?: AbortSignal): Promise<Params | undefined> {
  for (const params of variants) if (sameVerdict(before, await checker.check(after, claimOf(claimed, params), signal))) return params;
  return undefined;
}

async function renamedDefinition(claimed: Assertion, variants: readonly Params[], { before, after }: RenamedCode, checker: ClaimChecker, signal?: AbortSignal): Promise<Params | undefined> {
  const file = claimed.params['file'];
  if (typeof file !== 'string') return undefined;
  const defined = async (sources: Sources): Promise<ReadonlySet<unknown>> => new Set((await checker.suggest(sources, { file }, signal)).flatMap(({ claim: { type, params } }) => (type === 'function_exists' || type === 'class_exists' ? [params['name']] : [])));
  const [old, renewed] = await Promise.all([defined(before), defined(after)]);
  return variants.find((params) => Object.entries(params).every(([parameter, value]) => old.has(claimed.params[parameter]) && !old.has(value) && renewed.has(value) && !renewed.has(claimed.params[parameter])));
}

function sameVerdict(a: Verdict, b: Verdict): boolean {
  return a.verdict === b.verdict && a.strength === b.strength;
}

function claimOf({ type, params, requires }: Assertion, changed: Params = {}): Claim {
  return { type, params: { ...params, ...changed }, ...(requires === undefined ? {} : { requires }) };
}

/** What the parameters could say after the rename: every mention of the name in new, then fewer of them. */
function variantsOf(claimed: Assertion, from: string, to: string): readonly Params[] {
  const mentions = symbolsOf(claimed).flatMap(({ parameter, value }) => placesOf(value, from).map((at) => ({ parameter, value, at })));
  if (mentions.length === 0) return [];
  const all = 2 ** Math.min(mentions.length, mostMentions) - 1;
  const choices = mentions.length > mostMentions ? [all] : Array.from({ length: all }, (_, index) => all - index).sort((a, b) => bitsOf(b) - bitsOf(a));
  return choices.map((choice) => {
    const params: Record<string, string> = {};
    // From the back, so that places further in front stay where they are.
    for (const [index, { parameter, value, at }] of [...mentions.entries()].reverse()) {
      if (mentions.length <= mostMentions && (choice & (1 << index)) === 0) continue;
      const text = params[parameter] ?? value;
      params[parameter] = text.slice(0, at) + to + text.slice(at + from.length);
    }
    return params;
  });
}

function bitsOf(choice: number): number {
  return choice.toString(2).replaceAll('0', '').length;
}

/** Where a dotted name says a name as a whole word. */
function placesOf(value: string, name: string): readonly number[] {
  if (name === '') return [];
  const places: number[] = [];
  for (let at = value.indexOf(name); at >= 0; at = value.indexOf(name, at + name.length)) {
    const [left, right] = [value.slice(0, at).at(-1) ?? '', value.slice(at + name.length, at + name.length + 1)];
    if (!/[\p{L}\p{N}_$]/u.test(left) && !/[\p{L}\p{N}_$]/u.test(right)) places.push(at);
  }
  return places;
}
