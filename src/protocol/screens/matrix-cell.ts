/** One cell of the matrix as one character, so that a hundred thousand of them are one text. Written by the host, read by the page. */
import type { Mark } from '../marks.ts';

export const cellStatuses = ['mitigated_by_controls', 'mitigated_by_assumption', 'at_risk', 'unassessed'] as const;
export type CellStatus = (typeof cellStatuses)[number];
/** From the highest risk down. */
export const cellTiers = ['critical', 'high', 'medium', 'low'] as const;
export type CellTier = (typeof cellTiers)[number];
export const cellReaches = ['reachable', 'indeterminate', 'unreachable'] as const;
export type CellReach = (typeof cellReaches)[number];

export interface MatrixCell {
  readonly status: CellStatus;
  readonly tier: CellTier;
  readonly reach: CellReach;
  /** The risk is accepted. */
  readonly accepted: boolean;
}

/** How many different cells there are. */
export const cellKinds = cellStatuses.length * cellTiers.length * cellReaches.length * 2;
/** The characters of ASCII from the blank on: there are just as many, and each is one byte on its way. */
const first = 0x20;

/** The number of a cell, below `cellKinds`. */
export function numberOfCell({ status, tier, reach, accepted }: MatrixCell): number {
  return ((cellStatuses.indexOf(status) * cellTiers.length + cellTiers.indexOf(tier)) * cellReaches.length + cellReaches.indexOf(reach)) * 2 + (accepted ? 1 : 0);
}

export function cellOfNumber(number: number): MatrixCell {
  const half = number >> 1;
  return {
    status: cellStatuses[Math.floor(half / (cellReaches.length * cellTiers.length))] ?? 'unassessed',
    tier: cellTiers[Math.floor(half / cellReaches.length) % cellTiers.length] ?? 'critical',
    reach: cellReaches[half % cellReaches.length] ?? 'indeterminate',
    accepted: (number & 1) === 1,
  };
}

/** The cells as a text, in their order. */
export function writeCells(numbers: Uint8Array): string {
  let text = '';
  const step = 8192;
  for (let at = 0; at < numbers.length; at += step) text += String.fromCharCode(...numbers.subarray(at, at + step).map((number) => number + first));
  return text;
}

/** The numbers in a text of cells; whatever is none counts as the last, unassessed. */
export function readCells(text: string): Uint8Array {
  const numbers = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const number = text.charCodeAt(at) - first;
    numbers[at] = number >= 0 && number < cellKinds ? number : cellKinds - 1;
  }
  return numbers;
}

export function statusMark({ status }: Pick<MatrixCell, 'status'>): Mark {
  return { of: 'status', is: status === 'at_risk' || status === 'unassessed' ? status : 'mitigated' };
}
