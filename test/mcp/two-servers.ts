/**
 * Two servers and an editor edit one model at once: every edit that was answered as made is in the file at the end. For how long the callers say:
 * a moment in `npm test`, a minute in `npm run test:long`.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseModel } from '../../src/model/parse.ts';
import { serveOverHttp } from '../../src/mcp/http.ts';
import { prompts } from '../../src/mcp/prompts.ts';
import { modelResources } from '../../src/mcp/resources.ts';
import { toolCalls } from '../../src/mcp/tool-calls.ts';
import { Workbench } from '../../src/mcp/workbench.ts';
import { unsavedBy, markUnsaved } from '../../src/project/unsaved-marks.ts';
import { setValue } from '../../src/model/edit.ts';
import { findModel } from '../../src/tools/find.ts';
import { tool } from '../../src/tools/tool.ts';
import * as z from 'zod/mini';
import { pathToFileURL } from 'node:url';
import { connectHttp, textOf, workplace } from './start-server.ts';

/** An edit that leaves a trace of its own: a note of a control. */
const addNote = tool({
  name: 'add_note',
  title: 'Add a note',
  toolsets: ['core'],
  use: 'For this test only.',
  effect: 'edits',
  input: z.object({ note: z.string() }),
  output: z.object({ written: z.boolean() }),
  async run({ note }, desk) {
    const { model } = await findModel(desk, undefined);
    const before = model.model.controls['CTRL-06']?.notes ?? '';
    await desk.writer.edit(model, setValue(model.parsed, ['controls', 'CTRL-06', 'notes'], `${before} ${note}`.trim()));
    return { summary: `Added ${note}.`, data: { written: true } };
  },
});

export async function editTogether(milliseconds: number): Promise<void> {
  const place = workplace();
  const file = join(place.folder, 'upload.threatmodel.yaml');
  const token = 'a-token-that-only-this-test-knows-0123456789';
  const open = await Promise.all([1, 2].map(async () => {
    const workbench = new Workbench({ roots: [{ folder: place.folder }], workerFile: pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'verifier-worker.cjs')), runTests: false });
    const server = await serveOverHttp({ name: 'x', title: 'x', version: '1', instructions: '', tools: toolCalls({ workbench, all: [addNote], on: [addNote], version: '1', log: () => undefined }), resources: modelResources(workbench), prompts, complete: () => Promise.resolve({ values: [] }) }, { port: 0, token, log: () => undefined });
    return { workbench, server, client: await connectHttp({ url: server.url, token }) };
  }));
  const made: string[] = [];
  const refused: string[] = [];
  const end = Date.now() + milliseconds;
  try {
    await Promise.all([
      ...open.flatMap(({ client }, server) => [1, 2].map(async (caller) => {
        for (let number = 0; Date.now() < end; number++) {
          const note = `s${server}c${caller}n${number}`;
          const answer = (await client.client.callTool({ name: 'add_note', arguments: { note } })) as { content: { type: string; text: string }[]; isError?: boolean };
          if (answer.isError) refused.push(textOf(answer));
          else made.push(note);
        }
      })),
      (async () => {
        // What an editor does: its text is unsaved for a while, marked as such, and saved over the file that it was opened from.
        for (let number = 0; Date.now() < end; number++) {
          await markUnsaved(place.folder, ['upload.threatmodel.yaml']);
          // Who began to write before the mark finishes first.
          await new Promise((resolve) => setTimeout(resolve, 60));
          const text = readFileSync(file, 'utf8');
          await new Promise((resolve) => setTimeout(resolve, 40));
          assert.equal(readFileSync(file, 'utf8'), text, 'nobody writes under unsaved text');
          writeFileSync(file, text.replace(/^title: .*$/m, `title: File upload e${number}`));
          made.push(`e${number}`);
          await markUnsaved(place.folder, []);
          await new Promise((resolve) => setTimeout(resolve, 150));
        }
      })(),
    ]);
    const text = readFileSync(file, 'utf8');
    const parsed = parseModel(text);
    assert.deepEqual(parsed.problems, []);
    const notes = (parsed.model.controls['CTRL-06']?.notes ?? '').split(' ');
    const edits = made.filter((note) => note.startsWith('s'));
    assert.deepEqual([...notes].sort(), [...edits].sort());
    assert.ok(open.every((_, server) => edits.some((note) => note.startsWith(`s${server}`))), 'both servers wrote');
    assert.equal(parsed.model.title, `File upload ${made.filter((note) => note.startsWith('e')).at(-1)}`);
    for (const said of refused) assert.match(said, /^(unsaved_in_editor|changed_meanwhile): /);
    assert.equal(await unsavedBy(file), undefined);
  } finally {
    for (const { client, server, workbench } of open) {
      await client.close();
      await server.close();
      workbench.dispose();
    }
    place.remove();
  }
}
