/** Why evidence could not be kept, as data. */

export interface LedgerProblem {
  readonly code:
    /** The disk or the quota is full. */
    | 'no_space'
    /** The folder may not be written: its rights, or a read-only file system. */
    | 'not_writable'
    /** The folder is put together from two file systems, so nothing can be renamed in it. */
    | 'across_devices'
    /** The folder is a link, or leads through one: writing would reach other places. */
    | 'leads_elsewhere'
    /** The run is larger than any reader takes. */
    | 'too_large'
    | 'failed';
  readonly folder: string;
  /** The system's own word, such as ENOSPC. */
  readonly system?: string;
}

/** The problem behind an error of the system. */
export function problemOf(error: unknown, folder: string): LedgerProblem {
  const system = (error as NodeJS.ErrnoException | undefined)?.code;
  const code = system === 'ENOSPC' || system === 'EDQUOT' ? 'no_space' : system === 'EROFS' || system === 'EACCES' || system === 'EPERM' ? 'not_writable' : system === 'EXDEV' ? 'across_devices' : 'failed';
  return { code, folder, ...(system === undefined ? {} : { system }) };
}

/** One sentence with what to do about it. */
export function describeLedgerProblem({ code, folder, system }: LedgerProblem): string {
  const words: Readonly<Record<LedgerProblem['code'], string>> = {
    no_space: `There is no space left for ${folder}; free some and record again.`,
    not_writable: `${folder} may not be written; give this account the right to, or record where it has it.`,
    across_devices: `${folder} lies on two file systems, so no file can be put in place whole; make it one folder.`,
    leads_elsewhere: `${folder} leads out of the repository through a link; make it a folder of its own.`,
    too_large: `The run is too large for ${folder}.`,
    failed: `${folder} could not be written.`,
  };
  return `${words[code]}${system === undefined ? '' : ` (${system})`}`;
}
