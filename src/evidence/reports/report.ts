/** What a verification found, as one value: every report is a rendering of it, and none of them knows anything else. */
import type { CodeRange } from '../../verifier/verdict.ts';

export interface ReportPlace {
  /** Relative to the root of the repository, with `/`. */
  readonly file: string;
  readonly range: CodeRange;
}

/** Why something that does not hold fails no build. */
export interface Excuse {
  readonly by: 'known_gap' | 'baseline';
  readonly why: string;
}

export interface ReportedProblem {
  /** Stable, such as `assertion.function_calls` or `model.unknown_reference`. */
  readonly rule: string;
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information';
  /** The model's id. */
  readonly model: string;
  /** The entity that it is about. */
  readonly subject?: string;
  readonly place: ReportPlace;
  readonly message: string;
  readonly remedy: string;
  readonly related: readonly { readonly place: ReportPlace; readonly message: string }[];
  /** The same for the same problem wherever its lines have moved to. */
  readonly fingerprint: string;
  /** Against the base or the baseline; missing where there is none to compare with. */
  readonly state?: 'new' | 'unchanged' | 'updated' | 'absent';
  readonly excuse?: Excuse;
}

export interface ReportedWeakening {
  readonly kind: string;
  readonly model: string;
  readonly subject: string;
  readonly sentence: string;
  readonly place: ReportPlace;
  readonly fingerprint: string;
}

export interface ReportedChange {
  readonly effect: 'weakened' | 'broken' | 'put_at_risk' | 'improved';
  readonly subject: string;
  readonly sentence: string;
}

export interface ReportedAssertion {
  readonly id: string;
  readonly model: string;
  /** The control or assumption that it is evidence for, and in a few words what that promises. */
  readonly subject: string;
  readonly promise: string;
  readonly type: string;
  /** What is claimed, as people say it. */
  readonly claim: string;
  /** `left_out`: the run did not look, because nothing that it rests on changed. */
  readonly verdict: 'pass' | 'fail' | 'undecidable' | 'elsewhere' | 'left_out';
  readonly strength?: string;
  /** What was found. */
  readonly details: string;
  /** What to do; only where it does not pass. */
  readonly remedy?: string;
  readonly place?: ReportPlace;
  readonly excuse?: Excuse;
}

export interface ReportedModel {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  /** The commit that weakenings are computed against, or why there is none. */
  readonly base: { readonly commit: string } | { readonly none: string };
  readonly weakenings: readonly ReportedWeakening[];
  /** What the change since the base does to the posture; missing where that was not asked. */
  readonly changes?: readonly ReportedChange[];
  /** Missing where assertions were left out: what was not looked at supports no posture. */
  readonly posture?: {
    readonly counts: { readonly mitigated: number; readonly at_risk: number; readonly unassessed: number };
    readonly open: readonly { readonly id: string; readonly tier: string; readonly status: string; readonly action?: string }[];
    readonly controls: readonly { readonly id: string; readonly title: string; readonly standing: string; readonly counts: boolean }[];
    readonly digest: string;
  };
  readonly assertions: readonly ReportedAssertion[];
  readonly problems: readonly ReportedProblem[];
  /** Problems of the base that are gone. */
  readonly gone: readonly ReportedProblem[];
}

export interface Report {
  readonly tool: { readonly name: string; readonly version: string };
  readonly models: readonly ReportedModel[];
  readonly outcome: { readonly holds: boolean; readonly sentence: string };
  /** Whether weakenings fail this run. */
  readonly weakeningsFail: boolean;
  /** Only of a run over a change. */
  readonly scope?: { readonly since: string; readonly sentence: string };
}
