/** `mipiti drift [PATH]` */
import type { RecordedVerdict } from '../evidence/recorded/history.ts';
import { driftChanges, type DriftChange } from '../project/drift-changes.ts';
import { driftOf, type Drift, type DriftItem } from '../project/drift.ts';
import { onRecord } from '../project/on-record.ts';
import { trustFile } from '../project/trust-policy.ts';
import { describeClaim, verdictWords } from '../project/sentences/posture.ts';
import { describeLastPass } from '../project/sentences/recorded.ts';
import { describeWeakening } from '../project/sentences/weakenings.ts';
import type { ModelSnapshot } from '../project/snapshot.ts';
import { openTarget, verifyWithProgress } from './open-target.ts';
import { recordedAtJson } from './report.ts';
import { portsOf, type TestOptions } from './test-options.ts';
import { printable } from '../project/printable.ts';
import type { Terminal } from './terminal.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

export interface DriftCommand {
  readonly path: string;
  readonly base?: string;
  readonly output: 'text' | 'json';
  readonly tests: TestOptions;
}

interface ModelDrift extends Drift {
  readonly model: ModelSnapshot;
  readonly changes: ReadonlyMap<string, readonly DriftChange[]>;
}

/** Lists what passed on record and does not hold now. Fails when there is any that is no known gap, and when runs are there of which nothing can be told. */
export async function drift({ path, base, output, tests }: DriftCommand, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const ports = await portsOf(tests, terminal, signal);
  const { project, checker } = await openTarget(path, base === undefined ? {} : { base });
  try {
    if (project.models.length === 0) throw new WrongUse(`There is no *.threatmodel.yaml below ${path}. mipiti init writes one.`);
    await verifyWithProgress(project, terminal, signal, ports, false);
    await project.readRecorded(base === undefined ? {} : { base, from: base });
    const at = new Date().toISOString();
    const found: ModelDrift[] = [];
    for (const model of project.models) {
      const own = driftOf(model, at);
      found.push({ model, ...own, changes: await driftChanges(model, own.items, checker, signal) });
    }
    if (output === 'json') terminal.line(JSON.stringify(driftJson(found), null, 2));
    else for (const one of found) print(one, terminal);
    return found.some(({ model, items }) => items.some(({ knownGap }) => !knownGap) || blindness(model).length > 0) ? exitCodes.failed : exitCodes.fine;
  } finally {
    project.dispose();
    checker.dispose();
  }
}

/** Why drift could go unnoticed: nobody is trusted, or a run was taken away. */
function blindness(model: ModelSnapshot): readonly string[] {
  const record = onRecord(model);
  if (!record) return [];
  const { trust, basis } = record;
  return [
    ...(trust.policy ? [] : [trust.problems.length > 0 ? `nobody is trusted: ${trustFile} at ${trust.ref} has problems` : `nobody is trusted: there is no ${trustFile} at ${trust.ref}`]),
    ...basis.missing.map((name) => `the run ${name.slice(0, 16)} is named by another and is not there`),
  ];
}

function driftJson(found: readonly ModelDrift[]): unknown {
  return {
    weakenings: found.flatMap(({ model }) => model.weakenings.map((weakening) => ({ model: model.model.id, ...weakening, message: describeWeakening(weakening) }))),
    drift: found.flatMap(({ model, items, changes }) => items.map((item) => itemJson(model, item, changes.get(item.assertion) ?? []))),
    not_looked_at: found.flatMap(({ model, notLookedAt }) => notLookedAt.map((assertion) => ({ model: model.model.id, assertion }))),
    models: found.map(({ model }) => ({ id: model.model.id, file: model.path, commit: onRecord(model)?.head ?? null, runs: onRecord(model)?.runs ?? 0, cannot_tell: blindness(model) })),
  };
}

function itemJson(model: ModelSnapshot, item: DriftItem, changes: readonly DriftChange[]): unknown {
  const { assertion, control, assumption, objectives, from, to, failedSince, knownGap } = item;
  const verdict = model.verdicts.get(assertion);
  return {
    model: model.model.id,
    assertion,
    control: control ?? null,
    assumption: assumption ?? null,
    objectives,
    tier: 1,
    from: from.entry.verdict,
    to: to.verdict,
    commit: from.at.commit,
    recorded: recordedAtJson(from.at),
    failed_since: failedSince ? recordedAtJson(failedSince.at) : null,
    to_run: to.recorded?.at.run ?? null,
    details: to.details,
    file: verdict?.file ?? null,
    range: verdict?.range ?? null,
    known_gap: knownGap,
    changed_files: changes.map(({ path, glob, from: then, to: now }) => ({ path, glob: glob === true, from: then, to: now ?? null })),
    changed_symbols: symbolsOf(changes),
  };
}

function symbolsOf(changes: readonly DriftChange[]): readonly { readonly file: string; readonly symbol: string }[] {
  return changes.flatMap(({ path, definitions }) => (definitions?.names ?? []).map((symbol) => ({ file: path, symbol })));
}

function print({ model, items, notLookedAt, changes }: ModelDrift, terminal: Terminal): void {
  const record = onRecord(model);
  for (const weakening of model.weakenings) terminal.line(`${terminal.style('yellow', '▼')} ${printable(describeWeakening(weakening))}`);
  if (model.weakenings.length > 0) terminal.line();
  for (const item of items) printItem(model, item, changes.get(item.assertion) ?? [], terminal);
  if (notLookedAt.length > 0) terminal.line(`${terminal.style('yellow', '○')} ${printable(notLookedAt.join(', '))} passed on record and ${notLookedAt.length === 1 ? 'was' : 'were'} not looked at now: tests were not run. --run-tests runs them.`);
  for (const why of blindness(model)) terminal.line(`${terminal.style('red', '✗')} ${printable(model.path)}: ${printable(why)}, so drift could go unnoticed.`);
  if (!record) terminal.line(`${printable(model.path)}: nothing is recorded here, so nothing can be told. mipiti evidence fetch brings what CI recorded, mipiti verify --record --key FILE records a run.`);
  else if (record.history.lastPasses.size === 0) terminal.line(`${printable(model.path)}: no pass of it is on record that counts; mipiti evidence log says why.`);
  else if (items.length === 0) terminal.line(`${printable(model.path)}: ${notLookedAt.length === 0 ? 'everything' : 'everything that was looked at and'} that passed on record holds.`);
  else terminal.line(`${printable(model.path)}: ${items.length} of ${record.history.lastPasses.size} that passed on record ${items.length === 1 ? 'does' : 'do'} not hold.`);
}

function printItem(model: ModelSnapshot, { assertion, control, assumption, objectives, from, to, failedSince, knownGap }: DriftItem, changes: readonly DriftChange[], terminal: Terminal): void {
  const claim = model.model.assertions[assertion];
  const serves = [control ?? assumption ?? '', ...objectives].join(', ');
  terminal.line(`${knownGap ? terminal.style('dim', '·') : terminal.style('red', '✗')} ${terminal.style('bold', `${assertion} ${printable(verdictWords[to.verdict])}`)}: ${printable(claim ? describeClaim(claim) : '')}  ${terminal.style('dim', printable(`(${serves})`))}${knownGap ? ' This is a known gap.' : ''}`);
  if (to.details !== '') terminal.line(`    ${printable(to.details)}`);
  terminal.line(`    ${terminal.style('dim', printable(describeLastPass({ pass: from, ...(failedSince ? { failedSince } : {}) })))}`);
  for (const change of changes) terminal.line(`    ${terminal.style('dim', printable(describeDriftChange(change)))}`);
  if (changes.length === 0) terminal.line(`    ${terminal.style('dim', printable(`Nothing that it rested on has changed since${versionNote(from)}.`))}`);
  terminal.line();
}

function versionNote({ tool }: RecordedVerdict): string {
  return `; mipiti ${tool} judged it then`;
}

/** `upload.py changed since (handle_upload)`. */
function describeDriftChange({ path, glob, from, to, definitions }: DriftChange): string {
  if (glob) return `What ${path} names has changed since.`;
  if (to === 'refused:file_missing') return `${path} is gone.`;
  const names = definitions?.names ?? [];
  const where = [...names.slice(0, 5), ...(names.length > 5 ? [`${names.length - 5} more`] : []), ...(definitions?.outside ? ['what stands outside of definitions'] : [])];
  const digest = (state: string | undefined): string => (state?.startsWith('sha256:') ? state.slice(7, 17) : (state ?? 'unknown').replace('refused:', ''));
  return `${path} changed since: ${where.length > 0 ? `${where.join(', ')}; ` : ''}${digest(from)} to ${digest(to)}.`;
}
