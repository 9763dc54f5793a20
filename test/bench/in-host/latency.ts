/** Runs in the extension host and measures there; what, the environment says. */
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import type { MipitiApi } from '../../../src/extension/extension.ts';

/** Milliseconds for each edit, and what the host comes to. */
export interface HostFigures {
  readonly lens: readonly number[];
  readonly diagnostic: readonly number[];
  /** From an edit in a model file: the longest that the host could answer nothing, and until all that follows from the text is there. */
  readonly blocked: readonly number[];
  readonly full: readonly number[];
  /** Of the time while nothing happened, in percent: as long as code of the product was at work, and the processor time of the whole host. */
  readonly idle: number;
  readonly idleOfHost: number;
  /** Bytes of the host while nothing happened. */
  readonly memory: number;
  readonly error?: string;
}

export type HostTask = 'empty' | 'code' | 'model';

const edits = 60;
const modelEdits = 25;
const idleMs = 30_000;

/** Called by the editor when it has started. */
export async function activate(): Promise<void> {
  const file = process.env.MIPITI_HOST_FIGURES;
  if (!file) return;
  const figures = { lens: [], diagnostic: [], blocked: [], full: [], idle: 0, idleOfHost: 0, memory: 0 };
  try {
    writeFileSync(file, JSON.stringify({ ...figures, ...(await measure(process.env.MIPITI_HOST_TASK as HostTask)) } satisfies HostFigures));
  } catch (error) {
    writeFileSync(file, JSON.stringify({ ...figures, error: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies HostFigures));
  }
}

async function measure(task: HostTask): Promise<Partial<HostFigures>> {
  if (task === 'empty') return atRest();
  const api = await vscode.extensions.getExtension<MipitiApi>('mipiti.mipiti')!.activate();
  const settled = (): boolean => api.workspace.models.some(({ snapshot }) => snapshot.verdicts.size >= 1000 && snapshot.checking.size === 0);
  while (!settled()) await pause(100);
  if (task === 'model') return inModel(api);
  // Looked at before anything is edited: what a project costs that lies open.
  const rest = await atRest();
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'src', 'f0.py'));
  const asked = await atWork(async () => {
    for (let times = 0; times < 50; times++) await vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri);
  });
  if (asked === 0) throw new Error('the profile does not see the product at work, so that its rest says nothing');
  return { ...rest, ...(await inCode(api)) };
}

/** Nothing happens for a while: what the host takes meanwhile, and what of it the product. The former comes and goes with what else lives in the host. */
async function atRest(): Promise<Pick<HostFigures, 'idle' | 'idleOfHost' | 'memory'>> {
  await pause(10_000);
  const before = process.cpuUsage();
  await pause(idleMs);
  const { user, system } = process.cpuUsage(before);
  return { idle: ((await atWork(() => pause(idleMs))) / idleMs) * 100, idleOfHost: ((user + system) / 1000 / idleMs) * 100, memory: process.memoryUsage.rss() };
}

/** Milliseconds for which code of the product was at work, or called what was. */
async function atWork(during: () => Promise<unknown>): Promise<number> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  await during();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const { fsPath } = vscode.extensions.getExtension('mipiti.mipiti')!.extensionUri;
  const own = new Set<number>();
  // A caller stands before those that it calls.
  for (const { id, callFrame, children = [] } of profile.nodes) if (own.has(id) || callFrame.url.includes(fsPath)) for (const one of [id, ...children]) own.add(one);
  return (profile.samples ?? []).reduce((sum, id, at) => sum + (own.has(id) ? profile.timeDeltas![at]! / 1000 : 0), 0);
}

async function inCode({ onDidRenewLenses }: MipitiApi): Promise<Pick<HostFigures, 'lens' | 'diagnostic'>> {
  const root = vscode.workspace.workspaceFolders![0]!.uri;
  const [lens, diagnostic]: [number[], number[]] = [[], []];
  // One or the other: looking for diagnostics keeps the host busy, and a lens would wait for that.
  for (let edit = 0; edit < 2 * edits; edit++) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(root, 'src', `f${edit % 20}.py`));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri);
    const broken = document.getText().includes('    pass  # check_3(data)\n');
    const [from, to] = broken ? ['    pass  # check_3(data)\n', '    check_3(data)\n'] : ['    check_3(data)\n', '    pass  # check_3(data)\n'];
    const began = nextTime(vscode.workspace.onDidChangeTextDocument, (event) => event.document === document && event.contentChanges.length > 0);
    const [seen, duration] = edit < edits ? [nextTime(onDidRenewLenses, () => true), lens] : [diagnosticsOther(document.uri), diagnostic];
    await replaced(document, from, to);
    const start = await began;
    duration.push((await seen) - start);
    await pause(100);
  }
  return { lens, diagnostic };
}

/** Edits the text of a control in the middle of the large model. The last good marks stay: they are there whenever the host can answer. */
async function inModel({ workspace }: MipitiApi): Promise<Pick<HostFigures, 'blocked' | 'full'>> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'm.threatmodel.yaml'));
  await vscode.window.showTextDocument(document);
  await pause(3000);
  const [blocked, full]: [number[], number[]] = [[], []];
  for (let edit = 0; edit < modelEdits; edit++) {
    const began = nextTime(vscode.workspace.onDidChangeTextDocument, (event) => event.document === document && event.contentChanges.length > 0);
    const read = nextTime(workspace.onDidChange, () => workspace.models.some(({ snapshot }) => snapshot.text === document.getText()));
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const word = 'Do the measure number 350 ';
    const changed = replaced(document, word, `${word}${edit % 10}`);
    const start = await began;
    delay.enable();
    full.push((await read) - start);
    delay.disable();
    blocked.push(delay.max / 1e6);
    await changed;
    await pause(1000);
  }
  return { blocked, full };
}

async function replaced(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  const at = document.getText().indexOf(from);
  change.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + from.length)), to);
  await vscode.workspace.applyEdit(change);
}

/** When the diagnostics of a file first are others. The editor's own event for it comes 50 ms late, by design. */
async function diagnosticsOther(uri: vscode.Uri): Promise<number> {
  const before = vscode.languages.getDiagnostics(uri).length;
  while (vscode.languages.getDiagnostics(uri).length === before) await new Promise((resolve) => setImmediate(resolve));
  return performance.now();
}

/** When the event next happens that is meant. */
function nextTime<T>(event: vscode.Event<T>, meant: (value: T) => boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new Error('an event did not come within thirty seconds')), 30_000);
    const subscription = event((value) => {
      if (!meant(value)) return;
      clearTimeout(tooLate);
      subscription.dispose();
      resolve(performance.now());
    });
  });
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
