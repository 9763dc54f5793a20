/** The frame around every screen: tabs, what just happened, and the screen that is shown. */
import { Component, type ComponentType, type JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { screenNames, type ScreenName } from '../src/protocol/screens/screens.ts';
import { Button } from './design/button.tsx';
import { Empty } from './design/empty.tsx';
import { Loading } from './design/loading.tsx';
import { Notice } from './design/notice.tsx';
import { Tabs } from './design/tabs.tsx';
import type { ScreenHost } from './host.ts';
import { l10n } from './l10n.ts';
import { memoryOf } from './memory.ts';
import { screens, type ScreenProps } from './screens/table.ts';

export interface ShellState {
  readonly screen: ScreenName;
  readonly notice: { readonly good: boolean; readonly text: string } | undefined;
  readonly gone: string | undefined;
  readonly reveal: { readonly id: string } | undefined;
}

interface ShellProps {
  readonly host: ScreenHost;
  readonly state: ShellState;
  readonly change: (change: Partial<ShellState>) => void;
  readonly memories: Record<string, unknown>;
  readonly keep: () => void;
  /** Hears when a screen stands. */
  readonly stood: () => void;
}

export function Shell({ host, state, change, memories, keep, stood }: ShellProps): JSX.Element {
  const { screen, notice, gone, reveal } = state;
  const snapshot = host.snapshot(screen);
  const goTo = (name: ScreenName, id?: string): void => {
    change({ screen: name, reveal: id === undefined ? undefined : { id } });
    host.show(name);
  };
  useEffect(keep, [screen]);
  return (
    <div class="shell">
      <header class="shell-head">
        <h1 class="unseen">{l10n.t('Threat model {0}', snapshot?.model ?? '')}</h1>
        <Tabs label={l10n.t('Screens of the threat model')} tabs={screenNames.map((name) => ({ id: name, title: screens[name].title(), panel: 'screen' }))} active={screen} choose={goTo} />
        <Button kind="quiet" icon="text" onClick={() => host.openText()}>
          <span class="shell-word">{l10n.t('Text')}</span>
        </Button>
      </header>
      <Notice notice={notice} dismiss={() => change({ notice: undefined })} />
      {snapshot?.readOnly === 'broken_file' && gone === undefined && (
        <p class="banner" role="status">
          {l10n.t('The file has an error that keeps it from being read. You see what it said before; nothing can be changed here until the text is mended.')} <Button kind="link" onClick={() => host.openText()}>{l10n.t('Open the text')}</Button>
        </p>
      )}
      <main class="screen">
        <div id="screen" class="screen" role="tabpanel" aria-labelledby={`tab-${screen}`}>
        {gone !== undefined ? <Empty icon="warning" title={l10n.t('This model cannot be shown')} text={gone} /> : <Loaded key={screen} name={screen} host={host} memories={memories} keep={keep} reveal={reveal} goTo={goTo} change={change} stood={stood} />}
        </div>
      </main>
    </div>
  );
}

interface LoadedProps extends Pick<ShellProps, 'host' | 'memories' | 'keep' | 'change' | 'stood'> {
  readonly name: ScreenName;
  readonly reveal: { readonly id: string } | undefined;
  readonly goTo: (screen: ScreenName, id?: string) => void;
}

/** One screen, once its code and its first snapshot are there. What comes first leaves its place as it will be. */
function Loaded({ name, host, memories, keep, reveal, goTo, change, stood }: LoadedProps): JSX.Element {
  const [loaded, setLoaded] = useState<{ readonly screen: ComponentType<ScreenProps<ScreenName>> } | { readonly failed: string } | undefined>(undefined);
  useEffect(() => {
    screens[name].load().then(
      // Each screen gets the snapshot of its own name.
      (screen) => setLoaded({ screen: screen as unknown as ComponentType<ScreenProps<ScreenName>> }),
      (error: unknown) => setLoaded({ failed: error instanceof Error ? error.message : String(error) }),
    );
  }, [name]);
  const memory = useMemo(() => memoryOf(memories[name], (kept) => {
    memories[name] = kept;
    keep();
  }), [name]);
  const snapshot = host.snapshot(name);
  const stands = loaded !== undefined && snapshot !== undefined;
  useEffect(() => {
    if (stands) stood();
  }, [stands]);
  if (loaded && 'failed' in loaded) return <Empty icon="warning" title={l10n.t('This screen could not be loaded')} text={loaded.failed} />;
  if (!loaded || !snapshot) return <Loading />;
  const Screen = loaded.screen;
  return (
    <Failing>
      <Screen host={host} snapshot={snapshot} memory={memory} reveal={reveal} goTo={goTo} announce={(text) => change({ notice: { good: true, text } })} />
    </Failing>
  );
}

/** A screen that fails says so, and leaves the others alive. */
class Failing extends Component<{ readonly children: JSX.Element }, { readonly failed?: string }> {
  override state: { readonly failed?: string } = {};

  static override getDerivedStateFromError(error: unknown): { readonly failed: string } {
    return { failed: error instanceof Error ? error.message : String(error) };
  }

  override render(): JSX.Element {
    const { failed } = this.state;
    if (failed === undefined) return this.props.children;
    return <Empty icon="warning" title={l10n.t('This screen failed')} text={failed} action={{ title: l10n.t('Show it again'), run: () => this.setState({}) }} />;
  }
}
