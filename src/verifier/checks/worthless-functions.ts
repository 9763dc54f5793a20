/** What is wrong with a function of which nothing can be claimed about its body. */
import type { FoundDefinition } from '../code/find-definition.ts';
import type { VerdictReason } from '../verdict.ts';

export const worthlessFunctions: Readonly<Partial<Record<FoundDefinition['worth'], { readonly reason: VerdictReason; readonly sentence: string }>>> = {
  declaration_only: { reason: 'declaration_only', sentence: 'is only declared, without a body of its own' },
  type_only: { reason: 'type_only', sentence: 'exists for the type checker only' },
  dead_code: { reason: 'dead_code', sentence: 'stands in code that never runs' },
  test_only: { reason: 'test_only', sentence: 'exists in test runs only' },
  not_a_function: { reason: 'not_found', sentence: 'is not a function here' },
  dynamic: { reason: 'dynamic', sentence: 'is bound to a value that is computed, so its body cannot be told' },
};
