/** What differs between two states of a model, and what happened to one entity. */
import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ChangesSide } from '../../../src/protocol/asks.ts';
import type { ModelCommit, ModelCommits } from '../../../src/protocol/screens/changes-screen.ts';
import { IconButton } from '../../design/button.tsx';
import { Empty } from '../../design/empty.tsx';
import { Loading } from '../../design/loading.tsx';
import { Tabs } from '../../design/tabs.tsx';
import { useAnswer } from '../../design/use-answer.ts';
import { l10n } from '../../l10n.ts';
import type { ScreenProps } from '../table.ts';
import { ChangeList } from './change-list.tsx';
import type { ChangesGraphProps } from './changes-graph.tsx';
import { CommitPicker, workTree } from './commit-picker.tsx';
import { EntityHistoryPart } from './entity-history.tsx';

export function ChangesScreenView({ host, snapshot, memory, reveal, goTo }: ScreenProps<'changes'>): JSX.Element {
  const { git } = snapshot.data;
  const present = 'none' in git ? '' : git.commit;
  // The commits are others only when somebody commits; then the base is another one.
  const { answer, failed } = useAnswer(host, 'commits', 'none' in git ? undefined : {}, present);
  if ('none' in git) return <Empty icon="restore" title={l10n.t('No commits to compare')} text={git.none} />;
  if (failed !== undefined && !answer) return <Empty icon="warning" title={l10n.t('The commits could not be listed')} text={failed} />;
  if (!answer) return <Loading />;
  const { commits, more } = answer;
  if (commits.length === 0) {
    return <Empty icon="restore" title={l10n.t('The model was never committed')} text={l10n.t('Commit it once. From then on this page tells what each change does to the model: what it weakens first, then what it strengthens.')} />;
  }
  return <Compared host={host} snapshot={snapshot} memory={memory} reveal={reveal} goTo={goTo} commits={commits} more={more} present={present} />;
}

interface ComparedProps extends Omit<ScreenProps<'changes'>, 'announce'>, ModelCommits {
  /** The commit that the work tree began from. */
  readonly present: string;
}

type View = 'changes-list' | 'changes-graph';

/** Two sides to pick, and what differs between them: as a list, or on the graph of both. */
function Compared({ host, snapshot, memory, reveal, goTo, commits, more, present }: ComparedProps): JSX.Element {
  const [from, setFrom] = useState(() => memory.get<string>('from', ''));
  const [to, setTo] = useState(() => memory.get<string>('to', workTree));
  const [view, setView] = useState<View>(() => (memory.get<string>('view', '') === 'changes-graph' ? 'changes-graph' : 'changes-list'));
  const [line, setLine] = useState<{ readonly key: string } | undefined>(undefined);
  const [history, setHistory] = useState<{ readonly id: string } | undefined>(undefined);
  const [drawn, setDrawn] = useState<{ readonly ids: readonly string[] } | undefined>(undefined);
  const known = (name: string): ModelCommit | undefined => commits.find(({ commit }) => commit === name);
  const [older, newer] = [from === workTree ? workTree : (known(from)?.commit ?? commits[0]!.commit), to === workTree ? workTree : (known(to)?.commit ?? workTree)];
  const sideOf = (name: string): ChangesSide => {
    const commit = known(name);
    return commit ? { commit: commit.commit, path: commit.path } : workTree;
  };
  const question = { from: sideOf(older), to: sideOf(newer), overlay: view === 'changes-graph' };
  const { answer, failed, to: asked } = useAnswer(host, 'changes', question, older === workTree || newer === workTree ? snapshot : present);
  const pick = (name: 'from' | 'to', value: string): void => {
    memory.set(name, value);
    (name === 'from' ? setFrom : setTo)(value);
  };
  /** What somebody wants to see in one view is no wish for the other. */
  const show = (next: View, wish: { readonly line?: string; readonly history?: string; readonly drawn?: readonly string[] } = {}): void => {
    setLine(wish.line === undefined ? undefined : { key: wish.line });
    setHistory(wish.history === undefined ? undefined : { id: wish.history });
    setDrawn(wish.drawn && { ids: wish.drawn });
    setView(next);
    memory.set('view', next);
  };
  useEffect(() => {
    if (reveal) show('changes-list', { history: reveal.id });
  }, [reveal]);
  const shown = { host, answer, failed, current: asked === JSON.stringify(question) };
  return (
    <div class="changes">
      <div class="changes-bar">
        <Tabs label={l10n.t('How changes are shown')} tabs={[{ id: 'changes-list' as const, title: l10n.t('List'), panel: 'changes-panel' }, { id: 'changes-graph' as const, title: l10n.t('Graph'), panel: 'changes-panel' }]} active={view} choose={(next) => show(next)} />
        <CommitPicker label={l10n.t('From')} commits={commits} more={more} picked={older} pick={(value) => pick('from', value)} />
        <IconButton
          icon="connections"
          label={l10n.t('Swap both sides')}
          onClick={() => {
            pick('from', newer);
            pick('to', older);
          }}
        />
        <CommitPicker label={l10n.t('To')} commits={commits} more={more} picked={newer} pick={(value) => pick('to', value)} />
      </div>
      <div id="changes-panel" class={view === 'changes-graph' ? 'changes-drawn' : 'changes-parts'} role="tabpanel" aria-labelledby={`tab-${view}`}>
        {view === 'changes-graph' ? (
          <LoadedGraph {...shown} memory={memory} entities={snapshot.data.entities} show={drawn} toList={(wish) => show('changes-list', wish)} />
        ) : (
          <>
            <ChangeList {...shown} goTo={goTo} line={line} showOnGraph={(ids) => show('changes-graph', { drawn: ids })} />
            <EntityHistoryPart host={host} entities={snapshot.data.entities} memory={memory} reveal={history} version={present} />
          </>
        )}
      </div>
    </div>
  );
}

/** The code of the graph is loaded when it is first wanted. */
function LoadedGraph(props: ChangesGraphProps): JSX.Element {
  const [loaded, setLoaded] = useState<{ readonly graph: ComponentType<ChangesGraphProps> } | { readonly failed: string } | undefined>(undefined);
  useEffect(() => {
    import('./changes-graph.tsx').then(
      ({ ChangesGraph }) => setLoaded({ graph: ChangesGraph }),
      (error: unknown) => setLoaded({ failed: error instanceof Error ? error.message : String(error) }),
    );
  }, []);
  if (!loaded) return <Loading />;
  if ('failed' in loaded) return <Empty icon="warning" title={l10n.t('The graph could not be loaded')} text={loaded.failed} />;
  return <loaded.graph {...props} />;
}
