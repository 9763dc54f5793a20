/** `mipiti assert TYPE key=value…`: one assertion, checked, and with `--add` written into a model. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseModel } from '../model/parse.ts';
import { applyEdits } from '../model/text-edit.ts';
import { strengths, type Strength } from '../model/vocabulary.ts';
import { addAssertions } from '../project/claims/add-assertion.ts';
import { openProject } from '../project/open.ts';
import { nodeChecker } from '../project/node-checker.ts';
import { replaceFile } from '../project/write-model.ts';
import { findAssertionType } from '../verifier/catalogue.ts';
import { fileSources } from '../verifier/file-sources.ts';
import { validateClaim } from '../verifier/validate-claim.ts';
import type { Vacuity } from '../verifier/vacuity/prove.ts';
import type { Claim, Verdict } from '../verifier/verdict.ts';
import { workerFile } from './open-target.ts';
import { portsOf, type TestOptions } from './test-options.ts';
import { printable } from '../project/printable.ts';
import type { Terminal } from './terminal.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

export interface AssertCommand {
  readonly type: string;
  readonly words: readonly string[];
  readonly root: string;
  readonly output: 'text' | 'json';
  readonly requires?: string;
  /** The control, `CTRL-01` or `upload/CTRL-01`, that the assertion is added to. */
  readonly add?: string;
  readonly covers: readonly string[];
  /** Whether it is tried if the claim notices that what it claims is gone. Adding it always does. */
  readonly prove: boolean;
  readonly tests: TestOptions;
}

/** Checks one assertion. With `--add` it is written whatever the verdict is; the exit code tells the verdict. */
export async function assertOne(command: AssertCommand, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const claim = claimOf(command);
  const problems = validateClaim(claim);
  if (problems.length > 0) throw new WrongUse(problems.map((problem) => problem.message).join(' '));
  const root = resolve(command.root);
  const ports = (await portsOf(command.tests, terminal, signal))(root);
  const checker = nodeChecker(workerFile());
  try {
    const sources = fileSources(root);
    const verdict = await checker.check(sources, claim, signal, ports);
    const asked = verdict.verdict === 'pass' && (command.prove || command.add !== undefined);
    const vacuity = asked ? await checker.prove(sources, claim, verdict, signal) : undefined;
    const added = command.add === undefined ? undefined : await add(command, command.add, claim);
    print(command, verdict, vacuity, added, terminal);
    return verdict.verdict === 'pass' && !vacuity?.survived.length ? exitCodes.fine : exitCodes.failed;
  } finally {
    checker.dispose();
  }

  async function add({ root, covers }: AssertCommand, target: string, wanted: Claim): Promise<{ readonly id: string; readonly file: string }> {
    const slash = target.indexOf('/');
    const [modelId, control] = slash < 0 ? [undefined, target] : [target.slice(0, slash), target.slice(slash + 1)];
    const project = await openProject(root, { checker, trusted: false, now: () => new Date() });
    try {
      const having = project.models.filter((model) => (modelId === undefined || model.model.id === modelId) && Object.hasOwn(model.model.controls, control));
      const [model] = having;
      if (!model) throw new WrongUse(`No model below ${root} has a control ${target}.`);
      if (having.length > 1) throw new WrongUse(`${target} is in several models; write ${having.map((one) => `${one.model.id}/${control}`).join(' or ')}.`);
      const clauses = model.model.controls[control]!.clauses;
      const unknown = covers.find((clause) => !Object.hasOwn(clauses, clause));
      if (unknown !== undefined) throw new WrongUse(`${control} has no clause ${unknown}. It has ${Object.keys(clauses).join(', ') || 'none yet'}.`);
      const file = join(project.root, model.path);
      const before = await readFile(file, 'utf8');
      const parsed = parseModel(before);
      const result = addAssertions(parsed, [{ subject: control, claim: wanted, covers }], Math.random);
      if ('refused' in result) throw new WrongUse(`${model.path} cannot be edited for sure (${result.refused.replaceAll('_', ' ')}). Add the assertion by hand.`);
      const refused = await replaceFile(file, before, applyEdits(before, result.edits));
      if (refused) throw new WrongUse(`${model.path} changed meanwhile. Try again.`);
      return { id: result.ids[0]!, file: model.path };
    } finally {
      project.dispose();
    }
  }
}

function claimOf({ type, words, requires }: AssertCommand): Claim {
  const kinds = new Map(findAssertionType(type)?.params.map((parameter) => [parameter.name, parameter.kind]));
  const params: Record<string, unknown> = {};
  for (const word of words) {
    const equals = word.indexOf('=');
    if (equals <= 0) throw new WrongUse(`${word} is no parameter; write name=value, such as file=upload.py.`);
    const [name, value] = [word.slice(0, equals), word.slice(equals + 1)];
    if (Object.hasOwn(params, name)) throw new WrongUse(`${name} is given twice.`);
    if (kinds.get(name) === 'structure') params[name] = structureOf(name, value);
    else params[name] = kinds.get(name) === 'flag' && (value === 'true' || value === 'false') ? value === 'true' : value;
  }
  if (requires !== undefined && !(strengths as readonly string[]).includes(requires)) throw new WrongUse(`--requires takes one of ${strengths.join(', ')}.`);
  return { type, params, ...(requires === undefined ? {} : { requires: requires as Strength }) };
}

/** Maps and lists are written as JSON. */
function structureOf(name: string, value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw new WrongUse(`${name} takes JSON, such as ${name}={"NAME": "value"}.`);
  }
}

function print(command: AssertCommand, verdict: Verdict, vacuity: Vacuity | undefined, added: { readonly id: string; readonly file: string } | undefined, terminal: Terminal): void {
  if (command.output === 'json') {
    const { restsOn: _, ...rest } = verdict;
    terminal.line(JSON.stringify({ type: command.type, ...rest, strength: verdict.strength ?? null, file: verdict.file ?? null, range: verdict.range ?? null, vacuity: vacuity ?? null, added: added ?? null }, null, 2));
    return;
  }
  const where = verdict.file === undefined ? '' : ` ${verdict.file}${verdict.range ? `:${verdict.range.start.line}` : ''}`;
  terminal.line(`${terminal.style(verdict.verdict === 'pass' ? 'green' : 'red', verdict.verdict)}${verdict.strength ? `, ${verdict.strength}` : ''}${terminal.style('dim', printable(where))} ${printable(verdict.details)}`);
  if (vacuity) {
    const noticed = vacuity.inapplicable ?? (vacuity.tried === 0 ? 'No change of it could be tried.' : `${vacuity.killed} of ${vacuity.tried} changes that take it away are noticed.`);
    terminal.line(terminal.style(vacuity.survived.length > 0 ? 'red' : 'dim', noticed));
    for (const survivor of vacuity.survived) terminal.line(`  ${terminal.style('red', printable(survivor))}`);
    if (vacuity.survived.length > 0) terminal.line('  So it counts as text that was found, and no more.');
  }
  if (added) terminal.line(`${added.id} is written to ${printable(added.file)}.`);
}
