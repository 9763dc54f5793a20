/** Claim this for a control: what can be claimed about the code at the cursor and holds, then for whom, then which clauses it shows. */
import * as vscode from 'vscode';
import { parseModel } from '../../model/parse.ts';
import { addAssertions } from '../../project/claims/add-assertion.ts';
import type { Candidate } from '../../project/claims/candidates.ts';
import { describeClaim } from '../../project/sentences/posture.ts';
import { editorEdits } from '../model-language/documents.ts';
import type { FolderModel, Workspace } from '../workspace.ts';

/** Asks in steps and writes one edit. Escape leaves everything as it was. */
export async function claimThis(workspace: Workspace): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const place = editor && workspace.locate(editor.document.uri);
  const models = workspace.models.filter(({ folder }) => folder === place?.folder);
  if (!editor || !place?.project || models.length === 0) {
    await vscode.window.showInformationMessage(vscode.l10n.t('Open a file of a folder that has a threat model, and put the cursor on the code to claim.'));
    return;
  }
  const line = editor.selection.active.line + 1;
  const { project } = place;
  const candidates = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Finding what holds here') }, () => project.candidateClaims({ file: place.path, line, lines: { first: Math.max(1, line - 40), last: line + 40 } }));
  if (candidates.length === 0) {
    await vscode.window.showInformationMessage(vscode.l10n.t('Nothing near the cursor can be claimed: there is no live function, class, call or import that the verifier can read.'));
    return;
  }
  const candidate = await pickCandidate(candidates, line);
  const target = candidate && (await pickControl(models));
  if (!candidate || !target) return;
  const covers = await pickClauses(target, candidate);
  if (covers) await write(workspace, target, candidate, covers);
}

async function pickCandidate(candidates: readonly Candidate[], line: number): Promise<Candidate | undefined> {
  const items = candidates.map((candidate) => ({
    label: describeClaim(candidate.claim),
    description: `${candidate.claim.type} · ${candidate.verdict.strength ?? ''}`,
    detail: vscode.l10n.t('line {0}', candidate.range.start.line),
    candidate,
  }));
  const here = items.filter(({ candidate: { range } }) => range.start.line <= line && line <= range.end.line);
  const picked = await vscode.window.showQuickPick([...here, ...items.filter((item) => !here.includes(item))], { title: vscode.l10n.t('Claim this (1 of 3): what holds here?'), placeHolder: vscode.l10n.t('Each of these was just verified'), matchOnDescription: true });
  return picked?.candidate;
}

interface Target {
  readonly model: FolderModel;
  readonly control: string;
}

async function pickControl(models: readonly FolderModel[]): Promise<Target | undefined> {
  const items = models.flatMap((model) =>
    model.snapshot.assessment.controls.map(({ id, standing }) => ({ label: `${id} ${model.snapshot.model.controls[id]?.description ?? ''}`, description: [standing.replace('_', ' '), ...(models.length > 1 ? [model.snapshot.model.title] : [])].join(' · '), target: { model, control: id } })),
  );
  if (items.length === 0) {
    await vscode.window.showInformationMessage(vscode.l10n.t('The model has no control yet: add one, then claim evidence for it.'));
    return undefined;
  }
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Claim this (2 of 3): for which control?'), matchOnDescription: true }))?.target;
}

/** The clauses that it shows; none when the control has none, undefined when the person left. */
async function pickClauses({ model, control }: Target, { claim, verdict }: Candidate): Promise<readonly string[] | undefined> {
  const clauses = Object.entries(model.snapshot.model.controls[control]?.clauses ?? {});
  if (clauses.length === 0) return [];
  const fits = clauses.filter(([, { types }]) => types.length === 0 || types.includes(claim.type));
  const items = fits.map(([clause, { shows, least }]) => ({ label: clause, description: shows, detail: least === undefined ? '' : vscode.l10n.t('needs {0}, this is {1}', least, verdict.strength ?? ''), picked: fits.length === 1 }));
  if (items.length === 0) return [];
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Claim this (3 of 3): which clauses does it show?'), canPickMany: true });
  return picked?.map(({ label }) => label);
}

async function write(workspace: Workspace, { model, control }: Target, { claim }: Candidate, covers: readonly string[]): Promise<void> {
  const uri = workspace.uriOf(model.folder, model.snapshot.path);
  const document = await vscode.workspace.openTextDocument(uri);
  const added = addAssertions(parseModel(document.getText()), [{ subject: control, claim, covers }], Math.random);
  if ('refused' in added) throw new Error(vscode.l10n.t('{0} cannot be edited for sure ({1}). Add the assertion by hand.', model.snapshot.path, added.refused.replaceAll('_', ' ')));
  const edit = new vscode.WorkspaceEdit();
  edit.set(uri, editorEdits(document, added.edits));
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t('{0} changed meanwhile. Try again.', model.snapshot.path));
  const open = vscode.l10n.t('Go to it');
  if ((await vscode.window.showInformationMessage(vscode.l10n.t('{0} is evidence for {1} now; save the model to keep it.', added.ids[0] ?? '', control), open)) !== open) return;
  const at = document.positionAt(document.getText().indexOf(`${added.ids[0] ?? ''}:`));
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}
