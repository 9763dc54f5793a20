/** What is wrong with a trust policy, as data. Each is an error: a policy that is not understood trusts nobody. */
import type { ModelPath, TextRange } from '../../model/problem.ts';

export interface TrustProblemParameters {
  /** The parser's own words. */
  yaml_syntax: { readonly message: string };
  not_a_policy: Readonly<Record<string, never>>;
  too_large: { readonly limit: number };
  duplicate_key: { readonly key: string };
  unknown_key: { readonly key: string; readonly suggestion?: string };
  missing_key: { readonly key: string };
  invalid_value: { readonly found: string; readonly expected: string };
  invalid_date: { readonly found: string };
  /** The text of a public key, and why it cannot be used. */
  unusable_key: { readonly because: string };
  /** Another entry has the same key. */
  same_key: { readonly other: string };
  /** `until` is before `from`. */
  ends_before_it_begins: Readonly<Record<string, never>>;
  /** Identities are named, and no trusted root to check certificates against. */
  no_trusted_root: Readonly<Record<string, never>>;
}
export type TrustProblemCode = keyof TrustProblemParameters;

export type TrustProblem = {
  readonly [Code in TrustProblemCode]: { readonly code: Code; readonly path: ModelPath; readonly range: TextRange; readonly parameters: TrustProblemParameters[Code] };
}[TrustProblemCode];
