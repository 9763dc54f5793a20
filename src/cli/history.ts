/** `mipiti history ASSERTION|OBJECTIVE` */
import { assertionsAbout, historyOf, type AssertionHistory } from '../project/history.ts';
import { onRecord } from '../project/on-record.ts';
import { describeClaim } from '../project/sentences/posture.ts';
import { describeFlapping, describeOnRecord, describeRecordedVerdict } from '../project/sentences/recorded.ts';
import type { ModelSnapshot } from '../project/snapshot.ts';
import { openTarget } from './open-target.ts';
import { pickEntity } from './pick-entity.ts';
import { recordedAtJson } from './report.ts';
import { printable } from '../project/printable.ts';
import type { Terminal } from './terminal.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

export interface HistoryCommand {
  readonly id: string;
  readonly root: string;
  readonly base?: string;
  readonly output: 'text' | 'json';
}

/** Lists the recorded verdicts in the order of commits, with who signed them. Nothing is verified. */
export async function history({ id, root, base, output }: HistoryCommand, terminal: Terminal): Promise<number> {
  const { project, checker } = await openTarget(root);
  try {
    if (project.models.length === 0) throw new WrongUse(`There is no *.threatmodel.yaml below ${root}. mipiti init writes one.`);
    await project.readRecorded(base === undefined ? {} : { base });
    const { model, entity } = pickEntity(project.models, id, 'assertion, objective, control or assumption', (one, word) => has(one, word));
    const histories = historyOf(model, entity);
    if (output === 'json') terminal.line(JSON.stringify({ model: model.model.id, id: entity, assertions: histories.map(historyJson) }, null, 2));
    else print(model, entity, histories, terminal);
    return exitCodes.fine;
  } finally {
    project.dispose();
    checker.dispose();
  }
}

function has(one: ModelSnapshot, entity: string): boolean {
  const { model, assessment } = one;
  return [model.assertions, model.controls, model.assumptions].some((map) => Object.hasOwn(map, entity)) || assessment.objectives.some((objective) => objective.id === entity) || assertionsAbout(one, entity).length > 0;
}

function historyJson({ assertion, verdicts, flapping }: AssertionHistory): unknown {
  return {
    assertion,
    flapping: flapping ?? null,
    verdicts: verdicts.map(({ at, entry, tool, states, sameAssertion }) => ({
      verdict: entry.verdict,
      strength: entry.strength,
      reason: entry.reason,
      same_assertion: sameAssertion,
      tool,
      ...recordedAtJson(at),
      files: states.map(({ path, glob, state }) => ({ path, glob: glob === true, state })),
    })),
  };
}

function print(model: ModelSnapshot, entity: string, histories: readonly AssertionHistory[], terminal: Terminal): void {
  const record = onRecord(model);
  if (histories.length === 0) terminal.line(`No assertion is evidence for ${entity}.`);
  else if (!record) terminal.line('Nothing is recorded here. mipiti evidence fetch brings what CI recorded, mipiti verify --record --key FILE records a run.');
  if (!record) return;
  for (const { assertion, verdicts, flapping } of histories) {
    const claim = model.model.assertions[assertion];
    terminal.line(`${terminal.style('bold', assertion)} ${printable(claim ? describeClaim(claim) : '')}`);
    for (const verdict of verdicts) {
      const [style, mark] = verdict.entry.verdict === 'pass' ? (['green', '✓'] as const) : verdict.entry.verdict === 'fail' ? (['red', '✗'] as const) : (['yellow', '○'] as const);
      terminal.line(`  ${terminal.style(style, mark)} ${printable(describeRecordedVerdict(verdict))}${verdict.sameAssertion ? '' : terminal.style('dim', '  (another claim under this identifier)')}`);
    }
    if (flapping) terminal.line(`  ${terminal.style('yellow', '!')} flapping: ${describeFlapping(flapping)}`);
    const standing = record.basis.standings[assertion];
    if (standing && !standing.holds) terminal.line(terminal.style('dim', `  now: ${printable(describeOnRecord(standing))}`));
  }
}
