/** The posture in five words. */
import { onRecord as recordOf } from '../project/on-record.ts';
import type { ModelSnapshot } from '../project/snapshot.ts';

export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
  readonly spoken: string;
  readonly broken: boolean;
}

/** What the status bar says of all models; undefined when there is none. */
export function statusText(models: readonly ModelSnapshot[]): StatusText | undefined {
  if (models.length === 0) return undefined;
  const sum = (count: (model: ModelSnapshot) => number): number => models.reduce((total, model) => total + count(model), 0);
  const total = sum((model) => model.assessment.ladder.objectives);
  const mitigated = sum((model) => model.assessment.counts.mitigated);
  const atRisk = sum((model) => model.assessment.counts.at_risk);
  const unassessed = sum((model) => model.assessment.counts.unassessed);
  const failing = sum((model) => [...model.verdicts.values()].filter(({ verdict }) => verdict !== 'pass').length);
  const unreadable = models.filter((model) => !model.parsed.usable).length;
  const checking = models.some((model) => model.checking.size > 0 && model.verdicts.size === 0);
  const onRecord = models.flatMap((model) => recordOf(model) ?? []);
  const words = `${mitigated} of ${total} mitigated`;
  const tooltip = [
    ...models.map((model) => `${model.model.title}: ${model.assessment.counts.mitigated} of ${model.assessment.ladder.objectives} objectives mitigated`),
    '',
    `${atRisk} at risk, ${unassessed} unassessed`,
    failing > 0 ? `${failing} ${failing === 1 ? 'claim does' : 'claims do'} not hold` : 'Every claim about the code holds',
    ...(unreadable > 0 ? [`${unreadable} ${unreadable === 1 ? 'model has' : 'models have'} errors`] : []),
    onRecord.length === 0 ? 'On the work tree, unsaved text included; nothing is recorded' : `On the work tree, unsaved text included; on record ${onRecord.reduce((count, { assessment }) => count + assessment.counts.mitigated, 0)} of ${total} mitigated`,
  ].join('\n');
  const broken = failing > 0 || unreadable > 0;
  const text = checking ? `$(sync~spin) ${words}` : failing > 0 ? `$(error) ${failing} broken, ${words}` : unreadable > 0 ? `$(warning) model has errors, ${words}` : `$(shield) ${words}`;
  return { text, tooltip, spoken: `Mipiti: ${failing > 0 ? `${failing} claims broken, ` : ''}${words}, ${atRisk} at risk`, broken };
}
