/** The model screen: everything that a model says, section by section. */
import type { JSX } from 'preact';
import { MarkView } from '../../design/mark.tsx';
import type { ScreenProps } from '../table.ts';

export function ModelScreen({ snapshot }: ScreenProps<'model'>): JSX.Element {
  const { title, sections } = snapshot.data;
  return (
    <div class="model-list">
      <h1>{title}</h1>
      {sections.map(({ kind, noun, rows }) => (
        <section key={kind} aria-label={noun}>
          <h2>{noun}</h2>
          <ul>
            {rows.map((row) => (
              <li key={row.id}>
                {row.id} {row.title} {row.marks.map((mark) => <MarkView key={mark.of} mark={mark} />)}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
