/** An objective in a list of the panel: whom it sets against what, how it stands, and a button that plays it. */
import type { JSX } from 'preact';
import type { GraphObjective } from '../../../../src/protocol/screens/graph-screen.ts';
import { IconButton } from '../../../design/button.tsx';
import { MarkView } from '../../../design/mark.tsx';
import { l10n } from '../../../l10n.ts';

interface ObjectiveRowProps {
  readonly objective: GraphObjective;
  /** What it is called here. */
  readonly title: string;
  /** What stands below the title, where the title does not say all. */
  readonly against?: string;
  readonly play: (objective: string) => void;
}

export function ObjectiveRow({ objective, title, against, play }: ObjectiveRowProps): JSX.Element {
  return (
    <li>
      <div class="objective-words">
        <span>{title}</span>
        {against !== undefined && <span class="soft">{against}</span>}
        <span class="objective-marks">
          <ObjectiveMarks objective={objective} />
        </span>
      </div>
      <IconButton icon="play" label={l10n.t('Play {0} on the graph', objective.id)} onClick={() => play(objective.id)} />
    </li>
  );
}

/** How an objective stands: its status, whether its attacker gets there, and its tier. */
export function ObjectiveMarks({ objective }: { readonly objective: Pick<GraphObjective, 'status' | 'verdict' | 'tier'> }): JSX.Element {
  return (
    <>
      <MarkView mark={{ of: 'status', is: objective.status }} />
      <MarkView mark={{ of: 'reachability', is: objective.verdict }} />
      <MarkView mark={{ of: 'tier', is: objective.tier }} />
    </>
  );
}
