/** From a description or this repository to a model file, with a review before anything is written. */
import * as vscode from 'vscode';
import type { Generated, GenerateRequest } from '../../project/generate/generate-model.ts';
import type { Proposal } from '../../generation/proposal.ts';
import { describeLibraryProblem, describeRefusal, describeSimilar } from '../../project/sentences/generation.ts';
import { printable } from '../../project/printable.ts';
import { pickFolder } from '../commands.ts';
import type { Host } from '../host.ts';
import { editModel, openModel } from '../modelling/edit-model.ts';
import type { FolderModel, Workspace } from '../workspace.ts';
import { askDescription } from './ask-description.ts';
import { reviewProposal } from './review-proposal.ts';

type Generator = Awaited<ReturnType<Host['generator']>>;

export async function newModelFromDescription(workspace: Workspace, host: Host, log: vscode.LogOutputChannel): Promise<void> {
  const folder = await pickFolder();
  if (!folder) return;
  const description = await askDescription();
  if (description !== undefined) await makeModel(workspace, host, log, folder, { description, fromRepository: false });
}

export async function newModelFromRepository(workspace: Workspace, host: Host, log: vscode.LogOutputChannel): Promise<void> {
  const folder = await pickFolder();
  if (folder) await makeModel(workspace, host, log, folder, { description: '', fromRepository: true, folderName: folder.name });
}

async function makeModel(workspace: Workspace, host: Host, log: vscode.LogOutputChannel, folder: vscode.WorkspaceFolder, request: GenerateRequest): Promise<void> {
  await workspace.open();
  const generator = await host.generator();
  const own = workspace.models.filter((model) => model.folder === folder);
  const generated = await withProgress(generator, host, folder, own, request);
  for (const problem of generated.problems) log.warn(describeLibraryProblem(problem));
  for (const limit of generated.limits) log.info(limit);
  if (generated.problems.length > 0) void vscode.window.showWarningMessage(`Mipiti: ${printable(describeLibraryProblem(generated.problems[0]!))}`);
  if ('refused' in generated.answer) {
    await vscode.window.showWarningMessage(`Mipiti: ${printable(describeRefusal(generated.answer))}`);
    return;
  }
  const where = await chooseModel(generated, own);
  if (where === undefined) return;
  if (where === 'new') await writeNew(generator, generated, folder, generated.answer);
  else await addTo(workspace, generated, where);
}

function withProgress(generator: Generator, host: Host, folder: vscode.WorkspaceFolder, own: readonly FolderModel[], request: GenerateRequest): Thenable<Generated> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: request.fromRepository ? vscode.l10n.t('Reading the repository') : vscode.l10n.t('Choosing from the library'), cancellable: true }, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort(new vscode.CancellationError()));
    const { root, disk } = await host.openFolder(folder.uri);
    let reported = 0;
    return generator.generateModel(request, {
      sources: disk.sources(root, () => undefined),
      models: own.map(({ snapshot }) => ({ path: snapshot.path, model: snapshot.model })),
      signal: abort.signal,
      onProgress: (done, total, file) => {
        const so = (done / Math.max(total, 1)) * 100;
        progress.report({ increment: so - reported, message: `${done} of ${total} · ${printable(file)}` });
        reported = so;
      },
    });
  });
}

/** Asks whether a model that speaks of the same should grow instead. */
async function chooseModel({ similar }: Generated, own: readonly FolderModel[]): Promise<'new' | FolderModel | undefined> {
  const known = similar.flatMap((one) => own.filter(({ snapshot }) => snapshot.path === one.path).map((model) => ({ one, model })));
  if (known.length === 0) return 'new';
  const items = [
    { label: vscode.l10n.t('A new model'), detail: vscode.l10n.t('Beside those that are there.'), where: 'new' as const },
    ...known.map(({ one, model }) => ({ label: printable(vscode.l10n.t('Add to {0} what it lacks', one.path)).replaceAll('$(', '$ ('), detail: printable(describeSimilar(one)).replaceAll('$(', '$ ('), where: model })),
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('There is a model that speaks of the same'), ignoreFocusOut: true }))?.where;
}

/** One step of the editor: the file with its text. One undo takes it back. */
async function writeNew(generator: Generator, generated: Generated, folder: vscode.WorkspaceFolder, proposal: Proposal): Promise<void> {
  const accepted = await reviewProposal(proposal);
  if (!accepted || accepted.size === 0) return;
  const revised = generated.revise(accepted);
  if ('refused' in revised) throw new Error(describeRefusal(revised));
  const taken = new Set((await vscode.workspace.fs.readDirectory(folder.uri)).map(([name]) => name));
  const named = generator.nameFor(revised, (file) => taken.has(file));
  const uri = vscode.Uri.joinPath(folder.uri, named.file);
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(generator.modelFileOf(named.proposal)) });
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t('{0} could not be written: the folder may be read-only.', named.file));
  await vscode.window.showTextDocument(uri, { preview: false });
}

async function addTo(workspace: Workspace, generated: Generated, model: FolderModel): Promise<void> {
  const working = await openModel(workspace, model);
  const lacks = generated.mergeInto(working.parsed);
  if (!('proposal' in lacks)) throw new Error(describeRefusal(lacks));
  if (lacks.proposal.items.length === 0) {
    await vscode.window.showInformationMessage(vscode.l10n.t('{0} has all of it already.', model.snapshot.path));
    return;
  }
  const accepted = await reviewProposal(lacks.proposal);
  if (!accepted || accepted.size === 0) return;
  await editModel(
    working,
    (parsed) => {
      const merged = generated.mergeInto(parsed, accepted);
      return 'result' in merged ? merged.result : { refused: 'not_there', path: [] };
    },
    () => ({ said: vscode.l10n.t('{0} entities were added', accepted.size) }),
  );
}
