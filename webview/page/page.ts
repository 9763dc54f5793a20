/** The plain page: the screens without an editor, for development, for tests in a browser, and to show them. */
import { newModelText } from '../../src/model/template.ts';
import { cityModel } from './city-model.ts';
import { generatedModel } from '../../test/bench/generated-model.ts';
import { start } from '../start.tsx';
import { openPageHost, type PageHost } from './page-host.ts';
import { overheard, pseudoBundle } from './pseudo-texts.ts';
import { isTheme, themeNames, useTheme } from './themes.ts';

/** The samples that the page can show. */
const samples: Readonly<Record<string, () => Promise<string>>> = {
  upload: async () => (await fetch('upload.threatmodel.yaml')).text(),
  own: async () => (await fetch('mipiti.threatmodel.yaml')).text(),
  'nodes-200': () => Promise.resolve(cityModel(200)),
  'nodes-500': () => Promise.resolve(cityModel(500)),
  'nodes-2000': () => Promise.resolve(cityModel(2000)),
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
const pseudo = wanted.has('pseudo');
const bundle = pseudo ? pseudoBundle((await (await fetch('bundle.l10n.json')).json()) as Readonly<Record<string, string>>) : {};
const host = await openPageHost(`${sample}.threatmodel.yaml`, await (samples[sample] ?? samples.upload!)(), sample === 'recorded', bundle);
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
if (!wanted.has('gallery')) start(pseudo ? overheard(host.port) : host.port, document.getElementById('screens')!);

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
