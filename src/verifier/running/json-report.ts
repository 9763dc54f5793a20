/** Reading a runner's report that is JSON. */
import type * as z from 'zod/mini';

/** What it says, or why it says nothing, as the end of a sentence. */
export function readJsonReport<T extends z.ZodMiniType>(report: string, schema: T): { readonly ok: true; readonly said: z.output<T> } | { readonly ok: false; readonly because: string } {
  let value: unknown;
  try {
    value = JSON.parse(report);
  } catch {
    return { ok: false, because: 'it is cut off or damaged' };
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? { ok: true, said: parsed.data } : { ok: false, because: 'it has not the shape of one' };
}
