/** Vitest. It takes files as parts of paths, so others may run with them; their cases belong to no file that was asked for. */
import { join } from 'node:path';
import type { RunnerDefinition } from './definition.ts';
import { installedPackage } from './javascript-package.ts';
import { readJestJson } from './jest-json.ts';

export const vitest: RunnerDefinition = {
  id: 'vitest',
  async prepare(place) {
    const found = await installedPackage('vitest', place);
    if (!found.ok) return found;
    const report = join(place.fresh, 'report.json');
    const words = [found.script, 'run', '--reporter=json', `--outputFile=${report}`, '--coverage.enabled=false', '--passWithNoTests', ...place.files.map(({ path }) => path)];
    return { ok: true, runner: `vitest ${found.version}`, steps: [{ program: place.node, words }], report };
  },
  read: readJestJson,
};
