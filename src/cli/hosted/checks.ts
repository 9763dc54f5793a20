/** `mipiti-verify verify` and `check`: assertions against a checkout, without a platform. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as z from 'zod/mini';
import { nodeChecker } from '../../project/node-checker.ts';
import { fileSources } from '../../verifier/file-sources.ts';
import { rememberingSources } from '../../verifier/remembering-sources.ts';
import { findAssertionType } from '../../verifier/catalogue.ts';
import { workerFile } from '../open-target.ts';
import { portsOf, type TestOptions } from '../test-options.ts';
import { printable } from '../../project/printable.ts';
import type { Terminal } from '../terminal.ts';
import { exitCodes } from '../wrong-use.ts';
import { CannotDo } from './cannot-do.ts';

export interface CheckOptions {
  readonly projectRoot: string;
  readonly output: 'text' | 'json';
  readonly tests: TestOptions;
}

/** One assertion. Exit 1 when it does not pass, when the type is not known or a parameter is none. */
export async function verifyOne(type: string, words: readonly string[], options: CheckOptions, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const params: Record<string, unknown> = {};
  for (const word of words) {
    const equals = word.indexOf('=');
    if (equals <= 0) throw new CannotDo(`${word} is no parameter; write -p name=value.`);
    const [name, value] = [word.slice(0, equals), word.slice(equals + 1)];
    params[name] = valueOf(type, name, value);
  }
  const [verdict] = await checkAll([{ type, params }], options, terminal, signal);
  const passed = verdict!.verdict === 'pass';
  if (options.output === 'json') terminal.line(JSON.stringify({ passed, type, params, details: verdict!.details }, null, 2));
  else terminal.line(`${terminal.style(passed ? 'green' : 'red', passed ? 'PASS' : 'FAIL')} ${printable(type)} ${printable(verdict!.details)}`);
  return passed ? exitCodes.fine : exitCodes.failed;
}

/** Lists and maps come as JSON; all else is text. */
function valueOf(type: string, name: string, value: string): unknown {
  const kind = findAssertionType(type)?.params.find((parameter) => parameter.name === name)?.kind;
  if (kind !== 'structure' && !(kind === 'texts' && value.startsWith('['))) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw new CannotDo(`${name} takes JSON.`);
  }
}

const caseSchema = z.array(z.object({ id: z.optional(z.union([z.string(), z.number()])), type: z.string(), params: z._default(z.record(z.string(), z.unknown()), {}), description: z._default(z.string(), '') }));

/** A batch from a file: a list of `{type, params, description, id?}`. Nothing is skipped: what cannot be decided has failed. */
export async function checkFile(file: string, options: CheckOptions, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CannotDo(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CannotDo(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const cases = caseSchema.safeParse(value);
  if (!cases.success) throw new CannotDo(`${file} must hold a list of {"type", "params", "description", "id"}.`);
  const verdicts = await checkAll(cases.data, options, terminal, signal);
  const results = cases.data.map(({ id, type, description }, index) => ({ id: String(id ?? index), type, description, passed: verdicts[index]!.verdict === 'pass', details: verdicts[index]!.details }));
  const passed = results.filter((result) => result.passed).length;
  if (options.output === 'json') terminal.line(JSON.stringify({ passed, failed: results.length - passed, skipped: 0, total: results.length, results }, null, 2));
  else {
    for (const result of results) terminal.line(`${terminal.style(result.passed ? 'green' : 'red', result.passed ? 'PASS' : 'FAIL')} ${printable(`${result.id} ${result.type} ${result.details}`)}`);
    terminal.line(`${passed} passed, ${results.length - passed} failed of ${results.length}`);
  }
  return passed === results.length ? exitCodes.fine : exitCodes.failed;
}

async function checkAll(claims: readonly { readonly type: string; readonly params: Readonly<Record<string, unknown>> }[], options: CheckOptions, terminal: Terminal, signal: AbortSignal) {
  const root = resolve(options.projectRoot);
  const ports = (await portsOf(options.tests, terminal, signal))(root);
  const checker = nodeChecker(workerFile(), 'alone');
  try {
    // Each file is read once: verdicts that are given together speak of one state.
    const sources = rememberingSources(fileSources(root));
    return await Promise.all(claims.map(({ type, params }) => checker.check(sources, { type, params }, signal, ports)));
  } finally {
    checker.dispose();
  }
}
