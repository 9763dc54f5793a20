/** Long lists in pieces that fit a context window. */
import * as z from 'zod/mini';

export const pageInput = {
  offset: z._default(z.int().check(z.nonnegative(), z.describe('How many to leave out from the start.')), 0),
  limit: z._default(z.int().check(z.nonnegative(), z.maximum(200), z.describe('How many to give; 0 for the summary alone.')), 30),
};

export const pageOutput = { total: z.int(), offset: z.int(), more: z.boolean() };

export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly offset: number;
  readonly more: boolean;
}

export function pageOf<T>(all: readonly T[], { offset, limit }: { readonly offset: number; readonly limit: number }): Page<T> {
  const items = all.slice(offset, offset + limit);
  return { items, total: all.length, offset, more: offset + items.length < all.length };
}
