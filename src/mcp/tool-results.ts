/** An answer or a refusal as the protocol carries it. */
import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Answer, ToolRefusal } from '../tools/answer.ts';
import { answerText, refusalText } from '../tools/answer-text.ts';

/** As text for who reads text, and as structure for who reads that. Both say the same. */
export function resultOf(answer: Answer): CallToolResult {
  const { summary, data, text } = answerText(answer);
  return { content: [{ type: 'text', text }], structuredContent: { summary, ...data } };
}

/** A result that the model reads and can act on. Its details stand in the text: clients hold structure against the schema of success. */
export function refusalOf(refusal: ToolRefusal): CallToolResult {
  return { content: [{ type: 'text', text: refusalText(refusal) }], isError: true };
}
