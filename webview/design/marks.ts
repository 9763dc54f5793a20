/** The marks of the design language: of each family and value its shape, its tone and its word. Never the colour alone. */
import type { Mark } from '../../src/protocol/marks.ts';
import { l10n } from '../l10n.ts';

/** What a mark wants to be felt as; the theme gives the colour. */
export type Tone = 'good' | 'bad' | 'warn' | 'calm' | 'faint';

export interface MarkLook {
  readonly tone: Tone;
  /** Drawn with the line. */
  readonly line: string;
  /** Filled, beneath the line. */
  readonly fill?: string;
  readonly dashed?: boolean;
  /** Of steps: those that are filled are counted, the others are faint. */
  readonly counted?: boolean;
}

const shield = 'M8 1.8l5.2 2v4.1c0 3.1-2.1 5.2-5.2 6.3-3.1-1.1-5.2-3.2-5.2-6.3V3.8z';
const disc = 'M8 2.2a5.8 5.8 0 100 11.6A5.8 5.8 0 008 2.2z';
const bar = (index: number): string => `M${2.5 + index * 3} 13.5V${11 - index * 2.8}h2V13.5z`;
const bars = (count: number): { readonly line: string; readonly fill: string; readonly counted: true } => ({ counted: true, line: [0, 1, 2, 3].map(bar).join(''), fill: Array.from({ length: count }, (_, index) => bar(index)).join('') });
/** A ladder with so many rungs, climbed so far. */
const ladder = (rungs: number, climbed: number): { readonly line: string; readonly fill: string; readonly counted: true } => {
  const step = (index: number): string => `M4.5 ${13 - index * (10 / rungs)}h7v-${7 / rungs}h-7z`;
  return { counted: true, line: Array.from({ length: rungs }, (_, index) => step(index)).join(''), fill: Array.from({ length: climbed }, (_, index) => step(index)).join('') };
};
/** As the editor marks files that were added, changed or removed. */
const square = 'M2.5 2.5h11v11h-11z';
const wall = 'M9.5 2v12M12.5 2v12M9.5 5h3M9.5 8h3M9.5 11h3';

const looks: { readonly [Family in Mark['of']]: Readonly<Record<Extract<Mark, { of: Family }>['is'], MarkLook>> } = {
  status: {
    mitigated: { tone: 'good', fill: shield, line: `${shield}M5.3 8l2 2 3.5-4` },
    at_risk: { tone: 'bad', line: `${shield}M8 5v3.8M8 11v.01` },
    unassessed: { tone: 'faint', line: shield, dashed: true },
  },
  tier: { critical: { tone: 'bad', ...bars(4) }, high: { tone: 'warn', ...bars(3) }, medium: { tone: 'calm', ...bars(2) }, low: { tone: 'faint', ...bars(1) } },
  reachability: {
    reachable: { tone: 'bad', line: 'M1 8h13M11 5l3 3-3 3M8 2v3M8 11v3' },
    unreachable: { tone: 'good', line: `M1 8h6M4.5 5.5L7 8l-2.5 2.5${wall}` },
    indeterminate: { tone: 'warn', line: 'M1 8h5M4 6l2 2-2 2M9.5 6a2 2 0 113 1.8c-.7.4-1 .8-1 1.7M11.5 12v.01' },
  },
  standing: {
    verified: { tone: 'good', fill: disc, line: `${disc}M5.3 8.2l2 2 3.5-4` },
    assumed: { tone: 'calm', fill: disc, line: `${disc}M5.5 9.5c0-2.5.5-3.5 1.7-4M9 9.5c0-2.5.5-3.5 1.7-4` },
    implemented: { tone: 'warn', fill: 'M8 2.2a5.8 5.8 0 000 11.6z', line: disc },
    not_implemented: { tone: 'faint', line: disc },
    removed: { tone: 'faint', line: `${disc}M4 12L12 4`, dashed: true },
  },
  verdict: {
    pass: { tone: 'good', line: 'M2.5 8.5L6.5 12.5 13.5 4' },
    fail: { tone: 'bad', line: 'M3.5 3.5l9 9M12.5 3.5l-9 9' },
    undecidable: { tone: 'warn', line: 'M8 2l6 11.5H2zM6.7 7.3a1.3 1.3 0 112 1.1c-.5.3-.7.6-.7 1.1M8 11.4v.01' },
    elsewhere: { tone: 'calm', line: 'M6 3.5H3v9.5h9.5v-3M9 3h4v4M13 3L7.5 8.5' },
    unchecked: { tone: 'faint', line: disc, dashed: true },
    checking: { tone: 'calm', line: 'M8 2.2a5.8 5.8 0 015.8 5.8' },
  },
  strength: { text: { tone: 'warn', ...ladder(2, 1) }, declared: { tone: 'good', ...ladder(2, 2) }, chained: { tone: 'warn', ...ladder(3, 1) }, called: { tone: 'good', ...ladder(3, 2) }, unconditional: { tone: 'good', ...ladder(3, 3) } },
  force: {
    in_force: { tone: 'good', line: 'M4 14h8M5 11.5h6v-2H9L9.5 5a1.7 1.7 0 10-3 0L7 9.5H5z' },
    pending: { tone: 'warn', line: 'M4.5 2.5h7M4.5 13.5h7M5.5 2.5c0 3 5 4 5 5.5s-5 2.5-5 5.5M10.5 2.5c0 3-5 4-5 5.5s5 2.5 5 5.5' },
    expired: { tone: 'bad', line: `${disc}M8 5v3.2l2.3 1.3M2 2l12 12` },
    not_active: { tone: 'faint', line: `${disc}M6.5 5.8v4.4M9.5 5.8v4.4` },
    sealed: { tone: 'good', fill: 'M3.5 7h9v6.5h-9z', line: 'M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 015 0v2' },
    open: { tone: 'bad', line: 'M4 14V2.5M4 3h8.5l-2 3 2 3H4' },
    closed: { tone: 'faint', line: 'M4 14V2.5M4 3h8.5l-2 3 2 3H4M6.5 12l1.5 1.5 3-3' },
  },
  change: {
    added: { tone: 'good', fill: square, line: `${square}M8 5v6M5 8h6` },
    removed: { tone: 'bad', line: 'M2.5 5V2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11M5 8h6' },
    changed: { tone: 'calm', fill: 'M8 5.6a2.4 2.4 0 100 4.8 2.4 2.4 0 000-4.8z', line: `${square}M8 5.6a2.4 2.4 0 100 4.8 2.4 2.4 0 000-4.8z` },
  },
  course: {
    fell: { tone: 'bad', line: `${shield}M8 4.6v5.6M5.8 8.2L8 10.4l2.2-2.2` },
    rose: { tone: 'good', fill: shield, line: `${shield}M8 10.4V4.8M5.8 6.8L8 4.6l2.2 2.2` },
    differs: { tone: 'warn', line: `${shield}M5.6 6.4h4.8M5.6 9h4.8M9.4 4.6L6.6 10.8` },
  },
};

export function lookOf(mark: Mark): MarkLook {
  return (looks[mark.of] as Readonly<Record<string, MarkLook>>)[mark.is]!;
}

/** The word of a mark. */
export function wordOf(mark: Mark): string {
  switch (mark.is) {
    case 'mitigated': return l10n.t('mitigated');
    case 'at_risk': return l10n.t('at risk');
    case 'unassessed': return l10n.t('unassessed');
    case 'critical': return l10n.t('critical');
    case 'high': return l10n.t('high');
    case 'medium': return l10n.t('medium');
    case 'low': return l10n.t('low');
    case 'reachable': return l10n.t('reachable');
    case 'unreachable': return l10n.t('unreachable');
    case 'indeterminate': return l10n.t('indeterminate');
    case 'verified': return l10n.t('verified');
    case 'assumed': return l10n.t('assumed');
    case 'implemented': return l10n.t('implemented, not verified');
    case 'not_implemented': return l10n.t('not implemented');
    case 'removed': return l10n.t('removed');
    case 'pass': return l10n.t('passes');
    case 'fail': return l10n.t('fails');
    case 'undecidable': return l10n.t('undecidable');
    case 'elsewhere': return l10n.t('in another repository');
    case 'unchecked': return l10n.t('not checked yet');
    case 'checking': return l10n.t('being checked');
    case 'text': return l10n.t('text');
    case 'declared': return l10n.t('declared');
    case 'chained': return l10n.t('chained');
    case 'called': return l10n.t('called');
    case 'unconditional': return l10n.t('unconditional');
    case 'in_force': return l10n.t('in force');
    case 'pending': return l10n.t('not attested');
    case 'expired': return l10n.t('expired');
    case 'not_active': return l10n.t('not active');
    case 'sealed': return l10n.t('sealed');
    case 'open': return l10n.t('open');
    case 'closed': return l10n.t('closed');
    case 'added': return l10n.t('added');
    case 'changed': return l10n.t('changed');
    case 'fell': return l10n.t('status fell');
    case 'rose': return l10n.t('status rose');
    case 'differs': return l10n.t('status differs');
  }
}
