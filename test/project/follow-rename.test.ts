/** Assertions follow the symbol that they mean when it is renamed, and no other. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { parseModel } from '../../src/model/parse.ts';
import { applyEdits } from '../../src/model/text-edit.ts';
import { editOfFollowing, type FollowedRename } from '../../src/project/claims/follow-rename.ts';
import { nodeChecker } from '../../src/project/node-checker.ts';
import { openProject } from '../../src/project/open.ts';
import type { Project } from '../../src/project/snapshot.ts';

const checker = nodeChecker(pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'verifier-worker.cjs')));
after(() => checker.dispose());

const files = {
  'shop.threatmodel.yaml': `schema: 1
id: shop
title: Shop
controls:
  CTRL-01: {description: Check orders., status: implemented}
assertions:
  # What stands here stays.
  asrt_exists:    {control: CTRL-01, type: function_exists, params: {file: src/orders.ts, name: Orders.accept}}
  asrt_calls:     {control: CTRL-01, type: function_calls, params: {file: src/orders.ts, caller: 'Orders.accept', callee: checkOrder}}
  asrt_recurses:  {control: CTRL-01, type: function_calls, params: {file: src/orders.ts, caller: walk, callee: walk}}
  asrt_class:     {control: CTRL-01, type: class_exists, params: {file: src/orders.ts, name: "Orders"}}
  asrt_elsewhere: {control: CTRL-01, type: function_calls, params: {file: src/page.ts, caller: submit, callee: checkOrder}}
  asrt_namesake:  {control: CTRL-01, type: function_exists, params: {file: src/other.ts, name: checkOrder}}
  asrt_decorated: {control: CTRL-01, type: decorator_present, params: {file: src/orders.ts, function: Orders.accept, decorator: guarded}}
  asrt_pattern:   {control: CTRL-01, type: pattern_matches, params: {file: src/orders.ts, pattern: checkOrder}}
  asrt_stub:      {control: CTRL-01, type: function_calls, params: {file: src/orders.ts, caller: later, callee: checkOrder}}
`,
  'src/check.ts': 'export function checkOrder(order: string): void {\n  if (order === "") throw new Error("empty");\n}\n',
  'src/orders.ts': `import { checkOrder } from './check.ts';
export function guarded(target: object, name: string): void {
  Reflect.set(target, name, 1);
}
export class Orders {
  @guarded
  accept(order: string): string {
    checkOrder(order);
    return order;
  }
}
export function walk(order: string): string {
  return order.length > 1 ? walk(order.slice(1)) : order;
}
export function later(order: string): string {
  return order.trim();
}
`,
  'src/page.ts': "import { checkOrder } from './check.ts';\nexport function submit(order: string): void {\n  checkOrder(order);\n}\n",
  'src/other.ts': 'export function checkOrder(order: string): boolean {\n  return order.length > 3;\n}\n',
};

describe('a rename of code', () => {
  let folder: string;
  let project: Project;
  const model = 'shop.threatmodel.yaml';
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mipiti-rename-'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    project = await openProject(folder, { checker, trusted: false, now: () => new Date('2026-06-15T12:00:00Z') });
    await project.verify();
    const { verdicts } = project.models[0]!;
    assert.deepEqual([...verdicts].filter(([, { verdict }]) => verdict !== 'pass').map(([id]) => id), ['asrt_stub']);
  });
  after(() => {
    project.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The rename as a language server makes it: in these files, every mention of the name. */
  async function renamed(from: string, to: string, paths: readonly (keyof typeof files)[], change = (text: string): string => text.replaceAll(new RegExp(`\\b${from}\\b`, 'g'), to)): Promise<FollowedRename> {
    return project.followRename(model, { from, to, files: paths, textAfter: (path) => Promise.resolve(change(files[path as keyof typeof files])) });
  }
  const changesOf = ({ following }: FollowedRename): Record<string, unknown> => Object.fromEntries(following.map(({ assertion, params }) => [assertion, params]));

  it('takes callers in every file along, and neither namesakes nor patterns', async () => {
    const followed = await renamed('checkOrder', 'verifyOrder', ['src/check.ts', 'src/orders.ts', 'src/page.ts']);
    assert.deepEqual(changesOf(followed), { asrt_calls: { callee: 'verifyOrder' }, asrt_elsewhere: { callee: 'verifyOrder' } });
    assert.deepEqual(followed.left, []);
    assert.deepEqual(changesOf(await renamed('checkOrder', 'verifyOrder', ['src/other.ts'])), { asrt_namesake: { name: 'verifyOrder' } });
  });

  it('takes methods, classes, decorators and both ends of a call along', async () => {
    assert.deepEqual(changesOf(await renamed('accept', 'take', ['src/orders.ts'])), { asrt_calls: { caller: 'Orders.take' }, asrt_decorated: { function: 'Orders.take' }, asrt_exists: { name: 'Orders.take' } });
    assert.deepEqual(changesOf(await renamed('Orders', 'OrderBook', ['src/orders.ts'])), { asrt_calls: { caller: 'OrderBook.accept' }, asrt_class: { name: 'OrderBook' }, asrt_decorated: { function: 'OrderBook.accept' }, asrt_exists: { name: 'OrderBook.accept' } });
    assert.deepEqual(changesOf(await renamed('guarded', 'watched', ['src/orders.ts'])), { asrt_decorated: { decorator: 'watched' } });
    assert.deepEqual(changesOf(await renamed('walk', 'shorten', ['src/orders.ts'])), { asrt_recurses: { callee: 'shorten', caller: 'shorten' } });
  });

  it('takes an assertion that does not hold along only with the definition that it names', async () => {
    assert.deepEqual(changesOf(await renamed('later', 'soon', ['src/orders.ts'])), { asrt_stub: { caller: 'soon' } });
  });

  it('follows what a name stands for through an alias, and leaves what still holds by the old name', async () => {
    const aliased = await renamed('checkOrder', 'verifyOrder', ['src/check.ts', 'src/page.ts'], (text) => text.replace('import { checkOrder }', 'import { verifyOrder as checkOrder }').replace('export function checkOrder', 'export function verifyOrder'));
    assert.deepEqual(changesOf(aliased), { asrt_elsewhere: { callee: 'verifyOrder' } });
    const both = await renamed('walk', 'shorten', ['src/orders.ts'], (text) => `${text}${text.slice(text.indexOf('export function walk')).replaceAll('walk', 'shorten')}`);
    assert.deepEqual(both, { following: [], left: [] });
    assert.deepEqual(await renamed('order', 'basket', ['src/orders.ts']), { following: [], left: [] });
  });

  it('tells which would break and follow nowhere', async () => {
    const followed = await renamed('walk', 'shorten', ['src/orders.ts'], (text) => text.replaceAll('walk', 'other'));
    assert.deepEqual(followed, { following: [], left: ['asrt_recurses'] });
  });

  it('changes a model by the names alone, quotes and comments kept, and the assertions hold', async () => {
    const code = files['src/orders.ts'].replaceAll('Orders', 'OrderBook');
    const asked: string[] = [];
    const textAfter = (file: string): Promise<string> => {
      asked.push(file);
      return Promise.resolve(code);
    };
    const { following } = await project.followRename(model, { from: 'Orders', to: 'OrderBook', files: ['src/orders.ts', 'src/many/other.ts'], textAfter });
    assert.deepEqual(asked, ['src/orders.ts'], 'what no assertion rests on is not read');
    const result = editOfFollowing(parseModel(files[model]), following);
    assert.ok('edits' in result);
    const text = applyEdits(files[model], result.edits);
    assert.equal(text, files[model].replaceAll('Orders', 'OrderBook'));
    writeFileSync(join(folder, model), text);
    writeFileSync(join(folder, 'src/orders.ts'), code);
    for (const path of [model, 'src/orders.ts']) project.fileChanged(path);
    await project.settled();
    assert.deepEqual([...project.models[0]!.verdicts].filter(([, { verdict }]) => verdict !== 'pass').map(([id]) => id), ['asrt_stub']);
    assert.equal(readFileSync(join(folder, model), 'utf8'), text);
  });
});
