/** Reachability on the graph in a browser: the way in, hop by hop, what keeps it out, and what would stop it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { GraphPages, oneEdit } from './graph-page.ts';

let pages: GraphPages;
before(async () => {
  pages = await GraphPages.start();
});
after(() => pages.stop());

const on = (...[options, doing]: Parameters<GraphPages['on']>): Promise<void> => pages.on(options, doing);

describe('reachability on the graph', () => {
  it('is played hop by hop, stepped through by keys, and stands at once with reduced motion', () =>
    on({ sample: 'own', reducedMotion: true }, async (graph) => {
      const { page } = graph;
      await page.getByRole('tab', { name: 'Reachability' }).click();
      await page.getByLabel('Asset').selectOption('A5');
      await page.getByLabel('Attacker').selectOption('T3');
      await page.getByRole('button', { name: 'Play CO-A5-T3 on the graph' }).click();
      const count = page.locator('.player-count');
      await count.waitFor();
      const hops = await page.locator('.hop').count();
      assert.ok(hops >= 1);
      await page.waitForFunction((all) => document.querySelectorAll('.hop.gone').length === all, hops);
      await page.getByRole('button', { name: 'Back to the start' }).click();
      assert.equal(await page.locator('.hop.gone').count(), 0);
      await page.getByRole('button', { name: 'One hop on' }).focus();
      await page.keyboard.press('ArrowRight');
      assert.equal(await page.locator('.hop.gone').count(), 1);
      assert.match((await page.locator('.hop').first().textContent()) ?? '', /^1T3 enters CMP\d+ .* through TB\d+ .*, which passes/);
      await graph.atRest();
      const frames = await page.evaluate(() => globalThis.graphView!.frames);
      await page.waitForTimeout(400);
      assert.equal(await page.evaluate(() => globalThis.graphView!.frames), frames);
    }));
  it('shows the sealed walls of what is unreachable, and what is missing where nobody can decide', () =>
    on({}, async (graph) => {
      const { page } = graph;
      await page.getByRole('tab', { name: 'Reachability' }).click();
      await page.getByLabel('Asset').selectOption('A4');
      await page.getByRole('button', { name: /Play CO-A4-T1/ }).click();
      await page.getByText('What keeps it out').waitFor();
      assert.match((await page.locator('.reach-reasons').textContent()) ?? '', /TB3 Backup vault is sealed: .*, attested by/);
      const text = await graph.text();
      await page.evaluate((without) => globalThis.screensPage!.document.replace(without), text.replace(/ {4}sealed:\n(?: {6}.*\n)+/, ''));
      await page.getByText('What is missing to decide').waitFor();
      await page.getByRole('button', { name: 'Seal TB3 with a reason' }).click();
      await page.getByRole('dialog').getByRole('textbox').waitFor();
    }));
  it('what would stop it is shown with all that it changes, and applied as one edit', () =>
    on({ reducedMotion: true }, async (graph) => {
      const { page } = graph;
      await page.getByRole('tab', { name: 'Reachability' }).click();
      await page.getByRole('button', { name: /Play CO-A1-T3/ }).first().click();
      await page.getByRole('button', { name: 'What would stop it?' }).click();
      await page.getByText(/found; there is none that is smaller/).waitFor();
      const offer = page.locator('.stop-head').filter({ hasText: 'TB2 Service host passes nothing any more' }).first();
      await offer.click();
      await page.locator('.stop-changes li').first().waitFor();
      const changes = await page.locator('.stop-changes li').allTextContents();
      assert.ok(changes.length >= 1 && changes[0]!.includes('CO-A1-T3') && changes[0]!.includes('reachable → indeterminate'), changes.join('\n'));
      assert.match((await page.locator('.stop-warnings').textContent()) ?? '', /true only when the system is changed as well/);
      await oneEdit(graph, async () => {
        await page.getByRole('button', { name: 'Apply' }).first().click();
      }, (model) => model.boundaries.TB2!.passes, []);
    }));
  it('a seal that would stop it asks by the keyboard why it holds and who attests it', () =>
    on({ reducedMotion: true }, async (graph) => {
      const { page } = graph;
      const text = await graph.text();
      await page.evaluate((without) => globalThis.screensPage!.document.replace(without), text.replace(/ {4}sealed:\n(?: {6}.*\n)+/, ''));
      await page.getByRole('tab', { name: 'Reachability' }).click();
      await page.getByLabel('Asset').selectOption('A4');
      await page.getByRole('button', { name: /Play CO-A4-T1/ }).first().click();
      await page.getByRole('button', { name: 'What would stop it?' }).click();
      await page.getByText(/found/).waitFor();
      await page.locator('.stop-head').filter({ hasText: 'TB3 Backup vault is sealed' }).click();
      await oneEdit(graph, async () => {
        await page.getByRole('button', { name: 'Apply…' }).click();
        await page.waitForFunction(() => document.activeElement?.closest('dialog [data-field]')?.getAttribute('data-field') === 'why');
        await page.keyboard.type('no route leads there');
        await page.keyboard.press('Tab');
        await page.keyboard.type('facility operator');
        await page.keyboard.press('Tab');
        await page.keyboard.type('It has no network.');
        await page.keyboard.press('Enter');
      }, ({ boundaries }) => [boundaries.TB3!.sealed?.why, ...(boundaries.TB3!.sealed?.attestations ?? []).map(({ by, statement }) => `${by}: ${statement}`)], ['no route leads there', 'facility operator: It has no network.']);
    }));
});
