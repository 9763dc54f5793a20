/** From the text of `.mipiti/trust.yaml` to a policy, or to what is wrong with it. */
import { parseDocument } from 'yaml';
import { isRealDay } from '../../model/dates.ts';
import { plainOf } from '../../model/plain.ts';
import type { ModelPath, ModelProblem } from '../../model/problem.ts';
import { findSimilar } from '../../model/similar.ts';
import { sourceOf, type ModelSource } from '../../model/source.ts';
import { unknownKeysOf } from '../../model/unknown-keys.ts';
import { fingerprintOf, readTrustedKeys, type TrustedKey } from '../envelope/trusted-keys.ts';
import type { TrustProblem } from './problem.ts';
import { trustSchema, type TrustFile } from './schema.ts';

export interface Standing {
  /** The name in the policy. */
  readonly name: string;
  readonly repositories?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly revoked?: { readonly on: string; readonly why: string } | undefined;
}
export interface PolicyKey extends Standing {
  readonly key: TrustedKey;
  readonly fingerprint: string;
}
export interface PolicyIdentity extends Standing {
  readonly issuer: string;
  readonly subject: string;
}
export interface TrustPolicy {
  readonly keys: readonly PolicyKey[];
  readonly identities: readonly PolicyIdentity[];
  /** The path of Sigstore's trusted root, relative to the root of the repository. */
  readonly trustedRoot?: string | undefined;
}

export interface ReadPolicy {
  /** Missing when there is a problem: half of a policy may be the half without a revocation. */
  readonly policy?: TrustPolicy;
  /** Sorted by place. */
  readonly problems: readonly TrustProblem[];
}

const maximumSize = 500_000;

/** Reads a policy. Nothing that a person types makes it throw. */
export function readTrustPolicy(text: string): ReadPolicy {
  if (text.length > maximumSize) return { problems: [{ code: 'too_large', path: [], range: { start: 0, end: 0 }, parameters: { limit: maximumSize } }] };
  const problems: TrustProblem[] = [];
  const document = parseDocument(text, { version: '1.2', schema: 'core', merge: false, uniqueKeys: false, prettyErrors: false, strict: true, logLevel: 'silent' });
  for (const { pos, message } of document.errors) problems.push({ code: 'yaml_syntax', path: [], range: { start: pos[0], end: Math.max(...pos) }, parameters: { message } });
  const source = sourceOf(text, document);
  const found: ModelProblem[] = [];
  const plain = plainOf(document, found);
  for (const { code, path, range, parameters } of found) problems.push(code === 'duplicate_key' ? { code, path, range, parameters } : { code: 'invalid_value', path, range, parameters: { found: code, expected: 'plain YAML' } });
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) problems.push({ code: 'not_a_policy', path: [], range: { start: 0, end: Math.min(1, text.length) }, parameters: {} });
  else checkShape(plain, source, problems);
  const parsed = problems.length === 0 ? trustSchema.safeParse(plain) : undefined;
  const policy = parsed?.success ? policyOf(parsed.data, source, problems) : undefined;
  problems.sort((a, b) => a.range.start - b.range.start);
  return problems.length === 0 && policy ? { policy, problems } : { problems };
}

function checkShape(plain: object, source: ModelSource, problems: TrustProblem[]): void {
  const unknown = unknownKeysOf(trustSchema, plain);
  for (const path of unknown) {
    const key = String(path.at(-1));
    const suggestion = findSimilar(key, path.knownKeys);
    problems.push({ code: 'unknown_key', path: [...path], range: source.keyRangeOf(path) ?? source.nearestRange(path), parameters: suggestion === undefined ? { key } : { key, suggestion } });
  }
  const parsed = trustSchema.safeParse(plain);
  if (parsed.success) return;
  for (const issue of parsed.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      // Keys beside unknown ones are told above; what only this reader does not know is never passed over.
      if (unknown.length === 0) problems.push({ code: 'unknown_key', path: [], range: source.nearestRange(issue.path as ModelPath), parameters: { key: issue.keys.join(', ') } });
      continue;
    }
    const path = issue.path as (string | number)[];
    const value = valueAt(plain, path);
    if (value === undefined && path.length > 0) problems.push({ code: 'missing_key', path, range: source.nearestRange(path.slice(0, -1)), parameters: { key: String(path.at(-1)) } });
    else problems.push({ code: 'invalid_value', path, range: source.valueRangeOf(path) ?? source.nearestRange(path), parameters: { found: JSON.stringify(value ?? null).slice(0, 80), expected: expectations[String(path.at(-1))] ?? issue.message } });
  }
}

const expectations: Readonly<Record<string, string>> = {
  schema: '1',
  from: 'a day such as 2026-01-31',
  until: 'a day such as 2026-01-31',
  on: 'a day such as 2026-01-31',
  issuer: 'an https address',
  repositories: 'a list of owner/name',
};

function policyOf(file: TrustFile, source: ModelSource, problems: TrustProblem[]): TrustPolicy {
  const keys: PolicyKey[] = [];
  for (const [name, { public_key: pem, ...standing }] of Object.entries(file.keys)) {
    const path = ['keys', name];
    checkDays(path, standing, source, problems);
    const at = source.valueRangeOf([...path, 'public_key']) ?? source.nearestRange(path);
    const read = readTrustedKeys(pem);
    if (!read.ok || read.keys.length !== 1) {
      problems.push({ code: 'unusable_key', path: [...path, 'public_key'], range: at, parameters: { because: read.ok ? 'it holds more than one key; give each a name' : read.because } });
      continue;
    }
    const [key] = read.keys as readonly [TrustedKey];
    const fingerprint = fingerprintOf(key.key);
    const other = keys.find((one) => one.fingerprint === fingerprint);
    // Which of two entries counts would be a matter of order, and one of them may be revoked.
    if (other) problems.push({ code: 'same_key', path: [...path, 'public_key'], range: at, parameters: { other: other.name } });
    keys.push({ name, key, fingerprint, ...standing });
  }
  const identities = Object.entries(file.identities).map(([name, identity]): PolicyIdentity => {
    checkDays(['identities', name], identity, source, problems);
    return { name, ...identity };
  });
  if (identities.length > 0 && file.sigstore === undefined) problems.push({ code: 'no_trusted_root', path: ['identities'], range: source.keyRangeOf(['identities']) ?? { start: 0, end: 0 }, parameters: {} });
  return { keys, identities, trustedRoot: file.sigstore?.trusted_root };
}

function checkDays(path: readonly string[], { from, until, revoked }: Omit<Standing, 'name'>, source: ModelSource, problems: TrustProblem[]): void {
  const days: readonly (readonly [readonly string[], string | undefined])[] = [[['from'], from], [['until'], until], [['revoked', 'on'], revoked?.on]];
  for (const [keys, day] of days) {
    const at = [...path, ...keys];
    if (day !== undefined && !isRealDay(day)) problems.push({ code: 'invalid_date', path: at, range: source.valueRangeOf(at) ?? source.nearestRange(at), parameters: { found: day } });
  }
  if (from !== undefined && until !== undefined && until < from) problems.push({ code: 'ends_before_it_begins', path: [...path, 'until'], range: source.valueRangeOf([...path, 'until']) ?? source.nearestRange(path), parameters: {} });
}

function valueAt(root: unknown, path: ModelPath): unknown {
  return path.reduce<unknown>((value, step) => (typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined), root);
}
