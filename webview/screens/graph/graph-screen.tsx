/** The trust-boundary graph: the drawing, its outline for keyboard and screen reader, details, and reachability played on it. */
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { forgetting, memoryOf, nowhere, type GraphLayout, type LayoutMemory } from './layout/graph-layout.ts';
import { layoutInputOf } from './layout/input-of.ts';
import { LayoutRunner } from './layout/layout-runner.ts';
import type { ScreenProps } from '../table.ts';
import { l10n } from '../../l10n.ts';
import { Empty } from '../../design/empty.tsx';
import { Tabs } from '../../design/tabs.tsx';
import { actionsOn, type GraphAction } from './gestures/actions.ts';
import type { Gesture } from './gestures/drag.ts';
import { directionOf, lookAround } from './gestures/look-around.ts';
import { Drawing, type DrawingHandle } from './drawing.tsx';
import { Details } from './panel/details.tsx';
import { Dialogs, type DialogRequest } from './panel/dialogs.tsx';
import { Menu, type MenuRequest } from './panel/menu.tsx';
import { Outline } from './panel/outline.tsx';
import { Reach, type Playing } from './panel/reach.tsx';
import { Toolbar } from './panel/toolbar.tsx';
import { matchesOf, titleOf } from './scene/names.ts';
import { boxesOf, placesOf } from './scene/places.ts';
import { sceneOf, type Scene } from './scene/scene.ts';
import type { Hit } from './scene/hit.ts';
import type { ViewState } from './paint/view-state.ts';
import { exportGraph } from './export.ts';

const panels = ['outline', 'details', 'reach'] as const;
type Panel = (typeof panels)[number];

export function GraphScreen({ host, snapshot, memory, reveal, announce, goTo }: ScreenProps<'graph'>): JSX.Element {
  const screen = snapshot.data;
  const [layout, setLayout] = useState<GraphLayout | undefined>(undefined);
  const [collapsed, setCollapsed] = useState<readonly string[]>(() => memory.get('collapsed', [] as readonly string[]));
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [hover, setHover] = useState<string | undefined>(undefined);
  const [panel, setPanel] = useState<Panel>(() => (panels as readonly string[]).includes(memory.get('panel', 'outline')) ? memory.get<Panel>('panel', 'outline') : 'outline');
  const [query, setQuery] = useState('');
  const [playing, setPlaying] = useState<Playing | undefined>(undefined);
  const [offered, setOffered] = useState<readonly string[]>([]);
  const [dialog, setDialog] = useState<DialogRequest | undefined>(undefined);
  const [menu, setMenu] = useState<MenuRequest | undefined>(undefined);
  const [told, setTold] = useState('');
  const drawing = useRef<DrawingHandle>(null);
  const runner = useMemo(() => new LayoutRunner(), []);
  const known = useRef<LayoutMemory | undefined>(remembered(memory.get('layout', '')));
  /** The placements of this sitting, each with where everything was before it. */
  const placements = useRef<{ readonly positions: Record<string, { readonly x: number; readonly y: number } | null>; readonly before: LayoutMemory | undefined }[]>([]);

  const input = useMemo(() => layoutInputOf(screen), [screen]);
  const inputText = useMemo(() => JSON.stringify(input), [input]);
  useEffect(() => {
    runner.run(input, known.current, (next) => {
      known.current = memoryOf(next);
      memory.set('layout', JSON.stringify(known.current));
      setLayout(next);
    });
  }, [inputText]);
  useEffect(() => () => runner.dispose(), []);

  const scene = useMemo<Scene | undefined>(() => layout && sceneOf(screen, layout, new Set(collapsed)), [screen, layout, collapsed]);
  const found = useMemo(() => (query.trim() === '' ? undefined : matchesOf(screen, query)), [screen, query]);
  const state = useMemo<ViewState>(
    () => ({
      selected: new Set(selected),
      offered: new Set(offered),
      ...(selected.length === 1 ? { focus: selected[0]! } : {}),
      ...(hover === undefined ? {} : { hover }),
      ...(found ? { found: new Set([...found, ...found.flatMap((id) => placesOf(scene, id))]) } : {}),
      ...(playing ? { play: playing.state } : {}),
    }),
    [selected, hover, found, playing, offered, scene],
  );

  const choose = (id: string, adds = false): void => {
    setSelected((before) => (adds ? (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]) : [id]));
    if (panel === 'outline' && adds) return;
  };
  /** Shows a thing in the drawing, opening what hides it. */
  const show = (id: string): void => {
    const place = scene && boxesOf(scene, id)[0];
    const region = scene?.cardOf.get(id)?.region;
    if (region !== undefined && collapsed.includes(region)) fold(region);
    if (place) drawing.current?.view()?.reveal(place);
  };
  const select = (id: string, adds = false): void => {
    choose(id, adds);
    if (!adds) show(id);
  };
  const fold = (region: string): void => {
    setCollapsed((before) => {
      const after = before.includes(region) ? before.filter((id) => id !== region) : [...before, region];
      memory.set('collapsed', after);
      return after;
    });
  };
  const openPanel = (next: Panel): void => {
    setPanel(next);
    memory.set('panel', next);
  };
  useEffect(() => {
    if (!reveal || !scene) return;
    // An objective is shown by playing it.
    if (/^CO-/.test(reveal.id)) {
      play(reveal.id);
      return;
    }
    select(reveal.id);
    openPanel('details');
  }, [reveal, scene === undefined]);

  const place = async (positions: Record<string, { readonly x: number; readonly y: number } | null>): Promise<void> => {
    placements.current.push({ positions: Object.fromEntries(Object.keys(positions).map((id) => [id, screen.placed[id] ?? null])), before: known.current });
    // What is given back to the layout is placed anew.
    if (known.current) known.current = forgetting(known.current, Object.keys(positions).filter((id) => positions[id] === null));
    await host.act({ use: 'place', positions });
  };
  const carryOut = (gesture: Gesture): void => {
    if (gesture.does !== 'place') placements.current.length = 0;
    switch (gesture.does) {
      case 'move':
        void host.act({ use: 'move', moves: [{ id: gesture.id, ...(gesture.from === undefined ? {} : { from: gesture.from }) }], ...(gesture.to === undefined ? {} : { to: gesture.to }) });
        return;
      case 'connect':
        setDialog({ of: 'form', kind: 'connections', given: { from: gesture.from, to: gesture.to } });
        return;
      case 'place': {
        const position = layout && positionOf(layout, gesture.id, gesture.at);
        if (position) void place({ [gesture.id]: position });
        return;
      }
    }
  };
  const play = (objective: string): void => {
    openPanel('reach');
    void host.ask('play', { objective }).then((played) => {
      setOffered([]);
      setPlaying({ played, state: { attacker: played.attacker, asset: played.asset, hops: played.hops, shown: 0, part: 1, walls: played.walls.map(({ boundary }) => boundary), gaps: played.gaps.flatMap(({ action }) => (action ? [action.entity] : [])) } });
    }, (error: unknown) => announce(error instanceof Error ? error.message : String(error)));
  };
  // What is played follows the model.
  useEffect(() => {
    const objective = playing?.played.objective;
    if (objective === undefined) return;
    const abort = new AbortController();
    host.ask('play', { objective }, abort.signal).then(
      (played) => setPlaying((before) => before && { played, state: { ...before.state, hops: played.hops, shown: Math.min(before.state.shown, played.hops.length), walls: played.walls.map(({ boundary }) => boundary), gaps: played.gaps.flatMap(({ action }) => (action ? [action.entity] : [])) } }),
      () => {
        if (!abort.signal.aborted) setPlaying(undefined);
      },
    );
    return () => abort.abort();
  }, [snapshot.version]);

  const context = {
    screen,
    collapsed,
    readOnly: snapshot.readOnly !== undefined,
    ask: setDialog,
    fold,
    play,
    reach: () => openPanel('reach'),
    openText: (id: string) => host.open({ of: 'entity', id }),
    openModel: (id: string) => goTo('model', id),
    unplace: (ids: readonly string[]) => void place(Object.fromEntries(ids.map((id) => [id, null]))),
    announce,
  };
  const actions = (ids: readonly string[]): readonly GraphAction[] => actionsOn(context, ids);
  const actionsOfHit = (hit: Hit | undefined): readonly string[] => (hit === undefined ? [] : selected.includes(hit.id) ? selected : [hit.id]);

  const onKey = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement || event.target instanceof HTMLTextAreaElement) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !event.shiftKey && placements.current.length > 0) {
      // The file of positions has a history of its own; the newest gesture is what a person wants back.
      event.preventDefault();
      event.stopPropagation();
      const last = placements.current.pop()!;
      known.current = last.before;
      void host.act({ use: 'place', positions: last.positions });
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    const own = actions(selected).find(({ key }) => key === event.key);
    if (own && selected.length > 0) {
      event.preventDefault();
      own.run();
    }
  };
  const goOn = (next: string): void => {
    select(next);
    setTold(titleOf(screen, next));
  };
  const onStageKey = (event: KeyboardEvent): void => {
    const view = drawing.current?.view();
    if (!view || !scene || event.ctrlKey || event.metaKey) return;
    const arrow = directionOf(event.key);
    const [only] = selected;
    if (arrow && event.altKey && only !== undefined && layout) {
      const box = boxesOf(scene, only)[0];
      const position = box && positionOf(layout, only, { x: box.x + arrow[0] * 12, y: box.y + arrow[1] * 12 });
      if (position && snapshot.readOnly === undefined) void place({ [only]: position });
    } else if (event.key === 'Escape') {
      if (!view.cancelDrag()) {
        setSelected([]);
        setPlaying(undefined);
        setOffered([]);
      }
    } else if (event.key === 'Enter' && only !== undefined) openPanel('details');
    else if ((event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) && only !== undefined) {
      const box = boxesOf(scene, only)[0];
      if (box) setMenu({ at: view.onPage({ x: box.x + box.width / 2, y: box.y + box.height / 2 }), actions: actions(selected), title: titleOf(screen, only) });
    } else if (!lookAround(event, view, scene, only, goOn)) return;
    event.preventDefault();
  };

  const isEmpty = screen.regions.length + screen.components.length + screen.attackers.length + screen.assets.length === 0;
  return (
    <div class="graph" onKeyDown={onKey}>
      <h1 class="unseen">{l10n.t('Graph of {0}', screen.title)}</h1>
      <Toolbar
        query={query}
        found={found?.length}
        search={setQuery}
        jump={(step) => {
          if (!found || found.length === 0) return;
          const at = selected[0] === undefined ? -1 : found.indexOf(selected[0]);
          const next = found[(at + step + found.length) % found.length]!;
          goOn(next);
        }}
        zoom={(factor) => drawing.current?.view()?.zoomBy(factor)}
        fit={() => drawing.current?.view()?.fit()}
        folded={screen.regions.length > 0 && screen.regions.every(({ id }) => collapsed.includes(id))}
        foldAll={(all) => {
          const after = all ? screen.regions.map(({ id }) => id) : [];
          memory.set('collapsed', after);
          setCollapsed(after);
        }}
        add={(at) => setMenu({ at, actions: actions([]), title: l10n.t('Add to the model') })}
        exportAs={(format) => scene && void exportGraph(host, scene, state, screen.title, format).then((said) => announce(said), (error: unknown) => announce(error instanceof Error ? error.message : String(error)))}
        readOnly={snapshot.readOnly !== undefined}
      />
      {screen.placementProblems.length > 0 && (
        <p class="banner" role="status">
          {l10n.t('In the file of positions: line {0}: {1} {2}', screen.placementProblems[0]!.line, screen.placementProblems[0]!.message, screen.placementProblems[0]!.remedy)}
          {screen.placementProblems.length > 1 && ` ${l10n.t('And {0} more.', screen.placementProblems.length - 1)}`}
        </p>
      )}
      <div class="graph-body">
        <section class="graph-stage" aria-label={l10n.t('Drawing')}>
          {isEmpty ? (
            <Empty icon="boundaries" title={l10n.t('Where do security domains meet?')} text={l10n.t('A trust boundary is where data or control passes from one domain to another: the edge to the internet, the door to the vault. Add the first one; then put components behind it, assets into them, and attackers in front of it.')} {...(snapshot.readOnly === undefined ? { action: { title: l10n.t('Add a trust boundary'), run: () => setDialog({ of: 'form', kind: 'boundaries', given: {} }) } } : {})} />
          ) : (
            <Drawing
              handle={drawing}
              scene={scene}
              state={state}
              label={l10n.t('Graph of {0}. Arrow keys go from one thing to the next, Enter shows its details, the menu key its actions. The outline has the same in words.', screen.title)}
              readOnly={snapshot.readOnly !== undefined}
              place={memory.get('place', '')}
              looks={(place) => memory.set('place', place)}
              onKeyDown={onStageKey}
              events={{
                pick: (hit, adds) => {
                  if (!hit) {
                    if (!adds) setSelected([]);
                  } else if (hit.of === 'region' && hit.fold) fold(hit.id);
                  else if (hit.id === nowhere) setSelected([]);
                  else choose(hit.id, adds);
                },
                open: (hit) => {
                  if (hit.of === 'region' && !hit.handle) return;
                  choose(hit.id);
                  if (snapshot.readOnly === undefined && hit.of !== 'band') actions([hit.id]).find(({ key }) => key === 'F2')?.run();
                },
                menu: (hit, at) => {
                  const ids = hit?.id === nowhere || hit?.of === 'band' ? [] : actionsOfHit(hit);
                  if (ids.length === 1) choose(ids[0]!);
                  setMenu({ at, actions: actions(ids), title: ids.length === 0 ? l10n.t('Add to the model') : ids.map((id) => titleOf(screen, id)).join(', ') });
                },
                hover: setHover,
                gesture: carryOut,
              }}
            />
          )}
        </section>
        <aside class="graph-side" aria-label={l10n.t('About the graph')}>
          <Tabs label={l10n.t('About the graph')} tabs={[{ id: 'outline' as const, title: l10n.t('Outline'), panel: 'graph-panel' }, { id: 'details' as const, title: l10n.t('Details'), panel: 'graph-panel' }, { id: 'reach' as const, title: l10n.t('Reachability'), panel: 'graph-panel' }]} active={panel} choose={openPanel} />
          <div id="graph-panel" class="graph-panel" role="tabpanel" aria-labelledby={`tab-${panel}`}>
            {panel === 'outline' && <Outline screen={screen} selected={selected} found={found} select={select} open={() => openPanel('details')} actions={actions} menu={setMenu} />}
            {panel === 'details' && <Details screen={screen} ids={selected} actions={actions} select={select} play={play} />}
            {panel === 'reach' && (
              <Reach
                host={host}
                screen={screen}
                version={snapshot.version}
                playing={playing}
                readOnly={snapshot.readOnly !== undefined}
                choose={play}
                change={setPlaying}
                offer={(ids) => {
                  setOffered(ids);
                  if (ids[0] !== undefined) show(ids[0]);
                }}
                ask={setDialog}
                select={select}
                announce={setTold}
              />
            )}
          </div>
        </aside>
      </div>
      <div class="unseen" role="status">{told}</div>
      {menu && <Menu request={menu} close={() => setMenu(undefined)} />}
      {dialog && (
        <Dialogs
          host={host}
          screen={screen}
          version={snapshot.version}
          request={dialog}
          close={() => setDialog(undefined)}
          done={(ids) => {
            placements.current.length = 0;
            if (ids[0] !== undefined) choose(ids[0]);
          }}
        />
      )}
    </div>
  );
}

function remembered(text: string): LayoutMemory | undefined {
  if (text === '') return undefined;
  const value = JSON.parse(text) as Partial<LayoutMemory>;
  return value.regions && value.components ? { regions: value.regions, components: value.components } : undefined;
}

/** The position that puts the corner of a thing there, as the file of positions has it. */
function positionOf(layout: GraphLayout, id: string, corner: { readonly x: number; readonly y: number }): { readonly x: number; readonly y: number } | undefined {
  const region = layout.regions.find((one) => one.id === id);
  if (region) return { x: Math.round(region.origin.x + corner.x - region.box.x), y: Math.round(region.origin.y + corner.y - region.box.y) };
  const card = layout.cards.find((one) => one.id === id);
  const origin = card && layout.regions.find((one) => one.id === card.region)?.origin;
  return origin && { x: Math.round(corner.x - origin.x), y: Math.round(corner.y - origin.y) };
}
