/** The addresses of resources: `mipiti://control/upload/CTRL-01`. A model is named by its identifier, or by its path where two share one. */
import type { ModelSnapshot } from '../project/snapshot.ts';

export const assertionTypesAddress = 'mipiti://assertion-types';

/** Each kind of resource that a model has, with the argument after the model, where it has one. */
export const templates = {
  model: { entity: undefined, title: 'Threat model', description: 'The text of a model file.', mimeType: 'application/yaml' },
  posture: { entity: undefined, title: 'Posture', description: 'The status of every objective of a model, on both bases.', mimeType: 'application/json' },
  control: { entity: 'control', title: 'Control', description: 'A control with its clauses, its assertions and what keeps it from being verified.', mimeType: 'application/json' },
  objective: { entity: 'objective', title: 'Control objective', description: 'The status of an objective with groups, ratings and reachability.', mimeType: 'application/json' },
  explanation: { entity: 'objective', title: 'Explanation', description: 'The chain from an objective down to the line of code.', mimeType: 'text/plain' },
} as const;
export type ResourceKind = keyof typeof templates;
export const resourceKinds = Object.keys(templates) as readonly ResourceKind[];

export interface Address {
  readonly kind: ResourceKind;
  readonly model: string;
  /** Only of kinds that have one. */
  readonly entity?: string;
}

export function addressOf({ kind, model, entity }: Address): string {
  return `mipiti://${kind}/${encodeURIComponent(model)}${entity === undefined ? '' : `/${encodeURIComponent(entity)}`}`;
}

/** `mipiti://control/{model}/{control}`. */
export function templateOf(kind: ResourceKind): string {
  const { entity } = templates[kind];
  return `mipiti://${kind}/{model}${entity === undefined ? '' : `/{${entity}}`}`;
}

/** What an address names, or undefined for one that names nothing of ours. */
export function readAddress(uri: string): Address | undefined {
  const [, kind, model, entity] = /^mipiti:\/\/([a-z-]+)\/([^/?#]+)(?:\/([^/?#]+))?$/.exec(uri) ?? [];
  const known = resourceKinds.find((one) => one === kind);
  if (known === undefined || model === undefined || (entity === undefined) !== (templates[known].entity === undefined)) return undefined;
  try {
    return { kind: known, model: decodeURIComponent(model), ...(entity === undefined ? {} : { entity: decodeURIComponent(entity) }) };
  } catch {
    return undefined;
  }
}

/** How addresses name a model among others. */
export function nameIn(models: readonly ModelSnapshot[], model: ModelSnapshot): string {
  return models.some((other) => other !== model && other.model.id === model.model.id) ? model.path : model.model.id;
}
