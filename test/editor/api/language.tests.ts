/** The model file as a language, through the editor's own commands. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, diagnosticsOf, eventually, handler, replace, type ApiTest } from './api-test.ts';

async function modelDocument(): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'upload.threatmodel.yaml'));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The position right behind the first place of a text. */
function behind(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `${text} is in the file`);
  return document.positionAt(at + text.length);
}

/** What hovers say, without the marks that keep text from being markup. */
const wordsOf = (hovers: readonly vscode.Hover[]): string => hovers.flatMap(({ contents }) => (contents as vscode.MarkdownString[]).map(({ value }) => value.replaceAll('&nbsp;', ' ').replaceAll('\\', ''))).join('\n');

const firstLine = (location: vscode.Location | vscode.LocationLink): number => ('targetRange' in location ? location.targetRange : location.range).start.line;

export const languageTests: readonly ApiTest[] = [
  {
    name: 'a model file has a language of its own, an outline, and the identifiers of its entities in it',
    run: async () => {
      const document = await modelDocument();
      assert.equal(document.languageId, 'threatmodel');
      const symbols = await eventually('the outline', async () => vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri), (seen) => (seen as vscode.DocumentSymbol[] | undefined)?.some(({ name }) => name === 'controls') === true);
      const control = symbols.find(({ name }) => name === 'controls')!.children.find(({ name }) => name === 'CTRL-01')!;
      assert.equal(control.detail, 'Scan uploads before accepting them.');
      assert.deepEqual(control.children.map(({ name }) => name), ['scanned', 'scanner']);
    },
  },
  {
    name: 'completion offers what fits the place, and writes it',
    run: async () => {
      const document = await modelDocument();
      const offered = async (text: string): Promise<string[]> => (await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, behind(document, text))).items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      assert.ok((await offered('CMP1: {name: upload service, paths: ["upload.py", "storage.py", "audit.py"], boundaries: [')).includes('TB3'));
      assert.ok((await offered('    vector: ')).includes('Adjacent'));
      assert.ok((await offered('{control: CTRL-01, type: ')).includes('pattern_absent'));
    },
  },
  {
    name: 'hovers tell what an identifier is and how it stands; text of the model stays text',
    run: async () => {
      const document = await modelDocument();
      await eventually('verdicts', async () => (await api()).workspace.models[0]?.snapshot.assessment.counts.mitigated, (count) => count === 9);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, behind(document, '  CTRL-0'));
      const text = wordsOf(hovers);
      assert.match(text, /CTRL.{0,2}01 · verified/);
      assert.match(text, /the upload handler calls the scanner/);
    },
  },
  {
    name: 'definition, implementation and references lead from an identifier to the model and the code',
    run: async () => {
      const document = await modelDocument();
      const at = behind(document, 'asrt_7k2m: {control: CTRL');
      const line = (text: string): number => behind(document, text).line;
      const definitions = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>('vscode.executeDefinitionProvider', document.uri, at);
      assert.deepEqual(definitions.map(firstLine), [line('\n  CTRL-01:')]);
      const code = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>('vscode.executeImplementationProvider', document.uri, at);
      assert.ok(code.some((location) => ('targetUri' in location ? location.targetUri : location.uri).path.endsWith('upload.py')));
      const references = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, at);
      assert.ok(references.length >= 3, `${references.length} references`);
    },
  },
  {
    name: 'rename changes what people call an entity, as one step to undo, and never its identifier',
    run: async () => {
      const document = await modelDocument();
      const before = document.getText();
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, behind(document, '\n  A2'), 'bearer token');
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.equal(document.getText(), before.replace('name: upload token', 'name: bearer token'));
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), before);
    },
  },
  {
    name: 'rename says in one sentence why there is nothing to rename, by what stands there',
    run: async () => {
      const document = await modelDocument();
      for (const [at, said] of [['objectives: [CO-', /is computed and reads as its asset and its attacker do/], ['\n    status: imp', /^implemented is a word of the format/], ['\n    mitig', /^mitigates is a key of the format/], ['covers: [sca', /^scanned names a clause/]] as const) {
        const why = await Promise.resolve(vscode.commands.executeCommand('vscode.prepareRename', document.uri, behind(document, at))).then(() => 'it can be renamed', (error: unknown) => (error instanceof Error ? error.message : String(error)));
        assert.match(why, said, at);
        assert.equal(why.split(/[.!?](?:\s|$)/).filter((sentence) => sentence !== '').length, 1, why);
      }
    },
  },
  {
    name: 'a quick fix mends an unknown reference',
    run: async () => {
      const document = await modelDocument();
      const before = document.getText();
      await replace(document, 'components: [CMP4]', 'components: [CMP44]');
      const [diagnostic] = await eventually('the diagnostic', () => diagnosticsOf(document).filter((one) => one.severity === vscode.DiagnosticSeverity.Error), (seen) => seen.length > 0);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, diagnostic!.range, vscode.CodeActionKind.QuickFix.value);
      const fix = actions.find(({ title }) => title === 'Change CMP44 to CMP4');
      assert.ok(fix?.edit, `there were ${actions.map(({ title }) => title).join('; ')}`);
      assert.ok(await vscode.workspace.applyEdit(fix.edit));
      assert.equal(document.getText(), before);
      await eventually('no error', () => diagnosticsOf(document).filter((one) => one.severity === vscode.DiagnosticSeverity.Error), (seen) => seen.length === 0);
      await vscode.commands.executeCommand('undo');
      await vscode.commands.executeCommand('undo');
    },
  },
  {
    name: 'a mention in a comment of code is a link, has a hover and a definition',
    run: async () => {
      const document = await handler();
      await vscode.window.showTextDocument(document);
      await replace(document, 'def handle_upload', '# mipiti: CTRL-01, NOPE-1\ndef handle_upload');
      const links = await eventually('the link', async () => vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri), (seen) => seen.some(({ target }) => target?.path.endsWith('upload.threatmodel.yaml')));
      assert.deepEqual(links.filter(({ target }) => target?.path.endsWith('.threatmodel.yaml')).map(({ range }) => document.getText(range)), ['CTRL-01']);
      const at = behind(document, '# mipiti: CTRL');
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
      assert.match(wordsOf(hovers), /Scan uploads/);
      const definitions = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>('vscode.executeDefinitionProvider', document.uri, at);
      assert.ok(definitions.some((location) => ('targetUri' in location ? location.targetUri : location.uri).path.endsWith('upload.threatmodel.yaml')));
      await vscode.commands.executeCommand('undo');
    },
  },
];
