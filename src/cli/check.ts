/** `mipiti check FILE.json`: a batch of assertions, for tools and agents. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as z from 'zod/mini';
import { strengths } from '../model/vocabulary.ts';
import { nodeChecker } from '../project/node-checker.ts';
import { fileSources } from '../verifier/file-sources.ts';
import { rememberingSources } from '../verifier/remembering-sources.ts';
import type { Verdict } from '../verifier/verdict.ts';
import { workerFile } from './open-target.ts';
import { portsOf, type TestOptions } from './test-options.ts';
import { printable } from '../project/printable.ts';
import type { Terminal } from './terminal.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

const caseSchema = z.object({
  id: z.optional(z.union([z.string(), z.number()])),
  type: z.string(),
  params: z._default(z.record(z.string(), z.unknown()), {}),
  requires: z.optional(z.enum(strengths)),
  expected: z.optional(z.string()),
});
const inputSchema = z.union([z.array(caseSchema), z.object({ cases: z.array(caseSchema) })]);

export interface CheckCommand {
  readonly file: string;
  readonly root: string;
  readonly output: 'text' | 'json';
  readonly expect: boolean;
  readonly tests: TestOptions;
}

/** Checks the assertions of a file. Exit 0 when all pass, or with `--expect` when every verdict is the expected one. */
export async function check(command: CheckCommand, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const cases = await readCases(command.file);
  const unlabelled = cases.findIndex((one) => one.expected === undefined);
  if (command.expect && unlabelled >= 0) throw new WrongUse(`--expect needs an expected verdict in every case; case ${unlabelled} of ${command.file} has none.`);
  const root = resolve(command.root);
  const ports = (await portsOf(command.tests, terminal, signal))(root);
  const checker = nodeChecker(workerFile(), 'alone');
  try {
    // Each file is read once: verdicts that are given together speak of one state.
    const sources = rememberingSources(fileSources(root));
    let done = 0;
    const results = await Promise.all(
      cases.map(async ({ id, type, params, requires, expected }, index) => {
        const verdict = await checker.check(sources, { type, params, ...(requires === undefined ? {} : { requires }) }, signal, ports);
        terminal.progress(`checking ${++done} of ${cases.length}`);
        return { result: resultOf(String(id ?? index), type, verdict), expected: expected === 'indeterminate' ? 'undecidable' : expected };
      }),
    );
    terminal.clear();
    const count = (verdict: string): number => results.filter(({ result }) => result.verdict === verdict).length;
    const disagreeing = command.expect ? results.filter(({ result, expected }) => expected !== result.verdict) : [];
    if (command.output === 'json') {
      const summary = { passed: count('pass'), failed: count('fail'), undecidable: count('undecidable'), total: results.length };
      terminal.line(JSON.stringify({ ...summary, results: results.map(({ result }) => result) }, null, 2));
    } else {
      for (const { result, expected } of results) {
        const wrong = command.expect && expected !== result.verdict;
        const where = result.file === null ? '' : ` ${result.file}${result.range ? `:${result.range.start.line}` : ''}`;
        terminal.line(`${terminal.style(result.verdict === 'pass' ? 'green' : 'red', result.verdict.padEnd(11))} ${printable(result.id)} ${printable(result.type)}${terminal.style('dim', printable(where))} ${printable(result.details)}${wrong ? terminal.style('yellow', `  expected ${printable(expected ?? 'nothing')}`) : ''}`);
      }
      terminal.line(`${count('pass')} passed, ${count('fail')} failed, ${count('undecidable')} undecidable of ${results.length}${command.expect ? `; ${results.length - disagreeing.length} as expected` : ''}`);
    }
    if (command.expect) {
      for (const { result, expected } of disagreeing) terminal.note(`${printable(result.id)}: expected ${printable(expected ?? 'nothing')}, found ${result.verdict}. ${printable(result.details)}`);
      return disagreeing.length === 0 ? exitCodes.fine : exitCodes.failed;
    }
    return count('pass') === results.length ? exitCodes.fine : exitCodes.failed;
  } finally {
    checker.dispose();
  }
}

function resultOf(id: string, type: string, verdict: Verdict) {
  return { id, type, verdict: verdict.verdict, strength: verdict.strength ?? null, details: verdict.details, file: verdict.file ?? null, range: verdict.range ?? null };
}

async function readCases(file: string): Promise<z.output<typeof caseSchema>[]> {
  let text: string;
  try {
    text = file === '-' ? await readStandardInput() : await readFile(file, 'utf8');
  } catch (error) {
    throw new WrongUse(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new WrongUse(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const parsed = inputSchema.safeParse(value);
  if (!parsed.success) {
    const list = Array.isArray(value) ? value : ((value as { cases?: unknown } | null)?.cases ?? undefined);
    const bad = Array.isArray(list) ? list.findIndex((one) => !caseSchema.safeParse(one).success) : -1;
    throw new WrongUse(bad >= 0 ? `Case ${bad} of ${file} is no assertion; it takes {"id", "type", "params", "requires"}.` : `${file} must hold a list of assertions, or {"cases": […]}.`);
  }
  return Array.isArray(parsed.data) ? parsed.data : parsed.data.cases;
}

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
