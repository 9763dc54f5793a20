/** Which promises rest on which line of a file, as data. */
import { firstWords, fromRepository } from '../project/collect-problems.ts';
import { describeClaim } from '../project/sentences/posture.ts';
import type { ModelSnapshot } from '../project/snapshot.ts';
import type { FolderSnapshot } from './objective-rows.ts';

export interface Lens {
  /** From 0, as editors count lines. */
  line: number;
  /** Whether the claims there fail, cannot be told, hold, or hold for a control that counts. */
  readonly standing: 'broken' | 'undecidable' | 'holds' | 'verified';
  readonly title: string;
  readonly tooltip: string;
  readonly folder: string;
  readonly model: string;
  /** The control or assumption that rests on the line. */
  readonly subject: string;
  readonly assertion: string;
}

/** The lenses of a file, by line: one for each control or assumption there. At the top of the file when the symbol is gone. */
export function lensesOf(models: readonly FolderSnapshot[], folder: string, file: string): Lens[] {
  return models
    .filter((model) => model.folder === folder)
    .flatMap(({ snapshot }) => lensesOfModel(snapshot, folder, file))
    .sort((a, b) => a.line - b.line || (a.subject < b.subject ? -1 : 1));
}

/** The assertions of a model whose code is that file. */
export function assertionsIn(snapshot: ModelSnapshot, file: string): readonly string[] {
  let byFile = assertionsByFile.get(snapshot.verdicts);
  if (!byFile) assertionsByFile.set(snapshot.verdicts, (byFile = groupByFile(snapshot)));
  return byFile.get(file) ?? [];
}

/** Those of them that fail. */
export function claimedFailures(snapshot: ModelSnapshot, file: string): readonly string[] {
  return assertionsIn(snapshot, file).filter((id) => snapshot.verdicts.get(id)?.verdict === 'fail');
}

/** Every open file asks, at every change: the verdicts of a snapshot are sorted once. */
const assertionsByFile = new WeakMap<ModelSnapshot['verdicts'], ReadonlyMap<string, readonly string[]>>();

function groupByFile(snapshot: ModelSnapshot): ReadonlyMap<string, readonly string[]> {
  const roots = { projectRoot: snapshot.projectRoot, repositoryRoot: snapshot.repository.root };
  const inProject = new Map<string, string>();
  const byFile = new Map<string, string[]>();
  for (const [id, { file }] of snapshot.verdicts) {
    if (file === undefined) continue;
    let path = inProject.get(file);
    if (path === undefined) inProject.set(file, (path = fromRepository(file, roots)));
    const list = byFile.get(path);
    if (list) list.push(id);
    else byFile.set(path, [id]);
  }
  return byFile;
}

function lensesOfModel(snapshot: ModelSnapshot, folder: string, file: string): Lens[] {
  const groups = new Map<string, { line: number; subject: string; assertions: string[] }>();
  for (const id of assertionsIn(snapshot, file)) {
    const assertion = snapshot.model.assertions[id];
    const subject = assertion?.control ?? assertion?.assumption;
    if (subject === undefined) continue;
    const line = (snapshot.verdicts.get(id)?.range?.start.line ?? 1) - 1;
    const group = groups.get(`${line} ${subject}`);
    if (group) group.assertions.push(id);
    else groups.set(`${line} ${subject}`, { line, subject, assertions: [id] });
  }
  return [...groups.values()].map(({ line, subject, assertions }) => {
    const control = snapshot.model.controls[subject];
    const state = snapshot.assessment.controls.find((one) => one.id === subject);
    const what = firstWords(control?.description ?? snapshot.model.assumptions[subject]?.description ?? '', 50);
    const failing = assertions.find((id) => snapshot.verdicts.get(id)?.verdict === 'fail');
    const unsure = assertions.find((id) => snapshot.verdicts.get(id)?.verdict === 'undecidable');
    const shown = failing ?? unsure ?? assertions[0]!;
    const claim = describeClaim(snapshot.model.assertions[shown]!);
    const verdict = snapshot.verdicts.get(shown)!;
    const standing = failing !== undefined ? 'broken' : unsure !== undefined ? 'undecidable' : state?.counts ? 'verified' : 'holds';
    const title =
      failing !== undefined
        ? `$(error) ${subject} broken: ${what}. ${firstWords(verdict.details, 90)}`
        : unsure !== undefined
          ? `$(question) ${subject} undecidable: ${what}. ${firstWords(verdict.details, 90)}`
          : `$(${state?.counts ? 'verified-filled' : 'pass'}) ${subject} ${what} · ${state?.counts ? 'verified' : 'this holds'}`;
    return { line, standing, title: plain(title), tooltip: assertions.map((id) => `${id}: ${describeClaim(snapshot.model.assertions[id]!)}. ${snapshot.verdicts.get(id)?.details ?? ''}`).join('\n') || claim, folder, model: snapshot.path, subject, assertion: shown };
  });
}

/** Lens titles turn `$(name)` into icons; only the first one is ours. */
function plain(title: string): string {
  // The editor drops a plain space beside an icon.
  return (title.slice(0, 2) + title.slice(2).replaceAll('$(', '$ (')).replace(') ', ')\u00A0');
}

export interface LineChange {
  /** The first line that was replaced, from 0, and the last. */
  readonly start: number;
  readonly end: number;
  /** How many line ends the new text has. */
  readonly added: number;
}

/** Moves lenses along with an edit, so that none vanishes or jumps while a person types. */
export function moveLenses(lenses: readonly Lens[], changes: readonly LineChange[]): Lens[] {
  return lenses.map((lens) => {
    let { line } = lens;
    for (const { start, end, added } of changes) {
      if (line > end) line += added - (end - start);
      else if (line > start) line = Math.min(line, start + added);
    }
    return line === lens.line ? lens : { ...lens, line };
  });
}
