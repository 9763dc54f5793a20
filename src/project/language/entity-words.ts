/** What people call the entities of a model. */
import { kindOfIdentifier, pairOfObjective, type EntityKind } from '../../model/identifiers.ts';
import type { ThreatModel } from '../../model/schema.ts';
import { describeClaim } from '../sentences/posture.ts';

/** One entity of each kind, in a sentence. */
export const kindNouns: Readonly<Record<EntityKind | 'objectives', string>> = {
  boundaries: 'trust boundary',
  components: 'component',
  connections: 'connection',
  assets: 'asset',
  attackers: 'attacker',
  assumptions: 'assumption',
  controls: 'control',
  assertions: 'assertion',
  findings: 'finding',
  acceptances: 'risk acceptance',
  objectives: 'control objective',
};

/** The key that holds what people call an entity of each kind; renaming an entity edits it. */
export const titleKeys: Readonly<Record<EntityKind, string>> = {
  boundaries: 'name',
  components: 'name',
  connections: 'label',
  assets: 'name',
  attackers: 'capability',
  assumptions: 'description',
  controls: 'description',
  assertions: 'description',
  findings: 'title',
  acceptances: 'justification',
};

/** What people call an entity, live or removed; undefined when the model never had it. */
export function entityTitle(model: ThreatModel, id: string): string | undefined {
  const kind = kindOfIdentifier(id);
  if (kind === undefined) return undefined;
  if (kind === 'objectives') {
    const pair = pairOfObjective(id)!;
    const [asset, attacker] = [model.assets[pair.asset], model.attackers[pair.attacker]];
    return asset && attacker ? `${asset.name} against: ${attacker.capability}` : undefined;
  }
  if (!Object.hasOwn(model[kind], id)) {
    const was = model.removed[id];
    if (!was) return undefined;
    const title = was.was?.[titleKeys[kind]];
    return `removed${typeof title === 'string' ? `: ${title}` : ''}`;
  }
  switch (kind) {
    case 'connections': {
      const { from, to, label } = model.connections[id]!;
      return `${from} ${label ?? 'to'} ${to}`;
    }
    case 'assertions':
      return describeClaim(model.assertions[id]!);
    default:
      return (model[kind][id] as unknown as Readonly<Record<string, string | undefined>>)[titleKeys[kind]] ?? '';
  }
}
