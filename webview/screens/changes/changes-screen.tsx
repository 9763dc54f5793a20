/** What differs between two states of a model, and what happened to one entity. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ChangesSide } from '../../../src/protocol/asks.ts';
import type { ModelCommit } from '../../../src/protocol/screens/changes-screen.ts';
import { Empty } from '../../design/empty.tsx';
import { Icon } from '../../design/icons.tsx';
import { useAnswer } from '../../design/use-answer.ts';
import { l10n } from '../../l10n.ts';
import type { ScreenProps } from '../table.ts';
import { ChangeList } from './change-list.tsx';
import { CommitPicker, workTree } from './commit-picker.tsx';
import { EntityHistoryPart } from './entity-history.tsx';


export function ChangesScreenView({ host, snapshot, memory, reveal, goTo }: ScreenProps<'changes'>): JSX.Element {
  const { git } = snapshot.data;
  const present = 'none' in git ? '' : git.commit;
  // The commits are others only when somebody commits; then the base is another one.
  const { answer, failed } = useAnswer(host, 'commits', 'none' in git ? undefined : {}, present);
  const [from, setFrom] = useState(() => memory.get<string>('from', ''));
  const [to, setTo] = useState(() => memory.get<string>('to', workTree));
  if ('none' in git) return <Empty icon="restore" title={l10n.t('No commits to compare')} text={git.none} />;
  if (failed !== undefined && !answer) return <Empty icon="warning" title={l10n.t('The commits could not be listed')} text={failed} />;
  if (!answer) return <div class="loading" aria-busy="true" aria-label={l10n.t('Loading')} />;
  const { commits, more } = answer;
  if (commits.length === 0) {
    return <Empty icon="restore" title={l10n.t('The model was never committed')} text={l10n.t('Commit it once. From then on this page tells what each change does to the model: what it weakens first, then what it strengthens.')} />;
  }
  const known = (name: string): ModelCommit | undefined => commits.find(({ commit }) => commit === name);
  const [older, newer] = [from === workTree ? workTree : (known(from)?.commit ?? commits[0]!.commit), to === workTree ? workTree : (known(to)?.commit ?? workTree)];
  const sideOf = (name: string): ChangesSide => {
    const commit = known(name);
    return commit ? { commit: commit.commit, path: commit.path } : workTree;
  };
  const pick = (name: 'from' | 'to', value: string): void => {
    memory.set(name, value);
    (name === 'from' ? setFrom : setTo)(value);
  };
  return (
    <div class="changes">
      <div class="changes-bar">
        <CommitPicker label={l10n.t('From')} commits={commits} more={more} picked={older} pick={(value) => pick('from', value)} />
        <button
          type="button"
          class="icon-button changes-swap"
          aria-label={l10n.t('Swap both sides')}
          data-tip={l10n.t('Swap both sides')}
          onClick={() => {
            pick('from', newer);
            pick('to', older);
          }}
        >
          <Icon name="connections" />
        </button>
        <CommitPicker label={l10n.t('To')} commits={commits} more={more} picked={newer} pick={(value) => pick('to', value)} />
      </div>
      <div class="changes-parts">
        <ChangeList host={host} from={sideOf(older)} to={sideOf(newer)} version={older === workTree || newer === workTree ? snapshot : present} goTo={goTo} />
        <EntityHistoryPart host={host} entities={snapshot.data.entities} memory={memory} reveal={reveal} version={present} />
      </div>
    </div>
  );
}
