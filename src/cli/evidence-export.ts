/** `mipiti evidence export [PATH] --to FILE` */
import { resolve } from 'node:path';
import { writeReportFile } from '../project/write-model.ts';
import { printable } from '../project/printable.ts';
import type { Terminal } from './terminal.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

export interface EvidenceExportCommand {
  readonly path: string;
  /** `-` for standard output. */
  readonly to: string;
  readonly base?: string;
  readonly version: string;
}

/** Writes the package, and says at once what every auditor would object to; exit 1 then. */
export async function evidenceExport({ path, to, base, version }: EvidenceExportCommand, terminal: Terminal): Promise<number> {
  const { exportEvidence } = await import('../project/evidence-package.ts');
  const exported = await exportEvidence(path, { version, now: new Date(), ...(base === undefined ? {} : { base }) });
  if (!exported.ok) throw new WrongUse(exported.because);
  const { text, model, commit, evidence, report } = exported;
  if (to === '-') terminal.raw(text);
  else await writeReportFile(resolve(to), text);
  terminal.note(`${to === '-' ? 'The package' : printable(to)} holds ${printable(model)} at ${commit.slice(0, 10)} and ${evidence} ${evidence === 1 ? 'file' : 'files'} of evidence. mipiti audit ${to === '-' ? 'FILE' : printable(to)} --key FILE verifies it anywhere.`);
  const objections = report.checks.filter(({ result }) => result === 'failed');
  for (const { because, remedy } of objections) terminal.note(terminal.style('yellow', `An auditor will object: ${printable(because ?? '')}. ${printable(remedy ?? '')}`));
  return objections.length > 0 ? exitCodes.failed : exitCodes.fine;
}
