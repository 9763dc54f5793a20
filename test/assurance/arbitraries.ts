/** Random models and evidence, small enough that interesting coincidences happen. */
import fc from 'fast-check';
import type { AssertionEvidence, Evidence } from '../../src/assurance/evidence.ts';
import { modelSchema, type ThreatModel } from '../../src/model/schema.ts';
import { attackVectors, findingStatuses, securityProperties, strengths } from '../../src/model/vocabulary.ts';

/** The moment at which everything is judged; attestations end before, on and after it. */
export const now = '2026-06-15T12:00:00Z';
const days = fc.constantFrom('2026-06-14', '2026-06-15', '2026-06-16', '2027-06-15');

const ids = (prefix: string, most: number) => Array.from({ length: most }, (_, i) => `${prefix}${i + 1}`);
const boundaries = ids('TB', 3);
const components = ids('CMP', 4);
const assets = ids('A', 3);
const attackers = ids('T', 3);
const assumptions = ids('AS', 3);
const controls = ids('CTRL-', 4);
const assertions = ids('asrt_a', 7);
const objectives = assets.flatMap((asset) => attackers.map((attacker) => `CO-${asset}-${attacker}`));

const some = <T>(values: readonly T[], most = values.length) => fc.subarray([...values], { maxLength: most });
const mapOf = <T>(keys: readonly string[], value: fc.Arbitrary<T>, least = 0) =>
  fc.subarray([...keys], { minLength: least }).chain((chosen) => fc.tuple(...chosen.map(() => value)).map((values) => Object.fromEntries(chosen.map((key, index) => [key, values[index]]))));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const record = <T extends Record<string, fc.Arbitrary<unknown>>>(shape: T) => fc.record(shape).map((value) => Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)));

const attestation = record({ by: fc.constantFrom('security lead', 'supplier'), statement: fc.constantFrom('holds', 'reviewed'), expires_at: days });
const boundary = record({ name: fc.constant('edge'), passes: maybe(some(attackVectors)), sealed: maybe(record({ why: fc.constant('no way in'), attestations: fc.array(attestation, { maxLength: 2 }) })) });
const component = record({ name: fc.constant('service'), boundaries: some(boundaries) });
const connection = record({ from: fc.constantFrom(...components), to: fc.constantFrom(...components) });
const asset = record({ name: fc.constant('data'), properties: some(securityProperties, 3), components: some([...components, 'CMP9'], 2) });
const attacker = record({ capability: fc.constant('sends requests'), boundaries: some(boundaries, 2), vector: maybe(fc.constantFrom(...attackVectors)) });
const exclusion = record({
  attacker: fc.constantFrom('*', ...attackers),
  vector: fc.constantFrom('*', ...attackVectors),
  asset: fc.constantFrom('*', ...assets),
  component: fc.constantFrom('*', ...components),
  property: fc.constantFrom('*', ...securityProperties),
  objectives: fc.oneof(fc.constant([]), some(objectives, 2)),
});
const assumption = record({
  type: fc.constantFrom('external', 'non_applicability'),
  description: fc.constant('upheld'),
  status: fc.constantFrom('active', 'active', 'violated'),
  objectives: some(objectives, 2),
  exclusion: maybe(exclusion),
  attestations: fc.array(attestation, { maxLength: 2 }),
});
const mitigation = record({ asset: fc.constantFrom(...assets), attackers: fc.subarray(attackers, { minLength: 1 }), group: maybe(fc.constantFrom('a', 'b')) });
const clause = record({ shows: fc.constant('it happens'), types: some(['function_calls', 'function_exists'], 1), least: maybe(fc.constantFrom(...strengths)) });
const control = record({
  description: fc.constantFrom('scan', 'log'),
  status: fc.constantFrom('implemented', 'implemented', 'not_implemented'),
  mitigates: fc.array(mitigation, { maxLength: 2 }),
  clauses: mapOf(['one', 'two'], clause, 1),
  judge: maybe(fc.constant('required')),
  assumed_by: mapOf(['g'], some(assumptions, 2)),
});
const assertion = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: fc.record({ control: fc.constantFrom(...controls) }) }, { weight: 1, arbitrary: fc.record({ assumption: fc.constantFrom(...assumptions) }) }), fc.constantFrom('function_calls', 'function_exists'), some(['one', 'two']), fc.nat(9))
  .map(([subject, type, covers, n]) => ({ ...subject, type, covers, params: { file: `f${n}.py`, name: 'x' } }));
const finding = record({ control: fc.constantFrom(...controls), title: fc.constant('missing'), status: fc.constantFrom(...findingStatuses), reason: maybe(fc.constantFrom('', 'not ours')) });
const acceptance = record({ objective: fc.constantFrom(...objectives), owner: fc.constant('head of product'), justification: fc.constant('small'), review_by: days, status: fc.constantFrom('active', 'active', 'revoked') });
const tombstone = record({ on: fc.constant('2026-01-01'), was: maybe(fc.record({ description: fc.constant('old'), mitigates: fc.array(mitigation, { maxLength: 1 }) })) });

/** A model that the schema accepts, with dangling references and every kind of decision in it. */
export const anyModel: fc.Arbitrary<ThreatModel> = fc
  .record({
    schema: fc.constant(1),
    id: fc.constant('m'),
    title: fc.constant('M'),
    boundaries: mapOf(boundaries, boundary),
    components: mapOf(components, component),
    connections: mapOf(ids('CN', 3), connection),
    assets: mapOf(assets, asset, 1),
    attackers: mapOf(attackers, attacker, 1),
    assumptions: mapOf(assumptions, assumption),
    controls: mapOf(controls, control),
    assertions: mapOf(assertions, assertion),
    findings: mapOf(['fnd_a'], finding),
    acceptances: mapOf(ids('RA', 2), acceptance),
    cal: mapOf(objectives, fc.integer({ min: 1, max: 4 })),
    removed: mapOf(['CTRL-8', 'A8'], tombstone),
  })
  .map((value) => modelSchema.parse(value));

const evidenceOf: fc.Arbitrary<AssertionEvidence> = fc.oneof(
  { weight: 4, arbitrary: record({ verdict: fc.constant('pass'), strength: fc.constantFrom(...strengths), judgement: fc.constantFrom('pass', 'pass', 'skipped', undefined) }) as fc.Arbitrary<unknown> as fc.Arbitrary<AssertionEvidence> },
  { weight: 1, arbitrary: fc.constantFrom('fail', 'undecidable', 'elsewhere', 'unchecked').map((verdict) => ({ verdict })) },
);
/** Evidence for the assertions of any such model, most of it passing. */
export const anyEvidence: fc.Arbitrary<Evidence> = mapOf(assertions, evidenceOf).map((known) => ({ basis: 'worktree', assertions: known as Record<string, AssertionEvidence> }));

/** The same model with every map and every unordered list in another order. */
export function shuffled(model: ThreatModel, chance: () => number): ThreatModel {
  const visit = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return key === 'attestations' ? value.map((item) => visit(item, '')) : shuffle(value.map((item) => visit(item, '')), chance);
    if (typeof value === 'object' && value !== null) return Object.fromEntries(shuffle(Object.entries(value), chance).map(([name, inner]) => [name, visit(inner, name)]));
    return value;
  };
  return visit(model, '') as ThreatModel;
}

function shuffle<T>(list: readonly T[], chance: () => number): T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(chance() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** A small linear congruential generator, so that a failing shuffle can be repeated. */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}
