/** Adding to a model by questions: entities of every kind, clauses, attestations. */
import * as vscode from 'vscode';
import type { EntityKind } from '../../model/identifiers.ts';
import { compareIdentifiers, entityKinds, idPatterns } from '../../model/identifiers.ts';
import type { FieldAnswers } from '../../protocol/form-field.ts';
import { givenBy } from '../../protocol/given-by.ts';
import { entityTitle, kindNouns } from '../../project/language/entity-words.ts';
import { addClause as clauseEdit, attest as attestEdit, createEntity } from '../../project/modelling/create-entity.ts';
import { clauseFields } from '../../project/modelling/control-form.ts';
import { lastAttestation } from '../../project/review/extend.ts';
import { attestationFields, formOf } from '../../project/modelling/forms.ts';
import { itemKinds } from '../ids.ts';
import type { TreeNode } from '../tree-node.ts';
import type { Workspace } from '../workspace.ts';
import { editModel, type WorkingModel } from './edit-model.ts';
import { askQuickly, plain } from './quick-questions.ts';
import { askSteps } from './steps.ts';
import { suggestionsIn } from './suggestions.ts';
import { entitiesOf, pickEntities, targetModel } from './targets.ts';

const kindMeanings: Readonly<Record<EntityKind, string>> = {
  boundaries: 'where security domains meet',
  components: 'a service, a process, a front end',
  connections: 'who talks to whom',
  assets: 'what needs protection',
  attackers: 'who it needs protection from',
  assumptions: 'what is taken for granted',
  controls: 'a measure that mitigates objectives',
  assertions: 'a claim about the code, checked by the verifier',
  findings: 'what was found missing or broken',
  acceptances: 'a risk that somebody accepts',
};

/** Asks what to add first. */
export async function addAnything(workspace: Workspace, rows: readonly TreeNode[]): Promise<void> {
  const items = entityKinds.map((kind) => ({ label: kindNouns[kind][0]!.toUpperCase() + kindNouns[kind].slice(1), description: kindMeanings[kind], adds: kind }));
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Add to the Model'), ignoreFocusOut: true, placeHolder: vscode.l10n.t('What is to be added?'), matchOnDescription: true });
  if (picked) await addEntity(workspace, picked.adds, rows);
}

/** Asks the questions of a kind, and adds the entity. What is given, or the row says already, is not asked. */
export async function addEntity(workspace: Workspace, kind: EntityKind, rows: readonly TreeNode[], given: FieldAnswers = givenByRows(kind, rows)): Promise<void> {
  const model = await targetModel(workspace, rows);
  if (!model) return;
  const context = { model: model.parsed.model, today: today(), suggest: suggestionsIn(model) };
  const answers = await askSteps(formOf(kind, context), given, askQuickly);
  if (!answers) return;
  let id = '';
  await editModel(
    model,
    (parsed) => {
      const made = createEntity(parsed, kind, answers, { today: context.today }, Math.random);
      id = made.id;
      return made.result;
    },
    () => ({ said: vscode.l10n.t('Added {0} {1}', kindNouns[kind], id), path: [kind, id] }),
  );
}

/** What the rows that a command was called on answer already. */
function givenByRows(kind: EntityKind, rows: readonly TreeNode[]): FieldAnswers {
  const [row] = rows;
  const clause = row?.kind === itemKinds.clause ? row.subject : undefined;
  if (kind === 'assertions' && clause) return { subject: clause.entity, covers: [clause.clause ?? ''] };
  return givenBy(kind, rows.flatMap((one) => (one.subject && answering.has(one.kind) ? [one.subject.entity] : [])));
}

/** Rows that stand for what they name, and not for a part of it or a problem with it. */
const answering: ReadonlySet<string | undefined> = new Set([itemKinds.boundary, itemKinds.component, itemKinds.objective, itemKinds.control, itemKinds.assumption]);

export async function addClause(workspace: Workspace, rows: readonly TreeNode[]): Promise<void> {
  const model = await targetModel(workspace, rows);
  if (!model) return;
  const [control] = await oneOf(model, rows, ['controls'], vscode.l10n.t('A clause for which control?'));
  if (control === undefined) return;
  const taken = Object.keys(model.parsed.model.controls[control]?.clauses ?? {});
  const answers = await askSteps({ title: vscode.l10n.t('Add clause to {0}', control), fields: (known) => clauseFields(model.parsed.model, taken, known) }, {}, askQuickly);
  if (!answers) return;
  await editModel(model, (parsed) => clauseEdit(parsed, control, answers), () => ({ said: vscode.l10n.t('Added clause {0} to {1}', String(answers.name), control), path: ['controls', control, 'clauses', String(answers.name).trim()] }));
}

/** Attests an assumption, or the seal of a boundary. */
export async function attest(workspace: Workspace, rows: readonly TreeNode[]): Promise<void> {
  const model = await targetModel(workspace, rows);
  if (!model) return;
  const { assumptions, boundaries } = model.parsed.model;
  const canBe = (id: string): boolean => assumptions[id]?.type === 'external' || boundaries[id]?.sealed !== undefined;
  let [id] = entitiesOf(model, rows).filter(canBe);
  if (id === undefined) {
    const ids = [...Object.keys(assumptions), ...Object.keys(boundaries)].filter(canBe).sort(compareIdentifiers);
    if (ids.length === 0) {
      await vscode.window.showInformationMessage(vscode.l10n.t('Nothing here can be attested: add an external assumption first, or say of a boundary why it is sealed.'));
      return;
    }
    id = (await vscode.window.showQuickPick(ids.map((one) => ({ label: `${one} ${plain(entityTitle(model.parsed.model, one) ?? '')}`, one })), { ignoreFocusOut: true, placeHolder: vscode.l10n.t('Attest what?') }))?.one;
  }
  if (id === undefined) return;
  const chosen = id;
  const context = { model: model.parsed.model, today: today() };
  const last = lastAttestation(model.parsed.model, chosen);
  const answers = await askSteps({ title: vscode.l10n.t('Attest {0}', chosen), fields: (known) => attestationFields(context, true, known, last) }, {}, askQuickly);
  if (!answers) return;
  await editModel(model, (parsed) => attestEdit(parsed, chosen, answers, context.today), () => ({ said: vscode.l10n.t('Attested {0} until {1}', chosen, String(answers['attestation.expires_at'])), path: [idPatterns.boundaries.test(chosen) ? 'boundaries' : 'assumptions', chosen] }));
}

async function oneOf(model: WorkingModel, rows: readonly TreeNode[], kinds: readonly EntityKind[], question: string): Promise<readonly string[]> {
  const named = entitiesOf(model, rows, kinds);
  return named.length > 0 ? named : pickEntities(model, question, { kinds, several: false });
}

export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
