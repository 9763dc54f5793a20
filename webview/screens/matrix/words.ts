/** The words of cells and totals: what is read out, and what stands where there is room. */
import type { CellTier, MatrixCell } from '../../../src/protocol/screens/matrix-cell.ts';
import { wordOf } from '../../design/marks.ts';
import { l10n } from '../../l10n.ts';
import { kinds, statusOf, type Counts, type SeenStatus, type Summary } from './arrange.ts';

export function statusWord(status: SeenStatus): string {
  return wordOf({ of: 'status', is: status });
}

function tierWord(tier: CellTier): string {
  return wordOf({ of: 'tier', is: tier });
}

/** A cell in words: `at risk, critical, reachable, risk accepted`. */
export function cellWords(number: number): string {
  return (known[number] ??= wordsOf(kinds[number]!, number));
}

/** There are few kinds of cells and many cells. The language of a page does not change. */
const known: string[] = [];

function wordsOf({ status, tier, reach, accepted }: MatrixCell, number: number): string {
  const how = status === 'mitigated_by_controls' ? l10n.t('mitigated by controls') : status === 'mitigated_by_assumption' ? l10n.t('mitigated by an assumption') : statusWord(statusOf(number));
  return [how, l10n.t('{0} tier', tierWord(tier)), wordOf({ of: 'reachability', is: reach }), ...(accepted ? [l10n.t('risk accepted')] : [])].join(', ');
}

/** `3 of 5 mitigated, 1 at risk, 1 unassessed`. */
export function countWords({ mitigated, at_risk: atRisk, unassessed }: Counts): string {
  return l10n.t('{0} of {1} mitigated, {2} at risk, {3} unassessed', mitigated, mitigated + atRisk + unassessed, atRisk, unassessed);
}

export function summaryWords(summary: Summary): string {
  const { mitigated, at_risk: atRisk, unassessed, worst } = summary;
  if (mitigated + atRisk + unassessed === 0) return l10n.t('nothing that the filters let through');
  return worst === undefined ? countWords(summary) : l10n.t('{0}; the worst that is open: {1}', countWords(summary), tierWord(worst));
}
