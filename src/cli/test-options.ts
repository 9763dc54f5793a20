/** The options by which commands let tests run, or take signed statements on tests that ran elsewhere. */
import { resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { defaultTestTimeoutMs, problemOfCommand, readKeyFiles, testPorts, type JunitCommand } from '../project/run-tests.ts';
import type { CheckPorts } from '../verifier/ports.ts';
import { printable } from '../project/printable.ts';
import type { Terminal } from './terminal.ts';
import { WrongUse } from './wrong-use.ts';

export interface TestOptions {
  readonly runTests: boolean;
  readonly testTimeout: number;
  readonly testCommand?: string;
  readonly testReports?: string;
  readonly testResults: readonly string[];
  readonly testKeys: readonly string[];
}

const collect = (word: string, list: string[]): string[] => [...list, word];

/** Adds the options to a command. `asked`: naming the claim on the command line is asking for the run. */
export function withTestOptions(command: Command, asked = false): Command {
  return command
    .addOption(asked ? new Option('--no-run-tests', 'do not run tests: test_passes is undecidable then') : new Option('--run-tests', 'run the tests that test_passes claims: this executes code of the repository').default(false))
    .addOption(new Option('--test-timeout <seconds>', 'how long one run of a test runner may take').default(defaultTestTimeoutMs / 1000).argParser(seconds))
    .option('--test-command <command>', 'for other runners: a program and its words, or a JSON list of them; {reports} stands for a folder for JUnit XML')
    .option('--test-reports <folder>', 'the folder that the command writes JUnit XML to, when it cannot be told another one')
    .option('--test-results <path>', 'a signed statement on tests, or a folder of them, for test_attested; may be repeated', collect, [])
    .option('--test-keys <file>', 'a PEM file of public keys that sign such statements; may be repeated', collect, []);
}

function seconds(written: string): number {
  const value = Number(written);
  if (!(value > 0 && value <= 86_400)) throw new InvalidArgumentError('It takes seconds, at most 86400.');
  return value;
}

/** The ports that the options ask for, by the root of a repository. Options that do not fit together are wrong use. */
export async function portsOf(options: TestOptions, terminal: Terminal, signal: AbortSignal): Promise<(repositoryRoot: string) => CheckPorts> {
  const junit = junitOf(options);
  if (options.testResults.length > 0 !== options.testKeys.length > 0) throw new WrongUse('--test-results and --test-keys go together: a statement is worth what the key behind it is.');
  const keys = await readKeyFiles(options.testKeys.map((file) => resolve(file)));
  if ('error' in keys) throw new WrongUse(`--test-keys: ${keys.error}`);
  return testPorts({
    // Whoever asks on a command line for a run in a folder trusts that folder.
    ...(options.runTests ? { run: { trusted: true, timeoutMs: options.testTimeout * 1000, signal, onOutput: printed(terminal), ...(junit ? { junit } : {}) } } : {}),
    ...(keys.keys.length > 0 ? { attested: { paths: options.testResults.map((path) => resolve(path)), keys: keys.keys } } : {}),
  });
}

function junitOf({ testCommand, testReports }: TestOptions): JunitCommand | undefined {
  if (testCommand === undefined) {
    if (testReports !== undefined) throw new WrongUse('--test-reports needs the --test-command that writes them.');
    return undefined;
  }
  const command: JunitCommand = { words: wordsOf(testCommand), ...(testReports === undefined ? {} : { reports: resolve(testReports) }) };
  const problem = problemOfCommand(command);
  if (problem !== undefined) throw new WrongUse(`--test-command: ${problem}`);
  return command;
}

/** No shell reads it: blanks part words, and a JSON list says them exactly. */
function wordsOf(written: string): readonly string[] {
  if (!written.trimStart().startsWith('[')) return written.trim().split(/\s+/);
  try {
    const list: unknown = JSON.parse(written);
    if (Array.isArray(list) && list.every((word) => typeof word === 'string')) return list;
  } catch {
    // It says so below.
  }
  throw new WrongUse('--test-command is no JSON list of words.');
}

/** A longer line is cut; it is shown, and nothing rests on it. */
const longestLine = 500;

/** Prints what runners say line by line on standard error, marked as theirs. */
function printed(terminal: Terminal): (text: string, runner: string) => void {
  let rest = '';
  return (text, runner) => {
    const lines = (rest + text).split(/\r?\n|\r/);
    rest = (lines.pop() ?? '').slice(0, longestLine);
    for (const line of lines) if (line.trim() !== '') terminal.note(terminal.style('dim', `${runner} | ${printable(line.replace(/\u001B\[[0-9;?]*[A-Za-z]/g, '')).slice(0, longestLine)}`));
  };
}
