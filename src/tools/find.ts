/** What a tool's input names: models, and the entities in them, with an error that lists what there is. */
import { type EntityKind } from '../model/identifiers.ts';
import { printable } from '../project/printable.ts';
import type { ModelSnapshot, Project } from '../project/snapshot.ts';
import { ToolRefusal } from './answer.ts';
import type { Desk } from './desk.ts';

export interface FoundModel {
  readonly project: Project;
  readonly model: ModelSnapshot;
}

/** Every model of every project, in the order of projects and paths. */
export async function allModels(desk: Desk): Promise<readonly FoundModel[]> {
  return (await desk.projects()).flatMap((project) => project.models.map((model) => ({ project, model })));
}

/**
 * The model of an identifier or a path; the only one there is when neither is given.
 *
 * @throws ToolRefusal `unknown_model`, `ambiguous_model` or `no_model`, with the models that there are.
 */
export async function findModel(desk: Desk, named: string | undefined): Promise<FoundModel> {
  const models = await allModels(desk);
  const known = { models: models.map(({ model }) => ({ id: model.model.id, path: model.path })) };
  const listed = models.map(({ model }) => printable(model.model.id)).join(', ');
  if (models.length === 0) throw new ToolRefusal('no_model', 'There is no threat model in this workspace.', 'Call generate_threat_model with a description of the feature.');
  const fitting = named === undefined ? models : models.filter(({ model }) => model.model.id === named || model.path === named);
  if (fitting.length === 1) return fitting[0]!;
  if (fitting.length === 0) throw new ToolRefusal('unknown_model', `There is no model ${printable(named ?? '')}.`, `Name one of ${listed}.`, known);
  throw new ToolRefusal('ambiguous_model', named === undefined ? 'There are several models.' : `Several models are called ${printable(named)}.`, 'Name one by its path.', known);
}

/** The entity of an identifier. @throws ToolRefusal `unknown_entity`, with the identifiers of that kind. */
export function findEntity<Kind extends EntityKind>(model: ModelSnapshot, kind: Kind, id: string): ModelSnapshot['model'][Kind][string] {
  const entities = model.model[kind] as Readonly<Record<string, ModelSnapshot['model'][Kind][string]>>;
  if (Object.hasOwn(entities, id)) return entities[id]!;
  const removed = Object.hasOwn(model.model.removed, id);
  const known = Object.keys(entities);
  throw new ToolRefusal(
    removed ? 'removed_entity' : 'unknown_entity',
    removed ? `${printable(id)} was removed.` : `${printable(model.model.id)} has no ${printable(id)} among its ${kind}.`,
    removed ? 'Restore it first, or name another.' : known.length > 0 ? `Name one of ${known.slice(0, 20).map((name) => printable(name)).join(', ')}${known.length > 20 ? ' …' : ''}.` : `There are no ${kind} yet: add one first.`,
    { known },
  );
}
