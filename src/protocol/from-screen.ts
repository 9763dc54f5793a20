/** Reads what a screen posted. A page shows text of a workspace, so that nothing of what it says is taken on trust. */
import * as z from 'zod/mini';
import { isAskName, questionSchemas } from './asks.ts';
import { intentSchema } from './intents.ts';
import type { FromScreen } from './messages.ts';
import { screenNames } from './screens/screens.ts';

const number = z.int().check(z.nonnegative());
const screen = z.enum(screenNames);
const name = z.string().check(z.maxLength(200));
const place = z.discriminatedUnion('of', [
  z.object({ of: z.literal('entity'), id: name, field: z.optional(name) }),
  z.object({ of: z.literal('assertion'), id: name }),
  z.object({ of: z.literal('file'), file: z.string().check(z.maxLength(4_000)), line: z.optional(z.int().check(z.positive())) }),
]);

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), screen: z.optional(screen) }),
  z.object({ type: z.literal('show'), screen }),
  z.object({ type: z.literal('intent'), number, basedOn: number, intent: intentSchema }),
  z.object({ type: z.literal('ask'), number, ask: z.string(), question: z.unknown() }),
  z.object({ type: z.literal('cancel'), number }),
  z.object({ type: z.literal('open'), place }),
  z.object({ type: z.literal('text') }),
]);

/** The message, or undefined for what is none: unknown keys are dropped, wrong values refuse the whole. */
export function readFromScreen(value: unknown): FromScreen | undefined {
  const { data } = messageSchema.safeParse(value);
  if (data?.type !== 'ask') return data as FromScreen | undefined;
  if (!isAskName(data.ask)) return undefined;
  const question = questionSchemas[data.ask].safeParse(data.question);
  return question.success ? ({ type: 'ask', number: data.number, ask: data.ask, question: question.data } as FromScreen) : undefined;
}
