/** What a row of the model screen opens to: its fields, what hangs on it, and its problems. */
import type { EntityKind } from '../../model/identifiers.ts';
import type { FormField } from '../form-field.ts';
import type { Mark } from '../marks.ts';
import type { ScreenProblem } from './model-screen.ts';

export interface EntityDetails {
  readonly kind: EntityKind;
  readonly id: string;
  readonly title: string;
  readonly marks: readonly Mark[];
  /** How it stands, in sentences. */
  readonly facts: readonly string[];
  readonly fields: readonly FormField[];
  /** Its problems; those below a field's path stand at the field. */
  readonly problems: readonly ScreenProblem[];
  /** Of a control. */
  readonly clauses?: readonly ClauseDetails[];
  readonly memberships?: readonly MembershipDetails[];
  /** Of a control and of an assumption that does not apply. */
  readonly assertions?: readonly AssertionDetails[];
  /** Of an assumption, and of a sealed boundary. */
  readonly attestations?: readonly AttestationDetails[];
  /** Whether it can be attested. */
  readonly canBeAttested: boolean;
  /** Of an assertion: how it stands. */
  readonly assertion?: AssertionDetails;
  /** Entities that name it. */
  readonly usedBy: readonly { readonly id: string; readonly title: string }[];
}

export interface ClauseDetails {
  readonly name: string;
  readonly shows: string;
  readonly met: boolean;
  readonly fields: readonly FormField[];
  readonly coveredBy: readonly { readonly id: string; readonly shortfall?: string }[];
}

export interface MembershipDetails {
  readonly objective: string;
  readonly title: string;
  readonly group: string;
  readonly status?: Mark;
}

export interface AssertionDetails {
  readonly id: string;
  /** The claim in words. */
  readonly claim: string;
  readonly marks: readonly Mark[];
  /** What the verifier said, when it is no pass. */
  readonly says?: string;
  /** Whether there is code to go to. */
  readonly hasPlace: boolean;
}

export interface AttestationDetails {
  readonly by: string;
  readonly statement: string;
  readonly attestedAt?: string;
  readonly expiresAt: string;
  readonly live: boolean;
}

export interface FrameworkDetails {
  readonly name: string;
  readonly level?: number;
  readonly exclusions: readonly { readonly requirement: string; readonly why: string }[];
  readonly mappings: readonly { readonly requirement: string; readonly control: string; readonly confidence: string }[];
}
