/** Jest. Snapshots are not written, coverage is not counted, and files are named by their paths, not by patterns. */
import { join } from 'node:path';
import type { RunnerDefinition } from './definition.ts';
import { installedPackage } from './javascript-package.ts';
import { readJestJson } from './jest-json.ts';

export const jest: RunnerDefinition = {
  id: 'jest',
  async prepare(place) {
    const found = await installedPackage('jest', place);
    if (!found.ok) return found;
    const report = join(place.fresh, 'report.json');
    const words = [found.script, '--json', `--outputFile=${report}`, '--ci', '--coverage=false', '--passWithNoTests', '--watchAll=false', '--runTestsByPath', ...place.files.map(({ path }) => path)];
    return { ok: true, runner: `jest ${found.version}`, steps: [{ program: place.node, words }], report };
  },
  read: readJestJson,
};
