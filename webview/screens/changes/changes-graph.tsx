/** What differs between two sides, on the graph of both: to look at, to go through, and to read about. Nothing is changed here. */
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ChangeOverlay } from '../../../src/protocol/screens/change-overlay.ts';
import type { ChangesScreen, ModelChanges } from '../../../src/protocol/screens/changes-screen.ts';
import { Button, IconButton } from '../../design/button.tsx';
import { Empty } from '../../design/empty.tsx';
import { Icon } from '../../design/icons.tsx';
import { Loading } from '../../design/loading.tsx';
import { Tabs } from '../../design/tabs.tsx';
import type { ScreenHost } from '../../host.ts';
import { l10n } from '../../l10n.ts';
import type { Memory } from '../../memory.ts';
import { Drawing, type DrawingHandle } from '../graph/drawing.tsx';
import type { GraphAction } from '../graph/gestures/actions.ts';
import { lookAround } from '../graph/gestures/look-around.ts';
import { nowhere } from '../graph/layout/graph-layout.ts';
import type { ViewState } from '../graph/paint/view-state.ts';
import { Menu, type MenuRequest } from '../graph/panel/menu.tsx';
import { Outline } from '../graph/panel/outline.tsx';
import { ZoomButtons } from '../graph/panel/toolbar.tsx';
import { kindOf, titleOf } from '../graph/scene/names.ts';
import { boxesOf } from '../graph/scene/places.ts';
import { countOf } from './change-list.tsx';
import { ChangeDetails } from './change-details.tsx';
import { ChangeCounts } from './change-counts.tsx';
import { inOrder } from './overlay-order.ts';
import { useOverlayScene } from './use-overlay-scene.ts';

export interface ChangesGraphProps {
  readonly host: ScreenHost;
  readonly answer: ModelChanges | undefined;
  /** Why there is none, in a sentence. */
  readonly failed: string | undefined;
  /** Whether the answer is to what is picked now. */
  readonly current: boolean;
  readonly memory: Memory;
  readonly entities: ChangesScreen['entities'];
  /** Things that somebody wants to see; another object each time. */
  readonly show: { readonly ids: readonly string[] } | undefined;
  /** Goes to the list: to one of its lines, or to the history of an entity. */
  readonly toList: (wish?: { readonly line?: string; readonly history?: string }) => void;
}

export function ChangesGraph(props: ChangesGraphProps): JSX.Element {
  const { answer, failed } = props;
  if (failed !== undefined) return <p class="change-problem"><Icon name="warning" /> <span>{failed}</span></p>;
  if (!answer?.overlay) return <Loading />;
  const { overlay, problems } = answer;
  const { regions, components, attackers, assets } = overlay.graph;
  return (
    <>
      {problems.map((problem) => (
        <p key={problem} class="change-problem">
          <Icon name="warning" /> <span>{problem}</span>
        </p>
      ))}
      {regions.length + components.length + attackers.length + assets.length === 0 ? (
        <Empty icon="boundaries" title={l10n.t('Nothing to draw yet')} text={l10n.t('Neither side has a boundary, a component, an asset or an attacker. Add the first in the model; then this page draws what each change does to them.')} />
      ) : countOf(answer) === 0 ? (
        <Empty icon="check" title={l10n.t('Nothing differs')} text={l10n.t('Both sides say the same, and give every objective the same status. Pick another commit, or change the model: what is added, removed or changed is marked here as you type.')} />
      ) : (
        <Drawn {...props} answer={answer} overlay={overlay} />
      )}
    </>
  );
}

type Panel = 'overlay-details' | 'overlay-outline';

function Drawn({ host, answer, overlay, current, memory, entities, show, toList }: ChangesGraphProps & { readonly answer: ModelChanges; readonly overlay: ChangeOverlay }): JSX.Element {
  const { graph } = overlay;
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [hover, setHover] = useState<string | undefined>(undefined);
  const [panel, setPanel] = useState<Panel>('overlay-details');
  const [only, setOnly] = useState<boolean>(() => memory.get<boolean>('only', true));
  const [menu, setMenu] = useState<MenuRequest | undefined>(undefined);
  const [told, setTold] = useState('');
  const drawing = useRef<DrawingHandle>(null);
  const stage = useRef<HTMLElement>(null);
  const side = useRef<HTMLElement>(null);
  const scene = useOverlayScene(overlay);
  const order = useMemo(() => inOrder(overlay), [overlay]);
  // What was picked may be gone with the next letter that is typed.
  const selected = useMemo(() => picked.filter((id) => kindOf(graph, id) !== undefined || id.includes(' ')), [picked, graph]);
  const changes = useMemo(() => ({ things: new Map(Object.entries(overlay.things)), statuses: new Map(Object.entries(overlay.statuses)) }), [overlay]);
  const state = useMemo<ViewState>(
    () => ({ selected: new Set(selected), offered: new Set(), changes, ...(selected.length === 1 ? { focus: selected[0]! } : {}), ...(hover === undefined ? {} : { hover }) }),
    [selected, hover, changes],
  );

  const select = (id: string, adds = false): void => {
    setPicked((before) => (adds ? (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]) : [id]));
    if (!adds) bring([id]);
  };
  /** Brings the first of these that is drawn into sight. */
  const bring = (ids: readonly string[]): void => {
    const box = scene && ids.flatMap((id) => boxesOf(scene, id))[0];
    if (box) drawing.current?.view()?.reveal(box);
  };
  const goTo = (id: string): void => {
    select(id);
    setTold([titleOf(graph, id), ...(overlay.things[id] ? [] : [l10n.t('the same on both sides')])].join(', '));
  };
  /** For who comes by the keyboard: what is known of it has the focus then. */
  const openDetails = (): void => {
    setPanel('overlay-details');
    requestAnimationFrame(() => side.current?.querySelector<HTMLElement>('.details h2')?.focus());
  };
  const step = (by: 1 | -1): void => {
    const at = selected[0] === undefined ? -1 : order.indexOf(selected[0]);
    const next = order[at < 0 && by < 0 ? order.length - 1 : (at + by + order.length) % order.length];
    if (next === undefined) return;
    goTo(next);
    setPanel('overlay-details');
  };
  useEffect(() => {
    if (!show || !scene) return;
    const ids = show.ids.filter((id) => kindOf(graph, id) !== undefined);
    setPicked(ids);
    bring(ids);
    setPanel('overlay-details');
    setTold(ids.length === 0 ? l10n.t('It is not drawn.') : ids.map((id) => titleOf(graph, id)).join(', '));
    stage.current?.querySelector<HTMLElement>('.graph-canvas')?.focus();
  }, [show, scene === undefined]);

  const actions = ([id, ...others]: readonly string[]): readonly GraphAction[] => {
    if (id === undefined || others.length > 0 || kindOf(graph, id) === undefined) return [];
    const isPresent = entities.some((one) => one.id === id);
    return [
      { id: 'lines', title: l10n.t('Show what changed'), run: openDetails },
      ...(isPresent ? [{ id: 'history', title: l10n.t('History'), key: 'h', run: () => toList({ history: id }) }, { id: 'text', title: l10n.t('Show in the text'), key: 't', run: () => host.open({ of: 'entity', id }) }] : []),
    ];
  };
  const openMenu = (request: MenuRequest): void => {
    if (request.actions.length > 0) setMenu(request);
  };
  const onKey = (event: KeyboardEvent): void => {
    const view = drawing.current?.view();
    if (!view || !scene || event.ctrlKey || event.metaKey) return;
    const [id] = selected;
    const own = actions(selected).find(({ key }) => key === event.key);
    if (event.key === 'Escape') setPicked([]);
    else if (event.key === 'Enter' && id !== undefined) openDetails();
    else if ((event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) && id !== undefined) {
      const box = boxesOf(scene, id)[0];
      if (box) openMenu({ at: view.onPage({ x: box.x + box.width / 2, y: box.y + box.height / 2 }), actions: actions(selected), title: titleOf(graph, id) });
    } else if (own) own.run();
    else if (!lookAround(event, view, scene, id, goTo)) return;
    event.preventDefault();
  };

  return (
    <div class={`graph overlay${current ? '' : ' waiting'}`} aria-busy={!current}>
      <h2 class="unseen">{l10n.t('What differs, on the graph of {0}', graph.title)}</h2>
      <div class="graph-tools" role="group" aria-label={l10n.t('Tools of the graph')}>
        <ChangeCounts overlay={overlay} />
        {order.length === 0 && (
          <span class="overlay-none">
            {l10n.t('Nothing that is drawn differs.')} <Button kind="link" onClick={() => toList()}>{l10n.t('Look at the list ({0})', countOf(answer))}</Button>
          </span>
        )}
        <span class="graph-tools-space" />
        {order.length > 0 && (
          <span class="graph-tools-group">
            <IconButton icon="up" label={l10n.t('Previous difference')} onClick={() => step(-1)} />
            <IconButton icon="down" label={l10n.t('Next difference')} onClick={() => step(1)} />
          </span>
        )}
        <ZoomButtons zoom={(factor) => drawing.current?.view()?.zoomBy(factor)} fit={() => drawing.current?.view()?.fit()} />
      </div>
      <div class="graph-body">
        <section class="graph-stage" aria-label={l10n.t('Drawing')} ref={stage}>
          <Drawing
            handle={drawing}
            scene={scene}
            state={state}
            label={l10n.t('What differs, on the graph of {0}. Arrow keys go from one thing to the next, Enter shows what changed about it, the menu key its actions. The outline has the same in words.', graph.title)}
            readOnly
            place={memory.get('place', '')}
            looks={(place) => memory.set('place', place)}
            onKeyDown={onKey}
            events={{
              pick: (hit, adds) => {
                if (!hit || hit.id === nowhere) {
                  if (!adds) setPicked([]);
                  return;
                }
                setPicked((before) => (adds ? (before.includes(hit.id) ? before.filter((one) => one !== hit.id) : [...before, hit.id]) : [hit.id]));
                setPanel('overlay-details');
              },
              open: () => undefined,
              menu: (hit, at) => {
                if (!hit || hit.id === nowhere) return;
                setPicked([hit.id]);
                openMenu({ at, actions: actions([hit.id]), title: titleOf(graph, hit.id) });
              },
              hover: setHover,
              gesture: () => undefined,
            }}
          />
        </section>
        <aside class="graph-side" aria-label={l10n.t('About what differs')} ref={side}>
          <Tabs label={l10n.t('About what differs')} tabs={[{ id: 'overlay-details' as const, title: l10n.t('What changed'), panel: 'overlay-panel' }, { id: 'overlay-outline' as const, title: l10n.t('Outline'), panel: 'overlay-panel' }]} active={panel} choose={setPanel} />
          {panel === 'overlay-outline' && order.length > 0 && (
            <label class="check overlay-only">
              <input
                type="checkbox"
                checked={only}
                onChange={(event) => {
                  setOnly(event.currentTarget.checked);
                  memory.set('only', event.currentTarget.checked);
                }}
              />
              <span>{l10n.t('Only what differs')}</span>
            </label>
          )}
          <div id="overlay-panel" class="graph-panel" role="tabpanel" aria-labelledby={`tab-${panel}`}>
            {panel === 'overlay-outline' ? (
              <Outline screen={graph} changes={overlay} selected={selected} found={only && order.length > 0 ? order : undefined} select={select} open={openDetails} actions={actions} menu={openMenu} />
            ) : (
              <ChangeDetails answer={answer} overlay={overlay} ids={selected} actions={actions(selected).filter(({ id }) => id !== 'lines')} select={goTo} toLine={(line) => toList({ line })} leave={() => stage.current?.querySelector<HTMLElement>('.graph-canvas')?.focus()} />
            )}
          </div>
        </aside>
      </div>
      <div class="unseen" role="status">{told}</div>
      {menu && <Menu request={menu} close={() => setMenu(undefined)} />}
    </div>
  );
}
