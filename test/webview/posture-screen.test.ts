/** Posture and changes in a browser: what they say of a sample with a record and a past, where their rows lead, and what axe finds. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { themeNames } from '../../webview/page/themes.ts';
import { type Opened, ScreensPage } from './screens-page.ts';

const screens = new ScreensPage();
before(() => screens.start());
after(() => screens.stop());

const part = (opened: Opened, name: string) => opened.page.getByRole('region', { name });
const tabTo = (opened: Opened, what: RegExp): Promise<void> =>
  opened.until(`the focus at ${String(what)}`, async () => {
    await opened.page.keyboard.press('Tab');
    return what.test(await opened.page.evaluate(() => document.activeElement?.textContent ?? ''));
  });

describe('the posture screen', () => {
  it('shows both bases, and what on record does not hold any more', async () => {
    const opened = await screens.open({ sample: 'recorded', screen: 'Posture' });
    const stands = part(opened, 'Where it stands');
    await stands.getByText('12 of 13 claims hold on record').waitFor();
    assert.deepEqual(await stands.getByRole('table').nth(1).getByRole('row').nth(1).allInnerTexts(), ['critical\n\t4\t0\t0\t']);
    assert.match(await part(opened, 'Not on record').innerText(), /write_audit calls os\.fsync\s+audit\.py has changed since/);
    await opened.close();
  });
  for (const reducedMotion of [false, true]) {
    it(`says that it is on its way when it takes long${reducedMotion ? ', without moving' : ''}`, async () => {
      const opened = await screens.open({ sample: 'recorded', reducedMotion });
      const { page } = opened;
      let arrive = (): void => undefined;
      const arrived = new Promise<void>((resolve) => (arrive = resolve));
      await page.route(/posture-screen-[^/]*\.js/, async (route) => {
        await arrived;
        await route.continue();
      });
      await page.getByRole('tab', { name: 'Posture' }).click();
      const line = page.getByRole('progressbar', { name: 'Loading' });
      await line.waitFor();
      const seen = (): Promise<boolean> => line.evaluate((element) => new DOMMatrix(getComputedStyle(element, '::before').transform).m41 > -element.clientWidth);
      assert.equal(await seen(), false, 'what comes at once does not flash');
      await opened.until('the line', seen);
      assert.deepEqual(await opened.axe(), []);
      arrive();
      await part(opened, 'Where it stands').waitFor();
      assert.equal(await line.count(), 0);
      await opened.close();
    });
  }
  it('tells the trend as a table too', async () => {
    const opened = await screens.open({ sample: 'recorded', screen: 'Posture' });
    const trend = part(opened, 'How it came here');
    await trend.getByText('As a table').click();
    const rows = await trend.getByRole('table').getByRole('row').allInnerTexts();
    assert.equal(rows.length, 10);
    assert.match(rows[1]!, /ci\t8\t3\t1$/);
    assert.match(rows[2]!, /ci\t6\t5\t1$/);
    await opened.close();
  });
  it('says what to do next and what it would lower, and goes there by the keyboard alone', async () => {
    const opened = await screens.open({ sample: 'recorded', screen: 'Posture' });
    const next = part(opened, 'What to do next').getByRole('listitem');
    await next.first().waitFor();
    assert.match((await next.first().innerText()).replaceAll(/\s+/g, ' '), /^Bring evidence for CTRL-01: scanned is not shown Scan uploads before accepting them\. would mitigate 1 critical 1 reachable/);
    await tabTo(opened, /^Bring evidence for CTRL-01/);
    await opened.page.keyboard.press('Enter');
    await opened.until('the place opened', async () => JSON.stringify(await opened.opened()) === JSON.stringify([{ of: 'entity', id: 'CTRL-01' }]), () => opened.opened());
    await opened.close();
  });
  it('tells what passed on record and does not hold now, as one types', async () => {
    const opened = await screens.open({ sample: 'recorded', screen: 'Posture' });
    await part(opened, 'Drift').getByText('Everything that passed on record holds.').waitFor();
    const single = part(opened, 'Single points of assurance');
    assert.match(await single.innerText(), /objectives rest on .* alone/);
    await opened.replace((await opened.text()).replace('expires_at: "2031-12-31"}\n  AS2', 'expires_at: "2020-12-31"}\n  AS2'));
    await part(opened, 'Ends or ended').getByText('AS1 ended').waitFor();
    await opened.close();
  });
  it('compares lengths where there is room for them, and leaves no trace of them where there is none', async () => {
    const opened = await screens.open({ sample: 'recorded', screen: 'Posture', theme: 'high-contrast' });
    const lengths = async (width: number): Promise<readonly number[]> => {
      await opened.page.setViewportSize({ width, height: 700 });
      await part(opened, 'Where it stands').getByRole('table').first().waitFor();
      return opened.page.locator('.stack').evaluateAll((bars) => bars.filter((bar) => bar.checkVisibility()).map((bar) => bar.clientWidth));
    };
    assert.deepEqual(await lengths(1280), []);
    const wide = await lengths(1900);
    assert.ok(wide.length === 8 && wide.every((length) => length > 10), wide.join());
    await opened.close();
  });
  it('teaches where there is nothing yet', async () => {
    const opened = await screens.open({ sample: 'empty', screen: 'Posture' });
    await opened.page.getByText('No posture yet').waitFor();
    await opened.page.getByRole('button', { name: 'Go to the model' }).click();
    await opened.page.getByRole('tree').waitFor();
    await opened.close();
  });
});

describe('the screen of changes', () => {
  const open = async (): Promise<Opened> => {
    const opened = await screens.open({ sample: 'recorded', screen: 'Changes' });
    await opened.page.getByText('Both are the same').waitFor();
    return opened;
  };
  it('compares two commits that are picked by the keyboard alone, weakenings first', async () => {
    const opened = await open();
    const { page } = opened;
    await tabTo(opened, /^From/);
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'From: search commits' }).waitFor();
    await page.keyboard.type('begin a');
    assert.equal(await page.getByRole('option').count(), 1);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Weakened/ }).waitFor();
    await page.getByText('CTRL-01: a control need not show something any more (refused)').waitFor();
    const headings = (await page.locator('.change-section h2').allInnerTexts()).map((text) => text.trim().split(/\s*\d/)[0]);
    assert.deepEqual(headings, ['Weakened', 'Statuses that differ', 'Strengthened', 'Also changed']);
    assert.match(await page.locator('.picker-button').first().innerText(), /as uploads\.threatmodel\.yaml/);
    await opened.close();
  });
  it('says where a model does not parse', async () => {
    const opened = await open();
    const { page } = opened;
    await page.locator('.picker-button').first().click();
    await page.getByRole('option', { name: /^Merge two lines by hand/ }).click();
    await page.getByText(/^At aaa3aaa3aa the model has an error/).waitFor();
    await opened.close();
  });
  it('follows what is typed, and goes to the objective whose status differs', async () => {
    const opened = await open();
    const { page } = opened;
    await opened.replace((await opened.text()).replace('callee: check_token}', 'callee: missing_check}'));
    await page.getByRole('button', { name: /^CO-A2-T1 was mitigated by controls and is at risk/ }).click();
    await page.getByRole('complementary', { name: 'Explanation of CO-A2-T1' }).waitFor();
    await opened.close();
  });
  it('tells who changed an entity in which commit', async () => {
    const opened = await open();
    const { page } = opened;
    await page.getByRole('combobox', { name: 'Which one?' }).fill('CTRL-05');
    await page.getByText('Changed: description').waitFor();
    assert.deepEqual((await page.locator('.event').allInnerTexts()).map((text) => text.split('\n').slice(0, 2)), [['Changed: description', 'Say that an intruder needs another way in first'], ['Added', 'Begin a threat model']]);
    await page.getByText('The model could not be read at aaa3aaa3aa').waitFor();
    await opened.close();
  });
  it('says why there is nothing to compare without git', async () => {
    const opened = await screens.open({ sample: 'upload', screen: 'Changes' });
    await opened.page.getByText('No commits to compare').waitFor();
    await opened.close();
  });
});

describe('posture and changes', () => {
  for (const theme of themeNames) {
    it(`have nothing that axe finds in the theme ${theme}`, async () => {
      const opened = await screens.open({ sample: 'recorded', screen: 'Posture', theme });
      const { page } = opened;
      await page.getByText('As a table').click();
      const posture = await opened.axe();
      await page.getByRole('tab', { name: 'Changes' }).click();
      await page.locator('.picker-button').first().click();
      await page.getByRole('option', { name: /^Begin a threat model/ }).click();
      await page.getByRole('heading', { name: /^Weakened/ }).waitFor();
      await page.getByRole('combobox', { name: 'Which one?' }).fill('CTRL-05');
      await page.locator('.event').first().waitFor();
      // While it waits for an answer it is paler.
      await page.locator('.change-list:not(.waiting)').waitFor();
      await page.waitForTimeout(500);
      const changes = await opened.axe();
      await page.locator('.picker-button').last().click();
      assert.deepEqual({ posture, changes, picking: await opened.axe() }, { posture: [], changes: [], picking: [] });
      await page.keyboard.press('Escape');
      for (const width of [280, 560, 2560]) {
        await page.setViewportSize({ width, height: 700 });
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      }
      assert.deepEqual(opened.complaints, []);
      await opened.close();
    });
  }
});
