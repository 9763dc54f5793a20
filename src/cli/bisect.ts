/** `mipiti bisect OBJECTIVE` */
import { bisectObjective, type Bisected, type PastEnd } from '../project/bisect.ts';
import { statusWords } from '../project/sentences/posture.ts';
import { openTarget } from './open-target.ts';
import { pickEntity } from './pick-entity.ts';
import { printable } from '../project/printable.ts';
import type { Terminal } from './terminal.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

export interface BisectCommand {
  readonly objective: string;
  readonly root: string;
  readonly good?: string;
  readonly bad?: string;
  readonly output: 'text' | 'json';
}

/** Finds a commit that changed the status of an objective. The exit code says whether one was found. */
export async function bisect({ objective, root, good, bad, output }: BisectCommand, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const { project, checker } = await openTarget(root);
  try {
    if (project.models.length === 0) throw new WrongUse(`There is no *.threatmodel.yaml below ${root}. mipiti init writes one.`);
    const { model, entity } = pickEntity(project.models, objective, 'objective', ({ assessment }, id) => assessment.objectives.some((one) => one.id === id));
    const result = await bisectObjective({
      snapshot: model,
      objective: entity,
      ...(good === undefined ? {} : { good }),
      ...(bad === undefined ? {} : { bad }),
      checker,
      at: new Date().toISOString(),
      signal,
      onStep: ({ looked, left, commit }) => terminal.progress(`looking at ${commit.slice(0, 10)}, ${looked} done, at most ${Math.ceil(Math.log2(left + 1))} more`),
    });
    terminal.clear();
    refuse(result, model.path);
    if (output === 'json') terminal.line(JSON.stringify({ model: model.model.id, objective: entity, ...result }, null, 2));
    else print(entity, result, terminal);
    return result.found ? exitCodes.fine : exitCodes.failed;
  } finally {
    project.dispose();
    checker.dispose();
  }
}

function refuse(result: Bisected, path: string): void {
  if (result.found) return;
  if (result.because === 'no_repository') throw new WrongUse(`${path} lies in no git repository that could be asked.`);
  if (result.because === 'no_such_commit') throw new WrongUse(`There is no commit ${result.ref}.`);
  if (result.because === 'not_on_the_line') throw new WrongUse(`${result.good.slice(0, 10)} is not on the line of first parents of ${result.bad.slice(0, 10)}, along which the search goes. git merge-base names a commit of that line that both have behind them.`);
}

function print(objective: string, result: Bisected, terminal: Terminal): void {
  if (!('looked' in result)) return;
  const statusAt = ({ status, words }: PastEnd): string => (status === 'absent' ? words : statusWords[status]);
  const end = ({ commit, words }: PastEnd): string => `${words} at ${commit.slice(0, 10)}`;
  const said = `${result.looked} ${result.looked === 1 ? 'commit was' : 'commits were'} looked at, each with its own model and code; attestations are judged by today.`;
  if (result.found) {
    const { commit, before, after, items, files } = result;
    terminal.line(`${terminal.style('bold', commit.commit.slice(0, 10))} ${printable(commit.subject)} ${terminal.style('dim', `(${printable(commit.author)}, ${commit.at.slice(0, 10)})`)}`);
    terminal.line(`is a commit at which ${objective} changed: ${printable(end(before))}, ${printable(end(after))}.`);
    terminal.line();
    for (const { effect, sentence } of items) terminal.line(`  ${effect === 'improved' ? terminal.style('green', '✓') : effect === 'weakened' ? terminal.style('yellow', '▼') : terminal.style('red', '✗')} ${printable(sentence)}`);
    if (files.length > 0) terminal.line(`  ${terminal.style('dim', '·')} it changed ${printable(files.join(', '))}, which the evidence rests on`);
    if (items.length > 0 || files.length > 0) terminal.line();
    terminal.line(`It need not be the only one between ${result.good.commit.slice(0, 10)} and ${result.bad.commit.slice(0, 10)}. ${said}`);
  } else if (result.because === 'same_status') {
    terminal.line(`Nothing to search: ${objective} is ${printable(statusAt(result.good))} at both ends, ${result.good.commit.slice(0, 10)} and ${result.bad.commit.slice(0, 10)}. ${said}`);
  } else if (result.because === 'mitigated') {
    terminal.line(`${objective} is ${printable(end(result.bad))}. Name another end with --bad, or with --good one at which it was not. ${said}`);
  } else {
    terminal.line(`${objective} is ${printable(end(result.bad))}, and was mitigated at none of the commits that were tried, of ${result.commits}. Name one with --good. ${said}`);
  }
  if (result.notRun.length > 0) terminal.line(terminal.style('yellow', `Tests are not run at past commits, so ${printable(result.notRun.join(', '))} never ${result.notRun.length === 1 ? 'counts' : 'count'} as shown there.`));
}
