/** The order of strengths on their two ladders. */
import { callStrengths, presenceStrengths } from '../model/vocabulary.ts';
import type { Strength } from '../model/vocabulary.ts';

/** Whether `proven` is at least `asked`. Strengths of different ladders never reach each other. */
export function strengthReaches(proven: Strength, asked: Strength): boolean {
  for (const ladder of [presenceStrengths, callStrengths] as const) {
    const order: readonly Strength[] = ladder;
    if (order.includes(proven) && order.includes(asked)) return order.indexOf(proven) >= order.indexOf(asked);
  }
  return false;
}
