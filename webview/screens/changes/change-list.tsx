/** What differs, in sentences: what was weakened first, then statuses, what was strengthened, and the rest. */
import type { JSX } from 'preact';
import type { ChangesSide } from '../../../src/protocol/asks.ts';
import type { ChangeRow, ObjectiveChange } from '../../../src/protocol/screens/changes-screen.ts';
import type { ScreenName } from '../../../src/protocol/screens/screens.ts';
import { Icon, type IconName } from '../../design/icons.tsx';
import { MarkView } from '../../design/mark.tsx';
import { useAnswer } from '../../design/use-answer.ts';
import type { ScreenHost } from '../../host.ts';
import { l10n } from '../../l10n.ts';

interface ChangeListProps {
  readonly host: ScreenHost;
  readonly from: ChangesSide;
  readonly to: ChangesSide;
  readonly version: unknown;
  readonly goTo: (screen: ScreenName, id?: string) => void;
}

export function ChangeList({ host, from, to, version, goTo }: ChangeListProps): JSX.Element {
  const question = { from, to };
  const { answer, failed, to: asked } = useAnswer(host, 'changes', question, version);
  const current = asked === JSON.stringify(question);
  if (failed !== undefined) return <div class="change-list"><p class="change-problem"><Icon name="warning" /> <span>{failed}</span></p></div>;
  const nothing = answer && answer.weakenings.length + answer.improvements.length + answer.rest.length + answer.objectives.length === 0;
  return (
    <div class={`change-list${current ? '' : ' waiting'}`} aria-busy={!current} aria-live="polite">
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
      {answer && <Section host={host} title={l10n.t('Weakened')} icon="down" tone="bad" meaning={l10n.t('What became easier to satisfy.')} rows={answer.weakenings} />}
      {answer && answer.objectives.length > 0 && (
        <section class="change-section">
          <h2 class="warn">
            <Icon name="controls" /> {l10n.t('Statuses that differ')} <span class="matrix-count">{answer.objectives.length}</span>
          </h2>
          <p class="card-meaning">{l10n.t('Each side by its own code, and by the rules and the clock of now.')}</p>
          <ul>
            {answer.objectives.slice(0, mostRows).map((one) => (
              <li key={one.id}>
                <button type="button" class="fact" onClick={() => goTo('matrix', one.id)}>
                  <span class="fact-words">
                    <span class="fact-text">{one.sentence}</span>
                    <span class="fact-detail">{one.title}</span>
                  </span>
                  <StatusStep change={one} />
                </button>
              </li>
            ))}
          </ul>
          <Left count={answer.objectives.length - mostRows} />
          {answer.notRun.length > 0 && <p class="card-none">{l10n.t('Claims that rest on running a test are not run at commits of the past, so they count as undecidable there: {0}.', answer.notRun.slice(0, 12).join(', '))}</p>}
        </section>
      )}
      {answer && <Section host={host} title={l10n.t('Strengthened')} icon="up" tone="good" meaning={l10n.t('What asks for more than it did.')} rows={answer.improvements} />}
      {answer && <Section host={host} title={l10n.t('Also changed')} icon="edit" tone="faint" meaning={l10n.t('What makes the model neither easier nor harder to satisfy by itself.')} rows={answer.rest} />}
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
  readonly rows: readonly ChangeRow[];
}

function Section({ host, title, icon, tone, meaning, rows }: SectionProps): JSX.Element | null {
  if (rows.length === 0) return null;
  return (
    <section class="change-section">
      <h2 class={tone}>
        <Icon name={icon} /> {title} <span class="matrix-count">{rows.length}</span>
      </h2>
      <p class="card-meaning">{meaning}</p>
      <ul>
        {rows.slice(0, mostRows).map((row, index) => (
          <li key={`${row.id} ${index}`}>
            {row.opens ? (
              <button type="button" class="fact" onClick={() => host.open(row.opens!)}>
                <RowWords row={row} />
                <span class="fact-opens">
                  <Icon name="text" />
                </span>
              </button>
            ) : (
              <div class="fact still">
                <RowWords row={row} />
              </div>
            )}
          </li>
        ))}
      </ul>
      <Left count={rows.length - mostRows} />
    </section>
  );
}

function RowWords({ row }: { readonly row: ChangeRow }): JSX.Element {
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

function StatusStep({ change: { before, after } }: { readonly change: ObjectiveChange }): JSX.Element {
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
