/** A model for other eyes: as a page, as a table, or in an envelope that another workspace takes. */
import * as z from 'zod/mini';
import { archiveOf, archiveSchema, arrivalOf, problemOfArchive } from '../../project/export-model/archive.ts';
import { modelCsv } from '../../project/export-model/csv.ts';
import { modelHtml } from '../../project/export-model/html.ts';
import { modelTables } from '../../project/export-model/model-tables.ts';
import { printable } from '../../project/printable.ts';
import { describeModelProblem } from '../../project/sentences/model-problems.ts';
import { describeRefusal } from '../../project/sentences/modelling.ts';
import { ToolRefusal } from '../answer.ts';
import { withRecord } from '../basis.ts';
import { findProject } from '../find-project.ts';
import { allModels, findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { tool } from '../tool.ts';

/** In UTF-16 units. */
const pieceSize = 60_000;

export const exportThreatModel = tool({
  name: 'export_threat_model',
  title: 'Export a model',
  toolsets: ['model'],
  use: 'To get a report of a model for people: html (one page without scripts) or csv. pdf gives the page, to be printed.',
  not: 'To carry a model to another workspace, export_threat_model_archive.',
  effect: 'reads',
  input: z.object({ ...modelInput, format: z.enum(['csv', 'pdf', 'html']), offset: z._default(z.int().check(z.nonnegative(), z.describe('Of the next piece, for a large export.')), 0) }),
  output: z.object({ file_name: z.string(), media_type: z.string(), content: z.string(), total_chars: z.int(), next_offset: z.optional(z.int()) }),
  async run({ model_id, format, offset }, desk) {
    const model = await withRecord(await findModel(desk, model_id));
    const tables = modelTables(model, desk.now().toISOString());
    const whole = format === 'csv' ? modelCsv(tables) : modelHtml(tables);
    const [ending, media_type] = format === 'csv' ? ['csv', 'text/csv'] : ['html', 'text/html'];
    const content = whole.slice(offset, offset + pieceSize);
    const next = offset + content.length;
    const more = next < whole.length;
    const file_name = `${model.model.id}.${ending}`;
    return {
      summary: `${file_name}: ${whole.length} characters of ${ending}${more || offset > 0 ? `, of which these are ${offset} to ${next}` : ''}.${format === 'pdf' ? ' No PDF is made here: write the page to a file, open it in a browser and print it to PDF; it is laid out for paper.' : ''}`,
      data: { file_name, media_type, content, total_chars: whole.length, ...(more ? { next_offset: next } : {}) },
      next: more ? `Call it again with offset ${next}, and put the pieces together.` : `Write the content to ${file_name}.`,
    };
  },
});

export const exportThreatModelArchive = tool({
  name: 'export_threat_model_archive',
  title: 'Export a model as an archive',
  toolsets: ['model'],
  use: 'To carry a model to another workspace: its text byte for byte in an envelope, with digests.',
  not: 'For a report for people, export_threat_model.',
  effect: 'reads',
  input: z.object({ ...modelInput }),
  output: z.object({ envelope: archiveSchema }),
  async run({ model_id }, desk) {
    const { model } = await findModel(desk, model_id);
    const envelope = archiveOf(model, desk.now().toISOString());
    return { summary: `${printable(model.model.id)} in an envelope: ${envelope.text.length} characters, SHA-256 ${envelope.sha256}.`, data: { envelope }, next: 'import_threat_model_archive takes the envelope as it is, in another workspace.' };
  },
});

export const importThreatModelArchive = tool({
  name: 'import_threat_model_archive',
  title: 'Import a model archive',
  toolsets: ['model'],
  use: 'To take in a model that was exported as an archive: under a fresh identifier, with a suffix where its title is taken.',
  effect: 'edits',
  input: z.object({ envelope: archiveSchema, workspace_id: z.optional(z.string().check(z.describe('Path of the root folder; may be left out where there is one.'))) }),
  output: z.object({ model_id: z.string(), title: z.string(), path: z.string(), attestations: z.int() }),
  async run({ envelope, workspace_id }, desk) {
    const project = await findProject(desk, workspace_id);
    const problem = problemOfArchive(envelope);
    if (problem?.code === 'invalid_model') {
      const problems = problem.parsed.problems.filter(({ severity }) => severity === 'error').map((one) => `${one.path.join('.') || 'the file'}: ${describeModelProblem(one).message}`);
      throw new ToolRefusal('invalid_model', `The model in the envelope has errors: ${problems.slice(0, 5).map(printable).join(' ')} Nothing was written.`, 'Mend the model where it comes from, and export it again.', { problems });
    }
    if (problem) throw new ToolRefusal(problem.code, problem.code === 'digest_mismatch' ? 'The text in the envelope is not the one that was exported: its SHA-256 differs. Nothing was written.' : 'The text in the envelope does not say what was exported: its semantic digest differs. Nothing was written.', 'Export it again, and pass the envelope on unchanged.');
    const models = await allModels(desk);
    const arrival = arrivalOf(envelope, { ids: models.map(({ model }) => model.model.id), titles: models.map(({ model }) => model.model.title), files: models.filter((one) => one.project === project).map(({ model }) => model.path) });
    if ('refused' in arrival) throw new ToolRefusal(arrival.refused, printable(describeRefusal(arrival)), 'Write out id and title in the model where it comes from, and export it again.');
    const model = await desk.writer.create(project, arrival.file, arrival.text);
    const attestations = Object.values(model.model.assumptions).reduce((sum, one) => sum + one.attestations.length, 0);
    return {
      summary: `Imported ${printable(arrival.title)} as ${arrival.id}, in ${printable(model.path)}.${attestations > 0 ? ` It brings ${attestations} ${attestations === 1 ? 'attestation' : 'attestations'} along: a person should look at ${attestations === 1 ? 'it' : 'them'}.` : ''}`,
      data: { model_id: arrival.id, title: arrival.title, path: model.path, attestations },
      next: 'assess_model says what it comes to here.',
    };
  },
});
