/**
 * The statement on one run of one model: in-toto Statement v1 about a commit and its tree. What it says of an assertion is
 * bound by hashes to the text of the assertion, of its control and clauses, and to the state of each file it rests on.
 */
import * as z from 'zod/mini';
import { canonicalText } from '../../model/canonical.ts';
import { strengths } from '../../model/vocabulary.ts';
import { readCanonicalJson } from '../envelope/canonical-json.ts';
import { statementType } from '../envelope/in-toto.ts';
import { fileStatePattern } from './file-state.ts';

/** Names the predicate; another shape gets another number. */
export const runType = 'urn:mipiti:run:1';

const digest = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** SHA-1 or SHA-256, as the repository has it. */
const gitName = z.string().check(z.regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/));
const text = z.string().check(z.minLength(1));
const count = z.int().check(z.minimum(0));
const instant = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/));
const state = z.string().check(z.regex(fileStatePattern));

const runEntry = z.strictObject({
  /** For readers: evidence is found by hash, and survives another identifier. */
  id: text,
  hash: digest,
  /** The control that it is evidence for, with the clauses it covers; null for an assumption's. */
  control: z.nullable(z.strictObject({ id: text, hash: digest, clauses: z.array(z.strictObject({ name: text, hash: digest })) })),
  assumption: z.nullable(z.strictObject({ id: text, hash: digest })),
  /** 1: the verifier. 2: a judgement on what it found. */
  tier: z.union([z.literal(1), z.literal(2)]),
  verdict: z.enum(['pass', 'fail', 'undecidable', 'split', 'skipped']),
  strength: z.nullable(z.enum(strengths)),
  reason: text,
  /** Of the changes that take away what is claimed: how many were tried, and how many it noticed. Null where none was tried. */
  noticed: z.nullable(z.strictObject({ tried: count, killed: count })),
  /** Paths and globs of `files` and `listings`. */
  files: z.array(text),
  listings: z.array(text),
  /** Who judged, for tier 2. */
  reviewer: z.nullable(text),
});

const runSchema = z.strictObject({
  _type: z.literal(statementType),
  subject: z.tuple([z.strictObject({ name: z.literal('commit'), digest: z.strictObject({ gitCommit: gitName }) }), z.strictObject({ name: z.literal('tree'), digest: z.strictObject({ gitTree: gitName }) })]),
  predicateType: z.literal(runType),
  predicate: z.strictObject({
    tool: z.strictObject({ name: text, version: text, engine: text }),
    model: z.strictObject({ id: text, path: text, digest }),
    /** owner/name, or null where the repository has no remote. */
    repository: z.nullable(text),
    at: instant,
    /** The names of the files before it that no other file names, sorted: a run that is taken away later leaves a gap. */
    earlier: z.array(digest),
    /** The name of the file with the public test-result statement on the same run. */
    testResult: z.nullable(digest),
    files: z.array(z.strictObject({ path: text, state })),
    listings: z.array(z.strictObject({ path: text, state })),
    assertions: z.array(runEntry),
  }),
});

export type RunStatement = z.infer<typeof runSchema>;
export type RunPredicate = RunStatement['predicate'];
export type RunEntry = z.infer<typeof runEntry>;

export interface RunOf {
  readonly commit: string;
  readonly tree: string;
  readonly predicate: RunPredicate;
}

/** The statement on a run. Lists are put in order, so that the same run gives the same bytes. */
export function runStatement({ commit, tree, predicate }: RunOf): RunStatement {
  const byKey = <T>(list: readonly T[], key: (one: T) => string): T[] => [...list].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  return {
    _type: statementType,
    subject: [
      { name: 'commit', digest: { gitCommit: commit } },
      { name: 'tree', digest: { gitTree: tree } },
    ],
    predicateType: runType,
    predicate: {
      ...predicate,
      earlier: [...predicate.earlier].sort(),
      files: byKey(predicate.files, ({ path }) => path),
      listings: byKey(predicate.listings, ({ path }) => path),
      assertions: byKey(predicate.assertions, ({ id, tier }) => `${id}\u0000${tier}`),
    },
  };
}

/** The payload of a statement. @throws TypeError when it holds what JSON cannot say, such as half of a surrogate pair. */
export function statementBytes(statement: object): Uint8Array {
  const canonical = canonicalText(statement);
  if (canonical === undefined) throw new TypeError('a statement holds JSON only');
  return new TextEncoder().encode(canonical);
}

export type ReadRun = { readonly ok: true; readonly statement: RunStatement } | { readonly ok: false; readonly because: string; /** It is a statement of another kind, of which nothing is said here. */ readonly other?: true };

/** The run that a payload speaks of. It must be canonical, have these members and no others, and agree with itself. */
export function readRunStatement(payload: Uint8Array): ReadRun {
  const json = readCanonicalJson(payload);
  if (!json.ok) return json;
  const { _type: type, predicateType } = (json.value ?? {}) as { _type?: unknown; predicateType?: unknown };
  if (type === statementType && typeof predicateType === 'string' && predicateType !== runType) return { ok: false, other: true, because: `it is no statement on a run but ${predicateType.slice(0, 80)}` };
  const parsed = runSchema.safeParse(json.value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { ok: false, because: `it is no statement on a run (${[...(issue?.path ?? [])].map(String).join('.') || 'the whole'} does not fit)` };
  }
  const statement = parsed.data;
  const { files, listings, assertions, at } = statement.predicate;
  if (Number.isNaN(Date.parse(at))) return { ok: false, because: `there is no time ${at}` };
  const [known, listed] = [new Set(files.map(({ path }) => path)), new Set(listings.map(({ path }) => path))];
  if (known.size !== files.length || listed.size !== listings.length) return { ok: false, because: 'it gives a file two states' };
  for (const entry of assertions) {
    const unknown = entry.files.find((path) => !known.has(path)) ?? entry.listings.find((path) => !listed.has(path));
    if (unknown !== undefined) return { ok: false, because: `${entry.id} rests on ${unknown}, of which it gives no state` };
    if (entry.verdict !== 'pass' && entry.strength !== null) return { ok: false, because: `${entry.id} has a strength and does not pass` };
    if (entry.tier === 1 && (entry.verdict === 'split' || entry.verdict === 'skipped')) return { ok: false, because: `${entry.id} has no verdict of the verifier` };
    if (entry.noticed && entry.noticed.killed > entry.noticed.tried) return { ok: false, because: `${entry.id} notices more than was tried` };
    if ((entry.control === null) === (entry.assumption === null)) return { ok: false, because: `${entry.id} is evidence for neither or for both of a control and an assumption` };
  }
  const keys = assertions.map(({ id, tier }) => `${id}\u0000${tier}`);
  if (new Set(keys).size !== keys.length) return { ok: false, because: 'it judges an assertion twice' };
  return { ok: true, statement };
}

/** The commit that a run is about. */
export function commitOfRun({ subject: [commit] }: RunStatement): string {
  return commit.digest.gitCommit;
}

export function treeOfRun({ subject: [, tree] }: RunStatement): string {
  return tree.digest.gitTree;
}
