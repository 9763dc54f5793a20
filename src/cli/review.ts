/** `mipiti review [PATH]` */
import { isRealDay } from '../model/dates.ts';
import { firstWords } from '../project/collect-problems.ts';
import { recordedRunsOf } from '../project/on-record.ts';
import { placesOf } from '../project/review/finding-places.ts';
import { reviewOf, type Review, type ReviewItem } from '../project/review/review.ts';
import { reviewSectionTitles } from '../project/sentences/review.ts';
import { openTarget, verifyWithProgress } from './open-target.ts';
import { portsOf, type TestOptions } from './test-options.ts';
import { printable } from '../project/printable.ts';
import type { Terminal } from './terminal.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

export interface ReviewCommand {
  readonly path: string;
  readonly output: 'text' | 'json';
  readonly at?: string;
  readonly tests: TestOptions;
}

/** Lists what waits for a person. Fails when something waits now; what only ends soon is listed and fails nothing. */
export async function review(command: ReviewCommand, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const { at } = command;
  if (at !== undefined && !isRealDay(at)) throw new WrongUse(`--at takes a day or an instant such as 2027-01-31 or 2027-01-31T12:00:00Z, not ${at}.`);
  const now = at === undefined ? new Date() : new Date(at);
  const ports = await portsOf(command.tests, terminal, signal);
  const { project, checker } = await openTarget(command.path, { now: () => now });
  try {
    if (project.models.length === 0) throw new WrongUse(`There is no *.threatmodel.yaml below ${command.path}. mipiti init writes one.`);
    await verifyWithProgress(project, terminal, signal, ports, false);
    await Promise.all([project.readHistory(), project.readRecorded()]);
    const found = reviewOf(project.models, now.toISOString(), recordedRunsOf);
    if (command.output === 'json') terminal.line(JSON.stringify(reviewJson(found, now.toISOString()), null, 2));
    else print(found, terminal, project.models.length > 1);
    const waits = found.sections.some(({ section, items }) => section !== 'closed' && items.some(({ soon }) => !soon));
    return waits ? exitCodes.failed : exitCodes.fine;
  } finally {
    project.dispose();
    checker.dispose();
  }
}

/** What tools read of a review. Lines count from 1. */
function reviewJson({ sections, waiting, next }: Review, at: string): unknown {
  return {
    at,
    waiting,
    next: next ? { day: next.day, model: next.model.model.id, id: next.entity } : null,
    items: sections.flatMap(({ section, items }) => items.map((item) => ({ section, model: item.model.model.id, id: item.entity, title: item.title, why: item.why, soon: item.soon, details: item.details, ...placeOf(item) }))),
  };
}

/** The place in the model; of a finding, the code where it was made. Relative to the folder, or of code to the repository. */
function placeOf({ model, path, entity }: ReviewItem): { readonly file: string; readonly line: number } {
  const finding = model.model.findings[entity];
  const [place] = finding ? placesOf(finding, model.findingPlaces) : [];
  if (place) return { file: place.file, line: place.first };
  const { source } = model.parsed;
  return { file: model.path, line: model.linesOf(source.keyRangeOf(path) ?? source.nearestRange(path)).start.line };
}

function print({ sections, waiting, next }: Review, terminal: Terminal, several: boolean): void {
  for (const { section, items } of sections) {
    terminal.line(terminal.style('bold', `${reviewSectionTitles[section].title} (${items.length})`));
    for (const item of items) {
      const { file, line } = placeOf(item);
      const [style, sign] = section === 'closed' ? (['green', '✓'] as const) : item.soon ? (['dim', '·'] as const) : (['yellow', '!'] as const);
      const id = several ? `${item.model.model.id}/${item.entity}` : item.entity;
      terminal.line(`  ${terminal.style(style, sign)} ${printable(section === 'contradictions' ? item.title : `${id} ${firstWords(item.title, 80)}`)}  ${printable(item.why)}${terminal.style('dim', `  ${printable(file)}:${line}`)}`);
    }
    terminal.line();
  }
  const when = next ? ` The next to come up is ${next.entity}, on ${next.day}.` : '';
  terminal.line(waiting === 0 ? `Nothing waits for review.${when}` : `${waiting} ${waiting === 1 ? 'waits' : 'wait'} for review.${when}`);
}
