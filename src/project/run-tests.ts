/** Tests as evidence: what a verification may run, and whose signed statements it believes. Both only when somebody asks. */
import { readFile } from 'node:fs/promises';
import { signedFiles } from '../evidence/tests/signed-files.ts';
import { readTrustedKeys, type TrustedKey } from '../evidence/envelope/trusted-keys.ts';
import type { CheckPorts } from '../verifier/ports.ts';
import { problemOfCommand, type JunitCommand } from '../verifier/running/junit-options.ts';
import type { RunnerId, TestRunner } from '../verifier/test-runner.ts';

/** How tests are run, for whoever decided that they are. */
export interface TestRunOptions {
  /** Whether code of this workspace may run at all. Without it no test does, whatever else is asked for. */
  readonly trusted: boolean;
  /** For one run of a runner. */
  readonly timeoutMs: number;
  /** The Node that runs JavaScript; that of this process when left out. The editor's own process is none. */
  readonly node?: string;
  /** The command for runners that are not known. From a command line or a setting of the machine, never from a workspace. */
  readonly junit?: JunitCommand;
  /** Ends what runs. */
  readonly signal?: AbortSignal;
  /** What runners print, as it comes. */
  readonly onOutput?: (text: string, runner: RunnerId) => void;
}

/** Signed statements on tests: files or folders, and the keys that they must be signed by. */
export interface AttestedOptions {
  readonly paths: readonly string[];
  readonly keys: readonly TrustedKey[];
}

export const defaultTestTimeoutMs = 300_000;

/**
 * The ports of one verification, by the root of a repository; give it to `Project.verify` or `ClaimChecker.check`. Each file
 * of tests is run at most once for as long as the function is held, so it must be made anew for each verification.
 */
export function testPorts({ run, attested }: { readonly run?: TestRunOptions; readonly attested?: AttestedOptions }): (repositoryRoot: string) => CheckPorts {
  const made = new Map<string, CheckPorts>();
  const statements = attested && signedFiles(attested.paths, attested.keys);
  return (root) => {
    const known = made.get(root);
    if (known) return known;
    const ports: CheckPorts = { ...(run ? { tests: run.trusted ? loaded(async () => (await import('../verifier/running/process-test-runner.ts')).processTestRunner({ root, ...run })) : untrusted } : {}), ...(statements ? { attested: statements } : {}) };
    made.set(root, ports);
    return ports;
  };
}

/** What runs tests is loaded with the first of them. */
function loaded(load: () => Promise<TestRunner>): TestRunner {
  let runner: Promise<TestRunner> | undefined;
  return { run: async (request) => (await (runner ??= load())).run(request) };
}

const untrusted: TestRunner = {
  run: () => Promise.resolve({ ok: false, reason: 'not_run', details: 'This workspace is not trusted, so none of its tests is run.' }),
};

/** All keys of PEM files, or a sentence on the first file that has none. */
export async function readKeyFiles(files: readonly string[]): Promise<{ readonly keys: readonly TrustedKey[] } | { readonly error: string }> {
  const keys: TrustedKey[] = [];
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) return { error: `${file} cannot be read.` };
    const read = readTrustedKeys(text);
    if (!read.ok) return { error: `${file} cannot be used: ${read.because}.` };
    keys.push(...read.keys);
  }
  return { keys };
}

export { problemOfCommand, type JunitCommand };
