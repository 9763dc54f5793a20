/** What would stop it: the smallest edits, each looked at with all that it changes before a person applies it. */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { OfferedStop, OfferedStops, PlayedObjective, StopPreview } from '../../../../src/protocol/screens/graph-reach.ts';
import type { GraphScreen } from '../../../../src/protocol/screens/graph-screen.ts';
import { Button } from '../../../design/button.tsx';
import { Icon } from '../../../design/icons.tsx';
import { MarkView } from '../../../design/mark.tsx';
import type { ScreenHost } from '../../../host.ts';
import { l10n } from '../../../l10n.ts';
import type { DialogRequest } from './dialogs.tsx';

interface StopsProps {
  readonly host: ScreenHost;
  readonly screen: GraphScreen;
  readonly played: PlayedObjective;
  readonly version: number;
  readonly readOnly: boolean;
  readonly offer: (entities: readonly string[]) => void;
  readonly ask: (request: DialogRequest) => void;
  readonly select: (id: string) => void;
  readonly announce: (text: string) => void;
}

/** The search goes on with ever larger budgets, so that the first answers are there at once. */
const budgets = [60, 400, 2500, 15_000];

export function Stops({ host, played, version, readOnly, offer, ask, select, announce }: StopsProps): JSX.Element | null {
  const [asked, setAsked] = useState(false);
  const [stops, setStops] = useState<OfferedStops | undefined>(undefined);
  const [searching, setSearching] = useState(false);
  const [open, setOpen] = useState<string | undefined>(undefined);
  const abort = useRef<AbortController | undefined>(undefined);
  const { objective } = played;

  useEffect(() => {
    if (!asked) return undefined;
    const own = new AbortController();
    abort.current = own;
    setSearching(true);
    const search = async (): Promise<void> => {
      for (const budget of budgets) {
        const found = await host.ask('stops', { objective, budget }, own.signal);
        if (own.signal.aborted) return;
        setStops(found);
        if (found.complete) break;
      }
      setSearching(false);
    };
    search().catch((error: unknown) => {
      if (own.signal.aborted) return;
      setSearching(false);
      announce(error instanceof Error ? error.message : String(error));
    });
    return () => own.abort();
  }, [asked, version, objective]);
  const cancel = (): void => {
    abort.current?.abort();
    setSearching(false);
    announce(l10n.t('The search was ended.'));
  };

  if (played.verdict === 'unreachable' && played.status === 'mitigated') return null;
  if (!asked) {
    return (
      <div class="stops-ask">
        <Button kind="primary" onClick={() => setAsked(true)}>{l10n.t('What would stop it?')}</Button>
        <p class="soft">{l10n.t('The smallest changes that would make this objective unreachable or mitigated, each with everything else that it would change.')}</p>
      </div>
    );
  }
  return (
    <section class="stops" aria-label={l10n.t('What would stop it')}>
      <h3>{l10n.t('What would stop it')}</h3>
      <p role="status" class="soft stops-state">
        {searching ? l10n.t('Searching: {0} changes tried, {1} found.', stops?.tried ?? 0, stops?.found ?? 0) : stops ? stateOf(stops) : ''}
        {searching && <Button kind="link" onClick={cancel}>{l10n.t('End the search')}</Button>}
      </p>
      <ul class="stop-list">
        {stops?.offers.map((one, index) => (
          <Fragmented key={one.key} heading={headingBefore(stops.offers, index)}>
            <Offer host={host} objective={objective} version={version} offer={one} open={open === one.key} readOnly={readOnly} toggle={() => {
              const next = open === one.key ? undefined : one.key;
              setOpen(next);
              offer(next === undefined ? [] : one.edits.flatMap(({ entities }) => entities));
            }} ask={ask} select={select} />
          </Fragmented>
        ))}
      </ul>
    </section>
  );
}

function stateOf({ offers, found, complete, tried }: OfferedStops): string {
  if (found === 0) return complete ? l10n.t('No single change and no pair of changes of the structure would, and no group of its controls lacks only one or two.') : l10n.t('Nothing was found among {0} changes.', tried);
  const all = complete ? l10n.t('{0} found; there is none that is smaller.', found) : l10n.t('{0} found. Every single change is among them; there may be more pairs.', found);
  return found > offers.length ? `${all} ${l10n.t('The first {0} are shown.', offers.length)}` : all;
}

function headingBefore(offers: readonly OfferedStop[], index: number): string | undefined {
  const [one, before] = [offers[index]!, offers[index - 1]];
  if (before && before.edits.length === one.edits.length) return undefined;
  return one.edits.length === 1 ? l10n.t('One change') : l10n.t('Two changes together');
}

function Fragmented({ heading, children }: { readonly heading: string | undefined; readonly children: JSX.Element }): JSX.Element {
  return (
    <>
      {heading !== undefined && <li class="stop-heading">{heading}</li>}
      {children}
    </>
  );
}

interface OfferProps {
  readonly host: ScreenHost;
  readonly objective: string;
  readonly version: number;
  readonly offer: OfferedStop;
  readonly open: boolean;
  readonly readOnly: boolean;
  readonly toggle: () => void;
  readonly ask: (request: DialogRequest) => void;
  readonly select: (id: string) => void;
}

function Offer({ host, objective, version, offer, open, readOnly, toggle, ask, select }: OfferProps): JSX.Element {
  const [preview, setPreview] = useState<StopPreview | undefined>(undefined);
  const edits = offer.edits.map(({ edit }) => edit);
  useEffect(() => {
    if (!open) return undefined;
    const abort = new AbortController();
    host.ask('stop_preview', { objective, edits }, abort.signal).then(setPreview, () => undefined);
    return () => abort.abort();
  }, [open, version]);
  const apply = (): void => {
    if (offer.needsAttestation) ask({ of: 'stop', edits, title: offer.edits.map(({ sentence }) => sentence).join('; ') });
    else void host.act({ use: 'stop', edits, answers: {} });
  };
  return (
    <li class={open ? 'stop open' : 'stop'}>
      <button type="button" class="stop-head" aria-expanded={open} onClick={toggle}>
        <Icon name={open ? 'down' : 'right'} />
        <span class="stop-words">
          {offer.edits.map(({ sentence }) => (
            <span key={sentence} class="stop-edit">{sentence}</span>
          ))}
          <span class="stop-outcome">
            {offer.outcome === 'mitigated' ? <MarkView mark={{ of: 'status', is: 'mitigated' }} /> : <MarkView mark={{ of: 'reachability', is: offer.outcome === 'unreachable' ? 'unreachable' : 'indeterminate' }} />}
          </span>
        </span>
      </button>
      {open && (
        <div class="stop-body">
          <p>{offer.outcomeSentence}</p>
          {preview && (
            <>
              <h4>{l10n.t('It changes {0} in all', preview.changesInAll === 1 ? l10n.t('one objective') : l10n.t('{0} objectives', preview.changesInAll))}</h4>
              <ul class="stop-changes" tabIndex={0} aria-label={l10n.t('What it changes')}>
                {preview.changes.map((change) => (
                  <li key={`${change.objective} ${change.after}`} class={change.better ? 'better' : 'worse'}>
                    <span>{change.title}</span>
                    <span class="soft">{l10n.t('{0} → {1}', change.before, change.after)}</span>
                  </li>
                ))}
              </ul>
              {preview.changesInAll > preview.changes.length && <p class="soft">{l10n.t('and {0} more', preview.changesInAll - preview.changes.length)}</p>}
              {preview.warnings.length > 0 && (
                <div class="stop-warnings">
                  {preview.warnings.map((warning) => (
                    <p key={warning}>{warning}</p>
                  ))}
                </div>
              )}
            </>
          )}
          <div class="details-actions">
            {offer.changesModel && !readOnly && <Button kind="primary" onClick={apply}>{offer.needsAttestation ? l10n.t('Apply…') : l10n.t('Apply')}</Button>}
            {offer.edits.flatMap(({ entities }) => entities).map((id) => (
              <Button key={id} kind="link" onClick={() => select(id)}>{id}</Button>
            ))}
          </div>
          {!offer.changesModel && <p class="soft">{l10n.t('The model says that it is implemented already: what is missing is evidence.')}</p>}
        </div>
      )}
    </li>
  );
}
