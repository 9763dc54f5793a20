/**
 * Proposals as inputs: the list of tools shows no more than that there may be one, since its schema stands in the brief and would cost every
 * client its context. What comes is read by that schema.
 */
import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { refuseProblems } from './proposal.ts';

export const proposalInput = z.optional(z.record(z.string(), z.unknown()).check(z.describe('In the shape of proposal_schema of the brief.')));

/** @throws ToolRefusal `proposal_refused`, with every place that has another shape. */
export function readProposal<Schema extends z.ZodMiniType>(schema: Schema, given: unknown): z.output<Schema> {
  const read = schema.safeParse(given, { error: en().localeError });
  if (read.success) return read.data;
  refuseProblems(read.error.issues.map(({ path, message }) => ({ place: path.length === 0 ? 'proposal' : placeOf(path), message: `${message}.` })));
  throw new RangeError('a proposal with problems is refused');
}

/** `changes[2].entity.name`. */
function placeOf(path: readonly PropertyKey[]): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`)).join('');
}
