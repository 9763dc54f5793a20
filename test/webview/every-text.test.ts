/** Every text of every screen can be translated: in a language that nobody speaks, nothing else is shown, read out or painted. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ScreensPage, type Opened } from './screens-page.ts';
import { forgottenIn, ForgottenTexts, keepPaintedTexts } from './shown-texts.ts';

const screenTabs = ['model', 'graph', 'matrix', 'posture', 'changes'] as const;

/** As long as a message and a drawing take; what comes later is seen with the next look. */
const settle = (opened: Opened): Promise<void> => opened.page.waitForTimeout(120);

async function show(opened: Opened, screen: string): Promise<void> {
  await opened.page.locator(`#tab-${screen}`).click();
  await opened.page.locator('#screen > :not(.loading)').first().waitFor();
  await settle(opened);
}

/** Leaves whatever is open, and takes back whatever was changed. */
async function tidy(opened: Opened, screen: string, text: string): Promise<void> {
  const { page } = opened;
  for (let tries = 0; tries < 3 && (await page.locator('dialog[open], [role=menu]').count()) > 0; tries++) await page.keyboard.press('Escape');
  if ((await opened.text()) !== text) await opened.replace(text);
  if ((await page.locator(`#tab-${screen}`).getAttribute('aria-selected')) !== 'true') await show(opened, screen);
}

/** Buttons before rows, so that what a row opens to is gone through before the next one is opened. */
const pressable = ['main button:enabled, main summary, main [role=tab]', 'main [role=treeitem], main [role=gridcell], main [role=rowheader], main [role=columnheader]'];

/** Presses the next thing that is not like one that was pressed: rows differ by words of the model only, so one of a kind is enough. */
async function pressNext({ page }: Opened, pressed: Set<string>): Promise<string | undefined> {
  for (const selector of pressable) {
    const names = await page.locator(selector).evaluateAll((elements) => elements.map((element) => (element.checkVisibility() ? (element.getAttribute('aria-label') ?? element.textContent) : undefined)));
    for (const [index, name] of names.entries()) {
      const kind = name?.replace(/^(CTRL-|asrt_|fnd_|[A-Z]+)[0-9a-z]+ ?/, '$1 ').replaceAll(/(?<=^[A-Za-z_-]+ |⟧|^(?![A-Za-z_-]+ ))[^⟦]*(?=⟦|$)/g, '*');
      if (kind === undefined || pressed.has(kind)) continue;
      pressed.add(kind);
      await page.locator(selector).nth(index).click({ timeout: 2000 }).catch(() => undefined);
      return kind;
    }
  }
  return undefined;
}

/** Presses everything that stands, looks, goes through the menu or the dialog that it opens, and comes back. */
async function pressEverything(opened: Opened, screen: string, forgotten: ForgottenTexts): Promise<void> {
  const { page } = opened;
  const text = await opened.text();
  const pressed = new Set<string>();
  for (let name = await pressNext(opened, pressed); name !== undefined; name = await pressNext(opened, pressed)) {
    await settle(opened);
    await forgotten.look(opened, `${screen}, ${name}`);
    const items = await page.getByRole('menuitem').count();
    for (let item = 0; item < items; item++) {
      if (item > 0) {
        await page.keyboard.press('Escape');
        pressed.delete(name);
        await pressNext(opened, pressed);
        await settle(opened);
      }
      if ((await page.getByRole('menuitem').count()) <= item) break;
      await page.getByRole('menuitem').nth(item).click();
      await settle(opened);
      await forgotten.look(opened, `${screen}, ${name}, ${item + 1}`);
      await tidy(opened, screen, text);
    }
    await tidy(opened, screen, text);
  }
}

describe('every text', () => {
  const screens = new ScreensPage();
  before(() => screens.start());
  after(() => screens.stop());

  // With a past and a record everything has something to show; without a model there is something to teach.
  for (const sample of ['recorded', 'empty'] as const) {
    for (const screen of screenTabs) {
      it(`of the screen ${screen} over the sample ${sample} can be translated, whatever is pressed`, async () => {
        const forgotten = new ForgottenTexts();
        const opened = await screens.open({ sample, pseudo: true, before: keepPaintedTexts });
        await show(opened, screen);
        await forgotten.look(opened, screen);
        await pressEverything(opened, screen, forgotten);
        assert.ok(forgotten.seen > 10, `only ${forgotten.seen} texts were looked at`);
        assert.deepEqual(forgotten.found(), []);
        assert.deepEqual(opened.complaints, []);
        await opened.close();
      });
    }
  }

  it('that is forgotten is found, whether it stands alone, between others or inside', () => {
    const said = ['upload token', 'A2'];
    assert.deepEqual(forgottenIn('⟦Remove ⟧A2 upload token⟦?⟧', said), []);
    assert.deepEqual(forgottenIn('Remove A2', said), ['Remove A2']);
    assert.deepEqual(forgottenIn('⟦Add to ⟧Assets⟦ of ⟧A2', said), ['Assets']);
    assert.deepEqual(forgottenIn('CO-A1-T2 · 12 %', said), []);
  });
});
