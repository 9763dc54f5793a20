/** What changed about the thing that is picked on the graph: its mark, and its lines of the list. While nothing is picked, what the marks mean. */
import type { JSX } from 'preact';
import type { Mark } from '../../../src/protocol/marks.ts';
import type { ChangeOverlay } from '../../../src/protocol/screens/change-overlay.ts';
import type { ModelChanges } from '../../../src/protocol/screens/changes-screen.ts';
import { Button } from '../../design/button.tsx';
import { MarkShape, MarkView } from '../../design/mark.tsx';
import { lookOf } from '../../design/marks.ts';
import { l10n } from '../../l10n.ts';
import type { GraphAction } from '../graph/gestures/actions.ts';
import { ActionButtons } from '../graph/panel/action-buttons.tsx';
import { changeMarks } from '../graph/panel/outline-rows.ts';
import { titleOf } from '../graph/scene/names.ts';
import { changeParts, RowWords, StatusStep, type ChangePart } from './change-list.tsx';

interface ChangeDetailsProps {
  readonly answer: ModelChanges;
  readonly overlay: ChangeOverlay;
  readonly ids: readonly string[];
  readonly actions: readonly GraphAction[];
  readonly select: (id: string) => void;
  /** Goes to a line of the list. */
  readonly toLine: (key: string) => void;
  /** Gives the focus back to the drawing. */
  readonly leave: () => void;
}

/** More lines than anybody reads here are only counted. */
const mostLines = 60;

export function ChangeDetails({ answer, overlay, ids, actions, select, toLine, leave }: ChangeDetailsProps): JSX.Element {
  const [id] = ids;
  if (id === undefined) return <Legend />;
  const { graph, things } = overlay;
  const lines = linesAbout(answer, overlay, ids);
  return (
    <div
      class="details"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        leave();
      }}
    >
      <h2 tabIndex={-1}>{ids.length === 1 ? titleOf(graph, id) : l10n.t('{0} things', ids.length)}</h2>
      {ids.length > 1 && (
        <ul class="details-list">
          {ids.map((one) => (
            <li key={one}>
              <Button kind="link" onClick={() => select(one)}>
                {titleOf(graph, one)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {ids.length === 1 && (
        <p class="tally">
          {changeMarks(overlay, id).map(({ mark, words }) => (
            <span key={mark.is} class={`mark ${lookOf(mark).tone}`}>
              <MarkShape mark={mark} /> <span>{words}</span>
            </span>
          ))}
          {!things[id] && <span class="details-hint">{l10n.t('It says the same on both sides.')}</span>}
        </p>
      )}
      <ActionButtons actions={actions} />
      {changeParts.map((part) => (
        <Lines key={part} part={part} answer={answer} places={lines[part]} toLine={toLine} />
      ))}
      {changeParts.every((part) => lines[part].length === 0) && <p class="details-hint">{l10n.t('No line of the list is about it.')}</p>}
    </div>
  );
}

/** Of each part of the list the places of the lines that are about these things; of a component also those about its assets. */
function linesAbout(answer: ModelChanges, { graph }: ChangeOverlay, ids: readonly string[]): Readonly<Record<ChangePart, readonly number[]>> {
  const wanted = new Set([...ids, ...graph.components.filter(({ id }) => ids.includes(id)).flatMap(({ assets }) => assets)]);
  const places = (part: ChangePart): readonly number[] => answer[part].flatMap(({ drawn }, index) => (drawn.some((one) => wanted.has(one)) ? [index] : []));
  return { weakenings: places('weakenings'), objectives: places('objectives'), improvements: places('improvements'), rest: places('rest') };
}

interface LinesProps {
  readonly part: ChangePart;
  readonly answer: ModelChanges;
  readonly places: readonly number[];
  readonly toLine: (key: string) => void;
}

function Lines({ part, answer, places, toLine }: LinesProps): JSX.Element | null {
  if (places.length === 0) return null;
  const titles: Readonly<Record<ChangePart, string>> = { weakenings: l10n.t('Weakened'), objectives: l10n.t('Statuses that differ'), improvements: l10n.t('Strengthened'), rest: l10n.t('Also changed') };
  return (
    <section class="change-lines">
      <h3>{titles[part]}</h3>
      <ul>
        {places.slice(0, mostLines).map((place) => (
          <li key={place}>
            <button type="button" class="fact" data-tip={l10n.t('Show in the list')} onClick={() => toLine(`${part} ${place}`)}>
              <Line part={part} answer={answer} place={place} />
            </button>
          </li>
        ))}
      </ul>
      {places.length > mostLines && <p class="card-none">{l10n.t('and {0} more', places.length - mostLines)}</p>}
    </section>
  );
}

function Line({ part, answer, place }: Pick<LinesProps, 'part' | 'answer'> & { readonly place: number }): JSX.Element {
  if (part !== 'objectives') return <RowWords row={answer[part][place]!} />;
  const change = answer.objectives[place]!;
  return (
    <span class="fact-words">
      <span class="fact-text">{change.sentence}</span>
      <StatusStep change={change} />
    </span>
  );
}

function Legend(): JSX.Element {
  const rows: readonly (readonly [Mark, string])[] = [
    [{ of: 'change', is: 'added' }, l10n.t('Only the side “To” has it: an unbroken edge.')],
    [{ of: 'change', is: 'removed' }, l10n.t('Only the side “From” has it: a broken edge, and its name struck through. It is drawn where there was room.')],
    [{ of: 'change', is: 'changed' }, l10n.t('Both sides have it, and something that it says differs: an unbroken edge.')],
    [{ of: 'course', is: 'fell' }, l10n.t('Objectives of its assets were mitigated, and are not any more.')],
    [{ of: 'course', is: 'rose' }, l10n.t('Objectives of its assets were not mitigated, and are.')],
    [{ of: 'course', is: 'differs' }, l10n.t('Their status differs in a way that is neither better nor worse.')],
  ];
  return (
    <div class="details">
      <h2 tabIndex={-1}>{l10n.t('What the marks mean')}</h2>
      <p class="details-hint">{l10n.t('Select something to read what changed about it. What is the same on both sides steps back.')}</p>
      <dl class="overlay-legend">
        {rows.map(([mark, words]) => (
          <div key={mark.is}>
            <dt>
              <MarkView mark={mark} />
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
