/** The model screen: everything that a model says, in one list, and beside it what is selected, to be edited where it stands. */
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { FieldAnswers } from '../../../src/protocol/form-field.ts';
import { givenBy } from '../../../src/protocol/given-by.ts';
import { Button, IconButton } from '../../design/button.tsx';
import { Icon } from '../../design/icons.tsx';
import { Loading } from '../../design/loading.tsx';
import { Menu } from '../../design/menu.tsx';
import { useAnswer } from '../../design/use-answer.ts';
import { l10n } from '../../l10n.ts';
import type { ScreenProps } from '../table.ts';
import { AddDialog } from './add-dialog.tsx';
import { Bulk, mostTogether } from './bulk.tsx';
import { DetailsView, type AddWhat, type DetailsActions } from './details.tsx';
import { Feature } from './feature.tsx';
import { Guide } from './guide.tsx';
import { Help } from './help.tsx';
import { ModelList, type ListActions } from './list.tsx';
import { Framework, FrameworkDialog, Gap, GapDialog, Removed } from './others.tsx';
import { RemovalDialog } from './removal-dialog.tsx';
import { identifierFits, kindTitle, rowKey, rowsOf, type SectionName } from './rows.ts';
import { SectionAbout } from './section-about.tsx';
import { kept, selectOnly, type Selection } from './selection.ts';

type Asked =
  | { readonly of: 'add'; readonly what: AddWhat; readonly given: FieldAnswers }
  | { readonly of: 'remove'; readonly ids: readonly string[] }
  | { readonly of: 'gap'; readonly id: string }
  | { readonly of: 'framework' }
  | { readonly of: 'help' };

/** Sections without entities of their own kind. */
const others: readonly SectionName[] = ['gaps', 'compliance', 'removed'];

export function ModelScreen({ host, snapshot, memory, reveal, announce }: ScreenProps<'model'>): JSX.Element {
  const { data, version, readOnly: why } = snapshot;
  const readOnly = why !== undefined;
  const [sought, setSought] = useState(() => memory.get<string>('sought', ''));
  const [folded, setFolded] = useState<readonly string[]>(() => memory.get<readonly string[]>('folded', []));
  const [chosen, setChosen] = useState<Selection>(() => {
    const selected = memory.get<readonly string[]>('selected', ['model']);
    return { ...selectOnly(memory.get('active', 'model')), selected };
  });
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  // On a narrow page one is seen at a time.
  const [inside, setInside] = useState(() => memory.get<boolean>('inside', false));
  const [focus, setFocus] = useState(0);
  const [enter, setEnter] = useState(0);
  const entered = useRef(0);
  const search = useRef<HTMLInputElement>(null);
  const details = useRef<HTMLDivElement>(null);
  const wanted = useRef<string | undefined>(undefined);

  const rows = useMemo(() => rowsOf(data, new Set(folded), sought), [data, folded, sought]);
  const keys = useMemo(() => rows.map(({ key }) => key), [rows]);
  const keysBefore = useRef(keys);
  const selection = useMemo(() => kept(chosen, keys, keysBefore.current), [chosen, keys]);
  useEffect(() => {
    keysBefore.current = keys;
    if (selection !== chosen) setChosen(selection);
    // What was just made is gone to once it stands in the list.
    if (wanted.current !== undefined && keys.includes(wanted.current)) {
      setChosen(selectOnly(wanted.current));
      wanted.current = undefined;
      setFocus((last) => last + 1);
    }
  }, [keys]);
  useEffect(() => {
    memory.set('active', selection.active);
    memory.set('selected', selection.selected.slice(0, 200));
  }, [selection]);

  const keyOf = (id: string): string | undefined => {
    const section = data.sections.find((one) => one.rows.some((row) => row.id === id))?.kind ?? (data.removed.some((row) => row.id === id) ? 'removed' : undefined);
    return section && rowKey(section, id);
  };
  const goTo = (id: string): void => {
    const key = keyOf(id);
    if (key === undefined) return;
    setSought('');
    setFolded(folded.filter((one) => one !== key.split('/')[0]));
    wanted.current = key;
    setChosen(selectOnly(key));
    setInside(true);
  };
  useEffect(() => {
    if (reveal) goTo(reveal.id);
  }, [reveal]);

  const selectedKeys = useMemo(() => new Set(selection.selected), [selection]);
  const selectedRows = useMemo(() => rows.flatMap((row) => (row.of === 'entity' && selectedKeys.has(row.key) ? [row] : [])), [rows, selectedKeys]);
  const entities = useMemo(() => selectedRows.filter(({ section }) => !others.includes(section)).map(({ row }) => row.id), [selectedRows]);
  const isTooMany = entities.length > mostTogether;
  const { answer: opened, to } = useAnswer(host, 'details', entities.length > 0 && !isTooMany ? { ids: entities } : undefined, snapshot);
  const shownDetails = opened && to === JSON.stringify({ ids: entities }) ? opened : opened?.filter(({ id }) => entities.includes(id));

  const isIn = (target: EventTarget | null, part: string): boolean => target instanceof Element && target.closest(part) !== null;
  const copy = async (ids: readonly string[]): Promise<void> => {
    const { text, count } = await host.ask('copy', { ids: [...ids] });
    if (count === 0) return;
    await navigator.clipboard.writeText(text);
    announce(count === 1 ? l10n.t('Copied {0}', ids[0]!) : l10n.t('Copied {0} entities', count));
  };
  const paste = async (text: string): Promise<void> => {
    const outcome = await host.act({ use: 'paste', text });
    if (outcome.done) goToMade(outcome.made);
  };
  const goToMade = (ids: readonly string[]): void => {
    const id = ids.at(-1);
    if (id === undefined) return;
    const kind = data.sections.find(({ kind: one }) => identifierFits(one, id))?.kind;
    if (!kind) return;
    setSought('');
    setFolded((last) => last.filter((one) => one !== kind));
    wanted.current = rowKey(kind, id);
  };
  const ask = (next: Asked): void => setAsked(next);
  const add = (section: SectionName): void => {
    if (readOnly) return;
    if (section === 'compliance') ask({ of: 'framework' });
    else if (section !== 'gaps' && section !== 'removed') ask({ of: 'add', what: { kind: section }, given: givenBy(section, entities) });
  };
  const remove = (ids: readonly string[]): void => {
    if (ids.length > 0 && !readOnly) ask({ of: 'remove', ids });
  };
  const fold = (section: SectionName, open: boolean): void => {
    const next = open ? folded.filter((one) => one !== section) : [...folded, section];
    setFolded(next);
    memory.set('folded', next);
  };
  const listActions: ListActions = {
    choose: setChosen,
    fold,
    enter: () => {
      setInside(true);
      setEnter((last) => last + 1);
    },
    add,
    canAdd: (section) => section !== 'gaps' && section !== 'removed',
    remove: () => remove(entities),
    move: (moved, before) => {
      const [first] = moved;
      const kind = data.sections.find(({ kind: one }) => first?.startsWith(`${one}/`))?.kind;
      if (!kind || readOnly) return;
      const plain = (key: string): string => key.slice(kind.length + 1);
      void host.act({ use: 'reorder', kind, keys: moved.map(plain), ...(before === undefined ? {} : { before: plain(before) }) });
    },
  };
  const actions: DetailsActions = {
    goTo,
    add: (what, given = {}) => ask({ of: 'add', what, given }),
    remove,
    copy: (ids) => void copy(ids),
    gap: (id) => ask({ of: 'gap', id }),
  };
  // The focus goes in once there is what was gone to.
  const isThere = entities.length === 0 || shownDetails?.[0]?.id === entities[0];
  useLayoutEffect(() => {
    if (enter === entered.current || !isThere) return;
    entered.current = enter;
    const { current: pane } = details;
    (pane?.querySelector<HTMLElement>('.fields textarea, .fields select, .fields input') ?? pane?.querySelector<HTMLElement>('.details-body button'))?.focus();
  }, [enter, isThere]);
  useEffect(() => memory.set('inside', inside), [inside]);

  const back = (): void => {
    setInside(false);
    setFocus((last) => last + 1);
  };
  const close = (): void => setAsked(undefined);
  const onKeyDown = (event: KeyboardEvent): void => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement;
    if (asked) return;
    if ((event.key === '/' && !typing) || (event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey)) {
      event.preventDefault();
      // Of a long list only a part is drawn: the search of a browser or of an editor would miss the rest.
      event.stopPropagation();
      search.current?.focus();
      search.current?.select();
    } else if (event.key === '?' && !typing) {
      event.preventDefault();
      ask({ of: 'help' });
    } else if (event.key === 'Escape' && isIn(event.target, '.model-details')) back();
  };

  return (
    <div
      class={`model${inside ? ' inside' : ''}`}
      onKeyDown={onKeyDown}
      onCopy={(event: ClipboardEvent) => {
        if (!isIn(event.target, '.model-list') || entities.length === 0) return;
        event.preventDefault();
        void copy(entities);
      }}
      onPaste={(event: ClipboardEvent) => {
        if (!isIn(event.target, '.model-list') || readOnly) return;
        event.preventDefault();
        void paste(event.clipboardData?.getData('text/plain') ?? '');
      }}
    >
      <div class="model-side">
        <div class="model-tools">
          <div class="search">
            <Icon name="search" />
            <input
              ref={search}
              type="search"
              class="text"
              value={sought}
              aria-label={l10n.t('Search in the model')}
              placeholder={l10n.t('Search: words, identifiers, verdicts')}
              onInput={(event) => {
                setSought(event.currentTarget.value);
                memory.set('sought', event.currentTarget.value);
              }}
              onKeyDown={(event) => {
                if (event.key === 'Escape' && sought !== '') {
                  event.preventDefault();
                  setSought('');
                } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
                  event.preventDefault();
                  setFocus((last) => last + 1);
                }
              }}
            />
          </div>
          {!readOnly && <Menu title={l10n.t('Add')} icon="add" kind="primary" items={data.sections.map(({ kind }) => ({ title: kindTitle(kind), icon: kind, run: () => add(kind) }))} />}
          {!readOnly && <IconButton icon="paste" label={l10n.t('Paste entities')} onClick={() => void navigator.clipboard.readText().then(paste)} />}
          <IconButton icon="help" label={l10n.t('Keys')} onClick={() => ask({ of: 'help' })} />
        </div>
        <ModelList rows={rows} keys={keys} selection={selection} selected={selectedKeys} actions={listActions} memory={memory} focus={focus} readOnly={readOnly} />
        <p class="unseen" role="status">
          {sought === '' ? '' : l10n.t('{0} found', rows.filter(({ of }) => of === 'entity').length)}
        </p>
        {rows.length === 0 && <p class="field-none model-none">{l10n.t('Nothing in the model holds these words.')}</p>}
        {/* Where only the list is seen, an empty model still says how to begin. */}
        {data.sections.every(({ rows }) => rows.length === 0) && (
          <div class="model-guide">
            <Guide data={data} actions={actions} readOnly={readOnly} />
          </div>
        )}
      </div>
      <div class="model-details" ref={details}>
        <Button kind="quiet" icon="left" class="button quiet model-back" onClick={back}>
          {l10n.t('Back to the list')}
        </Button>
        {opening()}
      </div>
      {asked?.of === 'add' && <AddDialog host={host} of={asked.what} given={asked.given} version={version} close={close} made={goToMade} />}
      {asked?.of === 'remove' && <RemovalDialog host={host} ids={asked.ids} version={version} close={close} />}
      {asked?.of === 'gap' && <GapDialog host={host} id={asked.id} row={data.gaps.find(({ id }) => id === asked.id)} close={close} />}
      {asked?.of === 'framework' && <FrameworkDialog host={host} close={close} />}
      {asked?.of === 'help' && <Help close={close} />}
    </div>
  );

  /** What is beside the list. */
  function opening(): JSX.Element {
    const [first] = selectedRows;
    const shared = { host, readOnly };
    if (isTooMany) return <Bulk {...shared} ids={entities} details={[]} actions={actions} />;
    if (entities.length > 1) return shownDetails ? <Bulk {...shared} ids={entities} details={shownDetails} actions={actions} /> : <Loading />;
    if (entities.length === 1) {
      const one = shownDetails?.[0];
      return one ? <DetailsView key={one.id} {...shared} details={one} actions={actions} /> : <Loading />;
    }
    if (first?.section === 'removed') return <Removed {...shared} row={data.removed.find(({ id }) => id === first.row.id)!} />;
    if (first?.section === 'gaps') return <Gap {...shared} row={data.gaps.find(({ id }) => id === first.row.id)!} actions={actions} />;
    if (first?.section === 'compliance') return <Framework key={first.row.id} {...shared} name={first.row.id} version={version} controls={data.sections.find(({ kind }) => kind === 'controls')?.rows.map(({ id }) => id) ?? []} />;
    const section = rows.find((row) => row.of === 'section' && row.key === selection.active);
    if (section?.of === 'section' && section.section !== 'removed') return <SectionAbout section={section.section} add={readOnly || section.section === 'gaps' ? undefined : () => add(section.section)} />;
    return <Feature {...shared} data={data} actions={actions} />;
  }
}
