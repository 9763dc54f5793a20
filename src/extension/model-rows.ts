/** The model as a tree: boundaries with what stands at them, connections, assets, attackers, and what was removed. */
import { compareIdentifiers, kindOfIdentifier, type EntityKind } from '../model/identifiers.ts';
import { entityTitle, kindNouns } from '../project/language/entity-words.ts';
import { placeInModel } from '../project/explanation.ts';
import type { ModelSnapshot } from '../project/snapshot.ts';
import { itemKinds } from './ids.ts';
import type { FolderSnapshot } from './objective-rows.ts';
import type { TreeNode } from './tree-node.ts';

type ShownKind = 'boundaries' | 'components' | 'connections' | 'assets' | 'attackers';

const shown: Readonly<Record<ShownKind, { readonly item: string; readonly section: string; readonly title: string; readonly icon: string; readonly none: string }>> = {
  boundaries: { item: itemKinds.boundary, section: itemKinds.boundarySection, title: 'Boundaries', icon: 'layers', none: 'none yet: where do security domains meet?' },
  components: { item: itemKinds.component, section: itemKinds.componentSection, title: 'Components', icon: 'package', none: 'none yet: what is deployed?' },
  connections: { item: itemKinds.connection, section: itemKinds.connectionSection, title: 'Connections', icon: 'arrow-swap', none: 'none yet: who talks to whom?' },
  assets: { item: itemKinds.asset, section: itemKinds.assetSection, title: 'Assets', icon: 'database', none: 'none yet: what needs protection?' },
  attackers: { item: itemKinds.attacker, section: itemKinds.attackerSection, title: 'Attackers', icon: 'person', none: 'none yet: protection from whom?' },
};

/** The tree of all models; of several models, each under its own. */
export function modelRows(models: readonly FolderSnapshot[]): readonly TreeNode[] {
  if (models.length === 1) return sectionsOf(models[0]!);
  return models.map((model) => ({ id: `model:${model.folder}:${model.snapshot.path}`, label: model.snapshot.model.title, description: model.snapshot.path, icon: 'file', open: 'collapsed', children: sectionsOf(model), subject: { folder: model.folder, model: model.snapshot.path, entity: '' } }));
}

function sectionsOf(shownModel: FolderSnapshot): readonly TreeNode[] {
  const { model } = shownModel.snapshot;
  const ids = (kind: ShownKind): string[] => Object.keys(model[kind]).sort(compareIdentifiers);
  const standing = (boundary: string, kind: 'components' | 'attackers'): string[] => ids(kind).filter((id) => model[kind][id]!.boundaries.includes(boundary));
  const boundaries = ids('boundaries').map((id) => {
    const children = (['components', 'attackers'] as const).flatMap((kind) => standing(id, kind).map((one) => entityRow(shownModel, kind, one, id, kind === 'components' ? assetsIn(shownModel, one, id) : [])));
    return entityRow(shownModel, 'boundaries', id, undefined, children);
  });
  const outside = ids('components').filter((id) => !model.components[id]!.boundaries.some((boundary) => Object.hasOwn(model.boundaries, boundary)));
  return [
    section(shownModel, 'boundaries', boundaries, boundaries.length),
    section(shownModel, 'components', outside.map((id) => entityRow(shownModel, 'components', id, undefined, assetsIn(shownModel, id, ''))), ids('components').length),
    ...(['connections', 'assets', 'attackers'] as const).map((kind) => section(shownModel, kind, ids(kind).map((id) => entityRow(shownModel, kind, id)), ids(kind).length)),
    ...removedSection(shownModel),
  ];
}

/** A section stands also while it is empty: what is missing is what one adds next. */
function section({ folder, snapshot }: FolderSnapshot, kind: ShownKind, children: readonly TreeNode[], count: number): TreeNode {
  const { section: item, title, icon, none } = shown[kind];
  const apart = kind === 'components' && count > 0;
  const description = count === 0 ? none : apart ? (children.length === 0 ? `${count}, each behind a boundary` : `${children.length} of ${count} behind no boundary`) : String(count);
  return {
    // What was empty is another row than what is not, or an editor would keep its first entity folded away.
    id: `model:${folder}:${snapshot.path}:${kind}${children.length === 0 ? ':none' : ''}`,
    label: title,
    description,
    tooltip: count === 0 ? `${title}: ${none}` : `${title}: ${description}`,
    spoken: `${title}, ${description}`,
    icon,
    kind: item,
    subject: { folder, model: snapshot.path, entity: '' },
    open: 'expanded',
    children,
  };
}

function assetsIn(shownModel: FolderSnapshot, component: string, boundary: string): readonly TreeNode[] {
  const { assets } = shownModel.snapshot.model;
  return Object.keys(assets).filter((id) => assets[id]!.components.includes(component)).sort(compareIdentifiers).map((id) => ({ ...entityRow(shownModel, 'assets', id, component), id: `${rowId(shownModel, id)}@${component}@${boundary}` }));
}

function entityRow(shownModel: FolderSnapshot, kind: ShownKind, id: string, place?: string, children: readonly TreeNode[] = []): TreeNode {
  const { folder, snapshot } = shownModel;
  const title = entityTitle(snapshot.model, id) ?? '';
  const description = factOf(snapshot, kind, id);
  const noun = kindNouns[kind];
  return {
    // As for sections: a boundary unfolds when the first one comes to stand there.
    id: `${rowId(shownModel, id)}${place === undefined ? '' : `@${place}`}${kind === 'boundaries' && children.length === 0 ? ':none' : ''}`,
    label: `${id} ${title}`.trim(),
    description,
    tooltip: [`${noun} ${id}`, title, description, moreOf(snapshot, kind, id)].filter((line) => line !== '').join('\n'),
    spoken: `${noun} ${id}, ${title}${description === '' ? '' : `, ${description}`}`,
    icon: shown[kind].icon,
    kind: shown[kind].item,
    subject: { folder, model: snapshot.path, entity: id },
    place: { folder, ...placeInModel(snapshot, [kind, id]) },
    keepsFocus: true,
    ...(place === undefined ? {} : { within: { place } }),
    // Assets below components repeat what stands in their own section, so that they stay folded.
    ...(children.length > 0 ? { open: kind === 'boundaries' ? ('expanded' as const) : ('collapsed' as const), children } : {}),
  };
}

/** What one wants to know of an entity beside its name, in a few words. */
function factOf({ model }: ModelSnapshot, kind: ShownKind, id: string): string {
  switch (kind) {
    case 'boundaries': {
      const { passes, sealed } = model.boundaries[id]!;
      return `${passes === undefined ? 'passes everything' : passes.length === 0 ? 'passes nothing' : `passes ${passes.join(', ')}`}${sealed ? ', sealed' : ''}`;
    }
    case 'components':
      return model.components[id]!.paths.join(', ');
    case 'connections':
      return '';
    case 'assets':
      return [model.assets[id]!.properties.join(' '), model.assets[id]!.components.join(', ')].filter((part) => part !== '').join(' · ');
    case 'attackers':
      return [model.attackers[id]!.vector ?? '', model.attackers[id]!.boundaries.join(', ')].filter((part) => part !== '').join(' · ');
  }
}

function moreOf({ assessment }: ModelSnapshot, kind: ShownKind, id: string): string {
  const objectives = assessment.objectives.filter(({ asset, attacker }) => (kind === 'assets' ? asset === id : kind === 'attackers' && attacker === id));
  return objectives.length === 0 ? '' : `${objectives.length} objectives, ${objectives.filter(({ status }) => status === 'mitigated').length} mitigated`;
}

function removedSection({ folder, snapshot }: FolderSnapshot): readonly TreeNode[] {
  const { model } = snapshot;
  const ids = Object.keys(model.removed).sort(compareIdentifiers);
  if (ids.length === 0) return [];
  const children = ids.map((id): TreeNode => {
    const { on, why } = model.removed[id]!;
    const title = (entityTitle(model, id) ?? '').replace(/^removed:? ?/, '');
    const kind = kindOfIdentifier(id);
    const noun = kind === undefined ? '' : kindNouns[kind as EntityKind];
    const description = `${on}${why === undefined ? '' : ` · ${why}`}`;
    return {
      id: `model:${folder}:${snapshot.path}:removed:${id}`,
      label: `${id} ${title}`.trim(),
      description,
      tooltip: [`Removed ${noun} ${id}`, title, description].join('\n'),
      spoken: `removed ${noun} ${id}, ${title}, ${description}`,
      icon: 'trash',
      color: 'descriptionForeground',
      kind: itemKinds.removed,
      subject: { folder, model: snapshot.path, entity: id },
      place: { folder, ...placeInModel(snapshot, ['removed', id]) },
      keepsFocus: true,
    };
  });
  return [{ id: `model:${folder}:${snapshot.path}:removed`, label: 'Removed', description: String(ids.length), tooltip: 'Their identifiers are never given out again; each can be restored.', icon: 'trash', color: 'descriptionForeground', open: 'collapsed', children }];
}

function rowId({ folder, snapshot }: FolderSnapshot, id: string): string {
  return `model:${folder}:${snapshot.path}:${id}`;
}
