/** A problem at the place that it is about: what is wrong, and what to do. */
import type { JSX } from 'preact';
import type { ScreenProblem } from '../../src/protocol/screens/model-screen.ts';
import { l10n } from '../l10n.ts';
import { Icon } from './icons.tsx';

const tones = { error: 'bad', warning: 'warn', information: 'calm' } as const;

export function ProblemView({ problem, id }: { readonly problem: Pick<ScreenProblem, 'severity' | 'message' | 'remedy'>; readonly id?: string }): JSX.Element {
  return (
    <p class={`problem ${tones[problem.severity]}`} id={id}>
      <Icon name={problem.severity} />
      <span>
        <span class="unseen">{severityWord(problem.severity)}: </span>
        {problem.message} <span class="remedy">{problem.remedy}</span>
      </span>
    </p>
  );
}

/** How many problems something has, the worst of them first: for a row. */
export function ProblemCount({ severity, count }: { readonly severity: ScreenProblem['severity']; readonly count: number }): JSX.Element {
  const text = count === 1 ? l10n.t('1 problem') : l10n.t('{0} problems', count);
  return (
    <span class={`mark ${tones[severity]}`} role="img" aria-label={text} data-tip={text}>
      <Icon name={severity} />
    </span>
  );
}

function severityWord(severity: ScreenProblem['severity']): string {
  return severity === 'error' ? l10n.t('Error') : severity === 'warning' ? l10n.t('Warning') : l10n.t('Information');
}
