/** The feature itself: what the model is called, and what it is about. And, while it is young, what to do first. */
import type { JSX } from 'preact';
import type { ModelScreen } from '../../../src/protocol/screens/model-screen.ts';
import { FieldView } from '../../design/field.tsx';
import { Icon } from '../../design/icons.tsx';
import { ProblemView } from '../../design/problem.tsx';
import type { ScreenHost } from '../../host.ts';
import { l10n } from '../../l10n.ts';
import type { DetailsActions } from './details.tsx';
import { Guide } from './guide.tsx';

interface FeatureProps {
  readonly host: ScreenHost;
  readonly data: ModelScreen;
  readonly actions: DetailsActions;
  readonly readOnly: boolean;
}

export function Feature({ host, data, actions, readOnly }: FeatureProps): JSX.Element {
  const set = (key: 'title' | 'description') => async (answer: string | readonly string[]): Promise<boolean> => (await host.act({ use: 'describe', key, answer: String(answer) })).done;
  return (
    <article class="details-body" aria-labelledby="details-title">
      <header class="details-head">
        <Icon name="text" />
        <div class="details-name">
          <h2 id="details-title">{data.title}</h2>
        </div>
      </header>
      {data.problems.map((problem) => <ProblemView key={`${problem.message}${problem.path.join('.')}`} problem={problem} />)}
      <Guide data={data} actions={actions} readOnly={readOnly} />
      <section class="fields" aria-label={l10n.t('Fields')}>
        <FieldView
          field={{ key: 'title', title: l10n.t('Title'), prompt: l10n.t('What people call the feature.'), ask: 'text', required: true, free: true, suggests: false, present: data.title }}
          give={set('title')}
          check={(answer) => Promise.resolve(String(answer).trim() === '' ? l10n.t('A model needs a title.') : undefined)}
          disabled={readOnly}
        />
        <FieldView
          field={{ key: 'description', title: l10n.t('Description'), prompt: l10n.t('What the feature does, who uses it, what it talks to.'), ask: 'text', required: false, free: true, suggests: false, present: data.description }}
          give={set('description')}
          check={() => Promise.resolve(undefined)}
          disabled={readOnly}
        />
      </section>
    </article>
  );
}
