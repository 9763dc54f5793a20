/** Doing something about what waits: a complete edit is made, a question is asked with the machinery of modelling. */
import type { FieldAnswers } from '../../protocol/form-field.ts';
import * as vscode from 'vscode';
import { schemaField } from '../../project/modelling/field.ts';
import { checkNoteFields, extend, extensionField, noteCheck } from '../../project/review/extend.ts';
import { moveFinding, findingSteps, type FindingStatus, type StepAnswer } from '../../project/review/finding-life.ts';
import type { Remedy, RemedyQuestion } from '../../project/review/remedies.ts';
import { recordedRunsOf } from '../../project/on-record.ts';
import { reviewOf, type ReviewItem } from '../../project/review/review.ts';
import { commands } from '../ids.ts';
import { addEntity, attest, today } from '../modelling/add.ts';
import { changeEntities } from '../modelling/change.ts';
import { editModel, openModel } from '../modelling/edit-model.ts';
import { askQuickly, plain } from '../modelling/quick-questions.ts';
import { removeRows } from '../modelling/remove.ts';
import { askSteps } from '../modelling/steps.ts';
import type { TreeNode } from '../tree-node.ts';
import type { FolderModel, Workspace } from '../workspace.ts';
import { rowIdOf } from './review-rows.ts';

interface Waiting {
  readonly model: FolderModel;
  readonly item: ReviewItem;
}

/** Everything that stands in the view now, as it is now. */
function everything(workspace: Workspace): readonly Waiting[] {
  const models = workspace.models;
  const { sections } = reviewOf(models.map(({ snapshot }) => snapshot), new Date().toISOString(), recordedRunsOf);
  return sections.flatMap(({ items }) => items).flatMap((item) => models.filter(({ snapshot }) => snapshot === item.model).map((model) => ({ model, item })));
}

/** What rows of the view stand for; without a row, what a person picks among what waits. */
async function chosen(workspace: Workspace, rows: readonly TreeNode[], among: (item: ReviewItem) => boolean, question: string): Promise<Waiting | undefined> {
  const all = everything(workspace).filter(({ item }) => among(item));
  const named = all.find(({ model, item }) => rows.some(({ id }) => id === rowIdOf(model.folder.uri.toString(), item)));
  if (named) return named;
  // A finding stands in other views too.
  const same = all.find(({ model, item }) => rows.some(({ subject }) => subject?.folder === model.folder.uri.toString() && subject.model === model.snapshot.path && subject.entity === item.entity));
  if (same) return same;
  if (rows.length > 0) return undefined;
  if (all.length === 0) {
    await vscode.window.showInformationMessage(vscode.l10n.t('Nothing of that kind waits for review.'));
    return undefined;
  }
  const items = all.map((waiting) => ({ label: plain(`${waiting.item.entity} ${waiting.item.title}`), description: waiting.item.why, waiting }));
  return (await vscode.window.showQuickPick(items, { placeHolder: question, ignoreFocusOut: true, matchOnDescription: true }))?.waiting;
}

/** Offers what can be done about a row; the only thing that can be done is done at once. */
export async function resolve(workspace: Workspace, rows: readonly TreeNode[]): Promise<void> {
  const waiting = await chosen(workspace, rows, ({ section }) => section !== 'closed' || rows.length > 0, vscode.l10n.t('What do you want to look at?'));
  if (!waiting) return;
  const { item } = waiting;
  const items: { readonly label: string; readonly remedy?: Remedy }[] = [...item.remedies.map((remedy) => ({ label: plain(remedy.title), remedy })), { label: vscode.l10n.t('Go to it in the model') }];
  const picked = items.length === 2 && item.section === 'closed' ? items[0] : await vscode.window.showQuickPick(items, { title: plain(`${item.entity} ${item.title}`).slice(0, 100), placeHolder: plain([item.why, ...item.details].join(' · ')).slice(0, 200), ignoreFocusOut: true });
  if (picked?.remedy) await apply(workspace, waiting.model, picked.remedy);
  else if (picked) await vscode.commands.executeCommand(commands.goToModel, subjectOf(waiting.model, item.entity));
}

export async function extendRow(workspace: Workspace, rows: readonly TreeNode[]): Promise<void> {
  const waiting = await chosen(workspace, rows, ({ section }) => section === 'acceptances' || section === 'gaps', vscode.l10n.t('Extend which acceptance or known gap?'));
  if (waiting) await answer(workspace, waiting.model, { ask: 'extend', id: waiting.item.entity });
}

export async function renewRow(workspace: Workspace, rows: readonly TreeNode[]): Promise<void> {
  const waiting = await chosen(workspace, rows, ({ section }) => section === 'attestations' || section === 'seals', vscode.l10n.t('Renew which attestation?'));
  if (waiting) await answer(workspace, waiting.model, { ask: 'attest', id: waiting.item.entity });
}

export async function noteRow(workspace: Workspace, rows: readonly TreeNode[]): Promise<void> {
  const waiting = await chosen(workspace, rows, ({ section }) => section === 'unchecked', vscode.l10n.t('Which control was checked?'));
  if (waiting) await answer(workspace, waiting.model, { ask: 'note', id: waiting.item.entity });
}

/** Takes a finding to a status: dismissed or open again. */
export async function moveRow(workspace: Workspace, rows: readonly TreeNode[], to: FindingStatus): Promise<void> {
  const from = to === 'dismissed' ? 'findings' : 'closed';
  const waiting = await chosen(workspace, rows, ({ section }) => section === from, to === 'dismissed' ? vscode.l10n.t('Dismiss which finding?') : vscode.l10n.t('Open which finding again?'));
  if (waiting) await answer(workspace, waiting.model, { ask: 'finding', id: waiting.item.entity, to });
}

export async function apply(workspace: Workspace, model: FolderModel, remedy: Remedy): Promise<void> {
  if ('asks' in remedy) await answer(workspace, model, remedy.asks);
  else await editModel(await openModel(workspace, model), remedy.edit, () => ({ said: remedy.said }));
}

/** Asks a question of a remedy; its answer is one edit. Escape changes nothing. */
export async function answer(workspace: Workspace, model: FolderModel, question: RemedyQuestion): Promise<void> {
  const row = (entity: string): readonly TreeNode[] => [{ id: '', label: entity, subject: subjectOf(model, entity) }];
  switch (question.ask) {
    case 'attest':
      return attest(workspace, row(question.id));
    case 'field':
      return changeEntities(workspace, row(question.id), question.key);
    case 'remove':
      return removeRows(workspace, row(question.id));
    case 'add':
      return addEntity(workspace, question.kind, row(''), question.given);
    case 'explain':
      return vscode.commands.executeCommand(commands.explain, subjectOf(model, question.id));
    case 'open':
      return vscode.commands.executeCommand(commands.goToModel, subjectOf(model, question.id));
    case 'extend':
      return askExtension(workspace, model, question.id);
    case 'note':
      return askNote(workspace, model, question.id);
    case 'finding':
      return askStep(workspace, model, question.id, question.to);
  }
}

function subjectOf({ folder, snapshot }: FolderModel, entity: string): NonNullable<TreeNode['subject']> {
  return { folder: folder.uri.toString(), model: snapshot.path, entity };
}

async function askExtension(workspace: Workspace, folderModel: FolderModel, id: string): Promise<void> {
  const model = await openModel(workspace, folderModel);
  const field = extensionField(model.parsed.model, id, today());
  if (!field) return;
  const reply = await askQuickly({ title: vscode.l10n.t('Extend {0}', id), field, present: field.start, step: 1, total: 1 });
  if (typeof reply === 'string' || typeof reply.answer !== 'string') return;
  const day = reply.answer;
  await editModel(model, (parsed) => extend(parsed, id, day), () => ({ said: vscode.l10n.t('{0} counts until {1}', id, day) }));
}

async function askNote(workspace: Workspace, folderModel: FolderModel, id: string): Promise<void> {
  const model = await openModel(workspace, folderModel);
  const answers = await askSteps({ title: vscode.l10n.t('{0} was checked', id), fields: () => checkNoteFields(model.parsed.model) }, {}, askQuickly);
  if (answers) await editModel(model, (parsed) => noteCheck(parsed, id, answers, today()), () => ({ said: vscode.l10n.t('Noted that {0} was checked; it counts with the commit', id), path: ['controls', id] }));
}

async function askStep(workspace: Workspace, folderModel: FolderModel, id: string, to: FindingStatus): Promise<void> {
  const model = await openModel(workspace, folderModel);
  const finding = model.parsed.model.findings[id];
  if (!finding) return;
  const step = findingSteps(finding, (assertion) => folderModel.snapshot.verdicts.get(assertion)?.verdict).find((one) => one.to === to);
  if (!step || step.blocked !== undefined) {
    await vscode.window.showInformationMessage(`${id}: ${step?.blocked ?? vscode.l10n.t('it stands elsewhere now, so that this step does not follow.')}`);
    return;
  }
  const said = step.asks === undefined ? {} : await askWith(model.parsed.model, id, step.asks);
  if (said) await editModel(model, (parsed) => moveFinding(parsed, id, to, said), () => ({ said: vscode.l10n.t('{0} is {1} now', id, to), path: ['findings', id] }));
}

/** What has to be said with a step; undefined when the person left. */
async function askWith(model: Parameters<typeof schemaField>[0], id: string, asks: 'reason' | 'remedies'): Promise<StepAnswer | undefined> {
  const finding = model.findings[id];
  if (asks === 'reason') {
    const field = schemaField(model, 'findings', 'reason', { required: true, prompt: vscode.l10n.t('Why is it no finding?'), example: vscode.l10n.t('Another service does this before.') });
    const reply = await askQuickly({ title: vscode.l10n.t('Dismiss {0}', id), field: { ...field, check: (text) => (String(text).trim() === '' ? vscode.l10n.t('A dismissal without a reason leaves the finding open.') : undefined) }, present: '', step: 1, total: 1 });
    return typeof reply === 'string' || typeof reply.answer !== 'string' ? undefined : { reason: reply.answer };
  }
  const field = schemaField(model, 'findings', 'remediation_assertions', { title: vscode.l10n.t('What shows it'), prompt: vscode.l10n.t('Which assertions show that it is remedied? Only when they pass can it be closed as verified.') });
  const choices = (field.choices ?? []).filter(({ value }) => model.assertions[value]?.control === finding?.control);
  if (choices.length === 0) return {};
  const answers: FieldAnswers | undefined = await askSteps({ title: vscode.l10n.t('{0} is remedied', id), fields: () => [{ ...field, choices, start: finding?.remediation_assertions ?? [] }] }, {}, askQuickly);
  const picked = answers?.[field.key];
  return answers && { remedies: typeof picked === 'string' || picked === undefined ? [] : picked };
}
