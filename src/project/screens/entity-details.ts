/** What a row of the model screen opens to. */
import { attestationStanding } from '../../assurance/attestations.ts';
import { mapOf, referencesOf } from '../../model/references.ts';
import { compareIdentifiers, entityKinds, type EntityKind } from '../../model/identifiers.ts';
import type { Attestation } from '../../model/schema.ts';
import type { AssertionDetails, AttestationDetails, ClauseDetails, EntityDetails, MembershipDetails } from '../../protocol/screens/model-details.ts';
import { entityTitle } from '../language/entity-words.ts';
import { editableFields } from '../modelling/edit-entity.ts';
import type { FormContext } from '../modelling/forms.ts';
import { membershipsOf } from '../modelling/mitigations.ts';
import { printable } from '../printable.ts';
import { describeClaim, describeObstacle, describeShortfall } from '../sentences/posture.ts';
import { formField } from './form-fields.ts';
import { marksIn } from './marks-of.ts';
import { problemsByEntity } from './problems-by-entity.ts';
import type { ScreenSource } from './screen-source.ts';

/** The details of live entities; identifiers that are none are passed over. `suggest` as for forms. */
export function entityDetails(source: ScreenSource, ids: readonly string[], suggest?: FormContext['suggest']): readonly EntityDetails[] {
  const { snapshot, at } = source;
  const { parsed } = snapshot;
  const { model } = parsed;
  const context = { today: at.slice(0, 10), ...(suggest ? { suggest } : {}) };
  const marks = marksIn(source);
  const problems = problemsByEntity(snapshot);
  const references = referencesOf(model);
  const fieldsOf = (kind: EntityKind, id: string, clause?: string) => editableFields(parsed, { kind, id, ...(clause === undefined ? {} : { clause }) }, context).map(({ field, present }) => formField(field, present));
  const assertionOf = (id: string): AssertionDetails => assertionDetails(source, id, marks('assertions', id));

  return ids.flatMap((id): readonly EntityDetails[] => {
    const kind = mapOf(model, id);
    if (kind === undefined) return [];
    const own = Object.keys(model.assertions).filter((one) => model.assertions[one]!.control === id || model.assertions[one]!.assumption === id);
    const attestations = kind === 'boundaries' ? model.boundaries[id]!.sealed?.attestations : kind === 'assumptions' && model.assumptions[id]!.type === 'external' ? model.assumptions[id]!.attestations : undefined;
    return [
      {
        kind,
        id,
        title: printable(entityTitle(model, id) ?? ''),
        marks: marks(kind, id),
        facts: factsOf(source, kind, id),
        fields: fieldsOf(kind, id),
        problems: problems.get(id) ?? [],
        canBeAttested: attestations !== undefined,
        usedBy: usersOf(id, references).map((user) => ({ id: user, title: printable(entityTitle(model, user) ?? '') })),
        ...(kind === 'controls' ? { clauses: clausesOf(source, id, (clause) => fieldsOf(kind, id, clause)), memberships: membershipDetails(source, id) } : {}),
        ...(kind === 'controls' || (kind === 'assumptions' && model.assumptions[id]!.type === 'non_applicability') ? { assertions: own.map(assertionOf) } : {}),
        ...(attestations ? { attestations: attestations.map((one) => attestationDetails(one, at)) } : {}),
        ...(kind === 'assertions' ? { assertion: assertionOf(id) } : {}),
      },
    ];
  });
}

function factsOf({ snapshot }: ScreenSource, kind: EntityKind, id: string): readonly string[] {
  if (kind !== 'controls') return [];
  const state = snapshot.assessment.controls.find((one) => one.id === id);
  return (state?.obstacles ?? []).map((obstacle) => printable(describeObstacle(obstacle)));
}

function clausesOf({ snapshot }: ScreenSource, control: string, fieldsOf: (clause: string) => ClauseDetails['fields']): readonly ClauseDetails[] {
  const standing = new Map(snapshot.assessment.controls.find((one) => one.id === control)?.clauses.map((one) => [one.clause, one]));
  return Object.entries(snapshot.parsed.model.controls[control]!.clauses).map(([name, { shows }]) => ({
    name,
    shows,
    met: standing.get(name)?.met ?? false,
    fields: fieldsOf(name),
    coveredBy: (standing.get(name)?.coveredBy ?? []).map(({ assertion, shortfall }) => ({ id: assertion, ...(shortfall === undefined ? {} : { shortfall: describeShortfall(shortfall) }) })),
  }));
}

function membershipDetails({ snapshot }: ScreenSource, control: string): readonly MembershipDetails[] {
  const objectives = new Map(snapshot.assessment.objectives.map((one) => [one.id, one]));
  return membershipsOf(snapshot.parsed.model, control)
    .map(({ objective, group }) => ({ objective, title: printable(entityTitle(snapshot.parsed.model, objective) ?? ''), group, ...(objectives.has(objective) ? { status: { of: 'status', is: objectives.get(objective)!.status } as const } : {}) }))
    .sort((a, b) => compareIdentifiers(a.objective, b.objective));
}

function assertionDetails({ snapshot }: ScreenSource, id: string, marks: AssertionDetails['marks']): AssertionDetails {
  const verdict = snapshot.verdicts.get(id);
  return {
    id,
    claim: printable(describeClaim(snapshot.parsed.model.assertions[id]!)),
    marks,
    hasPlace: verdict?.file !== undefined,
    ...(verdict && verdict.verdict !== 'pass' ? { says: printable(verdict.details) } : {}),
  };
}

function attestationDetails(attestation: Attestation, at: string): AttestationDetails {
  const { by, statement, attested_at, expires_at } = attestation;
  return { by, statement, expiresAt: expires_at, live: attestationStanding([attestation], at).standing === 'live', ...(attested_at === undefined ? {} : { attestedAt: attested_at }) };
}

/** The entities that name one, or an objective of it. */
function usersOf(id: string, references: ReturnType<typeof referencesOf>): readonly string[] {
  const users = references.filter((one) => one.id === id || (one.kind === 'objectives' && one.id.split('-').includes(id))).flatMap(({ path }) => (entityKinds.some((kind) => kind === path[0]) && path[1] !== id ? [String(path[1])] : []));
  return [...new Set(users)].sort(compareIdentifiers);
}
