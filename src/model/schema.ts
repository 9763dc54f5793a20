/**
 * What a threat model file may say: the one schema from which come the types of this folder, the published JSON Schema
 * and the validation. Every description here is what a person reads on hover in any YAML editor.
 */
import * as z from 'zod/mini';
import { idPatterns } from './identifiers.ts';
import {
  acceptanceStatuses,
  assumptionStatuses,
  assumptionTypes,
  attackComplexities,
  attackVectors,
  blastRadii,
  capabilityPrevalences,
  controlStatuses,
  findingSeverities,
  findingStatuses,
  impactLevels,
  mappingConfidences,
  privilegeLevels,
  recoverabilities,
  regulatoryScopes,
  securityProperties,
  strengths,
  supportingEvidenceTypes,
  userInteractions,
  wildcard,
} from './vocabulary.ts';

const described = <T extends z.ZodMiniType>(type: T, description: string): T =>
  type.check(z.describe(description));

const text = (description: string) => described(z.string().check(z.minLength(1)), description);
const optionalText = (description: string) => z.optional(described(z.string(), description));
const choice = <const V extends readonly [string, ...string[]]>(values: V, description: string) =>
  described(z.enum(values), description);
const factor = <const V extends readonly [string, ...string[]]>(values: V, description: string) =>
  z.optional(described(z.enum(values), `${description} Unset counts as the worst value and shows as not rated.`));
const list = <T extends z.ZodMiniType>(item: T, description: string) =>
  z._default(described(z.array(item), description), () => []);
const id = (kind: keyof typeof idPatterns, description: string) =>
  described(z.string().check(z.regex(idPatterns[kind])), description);
const mapOf = <T extends z.ZodMiniType>(kind: keyof typeof idPatterns, entity: T, description: string) =>
  z._default(described(z.record(z.string().check(z.regex(idPatterns[kind])), entity), description), () => ({}));
/** A calendar day, or an instant whose UTC day counts. */
const day = (description: string) =>
  described(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/)), description);

export const attestationSchema = z.object({
  by: text('Who attests: a person or an organisation that can be asked.'),
  statement: text('What they state.'),
  attested_at: z.optional(day('The day on which it was stated. A day in the future is a problem.')),
  expires_at: day('The last day, in UTC, on which this attestation counts.'),
  evidence: optionalText('Where the statement can be read: a link or a document.'),
});

export const boundarySchema = z.object({
  name: text('What people call this trust boundary.'),
  description: optionalText('What lies on either side of it.'),
  passes: z.optional(
    described(
      z.array(z.enum(attackVectors)),
      'The attack vectors that cross this boundary. Left out: all of them. Empty: none.',
    ),
  ),
  why: optionalText('The reason for what crosses it and what does not.'),
  crosses: z.optional(described(z.array(z.string()), 'Identifiers of what crosses the boundary. A note for readers; nothing is computed from it.')),
  sealed: z.optional(
    described(
      z.object({
        why: text('Why nothing gets in from the side.'),
        attestations: list(attestationSchema, 'The seal counts only while one of these is live.'),
      }),
      'A claim, to be attested, that nothing reaches what lies behind this boundary from the side.',
    ),
  ),
});

export const componentSchema = z.object({
  name: text('The deployable unit: a service, a process, a front end.'),
  description: optionalText('What it does.'),
  repository: optionalText('owner/name of the repository that holds its code. Left out: this repository, or no code yet.'),
  paths: list(z.string(), 'Globs of its code, relative to the root of that repository. They only scope.'),
  boundaries: list(id('boundaries', 'A trust boundary.'), 'The trust boundaries it stands behind. It is entered through any of them.'),
  grades: z.optional(
    described(
      z.object({
        target_sl: z.optional(described(z.int().check(z.minimum(1), z.maximum(4)), 'Target security level, IEC 62443, 1 to 4.')),
        eal: z.optional(described(z.int().check(z.minimum(1), z.maximum(7)), 'Evaluation assurance level, Common Criteria, 1 to 7.')),
        fips_level: z.optional(described(z.int().check(z.minimum(1), z.maximum(4)), 'Security level, FIPS 140-3, 1 to 4.')),
      }),
      'Grades that this component has to reach.',
    ),
  ),
});

export const connectionSchema = z.object({
  from: id('components', 'The component at one end.'),
  to: id('components', 'The component at the other end. An attacker crosses a connection in either direction.'),
  label: optionalText('What happens over it: writes, queries, publishes.'),
  description: optionalText('Protocol, authentication, whatever a reader should know.'),
});

export const impactSchema = z.object({
  confidentiality: factor(impactLevels, 'Harm when it is read by someone who may not.'),
  integrity: factor(impactLevels, 'Harm when it is changed by someone who may not.'),
  availability: factor(impactLevels, 'Harm when it cannot be used.'),
  usage: factor(impactLevels, 'Harm when it is used for a purpose that it was not given for.'),
  blast_radius: factor(blastRadii, 'How far the harm spreads.'),
  recoverability: factor(recoverabilities, 'How hard it is to undo.'),
  regulatory_scope: factor(regulatoryScopes, 'What the law asks for afterwards.'),
  why: optionalText('The reason for these factors. The rating itself is computed.'),
});

export const assetSchema = z.object({
  name: text('The data or resource to protect, never a mechanism.'),
  description: optionalText('What it is.'),
  notes: optionalText('Anything else.'),
  properties: list(
    z.enum(securityProperties),
    'What must hold of it: C confidentiality, I integrity, A availability, U usage (bound to its purpose).',
  ),
  components: list(id('components', 'A component.'), 'The components that hold or handle it.'),
  impact: z.optional(described(impactSchema, 'The factors of its impact rating.')),
});

export const likelihoodSchema = z.object({
  privileges: factor(privilegeLevels, 'Privileges the attacker needs first (CVSS PR).'),
  complexity: factor(attackComplexities, 'Conditions beyond the attacker’s control (CVSS AC).'),
  interaction: factor(userInteractions, 'Whether a person has to take part (CVSS UI).'),
  prevalence: factor(capabilityPrevalences, 'How common the capability is.'),
  why: optionalText('The reason for these factors. The rating itself is computed.'),
});

export const attackerSchema = z.object({
  capability: text('What this attacker can do from where it stands, as operations.'),
  position: optionalText('Where it stands, in words.'),
  archetype: optionalText('What kind of attacker it is: a customer, an insider, a supplier.'),
  boundaries: list(id('boundaries', 'A trust boundary.'), 'The trust boundaries at which it stands.'),
  vector: factor(attackVectors, 'How it attacks (CVSS AV).'),
  likelihood: z.optional(described(likelihoodSchema, 'The further factors of its likelihood rating.')),
});

const orAny = (type: z.ZodMiniType<string>, description: string) =>
  described(z.union([z.literal(wildcard), type]), `${description} \`*\` means any.`);
export const exclusionSchema = z.object({
  attacker: orAny(z.string().check(z.regex(idPatterns.attackers)), 'The attacker.'),
  vector: orAny(z.enum(attackVectors), 'The attacker’s vector.'),
  asset: orAny(z.string().check(z.regex(idPatterns.assets)), 'The asset.'),
  component: orAny(z.string().check(z.regex(idPatterns.components)), 'Matches when it is every component of the asset.'),
  property: orAny(z.enum(securityProperties), 'Matches when it is every property of the asset.'),
  objectives: list(id('objectives', 'A control objective.'), 'When given, exactly these objectives, whatever the other fields say.'),
});

export const assumptionSchema = z.object({
  type: choice(
    assumptionTypes,
    'external: an outside party upholds it, and attests it. non_applicability: it does not apply here, and assertions show why.',
  ),
  description: text('What is taken for granted.'),
  status: z._default(choice(assumptionStatuses, 'Only an active assumption counts.'), 'active'),
  objectives: list(id('objectives', 'A control objective.'), 'The objectives that it mitigates while it is in force.'),
  exclusion: z.optional(
    z.nullable(described(exclusionSchema, 'A predicate for the objectives that it takes out of reach; every field must match.')),
  ),
  attestations: list(attestationSchema, 'Append, never rewrite: the history is part of the evidence.'),
  target_model: optionalText('Another model that upholds it, by its id.'),
});

export const mitigationSchema = z.object({
  asset: id('assets', 'The asset of the objectives.'),
  attackers: described(
    z.array(id('attackers', 'An attacker.')).check(z.minLength(1)),
    'The attackers of the objectives. No wildcard: a new attacker must not be born mitigated.',
  ),
  group: z.optional(
    described(
      z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/)),
      'The mitigation group: all controls of one group are needed, any one group is enough. Controls in no group form one.',
    ),
  ),
});

export const clauseSchema = z.object({
  shows: text('What has to be shown.'),
  types: list(z.string(), 'The assertion types that can show it. Empty: any.'),
  least: z.optional(choice(strengths, 'The least strength of proof. Left out: declared for presence, called for calls.')),
});

export const supportingEvidenceSchema = z.object({
  type: choice(supportingEvidenceTypes, 'What it is.'),
  label: text('What a reader should expect behind it.'),
  url: optionalText('Where it is.'),
  collected_at: z.optional(day('When it was collected.')),
  collected_by: optionalText('Who collected it.'),
});

export const controlSchema = z.object({
  description: text('The measure, concrete enough to be implemented and checked.'),
  status: z._default(choice(controlStatuses, 'A claim. Verified is never written here: it is derived from evidence.'), 'not_implemented'),
  mitigates: list(mitigationSchema, 'The objectives it serves, as asset and attackers, and its mitigation group there.'),
  clauses: z._default(
    described(
      z.record(z.string().check(z.regex(idPatterns.clauses)), clauseSchema),
      'What the evidence must show. Without a clause a control is never verified.',
    ),
    () => ({}),
  ),
  judge: z.optional(choice(['required'], 'required: each assertion must also pass the judgement of Tier 2.')),
  assumed_by: z._default(
    described(
      z.record(z.string(), z.array(id('assumptions', 'An assumption.'))),
      'Groups of assumptions: when all of one group are in force, the control counts without evidence of its own.',
    ),
    () => ({}),
  ),
  components: list(id('components', 'A component.'), 'Where it is implemented.'),
  notes: optionalText('How it is implemented.'),
  source: optionalText('Where the control comes from: a catalogue, a library, a person.'),
  source_label: optionalText('Its name there.'),
  framework_refs: list(z.string(), 'Requirements of frameworks that it answers, for readers.'),
  evidence: list(supportingEvidenceSchema, 'Further material for readers. It proves nothing here.'),
});

export const assertionSchema = z.object({
  control: z.optional(id('controls', 'The control that it is evidence for.')),
  assumption: z.optional(id('assumptions', 'Or the assumption of type non_applicability.')),
  type: text('The assertion type, from the catalogue.'),
  params: z._default(described(z.record(z.string(), z.unknown()), 'What exactly is claimed. Paths are relative to the repository.'), () => ({})),
  covers: list(described(z.string().check(z.regex(idPatterns.clauses)), 'A clause of the control.'), 'The clauses that it shows.'),
  requires: z.optional(choice(strengths, 'The least strength at which the verdict is a pass.')),
  repository: optionalText('owner/name, when the code lies in another repository.'),
  description: optionalText('A claim in words, for readers.'),
});

export const findingSchema = z.object({
  control: id('controls', 'The control that was found missing or broken.'),
  title: text('The finding in one line.'),
  description: optionalText('What was found.'),
  severity: z._default(choice(findingSeverities, 'How bad it is.'), 'medium'),
  status: z._default(
    choice(findingStatuses, 'discovered, acknowledged, remediated and then verified by a run, or dismissed for a reason.'),
    'discovered',
  ),
  checked_locations: list(z.string(), 'Where one looked.'),
  checked_patterns: list(z.string(), 'What one looked for.'),
  expected_evidence: optionalText('What should have been there.'),
  notes: optionalText('What happened since.'),
  reason: optionalText('Why it was dismissed. A dismissal without a reason leaves the finding open.'),
  remediation_assertions: list(id('assertions', 'An assertion.'), 'The assertions that show it remedied.'),
  kind: optionalText('What sort of finding it is, for tools.'),
});

export const acceptanceSchema = z.object({
  objective: id('objectives', 'The control objective whose risk is accepted.'),
  owner: text('Who accepts it.'),
  justification: text('Why.'),
  status: z._default(choice(acceptanceStatuses, 'An objective whose risk is accepted stays at risk, and is marked.'), 'active'),
  accepted_at: z.optional(day('When.')),
  review_by: day('The last day on which the acceptance counts.'),
});

export const knownGapSchema = z.object({
  reason: text('Why this is not closed yet.'),
  until: day('The last day on which the gap excuses a failing verification.'),
});

export const frameworkSchema = z.object({
  level: z.optional(described(z.int().check(z.minimum(1)), 'The target level; requirements up to it count.')),
  exclusions: z._default(
    described(
      z.record(z.string(), z.object({ why: text('Why the requirement does not apply.') })),
      'Requirements that do not apply, with reasons.',
    ),
    () => ({}),
  ),
  mappings: z._default(
    described(
      z.record(
        z.string(),
        z.record(
          z.string().check(z.regex(idPatterns.controls)),
          z.object({
            confidence: choice(mappingConfidences, 'Who says so: a language model, a person, or a person who checked.'),
            notes: optionalText('In what way the control answers it.'),
          }),
        ),
      ),
      'Requirement, then control, with the confidence of the mapping.',
    ),
    () => ({}),
  ),
});

export const tombstoneSchema = z.object({
  on: day('When it was removed.'),
  why: optionalText('Why it was removed.'),
  was: z.optional(
    described(
      z.record(z.string(), z.unknown()),
      'The entity as it was, for restoring. A removed control keeps the mitigation groups named here incomplete until a person edits them.',
    ),
  ),
});

export const modelSchema = z.object({
  schema: described(z.literal(1), 'The version of this file format.'),
  id: described(z.string().check(z.regex(idPatterns.models)), 'Stable. It qualifies identifiers elsewhere: upload/CO-A1-T1.'),
  title: described(z.string().check(z.minLength(1), z.maxLength(120)), 'What people call this model.'),
  description: optionalText('The feature, in words.'),
  boundaries: mapOf('boundaries', boundarySchema, 'Trust boundaries: where security domains meet.'),
  components: mapOf('components', componentSchema, 'Deployable units.'),
  connections: mapOf('connections', connectionSchema, 'Which component talks to which.'),
  assets: mapOf('assets', assetSchema, 'What needs protection. With the attackers they give the control objectives.'),
  attackers: mapOf('attackers', attackerSchema, 'Who it needs protection from, by capability and position.'),
  assumptions: mapOf('assumptions', assumptionSchema, 'What is taken for granted, attested or shown.'),
  controls: mapOf('controls', controlSchema, 'Measures, and what evidence for them must show.'),
  assertions: mapOf('assertions', assertionSchema, 'Typed claims about the code, checked by the verifier.'),
  findings: mapOf('findings', findingSchema, 'Negative findings: what was found missing or broken.'),
  acceptances: mapOf('acceptances', acceptanceSchema, 'Risks accepted, by whom and until when.'),
  known_gaps: z._default(
    described(
      z.record(z.string().check(z.regex(idPatterns.gaps)), knownGapSchema),
      'Assertions or controls that may fail verification for now. They improve no status.',
    ),
    () => ({}),
  ),
  cal: z._default(
    described(
      z.record(z.string().check(z.regex(idPatterns.objectives)), z.int().check(z.minimum(1), z.maximum(4))),
      'Cybersecurity assurance level of an objective, ISO/SAE 21434, 1 to 4.',
    ),
    () => ({}),
  ),
  compliance: z._default(
    described(z.record(z.string(), frameworkSchema), 'Frameworks chosen, exclusions with reasons, mappings with confidence.'),
    () => ({}),
  ),
  removed: z._default(
    described(z.record(z.string(), tombstoneSchema), 'Identifiers that were in use. They are never given out again.'),
    () => ({}),
  ),
});

export type ThreatModel = z.output<typeof modelSchema>;
export type Attestation = z.output<typeof attestationSchema>;
export type Boundary = z.output<typeof boundarySchema>;
export type Component = z.output<typeof componentSchema>;
export type Connection = z.output<typeof connectionSchema>;
export type Impact = z.output<typeof impactSchema>;
export type Asset = z.output<typeof assetSchema>;
export type Likelihood = z.output<typeof likelihoodSchema>;
export type Attacker = z.output<typeof attackerSchema>;
export type Exclusion = z.output<typeof exclusionSchema>;
export type Assumption = z.output<typeof assumptionSchema>;
export type Mitigation = z.output<typeof mitigationSchema>;
export type Clause = z.output<typeof clauseSchema>;
export type Control = z.output<typeof controlSchema>;
export type Assertion = z.output<typeof assertionSchema>;
export type Finding = z.output<typeof findingSchema>;
export type Acceptance = z.output<typeof acceptanceSchema>;
export type Framework = z.output<typeof frameworkSchema>;
export type Tombstone = z.output<typeof tombstoneSchema>;
