/** One sentence a weakening: what became easier, and where. */
import { weakeningKinds, type Weakening } from '../../assurance/weakenings.ts';

/** `CTRL-01: a control need not show something any more (scanned)`. */
export function describeWeakening({ kind, path, parameters }: Weakening): string {
  const subject = path[0] === 'compliance' ? path[1] : (path[1] ?? path[0]);
  const details = Object.entries(parameters).map(([name, value]) => (name === 'from' || name === 'to' || name === 'until' || name === 'without' || name === 'left' ? `${name} ${value}` : value));
  return `${subject}: ${weakeningKinds[kind]}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
}
