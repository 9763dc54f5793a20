/** The plain page: the screens without an editor, for development, for tests in a browser, and to show them. */
import { newModelText } from '../../src/model/template.ts';
import { generatedModel } from '../../test/bench/generated-model.ts';
import { start } from '../start.tsx';
import { openPageHost, type PageHost } from './page-host.ts';
import { isTheme, themeNames, useTheme } from './themes.ts';

/** The samples that the page can show. */
const samples: Readonly<Record<string, () => Promise<string>>> = {
  upload: async () => (await fetch('upload.threatmodel.yaml')).text(),
  recorded: async () => (await fetch('upload.threatmodel.yaml')).text(),
  large: () => Promise.resolve(generatedModel({ assets: 1000, attackers: 100, controls: 2000, assertions: 3000 })),
  empty: () => Promise.resolve(newModelText({ id: 'uploads', title: 'Uploads' })),
};

declare global {
  /** What tests reach the host of the page by. */
  var screensPage: PageHost | undefined;
}

const wanted = new URLSearchParams(location.search);
const theme = wanted.get('theme') ?? '';
useTheme(isTheme(theme) ? theme : 'dark');
const sample = wanted.get('sample') ?? 'upload';
const host = await openPageHost(`${sample}.threatmodel.yaml`, await (samples[sample] ?? samples.upload!)(), sample === 'recorded');
globalThis.screensPage = host;
if (!wanted.has('bare')) document.body.prepend(bar());
if (wanted.has('gallery')) {
  const { showGallery } = await import('./gallery.tsx');
  showGallery(document.getElementById('screens')!);
}
document.addEventListener('keydown', (event) => {
  // What the editor does for its own documents; fields keep their own undo.
  if (!(event.ctrlKey || event.metaKey) || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
  if (event.key === 'z') host.document.undo();
  if (event.key === 'y') host.document.redo();
});
if (!wanted.has('gallery')) start(host.port, document.getElementById('screens')!);

function bar(): HTMLElement {
  const element = document.createElement('div');
  element.className = 'page-bar';
  element.append(select('Theme', themeNames, wanted.get('theme') ?? 'dark', (name) => isTheme(name) && useTheme(name)), select('Sample', Object.keys(samples), sample, (name) => {
    wanted.set('sample', name);
    location.search = wanted.toString();
  }));
  return element;
}

function select(label: string, choices: readonly string[], present: string, choose: (name: string) => void): HTMLElement {
  const element = document.createElement('label');
  const list = document.createElement('select');
  for (const name of choices) list.add(new Option(name, name, false, name === present));
  list.addEventListener('change', () => choose(list.value));
  element.append(`${label} `, list);
  return element;
}
