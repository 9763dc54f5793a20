/**
 * What rests on files before they are changed, as a value that can be given back: with it, and with the files as they are later, anybody can say
 * what the change did. Its identifier is the digest of all that it says.
 */
import { assertionHash, canonicalHash, semanticDigest } from '../../model/canonical.ts';
import { fileSources } from '../../verifier/file-sources.ts';
import { carriedByFiles, type CarriedByFiles } from '../files-of-model.ts';
import type { ModelSnapshot } from '../snapshot.ts';

export interface ContractModel {
  readonly model: string;
  /** Of the model file. */
  readonly path: string;
  readonly semantic_digest: string;
  readonly posture_digest: string;
  /** What rests on the files, as it stood: `pass called`, `fail`. */
  readonly assertions: Readonly<Record<string, { readonly hash: string; readonly stood: string }>>;
  readonly controls: Readonly<Record<string, string>>;
  readonly objectives: Readonly<Record<string, string>>;
  readonly findings: readonly string[];
}

export interface Contract {
  readonly contract: 1;
  readonly tool: string;
  readonly began: string;
  /** SHA-256 of each file, or `absent`. */
  readonly files: Readonly<Record<string, string>>;
  readonly models: readonly ContractModel[];
}

export interface BegunChange {
  readonly id: string;
  readonly contract: Contract;
  readonly carried: ReadonlyMap<string, CarriedByFiles>;
}

/** @param files Of each model, relative to its repository. @param began ISO instant. */
export async function beginChange(models: readonly { readonly model: ModelSnapshot; readonly files: readonly string[] }[], { tool, began }: { readonly tool: string; readonly began: string }): Promise<BegunChange> {
  const files: Record<string, string> = {};
  const carried = new Map<string, CarriedByFiles>();
  const described: ContractModel[] = [];
  for (const { model, files: named } of models) {
    const sources = fileSources(model.repository.root);
    for (const file of named) files[file] ??= await digestOf(sources, file);
    const carries = carriedByFiles(model, named);
    carried.set(model.path, carries);
    described.push(modelOf(model, carries));
  }
  const contract: Contract = { contract: 1, tool, began, files, models: described };
  return { id: contractId(contract), contract, carried };
}

export function contractId(contract: Contract): string {
  return `chg_${canonicalHash(contract).slice(0, 32)}`;
}

export async function digestOf(sources: ReturnType<typeof fileSources>, file: string): Promise<string> {
  const found = await sources.digest(file);
  return found.ok ? found.sha256 : found.refusal === 'file_missing' ? 'absent' : found.refusal;
}

/** `pass called`, `fail`, `unchecked`: the verdict and what it proves. One that notices nothing proves that a text is there. */
export function stoodOf(model: ModelSnapshot, assertion: string): string {
  const verdict = model.verdicts.get(assertion);
  if (!verdict) return 'unchecked';
  const strength = model.vacuity.get(assertion)?.survived.length ? 'text' : verdict.strength;
  return [verdict.verdict, ...(strength === undefined ? [] : [strength])].join(' ');
}

function modelOf(model: ModelSnapshot, carries: CarriedByFiles): ContractModel {
  const { assessment } = model;
  const standing = new Map(assessment.controls.map((control) => [control.id, control.standing]));
  const status = new Map(assessment.objectives.map((objective) => [objective.id, objective.status]));
  return {
    model: model.model.id,
    path: model.path,
    semantic_digest: semanticDigest(model.model),
    posture_digest: assessment.digest,
    assertions: Object.fromEntries(carries.assertions.map((id) => [id, { hash: assertionHash(model.model.assertions[id]!), stood: stoodOf(model, id) }])),
    controls: Object.fromEntries(carries.controls.map((id) => [id, standing.get(id) ?? 'removed'])),
    objectives: Object.fromEntries(carries.objectives.map((id) => [id, status.get(id) ?? 'gone'])),
    findings: carries.findings,
  };
}
