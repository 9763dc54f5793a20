/** A project to edit in: 100 files with 10 functions each, and a model that makes a promise of each function. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of `src/f<file>.py`. */
export function generatedCode(file: number): string {
  return Array.from({ length: 10 }, (_, i) => `def handle_${file}_${i}(data):\n    """Takes data."""\n    check_${i}(data)\n    for part in data:\n        if part:\n            keep(part, limit=${i})\n    return data\n\n`).join('');
}

/** Writes it into the folder: `m.threatmodel.yaml` with 1,000 assertions, `asrt_f<file>x<function>`, all of which hold. */
export function writeGeneratedProject(root: string): void {
  mkdirSync(join(root, 'src'), { recursive: true });
  for (let file = 0; file < 100; file++) writeFileSync(join(root, 'src', `f${file}.py`), generatedCode(file));
  const each = (line: (file: number, i: number) => string): string => Array.from({ length: 100 }, (_, file) => Array.from({ length: 10 }, (_, i) => line(file, i)).join('\n')).join('\n');
  writeFileSync(
    join(root, 'm.threatmodel.yaml'),
    `schema: 1\nid: m\ntitle: M\nboundaries: {TB1: {name: edge}}\ncomponents: {CMP1: {name: api, paths: ["src/**"], boundaries: [TB1]}}\nassets:\n${Array.from({ length: 20 }, (_, i) => `  A${i + 1}: {name: asset ${i}, properties: [C], components: [CMP1]}`).join('\n')}\nattackers: {T1: {capability: c, boundaries: [TB1], vector: Network}, T2: {capability: d, boundaries: [TB1], vector: Local}}\ncontrols:\n${Array.from({ length: 100 }, (_, i) => `  CTRL-${i}: {description: control ${i}, status: implemented, mitigates: [{asset: A${1 + (i % 20)}, attackers: [T1]}], clauses: {done: {shows: done}}}`).join('\n')}\nassertions:\n${each((file, i) => `  asrt_f${file}x${i}: {control: CTRL-${file}, type: function_calls, params: {file: src/f${file}.py, caller: handle_${file}_${i}, callee: check_${i}}, covers: [done]}`)}\n`,
  );
}
