/** `mipiti posture [ID] [--explain]` */
import { pairOfObjective } from '../model/identifiers.ts';
import { isRealDay } from '../model/dates.ts';
import { onRecord } from '../project/on-record.ts';
import { explainObjective, objectivesOfControl, type ExplanationLine } from '../project/explanation.ts';
import { postureBadge } from '../project/posture-badge.ts';
import { describeReachability, describeStatus } from '../project/sentences/posture.ts';
import type { ModelSnapshot } from '../project/snapshot.ts';
import { openTarget, verifyWithProgress } from './open-target.ts';
import { postureJson, recordedJson, reportPosture } from './report.ts';
import { portsOf, type TestOptions } from './test-options.ts';
import { printable } from '../project/printable.ts';
import type { Terminal } from './terminal.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

export interface PostureCommand {
  readonly id?: string;
  readonly root: string;
  readonly explain: boolean;
  /** `badge`: a picture of one model, as SVG. */
  readonly output: 'text' | 'json' | 'badge';
  readonly at?: string;
  readonly tests: TestOptions;
}

/** Prints the posture of all models, of one model, or of one objective or control; with `--explain` the chain down to the code. */
export async function posture(command: PostureCommand, terminal: Terminal, signal: AbortSignal): Promise<number> {
  if (command.at !== undefined && !isRealDay(command.at)) throw new WrongUse(`--at takes a day or an instant such as 2027-01-31 or 2027-01-31T12:00:00Z, not ${command.at}.`);
  const at = command.at;
  const ports = await portsOf(command.tests, terminal, signal);
  const { project, checker } = await openTarget(command.root, at === undefined ? {} : { now: () => new Date(at) });
  try {
    if (project.models.length === 0) throw new WrongUse(`There is no *.threatmodel.yaml below ${command.root}. mipiti init writes one.`);
    const chosen = choose(project.models, command.id);
    if (command.output === 'badge' && (chosen.paths.size > 1 || chosen.entity !== undefined)) {
      throw new WrongUse(`A badge shows one model; name one of ${project.models.map((model) => model.model.id).join(', ')}.`);
    }
    await verifyWithProgress(project, terminal, signal, ports);
    await project.readRecorded();
    // Verifying makes new snapshots of the same models.
    const models = project.models.filter((model) => chosen.paths.has(model.path));
    if (command.output === 'json') {
      const explained = (model: ModelSnapshot) => (command.explain ? { explanations: objectivesOf(model, chosen.entity).map((objective) => ({ objective, chain: explainObjective(model, objective) })) } : {});
      const only = (model: ModelSnapshot) => {
        const wanted = new Set(objectivesOf(model, chosen.entity));
        const cut = (json: Record<string, unknown>) => ({ ...json, objectives: (json.objectives as { id: string }[]).filter(({ id }) => wanted.has(id)) });
        const recorded = recordedJson(model);
        // The chain tells both bases.
        return [{ ...cut(postureJson(model)), ...explained(model) }, ...(recorded ? [cut(recorded)] : [])];
      };
      terminal.line(JSON.stringify({ models: models.flatMap(only) }, null, 2));
    } else if (command.output === 'badge') {
      for (const model of models) terminal.line(postureBadge(model.assessment.counts).trimEnd());
    } else {
      for (const model of models) printModel(model, chosen.entity, command.explain, terminal);
    }
    return exitCodes.fine;
  } finally {
    project.dispose();
    checker.dispose();
  }
}

function choose(models: readonly ModelSnapshot[], id: string | undefined): { readonly paths: ReadonlySet<string>; readonly entity?: string } {
  if (id === undefined) return { paths: new Set(models.map((model) => model.path)) };
  const slash = id.indexOf('/');
  const [modelId, entity] = slash < 0 ? [undefined, id] : [id.slice(0, slash), id.slice(slash + 1)];
  const named = models.filter((model) => model.model.id === (modelId ?? entity));
  if (modelId === undefined && named.length > 0) return { paths: new Set(named.map((model) => model.path)) };
  const having = (modelId === undefined ? models : named).filter((model) => has(model, entity));
  if (having.length === 0) throw new WrongUse(`There is no model, objective or control ${id}. Models: ${models.map((model) => model.model.id).join(', ')}.`);
  if (having.length > 1) throw new WrongUse(`${id} is in several models; write ${having.map((model) => `${model.model.id}/${entity}`).join(' or ')}.`);
  return { paths: new Set([having[0]!.path]), entity };
}

function has(model: ModelSnapshot, entity: string): boolean {
  return Object.hasOwn(model.model.controls, entity) || model.assessment.objectives.some((objective) => objective.id === entity);
}

function objectivesOf(model: ModelSnapshot, entity: string | undefined): readonly string[] {
  if (entity === undefined) return model.assessment.objectives.map((objective) => objective.id);
  return pairOfObjective(entity) ? [entity] : objectivesOfControl(model, entity);
}

function printModel(model: ModelSnapshot, entity: string | undefined, explain: boolean, terminal: Terminal): void {
  if (entity === undefined && !explain) reportPosture(model, terminal);
  const wanted = new Set(objectivesOf(model, entity));
  const recorded = new Map(onRecord(model)?.assessment.objectives.map((objective) => [objective.id, objective]));
  const recordedOf = (id: string): string => {
    const posture = recorded.get(id);
    return posture ? terminal.style(posture.status === 'mitigated' ? 'dim' : 'yellow', `  on record ${printable(describeStatus(posture))}`) : '';
  };
  const statusWidth = Math.max(0, ...model.assessment.objectives.filter(({ id }) => wanted.has(id)).map((objective) => describeStatus(objective).length));
  for (const objective of model.assessment.objectives) {
    if (!wanted.has(objective.id)) continue;
    if (explain) for (const line of explainObjective(model, objective.id) ?? []) terminal.line(formatLine(line, terminal));
    else terminal.line(`  ${objective.id.padEnd(10)} ${objective.tier.padEnd(9)} ${printable(describeStatus(objective)).padEnd(statusWidth)}  ${terminal.style('dim', printable(describeReachability(objective.reachability)))}${recordedOf(objective.id)}`);
  }
  terminal.line();
}

const marks = { good: ['green', '✓'], bad: ['red', '✗'], open: ['yellow', '○'], note: ['dim', '·'] } as const;

function formatLine({ depth, mark, text, place }: ExplanationLine, terminal: Terminal): string {
  const [style, sign] = marks[mark];
  const where = place && depth > 0 ? terminal.style('dim', `  ${printable(place.file)}${place.range ? `:${place.range.start.line}` : ''}`) : '';
  return `${'  '.repeat(depth)}${terminal.style(style, sign)} ${printable(text)}${where}`;
}
