/** What *Copy Diagnostics* copies, as text: versions, settings, sizes, counts and times; never what a file says or where it lies. */
import { entityKinds } from '../../model/identifiers.ts';
import type { CheckerState } from '../../project/claim-checker.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';

/** A setting whose value is not the one that it has by default. */
export interface ChangedSetting {
  readonly id: string;
  readonly value: unknown;
  readonly where: 'user' | 'workspace' | 'folder';
}

export interface DiagnosticsInput {
  /** Versions and other words about the host, each by what it is. */
  readonly host: Readonly<Record<string, string>>;
  readonly settings: readonly ChangedSetting[];
  /** Models by the number of their folder, from 1: a folder's name may be a person's. */
  readonly models: readonly { readonly folder: number; readonly snapshot: ModelSnapshot }[];
  readonly checker: CheckerState | undefined;
  readonly timings: readonly (readonly [what: string, milliseconds: number])[];
}

/** The text, in Markdown. Names of model files, relative to their folder, are the only names of a workspace in it. */
export function diagnosticsText({ host, settings, models, checker, timings }: DiagnosticsInput): string {
  const list = (lines: readonly string[], none: string): string => (lines.length === 0 ? `- ${none}` : lines.map((line) => `- ${line}`).join('\n'));
  return [
    '# Mipiti diagnostics',
    `## Versions\n\n${list(Object.entries(host).map(([what, value]) => `${what}: ${value}`), 'unknown')}`,
    `## Settings that differ\n\n${list(settings.map(({ id, value, where }) => `${id}: ${shown(value)} (${where})`), 'none')}`,
    `## Models\n\n${list(models.map(({ folder, snapshot }) => `folder ${folder}, ${modelLine(snapshot)}`), 'none')}`,
    `## Verifier\n\n${list(checker ? [`${checker.threads} of ${checker.most} threads running, ${checker.busy} at work`, `${checker.waiting} claims waiting`, `${checker.lost} threads lost`] : [], 'not started')}`,
    `## Times\n\n${list(timings.map(([what, milliseconds]) => `${what}: ${milliseconds.toFixed(1)} ms`), 'none')}`,
    '',
  ].join('\n\n');
}

/** A text may hold anything, a token included: that it is set is enough to know. */
function shown(value: unknown): string {
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : 'set';
}

function modelLine(snapshot: ModelSnapshot): string {
  const { model, assessment } = snapshot;
  const entities = entityKinds.flatMap((kind) => {
    const count = Object.keys(model[kind]).length;
    return count > 0 ? [`${count} ${kind}`] : [];
  });
  const verdicts = counted([...snapshot.verdicts.values()].map(({ verdict }) => verdict));
  const problems = counted(snapshot.problems.map(({ severity, code }) => `${severity} ${code}`));
  return [
    `${snapshot.path}: ${new TextEncoder().encode(snapshot.text).length} bytes${snapshot.current ? '' : ', with errors, the last good model counts'}`,
    `${entities.join(', ') || 'no entities'}, ${assessment.objectives.length} objectives`,
    `verdicts ${verdicts || 'none'}${snapshot.checking.size > 0 ? `, ${snapshot.checking.size} being checked` : ''}`,
    `problems ${problems || 'none'}`,
    `base ${'commit' in snapshot.base ? 'known' : snapshot.base.none}`,
  ].join('; ');
}

function counted(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, count]) => `${count} ${word}`).join(', ');
}
