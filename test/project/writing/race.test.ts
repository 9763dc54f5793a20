import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, lstatSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir, hostname } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { lockOf, withFileLock } from '../../../src/project/file-lock.ts';
import { removeFile, replaceFile } from '../../../src/project/write-model.ts';

describe('writers of one file', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'mipiti-race-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('in several processes lose nothing of each other', async () => {
    const file = join(folder, 'shared.txt');
    writeFileSync(file, '');
    const [writers, lines] = [4, 25];
    const codes = await Promise.all(
      Array.from({ length: writers }, (_, writer) => new Promise<number | null>((resolve) => {
        spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'append-many.ts'), file, `w${writer}`, String(lines)], { stdio: 'inherit' }).on('exit', resolve);
      })),
    );
    assert.deepEqual(codes, Array.from({ length: writers }, () => 0));
    const written = readFileSync(file, 'utf8').trimEnd().split('\n');
    for (let writer = 0; writer < writers; writer++) {
      assert.deepEqual(written.filter((line) => line.startsWith(`w${writer} `)), Array.from({ length: lines }, (_, line) => `w${writer} ${line}`));
    }
    assert.equal(written.length, writers * lines);
    assert.deepEqual(readdirSync(folder), ['shared.txt']);
  });

  it('within one process wait for each other', async () => {
    const file = join(folder, 'turns.txt');
    writeFileSync(file, '');
    let inside = 0;
    await Promise.all(Array.from({ length: 8 }, () => withFileLock(file, async () => {
      assert.equal(++inside, 1);
      await new Promise((resolve) => setTimeout(resolve, 3));
      inside--;
    })));
  });

  it('take over the lock of a process that is gone, and of nobody else', async () => {
    const file = join(folder, 'stale.txt');
    writeFileSync(file, 'one');
    const gone = await new Promise<number>((resolve) => {
      const child = spawn(process.execPath, ['--eval', '']);
      child.on('exit', () => resolve(child.pid ?? 0));
    });
    writeFileSync(lockOf(file), JSON.stringify({ pid: gone, host: hostname(), nonce: 'x' }));
    assert.equal(await replaceFile(file, 'one', 'two'), undefined);
    // Of another machine nothing is known but how long it has held the lock.
    writeFileSync(lockOf(file), JSON.stringify({ pid: 1, host: 'elsewhere', nonce: 'y' }));
    utimesSync(lockOf(file), new Date(Date.now() - 120_000), new Date(Date.now() - 120_000));
    assert.equal(await replaceFile(file, 'two', 'three'), undefined);
    assert.equal(readFileSync(file, 'utf8'), 'three');
  });

  it('write nothing over a text that they have not seen', async () => {
    const file = join(folder, 'seen.txt');
    writeFileSync(file, 'theirs');
    assert.equal((await replaceFile(file, 'mine', 'new'))?.refused, 'changed_meanwhile');
    assert.equal((await removeFile(file, 'mine'))?.refused, 'changed_meanwhile');
    assert.equal(readFileSync(file, 'utf8'), 'theirs');
  });

  it('write through a link, which stays one', async () => {
    mkdirSync(join(folder, 'real'));
    writeFileSync(join(folder, 'real', 'model.txt'), 'one');
    const link = join(folder, 'link.txt');
    symlinkSync(join('real', 'model.txt'), link);
    assert.equal(await replaceFile(link, 'one', 'two'), undefined);
    assert.ok(lstatSync(link).isSymbolicLink());
    assert.equal(readFileSync(join(folder, 'real', 'model.txt'), 'utf8'), 'two');
  });
});
