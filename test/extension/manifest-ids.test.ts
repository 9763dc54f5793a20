import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { commands, contextKeys, internalCommands, itemKinds, settings, views } from '../../src/extension/ids.ts';

const text = readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8');
const { contributes } = JSON.parse(text) as {
  contributes: {
    viewsContainers: { activitybar: { id: string; icon: string }[] };
    views: Record<string, { id: string }[]>;
    viewsWelcome: { view: string; contents: string }[];
    commands: { command: string }[];
    menus: Record<string, { command: string; when?: string }[]>;
    configuration: { properties: Record<string, unknown> };
  };
};

test('commands, views and settings are the same in package.json and in the code', () => {
  assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), Object.values(commands).sort());
  assert.deepEqual(Object.keys(contributes.configuration.properties).sort(), Object.values(settings).sort());
  assert.deepEqual([...contributes.viewsContainers.activitybar, ...Object.values(contributes.views).flat()].map(({ id }) => id).sort(), Object.values(views).sort());
});

test('menus and welcome texts name what exists', () => {
  const known = new Set<string>(Object.values(commands));
  for (const { command } of Object.values(contributes.menus).flat()) assert.ok(known.has(command), command);
  const nls = readFileSync(join(import.meta.dirname, '..', '..', 'package.nls.json'), 'utf8');
  for (const [, command] of nls.matchAll(/command:(mipiti\.\w+)/g)) assert.ok(known.has(command!), command);
  for (const { view } of contributes.viewsWelcome) assert.ok(Object.values<string>(views).includes(view), view);
});

test('context keys and item kinds in when clauses are those of the code', () => {
  const keys = new Set<string>([...Object.values(contextKeys), ...Object.values(views), ...Object.values(commands), ...Object.values(settings)]);
  for (const [, when] of text.matchAll(/"when": "([^"]+)"/g)) for (const [key] of when!.matchAll(/mipiti\.\w+/g)) assert.ok(keys.has(key), key);
  for (const [, kinds] of text.matchAll(/viewItem =~ \/\^\(([^)]+)\)/g)) for (const kind of kinds!.split('|')) assert.ok(Object.values<string>(itemKinds).includes(kind), kind);
});

test('internal commands are not offered to people', () => {
  for (const command of Object.values(internalCommands)) assert.ok(!text.includes(`"${command}"`), command);
});
