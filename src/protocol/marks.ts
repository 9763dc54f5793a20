/** What a mark says; each has one shape, one colour and one word on every screen. */

/** One mark: of which family, and which of its values. */
export type Mark =
  | { readonly of: 'status'; readonly is: 'mitigated' | 'at_risk' | 'unassessed' }
  | { readonly of: 'tier'; readonly is: 'critical' | 'high' | 'medium' | 'low' }
  | { readonly of: 'reachability'; readonly is: 'reachable' | 'unreachable' | 'indeterminate' }
  | { readonly of: 'standing'; readonly is: 'verified' | 'assumed' | 'implemented' | 'not_implemented' | 'removed' }
  | { readonly of: 'verdict'; readonly is: 'pass' | 'fail' | 'undecidable' | 'elsewhere' | 'unchecked' | 'checking' }
  | { readonly of: 'strength'; readonly is: 'text' | 'declared' | 'chained' | 'called' | 'unconditional' }
  | { readonly of: 'force'; readonly is: 'in_force' | 'pending' | 'expired' | 'not_active' | 'sealed' | 'open' | 'closed' }
  | { readonly of: 'change'; readonly is: 'added' | 'removed' | 'changed' }
  | { readonly of: 'course'; readonly is: 'fell' | 'rose' | 'differs' };
