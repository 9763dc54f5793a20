/** Runs a tool of the table for an agent of the editor. A bundle of its own, loaded with the first call. */
import * as vscode from 'vscode';
import { ToolRefusal } from '../../tools/answer.ts';
import { answerText, failureOf, refusalText } from '../../tools/answer-text.ts';
import { callTool } from '../../tools/call-tool.ts';
import type { Desk, PersonAnswer, PersonQuestion } from '../../tools/desk.ts';
import { editorTools } from '../../tools/editor-tools.ts';
import { tools } from '../../tools/table.ts';
import type { Workspace } from '../workspace.ts';
import { editorWriter } from './editor-writer.ts';

export interface ToolRun {
  readonly version: string;
  readonly token: vscode.CancellationToken;
  readonly log: vscode.LogOutputChannel;
}

/** The answer as text for the language model; a refusal is one too. Throws only when cancelled. */
export async function runTool(id: string, input: unknown, workspace: Workspace, { version, token, log }: ToolRun): Promise<string> {
  const called = editorTools.find((one) => one.id === id);
  if (!called) throw new RangeError(`there is no tool ${id}`);
  const ending = new AbortController();
  const listening = token.onCancellationRequested(() => ending.abort(new vscode.CancellationError()));
  if (token.isCancellationRequested) ending.abort(new vscode.CancellationError());
  try {
    return answerText(await callTool(called.tool, input, deskOf(workspace, version, ending.signal))).text;
  } catch (error) {
    if (error instanceof ToolRefusal) return refusalText(error);
    if (ending.signal.aborted) throw new vscode.CancellationError();
    log.error(`the tool ${id} broke`, error instanceof Error ? error : String(error));
    return refusalText(failureOf(called.tool.name, error));
  } finally {
    listening.dispose();
  }
}

function deskOf(workspace: Workspace, version: string, signal: AbortSignal): Desk {
  const known = new Set(editorTools.map(({ tool }) => tool));
  return {
    projects: async () => {
      const projects = await workspace.whenRead();
      await Promise.all(projects.map((project) => project.settled()));
      signal.throwIfAborted();
      return projects;
    },
    writer: editorWriter(workspace),
    get checker() {
      const { checker } = workspace;
      if (!checker) throw new ToolRefusal('no_model', 'There is no threat model in this workspace.', 'Ask the person to run Mipiti: New Model.');
      return checker;
    },
    askPerson,
    progress: () => undefined,
    signal,
    now: () => new Date(),
    chance: Math.random,
    tools: tools.map((tool) => ({ tool, on: known.has(tool) })),
    version,
  };
}

/** A decision interrupts: nobody makes it in passing. */
async function askPerson({ question, consequences }: PersonQuestion): Promise<PersonAnswer> {
  const agree = vscode.l10n.t('Agree');
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail: consequences.slice(0, 20).join('\n') }, agree);
  return answer === agree ? 'agreed' : 'declined';
}
