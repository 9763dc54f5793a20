/**
 * When each control was last checked by somebody.
 *
 * A recorded run of its assertions is a check. Until one is recorded, the newest commit that changed the text of the control or
 * of its assertions stands in for it: then somebody had it before their eyes. White space does not count, and neither does a
 * line that was only taken out, so that the day is rather too early than too late. A change that is not committed counts as now.
 */
import { isDeepStrictEqual } from 'node:util';
import { indexLines } from '../../model/lines.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { ModelPath } from '../../model/problem.ts';
import type { ThreatModel } from '../../model/schema.ts';

/** Who last wrote a line of a model's text. */
export interface LineOrigin {
  readonly commit: string;
  /** ISO instant. */
  readonly at: string;
  /** Whether the line may be older: the history of this clone ends at that commit. */
  readonly orOlder: boolean;
}

/** A model as the last commit has it, with the origin of each of its lines. */
export interface ModelHistory {
  readonly commit: string;
  readonly parsed: ParsedModel;
  /** The first line first. */
  readonly lines: readonly LineOrigin[];
}

export interface ControlCheck {
  readonly by: 'run' | 'commit' | 'uncommitted';
  /** ISO instant; none for what is not committed. */
  readonly at?: string;
  readonly commit?: string;
  /** Whether it may have been longer ago. */
  readonly orOlder: boolean;
}

/**
 * The newest recorded run of each control of a model, by the control's identifier: what a ledger of evidence gives.
 * A control that it names is judged by it alone.
 */
export type RecordedRuns = ReadonlyMap<string, { readonly at: string }>;

/** The last check of each control that is known; nothing is known of a control while the history was not read and no run is recorded. */
export function checksOf(model: ThreatModel, history: ModelHistory | undefined, runs: RecordedRuns = new Map()): ReadonlyMap<string, ControlCheck> {
  const checks = new Map(history && changesOf(model, history));
  for (const control of Object.keys(model.controls)) {
    const run = runs.get(control);
    if (run) checks.set(control, { by: 'run', at: run.at, orOlder: false });
  }
  return checks;
}

/** What was found last for a model: it is asked again with each verdict, and changes with the text alone. */
const found = new WeakMap<ThreatModel, { readonly history: ModelHistory; readonly changes: ReadonlyMap<string, ControlCheck> }>();

/** The newest change of the text of each control. */
function changesOf(model: ThreatModel, history: ModelHistory): ReadonlyMap<string, ControlCheck> {
  const known = found.get(model);
  if (known?.history === history) return known.changes;
  const [now, then, lineOf] = [textsOf(model), textsOf(history.parsed.model), lineFinder(history)];
  const changes = new Map<string, ControlCheck>();
  for (const [control, text] of now) {
    const change: ControlCheck | undefined = isDeepStrictEqual(text, then.get(control)) ? newestOf([['controls', control], ...Object.keys(text.assertions).map((id) => ['assertions', id])].flatMap(lineOf), history) : { by: 'uncommitted', orOlder: false };
    if (change) changes.set(control, change);
  }
  found.set(model, { history, changes });
  return changes;
}

function newestOf(numbers: readonly number[], { lines }: ModelHistory): ControlCheck | undefined {
  const [first, ...others] = numbers.flatMap((line) => lines[line - 1] ?? []);
  if (!first) return undefined;
  const newest = others.reduce((latest, origin) => (origin.at > latest.at ? origin : latest), first);
  return { by: 'commit', at: newest.at, commit: newest.commit, orOlder: newest.orOlder };
}

/** What a control says, and what is claimed for it. */
interface ControlText {
  readonly control: unknown;
  readonly assertions: Record<string, unknown>;
}

function textsOf(model: ThreatModel): ReadonlyMap<string, ControlText> {
  const texts = new Map<string, ControlText>(Object.entries(model.controls).map(([id, control]) => [id, { control, assertions: {} }]));
  for (const [id, assertion] of Object.entries(model.assertions)) {
    const text = assertion.control === undefined ? undefined : texts.get(assertion.control);
    if (text) text.assertions[id] = assertion;
  }
  return texts;
}

function lineFinder({ parsed }: ModelHistory): (path: ModelPath) => readonly number[] {
  const { source } = parsed;
  const index = indexLines(source.text);
  return (path) => {
    const range = source.rangeOf(path);
    if (!range) return [];
    // A block ends where the next one begins; the blank lines between belong to neither.
    const end = range.start + source.text.slice(range.start, range.end).trimEnd().length;
    const [first, last] = [index.positionAt(range.start).line, index.positionAt(end).line];
    return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  };
}
