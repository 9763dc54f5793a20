/** What differs, in sentences: what was weakened first, then statuses, what was strengthened, and the rest. */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ChangeRow, ModelChanges, ObjectiveChange } from '../../../src/protocol/screens/changes-screen.ts';
import type { ScreenName } from '../../../src/protocol/screens/screens.ts';
import { IconButton } from '../../design/button.tsx';
import { Icon, type IconName } from '../../design/icons.tsx';
import { MarkView } from '../../design/mark.tsx';
import type { ScreenHost } from '../../host.ts';
import { l10n } from '../../l10n.ts';

interface ChangeListProps {
  readonly host: ScreenHost;
  readonly answer: ModelChanges | undefined;
  /** Why there is none, in a sentence. */
  readonly failed: string | undefined;
  /** Whether the answer is to what is picked now. */
  readonly current: boolean;
  readonly goTo: (screen: ScreenName, id?: string) => void;
  readonly showOnGraph: (ids: readonly string[]) => void;
  /** A line that somebody wants to see, by its part and its place there; another object each time. */
  readonly line: { readonly key: string } | undefined;
}

export function ChangeList({ host, answer, failed, current, goTo, showOnGraph, line }: ChangeListProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = line && list.current?.querySelector<HTMLElement>(`[data-line="${line.key}"] .fact`);
    row?.scrollIntoView({ block: 'center' });
    row?.focus();
  }, [line, answer === undefined]);
  if (failed !== undefined) return <div class="change-list"><p class="change-problem"><Icon name="warning" /> <span>{failed}</span></p></div>;
  const nothing = answer && countOf(answer) === 0;
  return (
    <div ref={list} class={`change-list${current ? '' : ' waiting'}`} aria-busy={!current} aria-live="polite">
      {answer?.problems.map((problem) => (
        <p key={problem} class="change-problem">
          <Icon name="warning" /> <span>{problem}</span>
        </p>
      ))}
      {answer && nothing && (
        <p class="change-none">
          <Icon name="check" /> <span>{answer.problems.length > 0 ? l10n.t('Nothing else differs.') : l10n.t('Both are the same: nothing differs in what the model says, and no status differs.')}</span>
        </p>
      )}
      {answer && <Section host={host} title={l10n.t('Weakened')} icon="down" tone="bad" meaning={l10n.t('What became easier to satisfy.')} part="weakenings" rows={answer.weakenings} showOnGraph={showOnGraph} />}
      {answer && answer.objectives.length > 0 && (
        <section class="change-section">
          <h2 class="warn">
            <Icon name="controls" /> {l10n.t('Statuses that differ')} <span class="matrix-count">{answer.objectives.length}</span>
          </h2>
          <p class="card-meaning">{l10n.t('Each side by its own code, and by the rules and the clock of now.')}</p>
          <ul>
            {answer.objectives.slice(0, mostRows).map((one, index) => (
              <li key={one.id} class="change-row" data-line={`objectives ${index}`}>
                <button type="button" class="fact" onClick={() => goTo('matrix', one.id)}>
                  <span class="fact-words">
                    <span class="fact-text">{one.sentence}</span>
                    <span class="fact-detail">{one.title}</span>
                  </span>
                  <StatusStep change={one} />
                </button>
                <OnGraph id={one.id} drawn={one.drawn} show={showOnGraph} />
              </li>
            ))}
          </ul>
          <Left count={answer.objectives.length - mostRows} />
          {answer.notRun.length > 0 && <p class="card-none">{l10n.t('Claims that rest on running a test are not run at commits of the past, so they count as undecidable there: {0}.', answer.notRun.slice(0, 12).join(', '))}</p>}
        </section>
      )}
      {answer && <Section host={host} title={l10n.t('Strengthened')} icon="up" tone="good" meaning={l10n.t('What asks for more than it did.')} part="improvements" rows={answer.improvements} showOnGraph={showOnGraph} />}
      {answer && <Section host={host} title={l10n.t('Also changed')} icon="edit" tone="faint" meaning={l10n.t('What makes the model neither easier nor harder to satisfy by itself.')} part="rest" rows={answer.rest} showOnGraph={showOnGraph} />}
    </div>
  );
}

/** More than anybody reads are only counted. */
const mostRows = 300;

interface SectionProps {
  readonly host: ScreenHost;
  readonly title: string;
  readonly icon: IconName;
  readonly tone: string;
  readonly meaning: string;
  readonly part: ChangePart;
  readonly rows: readonly ChangeRow[];
  readonly showOnGraph: (ids: readonly string[]) => void;
}

/** How many lines there are in all. */
export function countOf({ weakenings, improvements, rest, objectives }: ModelChanges): number {
  return weakenings.length + improvements.length + rest.length + objectives.length;
}

/** The lists of a comparison, in the order in which they are shown. */
export const changeParts = ['weakenings', 'objectives', 'improvements', 'rest'] as const;
export type ChangePart = (typeof changeParts)[number];

function Section({ host, title, icon, tone, meaning, part, rows, showOnGraph }: SectionProps): JSX.Element | null {
  if (rows.length === 0) return null;
  return (
    <section class="change-section">
      <h2 class={tone}>
        <Icon name={icon} /> {title} <span class="matrix-count">{rows.length}</span>
      </h2>
      <p class="card-meaning">{meaning}</p>
      <ul>
        {rows.slice(0, mostRows).map((row, index) => (
          <li key={`${row.id} ${index}`} class="change-row" data-line={`${part} ${index}`}>
            {row.opens ? (
              <button type="button" class="fact" onClick={() => host.open(row.opens!)}>
                <RowWords row={row} />
                <span class="fact-opens">
                  <Icon name="text" />
                </span>
              </button>
            ) : (
              <div class="fact still" tabIndex={-1}>
                <RowWords row={row} />
              </div>
            )}
            <OnGraph id={row.id} drawn={row.drawn} show={showOnGraph} />
          </li>
        ))}
      </ul>
      <Left count={rows.length - mostRows} />
    </section>
  );
}

function OnGraph({ id, drawn, show }: { readonly id: string; readonly drawn: readonly string[]; readonly show: (ids: readonly string[]) => void }): JSX.Element | null {
  if (drawn.length === 0) return null;
  return <IconButton icon="boundaries" label={l10n.t('Show {0} on the graph', id)} onClick={() => show(drawn)} />;
}

export function RowWords({ row }: { readonly row: ChangeRow }): JSX.Element {
  return (
    <span class="fact-words">
      <span class="fact-text">{row.sentence}</span>
      {row.before !== undefined && (
        <span class="fact-before">
          <span class="unseen">{l10n.t('before')}: </span>
          <del>{row.before}</del>
        </span>
      )}
      {row.after !== undefined && (
        <span class="fact-after">
          <span class="unseen">{l10n.t('after')}: </span>
          <ins>{row.after}</ins>
        </span>
      )}
    </span>
  );
}

export function StatusStep({ change: { before, after } }: { readonly change: ObjectiveChange }): JSX.Element {
  return (
    <span class="status-step" aria-hidden="true">
      {before ? <MarkView mark={before} /> : <span class="fact-detail">{l10n.t('new')}</span>}
      <Icon name="right" />
      {after ? <MarkView mark={after} /> : <span class="fact-detail">{l10n.t('gone')}</span>}
    </span>
  );
}

function Left({ count }: { readonly count: number }): JSX.Element | null {
  return count > 0 ? <p class="card-none">{l10n.t('and {0} more', count)}</p> : null;
}
