/** Objectives that come to what they came to before stay the same objects: of a large model nearly all, at every keystroke. */
import equal from 'fast-deep-equal';
import type { ThreatModel } from '../model/schema.ts';
import type { Assessment, ObjectivePosture } from './assessment.ts';

/** An assessment, and the model that it is of. */
export interface Assessed {
  readonly model: ThreatModel;
  readonly assessment: Assessment;
}

type Standing = Pick<ObjectivePosture, 'status' | 'by' | 'reason' | 'reasons' | 'groups' | 'rung'>;

export interface EarlierObjectives {
  /** The earlier objective of a pair whose asset and attacker have not changed. Pairs are best asked for in their order. */
  of(asset: string, attacker: string): ObjectivePosture | undefined;
  /** Whether it came to the same, in all that does not follow from its asset and its attacker alone. */
  isSame(earlier: ObjectivePosture, standing: Standing, assumptions: readonly string[], reachability: ObjectivePosture['reachability'], cal: number | undefined, accepted: string | undefined): boolean;
}

/** The objectives of `before`, to be taken over into an assessment of `model`. */
export function earlierObjectives(model: ThreatModel, before: Assessed | undefined): EarlierObjectives {
  const objectives = before?.assessment.objectives ?? [];
  let turn = 0;
  // They come in the same order until an asset or an attacker comes or goes.
  let byPair: ReadonlyMap<string, ObjectivePosture> | undefined;
  const elsewhere = (asset: string, attacker: string): ObjectivePosture | undefined => {
    byPair ??= new Map(objectives.map((one) => [`${one.asset} ${one.attacker}`, one]));
    return byPair.get(`${asset} ${attacker}`);
  };
  const known = new Map<ObjectivePosture['reachability'], ObjectivePosture['reachability']>();
  const isSameVerdict = (earlier: ObjectivePosture['reachability'], now: ObjectivePosture['reachability']): boolean => {
    // Objectives share verdicts, so that few are ever compared.
    if (known.get(now) === earlier) return true;
    if (!equal(earlier, now)) return false;
    known.set(now, earlier);
    return true;
  };
  return {
    of(asset, attacker) {
      const next = objectives[turn++];
      if (before?.model.assets[asset] !== model.assets[asset] || before?.model.attackers[attacker] !== model.attackers[attacker]) return undefined;
      return next?.asset === asset && next.attacker === attacker ? next : elsewhere(asset, attacker);
    },
    isSame: (earlier, { status, by, reason, reasons, groups, rung }, assumptions, reachability, cal, accepted) =>
      earlier.status === status &&
      earlier.by === by &&
      earlier.reason === reason &&
      earlier.rung === rung &&
      earlier.cal === cal &&
      earlier.accepted === accepted &&
      isSameList(earlier.reasons, reasons) &&
      isSameList(earlier.assumptions, assumptions) &&
      (earlier.groups === groups || equal(earlier.groups, groups)) &&
      isSameVerdict(earlier.reachability, reachability),
  };
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((one, index) => one === b[index]));
}
