/** `mipiti verify [PATH]` */
import type { Signer } from '../evidence/signers/signer.ts';
import { assertionHash } from '../model/canonical.ts';
import { baselineFile, failingAssertions, readBaseline, writeBaseline } from '../project/baseline.ts';
import type { ClaimChecker } from '../project/claim-checker.ts';
import { recordRun } from '../project/record-run.ts';
import { isKnownGap } from '../project/known-gaps.ts';
import { describeLeftOut, describeScope } from '../project/sentences/change-scope.ts';
import type { ModelSnapshot, Project } from '../project/snapshot.ts';
import { touchedAssertions } from '../project/touched-assertions.ts';
import { verificationReport } from '../project/verification-report.ts';
import { openTarget, verifyWithProgress } from './open-target.ts';
import { reportVerification, verificationJson, type ChangeScope } from './report.ts';
import { signersOf, type SigningOptions } from './signing-options.ts';
import { portsOf, type TestOptions } from './test-options.ts';
import { printable } from '../project/printable.ts';
import type { Terminal } from './terminal.ts';
import { outputFileOf, render, writeOutputs, type OutputFile, type VerifyOutput } from './verify-outputs.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

export const failOnChoices = ['new', 'at-risk', 'weakening', 'never'] as const;
export type FailOn = (typeof failOnChoices)[number];

export interface VerifyCommand {
  readonly path: string;
  readonly output: VerifyOutput;
  /** Each `form=file`. */
  readonly outputFiles: readonly string[];
  /** A commit: only what the change since then touches is verified. */
  readonly changed?: string;
  /** Of the tool, for reports that name it. */
  readonly version: string;
  readonly failOn?: FailOn;
  readonly base?: string;
  readonly writeBaseline: boolean;
  /** Whether each passing claim is asked if it notices that what it claims is gone. */
  readonly prove: boolean;
  readonly tests: TestOptions;
  /** Whether what was found is signed and kept. */
  readonly record: boolean;
  readonly signing: SigningOptions;
}

/** Verifies every model of a folder, or what a change touches of them; the exit code says whether what was promised holds. */
export async function verify(command: VerifyCommand, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const files = command.outputFiles.map(outputFileOf);
  refuseConflicts(command);
  const ports = await portsOf(command.tests, terminal, signal);
  if (!command.record && command.signing.key !== undefined) throw new WrongUse('--key signs what --record keeps; give both.');
  // Who cannot sign is told before anything is verified.
  const signers = command.record ? await signersOf(command.signing, signal) : [];
  const base = command.changed ?? command.base;
  const { project, checker } = await openTarget(command.path, base === undefined ? {} : { base });
  try {
    if (project.models.length === 0) throw new WrongUse(`There is no *.threatmodel.yaml below ${command.path}. mipiti init writes one.`);
    const scope = command.changed === undefined ? undefined : await scopeOf(command.changed, project, checker, signal);
    const only = scope && project.models.flatMap(({ path, model }) => Object.keys(model.assertions).filter((id) => !scope.leftOut.get(path)?.has(id)).map((assertion) => ({ model: path, assertion })));
    await verifyWithProgress(project, terminal, signal, ports, command.prove, only);
    if (command.base !== undefined) await project.comparePast(signal);
    const at = new Date().toISOString();
    if (command.writeBaseline) {
      const failing = await writeBaseline(project.root, project.models);
      if (command.output === 'text') reportVerification(project.models, terminal);
      else terminal.raw(`${JSON.stringify(verificationJson(project.models, at), null, 2)}\n`);
      terminal.note(`${baselineFile} lists ${failing} failing ${failing === 1 ? 'assertion' : 'assertions'}; commit it.`);
      return exitCodes.fine;
    }
    const recorded = !command.record || (await record(project.models, signers, command.version, terminal));
    // A run over a change supports no posture, on no basis.
    if (!scope) await project.readRecorded(command.base === undefined ? {} : { base: command.base });
    const { baseline, ...outcome } = await judge(project.root, project.models, command.failOn, at);
    const report = verificationReport({ models: project.models, version: command.version, at, outcome, weakeningsFail: command.failOn === 'weakening', ...(baseline ? { baseline } : {}), ...(scope ? { leftOut: scope.leftOut, scope } : {}) });
    const textOf = (form: OutputFile['form']): string => render(form, report, () => verificationJson(project.models, at, scope));
    await writeOutputs(files, textOf);
    if (command.output !== 'text') terminal.raw(textOf(command.output));
    else {
      reportVerification(project.models, terminal, scope !== undefined);
      if (scope) terminal.line(printable(scope.sentence));
      terminal.line(terminal.style(outcome.holds ? 'green' : 'red', printable(outcome.sentence)));
    }
    return outcome.holds && recorded ? exitCodes.fine : exitCodes.failed;
  } finally {
    project.dispose();
    checker.dispose();
  }
}

function refuseConflicts({ changed, base, failOn, writeBaseline: writes, output, outputFiles, record: records }: VerifyCommand): void {
  if (writes && ((output !== 'text' && output !== 'json') || outputFiles.length > 0)) throw new WrongUse('--write-baseline writes the baseline and no report; leave --output-file out, and --output but for json.');
  if (changed === undefined) return;
  if (base !== undefined) throw new WrongUse('--changed names the base itself; leave --base out.');
  if (failOn === 'at-risk') throw new WrongUse('--changed looks at a part of the evidence, and no posture follows from a part; leave --fail-on at-risk out, or --changed.');
  if (writes) throw new WrongUse('A baseline lists all that fails; leave --changed out.');
  if (records) throw new WrongUse('--record keeps a whole run, and --changed verifies a part; leave one of them out.');
}

/** Finds out what the change since a commit cannot touch. */
async function scopeOf(since: string, project: Project, checker: ClaimChecker, signal: AbortSignal): Promise<ChangeScope> {
  const blind = project.models.find((model) => 'none' in model.base && model.base.none === 'no_repository');
  if (blind) throw new WrongUse(`--changed needs a git repository, and ${blind.path} lies in none.`);
  await project.comparePast(signal);
  const leftOut = new Map<string, ReadonlyMap<string, string>>();
  let [total, out, open] = [0, 0, 0];
  for (const model of project.models) {
    const found = await touchedAssertions(model, checker, signal);
    leftOut.set(model.path, new Map([...found.leftOut].map(([id, verdict]) => [id, describeLeftOut(since, verdict)])));
    total += found.touched.length + found.leftOut.size;
    out += found.leftOut.size;
    open += [...found.leftOut.values()].filter((verdict) => verdict !== 'pass').length;
  }
  return { since, leftOut, sentence: describeScope(since, total, out, open) };
}

/** Records each model and says so on standard error; whether all were recorded. */
async function record(models: readonly ModelSnapshot[], signers: readonly Signer[], version: string, terminal: Terminal): Promise<boolean> {
  const outcomes = await recordRun({ models, signers, version, now: () => new Date() });
  for (const outcome of outcomes) {
    if (!outcome.ok) {
      terminal.note(printable(`${outcome.model} is not recorded: ${outcome.because}`));
      continue;
    }
    for (const words of outcome.passedOver) terminal.note(printable(`Did not sign: ${words}`));
    terminal.note(printable(`${outcome.model}: recorded ${outcome.recorded} ${outcome.recorded === 1 ? 'verdict' : 'verdicts'} on ${outcome.commit.slice(0, 10)} as ${outcome.name.slice(0, 16)}, signed by ${outcome.signer}.`));
    for (const { assertion, because } of outcome.leftOut) terminal.note(printable(`  left out ${assertion}: ${because}`));
  }
  return outcomes.every(({ ok }) => ok);
}

async function judge(root: string, models: readonly ModelSnapshot[], failOn: FailOn | undefined, at: string): Promise<{ readonly holds: boolean; readonly sentence: string; readonly baseline?: ReadonlySet<string> }> {
  const unreadable = models.filter((model) => !model.parsed.usable);
  let failing = models.flatMap((model) => failingAssertions(model).filter((id) => !isKnownGap(model.model, id, at)).map((id) => ({ model, id })));
  const checked = models.reduce((sum, model) => sum + model.verdicts.size, 0);
  const excused = models.reduce((sum, model) => sum + failingAssertions(model).length, 0) - failing.length;
  const reasons: string[] = [];
  let known: ReadonlySet<string> | undefined;
  if (unreadable.length > 0) reasons.push(`${unreadable.map((model) => model.path).join(', ')} ${unreadable.length === 1 ? 'has' : 'have'} errors`);
  if (failOn === 'new') {
    const baseline = await readBaseline(root);
    if ('error' in baseline) throw new WrongUse(`${baseline.error}.`);
    known = baseline;
    failing = failing.filter(({ model, id }) => !baseline.has(assertionHash(model.model.assertions[id]!)));
  }
  if (failing.length > 0) reasons.push(`${failing.length} of ${checked} assertions ${failing.length === 1 ? 'does' : 'do'} not pass${failOn === 'new' ? ' and are new' : ''}`);
  const atRisk = models.reduce((sum, model) => sum + model.assessment.counts.at_risk, 0);
  if (failOn === 'at-risk' && atRisk > 0) reasons.push(`${atRisk} ${atRisk === 1 ? 'objective is' : 'objectives are'} at risk`);
  const weaker = models.reduce((sum, model) => sum + model.weakenings.length, 0);
  if (failOn === 'weakening' && weaker > 0) reasons.push(`${weaker} ${weaker === 1 ? 'weakening' : 'weakenings'}`);
  if (failOn === 'weakening') {
    const blind = models.filter((model) => 'none' in model.base && model.base.none === 'no_repository');
    if (blind.length > 0) reasons.push(`weakenings of ${blind.map((model) => model.path).join(', ')} cannot be computed without a git repository`);
  }
  const given = known ? { baseline: known } : {};
  if (reasons.length === 0) return { ...given, holds: true, sentence: `${checked - excused} of ${checked} assertions pass${excused > 0 ? `, ${excused} known ${excused === 1 ? 'gap' : 'gaps'}` : ''}.` };
  return { ...given, holds: failOn === 'never', sentence: `Not everything holds: ${reasons.join('; ')}.` };
}
