/** The design language on one page: every mark with its word, every icon, buttons, a field with something wrong, an empty place. */
import { render, type JSX } from 'preact';
import type { Mark } from '../../src/protocol/marks.ts';
import { Button, IconButton } from '../design/button.tsx';
import { Empty } from '../design/empty.tsx';
import { FieldView } from '../design/field.tsx';
import { Icon, iconNames } from '../design/icons.tsx';
import { MarkView } from '../design/mark.tsx';
import { ProblemView } from '../design/problem.tsx';

const families: readonly { readonly title: string; readonly marks: readonly Mark[] }[] = [
  { title: 'Status of an objective', marks: [{ of: 'status', is: 'mitigated' }, { of: 'status', is: 'at_risk' }, { of: 'status', is: 'unassessed' }] },
  { title: 'Risk tier', marks: [{ of: 'tier', is: 'critical' }, { of: 'tier', is: 'high' }, { of: 'tier', is: 'medium' }, { of: 'tier', is: 'low' }] },
  { title: 'Reachability', marks: [{ of: 'reachability', is: 'reachable' }, { of: 'reachability', is: 'indeterminate' }, { of: 'reachability', is: 'unreachable' }] },
  { title: 'Standing of a control', marks: [{ of: 'standing', is: 'verified' }, { of: 'standing', is: 'assumed' }, { of: 'standing', is: 'implemented' }, { of: 'standing', is: 'not_implemented' }, { of: 'standing', is: 'removed' }] },
  { title: 'Verdict', marks: [{ of: 'verdict', is: 'pass' }, { of: 'verdict', is: 'fail' }, { of: 'verdict', is: 'undecidable' }, { of: 'verdict', is: 'elsewhere' }, { of: 'verdict', is: 'unchecked' }, { of: 'verdict', is: 'checking' }] },
  { title: 'Strength', marks: [{ of: 'strength', is: 'text' }, { of: 'strength', is: 'declared' }, { of: 'strength', is: 'chained' }, { of: 'strength', is: 'called' }, { of: 'strength', is: 'unconditional' }] },
  { title: 'In force until a day', marks: [{ of: 'force', is: 'in_force' }, { of: 'force', is: 'pending' }, { of: 'force', is: 'expired' }, { of: 'force', is: 'not_active' }, { of: 'force', is: 'sealed' }, { of: 'force', is: 'open' }, { of: 'force', is: 'closed' }] },
  { title: 'Difference between two sides', marks: [{ of: 'change', is: 'added' }, { of: 'change', is: 'changed' }, { of: 'change', is: 'removed' }] },
  { title: 'Way of a status', marks: [{ of: 'course', is: 'fell' }, { of: 'course', is: 'rose' }, { of: 'course', is: 'differs' }] },
];

export function showGallery(root: HTMLElement): void {
  render(<Gallery />, root);
}

function Gallery(): JSX.Element {
  const nothing = (): Promise<boolean> => Promise.resolve(true);
  return (
    <main class="gallery">
      {families.map(({ title, marks }) => (
        <section key={title}>
          <h2>{title}</h2>
          <p class="gallery-row">{marks.map((mark) => <MarkView key={mark.is} mark={mark} />)}</p>
        </section>
      ))}
      <section>
        <h2>Icons</h2>
        <p class="gallery-row">{iconNames.map((name) => <Icon key={name} name={name} />)}</p>
      </section>
      <section>
        <h2>Buttons</h2>
        <p class="gallery-row">
          <Button kind="primary" icon="add">Add</Button>
          <Button>Add and another</Button>
          <Button kind="quiet">Cancel</Button>
          <Button kind="link">CTRL-01</Button>
          <IconButton icon="remove" label="Remove" />
        </p>
      </section>
      <section>
        <h2>Fields and problems</h2>
        <div class="gallery-fields">
          <FieldView field={{ key: 'name', title: 'Name', prompt: 'The data or resource to protect, never a mechanism.', ask: 'text', required: true, free: true, suggests: false, present: 'uploaded files' }} give={nothing} check={() => Promise.resolve(undefined)} />
          <FieldView field={{ key: 'properties', title: 'Properties', prompt: 'What must hold of it?', ask: 'many', required: false, free: false, suggests: false, present: ['C'], choices: [{ value: 'C', label: 'C', detail: 'Confidentiality' }, { value: 'I', label: 'I', detail: 'Integrity' }] }} mixed={['I']} give={nothing} check={() => Promise.resolve(undefined)} />
          <ProblemView problem={{ severity: 'error', message: 'Name is needed.', remedy: 'For example: uploaded files.' }} />
          <ProblemView problem={{ severity: 'warning', message: 'A connection leads into a sealed boundary.', remedy: 'Take it out, or end the seal.' }} />
          <ProblemView problem={{ severity: 'information', message: 'Nobody has attested it.', remedy: 'Ask for an attestation.' }} />
        </div>
      </section>
      <Empty icon="assets" title="No asset yet" text="What needs protection. With the attackers they give the control objectives." action={{ title: 'Name an asset', run: () => undefined }} />
    </main>
  );
}
