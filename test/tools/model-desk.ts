/** The test desk over the sample's model: its text as it is on disk, what a call changed of it, and what a call was refused for. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelSnapshot } from '../../src/project/snapshot.ts';
import type { Answer, ToolRefusal } from '../../src/tools/answer.ts';
import { linesChanged } from './lines.ts';
import { testDesk, type TestDesk } from './test-desk.ts';

export interface ModelDesk extends TestDesk {
  text(): string;
  /** Calls a tool and gives its answer with the lines that it changed. Then the text is put back, and the model is what it was. */
  edit<Data = Readonly<Record<string, unknown>>>(name: string, input: Readonly<Record<string, unknown>>): Promise<Answer<Data> & { readonly lines: readonly string[]; readonly after: string }>;
  /** The refusal of a call, which has changed nothing. */
  refused(name: string, input: Readonly<Record<string, unknown>>): Promise<ToolRefusal>;
  /** Gives the model file another text. */
  write(text: string): Promise<void>;
}

export async function modelDesk(options: Parameters<typeof testDesk>[0] = {}): Promise<ModelDesk> {
  const desk = await testDesk(options);
  const file = join(desk.folder, 'upload.threatmodel.yaml');
  const text = (): string => readFileSync(file, 'utf8');
  const write = async (next: string): Promise<void> => {
    writeFileSync(file, next);
    desk.project.fileChanged('upload.threatmodel.yaml');
    await desk.project.settled();
  };
  const snapshot = (): ModelSnapshot | undefined => desk.project.models.find(({ path }) => path === 'upload.threatmodel.yaml');
  const digest = (): string | undefined => snapshot()?.assessment.digest;
  return {
    ...desk,
    text,
    write,
    async edit<Data>(name: string, input: Readonly<Record<string, unknown>>) {
      const [before, was] = [text(), digest()];
      const answer = await desk.call<Data>(name, input);
      const after = text();
      assert.ok(snapshot()?.text === after, 'the snapshot has the text that is on disk');
      // Whatever was changed is undone by putting the text back.
      await write(before);
      assert.equal(digest(), was);
      return { ...answer, lines: linesChanged(before, after), after };
    },
    async refused(name, input) {
      const before = text();
      const refusal = await desk.call(name, input).then(
        (answer) => assert.fail(`${name} was not refused: ${answer.summary}`),
        (error: unknown) => error as ToolRefusal,
      );
      assert.equal(refusal.name, 'ToolRefusal', String(refusal));
      assert.notEqual(refusal.remedy, '');
      assert.equal(text(), before);
      return refusal;
    },
  };
}
