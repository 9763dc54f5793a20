/** The identifiers of a threat model: what each kind looks like, how they sort, and the objective's own, which is its pair. */

/** The maps of a model whose keys are identifiers that are allocated, in the order in which a file lists them. */
export const entityKinds = [
  'boundaries',
  'components',
  'connections',
  'assets',
  'attackers',
  'assumptions',
  'controls',
  'assertions',
  'findings',
  'acceptances',
] as const;
export type EntityKind = (typeof entityKinds)[number];

/** What an identifier of each kind looks like. */
export const idPatterns = {
  models: /^[a-z0-9][a-z0-9._-]*$/,
  boundaries: /^TB(\d+|-[A-Za-z0-9]+)$/,
  components: /^CMP(\d+|-[A-Za-z0-9]+)$/,
  connections: /^CN(\d+|-[A-Za-z0-9]+)$/,
  assets: /^A\d+$/,
  attackers: /^T\d+$/,
  objectives: /^CO-A\d+-T\d+$/,
  assumptions: /^AS(\d+|-[A-Za-z0-9]+)$/,
  controls: /^CTRL-[A-Za-z0-9]+$/,
  clauses: /^[a-z][a-z0-9_-]*$/,
  assertions: /^asrt_[a-z0-9]+$/,
  findings: /^fnd_[a-z0-9]+$/,
  acceptances: /^RA(\d+|-[A-Za-z0-9]+)$/,
  gaps: /^(asrt_[a-z0-9]+|CTRL-[A-Za-z0-9]+)$/,
} as const;

/** An identifier of each kind, for messages: what a person should write. */
export const idExamples: Readonly<Record<keyof typeof idPatterns, string>> = {
  models: 'upload',
  boundaries: 'TB1',
  components: 'CMP1',
  connections: 'CN1',
  assets: 'A1',
  attackers: 'T1',
  objectives: 'CO-A1-T1',
  assumptions: 'AS1',
  controls: 'CTRL-01',
  clauses: 'scanned',
  assertions: 'asrt_7k2m',
  findings: 'fnd_x4q2',
  acceptances: 'RA1',
  gaps: 'asrt_7k2m or CTRL-01',
};

/** The kind whose pattern an identifier has, or undefined. No identifier has the pattern of two kinds. */
export function kindOfIdentifier(id: string): EntityKind | 'objectives' | undefined {
  return ([...entityKinds, 'objectives'] as const).find((kind) => idPatterns[kind].test(id));
}

/** The identifier of the objective of one asset and one attacker, such as `CO-A1-T2`. */
export function objectiveId(asset: string, attacker: string): string {
  return `CO-${asset}-${attacker}`;
}

/** The asset and the attacker of an objective's identifier, or undefined when it is none. */
export function pairOfObjective(id: string): { asset: string; attacker: string } | undefined {
  const match = /^CO-(A\d+)-(T\d+)$/.exec(id);
  return match ? { asset: match[1]!, attacker: match[2]! } : undefined;
}

/**
 * Orders identifiers by prefix, then by number, so that `A2` stands before `A10` and `CO-A2-T9` before `CO-A2-T10`.
 * Total: two different identifiers never compare as equal.
 */
export function compareIdentifiers(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const l = left[i]!;
    const r = right[i]!;
    if (l === r) continue;
    const bothNumbers = /^\d/.test(l) && /^\d/.test(r);
    if (bothNumbers && BigInt(l) !== BigInt(r)) return BigInt(l) < BigInt(r) ? -1 : 1;
    return l < r ? -1 : 1;
  }
  if (left.length !== right.length) return left.length - right.length;
  return 0;
}
