import { assess } from '../../src/assurance/assess.ts';
import type { Evidence } from '../../src/assurance/evidence.ts';
import { parseModel } from '../../src/model/parse.ts';
import { generatedModel } from './generated-model.ts';
import { milliseconds, percentile, row, timed, times, type Row } from './measure.ts';

/** Objectives, reachability and posture of 1,000 assets x 100 attackers, and whether the time grows with the pairs. */
export async function assuranceScale(): Promise<Row[]> {
  const measure = async (assets: number, attackers: number): Promise<number> => {
    const { model } = parseModel(generatedModel({ assets, attackers, controls: 200, assertions: 400 }));
    const evidence: Evidence = { basis: 'worktree', assertions: Object.fromEntries(Object.keys(model.assertions).map((id) => [id, { verdict: 'pass', strength: 'called' }])) };
    return percentile(await timed(5, () => assess(model, evidence, '2026-06-15T00:00:00Z')), 0.5);
  };
  const half = await measure(500, 100);
  const full = await measure(1000, 100);
  return [
    row('objectives, reachability and posture of 1,000 assets x 100 attackers', full, milliseconds, 1000, 300),
    row('twice the pairs, times the time', full / half, times, 2.5, 2),
  ];
}
