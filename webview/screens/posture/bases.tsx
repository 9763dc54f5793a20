/** Both bases side by side: what this work tree comes to, and what is on record. */
import type { JSX } from 'preact';
import { tiersInOrder, type BasisPosture, type PostureScreen } from '../../../src/protocol/screens/posture-screen.ts';
import { MarkShape, MarkView } from '../../design/mark.tsx';
import { lookOf, wordOf } from '../../design/marks.ts';
import { l10n } from '../../l10n.ts';

const statuses = ['mitigated', 'at_risk', 'unassessed'] as const;

function totalsOf({ byTier }: BasisPosture): Readonly<Record<(typeof statuses)[number], number>> {
  const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);
  return { mitigated: sum(byTier.mitigated), at_risk: sum(byTier.at_risk), unassessed: sum(byTier.unassessed) };
}

interface BasisProps {
  readonly title: string;
  readonly note: string;
  readonly posture: BasisPosture;
}

/** One basis: status by tier as a table, with lengths that can be compared. */
export function Basis({ title, note, posture }: BasisProps): JSX.Element {
  const totals = totalsOf(posture);
  // The longest bar is as long as there is room for.
  const longest = Math.max(1, ...tiersInOrder.map((_, index) => statuses.reduce((sum, is) => sum + posture.byTier[is][index]!, 0)));
  const share = (count: number, of: number): string => `${of === 0 ? 0 : (100 * count) / of}%`;
  return (
    <div class="basis">
      <h3>{title}</h3>
      <p class="basis-note">{note}</p>
      <div class="basis-totals">
        {statuses.map((is) => (
          <span key={is} class={`basis-total mark ${lookOf({ of: 'status', is }).tone}`}>
            <MarkShape mark={{ of: 'status', is }} />
            <strong>{totals[is]}</strong> <span>{wordOf({ of: 'status', is })}</span>
          </span>
        ))}
      </div>
      <div class="basis-table">
        <table class="tier-table">
          <caption class="unseen">{l10n.t('Objectives by tier and status: {0}', title)}</caption>
          <thead>
            <tr>
              <th scope="col">{l10n.t('Tier')}</th>
              {statuses.map((is) => (
                <th key={is} scope="col" class="count">
                  <MarkView mark={{ of: 'status', is }} />
                </th>
              ))}
              <td class="tier-bar-head" />
            </tr>
          </thead>
          <tbody>
            {tiersInOrder.map((tier, index) => {
              const counts = statuses.map((is) => posture.byTier[is][index]!);
              const own = counts.reduce((sum, count) => sum + count, 0);
              return (
                <tr key={tier} class={own === 0 ? 'none' : ''}>
                  <th scope="row">
                    <MarkView mark={{ of: 'tier', is: tier }} />
                  </th>
                  {counts.map((count, at) => (
                    <td key={statuses[at]} class={`count${count === 0 ? ' zero' : ''}`}>
                      {count}
                    </td>
                  ))}
                  <td class="tier-bar" aria-hidden="true">
                    {own > 0 && (
                      <span class="stack" style={{ width: share(own, longest) }}>
                        {statuses.map((is, at) => <span key={is} class={`bar-${is}`} style={{ width: share(counts[at]!, own) }} />)}
                      </span>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** From defined to verified, on both bases: every rung holds those above it. */
export function Ladder({ data }: { readonly data: PostureScreen }): JSX.Element {
  const recorded = 'none' in data.recorded ? undefined : data.recorded;
  const rungs = [
    { rung: 'defined', title: l10n.t('Defined'), meaning: l10n.t('a control is named') },
    { rung: 'implemented', title: l10n.t('Implemented'), meaning: l10n.t('a whole group is claimed') },
    { rung: 'verified', title: l10n.t('Verified'), meaning: l10n.t('a whole group is shown') },
  ] as const;
  const bar = (count: number): JSX.Element => (
    <span class="rung-track" aria-hidden="true">
      <span class="rung-fill" style={{ width: `${data.objectives === 0 ? 0 : (100 * count) / data.objectives}%` }} />
    </span>
  );
  return (
    <ol class="ladder">
      {rungs.map(({ rung, title, meaning }) => (
        <li key={rung} class="rung">
          <h3>{title}</h3>
          <p class="rung-meaning">{meaning}</p>
          <p class="rung-count">
            <span>{l10n.t('work tree')}</span> <strong>{data.worktree.ladder[rung]}</strong>
          </p>
          {bar(data.worktree.ladder[rung])}
          {recorded && (
            <>
              <p class="rung-count">
                <span>{l10n.t('on record')}</span> <strong>{recorded.ladder[rung]}</strong>
              </p>
              {bar(recorded.ladder[rung])}
            </>
          )}
        </li>
      ))}
    </ol>
  );
}
