/** Which place of a model refers to which kind of entity: one table for checks, definition, rename and renumbering. */
import { entityKinds, kindOfIdentifier, pairOfObjective, type EntityKind } from './identifiers.ts';
import type { ModelPath } from './problem.ts';
import type { ThreatModel } from './schema.ts';

export interface Reference {
  readonly path: ModelPath;
  readonly id: string;
  readonly kind: EntityKind | 'objectives';
}

/** Every reference of a model, in the order of its maps. A wildcard is none. */
export function referencesOf(model: ThreatModel): Reference[] {
  const found: Reference[] = [];
  const one = (kind: Reference['kind'], id: string | undefined, ...path: ModelPath) => {
    if (id !== undefined && id !== '*') found.push({ path, id, kind });
  };
  const many = (kind: Reference['kind'], ids: readonly string[], ...path: ModelPath) => ids.forEach((id, index) => one(kind, id, ...path, index));

  for (const [id, component] of Object.entries(model.components)) many('boundaries', component.boundaries, 'components', id, 'boundaries');
  for (const [id, connection] of Object.entries(model.connections)) {
    one('components', connection.from, 'connections', id, 'from');
    one('components', connection.to, 'connections', id, 'to');
  }
  for (const [id, asset] of Object.entries(model.assets)) many('components', asset.components, 'assets', id, 'components');
  for (const [id, attacker] of Object.entries(model.attackers)) many('boundaries', attacker.boundaries, 'attackers', id, 'boundaries');
  for (const [id, assumption] of Object.entries(model.assumptions)) {
    many('objectives', assumption.objectives, 'assumptions', id, 'objectives');
    if (assumption.exclusion) {
      one('attackers', assumption.exclusion.attacker, 'assumptions', id, 'exclusion', 'attacker');
      one('assets', assumption.exclusion.asset, 'assumptions', id, 'exclusion', 'asset');
      one('components', assumption.exclusion.component, 'assumptions', id, 'exclusion', 'component');
      many('objectives', assumption.exclusion.objectives, 'assumptions', id, 'exclusion', 'objectives');
    }
  }
  for (const [id, control] of Object.entries(model.controls)) {
    control.mitigates.forEach((mitigation, index) => {
      one('assets', mitigation.asset, 'controls', id, 'mitigates', index, 'asset');
      many('attackers', mitigation.attackers, 'controls', id, 'mitigates', index, 'attackers');
    });
    for (const [group, members] of Object.entries(control.assumed_by)) many('assumptions', members, 'controls', id, 'assumed_by', group);
    many('components', control.components, 'controls', id, 'components');
  }
  for (const [id, assertion] of Object.entries(model.assertions)) {
    one('controls', assertion.control, 'assertions', id, 'control');
    one('assumptions', assertion.assumption, 'assertions', id, 'assumption');
  }
  for (const [id, finding] of Object.entries(model.findings)) {
    one('controls', finding.control, 'findings', id, 'control');
    many('assertions', finding.remediation_assertions, 'findings', id, 'remediation_assertions');
  }
  for (const [id, acceptance] of Object.entries(model.acceptances)) one('objectives', acceptance.objective, 'acceptances', id, 'objective');
  for (const id of Object.keys(model.cal)) one('objectives', id, 'cal', id);
  for (const id of Object.keys(model.known_gaps)) one(kindOfIdentifier(id) ?? 'assertions', id, 'known_gaps', id);
  for (const [framework, { mappings }] of Object.entries(model.compliance)) {
    for (const [requirement, controls] of Object.entries(mappings)) {
      for (const id of Object.keys(controls)) one('controls', id, 'compliance', framework, 'mappings', requirement, id);
    }
  }
  return found;
}

/** Whether a model has an entity, or the objective of a pair that it has. */
export function exists(model: ThreatModel, kind: Reference['kind'], id: string): boolean {
  if (kind !== 'objectives') return Object.hasOwn(model[kind], id);
  const pair = pairOfObjective(id);
  return pair !== undefined && Object.hasOwn(model.assets, pair.asset) && Object.hasOwn(model.attackers, pair.attacker);
}

/** Whether an identifier was in use and is no more; of an objective, whether either of its pair was. */
export function wasRemoved(model: ThreatModel, id: string): boolean {
  const pair = pairOfObjective(id);
  const ids = pair ? [pair.asset, pair.attacker] : [id];
  return ids.some((one) => Object.hasOwn(model.removed, one));
}

/** The map that holds an identifier, live; undefined when none does. */
export function mapOf(model: ThreatModel, id: string): EntityKind | undefined {
  return entityKinds.find((kind) => Object.hasOwn(model[kind], id));
}
