/** `mipiti verify [PATH]` */
import type { Signer } from '../evidence/signers/signer.ts';
import { assertionHash } from '../model/canonical.ts';
import { baselineFile, failingAssertions, readBaseline, writeBaseline } from '../project/baseline.ts';
import { recordRun } from '../project/record-run.ts';
import { isKnownGap } from '../project/known-gaps.ts';
import type { ModelSnapshot } from '../project/snapshot.ts';
import { openTarget, verifyWithProgress } from './open-target.ts';
import { signersOf, type SigningOptions } from './signing-options.ts';
import { reportVerification, verificationJson } from './report.ts';
import { portsOf, type TestOptions } from './test-options.ts';
import { printable, type Terminal } from './terminal.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

export const failOnChoices = ['new', 'at-risk', 'weakening', 'never'] as const;
export type FailOn = (typeof failOnChoices)[number];

export interface VerifyCommand {
  readonly path: string;
  readonly output: 'text' | 'json';
  readonly failOn?: FailOn;
  readonly base?: string;
  readonly writeBaseline: boolean;
  /** Whether each passing claim is asked if it notices that what it claims is gone. */
  readonly prove: boolean;
  readonly tests: TestOptions;
  /** Whether what was found is signed and kept. */
  readonly record: boolean;
  readonly signing: SigningOptions;
  /** The version of this tool. */
  readonly version: string;
}

/** Verifies every model of a folder; the exit code says whether what was promised holds. */
export async function verify(command: VerifyCommand, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const ports = await portsOf(command.tests, terminal, signal);
  if (!command.record && command.signing.key !== undefined) throw new WrongUse('--key signs what --record keeps; give both.');
  // Who cannot sign is told before anything is verified.
  const signers = command.record ? await signersOf(command.signing) : [];
  const { project, checker } = await openTarget(command.path, command.base === undefined ? {} : { base: command.base });
  try {
    if (project.models.length === 0) throw new WrongUse(`There is no *.threatmodel.yaml below ${command.path}. mipiti init writes one.`);
    await verifyWithProgress(project, terminal, signal, ports, command.prove);
    if (command.base !== undefined) await project.comparePast(signal);
    const at = new Date().toISOString();
    if (command.output === 'json') terminal.line(JSON.stringify(verificationJson(project.models, at), null, 2));
    else reportVerification(project.models, terminal);
    if (command.writeBaseline) {
      const failing = await writeBaseline(project.root, project.models);
      terminal.note(`${baselineFile} lists ${failing} failing ${failing === 1 ? 'assertion' : 'assertions'}; commit it.`);
      return exitCodes.fine;
    }
    const recorded = !command.record || (await record(project.models, signers, command.version, terminal));
    const verdict = await judge(project.root, project.models, command.failOn, at);
    if (command.output === 'text') terminal.line(terminal.style(verdict.holds ? 'green' : 'red', printable(verdict.sentence)));
    return verdict.holds && recorded ? exitCodes.fine : exitCodes.failed;
  } finally {
    project.dispose();
    checker.dispose();
  }
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

async function judge(root: string, models: readonly ModelSnapshot[], failOn: FailOn | undefined, at: string): Promise<{ readonly holds: boolean; readonly sentence: string }> {
  const unreadable = models.filter((model) => !model.parsed.usable);
  let failing = models.flatMap((model) => failingAssertions(model).filter((id) => !isKnownGap(model.model, id, at)).map((id) => ({ model, id })));
  const checked = models.reduce((sum, model) => sum + model.verdicts.size, 0);
  const excused = models.reduce((sum, model) => sum + failingAssertions(model).length, 0) - failing.length;
  const reasons: string[] = [];
  if (unreadable.length > 0) reasons.push(`${unreadable.map((model) => model.path).join(', ')} ${unreadable.length === 1 ? 'has' : 'have'} errors`);
  if (failOn === 'new') {
    const baseline = await readBaseline(root);
    if ('error' in baseline) throw new WrongUse(`${baseline.error}.`);
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
  if (reasons.length === 0) return { holds: true, sentence: `${checked - excused} of ${checked} assertions pass${excused > 0 ? `, ${excused} known ${excused === 1 ? 'gap' : 'gaps'}` : ''}.` };
  return { holds: failOn === 'never', sentence: `Not everything holds: ${reasons.join('; ')}.` };
}
