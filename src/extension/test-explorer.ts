/**
 * The Test Explorer: every assertion is a test, run on demand or whenever something that it rests on changes. Those whose
 * evidence is a test of the workspace run by a profile of their own, Run Test Evidence, and by nothing else.
 */
import * as vscode from 'vscode';
import { fromRepository } from '../project/collect-problems.ts';
import { printable } from '../project/printable.ts';
import type { Project } from '../project/snapshot.ts';
import type { Host } from './host.ts';
import { commands } from './ids.ts';
import { rangeOf } from './ranges.ts';
import { registerCommand } from './register-command.ts';
import { mayRunTests, portsForTests } from './test-evidence.ts';
import { outcomeOf, runsTests, testNodes, type TestNode } from './test-items.ts';
import type { FolderModel, Workspace } from './workspace.ts';

/** What an item of the tree is about. */
interface TestSubject {
  readonly folder: string;
  readonly model: string;
  /** Only of assertions. */
  readonly assertion?: string;
}

/** On items whose evidence is a test that has to run, and on what they stand in. */
const runsTestsTag = new vscode.TestTag('runsTests');

/** The tree follows the models at a calm pace, in milliseconds. */
const treePause = 250;

/** Registers the controller. Its tree is made when the models are read, and follows them. `memory` is that of the workspace; without `testPorts` no test can be run here. */
export function registerTestExplorer(workspace: Workspace, log: vscode.LogOutputChannel, memory: vscode.Memento, testPorts: Host['testPorts']): vscode.Disposable {
  const controller = vscode.tests.createTestController('mipiti', vscode.l10n.t('Mipiti Assertions'));
  const subjects = new WeakMap<vscode.TestItem, TestSubject>();
  let timer: NodeJS.Timeout | undefined;
  /** What the tree was made of: verdicts change with every keystroke, and the tree says nothing of them. */
  let made: readonly unknown[] = [];
  const renew = (): void => {
    timer = undefined;
    const of = workspace.models.flatMap(({ folder, snapshot }) => [folder, snapshot.path, snapshot.model, snapshot.parsed, snapshot.repository]);
    if (of.length === made.length && of.every((one, index) => one === made[index])) return;
    made = of;
    keep(controller.items, workspace.models.map((model) => {
      const subject = { folder: model.folder.uri.toString(), model: model.snapshot.path };
      return { model, node: testNodes(model.snapshot), id: `${subject.folder}/${subject.model}`, subject };
    }));
  };
  /** Items stay the same objects as long as what they stand for is there, so that a run knows them. */
  const keep = (items: vscode.TestItemCollection, wanted: readonly { readonly model: FolderModel; readonly node: TestNode; readonly id: string; readonly subject: TestSubject }[]): void => {
    const ids = new Set(wanted.map(({ id }) => id));
    items.forEach(({ id }) => {
      if (!ids.has(id)) items.delete(id);
    });
    for (const { model, node, id, subject } of wanted) {
      const item = items.get(id) ?? controller.createTestItem(id, node.label, workspace.uriOf(model.folder, model.snapshot.path));
      item.label = testPorts && node.runsTests && node.children.length === 0 ? vscode.l10n.t('{0} (by Run Test Evidence)', node.label) : node.label;
      item.tags = node.runsTests ? [runsTestsTag] : [];
      item.range = node.range && rangeOf(node.range);
      subjects.set(item, subject);
      keep(item.children, node.children.map((child) => ({ model, node: child, id: child.id, subject: child.children.length > 0 ? subject : { ...subject, assertion: child.id } })));
      if (!items.get(id)) items.add(item);
    }
  };
  const asked = (request: vscode.TestRunRequest): ReadonlyMap<vscode.TestItem, Required<TestSubject>> => {
    const found = new Map<vscode.TestItem, Required<TestSubject>>();
    const add = (item: vscode.TestItem): void => {
      if (request.exclude?.includes(item)) return;
      const subject = subjects.get(item);
      if (subject?.assertion !== undefined) found.set(item, { ...subject, assertion: subject.assertion });
      item.children.forEach(add);
    };
    if (request.include) request.include.forEach(add);
    else controller.items.forEach(add);
    return found;
  };
  /** `ran`: tests were let run. Where they were not, that one did not is no failure. */
  const report = (run: vscode.TestRun, item: vscode.TestItem, model: FolderModel, assertion: string, ran: boolean): void => {
    const { snapshot, folder } = model;
    const verdict = snapshot.verdicts.get(assertion);
    if (!ran && verdict?.reason === 'not_run') {
      run.appendOutput(`skipped ${assertion} ${oneLine(item.label)}\r\n`, undefined, item);
      run.skipped(item);
      return;
    }
    const outcome = outcomeOf(snapshot, assertion, verdict, (file) => fromRepository(file, { projectRoot: snapshot.projectRoot, repositoryRoot: snapshot.repository.root }));
    const line = `${outcome.outcome.padEnd(7)} ${assertion} ${item.label}${'message' in outcome ? `: ${outcome.message}` : ''}`;
    run.appendOutput(`${oneLine(line)}\r\n`, undefined, item);
    if (outcome.outcome === 'passed') run.passed(item);
    else if (outcome.outcome === 'skipped') run.skipped(item);
    else {
      const message = vscode.TestMessage.diff(outcome.message, outcome.expected, outcome.found);
      if (outcome.place) message.location = new vscode.Location(workspace.uriOf(folder, outcome.place.file), rangeOf(outcome.place.range));
      else if (item.uri && item.range) message.location = new vscode.Location(item.uri, item.range);
      run[outcome.outcome](item, message);
    }
  };
  const modelOf = ({ folder, model }: TestSubject): FolderModel | undefined => workspace.models.find((one) => one.folder.uri.toString() === folder && one.snapshot.path === model);

  const needsRun = ({ assertion, ...subject }: Required<TestSubject>): boolean => runsTests(modelOf(subject)?.snapshot.model ?? { assertions: {} }, assertion);

  /** `which`: everything else is checked and tests are shown as they stand, or only tests are run. */
  const runOnce = async (request: vscode.TestRunRequest, token: vscode.CancellationToken, which: 'checks' | 'tests'): Promise<void> => {
    const waiting = new Map([...asked(request)].filter(([, subject]) => which === 'checks' || needsRun(subject)));
    if (which === 'tests' && waiting.size === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('None of these assertions is of the type test_passes, so there is no test to run.'));
      return;
    }
    if (which === 'tests' && !(await mayRunTests(memory))) return;
    const run = controller.createTestRun(request);
    for (const item of waiting.keys()) run.enqueued(item);
    const abort = new AbortController();
    const subscriptions = [token.onCancellationRequested(() => abort.abort(new vscode.CancellationError())), run.token.onCancellationRequested(() => abort.abort(new vscode.CancellationError()))];
    const settle = (done: boolean): void => {
      for (const [item, subject] of waiting) {
        const model = modelOf(subject);
        if (!model || (!done && (model.snapshot.checking.has(subject.assertion) || !model.snapshot.verdicts.has(subject.assertion)))) continue;
        waiting.delete(item);
        report(run, item, model, subject.assertion, which === 'tests');
      }
    };
    try {
      const checked = [...waiting].filter(([, subject]) => which === 'tests' || !needsRun(subject));
      const tests = which === 'tests' && testPorts ? await portsForTests(testPorts, abort.signal, (line) => run.appendOutput(`${line}\r\n`)) : undefined;
      for (const [item] of checked) run.started(item);
      for (const [project, assertions] of byProject(workspace, checked.map(([, subject]) => subject))) {
        const subscription = workspace.onDidChange(() => settle(false));
        try {
          await project.verify({ assertions, signal: abort.signal, ...(tests ? { ports: tests.ports } : {}) });
        } finally {
          tests?.end();
          subscription.dispose();
        }
      }
      settle(true);
    } catch (error) {
      if (!abort.signal.aborted) throw error as Error;
      for (const item of waiting.keys()) run.skipped(item);
    } finally {
      for (const subscription of subscriptions) subscription.dispose();
      run.end();
    }
  };

  /** Reports whatever the live verification finds out anew, until it is switched off. */
  const runOnChange = (request: vscode.TestRunRequest, token: vscode.CancellationToken): void => {
    const seen = new Map<string, unknown>();
    const look = (): void => {
      const changed = [...asked(request)].flatMap(([item, subject]) => {
        const model = modelOf(subject);
        const verdict = model?.snapshot.verdicts.get(subject.assertion);
        const key = `${subject.folder}\n${subject.model}\n${subject.assertion}`;
        if (!model || !verdict || model.snapshot.checking.has(subject.assertion) || seen.get(key) === verdict) return [];
        seen.set(key, verdict);
        return [{ item, model, assertion: subject.assertion }];
      });
      if (changed.length === 0) return;
      const run = controller.createTestRun(request, undefined, false);
      for (const { item, model, assertion } of changed) report(run, item, model, assertion, false);
      run.end();
    };
    look();
    const subscription = workspace.onDidChange(look);
    token.onCancellationRequested(() => void subscription.dispose());
  };

  const profile = controller.createRunProfile(vscode.l10n.t('Verify'), vscode.TestRunProfileKind.Run, async (request, token) => {
    if (request.continuous) runOnChange(request, token);
    else await runOnce(request, token, 'checks');
  }, true, undefined, true);
  // Neither the default nor continuous: a run of all, on demand or on every change, starts no test.
  const testProfile = testPorts && controller.createRunProfile(vscode.l10n.t('Run Test Evidence'), vscode.TestRunProfileKind.Run, (request, token) => runOnce(request, token, 'tests'), false, runsTestsTag, false);
  const runTestEvidence = async (): Promise<void> => {
    if (!testProfile) throw new Error(vscode.l10n.t('no test can be run in a browser; open the folder on a desktop or a remote.'));
    await workspace.open();
    renew();
    const cancellation = new vscode.CancellationTokenSource();
    try {
      await runOnce(new vscode.TestRunRequest(undefined, undefined, testProfile), cancellation.token, 'tests');
    } finally {
      cancellation.dispose();
    }
  };
  controller.refreshHandler = async () => {
    await workspace.open();
    renew();
  };
  return vscode.Disposable.from(
    controller,
    profile,
    ...(testProfile ? [testProfile] : []),
    registerCommand(log, commands.runTestEvidence, runTestEvidence),
    workspace.onDidChange(() => {
      timer ??= setTimeout(renew, treePause);
    }),
    { dispose: () => clearTimeout(timer) },
  );
}

/** The assertions asked for, by the project that checks them. */
function byProject(workspace: Workspace, subjects: Iterable<Required<TestSubject>>): ReadonlyMap<Project, { readonly model: string; readonly assertion: string }[]> {
  const found = new Map<Project, { readonly model: string; readonly assertion: string }[]>();
  for (const { folder, model, assertion } of subjects) {
    const project = workspace.projectOf(folder);
    if (project) found.set(project, [...(found.get(project) ?? []), { model, assertion }]);
  }
  return found;
}

/** A line of output is one line, and steers no terminal. */
function oneLine(text: string): string {
  return printable(text).replaceAll('\n', ' ');
}
