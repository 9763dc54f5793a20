/** What can be done with what is selected: one list for menus, keys, the outline and the details. */
import type { EntityKind, GraphScreen } from '../../../../src/protocol/screens/graph-screen.ts';
import { l10n } from '../../../l10n.ts';
import type { DialogRequest } from '../panel/dialogs.tsx';
import { kindOf } from '../scene/names.ts';

export interface GraphAction {
  readonly id: string;
  readonly title: string;
  /** A key that does it, where one is on the graph or in its outline. */
  readonly key?: string;
  readonly run: () => void;
  /** Begins a new group in a menu. */
  readonly apart?: boolean;
}

export interface ActionContext {
  readonly screen: GraphScreen;
  readonly collapsed: readonly string[];
  readonly readOnly: boolean;
  readonly ask: (request: DialogRequest) => void;
  readonly fold: (region: string) => void;
  readonly reach: () => void;
  readonly openText: (id: string) => void;
  readonly openModel: (id: string) => void;
  readonly unplace: (ids: readonly string[]) => void;
}

/** The actions on these, in the order in which they are offered; without any: what can be added. */
export function actionsOn(context: ActionContext, ids: readonly string[]): readonly GraphAction[] {
  const { screen, readOnly, ask } = context;
  const kinds = new Set(ids.map((id) => kindOf(screen, id)));
  const [id] = ids;
  const [kind] = kinds;
  const edits: GraphAction[] = [];
  if (id === undefined) edits.push(...additions(ask));
  else if (ids.length === 1 && kind !== undefined) edits.push(...editsOf(context, kind, id));
  else if (kinds.size === 1 && (kind === 'components' || kind === 'attackers')) edits.push({ id: 'move', title: kind === 'components' ? l10n.t('Move to another boundary…') : l10n.t('Place at another boundary…'), key: 'm', run: () => ask({ of: 'move', ids }) });
  if (id !== undefined && !kinds.has(undefined)) edits.push({ id: 'remove', title: l10n.t('Remove…'), key: 'Delete', run: () => ask({ of: 'remove', ids }), apart: true });
  const placed = ids.filter((one) => Object.hasOwn(screen.placed, one));
  const others: GraphAction[] = [];
  if (placed.length > 0 && !readOnly) others.push({ id: 'unplace', title: l10n.t('Let the layout place it again'), run: () => context.unplace(placed), apart: true });
  if (ids.length === 1 && kind === 'boundaries') others.push({ id: 'fold', title: context.collapsed.includes(id!) ? l10n.t('Unfold') : l10n.t('Fold'), key: 'f', run: () => context.fold(id!), apart: true });
  if (ids.length === 1 && kind !== undefined) {
    others.push({ id: 'model', title: l10n.t('Show in the model'), run: () => context.openModel(id!), apart: kind !== 'boundaries' });
    others.push({ id: 'text', title: l10n.t('Show in the text'), key: 't', run: () => context.openText(id!) });
  }
  return readOnly ? others : [...edits, ...others];
}

function additions(ask: ActionContext['ask']): readonly GraphAction[] {
  const add = (kind: EntityKind, title: string): GraphAction => ({ id: `add-${kind}`, title, run: () => ask({ of: 'form', kind, given: {} }) });
  return [add('boundaries', l10n.t('Add a trust boundary…')), add('components', l10n.t('Add a component…')), add('connections', l10n.t('Add a connection…')), add('assets', l10n.t('Add an asset…')), add('attackers', l10n.t('Add an attacker…'))];
}

function editsOf({ screen, ask }: ActionContext, kind: NonNullable<ReturnType<typeof kindOf>>, id: string): readonly GraphAction[] {
  const field = (key: string, title: string, shortcut?: string): GraphAction => ({ id: key, title, ...(shortcut === undefined ? {} : { key: shortcut }), run: () => ask({ of: 'field', kind, id, field: key }) });
  switch (kind) {
    case 'boundaries': {
      const region = screen.regions.find((one) => one.id === id)!;
      return [
        field('name', l10n.t('Rename…'), 'F2'),
        field('passes', l10n.t('Change what it passes…'), 'p'),
        ...(region.seal === 'open' ? [{ id: 'seal', title: l10n.t('Seal with a reason…'), key: 's', run: () => ask({ of: 'seal', id }) }] : [{ id: 'attest', title: l10n.t('Attest the seal…'), key: 's', run: () => ask({ of: 'attest', id }) }, { id: 'unseal', title: l10n.t('Break the seal…'), run: () => ask({ of: 'unseal', id }) }]),
        { id: 'add-component', title: l10n.t('Add a component behind it…'), key: 'c', run: () => ask({ of: 'form', kind: 'components', given: { boundaries: [id] } }), apart: true },
        { id: 'add-attacker', title: l10n.t('Place a new attacker at it…'), key: 'a', run: () => ask({ of: 'form', kind: 'attackers', given: { boundaries: [id] } }) },
      ];
    }
    case 'components':
      return [
        field('name', l10n.t('Rename…'), 'F2'),
        { id: 'move', title: l10n.t('Move to another boundary…'), key: 'm', run: () => ask({ of: 'move', ids: [id] }) },
        field('boundaries', l10n.t('Change which boundaries it stands behind…'), 'b'),
        { id: 'connect', title: l10n.t('Connect to…'), key: 'c', run: () => ask({ of: 'form', kind: 'connections', given: { from: id } }), apart: true },
        { id: 'add-asset', title: l10n.t('Add an asset in it…'), key: 'a', run: () => ask({ of: 'form', kind: 'assets', given: { components: [id] } }) },
        { id: 'put-asset', title: l10n.t('Put an asset into it…'), run: () => ask({ of: 'put', component: id }) },
      ];
    case 'assets':
      return [field('name', l10n.t('Rename…'), 'F2'), field('components', l10n.t('Change which components it is in…'), 'm'), field('properties', l10n.t('Change what must hold of it…'), 'p')];
    case 'attackers':
      return [field('capability', l10n.t('Rename…'), 'F2'), field('boundaries', l10n.t('Change where it stands…'), 'm'), field('vector', l10n.t('Change how it attacks…'), 'v')];
    case 'connections':
      return [field('label', l10n.t('Rename…'), 'F2'), field('from', l10n.t('Change where it begins…')), field('to', l10n.t('Change where it ends…'))];
  }
}
