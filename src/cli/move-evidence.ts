/** `mipiti evidence push|fetch|gc [PATH]` */
import { existsSync } from 'node:fs';
import { evidenceRef } from '../project/evidence-ref.ts';
import { fetchEvidence, pushEvidence, type Moved, type Place } from '../project/move-evidence.ts';
import { tidyEvidence } from '../project/prune-evidence.ts';
import { printable } from '../project/printable.ts';
import { folderOf } from './folder-of.ts';
import type { Terminal } from './terminal.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

export interface MoveEvidenceCommand {
  readonly path: string;
  readonly remote: string;
  /** A folder in the place of the remote. */
  readonly folder?: string;
  readonly output: 'text' | 'json';
}

/** Hands evidence on. Exit code 1 when it could not be, or not all of it. */
export async function evidencePush(command: MoveEvidenceCommand, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const [place, name] = placeOf(command);
  return report(await pushEvidence(folderOf(command.path), place, signal), command, terminal, (count, total) => `pushed ${count} to ${name}, which ${total === 1 ? 'holds 1 file' : `holds ${total}`} now`, `${name} has all of it already`);
}

/** Takes evidence in. Exit code 1 when it could not be, or not all of what is there is evidence. */
export async function evidenceFetch(command: MoveEvidenceCommand, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const [place, name] = placeOf(command);
  if (command.folder !== undefined && !existsSync(command.folder)) throw new WrongUse(`There is no ${command.folder}.`);
  return report(await fetchEvidence(folderOf(command.path), place, signal), command, terminal, (count) => `fetched ${count} from ${name}`, `nothing new from ${name}`);
}

function placeOf({ remote, folder }: MoveEvidenceCommand): readonly [Place, string] {
  return folder === undefined ? [{ remote }, `${printable(remote)} ${evidenceRef}`] : [{ folder }, printable(folder)];
}

function report(moved: Moved | { readonly ok: false; readonly because: string }, { output }: MoveEvidenceCommand, terminal: Terminal, done: (count: string, total: number) => string, nothing: string): number {
  const code = moved.ok && moved.refused.length === 0 ? exitCodes.fine : exitCodes.failed;
  if (output === 'json') {
    terminal.line(JSON.stringify(moved, null, 2));
    return code;
  }
  if (!moved.ok) {
    terminal.note(`mipiti: ${printable(moved.because)}.`);
    return code;
  }
  const { added, total, refused, rewritten } = moved;
  terminal.line(added.length === 0 ? nothing : done(`${added.length} ${added.length === 1 ? 'file' : 'files'}`, total));
  for (const { entry, because } of refused) terminal.line(terminal.style('red', `✗ ${printable(entry)} is left out: ${printable(because)}`));
  if (rewritten) terminal.line(terminal.style('yellow', 'The evidence there was rewritten since the last time: some may be gone. What you have stays, and a push adds it again.'));
  return code;
}

export interface TidyCommand {
  readonly path: string;
  readonly pruneOlderThan?: number;
  readonly dryRun: boolean;
  readonly output: 'text' | 'json';
}

/** Removes what nothing needs, and says what. */
export async function evidenceGc({ path, pruneOlderThan, dryRun, output }: TidyCommand, terminal: Terminal): Promise<number> {
  if (pruneOlderThan !== undefined && !(Number.isInteger(pruneOlderThan) && pruneOlderThan >= 1)) throw new WrongUse('--prune-older-than takes a number of days, 1 or more.');
  const tidied = await tidyEvidence(folderOf(path), { dryRun, now: new Date(), ...(pruneOlderThan === undefined ? {} : { pruneOlderThan }) });
  const code = tidied.ok ? exitCodes.fine : exitCodes.failed;
  if (output === 'json') terminal.line(JSON.stringify(tidied, null, 2));
  else if (!tidied.ok) terminal.note(`mipiti: ${printable(tidied.because)}.`);
  else {
    const word = dryRun ? 'would remove' : 'removed';
    for (const { name, commit } of tidied.pruned) terminal.line(`${word} ${name.slice(0, 10)}, a run about ${commit.slice(0, 10)}, which is gone`);
    for (const name of tidied.orphans) terminal.line(`${word} ${name.slice(0, 10)}, a test result without its run`);
    if (tidied.swept > 0) terminal.line(`removed ${tidied.swept} half-written ${tidied.swept === 1 ? 'file' : 'files'}`);
    terminal.line(`${tidied.left} ${tidied.left === 1 ? 'file stays' : 'files stay'}`);
  }
  return code;
}
