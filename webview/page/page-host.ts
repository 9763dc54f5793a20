/** The host of the plain page: the same session as the editor's, over a text that lies in the page. */
import { applyEdits } from '../../src/model/text-edit.ts';
import { openProject } from '../../src/project/open.ts';
import { ScreenSession } from '../../src/project/screens/session.ts';
import type { Place } from '../../src/protocol/messages.ts';
import type { ModelSnapshot } from '../../src/project/snapshot.ts';
import type { Port } from '../port.ts';
import { memoryDisk } from './memory-disk.ts';
import { PageDocument } from './page-document.ts';
import { sampleChecker } from './sample-checker.ts';
import { samplePast } from './sample-past.ts';
import { sampleRecord } from './sample-record.ts';

export interface PageHost {
  readonly port: Port;
  readonly document: PageDocument;
  /** The file of positions. */
  placements(): string;
  /** What the screens asked to open, newest last. */
  readonly opened: readonly (Place | 'text')[];
  /** The host itself shows an entity. */
  reveal(id: string): void;
  /** Calls back when something was opened. */
  whenOpened(call: () => void): void;
}

const root = '/sample';

/** As a browser keeps files: below its folder of downloads. */
function saveHere(name: string, base64: string): Promise<boolean> {
  const link = document.createElement('a');
  link.href = `data:application/octet-stream;base64,${base64}`;
  link.download = name;
  link.click();
  return Promise.resolve(true);
}

/** A snapshot as it is where runs were recorded; the same object for the same snapshot. */
function withRecord(snapshot: ModelSnapshot): ModelSnapshot {
  const known = recordedOf.get(snapshot) ?? { ...snapshot, recorded: sampleRecord(snapshot.model, new Date()) };
  recordedOf.set(snapshot, known);
  return known;
}
const recordedOf = new WeakMap<ModelSnapshot, ModelSnapshot>();

/** Opens a model by its text; `path` is what it is called. With `recorded` it has earlier commits, and recorded runs at them. `bundle` holds the translations. */
export async function openPageHost(path: string, text: string, recorded = false, bundle: Readonly<Record<string, string>> = {}): Promise<PageHost> {
  const past = samplePast(path, text, new Date());
  const opened: (Place | 'text')[] = [];
  let heard: (message: unknown) => void = () => undefined;
  const document: PageDocument = new PageDocument(text, () => {
    project.setUnsaved(path, document.text);
    session.changed();
  });
  const project = await openProject(root, { disk: memoryDisk(path, () => text, recorded ? () => past : undefined), checker: sampleChecker, trusted: recorded, now: () => new Date() });
  let onOpen = (): void => undefined;
  let placements = '';
  const session = new ScreenSession({
    placements: {
      text: () => placements,
      change: (edit) => {
        placements = applyEdits(placements, edit(placements));
        session.changed();
        return Promise.resolve();
      },
    },
    bundle,
    path,
    canBeWritten: true,
    // As between a page and its editor: nothing arrives in the turn in which it is sent, and nothing is shared.
    post: (message) => setTimeout(() => heard(structuredClone(message))),
    model: () => (project.models[0] ? { snapshot: recorded ? withRecord(project.models[0]) : project.models[0], project, save: saveHere, suggest: () => Promise.resolve([{ value: 'upload.py', label: 'upload.py' }, { value: 'scanner.py', label: 'scanner.py' }]) } : undefined),
    gone: () => (project.models[0] ? undefined : 'The sample is gone.'),
    document: () => ({ text: document.text, version: document.version }),
    apply: (edits) => {
      document.apply(edits);
      return Promise.resolve(true);
    },
    open: (place) => {
      opened.push(place);
      onOpen();
      return Promise.resolve();
    },
    openText: () => {
      opened.push('text');
      onOpen();
      return Promise.resolve();
    },
    now: () => new Date(),
    chance: Math.random,
    failed: (what, error) => console.error(what, error),
  });
  project.onDidChange(() => session.changed());
  void project.verify();
  return {
    opened,
    document,
    placements: () => placements,
    reveal: (id) => session.reveal('model', id),
    whenOpened: (call) => (onOpen = call),
    port: {
      post: (message) => {
        const copy = structuredClone(message);
        setTimeout(() => session.hear(copy));
      },
      listen: (listener) => (heard = listener),
      isPane: false,
      remembered: () => JSON.parse(sessionStorage.getItem(path) ?? 'null') as unknown,
      remember: (state) => sessionStorage.setItem(path, JSON.stringify(state)),
    },
  };
}
