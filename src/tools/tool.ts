/** What a tool is: one row of the table that the MCP server, the editor's language-model tools and the reference page are made of. */
import type * as z from 'zod/mini';
import type { Answer } from './answer.ts';
import type { Desk } from './desk.ts';

/** The sets that a client can switch on. `core` is what it gets unasked. */
export const toolsets = ['core', 'model', 'controls', 'evidence', 'compliance'] as const;
export type Toolset = (typeof toolsets)[number];

/**
 * What a call may do: `reads` changes nothing, `edits` changes a model file and can be undone, `removes` takes something away or decides what
 * a person should decide, `runs` starts tests of the workspace.
 */
export type ToolEffect = 'reads' | 'edits' | 'removes' | 'runs';

type ObjectSchema = z.ZodMiniObject;

export interface ToolOf<Input extends ObjectSchema, Output extends ObjectSchema> {
  readonly name: string;
  /** For people: what it does, as a few words. */
  readonly title: string;
  readonly toolsets: readonly [Toolset, ...Toolset[]];
  /** When to use it, in one sentence. */
  readonly use: string;
  /** When not, and what instead. */
  readonly not?: string;
  readonly effect: ToolEffect;
  /** Calling it twice with the same input does no more than calling it once. */
  readonly idempotent?: boolean;
  readonly input: Input;
  /** The shape of the answer's data. */
  readonly output: Output;
  /** Only for input that `input` took. Throws `ToolRefusal` for what cannot be done, and the signal's reason when it was cancelled. */
  run(input: z.output<Input>, desk: Desk): Promise<Answer<z.input<Output>>>;
}

/** A tool of whatever input; `callTool` is the way to run it. */
export type Tool = ToolOf<ObjectSchema, ObjectSchema>;

/** Names the types of a row once, and forgets them for the table. */
export function tool<Input extends ObjectSchema, Output extends ObjectSchema>(row: ToolOf<Input, Output>): Tool {
  return row;
}
