/** One objective as the graph plays it: the certificate of its reachability in sentences, hop by hop. Pure. */
import type { Reachability, ReachabilityHop } from '../../assurance/assessment.ts';
import { attestationStanding, isSealed } from '../../assurance/attestations.ts';
import type { ThreatModel } from '../../model/schema.ts';
import type { PlayedGap, PlayedHop, PlayedObjective } from '../../protocol/screens/graph-reach.ts';
import { entityTitle } from '../language/entity-words.ts';
import { printable } from '../printable.ts';
import { describeReachability, describeStatus } from '../sentences/posture.ts';
import type { ModelSnapshot } from '../snapshot.ts';

/** @returns undefined when there is no such objective any more. */
export function playedObjective({ model, assessment }: Pick<ModelSnapshot, 'model' | 'assessment'>, id: string, at: string): PlayedObjective | undefined {
  const objective = assessment.objectives.find((one) => one.id === id);
  if (!objective) return undefined;
  const { reachability } = objective;
  return {
    objective: id,
    asset: objective.asset,
    attacker: objective.attacker,
    statement: printable(objective.statement),
    status: objective.status,
    statusSentence: describeStatus(objective),
    tier: objective.tier,
    verdict: reachability.verdict,
    sentence: describeReachability(reachability),
    hops: reachability.certificate.path.map((hop) => playedHop(model, objective.attacker, hop)),
    walls: reachability.certificate.sealed.map((boundary) => ({ boundary, sentence: wallSentence(model, boundary, at) })),
    gaps: reachability.verdict === 'indeterminate' ? gapsOf(model, objective, reachability, at) : [],
    reached: reachability.certificate.reached,
  };
}

/** `CMP1 api`. */
export function named(model: ThreatModel, id: string): string {
  return printable(`${id} ${entityTitle(model, id) ?? ''}`.trim());
}

function playedHop(model: ThreatModel, attacker: string, hop: ReachabilityHop): PlayedHop {
  const { kind, through, from, component, vector } = hop;
  const to = named(model, component);
  const sentence = {
    enter: `${attacker} enters ${to} through ${named(model, through)}, which passes ${vector === 'any' ? 'it: its vector is not rated, and counts as all of them' : (vector ?? '')}.`,
    boundary: `From ${from ?? ''} it goes on to ${to}: both stand behind ${named(model, through)}.`,
    connection: `From ${from ?? ''} it crosses the connection ${connectionWords(model, through)} to ${to}.`,
  }[kind];
  return { kind, through, ...(from === undefined ? {} : { from }), component, ...(vector === undefined ? {} : { vector }), sentence };
}

function connectionWords(model: ThreatModel, id: string): string {
  const label = model.connections[id]?.label;
  return printable(label === undefined ? id : `${id} (${label})`);
}

function wallSentence(model: ThreatModel, id: string, at: string): string {
  const sealed = model.boundaries[id]?.sealed;
  const { expires } = attestationStanding(sealed?.attestations ?? [], at);
  const by = [...new Set((sealed?.attestations ?? []).map((one) => one.by))].join(', ');
  return printable(`${named(model, id)} is sealed: ${(sealed?.why ?? '').replace(/[.\s]+$/, '')}${by === '' ? '' : `, attested by ${by}`}${expires === undefined ? '' : ` until ${expires}`}.`);
}

/** What would decide, each with the action that supplies it. */
function gapsOf(model: ThreatModel, { asset, attacker }: { readonly asset: string; readonly attacker: string }, { reason, certificate }: Reachability, at: string): readonly PlayedGap[] {
  if (reason === 'attacker_unpositioned') {
    return [{ sentence: `${named(model, attacker)} stands at no boundary, so that nobody can say where it enters.`, action: { kind: 'place_attacker', entity: attacker, title: `Place ${attacker} at a boundary` } }];
  }
  if (reason === 'asset_without_component') {
    return [{ sentence: `${named(model, asset)} is in no component, so that nobody can say where it stands.`, action: { kind: 'place_asset', entity: asset, title: `Put ${asset} into a component` } }];
  }
  if (reason === 'component_without_boundary') {
    return certificate.assetComponents.flatMap((id): PlayedGap[] => {
      const component = model.components[id];
      if (!component) return [{ sentence: `${id}, which ${asset} names, is not in the model.`, action: { kind: 'place_asset', entity: asset, title: `Put ${asset} into a component` } }];
      if (component.boundaries.length > 0 && component.boundaries.every((boundary) => Object.hasOwn(model.boundaries, boundary))) return [];
      return [{ sentence: `${named(model, id)} stands behind no boundary that is in the model.`, action: { kind: 'place_component', entity: id, title: `Put ${id} behind a boundary` } }];
    });
  }
  return certificate.assetBoundaries
    .filter((id) => !isSealed(model.boundaries[id], at))
    .map((id): PlayedGap => {
      if (model.boundaries[id]?.sealed) return { sentence: `No path is known. ${named(model, id)} is said to be sealed, and nobody attests it today.`, action: { kind: 'attest', entity: id, title: `Attest the seal of ${id}` } };
      return { sentence: `No path is known, and ${named(model, id)} is not sealed: only an attested seal says that nothing gets in from the side.`, action: { kind: 'seal', entity: id, title: `Seal ${id} with a reason` } };
    });
}
