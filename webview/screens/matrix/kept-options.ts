/** The options of the matrix as a page remembers them. */
import { cellReaches, cellTiers } from '../../../src/protocol/screens/matrix-cell.ts';
import type { Memory } from '../../memory.ts';
import { noOptions, seenStatuses, type MatrixOptions } from './arrange.ts';

export function keptOptions(memory: Memory): MatrixOptions {
  const one = <Value extends string>(name: string, values: readonly Value[]): Value => values.find((value) => value === memory.get<string>(name, '')) ?? values[0]!;
  const some = <Value extends string>(name: string, values: readonly Value[]): readonly Value[] => values.filter((value) => memory.get<readonly string[]>(name, []).includes(value));
  return {
    rowsBy: one('rowsBy', ['none', 'component']),
    columnsBy: one('columnsBy', ['none', 'boundary', 'position']),
    sort: one('sort', ['identifier', 'name', 'risk']),
    text: memory.get('text', noOptions.text),
    statuses: some('statuses', seenStatuses),
    tiers: some('tiers', cellTiers),
    reaches: some('reaches', cellReaches),
    folded: memory.get<readonly string[]>('folded', []),
  };
}

export function keepOptions(memory: Memory, options: MatrixOptions): void {
  for (const [name, value] of Object.entries(options) as [string, string | readonly string[]][]) memory.set(name, value);
}
