/** What a submission to the hosted service is bound to: each assertion with its verdict, of one tier. */
import { createHash } from 'node:crypto';
import { pythonJson } from './python-json.ts';

export interface HostedAssertion {
  readonly id: string;
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly description: string;
}

export type ContentHash = { readonly ok: true; /** `sha256:<hex>` */ readonly hash: string } | { readonly ok: false; readonly because: string };

/**
 * The hash over {assertion_id, type, params, description, verdict} of every assertion, sorted by identifier. An assertion without a
 * verdict counts as skipped. It binds neither model, tier, repository nor commit: a statement around it must.
 */
export function contentHash(assertions: readonly HostedAssertion[], verdicts: ReadonlyMap<string, string>): ContentHash {
  const records = assertions
    .map(({ id, type, params, description }) => ({ assertion_id: id, type, params, description, verdict: verdicts.get(id) ?? 'skipped' }))
    .sort((a, b) => Buffer.compare(Buffer.from(a.assertion_id), Buffer.from(b.assertion_id)));
  const text = pythonJson(records);
  return text.ok ? { ok: true, hash: `sha256:${createHash('sha256').update(text.text).digest('hex')}` } : text;
}
