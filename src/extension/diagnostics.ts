/** Problems of models and code, where people look for problems. */
import * as vscode from 'vscode';
import type { Problem } from '../project/problem.ts';
import { settings } from './ids.ts';
import { rangeOf } from './ranges.ts';
import type { Workspace } from './workspace.ts';

const severities = { error: vscode.DiagnosticSeverity.Error, warning: vscode.DiagnosticSeverity.Warning, information: vscode.DiagnosticSeverity.Information } as const;

/** Registers the diagnostics. One collection; each file is written only when its problems changed. */
export function registerDiagnostics(workspace: Workspace): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('mipiti');
  const written = new Map<string, string>();
  let shown: readonly (readonly Problem[])[] | undefined;
  const renewChanged = (): void => {
    // Marks come and go with every keystroke; the problems stay the same list meanwhile.
    const problems = workspace.models.map(({ snapshot }) => snapshot.problems);
    if (shown?.length === problems.length && problems.every((list, index) => list === shown?.[index])) return;
    renew();
    shown = problems;
  };
  const renew = (): void => {
    const enabled = vscode.workspace.getConfiguration().get<boolean>(settings.diagnostics, true);
    const byFile = new Map<string, { uri: vscode.Uri; diagnostics: vscode.Diagnostic[] }>();
    for (const { folder, snapshot } of enabled ? workspace.models : []) {
      for (const problem of snapshot.problems) {
        const uri = workspace.uriOf(folder, problem.place.file);
        const entry = byFile.get(uri.toString()) ?? { uri, diagnostics: [] };
        entry.diagnostics.push(diagnosticOf(problem, (file) => workspace.uriOf(folder, file)));
        byFile.set(uri.toString(), entry);
      }
    }
    for (const [key, { uri, diagnostics }] of byFile) {
      const content = JSON.stringify(diagnostics.map(({ range, message, code, relatedInformation }) => [range, message, code, relatedInformation?.map((one) => one.message)]));
      if (written.get(key) === content) continue;
      written.set(key, content);
      collection.set(uri, diagnostics);
    }
    for (const key of [...written.keys()]) {
      if (byFile.has(key)) continue;
      written.delete(key);
      collection.delete(vscode.Uri.parse(key));
    }
  };
  return vscode.Disposable.from(
    collection,
    workspace.onDidChange(renewChanged),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settings.diagnostics)) renew();
    }),
  );
}

/** A function that lacks a call is marked at its first line: marking all of it would say that every line is wrong. */
function firstLineOf(range: vscode.Range): vscode.Range {
  return range.isSingleLine ? range : new vscode.Range(range.start, new vscode.Position(range.start.line, Number.MAX_SAFE_INTEGER));
}

function diagnosticOf(problem: Problem, uriOf: (file: string) => vscode.Uri): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(firstLineOf(rangeOf(problem.place.lines)), `${problem.message} ${problem.remedy}`, severities[problem.severity]);
  diagnostic.source = 'Mipiti';
  diagnostic.code = problem.code;
  diagnostic.relatedInformation = (problem.related ?? []).map(({ place, message }) => new vscode.DiagnosticRelatedInformation(new vscode.Location(uriOf(place.file), rangeOf(place.lines)), message));
  return diagnostic;
}
