/** What is known of the thing that is selected, what can be done with it, and its objectives, each to be played. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { attackVectors, objectivesWith, type GraphScreen, type Tally } from '../../../../src/protocol/screens/graph-screen.ts';
import { Button } from '../../../design/button.tsx';
import { MarkView } from '../../../design/mark.tsx';
import { l10n } from '../../../l10n.ts';
import type { GraphAction } from '../gestures/actions.ts';
import { kindOf, titleOf } from '../scene/names.ts';
import { ActionButtons } from './action-buttons.tsx';
import { ObjectiveRow } from './objective-row.tsx';

interface DetailsProps {
  readonly screen: GraphScreen;
  readonly ids: readonly string[];
  readonly actions: (ids: readonly string[]) => readonly GraphAction[];
  readonly select: (id: string) => void;
  readonly play: (objective: string) => void;
}

const firstShown = 25;

export function Details({ screen, ids, actions, select, play }: DetailsProps): JSX.Element {
  const [id] = ids;
  if (id === undefined) return <Legend screen={screen} />;
  if (ids.length > 1) {
    return (
      <div class="details">
        <h2>{l10n.t('{0} things', ids.length)}</h2>
        <ul class="details-list">{ids.map((one) => <li key={one}>{titleOf(screen, one)}</li>)}</ul>
        <ActionButtons actions={actions(ids)} />
      </div>
    );
  }
  return (
    <div class="details" key={id}>
      <h2>{titleOf(screen, id)}</h2>
      <Facts screen={screen} id={id} select={select} />
      <ActionButtons actions={actions(ids)} />
      <Objectives screen={screen} id={id} play={play} />
    </div>
  );
}

function Facts({ screen, id, select }: { readonly screen: GraphScreen; readonly id: string; readonly select: (id: string) => void }): JSX.Element | null {
  const link = (one: string): JSX.Element => (
    <Button key={one} kind="link" onClick={() => select(one)}>
      {titleOf(screen, one)}
    </Button>
  );
  const links = (all: readonly string[]): JSX.Element => <>{all.map((one) => <div key={one}>{link(one)}</div>)}</>;
  const rows: (readonly [string, JSX.Element | string])[] = [];
  switch (kindOf(screen, id)) {
    case 'boundaries': {
      const region = screen.regions.find((one) => one.id === id)!;
      if (region.description !== undefined) rows.push([l10n.t('What it is'), region.description]);
      rows.push([l10n.t('Passes'), region.passes.length === 0 ? l10n.t('nothing') : region.passesUnset ? l10n.t('everything: the model does not say') : region.passes.join(', ')]);
      if (region.passes.length > 0 && region.passes.length < attackVectors.length) rows.push([l10n.t('Keeps out'), attackVectors.filter((vector) => !region.passes.includes(vector)).join(', ')]);
      if (region.seal !== 'open') rows.push([l10n.t('Sealed'), <><MarkView mark={{ of: 'force', is: region.seal === 'attested' ? 'sealed' : 'pending' }} /> {region.sealWhy}</>]);
      const attackers = screen.attackers.filter(({ boundaries }) => boundaries.includes(id));
      if (attackers.length > 0) rows.push([l10n.t('Attackers at it'), links(attackers.map((one) => one.id))]);
      const behind = screen.components.filter(({ home, further }) => home === id || further.includes(id));
      rows.push([l10n.t('Behind it'), behind.length === 0 ? l10n.t('nothing yet') : links(behind.map((one) => one.id))]);
      rows.push([l10n.t('Objectives'), <TallyView tally={region.tally} />]);
      break;
    }
    case 'components': {
      const component = screen.components.find((one) => one.id === id)!;
      if (component.description !== undefined) rows.push([l10n.t('What it does'), component.description]);
      if (!component.bound) rows.push([l10n.t('Code'), l10n.t('none is bound to it yet')]);
      const behind = [...(component.home === undefined ? [] : [component.home]), ...component.further];
      rows.push([l10n.t('Stands behind'), behind.length === 0 ? l10n.t('no boundary') : links(behind)]);
      if (component.assets.length > 0) rows.push([l10n.t('Assets in it'), links(component.assets)]);
      const lines = screen.connections.filter(({ from, to }) => from === id || to === id);
      if (lines.length > 0) rows.push([l10n.t('Connections'), links(lines.map((one) => one.id))]);
      rows.push([l10n.t('Objectives'), <TallyView tally={component.tally} />]);
      break;
    }
    case 'assets': {
      const asset = screen.assets.find((one) => one.id === id)!;
      rows.push([l10n.t('Must hold'), asset.properties.map((property) => ({ C: l10n.t('confidentiality'), I: l10n.t('integrity'), A: l10n.t('availability'), U: l10n.t('usage') })[property]).join(', ') || l10n.t('nothing yet')]);
      rows.push([l10n.t('Impact'), <MarkView mark={{ of: 'tier', is: asset.impact }} />]);
      rows.push([l10n.t('Is in'), asset.components.length === 0 ? l10n.t('no component') : links(asset.components)]);
      break;
    }
    case 'attackers': {
      const attacker = screen.attackers.find((one) => one.id === id)!;
      if (attacker.position !== undefined) rows.push([l10n.t('Position'), attacker.position]);
      rows.push([l10n.t('Attacks by'), attacker.vector ?? l10n.t('not rated: counts as every vector')]);
      rows.push([l10n.t('Likelihood'), <MarkView mark={{ of: 'tier', is: attacker.likelihood }} />]);
      rows.push([l10n.t('Stands at'), attacker.boundaries.length === 0 ? l10n.t('no boundary') : <>{attacker.boundaries.map((one) => <div key={one}>{link(one)} {attacker.enters.includes(one) ? l10n.t('(enters)') : l10n.t('(does not pass)')}</div>)}</>]);
      break;
    }
    case 'connections': {
      const connection = screen.connections.find((one) => one.id === id)!;
      rows.push([l10n.t('From'), link(connection.from)], [l10n.t('To'), link(connection.to)]);
      if (connection.description !== undefined) rows.push([l10n.t('What it is'), connection.description]);
      if (connection.throughSeal !== undefined) rows.push([l10n.t('Contradiction'), <>{l10n.t('It leads through a boundary that is said to be sealed:')} {link(connection.throughSeal)}</>]);
      break;
    }
    case undefined: {
      const [a, b] = id.split(' ');
      const home = new Map(screen.components.map((one) => [one.id, one.home ?? '']));
      const between = screen.connections.filter(({ from, to }) => (home.get(from) === a && home.get(to) === b) || (home.get(from) === b && home.get(to) === a));
      if (between.length === 0) return null;
      rows.push([l10n.t('Connections'), links(between.map((one) => one.id))]);
    }
  }
  return (
    <dl class="details-facts">
      {rows.map(([term, fact]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

function TallyView({ tally }: { readonly tally: Tally }): JSX.Element {
  const shown = (['at_risk', 'unassessed', 'mitigated'] as const).filter((status) => tally[status] > 0);
  if (shown.length === 0) return <>{l10n.t('none')}</>;
  return (
    <span class="tally">
      {shown.map((status) => (
        <span key={status}>
          {tally[status]} <MarkView mark={{ of: 'status', is: status }} />
        </span>
      ))}
      {tally.reachable > 0 && (
        <span>
          {tally.reachable} <MarkView mark={{ of: 'reachability', is: 'reachable' }} />
        </span>
      )}
    </span>
  );
}

/** The objectives of an asset or an attacker, worst first. */
function Objectives({ screen, id, play }: { readonly screen: GraphScreen; readonly id: string; readonly play: (objective: string) => void }): JSX.Element | null {
  const [all, setAll] = useState(false);
  const objectives = objectivesWith(screen, id);
  if (objectives.length === 0) return null;
  const shown = all ? objectives : objectives.slice(0, firstShown);
  return (
    <>
      <h3>{l10n.t('Objectives')}</h3>
      <ul class="objective-list">
        {shown.map((one) => (
          <ObjectiveRow key={one.id} objective={one} title={titleOf(screen, one.asset === id ? one.attacker : one.asset)} play={play} />
        ))}
      </ul>
      {shown.length < objectives.length && <Button onClick={() => setAll(true)}>{l10n.t('Show {0} more', objectives.length - shown.length)}</Button>}
    </>
  );
}

/** What shapes and lines mean, while nothing is selected. */
function Legend({ screen }: { readonly screen: GraphScreen }): JSX.Element {
  const rows: readonly (readonly [JSX.Element, string])[] = [
    [<svg viewBox="0 0 44 20" class="legend" aria-hidden="true"><rect x="2" y="2" width="40" height="16" rx="4" class="legend-wall dashed" /></svg>, l10n.t('A trust boundary. The wider the gaps of its wall, the more attack vectors pass; a wall without gaps passes nothing, a double one is sealed and attested.')],
    [<svg viewBox="0 0 44 20" class="legend" aria-hidden="true"><path d="M2 3h30l8 7-8 7H2z" class="legend-attacker" /></svg>, l10n.t('An attacker at a wall: with a point where the boundary passes its vector, blunt where it does not.')],
    [<svg viewBox="0 0 44 20" class="legend" aria-hidden="true"><rect x="2" y="2" width="40" height="16" rx="3" class="legend-card" /><rect x="3" y="5" width="3" height="10" rx="1.5" class="legend-bad" /></svg>, l10n.t('A component, drawn in the region of its first boundary; marks name the others. The bar and the shape say how its objectives stand.')],
    [<svg viewBox="0 0 44 20" class="legend" aria-hidden="true"><path d="M22 3l7 7-7 7-7-7z" class="legend-asset" /></svg>, l10n.t('An asset in its component, with what must hold of it.')],
    [<svg viewBox="0 0 44 20" class="legend" aria-hidden="true"><path d="M2 10h36" class="legend-band" /><circle cx="22" cy="10" r="7" class="legend-count" /></svg>, l10n.t('Many connections between two boundaries, as one line with their number. Select it, or one of its ends, and they come apart.')],
  ];
  return (
    <div class="details">
      <h2>{screen.title}</h2>
      <p class="details-hint">{l10n.t('Select something to read about it. Drag a component to another boundary to move it, with Alt to let it stand there as well, with Shift to connect it. The menu key has everything else.')}</p>
      <ul class="legend-list">
        {rows.map(([picture, words]) => (
          <li key={words}>
            {picture}
            <span>{words}</span>
          </li>
        ))}
        {(['at_risk', 'unassessed', 'mitigated'] as const).map((status) => (
          <li key={status}>
            <MarkView mark={{ of: 'status', is: status }} />
          </li>
        ))}
      </ul>
    </div>
  );
}
