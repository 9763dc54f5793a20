/** Files as agents name them: absolute, or relative to the folder that is served; as models name them: relative to the repository. */
import { isAbsolute, join, relative, sep } from 'node:path';
import { withSlashes } from '../../project/model-names.ts';
import { printable } from '../../project/printable.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { plainPath } from '../../verifier/confinement.ts';
import { ToolRefusal } from '../answer.ts';

/** @throws ToolRefusal `outside_root` for a path that leads out of the repository. */
export function inRepository({ projectRoot, repository }: ModelSnapshot, named: string): string {
  const inside = withSlashes(relative(repository.root, isAbsolute(named) ? named : join(projectRoot, ...named.split('/'))));
  const plain = inside.startsWith(`..${sep}`) || isAbsolute(inside) ? undefined : plainPath(inside);
  if (!plain?.ok) throw new ToolRefusal('outside_root', `${printable(named)} is no file of the repository. ${plain?.detail ?? ''}`.trim(), 'Name files relative to the folder of this server.');
  return plain.segments.join('/');
}
