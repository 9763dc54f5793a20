import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeChecker } from '../../src/project/node-checker.ts';
import { openProject } from '../../src/project/open.ts';
import { milliseconds, percentile, type Row } from './measure.ts';

const worker = pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'verifier-worker.cjs'));

/** From a keystroke in code to the snapshot with the fresh verdict, in a project with 1,000 assertions over 100 files. */
export async function liveEdit(_folder: string | undefined): Promise<Row[]> {
  const root = mkdtempSync(join(tmpdir(), 'mipiti-bench-'));
  mkdirSync(join(root, 'src'));
  const code = (file: number): string => Array.from({ length: 10 }, (_, i) => `def handle_${file}_${i}(data):\n    """Takes data."""\n    check_${i}(data)\n    for part in data:\n        if part:\n            keep(part, limit=${i})\n    return data\n\n`).join('');
  for (let file = 0; file < 100; file++) writeFileSync(join(root, 'src', `f${file}.py`), code(file));
  const each = (line: (file: number, i: number) => string): string => Array.from({ length: 100 }, (_, file) => Array.from({ length: 10 }, (_, i) => line(file, i)).join('\n')).join('\n');
  writeFileSync(
    join(root, 'm.threatmodel.yaml'),
    `schema: 1\nid: m\ntitle: M\nboundaries: {TB1: {name: edge}}\ncomponents: {CMP1: {name: api, paths: ["src/**"], boundaries: [TB1]}}\nassets:\n${Array.from({ length: 20 }, (_, i) => `  A${i + 1}: {name: asset ${i}, properties: [C], components: [CMP1]}`).join('\n')}\nattackers: {T1: {capability: c, boundaries: [TB1], vector: Network}, T2: {capability: d, boundaries: [TB1], vector: Local}}\ncontrols:\n${Array.from({ length: 100 }, (_, i) => `  CTRL-${i}: {description: control ${i}, status: implemented, mitigates: [{asset: A${1 + (i % 20)}, attackers: [T1]}], clauses: {done: {shows: done}}}`).join('\n')}\nassertions:\n${each((file, i) => `  asrt_f${file}x${i}: {control: CTRL-${file}, type: function_calls, params: {file: src/f${file}.py, caller: handle_${file}_${i}, callee: check_${i}}, covers: [done]}`)}\n`,
  );
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
      project.setUnsaved(`src/f${file}.py`, broken ? code(file).replace('    check_3(data)\n', `    pass  # ${edit}\n`) : `# ${edit}\n${code(file)}`);
      if (!broken) project.setUnsaved(`src/f${file}.py`, `# again ${edit}\n${code(file)}`);
      await Promise.race([fresh, project.settled()]);
      durations.push(performance.now() - began);
    }
    return [
      { what: 'keystroke to fresh verdicts and posture, 1,000 assertions, p95', measured: milliseconds(percentile(durations, 0.95)), against: '50 ms', ratio: percentile(durations, 0.95) / 50, aim: 16 / 50 },
      { what: 'the same, median', measured: milliseconds(percentile(durations, 0.5)), against: '50 ms', ratio: percentile(durations, 0.5) / 50 },
    ];
  } finally {
    project.dispose();
    checker.dispose();
    rmSync(root, { recursive: true, force: true });
  }
}
