/** Tools whose answer takes a language model: without a proposal they give a brief, with one they check it and make one edit of it, or say every reason why not. */
import * as z from 'zod/mini';
import { printable } from '../project/printable.ts';
import type { Brief, ProposalProblem } from '../project/proposals/brief.ts';
import { ToolRefusal } from './answer.ts';

/** For the output schema of such a tool. */
export const briefOutput = z.object({
  instructions: z.string(),
  data: z.string(),
  proposal_schema: z.record(z.string(), z.unknown()),
  checks: z.array(z.string()),
});

export function briefData({ instructions, data, proposal_schema, checks }: Brief): z.input<typeof briefOutput> {
  return { instructions, data, proposal_schema, checks: [...checks] };
}

/** A schema as a brief shows it. */
export function schemaForBrief(schema: z.ZodMiniType): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(schema, { io: 'input' });
}

/** @throws ToolRefusal `proposal_refused`, with every reason, when there is one. */
export function refuseProblems(problems: readonly ProposalProblem[], named = 'proposal'): void {
  if (problems.length === 0) return;
  const said = problems.map(({ place, message }) => ({ place: printable(place), message: printable(message) }));
  const shown = said.slice(0, 8).map(({ place, message }) => `${place}: ${message}`);
  throw new ToolRefusal('proposal_refused', `The ${named} is not taken, and nothing was changed. ${shown.join(' ')}${said.length > shown.length ? ` And ${said.length - shown.length} more.` : ''}`, 'Mend every place that is named, then call it again.', { problems: said });
}
