/** The answer to one assertion: a value, a sentence, a place, and what it rests on. */
import type { VerdictValue } from '../assurance/evidence.ts';
import type { Strength } from '../model/vocabulary.ts';

/** Lines and columns count from 1; columns are UTF-16 units, as editors count them. The end is exclusive. */
export interface CodePosition {
  readonly line: number;
  readonly column: number;
}
export interface CodeRange {
  readonly start: CodePosition;
  readonly end: CodePosition;
}

/** Why a verdict is what it is. Every filter of a check has its own reason, and a test that flips exactly it. */
export const verdictReasons = [
  'proven',
  'absent',
  'not_found',
  'not_code',
  'type_only',
  'declaration_only',
  'stub',
  'dead_code',
  'test_only',
  'skipped',
  'nested_not_called',
  'other_receiver',
  'shadowed',
  'reference_only',
  'too_weak',
  'present',
  'suppressed',
  'mismatch',
  'duplicate_key',
  'out_of_date',
  'development_only',
  'ambiguous',
  'dynamic',
  'parse_error',
  'timeout',
  'not_run',
  'no_runner',
  'no_report',
  'test_failed',
  'not_attested',
  'file_missing',
  'not_a_file',
  'path_outside_root',
  'unreadable',
  'too_large',
  'binary',
  'unknown_language',
  'unknown_type',
  'invalid_parameters',
  'invalid_pattern',
  'internal_error',
] as const;
export type VerdictReason = (typeof verdictReasons)[number];

/** A file, or a symbol in it, without which the verdict could be another. The digest is SHA-256 in hex of its bytes. */
export interface Foundation {
  readonly file: string;
  /** `file` is a glob: what rests on it rests on which files there are. */
  readonly glob?: true;
  readonly symbol?: string;
  readonly sha256?: string;
}

export interface VerdictAttributes {
  /** The name was followed to its definition or its import. */
  readonly resolved?: boolean;
  /** The call does not lie on every path through its caller. */
  readonly conditional?: boolean;
  /** What the call or definition went through. */
  readonly via?: 'closure' | 'decorator' | 'macro' | 'jsx' | 'nested_function';
  /** The functions that a chain of calls passes through, from the caller to the callee. */
  readonly chain?: readonly string[];
  /** What ran the tests, with its version: `vitest 3.2.7`. */
  readonly runner?: string;
  /** How many tests of this run the claim was found to hold for. */
  readonly tests?: number;
  /** Middleware: the path for which it is registered. */
  readonly path?: string;
  /** Middleware: routes are registered before it, which it does not see in most frameworks. */
  readonly late?: boolean;
  /** Middleware: the application is a parameter, or made in another place. */
  readonly receiver?: 'parameter' | 'factory';
  /** The file has syntax errors, none of which touches the claim. */
  readonly errorsElsewhere?: boolean;
}

export interface Verdict {
  readonly verdict: VerdictValue;
  /** The highest strength proven; only with a pass. */
  readonly strength?: Strength;
  readonly reason: VerdictReason;
  /** One sentence for a person: what was found where, and what was expected. */
  readonly details: string;
  /** Relative to the root, with `/`. */
  readonly file?: string;
  readonly range?: CodeRange;
  readonly attributes?: VerdictAttributes;
  readonly restsOn: readonly Foundation[];
}

/** What the verifier needs of an assertion. */
export interface Claim {
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The least strength at which the verdict is a pass; left out, `declared` for presence and `called` for calls. */
  readonly requires?: Strength;
}
