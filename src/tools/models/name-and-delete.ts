/** Giving a model another title, and taking a whole model away. */
import { join } from 'node:path';
import * as z from 'zod/mini';
import { setValue } from '../../model/edit.ts';
import { textAtCommit } from '../../project/base-commit.ts';
import { printable } from '../../project/printable.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';
import { makeEdit } from '../edit-model.ts';
import { needReason } from '../entities/common.ts';
import { allModels, findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { agreedOrProposed } from '../person-decides.ts';
import { tool } from '../tool.ts';

export const renameThreatModel = tool({
  name: 'rename_threat_model',
  title: 'Rename a model',
  toolsets: ['model'],
  use: 'To give a model another title. Its identifier stays, since it qualifies identifiers elsewhere.',
  effect: 'edits',
  idempotent: true,
  input: z.object({ ...modelInput, name: z.string().check(z.minLength(1), z.maxLength(120)) }),
  output: z.object({ model_id: z.string(), title: z.string() }),
  async run({ model_id, name }, desk) {
    const { model } = await findModel(desk, model_id);
    const title = name.trim();
    const twin = (await allModels(desk)).find((other) => other.model.path !== model.path && other.model.model.title.toLowerCase() === title.toLowerCase());
    if (twin) throw new ToolRefusal('title_taken', `${printable(twin.model.path)} has that title already.`, 'Choose another title.');
    const { model: after } = await makeEdit(desk, model, model.parsed.model.title === title ? { edits: [] } : setValue(model.parsed, ['title'], title));
    return { summary: `${printable(after.model.id)} has the title ${printable(title)}.`, data: { model_id: after.model.id, title: after.model.title } };
  },
});

export const deleteThreatModel = tool({
  name: 'delete_threat_model',
  title: 'Delete a model',
  toolsets: ['model'],
  use: 'To delete a whole model file. Where a person can be asked, they are; where not, only a model that git keeps is deleted.',
  not: 'To take out one entity, remove_asset and the like.',
  effect: 'removes',
  input: z.object({ ...modelInput, why: z.optional(z.string().check(z.describe('Why it goes.'))) }),
  output: z.object({ model_id: z.string(), path: z.string(), kept_by_git: z.boolean(), still_named_by: z.array(z.string()) }),
  async run({ model_id, why }, desk) {
    const { model } = await findModel(desk, model_id);
    const { id, title } = model.model;
    const because = needReason(why, 'Deleting a model', 'why');
    const kept = await keptByGit(model);
    const named = (await allModels(desk)).filter((other) => other.model.path !== model.path).flatMap((other) => Object.entries(other.model.model.assumptions).filter(([, { target_model }]) => target_model === id).map(([assumption]) => `${other.model.model.id}/${assumption}`));
    const consequences = [`${model.assessment.objectives.length} objectives go with it.`, kept ? 'Its text is committed, so git can bring it back.' : 'Its text is not committed as it is: it would be lost.', ...(named.length > 0 ? [`${named.join(', ')} rest on it.`] : [])];
    const decision = await agreedOrProposed(desk, { question: `Delete the model ${printable(id)} (${printable(title)}): ${printable(because)}?`, consequences: consequences.map(printable) });
    if (decision === 'proposed' && !kept) throw new ToolRefusal('not_committed', `${printable(model.path)} is not committed as it is, and nobody could be asked. Nothing was deleted.`, 'Commit it first, or let a person delete it.');
    await desk.writer.remove(model);
    return { summary: `Deleted ${printable(model.path)}. ${consequences.map(printable).join(' ')}`, data: { model_id: id, path: model.path, kept_by_git: kept, still_named_by: named }, next: `Give the reason in the commit: ${printable(because)}` };
  },
});

/** Whether the last commit has the very text. */
async function keptByGit({ base, repository, projectRoot, path, text }: ModelSnapshot): Promise<boolean> {
  if (!repository.hasGit || ('none' in base && base.none === 'not_trusted')) return false;
  const found = await textAtCommit(repository.root, join(projectRoot, ...path.split('/')), 'HEAD');
  return 'commit' in found && found.text.replace(/^\uFEFF/, ' ') === text;
}
