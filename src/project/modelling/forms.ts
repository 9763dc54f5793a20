/** What is asked to make an entity of each kind, in which order: one table, and the entity that the answers make. */
import type { EntityKind } from '../../model/identifiers.ts';
import type { Attestation, ThreatModel } from '../../model/schema.ts';
import type { FieldAnswers, FieldChoice } from '../../protocol/form-field.ts';
import { kindNouns } from '../language/entity-words.ts';
import { assertionFields, assertionOf } from './assertion-form.ts';
import { controlFields, controlOf } from './control-form.ts';
import { schemaField, valueOf, type Field, type FieldWords } from './field.ts';
import type { AssertionParameter } from '../../verifier/assertion-type.ts';

export interface FormContext {
  readonly model: ThreatModel;
  /** The day on which it is asked, `2026-11-25`. */
  readonly today: string;
  /** Looks up what a parameter of an assertion may be: files, names in a file. */
  readonly suggest?: (parameter: AssertionParameter, answers: FieldAnswers) => Promise<readonly FieldChoice[]>;
}

export interface Form {
  readonly title: string;
  /** The questions as they are after these answers: some depend on what was answered before. */
  fields(answers: FieldAnswers): readonly Field[];
}

/** Of each key that is asked: words that the schema does not have. */
type Asked = readonly (readonly [key: string, words?: FieldWords])[];

const asked: Readonly<Record<Exclude<EntityKind, 'controls' | 'assertions'>, Asked>> = {
  boundaries: [
    ['name', { example: 'Internet edge' }],
    ['passes', { prompt: 'Which attack vectors cross this boundary? None picked: nothing does.', start: ['Network'], keepsEmpty: true }],
  ],
  components: [
    ['name', { example: 'upload service' }],
    ['paths', { example: 'src/**, lib/*.py' }],
    ['boundaries', { prompt: 'Which boundaries does it stand behind?' }],
  ],
  connections: [['from', { prompt: 'Which component is at one end?' }], ['to', { prompt: 'Which component is at the other end?' }], ['label', { example: 'writes' }]],
  assets: [
    ['name', { example: 'uploaded files' }],
    ['properties', { prompt: 'What must hold of it?', required: true }],
    ['components', { prompt: 'Which components hold or handle it?' }],
  ],
  attackers: [
    ['capability', { example: 'sends any request to the service' }],
    ['boundaries', { prompt: 'At which boundaries does it stand?' }],
    ['vector', { prompt: 'How does it attack?' }],
  ],
  assumptions: [
    ['type', { prompt: 'Who upholds it, or shows it?' }],
    ['description', { example: 'The cloud provider keeps tenants apart.' }],
    ['objectives', { prompt: 'Which objectives does it mitigate while it is in force?' }],
  ],
  findings: [
    ['control', { prompt: 'Which control was found missing or broken?' }],
    ['title', { example: 'Archives are accepted without a scan' }],
    ['severity', { prompt: 'How bad is it?', start: 'medium' }],
    ['description'],
  ],
  acceptances: [
    ['objective', { prompt: 'The risk of which objective is accepted?' }],
    ['owner', { example: 'head of product' }],
    ['justification', { example: 'The feature is switched off for customers.' }],
    ['review_by'],
  ],
};

/** The form for a new entity of a kind. */
export function formOf(kind: EntityKind, context: FormContext): Form {
  const title = kind === 'findings' ? 'Record finding' : kind === 'acceptances' ? 'Accept risk' : `Add ${kindNouns[kind]}`;
  if (kind === 'controls') return { title, fields: (answers) => controlFields(context.model, answers) };
  if (kind === 'assertions') return { title, fields: (answers) => assertionFields(context, answers) };
  return {
    title,
    fields: (answers) => {
      const fields = asked[kind].map(([key, words]) => schemaField(context.model, kind, key, { ...words, ...(key === 'review_by' ? { start: yearAfter(context.today) } : {}) }));
      if (kind === 'connections') return fields.map((field) => (field.key === 'to' ? withoutSelf(field, answers.from) : field));
      return kind === 'assumptions' && answers.type === 'external' ? [...fields, ...attestationFields(context, false, answers)] : fields;
    },
  };
}

/**
 * The questions of an attestation. Where one is not required, the first question left empty leaves it out. A further one is most
 * often given by the same person in the same words, so that the last one is there to begin with; its day is not.
 */
export function attestationFields({ model, today }: FormContext, required: boolean, answers: FieldAnswers, last?: Pick<Attestation, 'by' | 'statement'>): readonly Field[] {
  const field = (key: string, words: FieldWords): Field => ({ ...schemaField(model, 'assumptions', `attestations.0.${key}`, words), key: `attestation.${key}` });
  const by = field('by', { title: 'Attested by', example: 'facility operator', required, ...(last ? { start: last.by } : {}), ...(required ? {} : { prompt: 'Who attests it: a person or an organisation that can be asked. It counts only while somebody does; leave it empty to ask for it later.' }) });
  const named = required || (typeof answers['attestation.by'] === 'string' && answers['attestation.by'].trim() !== '');
  return named ? [by, field('statement', { title: 'Statement', required: true, ...(last ? { start: last.statement } : {}), example: 'Each tenant has a virtual machine of its own.' }), field('expires_at', { title: 'Expires', required: true, start: yearAfter(today) })] : [by];
}

/** The attestation that the answers make; undefined when nobody attests. */
export function attestationOf(answers: FieldAnswers, today: string): Readonly<Record<string, unknown>> | undefined {
  const word = (key: string): string => (typeof answers[key] === 'string' ? answers[key].trim() : '');
  if (word('attestation.by') === '') return undefined;
  return { by: word('attestation.by'), statement: word('attestation.statement'), attested_at: today, expires_at: word('attestation.expires_at') };
}

/** The entity that the answers to its form make, its keys in the order of the questions. */
export function entityOf(kind: EntityKind, answers: FieldAnswers, context: FormContext): Readonly<Record<string, unknown>> {
  if (kind === 'controls') return controlOf(answers);
  if (kind === 'assertions') return assertionOf(context, answers);
  const entity: Record<string, unknown> = {};
  for (const field of formOf(kind, context).fields(answers)) {
    const value = field.key.startsWith('attestation.') ? undefined : valueOf(field, answers[field.key]);
    if (value !== undefined) entity[field.key] = value;
  }
  const attestation = kind === 'assumptions' && answers.type === 'external' ? attestationOf(answers, context.today) : undefined;
  return attestation ? { ...entity, attestations: [attestation] } : entity;
}

/** A component has no connection with itself. */
function withoutSelf(field: Field, from: FieldAnswers[string] | undefined): Field {
  const { choices, ...rest } = field;
  return choices ? { ...rest, choices: choices.filter(({ value }) => value !== from) } : field;
}

function yearAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + 1);
  return date.toISOString().slice(0, 10);
}
