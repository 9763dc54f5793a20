/** How many things differ in which way, with the marks that the graph has: a summary that is a legend as well. */
import type { JSX } from 'preact';
import { statusCourses, thingChanges, type ChangeOverlay } from '../../../src/protocol/screens/change-overlay.ts';
import type { Mark } from '../../../src/protocol/marks.ts';
import { MarkShape } from '../../design/mark.tsx';
import { lookOf, wordOf } from '../../design/marks.ts';
import { l10n } from '../../l10n.ts';

export function ChangeCounts({ overlay: { graph, things, statuses } }: { readonly overlay: ChangeOverlay }): JSX.Element {
  const changes = Object.values(things);
  const counts: readonly { readonly mark: Mark; readonly count: number }[] = [
    ...thingChanges.map((is) => ({ mark: { of: 'change', is } as const, count: changes.filter((one) => one === is).length })),
    // Each objective is counted once, at its asset.
    ...statusCourses.map((is) => ({ mark: { of: 'course', is } as const, count: graph.assets.reduce((sum, { id }) => sum + (statuses[id]?.[is] ?? 0), 0) })),
  ];
  return (
    <ul class="change-counts" aria-label={l10n.t('How much differs on the graph')}>
      {counts.filter(({ count }) => count > 0).map(({ mark, count }) => (
        <li key={mark.is} class={`mark ${lookOf(mark).tone}`}>
          <MarkShape mark={mark} />
          <span>
            {count} {wordOf(mark)}
          </span>
        </li>
      ))}
    </ul>
  );
}
