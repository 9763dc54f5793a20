/** What a change did, held against the contract that it began with; and the receipt that says so. */
import { weakenings } from '../../assurance/weakenings.ts';
import { assertionHash, canonicalHash, semanticDigest } from '../../model/canonical.ts';
import { compareIdentifiers } from '../../model/identifiers.ts';
import type { ThreatModel } from '../../model/schema.ts';
import { fileSources } from '../../verifier/file-sources.ts';
import { describeClaim, standingWords, statusWords } from '../sentences/posture.ts';
import { describeWeakening } from '../sentences/weakenings.ts';
import type { ModelSnapshot } from '../snapshot.ts';
import { contractId, digestOf, stoodOf, type Contract, type ContractModel } from './contract.ts';

export interface ChangeEffectItem {
  readonly model: string;
  readonly subject: string;
  readonly sentence: string;
}

export interface CompletedChange {
  readonly outcome: 'kept' | 'improved' | 'weakened' | 'worse';
  readonly better: readonly ChangeEffectItem[];
  readonly worse: readonly ChangeEffectItem[];
  /** What the models ask less of since the change began; against the base commit where the models of then are not known any more. */
  readonly weakens: readonly ChangeEffectItem[];
  /** Files of the contract with whether they are otherwise now. */
  readonly files: readonly { readonly file: string; readonly changed: boolean }[];
  readonly receipt: Receipt;
}

export interface Receipt {
  readonly contract: string;
  readonly tool: string;
  readonly completed: string;
  readonly outcome: CompletedChange['outcome'];
  readonly models: readonly { readonly model: string; readonly semantic_digest: readonly [string, string]; readonly posture_digest: readonly [string, string] }[];
  /** Before and after. */
  readonly files: Readonly<Record<string, readonly [string, string]>>;
  /** The verdict of every assertion of the contract as it is now, by the hash of what it claims. */
  readonly verdicts: readonly (readonly [string, string])[];
  /** SHA-256 over all of the above. */
  readonly digest: string;
}

export interface CompleteOptions {
  readonly tool: string;
  /** ISO instant. */
  readonly completed: string;
  /** The models as they were when the change began, by path, where they are still known. */
  readonly before: ReadonlyMap<string, ThreatModel>;
}

/** @param models The models of the contract as they are now, verified; a model that is gone is missing. */
export async function completeChange(contract: Contract, models: readonly ModelSnapshot[], options: CompleteOptions): Promise<CompletedChange> {
  const better: ChangeEffectItem[] = [];
  const worse: ChangeEffectItem[] = [];
  const weakens: ChangeEffectItem[] = [];
  const verdicts: (readonly [string, string])[] = [];
  const after: Record<string, string> = {};
  const digests: { model: string; semantic_digest: [string, string]; posture_digest: [string, string] }[] = [];
  for (const was of contract.models) {
    const model = models.find(({ path }) => path === was.path);
    if (!model) {
      weakens.push({ model: was.model, subject: was.model, sentence: `The model ${was.model} is gone` });
      digests.push({ model: was.model, semantic_digest: [was.semantic_digest, 'gone'], posture_digest: [was.posture_digest, 'gone'] });
      continue;
    }
    const before = options.before.get(was.path);
    weakens.push(...(before ? weakenings(before, model.model) : was.semantic_digest === semanticDigest(model.model) ? [] : model.weakenings).map((weakening) => ({ model: was.model, subject: String(weakening.path[1] ?? weakening.path[0]), sentence: describeWeakening(weakening) })));
    compareAssertions(was, model, better, worse, verdicts);
    compareStates(was, model, better, worse);
    digests.push({ model: was.model, semantic_digest: [was.semantic_digest, semanticDigest(model.model)], posture_digest: [was.posture_digest, model.assessment.digest] });
    const sources = fileSources(model.repository.root);
    for (const file of Object.keys(contract.files)) after[file] ??= await digestOf(sources, file);
  }
  const outcome = worse.length > 0 ? 'worse' : weakens.length > 0 ? 'weakened' : better.length > 0 ? 'improved' : 'kept';
  const receipt: Omit<Receipt, 'digest'> = {
    contract: contractId(contract),
    tool: options.tool,
    completed: options.completed,
    outcome,
    models: digests,
    files: Object.fromEntries(Object.entries(contract.files).map(([file, digest]) => [file, [digest, after[file] ?? 'absent'] as const])),
    verdicts: verdicts.sort(([a], [b]) => (a < b ? -1 : 1)),
  };
  return { outcome, better, worse, weakens, files: Object.entries(contract.files).map(([file, digest]) => ({ file, changed: digest !== after[file] })), receipt: { ...receipt, digest: canonicalHash(receipt) } };
}

function compareAssertions(was: ContractModel, model: ModelSnapshot, better: ChangeEffectItem[], worse: ChangeEffectItem[], verdicts: (readonly [string, string])[]): void {
  const byHash = new Map(Object.entries(model.model.assertions).map(([id, assertion]) => [assertionHash(assertion), id]));
  for (const id of Object.keys(was.assertions).sort(compareIdentifiers)) {
    const { hash, stood } = was.assertions[id]!;
    // What claims the same is the same, under whatever identifier; one that is gone is among the weakenings.
    const now = byHash.get(hash);
    if (now === undefined) continue;
    const stands = stoodOf(model, now);
    verdicts.push([hash, stands]);
    if (stands === stood) continue;
    const passes = (standing: string): boolean => standing.startsWith('pass');
    const sentence = `${now}: ${describeClaim(model.model.assertions[now]!)} stood as ${stood} and stands as ${stands}. ${passes(stands) ? '' : (model.verdicts.get(now)?.details ?? '')}`.trim();
    const item = { model: was.model, subject: now, sentence };
    if (passes(stands) && !passes(stood)) better.push(item);
    else if (passes(stood) && !passes(stands)) worse.push(item);
    else if (passes(stands)) (strengthOf(stands) > strengthOf(stood) ? better : worse).push(item);
  }
}

/** Both ladders in one order, since the same claim stays on its own. */
function strengthOf(stood: string): number {
  return ['text', 'declared', 'chained', 'called', 'unconditional'].indexOf(stood.split(' ')[1] ?? '');
}

function compareStates(was: ContractModel, model: ModelSnapshot, better: ChangeEffectItem[], worse: ChangeEffectItem[]): void {
  const counts = new Set(['verified', 'assumed']);
  for (const [id, standing] of Object.entries(was.controls)) {
    const now = model.assessment.controls.find((control) => control.id === id)?.standing ?? 'removed';
    if (now === standing || counts.has(now) === counts.has(standing)) continue;
    (counts.has(now) ? better : worse).push({ model: was.model, subject: id, sentence: `${id} was ${standingWords[standing as keyof typeof standingWords]} and is ${standingWords[now]}` });
  }
  for (const objective of model.assessment.objectives) {
    const before = was.objectives[objective.id];
    if (before === undefined || before === objective.status) continue;
    const sentence = `${objective.id} was ${statusWords[before as keyof typeof statusWords]} and is ${statusWords[objective.status]}`;
    if (objective.status === 'mitigated') better.push({ model: was.model, subject: objective.id, sentence });
    else if (before === 'mitigated') worse.push({ model: was.model, subject: objective.id, sentence });
  }
}
