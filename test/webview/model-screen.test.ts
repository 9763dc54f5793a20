/** The model screen in a browser: by the keyboard alone, by the mouse alone, with what others change meanwhile. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseModel } from '../../src/model/parse.ts';
import { ScreensPage } from './screens-page.ts';

const sample = readFileSync(join(import.meta.dirname, '..', 'sample', 'upload.threatmodel.yaml'), 'utf8');

describe('the model screen', () => {
  const screens = new ScreensPage();
  before(() => screens.start());
  after(() => screens.stop());

  it('takes an empty model to a control with evidence by the keyboard alone', async () => {
    const opened = await screens.open({ sample: 'empty' });
    const { page } = opened;
    const { keyboard } = page;
    // Into the list, as one gets there.
    await opened.until('the focus in the list', async () => {
      await keyboard.press('Tab');
      return page.evaluate(() => document.activeElement?.getAttribute('role') === 'treeitem');
    });
    const toSection = async (name: string): Promise<void> => {
      await keyboard.press('Home');
      await opened.until(`the section ${name}`, async () => {
        if ((await page.evaluate(() => document.activeElement?.textContent ?? '')).startsWith(name)) return true;
        await keyboard.press('ArrowDown');
        return false;
      });
    };
    const add = async (section: string, ...keys: readonly string[]): Promise<void> => {
      await toSection(section);
      await keyboard.press('Insert');
      await page.getByRole('dialog').locator('textarea, select').first().waitFor();
      await opened.until('the focus in the form', () => page.evaluate(() => Boolean(document.activeElement?.closest('.fields'))));
      for (const key of keys) {
        if (key.startsWith('"')) await keyboard.type(key.slice(1));
        else await keyboard.press(key);
        await page.waitForTimeout(40);
      }
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await opened.until('the focus back in the list', () => page.evaluate(() => document.activeElement?.getAttribute('role') === 'treeitem'));
    };
    await add('Trust boundaries', '"Internet edge', 'Enter');
    await opened.says('TB1: {name: Internet edge, passes: [Network]}');
    await add('Components', '"api', 'Tab', '"api.py', 'Tab', 'Space', 'Enter');
    await opened.says('CMP1: {name: api, paths: [api.py], boundaries: [TB1]}');
    await add('Assets', '"files', 'Tab', 'Space', 'Tab', 'Space', 'Tab', 'Tab', 'Tab', 'Space', 'Enter');
    await opened.says('A1: {name: files, properties: [C, I], components: [CMP1]}');
    await add('Attackers', '"sends any request', 'Tab', 'Space', 'Tab', '"over', 'Tab', 'Enter');
    await opened.says('T1: {capability: sends any request, boundaries: [TB1]');
    await add('Controls', '"Scan uploads.', 'Tab', 'Space', 'Tab', 'Enter');
    await opened.says('CTRL-01: {description: Scan uploads., status: not_implemented, mitigates: [{asset: A1, attackers: [T1]}]');
    // The new control is selected: the right arrow goes on to its fields, Escape comes back.
    await opened.row(/^CTRL-01/).waitFor();
    await opened.until('the new row selected', async () => (await opened.row(/^CTRL-01/).getAttribute('aria-selected')) === 'true');
    await keyboard.press('ArrowRight');
    await opened.until('the focus in the fields', () => page.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field') === 'description'));
    await keyboard.press('End');
    await keyboard.type(' Before they are kept.');
    await keyboard.press('Enter');
    await opened.says('Scan uploads. Before they are kept.');
    await keyboard.press('Escape');
    await opened.until('the focus back on its row', () => page.evaluate(() => (document.activeElement?.textContent ?? '').startsWith('CTRL-01')));
    // Six gestures, six steps back, and every byte is as it was.
    const texts = await page.evaluate(() => {
      const { document: model } = globalThis.screensPage!;
      for (let step = 0; step < 6; step++) model.undo();
      return model.text;
    });
    assert.doesNotMatch(texts, /TB1: \{name: Internet edge, passes: \[Network\]\}\n\n/);
    assert.deepEqual(Object.keys(parseModel(texts).model.boundaries), []);
    assert.deepEqual(opened.complaints, []);
    await opened.close();
  });

  it('adds, edits, removes with its consequences and restores by the mouse alone', async () => {
    const opened = await screens.open();
    const { page } = opened;
    await page.getByRole('button', { name: 'Add to Assets' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add asset' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('thumbnails');
    await dialog.getByRole('checkbox', { name: /^C / }).click();
    await dialog.getByRole('checkbox', { name: /^CMP1/ }).click();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await opened.says('A5: {name: thumbnails, properties: [C], components: [CMP1]}');
    await opened.row(/^A5 thumbnails/).click();
    await page.getByRole('checkbox', { name: /^I / }).click();
    await opened.says('properties: [C, I], components: [CMP1]}');
    await page.getByRole('button', { name: 'Remove…' }).click();
    const removal = page.getByRole('dialog', { name: 'Remove A5 thumbnails?' });
    await removal.getByText('3 objectives go: CO-A5-T1, CO-A5-T2, CO-A5-T3.').waitFor();
    await removal.getByRole('button', { name: 'Remove', exact: true }).click();
    await opened.says(/removed:\n(.*\n)*\s+A5: \{on:/);
    await opened.row(/^A5 thumbnails/).click();
    await page.getByRole('button', { name: 'Restore' }).click();
    await opened.says(/removed:\n(.*\n)*\s+A5: \{on:/, false);
    await opened.says('A5: {name: thumbnails, properties: [C, I], components: [CMP1]}');
    assert.deepEqual(opened.complaints, []);
    await opened.close();
  });

  it('notes a known gap by the keyboard alone, and says in the form what it lacks', async () => {
    const opened = await screens.open();
    const { page } = opened;
    await opened.row(/^asrt_/).first().click();
    await page.getByRole('button', { name: 'Note as a known gap…' }).press('Enter');
    await opened.until('the focus in the form', () => page.evaluate(() => document.activeElement?.matches('dialog .field:first-child input') === true));
    await page.keyboard.type('The scanner comes next week.');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('alert').getByText('Write a day such as 2027-01-31.').waitFor();
    assert.equal(await opened.text(), sample);
    await page.keyboard.press('Tab');
    await page.keyboard.type('2027-01-31');
    await page.keyboard.press('Enter');
    await opened.says('reason: The scanner comes next week., until: 2027-01-31}');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    assert.deepEqual(opened.complaints, []);
    await opened.close();
  });

  it('says what is wrong while one types, and writes nothing of it', async () => {
    const opened = await screens.open();
    const { page } = opened;
    await opened.row(/^A1 /).click();
    const name = page.getByRole('textbox', { name: 'Name' });
    await name.fill('');
    await page.getByText('Name is needed.').waitFor();
    assert.equal(await name.getAttribute('aria-invalid'), 'true');
    await name.press('Enter');
    assert.equal(await opened.text(), sample);
    await name.press('Escape');
    assert.equal(await name.inputValue(), 'uploaded files');
    assert.equal(await opened.text(), sample);
    await opened.close();
  });

  it('refuses a gesture on a text that somebody changed meanwhile, says so, and keeps what was typed', async () => {
    const opened = await screens.open();
    const { page } = opened;
    await opened.row(/^A1 /).click();
    const name = page.getByRole('textbox', { name: 'Name' });
    await name.fill('files of customers');
    const changed = sample.replace('upload token', 'access token');
    // In one turn: the text changes, and the person presses Enter before the page can have heard of it.
    await page.evaluate((text) => {
      globalThis.screensPage!.document.replace(text);
      document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    }, changed);
    await page.getByRole('alert').getByText('The file was changed meanwhile').waitFor();
    assert.equal(await opened.text(), changed);
    assert.equal(await name.inputValue(), 'files of customers');
    await opened.row(/^A2 access token/).waitFor();
    await name.press('Enter');
    await opened.says('files of customers');
    await opened.says('access token');
    await opened.close();
  });

  it('follows what others write, and shows the last state while the text cannot be read', async () => {
    const opened = await screens.open();
    const { page } = opened;
    await opened.row(/^A2 upload token/).waitFor();
    await opened.replace(sample.replace('upload token', 'session token'));
    await opened.row(/^A2 session token/).click();
    await opened.replace(`${sample}\n  : : {`);
    await page.getByText('The file has an error that keeps it from being read').waitFor();
    await opened.row(/^A2 session token/).waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Name' }).isDisabled(), true);
    assert.equal(await page.getByRole('button', { name: 'Add', exact: true }).count(), 0);
    await opened.replace(sample);
    await opened.row(/^A2 upload token/).waitFor();
    await opened.until('fields that can be edited', () => page.getByRole('textbox', { name: 'Name' }).isEnabled());
    await opened.close();
  });

  it('edits several at once, where they differ only what is meant', async () => {
    const opened = await screens.open();
    const { page } = opened;
    await opened.row(/^A1 /).click();
    await opened.row(/^A3 /).click({ modifiers: ['Shift'] });
    await page.getByRole('heading', { name: '3 selected' }).waitFor();
    const availability = page.getByRole('checkbox', { name: /^A Availability/ });
    assert.equal(await availability.evaluate((box) => (box as HTMLInputElement).indeterminate), true);
    await availability.click();
    await opened.until('all of them available', async () => {
      const { assets } = parseModel(await opened.text()).model;
      return ['A1', 'A2', 'A3'].every((id) => assets[id]!.properties.includes('A'));
    });
    const { assets } = parseModel(await opened.text()).model;
    assert.deepEqual([assets.A1!.properties, assets.A2!.properties, assets.A3!.properties], [['C', 'I', 'A'], ['C', 'U', 'A'], ['I', 'A']]);
    await opened.undo();
    assert.equal(await opened.text(), sample);
    await opened.close();
  });

  it('copies by the keyboard, and pastes under new identifiers with what belongs together', async () => {
    const opened = await screens.open();
    const { page } = opened;
    await opened.row(/^A1 /).click();
    await page.keyboard.press('Control+C');
    await page.getByText('Copied A1').waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^# Copied from the threat model upload\nassets:\n {2}A1: \{name: uploaded files/);
    await page.keyboard.press('Control+V');
    await opened.row(/^A5 uploaded files/).waitFor();
    const { model, problems } = parseModel(await opened.text());
    assert.deepEqual(model.assets.A5, model.assets.A1);
    assert.deepEqual(problems.filter(({ severity }) => severity === 'error'), []);
    await page.evaluate(() => navigator.clipboard.writeText('nothing of the kind'));
    await page.getByRole('button', { name: 'Paste entities' }).click();
    await page.getByRole('alert').getByText('The clipboard holds no entities').waitFor();
    await opened.close();
  });

  it('puts entities in another order by keys and by dragging, with their comments', async () => {
    const text = sample.replace(/^( {2}A2:)/m, '  # The token of a session.\n$1');
    const opened = await screens.open({ text });
    const { page } = opened;
    await opened.row(/^A2 /).click();
    await page.keyboard.press('Alt+ArrowUp');
    await opened.until('A2 before A1', async () => Object.keys(parseModel(await opened.text()).model.assets).join() === 'A2,A1,A3,A4');
    assert.match(await opened.text(), /assets:\n {2}# The token of a session\.\n {2}A2:/);
    await opened.row(/^A4 /).dragTo(opened.row(/^A1 /));
    await opened.until('A4 before A1', async () => Object.keys(parseModel(await opened.text()).model.assets).join() === 'A2,A4,A1,A3');
    await opened.undo();
    await opened.undo();
    assert.equal(await opened.text(), text);
    await opened.close();
  });

  it('finds rows by words of any part of them, and says how many', async () => {
    const opened = await screens.open();
    const { page } = opened;
    await page.keyboard.press('/');
    const search = page.getByRole('searchbox', { name: 'Search in the model' });
    // Without the focus anywhere the key goes to the page.
    await search.fill('token passes');
    await opened.row(/check_token/).first().waitFor();
    const rows = await page.getByRole('treeitem', { level: 2 }).allTextContents();
    assert.ok(rows.length > 0 && rows.every((row) => /token/i.test(row)), rows.join('\n'));
    await page.getByText(`${rows.length} found`).waitFor();
    await search.fill('nothing of that kind');
    await page.getByText('Nothing in the model holds these words.').waitFor();
    await search.press('Escape');
    await opened.row(/^A1 /).waitFor();
    await opened.close();
  });

  it('goes to the code of a claim, and to the text of an entity', async () => {
    const opened = await screens.open();
    const { page } = opened;
    await opened.row(/^asrt_7k2m/).click();
    await page.getByRole('button', { name: 'Go to the code' }).click();
    await page.getByRole('button', { name: 'Show in the text' }).click();
    await opened.until('both asked for', async () => (await opened.opened()).length === 2);
    assert.deepEqual(await opened.opened(), [{ of: 'assertion', id: 'asrt_7k2m' }, { of: 'entity', id: 'asrt_7k2m' }]);
    await opened.close();
  });

  it('shows text of a model as text', async () => {
    const hostile = `<img src=x onerror="document.body.dataset.owned='yes'">`;
    const opened = await screens.open({ text: sample.replace('name: uploaded files', `name: ${JSON.stringify(hostile)}`) });
    await opened.row(/^A1 <img/).click();
    await opened.page.getByRole('heading', { name: hostile }).waitFor();
    assert.equal(await opened.page.evaluate(() => document.body.dataset.owned), undefined);
    assert.equal(await opened.page.locator('img').count(), 0);
    assert.deepEqual(opened.complaints, []);
    await opened.close();
  });

  it('comes back as it was left when its page was thrown away', async () => {
    const opened = await screens.open();
    const { page } = opened;
    await opened.row(/^Assets/).click();
    await opened.row(/^CTRL-02/).click();
    await page.getByRole('heading', { name: /^CTRL-02/ }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: /^CTRL-02/ }).waitFor();
    assert.equal(await opened.row(/^CTRL-02/).getAttribute('aria-selected'), 'true');
    assert.equal(await opened.row(/^Assets/).getAttribute('aria-expanded'), 'false');
    await opened.close();
  });

  it('shows one thing at a time where there is little room, with a way back', async () => {
    const opened = await screens.open({ width: 280, height: 600 });
    const { page } = opened;
    assert.equal(await page.getByRole('heading', { name: 'File upload', exact: true }).isVisible(), false);
    await opened.row(/^A1 /).click();
    await page.getByRole('heading', { name: /uploaded files/ }).waitFor();
    assert.equal(await page.getByRole('tree').isVisible(), false);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'nothing reaches out at the side');
    await page.getByRole('button', { name: 'Back to the list' }).click();
    await page.getByRole('tree').waitFor();
    await opened.until('the focus back on its row', () => page.evaluate(() => (document.activeElement?.textContent ?? '').startsWith('A1')));
    await opened.close();
  });

  it('an empty model says how to begin where there is little room, too', async () => {
    const opened = await screens.open({ sample: 'empty', width: 280, height: 600 });
    const { page } = opened;
    await page.getByRole('button', { name: 'Draw a trust boundary' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Edge to the internet');
    await page.keyboard.press('Enter');
    await opened.says('Edge to the internet');
    await opened.close();
  });

  it('goes through a menu by arrows and by first letters, and gives the focus back with Escape', async () => {
    const opened = await screens.open();
    const { page } = opened;
    const button = page.getByRole('button', { name: 'Add', exact: true });
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
    await button.press('ArrowDown');
    assert.equal(await focused(), 'Trust boundary');
    await page.keyboard.press('a');
    assert.equal(await focused(), 'Asset');
    await page.keyboard.press('a');
    assert.equal(await focused(), 'Attacker');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    assert.equal(await focused(), 'Risk acceptance');
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'hidden' });
    assert.ok(await button.evaluate((element) => element === document.activeElement));
    await opened.close();
  });

  it('lists its keys', async () => {
    const opened = await screens.open();
    await opened.row(/^A1 /).click();
    await opened.page.keyboard.press('?');
    await opened.page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await opened.page.keyboard.press('Escape');
    await opened.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await opened.until('the focus back on its row', () => opened.page.evaluate(() => (document.activeElement?.textContent ?? '').startsWith('A1')));
    await opened.close();
  });
});
