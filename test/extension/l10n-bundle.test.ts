/** Translators find every text of extension and screens in one bundle, and the editor finds the bundle. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { test } from 'node:test';
import { l10n } from '../../webview/l10n.ts';
import { bundleOfTexts, localisedTexts } from './localised-texts.ts';

const root = join(import.meta.dirname, '..', '..');
const { l10n: folder } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly l10n: string };
const bundleFile = join(root, folder, 'bundle.l10n.json');

const found = ['src/extension', 'webview']
  .flatMap((where) => readdirSync(join(root, where), { recursive: true, encoding: 'utf8' }).map((name) => `${where}/${name.split(sep).join('/')}`))
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('webview/page/'))
  .map((file) => localisedTexts(file, readFileSync(join(root, file), 'utf8')));

test('the bundle holds every text of the extension and of the screens, and nothing else', () => {
  const bundle = bundleOfTexts(found.flatMap(({ texts }) => texts));
  if (process.env.MIPITI_UPDATE_GOLDEN === '1') writeFileSync(bundleFile, bundle);
  assert.equal(readFileSync(bundleFile, 'utf8'), bundle, 'MIPITI_UPDATE_GOLDEN=1 npm test writes it anew');
  assert.ok(Object.hasOwn(JSON.parse(bundle) as object, 'Claim this for a control…'), 'a text of the extension');
  assert.ok(Object.hasOwn(JSON.parse(bundle) as object, 'What would stop it?'), 'a text of the screens');
});

test('each text is written where it is used, with places that follow one another', () => {
  assert.deepEqual(found.flatMap(({ unreadable }) => unreadable), []);
  for (const text of found.flatMap(({ texts }) => texts)) {
    const places = [...new Set([...text.matchAll(/\{(\d+)\}/g)].map(([, place]) => Number(place)))].sort((a, b) => a - b);
    assert.deepEqual(places, places.map((_, index) => index), text);
  }
  assert.deepEqual(localisedTexts('x.ts', `l10n.t('One {0}', a); vscode.l10n.t("Two"); l10n.t(some ? 'a' : 'b'); other.t('no');`), { texts: ['One {0}', 'Two'], unreadable: ["x.ts:1 l10n.t(some ? 'a' : 'b')"] });
});

test('the screens say what a translation of the bundle says', () => {
  const text = '{0} of {1} mitigated, {2} at risk, {3} unassessed';
  assert.ok(Object.hasOwn(JSON.parse(readFileSync(bundleFile, 'utf8')) as object, text));
  assert.equal(l10n.t(text, 3, 5, 1, 1), '3 of 5 mitigated, 1 at risk, 1 unassessed');
  l10n.use({ [text]: '{3} offen, {2} gefährdet, {0} von {1} abgewehrt' });
  assert.equal(l10n.t(text, 3, 5, 1, 1), '1 offen, 1 gefährdet, 3 von 5 abgewehrt');
  l10n.use({});
});
