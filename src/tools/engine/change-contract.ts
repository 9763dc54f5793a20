/** The contract of a task: what rests on some files before they are edited, and what became of it afterwards. */
import * as z from 'zod/mini';
import { beginChange as begin, contractId, type Contract } from '../../project/change-contract/contract.ts';
import { completeChange as complete } from '../../project/change-contract/complete.ts';
import type { ThreatModel } from '../../model/schema.ts';
import { printable } from '../../project/printable.ts';
import { describeClaim, standingWords, statusWords } from '../../project/sentences/posture.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';
import { again } from '../basis.ts';
import type { Desk } from '../desk.ts';
import { allModels } from '../find.ts';
import { tool } from '../tool.ts';
import { inRepository } from './name-files.ts';

const contractSchema = z.object({
  contract: z.literal(1),
  tool: z.string(),
  began: z.string(),
  files: z.record(z.string(), z.string()),
  models: z.array(z.object({
    model: z.string(),
    path: z.string(),
    semantic_digest: z.string(),
    posture_digest: z.string(),
    assertions: z.record(z.string(), z.object({ hash: z.string(), stood: z.string() })),
    controls: z.record(z.string(), z.enum(['verified', 'assumed', 'implemented', 'not_implemented', 'removed'])),
    objectives: z.record(z.string(), z.enum(['mitigated', 'at_risk', 'unassessed', 'gone'])),
    findings: z.array(z.string()),
  })),
});

/** Contracts begun here, the oldest first, so that giving back the identifier is enough while the server runs. */
const begun = new Map<string, { readonly contract: Contract; readonly models: ReadonlyMap<string, ThreatModel> }>();
const mostBegun = 100;

const touched = z.object({
  model_id: z.string(),
  assertions: z.array(z.object({ id: z.string(), subject: z.string(), claim: z.string(), stood: z.string() })),
  controls: z.array(z.object({ id: z.string(), standing: z.string(), description: z.string() })),
  objectives: z.array(z.object({ id: z.string(), status: z.string(), statement: z.string() })),
  components: z.array(z.string()),
  findings: z.array(z.object({ id: z.string(), title: z.string() })),
});

export const beginChange = tool({
  name: 'begin_change',
  title: 'Begin a change',
  toolsets: ['core', 'evidence'],
  use: 'Before you edit files: says which promises, controls, objectives and findings rest on them, and gives a contract to complete.',
  effect: 'reads',
  input: z.object({ files: z.array(z.string()).check(z.minLength(1), z.maxLength(100), z.describe('The files that you are about to create, edit or delete.')) }),
  output: z.object({ contract_id: z.string(), touched: z.array(touched), contract: z.record(z.string(), z.unknown()).check(z.describe('All that is needed to complete the change, should the server be started anew meanwhile.')) }),
  async run({ files }, desk) {
    const models = (await allModels(desk)).map(({ model }) => ({ model, files: filesOf(model, files) }));
    const asked = models.filter(({ files: own }) => own.length > 0);
    if (models.length > 0 && asked.length === 0) throw new ToolRefusal('outside_root', 'None of these files lies in a repository that this server serves.', 'Name files relative to the folder of this server.');
    const { id, contract, carried } = await begin(asked, { tool: toolOf(desk), began: desk.now().toISOString() });
    begun.set(id, { contract, models: new Map(asked.map(({ model }) => [model.path, model.model])) });
    for (const oldest of begun.keys()) if (begun.size > mostBegun) begun.delete(oldest);
    const rows = asked.map(({ model }) => touchedRow(model, carried.get(model.path)!)).filter((row) => row.assertions.length + row.components.length + row.findings.length > 0);
    const carries = rows.flatMap((row) => row.assertions);
    return {
      summary: [
        carries.length === 0 ? 'No promise rests on these files.' : `${carries.length} ${carries.length === 1 ? 'assertion rests' : 'assertions rest'} on these files, for ${rows.flatMap(({ controls }) => controls.map(({ id: control }) => control)).join(', ')}:`,
        ...carries.slice(0, 8).map(({ id: assertion, subject, claim, stood }) => `- ${claim} (${assertion} for ${subject}, ${stood})`),
        ...(carries.length > 8 ? [`- and ${carries.length - 8} more`] : []),
        ...rows.flatMap(({ findings }) => findings.map(({ id: finding, title }) => `Open finding in them: ${finding} ${title}`)),
      ].join('\n'),
      data: { contract_id: id, touched: rows, contract: { ...contract } },
      next: `When the edit is done: complete_change with contract ${id}, or with the whole contract if the server was started anew.`,
    };
  },
});

export const completeChange = tool({
  name: 'complete_change',
  title: 'Complete a change',
  toolsets: ['core', 'evidence'],
  use: 'After the edit: verifies what rested on the files and says what became better, what worse and what is asked less of, with a receipt.',
  effect: 'reads',
  input: z.object({ contract: z.union([z.string(), z.record(z.string(), z.unknown())]).check(z.describe('The contract_id of begin_change, or its whole contract.')) }),
  output: z.object({
    outcome: z.enum(['kept', 'improved', 'weakened', 'worse']),
    worse: z.array(z.object({ model: z.string(), subject: z.string(), sentence: z.string() })),
    weakens: z.array(z.object({ model: z.string(), subject: z.string(), sentence: z.string() })),
    better: z.array(z.object({ model: z.string(), subject: z.string(), sentence: z.string() })),
    files: z.array(z.object({ file: z.string(), changed: z.boolean() })),
    receipt: z.record(z.string(), z.unknown()),
  }),
  async run({ contract: given }, desk) {
    const { contract, known } = contractOf(given);
    const found = (await allModels(desk)).filter(({ model }) => contract.models.some(({ path, model: id }) => path === model.path && id === model.model.id));
    for (const { project, model } of found) {
      const rested = contract.models.filter(({ path }) => path === model.path).flatMap(({ assertions }) => Object.keys(assertions)).filter((id) => Object.hasOwn(model.model.assertions, id));
      await project.verify({ assertions: rested.map((assertion) => ({ model: model.path, assertion })), prove: true, signal: desk.signal, ...(desk.testPorts ? { ports: desk.testPorts } : {}), onProgress: ({ step, done, total }) => desk.progress(done, total, step) });
    }
    const done = await complete(contract, found.map(({ project, model }) => again(project, model)), { tool: toolOf(desk), completed: desk.now().toISOString(), before: known ?? new Map<string, ThreatModel>() });
    const shown = (items: typeof done.worse) => items.map((item) => ({ ...item, sentence: printable(item.sentence) }));
    const [worse, weakens, better] = [shown(done.worse), shown(done.weakens), shown(done.better)];
    const outcomes = { kept: 'What rested on these files still holds.', improved: 'The change improves the posture.', weakened: 'The change weakens what a model asks for.', worse: 'The change breaks what held.' } as const;
    const unchanged = done.files.filter(({ changed }) => !changed);
    return {
      summary: [
        outcomes[done.outcome],
        ...worse.slice(0, 5).map(({ sentence }) => `Worse: ${sentence}`),
        ...weakens.slice(0, 5).map(({ sentence }) => `Weaker: ${sentence}`),
        ...better.slice(0, 5).map(({ sentence }) => `Better: ${sentence}`),
        ...(unchanged.length === done.files.length ? ['None of the files of the contract was changed.'] : []),
        `Receipt ${done.receipt.digest.slice(0, 16)}.`,
      ].join('\n'),
      data: { outcome: done.outcome, worse, weakens, better, files: [...done.files], receipt: { ...done.receipt } },
      ...(worse.length > 0 ? { next: 'Mend the code, then complete the same contract again.' } : weakens.length > 0 ? { next: 'Tell the person what became weaker and why, or take it back.' } : {}),
    };
  },
});

/** @throws ToolRefusal for an identifier that this server did not give, and for what is no contract. */
function contractOf(given: string | Readonly<Record<string, unknown>>): { readonly contract: Contract; readonly known?: ReadonlyMap<string, ThreatModel> } {
  const contract = typeof given === 'string' ? (given.trimStart().startsWith('{') ? read(given) : undefined) : read(JSON.stringify(given));
  const id = contract ? contractId(contract) : (given as string);
  const known = begun.get(id);
  if (known) return { contract: known.contract, known: known.models };
  if (!contract) throw new ToolRefusal('unknown_contract', `This server began no change ${printable(id.slice(0, 60))}.`, 'Give the whole contract that begin_change answered, or begin again.');
  return { contract };
}

function read(text: string): Contract {
  const fail = (): never => {
    throw new ToolRefusal('invalid_input', 'This is no contract of begin_change.', 'Give its contract_id, or its contract unchanged.');
  };
  try {
    const found = contractSchema.safeParse(JSON.parse(text));
    return found.success ? found.data : fail();
  } catch (error) {
    if (error instanceof ToolRefusal) throw error;
    return fail();
  }
}

/** Those of the files that lie in the model's repository, as it names them. */
function filesOf(model: ModelSnapshot, files: readonly string[]): readonly string[] {
  return [...new Set(files.flatMap((file) => {
    try {
      return [inRepository(model, file)];
    } catch (error) {
      if (error instanceof ToolRefusal) return [];
      throw error;
    }
  }))];
}

function touchedRow(model: ModelSnapshot, carries: { readonly assertions: readonly string[]; readonly controls: readonly string[]; readonly objectives: readonly string[]; readonly components: readonly string[]; readonly findings: readonly string[] }): z.input<typeof touched> {
  const { model: threats, assessment, verdicts } = model;
  return {
    model_id: threats.id,
    assertions: carries.assertions.map((id) => {
      const claim = threats.assertions[id]!;
      const verdict = verdicts.get(id);
      return { id, subject: claim.control ?? claim.assumption ?? '', claim: printable(describeClaim(claim)), stood: verdict ? `${verdict.verdict}${verdict.strength === undefined ? '' : `, ${verdict.strength}`}` : 'unchecked' };
    }),
    controls: assessment.controls.filter(({ id }) => carries.controls.includes(id)).map(({ id, standing }) => ({ id, standing: standingWords[standing], description: printable(threats.controls[id]?.description ?? '') })),
    objectives: assessment.objectives.filter(({ id }) => carries.objectives.includes(id)).map(({ id, status, statement }) => ({ id, status: statusWords[status], statement: printable(statement) })),
    components: [...carries.components],
    findings: carries.findings.map((id) => ({ id, title: printable(threats.findings[id]?.title ?? '') })),
  };
}

function toolOf({ version }: Desk): string {
  return `mipiti ${version}`;
}
