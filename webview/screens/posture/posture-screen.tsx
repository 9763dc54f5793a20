/** The posture of a model: how it stands on both bases, what speaks against it, and what to do next. */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { DeadlineRow, LeverRow, PostureScreen } from '../../../src/protocol/screens/posture-screen.ts';
import { Empty } from '../../design/empty.tsx';
import { MarkView } from '../../design/mark.tsx';
import { useAnswer } from '../../design/use-answer.ts';
import { l10n } from '../../l10n.ts';
import type { ScreenProps } from '../table.ts';
import { Basis, Ladder } from './bases.tsx';
import { Card, Lever, Rows } from './rows.tsx';
import { TrendChart } from './trend.tsx';

export function PostureScreenView({ host, snapshot, memory, goTo }: ScreenProps<'posture'>): JSX.Element {
  const { data } = snapshot;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current) place.current.scrollTop = memory.get('scrolled', 0);
  }, []);
  if (data.objectives === 0) {
    return <Empty icon="controls" title={l10n.t('No posture yet')} text={l10n.t('A posture says of every objective whether it is mitigated. Objectives come by themselves: one for each asset and attacker. Name the first of both.')} action={{ title: l10n.t('Go to the model'), run: () => goTo('model') }} />;
  }
  return (
    <div class="posture" ref={place} onScroll={() => memory.set('scrolled', place.current?.scrollTop ?? 0)}>
      <div class="cards">
        <div class="card-column">
          <Card title={l10n.t('Where it stands')} icon="controls" meaning={l10n.t('The work tree is a preview that this machine made. What is on record was signed, about a commit, by somebody whom the trust policy names.')}>
            <div class="bases">
              <Basis title={l10n.t('Work tree')} note={worktreeNote(data)} posture={data.worktree} />
              {'none' in data.recorded ? <NoRecord data={data.recorded} /> : <Basis title={l10n.t('On record')} note={recordedNote(data.recorded)} posture={data.recorded} />}
            </div>
          </Card>
          <Card title={l10n.t('What to do next')} icon="right" count={data.next.length + data.furtherSteps} meaning={l10n.t('In the order that lowers most risk. Each row says what it alone would mitigate, and opens the place that mends it.')}>
            <Rows<LeverRow> host={host} rows={data.next} none={l10n.t('Everything is mitigated.')} more={(row) => <Lever row={row} lead={row.objectives.length > 0 ? l10n.t('would mitigate') : ''} />} />
          </Card>
          <Card title={l10n.t('Single points of assurance')} icon="acceptances" count={data.singlePoints.length} meaning={l10n.t('One control, one assumption or one claim, the failure of which puts several objectives at risk.')}>
            <Rows<LeverRow> host={host} rows={data.singlePoints} none={l10n.t('No two objectives rest on one thing alone.')} more={(row) => <Lever row={row} lead={l10n.t('would put at risk')} />} />
          </Card>
        </div>
        <div class="card-column">
          <Card title={l10n.t('How far it has come')} icon="compliance" meaning={l10n.t('Of {0} objectives, so many have come to each rung. Each is a part of the one before it.', data.objectives)}>
            <Ladder data={data} />
          </Card>
          <Card title={l10n.t('How it came here')} icon="restore" meaning={l10n.t('The present model, judged by what had been recorded until each run. A run holds until the next one.')}>
            <TrendPart host={host} snapshot={snapshot} />
          </Card>
          <Card title={l10n.t('Drift')} icon="warning" count={data.drift.length} meaning={l10n.t('What passed on record and does not hold now.')}>
            <Rows host={host} rows={data.drift} none={'none' in data.recorded ? l10n.t('Nothing is on record that could drift.') : l10n.t('Everything that passed on record holds.')} />
          </Card>
          <Card title={l10n.t('Weakenings')} icon="down" {...('rows' in data.weakenings ? { count: data.weakenings.rows.length } : {})} meaning={'against' in data.weakenings ? l10n.t('What became easier to satisfy since {0}.', data.weakenings.against.slice(0, 10)) : l10n.t('What became easier to satisfy since the base commit.')}>
            {'none' in data.weakenings ? <p class="card-none">{data.weakenings.none}</p> : <Rows host={host} rows={data.weakenings.rows} none={l10n.t('Nothing became easier to satisfy.')} />}
          </Card>
          <Card title={l10n.t('Ends or ended')} icon="calendar" count={data.deadlines.length} meaning={l10n.t('Attestations, seals, accepted risks and known gaps count until a day. Shown from 30 days before it.')}>
            <Rows<DeadlineRow> host={host} rows={data.deadlines} none={l10n.t('Nothing ends within 30 days.')} lead={({ mark }) => <MarkView mark={mark} bare />} />
          </Card>
          {'none' in data.recorded ? undefined : (
            <Card title={l10n.t('Not on record')} icon="gaps" count={data.recorded.stale.length} meaning={l10n.t('Claims without a recorded verdict that holds, and why. The next recorded run mends this.')}>
              <Rows host={host} rows={data.recorded.stale} none={l10n.t('Every claim has a recorded verdict that holds.')} />
            </Card>
          )}
        </div>
      </div>
    </div>
  );
}

function worktreeNote({ checking, worktree }: PostureScreen): string {
  if (checking > 0) return l10n.t('{0} claims are being checked', checking);
  return l10n.t('unsigned · digest {0}', worktree.digest.slice(0, 12));
}

function recordedNote({ claims, holding, newest, head }: Exclude<PostureScreen['recorded'], { none: string }>): string {
  const stale = holding < claims ? l10n.t('{0} of {1} claims hold on record', holding, claims) : l10n.t('all {0} claims hold on record', claims);
  return [stale, l10n.t('looked from {0}', head.slice(0, 10)), ...(newest ? [l10n.t('newest of {0} by {1}', newest.at.slice(0, 10), newest.signer)] : [])].join(' · ');
}

function NoRecord({ data }: { readonly data: Extract<PostureScreen['recorded'], { none: string }> }): JSX.Element {
  return (
    <div class="basis basis-none">
      <h3>{l10n.t('On record')}</h3>
      <p>{data.none}</p>
      {data.teaches && (
        <ol class="teach">
          <li>
            {l10n.t('Say whose signature counts, once')}: <code>mipiti trust init</code>
          </li>
          <li>
            {l10n.t('Record a run, here or in CI')}: <code>mipiti verify --record --key FILE</code>
          </li>
          <li>
            {l10n.t('Bring what CI recorded')}: <code>mipiti evidence fetch</code>
          </li>
        </ol>
      )}
    </div>
  );
}

function TrendPart({ host, snapshot }: Pick<ScreenProps<'posture'>, 'host' | 'snapshot'>): JSX.Element {
  const { answer, failed } = useAnswer(host, 'trend', {}, snapshot);
  if (answer && answer.points.length > 0) return <TrendChart trend={answer} />;
  if (failed !== undefined) return <p class="card-none">{failed}</p>;
  return <p class="card-none trend-none">{answer ? l10n.t('There is no recorded run yet. From the second one on, a line is drawn here.') : ''}</p>;
}
