/** Collects what the four themes of the editor set in a page, for the plain page: `node --import tsx test/editor/collect-theme-tokens.ts`. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provideBrowser, provideEditor } from './provide-editor.ts';
import { serve } from './serve.ts';
import { launch, Workbench } from './workbench.ts';

const root = join(import.meta.dirname, '..', '..');
const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern', 'high-contrast': 'Default High Contrast', 'high-contrast-light': 'Default High Contrast Light' };
/** Parts of the editor that no screen looks like. */
const elsewhere = /^--vscode-(activityBar|agent|banner|breadcrumb|chat|charCode|commandCenter|comments|debug|diffEditor|editor(Bracket|CodeLens|Ghost|Gutter|Ident|Inlay|Lightbulb|LineNumber|LinkedEditing|Marker|MultiCursor|OverviewRuler|Ruler|StickyScroll|Suggest|UnicodeHighlight|UnnecessaryCode|WhiteSpace|WordHighlight)|extension|git|gauge|inlineChat|inlineEdit|interactive|issues|markdown|mcp|menubar|merge|multiDiff|minimap|notebook|outputView|panelStickyScroll|peek|ports|profile|remote|sash|scm|search|settings|sideBySide|simpleFind|snippet|statusBar|symbolIcon|terminal|titleBar|tree|walkThrough|walkthrough|welcome)/;

const folder = mkdtempSync(join(tmpdir(), 'mipiti-themes-'));
cpSync(join(root, 'test', 'sample'), folder, { recursive: true });
const browser = await launch(await provideBrowser());
const found: Record<string, Record<string, string>> = {};
for (const [name, theme] of Object.entries(themes)) {
  const served = await serve(await provideEditor(), { open: folder, extensions: [join(root, 'dist', 'mipiti.vsix')], settings: { 'workbench.colorTheme': theme } });
  try {
    const bench = await Workbench.open(browser, served.address);
    await bench.openFile('upload.threatmodel.yaml');
    await bench.command('Mipiti: Open Threat-Model Editor');
    const page = bench.page.frameLocator('iframe.webview').frameLocator('iframe');
    await page.locator('.tab').first().waitFor();
    const tokens = await page.locator('html').evaluate((element) => {
      const { style } = element as HTMLElement;
      return Array.from(style, (token): [string, string] => [token, style.getPropertyValue(token).trim()]);
    });
    found[name] = Object.fromEntries(tokens.filter(([token]) => token.startsWith('--vscode-') && !elsewhere.test(token)).sort(([a], [b]) => (a < b ? -1 : 1)));
    await bench.close();
  } finally {
    await served.stop();
  }
}
await browser.close();
rmSync(folder, { recursive: true, force: true });
writeFileSync(join(root, 'webview', 'page', 'theme-tokens.json'), `${JSON.stringify(found, null, 1)}\n`);
