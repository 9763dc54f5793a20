/** What one assertion type is, as data: everything that validation, completion, schema and reference page need. */
import type * as z from 'zod/mini';
import type { Strength } from '../model/vocabulary.ts';

/**
 * path: relative to the root, with `/`. glob: such a path with wildcards. symbol: a name, qualified with dots where
 * needed. pattern: RE2 syntax. module: as an import names it. text: any words. texts: a list of them. flag: true or
 * false. choice: one of `choices`. structure: maps and lists in the shape of `schema`.
 */
export type ParameterKind = 'path' | 'glob' | 'symbol' | 'pattern' | 'module' | 'text' | 'texts' | 'flag' | 'choice' | 'structure';

export interface AssertionParameter {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly required: boolean;
  /** One sentence for a person who fills it in. */
  readonly description: string;
  readonly example: string;
  /** Only with the kind `choice`. */
  readonly choices?: readonly string[];
  /** Only with the kind `structure`: its shape, which validates it and describes it to editors and tools. */
  readonly schema?: z.ZodMiniType;
  /** What counts when it is left out, as it would be written. */
  readonly default?: string;
}

/** presence climbs `text < declared`; calls climbs `chained < called < unconditional`. The two are never compared. */
export type Ladder = 'presence' | 'calls';

export interface AssertionType {
  readonly id: string;
  readonly title: string;
  /** One sentence: what a pass shows. */
  readonly shows: string;
  readonly params: readonly AssertionParameter[];
  readonly ladder: Ladder;
  /** Asked for when a claim does not say. */
  readonly least: Strength;
  /** The most that this type can ever prove. */
  readonly most: Strength;
  /** Shows that something is not there, so vacuity is tried by adding it. */
  readonly absence: boolean;
  /** Rests on a run of tests, which changes in memory do not reach, so vacuity cannot be tried. */
  readonly runs?: boolean;
}
