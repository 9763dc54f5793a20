/** Inputs that many tools take. */
import * as z from 'zod/mini';

export const modelInput = { model_id: z.optional(z.string().check(z.describe('Id or path of the model. May be left out where there is only one.'))) };

export const controlInput = { control_id: z.string().check(z.describe('Such as CTRL-01.')) };

/** A text that says something. */
export const words = (description: string): z.ZodMiniString => z.string().check(z.minLength(1), z.maxLength(4000), z.describe(description));
