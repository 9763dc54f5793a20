/** `mipiti generate "…" | FILE.md | --from-repo [PATH]` */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { generateModel, modelFileOf, nameFor, type Generated } from '../project/generate/generate-model.ts';
import { itemKinds } from '../generation/library-schema.ts';
import type { MergeProposal } from '../generation/merge.ts';
import type { Proposal, ProposedItem } from '../generation/proposal.ts';
import { applyEdits } from '../model/text-edit.ts';
import { parseModel } from '../model/parse.ts';
import { findModelFiles, readModelFile } from '../project/model-files.ts';
import { isModelFile, withSlashes } from '../project/model-names.ts';
import { printable } from '../project/printable.ts';
import { describeLibraryProblem, describeReasons, describeRefusal, describeSimilar, kindTitles } from '../project/sentences/generation.ts';
import { replaceFile, writeNewFile } from '../project/write-model.ts';
import { fileSources } from '../verifier/file-sources.ts';
import { maximumModelSize } from '../model/parse.ts';
import { askLine, isAnswering } from './ask-line.ts';
import type { Terminal } from './terminal.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

export interface GenerateCommand {
  /** The description, or the file that it stands in. */
  readonly words: string | undefined;
  /** The repository to read. */
  readonly fromRepo?: string;
  readonly root: string;
  readonly title?: string;
  /** The new file to write. */
  readonly write?: string;
  /** The model that gets what it lacks. */
  readonly into?: string;
  readonly without: readonly string[];
  readonly yes: boolean;
  readonly output: 'text' | 'json' | 'yaml';
}

/** Proposes a model and says why; writes it where somebody says so. */
export async function generate(command: GenerateCommand, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const root = folderOf(command.fromRepo ?? command.root);
  const { description, file } = descriptionOf(command.words);
  if (description === '' && command.fromRepo === undefined) throw new WrongUse('Describe the feature in quotes, name a file that does, or give --from-repo.');
  if (command.write !== undefined && command.into !== undefined) throw new WrongUse('--write makes a new file, --into changes one that is there. Leave one of them out.');
  if (command.write !== undefined && !isModelFile(command.write)) throw new WrongUse(`Model files end with .threatmodel.yaml; ${command.write} does not.`);
  if (command.write !== undefined && existsSync(resolve(command.write))) throw new WrongUse(`${command.write} is there. --into ${command.write} adds to it.`);
  const into = command.into === undefined ? undefined : modelTextOf(command.into);
  const generated = await generateModel(
    { description, ...(file === undefined ? {} : { descriptionFile: file }), fromRepository: command.fromRepo !== undefined, folderName: basename(root), ...(command.title === undefined ? {} : { title: command.title }) },
    { sources: fileSources(root), models: await modelsOf(root), signal, onProgress: (done, total, path) => terminal.progress(`reading ${done} of ${total}  ${printable(path)}`) },
  );
  terminal.clear();
  for (const problem of generated.problems) terminal.note(printable(describeLibraryProblem(problem)));
  for (const limit of generated.limits) terminal.note(printable(limit));
  if ('refused' in generated.answer) {
    if (command.output === 'json') terminal.line(JSON.stringify({ refused: generated.answer }, null, 2));
    else terminal.note(describeRefusal(generated.answer));
    return exitCodes.failed;
  }
  const asked = into && command.into !== undefined ? { file: command.into, text: into } : undefined;
  const all = proposalOf(generated, asked, undefined);
  checkIdentifiers(all.proposal.items, command.without);
  const interactive = isAnswering() && !command.yes && command.output === 'text';
  const accepted = new Set(all.proposal.items.map(({ id }) => id).filter((id) => !command.without.includes(id)));
  if (command.output !== 'yaml') printOrJson(command, generated, proposalOf(generated, asked, accepted), terminal);
  if (interactive) await review(all.proposal.items, accepted, terminal, signal);
  const final = proposalOf(generated, asked, accepted);
  if (command.output === 'yaml') terminal.raw(final.merged ? final.merged.text : modelFileOf(final.proposal));
  return writeOut(command, root, final, interactive ? (question) => agreed(question, signal) : undefined, terminal);
}

interface Final {
  readonly proposal: Proposal;
  readonly merged?: { readonly file: string; readonly before: string; readonly text: string };
}

function proposalOf(generated: Generated, into: { readonly file: string; readonly text: string } | undefined, accepted: ReadonlySet<string> | undefined): Final {
  if (!into) {
    const proposal = accepted ? generated.revise(accepted) : generated.answer;
    if ('refused' in proposal) throw new WrongUse(describeRefusal(proposal));
    return { proposal };
  }
  const merged: MergeProposal | { refused: string } = generated.mergeInto(parseModel(into.text), accepted);
  if (!('result' in merged)) throw new WrongUse(`${into.file}: nothing can be proposed.`);
  if ('refused' in merged.result) throw new WrongUse(`${into.file} cannot be changed by small edits (${merged.result.refused}). Mend its problems first: mipiti verify ${into.file}`);
  return { proposal: merged.proposal, merged: { file: into.file, before: into.text, text: applyEdits(into.text, merged.result.edits) } };
}

async function writeOut(command: GenerateCommand, root: string, { proposal, merged }: Final, ask: ((question: string) => Promise<boolean>) | undefined, terminal: Terminal): Promise<number> {
  if (proposal.items.length === 0) {
    terminal.note(merged ? `${merged.file} has all of it already.` : 'Nothing is left to write.');
    return exitCodes.fine;
  }
  if (merged) {
    if (!command.yes && !(await ask?.(`Add ${proposal.items.length} entities to ${merged.file}?`))) return hint(command, `Nothing was written. --yes adds them to ${merged.file}.`, terminal);
    const refusal = await replaceFile(resolve(merged.file), merged.before, merged.text);
    if (refusal) throw new WrongUse(`${merged.file} was changed meanwhile. Try again.`);
    terminal.note(`${proposal.items.length} entities were added to ${merged.file}. The rest of the file is as it was.`);
    return exitCodes.fine;
  }
  const named = command.write === undefined ? nameFor(proposal, (name) => existsSync(join(root, name))) : { file: relative(root, resolve(command.write)), proposal };
  const shown = withSlashes(named.file);
  const wants = command.yes || (ask ? await ask(`Write ${shown}?`) : command.write !== undefined);
  if (!wants) return hint(command, `Nothing was written. --write PATH or --yes writes it; --without ${proposal.items.at(-1)!.id} leaves something out.`, terminal);
  const refusal = await writeNewFile(join(root, named.file), modelFileOf(named.proposal, existsSync(join(root, '.mipiti', 'threatmodel.schema.json')) && !shown.includes('/') ? { schemaUrl: '.mipiti/threatmodel.schema.json' } : {}));
  if (refusal) throw new WrongUse(`${shown} is there already. Nothing was written.`);
  terminal.note(`${shown} was written: ${proposal.items.length} entities. mipiti posture shows the objectives that follow.`);
  return exitCodes.fine;
}

function hint(command: GenerateCommand, text: string, terminal: Terminal): number {
  if (command.output === 'text') terminal.note(text);
  return exitCodes.fine;
}

async function agreed(question: string, signal: AbortSignal): Promise<boolean> {
  const answer = await askLine(`${question} [y/N] `, signal);
  return /^y(?:es)?$/i.test(answer.trim());
}

/** One question a kind: which of them to leave out. */
async function review(items: readonly ProposedItem[], accepted: Set<string>, terminal: Terminal, signal: AbortSignal): Promise<void> {
  for (const kind of itemKinds) {
    const own = items.filter((item) => item.kind === kind && accepted.has(item.id));
    if (own.length === 0) continue;
    for (;;) {
      const answer = (await askLine(`${kindTitles[kind]}: ${own.map(({ id }) => id).join(' ')}. Leave out which? (Enter keeps all) `, signal)).trim();
      const ids = answer === '' ? [] : answer.split(/[\s,]+/);
      const unknown = ids.filter((id) => !own.some((item) => item.id === id));
      if (unknown.length === 0) {
        for (const id of ids) accepted.delete(id);
        break;
      }
      terminal.note(`There is no ${printable(unknown.join(', '))} among them.`);
    }
  }
}

function checkIdentifiers(items: readonly ProposedItem[], without: readonly string[]): void {
  const unknown = without.filter((id) => !items.some((item) => item.id === id));
  if (unknown.length > 0) throw new WrongUse(`--without names ${unknown.join(', ')}, which is not proposed. Run it without --write to see what is.`);
}

function printOrJson(command: GenerateCommand, generated: Generated, { proposal, merged }: Final, terminal: Terminal): void {
  if (command.output === 'json') {
    terminal.line(JSON.stringify({ ...proposal, ...(merged ? { into: merged.file } : {}), similar: generated.similar, problems: generated.problems, limits: generated.limits }, null, 2));
    return;
  }
  terminal.line(terminal.style('bold', printable(proposal.title)));
  terminal.line(terminal.style('dim', 'Chosen by the built-in library, without a language model. Review every item: what it does not know is not here.'));
  for (const kind of itemKinds) {
    const own = proposal.items.filter((item) => item.kind === kind);
    if (own.length === 0) continue;
    terminal.line(`\n${terminal.style('bold', kindTitles[kind])}`);
    for (const item of own) {
      terminal.line(`  ${item.id.padEnd(7)} ${printable(titleOf(item))}`);
      terminal.line(terminal.style('dim', `          ${printable(describeReasons(item.reasons, proposal))}`));
    }
  }
  terminal.line();
  for (const { concept, place } of proposal.denied) terminal.line(`Left out: ${concept}, since the description says so at ${place.in === 'description' ? `line ${place.line}` : place.file} (“${printable(place.text)}”).`);
  for (const { objective, properties } of proposal.uncovered) terminal.line(`No control for ${properties.join(', ')} of ${objective}: it will stay at risk until you add one.`);
  for (const similar of generated.similar) terminal.line(terminal.style('yellow', `${printable(describeSimilar(similar))}. --into ${printable(similar.path)} adds to it what it lacks.`));
}

function titleOf({ kind, entity, title }: ProposedItem): string {
  if (kind === 'assets') return `${title} (${(entity.properties as string[]).join(', ')})`;
  if (kind === 'attackers') return `${title} (${String(entity.vector)}, at ${(entity.boundaries as string[]).join(', ')})`;
  return title;
}

function folderOf(path: string): string {
  const folder = resolve(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new WrongUse(`${path} is no folder.`);
  return folder;
}

const largestDescriptionFile = 1_000_000;

/** The words themselves, or the text of the file that they name. */
function descriptionOf(words: string | undefined): { readonly description: string; readonly file?: string } {
  if (words === undefined) return { description: '' };
  if (words === '-') return { description: readFileSync(0, 'utf8') };
  if (words.length < 500 && !words.includes('\n') && /\.(?:md|markdown|txt|rst|adoc)$/i.test(words)) {
    if (!existsSync(words)) throw new WrongUse(`There is no file ${words}.`);
    if (statSync(words).size > largestDescriptionFile) throw new WrongUse(`${words} has more than a million bytes. Describe one feature.`);
    return { description: readFileSync(words, 'utf8'), file: withSlashes(words) };
  }
  return { description: words };
}

function modelTextOf(path: string): string {
  if (!isModelFile(path) || !existsSync(path)) throw new WrongUse(`${path} is no model file that is there.`);
  return readFileSync(path, 'utf8');
}

async function modelsOf(root: string): Promise<{ path: string; model: ReturnType<typeof parseModel>['model'] }[]> {
  const models = [];
  for (const path of await findModelFiles(root)) {
    const text = await readModelFile(root, path, maximumModelSize);
    if (text !== undefined) models.push({ path, model: parseModel(text).model });
  }
  return models;
}
