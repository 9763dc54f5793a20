/** `mipiti-verify list` and `report`: what a platform knows about a model. */
import { printable } from '../../project/printable.ts';
import type { Terminal } from '../terminal.ts';
import { exitCodes } from '../wrong-use.ts';
import type { PlatformAssertions, VerificationApi } from '../../sync/verification-api.ts';

/** How many assertions wait for a result, for each control and tier. */
export async function list(model: string, output: 'text' | 'json', api: VerificationApi, terminal: Terminal): Promise<number> {
  const [tier1, tier2] = [await api.pending(model, 1), await api.pending(model, 2)];
  const subjects = [...new Set([tier1, tier2].flatMap((one) => [...Object.keys(one.controls), ...Object.keys(one.assumptions)]))].sort();
  const of = ({ controls, assumptions }: PlatformAssertions, subject: string): number => (controls[subject]?.length ?? 0) + (assumptions[subject]?.length ?? 0);
  const rows = subjects.map((subject) => ({ id: subject, tier1_pending: of(tier1, subject), tier2_pending: of(tier2, subject) })).filter((row) => row.tier1_pending + row.tier2_pending > 0);
  const total = { tier1_pending: rows.reduce((sum, row) => sum + row.tier1_pending, 0), tier2_pending: rows.reduce((sum, row) => sum + row.tier2_pending, 0) };
  if (output === 'json') terminal.line(JSON.stringify({ model_id: model, ...total, controls: rows }, null, 2));
  else {
    for (const row of rows) terminal.line(`${printable(row.id).padEnd(12)} Tier 1: ${row.tier1_pending}  Tier 2: ${row.tier2_pending}`);
    terminal.line(`${total.tier1_pending} pending in Tier 1, ${total.tier2_pending} in Tier 2.`);
  }
  return exitCodes.fine;
}

/** Counts of tiers and controls, drift, sufficiency and warnings. */
export async function report(model: string, output: 'text' | 'json', api: VerificationApi, terminal: Terminal): Promise<number> {
  const found = await api.report(model);
  if (output === 'json') {
    terminal.line(JSON.stringify({ model_id: model, ...found }, null, 2));
    return exitCodes.fine;
  }
  for (const [name, tier] of [['Tier 1', found.tier1], ['Tier 2', found.tier2]] as const) terminal.line(`${name}: ${tier?.pass ?? 0} passed, ${tier?.fail ?? 0} failed, ${tier?.pending ?? 0} pending`);
  terminal.line(`Controls: ${found.controls_fully_verified} verified, ${found.controls_partially_verified} in part, ${found.controls_unverified} unverified`);
  if (found.sufficiency) terminal.line(`Evidence: ${found.sufficiency.sufficient} sufficient, ${found.sufficiency.insufficient} insufficient, ${found.sufficiency.pending} pending`);
  for (const [name, items] of [['Drift', found.drift_items], ['Coherence', found.coherence_warnings]] as const) for (const item of items ?? []) terminal.line(`${name}: ${printable(typeof item === 'string' ? item : JSON.stringify(item))}`);
  return exitCodes.fine;
}
