/** Reachability on the graph: choose an objective, step through its certificate, and see what would stop it. */
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PlayedGap, PlayedObjective } from '../../../../src/protocol/screens/graph-reach.ts';
import { objectiveOf, objectivesWith, worstFirst, type GraphObjective, type GraphScreen } from '../../../../src/protocol/screens/graph-screen.ts';
import { Button, IconButton } from '../../../design/button.tsx';
import { MarkView } from '../../../design/mark.tsx';
import type { ScreenHost } from '../../../host.ts';
import { l10n } from '../../../l10n.ts';
import type { PlayState } from '../paint/view-state.ts';
import { titleOf } from '../scene/names.ts';
import type { DialogRequest } from './dialogs.tsx';
import { ObjectiveMarks, ObjectiveRow } from './objective-row.tsx';
import { Player } from './player.ts';
import { Stops } from './stops.tsx';

export interface Playing {
  readonly played: PlayedObjective;
  readonly state: PlayState;
}

interface ReachProps {
  readonly host: ScreenHost;
  readonly screen: GraphScreen;
  readonly version: number;
  readonly playing: Playing | undefined;
  readonly readOnly: boolean;
  readonly choose: (objective: string) => void;
  readonly change: (playing: Playing | undefined) => void;
  readonly offer: (entities: readonly string[]) => void;
  readonly ask: (request: DialogRequest) => void;
  readonly select: (id: string) => void;
  readonly announce: (text: string) => void;
}

export function Reach(props: ReachProps): JSX.Element {
  return props.playing ? <Played {...props} playing={props.playing} /> : <Choice {...props} />;
}

const mostWorst = 30;

/** Which objective: by asset and attacker, or one of the worst. */
function Choice({ screen, choose }: ReachProps): JSX.Element {
  const [asset, setAsset] = useState('');
  const [attacker, setAttacker] = useState('');
  const worst = useMemo(() => worstOf(screen), [screen]);
  if (screen.assets.length === 0 || screen.attackers.length === 0) {
    return (
      <div class="details">
        <p class="details-hint">{l10n.t('Each asset with each attacker is one objective. Add an asset and an attacker, and you can see here whether one gets at the other, and on which way.')}</p>
      </div>
    );
  }
  const list = asset !== '' ? objectivesWith(screen, asset).filter((one) => attacker === '' || one.attacker === attacker) : attacker !== '' ? objectivesWith(screen, attacker) : worst;
  return (
    <div class="details">
      <div class="reach-pair">
        <Pick label={l10n.t('Asset')} value={asset} choices={screen.assets.map(({ id }) => id)} screen={screen} change={setAsset} />
        <Pick label={l10n.t('Attacker')} value={attacker} choices={screen.attackers.map(({ id }) => id)} screen={screen} change={setAttacker} />
      </div>
      <h2>{asset === '' && attacker === '' ? l10n.t('Most urgent first') : l10n.t('Objectives')}</h2>
      <ul class="objective-list">
        {list.slice(0, mostWorst * 4).map((one) => (
          <ObjectiveRow key={one.id} objective={one} title={titleOf(screen, one.asset)} against={titleOf(screen, one.attacker)} play={choose} />
        ))}
      </ul>
    </div>
  );
}

/** The worst of all pairs; a hundred thousand are not sorted to show thirty. */
function worstOf(screen: GraphScreen): readonly GraphObjective[] {
  const worst: GraphObjective[] = [];
  for (let asset = 0; asset < screen.assets.length; asset++) {
    for (let attacker = 0; attacker < screen.attackers.length; attacker++) {
      const one = objectiveOf(screen, asset, attacker);
      const last = worst.at(-1);
      if (!one || (worst.length >= mostWorst && last && worstFirst(one, last) >= 0)) continue;
      const at = worst.findIndex((other) => worstFirst(one, other) < 0);
      worst.splice(at < 0 ? worst.length : at, 0, one);
      if (worst.length > mostWorst) worst.pop();
    }
  }
  return worst;
}

function Pick({ label, value, choices, screen, change }: { readonly label: string; readonly value: string; readonly choices: readonly string[]; readonly screen: GraphScreen; readonly change: (value: string) => void }): JSX.Element {
  return (
    <label class="reach-pick">
      <span>{label}</span>
      <span class="select">
        <select value={value} onChange={(event) => change(event.currentTarget.value)}>
          <option value="">{l10n.t('any')}</option>
          {choices.map((id) => (
            <option key={id} value={id}>
              {titleOf(screen, id)}
            </option>
          ))}
        </select>
      </span>
    </label>
  );
}

/** One objective, played. */
function Played({ host, screen, version, playing, readOnly, change, offer, ask, select, announce }: ReachProps & { readonly playing: Playing }): JSX.Element {
  const { played, state } = playing;
  const now = useRef(playing);
  now.current = playing;
  const [running, setRunning] = useState(false);
  const player = useMemo(
    () =>
      new Player({
        set: (shown, part) => change({ ...now.current, state: { ...now.current.state, shown, part } }),
        arrived: (hop) => {
          const sentence = now.current.played.hops[hop - 1]?.sentence;
          if (sentence !== undefined) announce(sentence);
        },
        ended: () => setRunning(false),
      }),
    [],
  );
  useEffect(() => () => player.stop(), []);
  useEffect(() => {
    // An objective that is chosen plays by itself; with reduced motion it waits to be stepped through.
    if (played.hops.length > 0 && state.shown === 0) {
      setRunning(true);
      player.play(0, played.hops.length);
    }
  }, [played.objective]);

  const step = (to: number): void => {
    setRunning(false);
    player.step(state.shown, Math.max(0, Math.min(played.hops.length, to)));
  };
  const toggle = (): void => {
    if (running) {
      setRunning(false);
      player.stop();
    } else {
      setRunning(true);
      player.play(state.shown >= played.hops.length ? 0 : state.shown, played.hops.length);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowRight') step(state.shown + 1);
    else if (event.key === 'ArrowLeft') step(state.shown - 1);
    else if (event.key === 'Home') step(0);
    else if (event.key === 'End') step(played.hops.length);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="details">
      <div class="reach-head">
        <h2>{played.objective}</h2>
        <IconButton icon="close" label={l10n.t('Choose another objective')} onClick={() => change(undefined)} />
      </div>
      <p class="reach-statement">{played.statement}</p>
      <p class="objective-marks">
        <ObjectiveMarks objective={played} />
      </p>
      {played.verdict === 'reachable' && (
        <section aria-label={l10n.t('The way in, hop by hop')} class="reach-play">
          <div class="player" role="group" aria-label={l10n.t('Play the way in')} onKeyDown={onKeyDown}>
            <IconButton icon="first" label={l10n.t('Back to the start')} onClick={() => step(0)} disabled={state.shown === 0} />
            <IconButton icon="left" label={l10n.t('One hop back')} onClick={() => step(state.shown - 1)} disabled={state.shown === 0} />
            <IconButton icon={running ? 'pause' : 'play'} label={running ? l10n.t('Pause') : l10n.t('Play')} onClick={toggle} />
            <IconButton icon="right" label={l10n.t('One hop on')} onClick={() => step(state.shown + 1)} disabled={state.shown >= played.hops.length} />
            <span class="player-count">{l10n.t('{0} of {1} hops', state.shown, played.hops.length)}</span>
          </div>
          <ol class="hops">
            {played.hops.map((hop, index) => (
              <li key={`${index} ${hop.component}`} class={index < state.shown ? 'hop gone' : 'hop'} {...(index === state.shown - 1 ? { 'aria-current': 'step' as const } : {})}>
                <button type="button" class="hop-button" onClick={() => step(index + 1)}>
                  <span class="hop-number" aria-hidden="true">{index + 1}</span>
                  <span>{hop.sentence}</span>
                </button>
                <span class="hop-links">
                  <Button kind="link" onClick={() => select(hop.through)}>{hop.through}</Button> <Button kind="link" onClick={() => select(hop.component)}>{hop.component}</Button>
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
      {played.verdict === 'unreachable' && (
        <section aria-label={l10n.t('What keeps it out')}>
          <h3>{l10n.t('What keeps it out')}</h3>
          <ul class="reach-reasons">
            {played.walls.map(({ boundary, sentence }) => (
              <li key={boundary}>
                <MarkView mark={{ of: 'force', is: 'sealed' }} bare />
                <Button kind="link" onClick={() => select(boundary)}>{sentence}</Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {played.verdict === 'indeterminate' && (
        <section aria-label={l10n.t('What is missing to decide')}>
          <h3>{l10n.t('What is missing to decide')}</h3>
          <ul class="reach-reasons">
            {played.gaps.map((gap) => (
              <li key={gap.sentence}>
                <div>
                  <p>{gap.sentence}</p>
                  {gap.action && !readOnly && <Button onClick={() => ask(requestOf(gap.action!))}>{gap.action.title}</Button>}
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Stops key={played.objective} host={host} screen={screen} played={played} version={version} readOnly={readOnly} offer={offer} ask={ask} select={select} announce={announce} />
    </div>
  );
}

function requestOf({ kind, entity }: NonNullable<PlayedGap['action']>): DialogRequest {
  switch (kind) {
    case 'place_attacker':
      return { of: 'field', kind: 'attackers', id: entity, field: 'boundaries' };
    case 'place_asset':
      return { of: 'field', kind: 'assets', id: entity, field: 'components' };
    case 'place_component':
      return { of: 'field', kind: 'components', id: entity, field: 'boundaries' };
    case 'seal':
      return { of: 'seal', id: entity };
    case 'attest':
      return { of: 'attest', id: entity };
  }
}
