/** What tools that add or change entities answer. */
import * as z from 'zod/mini';
import { changeOutput, type Change } from '../change-output.ts';
import { candidate, type NotAdded } from './common.ts';

export const addedOutput = {
  accepted: z.boolean(),
  /** What may be the same; only when nothing was added. */
  candidates: z.array(candidate),
  ...changeOutput,
};

export const editedOutput = { changed: z.array(z.string()), ...changeOutput };

export function notAdded({ summary, next, candidates, model_id }: NotAdded): { summary: string; next: string; data: Change & { accepted: boolean; candidates: NotAdded['candidates'] } } {
  return { summary, next, data: { accepted: false, candidates, model_id, weakens: [], changes: [] } };
}
