/** Runs one tool: takes the input in its real types or in the string forms, checks it, and answers. */
import * as z from 'zod/mini';
import { printable } from '../project/printable.ts';
import { ToolRefusal, type Answer } from './answer.ts';
import type { Desk } from './desk.ts';
import { realTypes } from './real-types.ts';
import type { Tool } from './tool.ts';

/**
 * The answer of a tool to whatever a client sent.
 *
 * @throws ToolRefusal when the input is not what the tool takes, with the place in it, or when the tool cannot do it.
 */
export async function callTool(tool: Tool, input: unknown, desk: Desk): Promise<Answer> {
  const read = tool.input.safeParse(realTypes(input ?? {}, tool.input));
  if (!read.success) {
    const issues = read.error.issues.map(({ path, message }) => `${path.length > 0 ? printable(path.join('.')) : 'the input'}: ${printable(message)}`);
    throw new ToolRefusal('invalid_input', `${tool.name} does not take this: ${issues.join('; ')}.`, 'Call it again with the input that its schema asks for.', { issues });
  }
  desk.signal.throwIfAborted();
  const answer = await tool.run(read.data, desk);
  return { ...answer, data: z.parse(tool.output, answer.data) };
}
