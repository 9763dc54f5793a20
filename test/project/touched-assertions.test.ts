/** What a change touches: nothing that it changes may be left out, and not everything may be called touched. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, describe, it } from 'node:test';
import { nodeChecker } from '../../src/project/node-checker.ts';
import { openProject } from '../../src/project/open.ts';
import { touchedAssertions } from '../../src/project/touched-assertions.ts';
import { copySample } from '../sample-service/copy-sample.ts';

const checker = nodeChecker(pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'verifier-worker.cjs')), 'alone');
const home = mkdtempSync(join(tmpdir(), 'mipiti-touched-'));
after(() => {
  checker.dispose();
  rmSync(home, { recursive: true, force: true });
});

async function openSample(name: string) {
  const folder = join(home, name);
  copySample(folder);
  const project = await openProject(folder, { checker, trusted: true, now: () => new Date('2026-06-15T12:00:00Z') });
  await project.comparePast();
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
  const touched = () => touchedAssertions(project.models[0]!, checker);
  return { project, read, write, touched };
}

describe('assertions that a change touches', () => {
  it('leaves nothing out whose verdict a change of any line changes', async () => {
    const { project, read, write, touched } = await openSample('lines');
    const past = project.models[0]!.past!;
    let [edits, left, changed] = [0, 0, 0];
    for (const file of ['upload.py', 'web/upload-form.ts']) {
      const whole = read(file);
      const lines = whole.split('\n');
      for (const [index, line] of lines.entries()) {
        if (line.trim() === '' || index % 2 === 1) continue;
        // Taken away, and put where nothing is run: both leave files that people write.
        for (const by of index % 4 === 0 ? [[], [`${/^\s*/.exec(line)![0]}more = 1`, line]] : [[]]) {
          write(file, [...lines.slice(0, index), ...by, ...lines.slice(index + 1)].join('\n'));
          project.fileChanged(file);
          await project.settled();
          const { leftOut } = await touched();
          edits++;
          left += leftOut.size;
          for (const [id, verdict] of project.models[0]!.verdicts) {
            const before = past.verdicts.get(id)!;
            if (before.verdict === verdict.verdict && before.reason === verdict.reason && before.strength === verdict.strength) continue;
            changed++;
            assert.ok(!leftOut.has(id), `${file}:${index + 1} ${line.trim()}: ${id} becomes ${verdict.verdict} ${verdict.reason} and was left out`);
          }
        }
      }
      write(file, whole);
      project.fileChanged(file);
    }
    assert.ok(edits > 60 && changed > 20, `${edits} edits, ${changed} changed verdicts`);
    assert.ok(left > edits * 5, `${left} of ${edits * 13} were left out`);
    project.dispose();
  });

  const cases: readonly [what: string, file: string, edit: (text: string) => string, touched: readonly string[]][] = [
    ['a comment in one function', 'upload.py', (text) => text.replace('    scan_upload(data', '    # first\n    scan_upload(data'), ['asrt_7k2m', 'asrt_h3vq', 'asrt_d6yu', 'asrt_g8zj', 'asrt_b4qp']],
    ['a new function that nothing names', 'upload.py', (text) => `${text}\n\ndef beside():\n    return 1\n`, []],
    ['a new function of a claimed name', 'upload.py', (text) => `${text}\n\ndef scan_upload(data, scanner):\n    pass\n`, ['asrt_7k2m', 'asrt_p4xd', 'asrt_d6yu']],
    ['an import', 'audit.py', (text) => `import sys\n${text}`, ['asrt_d6yu', 'asrt_g8zj', 'asrt_k3we']],
    ['a file that nothing rests on', 'README.md', (text) => `${text}\nMore.\n`, []],
    ['a line that a pattern does not match', 'storage.py', (text) => `${text}\n# more\n`, ['asrt_m2ks', 'asrt_r7fa']],
  ];
  it('goes by symbols where only these matter', async () => {
    const { project, read, write, touched } = await openSample('symbols');
    for (const [what, file, edit, expected] of cases) {
      const whole = read(file);
      assert.notEqual(edit(whole), whole, what);
      write(file, edit(whole));
      const found = await touched();
      const own = ['asrt_7k2m', 'asrt_p4xd', 'asrt_h3vq', 'asrt_w9te', 'asrt_c5nb', 'asrt_m2ks', 'asrt_r7fa', 'asrt_d6yu', 'asrt_g8zj', 'asrt_k3we', 'asrt_b4qp', 'asrt_t2ln', 'asrt_v6xh'];
      assert.deepEqual(found.touched, own.filter((id) => expected.includes(id)), what);
      assert.deepEqual([...found.touched, ...found.leftOut.keys()].sort(), [...own].sort(), what);
      write(file, whole);
    }
    project.dispose();
  });

  it('looks at a claim that is new or says something else', async () => {
    const { project, read, write, touched } = await openSample('claims');
    write('upload.threatmodel.yaml', read('upload.threatmodel.yaml').replace('callee: os.fsync', 'callee: os.fdatasync').replace('assertions:\n', 'assertions:\n  asrt_zzzz: {control: CTRL-02, type: file_exists, params: {file: upload.py}}\n'));
    project.fileChanged('upload.threatmodel.yaml');
    await project.settled();
    assert.deepEqual((await touched()).touched, ['asrt_zzzz', 'asrt_k3we']);
    project.dispose();
  });
});
