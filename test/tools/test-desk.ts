/** A desk over a copy of the sample on disk, or over any folder: the real project, the real writer, a person who answers as told. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeChecker } from '../../src/project/node-checker.ts';
import { openProject } from '../../src/project/open.ts';
import type { Project } from '../../src/project/snapshot.ts';
import type { Answer } from '../../src/tools/answer.ts';
import { callTool } from '../../src/tools/call-tool.ts';
import type { Desk, PersonAnswer, PersonQuestion } from '../../src/tools/desk.ts';
import { diskWriter } from '../../src/tools/disk-writer.ts';
import { tools } from '../../src/tools/table.ts';
import { copySample } from '../sample-service/copy-sample.ts';

export interface TestDesk {
  readonly folder: string;
  readonly project: Project;
  readonly desk: Desk;
  /** What the person was asked. */
  readonly asked: PersonQuestion[];
  /** `Data` is what the test expects; the tool's own output schema has checked the answer. */
  call<Data = Readonly<Record<string, unknown>>>(name: string, input?: Readonly<Record<string, unknown>>): Promise<Answer<Data>>;
  close(): void;
}

/** @param options.fill Fills the folder; the sample service when left out. */
export async function testDesk(options: { readonly fill?: (folder: string) => void; readonly person?: PersonAnswer; readonly unsaved?: (file: string) => boolean } = {}): Promise<TestDesk> {
  const home = mkdtempSync(join(tmpdir(), 'mipiti-tools-'));
  const folder = join(home, 'work');
  (options.fill ?? copySample)(folder);
  const now = (): Date => new Date('2026-06-15T12:00:00Z');
  const checker = nodeChecker(pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'verifier-worker.cjs')), 'alone');
  const project = await openProject(folder, { checker, trusted: true, now });
  await project.verify();
  const asked: PersonQuestion[] = [];
  let random = 0;
  const desk: Desk = {
    projects: async () => {
      await project.settled();
      return [project];
    },
    writer: diskWriter(() => project, (file) => Promise.resolve(options.unsaved?.(file) ?? false)),
    checker,
    askPerson: (question) => {
      asked.push(question);
      return Promise.resolve(options.person ?? 'not_asked');
    },
    progress: () => undefined,
    signal: new AbortController().signal,
    now,
    chance: () => (random = (random + 0.618034) % 1),
    version: '0.0.0-test',
  };
  return {
    folder,
    project,
    desk,
    asked,
    call: async <Data>(name: string, input: Readonly<Record<string, unknown>> = {}) => {
      const tool = tools.find((one) => one.name === name);
      if (!tool) throw new RangeError(`there is no tool ${name}`);
      return (await callTool(tool, input, desk)) as Answer<Data>;
    },
    close: () => {
      project.dispose();
      checker.dispose();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
