import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeChecker } from '../../src/project/node-checker.ts';
import { openProject } from '../../src/project/open.ts';
import { generatedCode, writeGeneratedProject } from './generated-project.ts';
import { median, milliseconds, percentile, row, type Row } from './measure.ts';

const worker = pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'verifier-worker.cjs'));

/** From a keystroke in code to the snapshot with the fresh verdict, in a project with 1,000 assertions over 100 files. */
export async function liveEdit(_folder: string | undefined): Promise<Row[]> {
  const root = mkdtempSync(join(tmpdir(), 'mipiti-bench-'));
  writeGeneratedProject(root);
  const checker = nodeChecker(worker);
  const project = await openProject(root, { checker, trusted: false, now: () => new Date() });
  try {
    await project.verify();
    const durations: number[] = [];
    for (let edit = 0; edit < 60; edit++) {
      const file = edit % 100;
      const broken = edit % 2 === 0;
      const began = performance.now();
      const fresh = new Promise<void>((resolve) => {
        const subscription = project.onDidChange(() => {
          const snapshot = project.models[0]!;
          if (snapshot.checking.size > 0 || snapshot.verdicts.get(`asrt_f${file}x3`)?.verdict !== (broken ? 'fail' : 'pass')) return;
          subscription.dispose();
          resolve();
        });
      });
      project.setUnsaved(`src/f${file}.py`, broken ? generatedCode(file).replace('    check_3(data)\n', `    pass  # ${edit}\n`) : `# ${edit}\n${generatedCode(file)}`);
      if (!broken) project.setUnsaved(`src/f${file}.py`, `# again ${edit}\n${generatedCode(file)}`);
      await Promise.race([fresh, project.settled()]);
      durations.push(performance.now() - began);
    }
    return [
      row('edit in code to fresh verdicts and posture, 1,000 assertions, without an editor, p95', percentile(durations, 0.95), milliseconds, 50, 16, `p50 ${milliseconds(median(durations))}`),
    ];
  } finally {
    project.dispose();
    checker.dispose();
    rmSync(root, { recursive: true, force: true });
  }
}
