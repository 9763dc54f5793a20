/** Which verdicts an answer rests on: those of the work tree, with what signed runs recorded beside them. */
import * as z from 'zod/mini';
import { onRecord } from '../project/on-record.ts';
import type { ModelSnapshot, Project } from '../project/snapshot.ts';
import type { FoundModel } from './find.ts';

/** For the output schema of every tool whose answer holds verdicts. */
export const basisOutput = {
  basis: z.literal('worktree').check(z.describe('Verdicts are of the files as they are now, unsigned: a preview. What signed runs recorded stands beside them.')),
  on_record: z.boolean().check(z.describe('Whether any run of this model is recorded.')),
};

export function basisOf(model: ModelSnapshot): { basis: 'worktree'; on_record: boolean } {
  return { basis: 'worktree', on_record: onRecord(model) !== undefined };
}

/** A model with what is recorded of it read; recorded runs are read at the first question for them. */
export async function withRecord({ project, model }: FoundModel): Promise<ModelSnapshot> {
  if (model.recorded === undefined) await project.readRecorded();
  return again(project, model);
}

/** The snapshot of the same file as it is now. */
export function again(project: Project, model: ModelSnapshot): ModelSnapshot {
  return project.models.find(({ path }) => path === model.path) ?? model;
}
