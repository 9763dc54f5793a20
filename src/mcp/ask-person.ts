/**
 * Asks the person behind a client. The call ends with the question, and comes again with the answer: a tool that asked before it changed
 * anything runs anew and finds it. Older clients are asked in the middle of the call; the SDK sees to that.
 */
import { createHash } from 'node:crypto';
import { inputRequired, inputResponse, type InputRequiredResult } from '@modelcontextprotocol/server';
import type { PersonAnswer, PersonQuestion } from '../tools/desk.ts';
import type { Caller } from './served.ts';

/** Thrown through a tool, to end the call with a question. */
export class AsksPerson extends Error {
  readonly result: InputRequiredResult;

  constructor(result: InputRequiredResult) {
    super('a person is asked');
    this.result = result;
  }
}

/** The consequences that a form shows before it only counts them. */
const mostConsequences = 20;

/** The answer to a question of a call. @throws AsksPerson when it has not been asked yet. */
export function askPerson(call: { readonly tool: string; readonly input: unknown }, question: PersonQuestion, { context, asksPeople }: Caller): PersonAnswer {
  if (!asksPeople) return 'not_asked';
  // An answer is one to this very question: the same call, meaning the same for the model.
  const key = `agree-${createHash('sha256').update(JSON.stringify([call.tool, call.input, question])).digest('hex').slice(0, 24)}`;
  const answer = inputResponse(context.mcpReq.inputResponses, key);
  if (answer.kind === 'missing') {
    throw new AsksPerson(inputRequired({
      inputRequests: {
        [key]: inputRequired.elicit({
          message: messageOf(question),
          requestedSchema: { type: 'object', properties: { agree: { type: 'boolean', title: 'I agree', description: 'What the agent wants to do is a person\'s to decide.' } }, required: ['agree'] },
        }),
      },
    }));
  }
  return answer.kind === 'elicit' && answer.action === 'accept' && answer.content?.['agree'] === true ? 'agreed' : 'declined';
}

function messageOf({ question, consequences }: PersonQuestion): string {
  const shown = consequences.slice(0, mostConsequences);
  const left = consequences.length - shown.length;
  return [question, ...shown.map((line) => `- ${line}`), ...(left > 0 ? [`- and ${left} more`] : [])].join('\n');
}
