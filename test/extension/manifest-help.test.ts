/** Help and access as the manifest promises them: the walkthrough, empty views, settings, and everything by keyboard. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { commands, contextKeys, settings, views } from '../../src/extension/ids.ts';
import { walkthroughId } from '../../src/extension/help/walkthrough-id.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface MenuItem {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}
interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly markdownDescription?: string;
  readonly order?: number;
  readonly scope?: string;
}
const { contributes } = JSON.parse(read('package.json')) as {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category?: string; readonly icon?: string; readonly enablement?: string }[];
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly { readonly id: string; readonly media: { readonly svg: string; readonly altText: string }; readonly completionEvents: readonly string[] }[] }[];
  };
};
const [walkthrough] = contributes.walkthroughs;

test('the walkthrough has at most five steps, each done by something that really happens', () => {
  assert.equal(contributes.walkthroughs.length, 1);
  assert.equal(walkthrough!.id, walkthroughId);
  assert.ok(walkthrough!.steps.length <= 5);
  const known: Readonly<Record<string, readonly string[]>> = { onCommand: Object.values(commands), onView: Object.values(views), onContext: Object.values(contextKeys) };
  for (const { id, completionEvents } of walkthrough!.steps) {
    assert.ok(completionEvents.length > 0, id);
    for (const event of completionEvents) {
      const [kind, name] = event.split(':');
      assert.ok(known[kind!]?.includes(name!), event);
    }
  }
});

test('pictures of the walkthrough have colours of the theme only, and reach nothing', () => {
  for (const { media } of walkthrough!.steps) {
    const svg = read(media.svg);
    assert.match(media.altText, /^%.+%$/);
    assert.doesNotMatch(svg, /<(style|script|image|use|foreignObject|a)\b|href|style=|on\w+=|url\(/i, media.svg);
    for (const [, colour] of svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)) assert.match(colour!, /^(none|var\(--vscode-[A-Za-z-]+, .+\))$/, media.svg);
    for (const [, name] of svg.matchAll(/var\((--[^,)]+)/g)) assert.match(name!, /^--vscode-/);
  }
});

test('every view that can be empty says what it is for then', () => {
  const teaching = new Set(contributes.viewsWelcome.map(({ view }) => view));
  // The view of the model has a row for each kind of entity, empty or not, and these say what belongs there. The review says
  // in its message that nothing waits, and until when.
  const always: readonly string[] = [views.container, views.model, views.review];
  assert.deepEqual(Object.values(views).filter((view) => !teaching.has(view) && !always.includes(view)), []);
});

test('each family of marks has a switch, described, in an order, with a scope', () => {
  const given = contributes.configuration.properties;
  assert.deepEqual(Object.values(settings).filter((id) => given[id] === undefined), []);
  const orders = Object.values(given).map(({ order }) => order);
  assert.equal(new Set(orders).size, orders.length);
  for (const [id, setting] of Object.entries(given)) {
    assert.match(setting.markdownDescription ?? '', /^%.+%$/, id);
    assert.equal(typeof setting.order, 'number', id);
    assert.match(setting.scope ?? '', /^(window|resource)$/, id);
    if (id.endsWith('.enabled')) assert.equal(setting.type, 'boolean', id);
  }
});

test('every command has the product as its category', () => {
  for (const { command, category } of contributes.commands) assert.equal(category, 'Mipiti', command);
});

test('what a button on a row does, the row\'s menu and the palette do as well, for those without a mouse', () => {
  const kindsOf = (when = ''): readonly string[] => /viewItem =~ \/\^\(([^)]+)\)/.exec(when)?.[1]?.split('|') ?? [];
  const hidden = new Set((contributes.menus['commandPalette'] ?? []).filter(({ when }) => when === 'false').map(({ command }) => command));
  const items = contributes.menus['view/item/context'] ?? [];
  for (const button of items.filter(({ group }) => group?.startsWith('inline'))) {
    const inMenu = new Set(items.filter(({ command, group }) => command === button.command && !group?.startsWith('inline')).flatMap(({ when }) => kindsOf(when)));
    const lacking = kindsOf(button.when).filter((kind) => !inMenu.has(kind));
    assert.ok(kindsOf(button.when).length > 0, `${button.command}: its clause names no kind of row`);
    assert.deepEqual(lacking, [], `${button.command} has no entry in the menu of these rows`);
    assert.ok(!hidden.has(button.command), button.command);
  }
  for (const { command } of contributes.menus['view/title'] ?? []) assert.ok(!hidden.has(command), `${command} is reached by a click only`);
  // A button without an icon would show its whole title, and one without a title has nothing to be read out.
  for (const { command, group } of [...items, ...(contributes.menus['view/title'] ?? [])]) {
    if (group?.startsWith('inline') || group?.startsWith('navigation')) assert.ok(contributes.commands.find((one) => one.command === command)?.icon, command);
  }
});

test('commands that need a model are not offered without one', () => {
  const free: readonly string[] = [commands.verify, commands.newModel, commands.newModelFromDescription, commands.newModelFromRepository, commands.showObjectives, commands.showOutput, commands.openWalkthrough, commands.openSample, commands.openReference, commands.copyDiagnostics];
  for (const { command, enablement = '' } of contributes.commands) assert.equal(enablement.includes(contextKeys.hasModel), !free.includes(command), command);
});
