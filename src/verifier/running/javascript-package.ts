/** Where a runner that npm installed lies, found as Node finds packages, and never above the repository. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { NoTestReport } from '../test-runner.ts';
import type { Place } from './definition.ts';

export interface InstalledPackage {
  readonly ok: true;
  readonly version: string;
  /** Absolute path of the script behind its command. */
  readonly script: string;
}

/** The package whose command has its own name. */
export async function installedPackage(name: string, { folder, root }: Pick<Place, 'folder' | 'root'>): Promise<InstalledPackage | NoTestReport> {
  for (let at = folder; ; at = dirname(at)) {
    const home = join(at, 'node_modules', name);
    const text = await readFile(join(home, 'package.json'), 'utf8').catch(() => undefined);
    if (text !== undefined) {
      const { version, script } = manifestOf(text, name);
      if (version !== undefined && script !== undefined) return { ok: true, version, script: join(home, ...script.split('/')) };
      return { ok: false, reason: 'no_runner', details: `${name} is installed, but its manifest names no command.` };
    }
    if (at === root || dirname(at) === at) break;
  }
  return { ok: false, reason: 'no_runner', details: `${name} is not installed in this repository; install its dependencies first.` };
}

function manifestOf(text: string, name: string): { readonly version?: string; readonly script?: string } {
  try {
    const { version, bin } = JSON.parse(text) as { version?: unknown; bin?: unknown };
    const script = typeof bin === 'string' ? bin : ((bin ?? {}) as Readonly<Record<string, unknown>>)[name];
    return { ...(typeof version === 'string' ? { version } : {}), ...(typeof script === 'string' ? { script } : {}) };
  } catch {
    return {};
  }
}
