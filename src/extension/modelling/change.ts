/** Changing one thing of what is selected: first which, then to what. Several entities of a kind change together. */
import * as vscode from 'vscode';
import { editInSteps } from '../../model/edit-in-steps.ts';
import type { FieldAnswer } from '../../protocol/form-field.ts';
import { entityTitle, kindNouns } from '../../project/language/entity-words.ts';
import { editableFields, setField, type EditableField, type EditTarget } from '../../project/modelling/edit-entity.ts';
import type { TreeNode } from '../tree-node.ts';
import type { Workspace } from '../workspace.ts';
import { today } from './add.ts';
import { editModel, type WorkingModel } from './edit-model.ts';
import { askQuickly, plain } from './quick-questions.ts';
import { suggestionsIn } from './suggestions.ts';
import { entitiesOf, kindOf, pickEntities, targetModel } from './targets.ts';

/** Asks what to change and to what. With `only`, what to change is decided. */
export async function changeEntities(workspace: Workspace, rows: readonly TreeNode[], only?: string): Promise<void> {
  const model = await targetModel(workspace, rows);
  if (!model) return;
  const targets = await targetsOf(model, rows, only);
  const [first] = targets;
  if (!first) return;
  const context = { today: today(), suggest: suggestionsIn(model) };
  const fields = editableFields(model.parsed, first, context);
  const title = targets.length > 1 ? vscode.l10n.t('Edit {0}', targets.map(({ id }) => id).join(', ')) : `${first.clause ?? first.id} ${plain(entityTitle(model.parsed.model, first.id) ?? '')}`;
  for (;;) {
    const chosen = only === undefined ? await pickField(title, fields) : fields.find(({ field }) => field.key === only);
    if (!chosen) return;
    const reply = await askQuickly({ title, field: chosen.field, present: chosen.present, step: only === undefined ? 2 : 1, total: only === undefined ? 2 : 1 });
    if (reply === 'leave') return;
    if (reply === 'back') continue;
    if (await dismissedWithoutReason(model, first, chosen, reply.answer, fields)) return;
    await set(model, targets, chosen, reply.answer, context);
    return;
  }
}

async function targetsOf(model: WorkingModel, rows: readonly TreeNode[], only: string | undefined): Promise<readonly EditTarget[]> {
  const [row] = rows;
  if (row?.subject?.clause !== undefined) return [{ kind: 'controls', id: row.subject.entity, clause: row.subject.clause }];
  const kinds = only === 'status' ? (['controls', 'assumptions', 'findings', 'acceptances'] as const) : undefined;
  const named = entitiesOf(model, rows, kinds);
  const ids = named.length > 0 ? named : await pickEntities(model, vscode.l10n.t('Edit which entity?'), { several: false, ...(kinds ? { kinds } : {}) });
  const targets = ids.flatMap((id) => {
    const kind = kindOf(model, id);
    return kind ? [{ kind, id }] : [];
  });
  // Only what is of one kind has the same fields.
  return targets.filter(({ kind }) => kind === targets[0]?.kind);
}

async function pickField(title: string, fields: readonly EditableField[]): Promise<EditableField | undefined> {
  const items = fields.map((one) => ({ label: one.field.title, description: plain(wordsOf(one)), detail: one.field.prompt, one }));
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true, placeHolder: vscode.l10n.t('What is to be changed?'), matchOnDescription: true }))?.one;
}

function wordsOf({ present }: EditableField): string {
  return typeof present === 'string' ? present : present.join(', ');
}

function set(model: WorkingModel, targets: readonly EditTarget[], { field }: EditableField, answer: FieldAnswer, context: Parameters<typeof editableFields>[2]): Promise<boolean> {
  return editModel(
    model,
    (parsed) =>
      editInSteps(
        parsed,
        targets.map((target) => (now) => {
          const own = editableFields(now, target, context).find((one) => one.field.key === field.key);
          return own ? setField(now, target, own, answer) : { refused: 'not_there', path: [target.kind, target.id] };
        }),
      ),
    () => ({ said: vscode.l10n.t('Changed {0} of {1}', field.title.toLowerCase(), targets.map(({ id }) => id).join(', ')), path: [targets[0]!.kind, targets[0]!.id] }),
  );
}

/** A dismissal without a reason dismisses nothing, so that the reason is asked for and written with it. */
async function dismissedWithoutReason(model: WorkingModel, target: EditTarget, { field }: EditableField, answer: FieldAnswer, fields: readonly EditableField[]): Promise<boolean> {
  const reason = fields.find((one) => one.field.key === 'reason');
  if (target.kind !== 'findings' || field.key !== 'status' || answer !== 'dismissed' || !reason || reason.present !== '') return false;
  const reply = await askQuickly({ title: vscode.l10n.t('Dismiss {0}', target.id), field: { ...reason.field, required: true, prompt: vscode.l10n.t('Why is it no finding?'), check: (text) => (String(text).trim() === '' ? vscode.l10n.t('A dismissal without a reason leaves the finding open.') : undefined) }, present: '', step: 1, total: 1 });
  if (typeof reply === 'string') return true;
  await editModel(
    model,
    (parsed) => {
      const status = editableFields(parsed, target, { today: today() }).find((one) => one.field.key === 'status')!;
      return editInSteps(parsed, [(now) => setField(now, target, reason, reply.answer), (now) => setField(now, target, status, 'dismissed')]);
    },
    () => ({ said: vscode.l10n.t('Dismissed {0} {1}', kindNouns.findings, target.id), path: ['findings', target.id] }),
  );
  return true;
}
