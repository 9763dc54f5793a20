/** The ledger: what was accepted is there, whole, after a crash at any point; what could not be kept says why. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { isAbandoned, nodeDisk, temporaryName, type Disk } from '../../src/evidence/ledger/disk.ts';
import { evidenceFolder, nameOf, openLedger } from '../../src/evidence/ledger/ledger.ts';
import { describeLedgerProblem } from '../../src/evidence/ledger/problem.ts';
import { killWriters } from './kill-writers.ts';

let folder: string;
let number = 0;
const fresh = (): string => {
  const root = join(folder, `r${++number}`);
  mkdirSync(root);
  return root;
};
before(() => void (folder = mkdtempSync(join(tmpdir(), 'mipiti-ledger-'))));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('a ledger', () => {
  it('keeps texts under their own hash, and each once', async () => {
    const root = fresh();
    const ledger = openLedger(root);
    assert.deepEqual(await ledger.names(), []);
    const [one, again, other] = [await ledger.append('one'), await ledger.append('one'), await ledger.append('ünd')];
    assert.ok(one.ok && again.ok && other.ok);
    assert.equal(one.name, nameOf(Buffer.from('one')));
    assert.equal(one.name, again.name);
    assert.deepEqual(await ledger.names(), [one.name, other.name].sort());
    const read = await ledger.read(other.name);
    assert.ok(read.ok);
    assert.equal(read.bytes.toString(), 'ünd');
    assert.deepEqual(readdirSync(ledger.folder).filter((name) => !name.endsWith('.json')), []);
  });

  it('does not take a file for what its name does not say', async () => {
    const root = fresh();
    const ledger = openLedger(root);
    const kept = await ledger.append('one');
    assert.ok(kept.ok);
    writeFileSync(join(ledger.folder, `${kept.name}.json`), 'on');
    assert.deepEqual(await ledger.read(kept.name), { ok: false, name: kept.name, because: 'changed' });
    assert.deepEqual(await ledger.read('../../secret'), { ok: false, name: '../../secret', because: 'missing' });
    // Half of it, from whoever does not sync: the same run, recorded again, mends it.
    assert.ok((await ledger.append('one')).ok);
    assert.ok((await ledger.read(kept.name)).ok);
  });

  it('sweeps what dead writers left, and nothing of those who live', async () => {
    const ledger = openLedger(fresh());
    assert.ok((await ledger.append('one')).ok);
    const mine = temporaryName();
    const dead = mine.replace(`-${process.pid}-`, '-4194305-');
    const elsewhere = mine.replace(/^\.writing-[0-9a-f]{8}/, '.writing-00000000');
    const old = elsewhere.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
    for (const name of [mine, dead, elsewhere, old]) writeFileSync(join(ledger.folder, name), 'half');
    writeFileSync(join(ledger.folder, 'notes.txt'), 'not ours');
    utimesSync(join(ledger.folder, old), 1, 1);
    assert.equal(await ledger.sweep(), 2);
    assert.deepEqual(readdirSync(ledger.folder).filter((name) => !name.endsWith('.json')).sort(), [mine, elsewhere, 'notes.txt'].sort());
    assert.equal(isAbandoned('notes.txt', 1, 2), false);
  });

  it('writes nowhere else through a link', async () => {
    for (const link of ['.mipiti', '.mipiti/evidence']) {
      const [root, outside] = [fresh(), fresh()];
      if (link.includes('/')) mkdirSync(join(root, '.mipiti'));
      symlinkSync(outside, join(root, link));
      const answer = await openLedger(root).append('one');
      assert.ok(!answer.ok);
      assert.equal(answer.problem.code, 'leads_elsewhere');
      assert.deepEqual(readdirSync(outside), []);
      assert.deepEqual(await openLedger(root).names(), []);
    }
  });
});

describe('a disk that fails', () => {
  const calls: readonly (keyof Disk)[] = ['names', 'read', 'makeFolder', 'realPath', 'writeNew', 'rename', 'syncFolder', 'remove', 'modified'];
  /** A disk whose call number `nth` fails, before or after it did what it was asked. */
  const failing = (nth: number, system: string, late: boolean): { readonly disk: Disk; calls(): number } => {
    let count = 0;
    const wrapped = Object.fromEntries(
      calls.map((name) => [
        name,
        async (...words: never[]) => {
          const fails = ++count === nth;
          const error = Object.assign(new Error(system), { code: system });
          if (fails && !late) throw error;
          const answer: unknown = await (nodeDisk as unknown as Record<string, (...words: never[]) => Promise<unknown>>)[name]!(...words);
          if (fails) throw error;
          return answer;
        },
      ]),
    ) as unknown as Disk;
    return { disk: wrapped, calls: () => count };
  };

  it('loses nothing that was accepted, whichever call fails and however', async () => {
    let tried = 0;
    for (const system of ['ENOSPC', 'EIO', 'EXDEV', 'EROFS']) {
      for (const late of [false, true]) {
        for (let nth = 1; ; nth++) {
          const root = fresh();
          assert.ok((await openLedger(root).append('before')).ok);
          const broken = failing(nth, system, late);
          const answer = await openLedger(root, broken.disk).append('now');
          if (broken.calls() < nth) break;
          tried++;
          const sound = openLedger(root);
          for (const name of await sound.names()) assert.ok((await sound.read(name)).ok, `${system} at call ${nth}`);
          assert.ok((await sound.read(nameOf(Buffer.from('before')))).ok);
          if (answer.ok) assert.ok((await sound.read(answer.name)).ok);
          else assert.equal(answer.problem.system, system);
          assert.ok((await sound.append('now')).ok, 'the next try is not in the way of the last');
        }
      }
    }
    assert.ok(tried > 40, String(tried));
  });

  for (const [system, code, words] of [['ENOSPC', 'no_space', /no space left/], ['EDQUOT', 'no_space', /no space/], ['EXDEV', 'across_devices', /two file systems/], ['EROFS', 'not_writable', /may not be written/], ['EACCES', 'not_writable', /may not/], ['EIO', 'failed', /could not be written. \(EIO\)/]] as const) {
    it(`says what is the matter: ${system}`, async () => {
      const disk: Disk = { ...nodeDisk, rename: () => Promise.reject(Object.assign(new Error(), { code: system })) };
      const root = fresh();
      const answer = await openLedger(root, disk).append('x');
      assert.ok(!answer.ok);
      assert.equal(answer.problem.code, code);
      assert.match(describeLedgerProblem(answer.problem), words);
      assert.deepEqual(readdirSync(join(root, evidenceFolder)), [], 'nothing half written stays');
    });
  }

  it('is the real one where it is full, or read-only', async () => {
    const root = fresh();
    const mounts = process.platform === 'linux' && process.getuid?.() === 0 && tryMount(root, 'size=256k');
    try {
      if (mounts) {
        assert.ok((await openLedger(root).append('small')).ok);
        const answer = await openLedger(root).append('x'.repeat(400_000));
        assert.ok(!answer.ok);
        assert.equal(answer.problem.code, 'no_space');
        assert.deepEqual(readdirSync(join(root, evidenceFolder)), [`${nameOf(Buffer.from('small'))}.json`]);
        execFileSync('mount', ['-o', 'remount,ro', root]);
      } else {
        assert.ok((await openLedger(root).append('small')).ok);
        chmodSync(join(root, evidenceFolder), 0o555);
      }
      const answer = await openLedger(root).append('more');
      // Whoever may write everywhere writes here too, where nothing could be mounted.
      if (mounts || process.getuid?.() !== 0) {
        assert.ok(!answer.ok);
        assert.equal(answer.problem.code, 'not_writable');
      }
      assert.ok((await openLedger(root).read(nameOf(Buffer.from('small')))).ok);
    } finally {
      if (mounts) execFileSync('umount', [root]);
      else if (existsSync(join(root, evidenceFolder))) chmodSync(join(root, evidenceFolder), 0o755);
    }
  });
});

function tryMount(at: string, options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', at], { stdio: 'ignore' });
    return readFileSync('/proc/mounts', 'utf8').includes(at);
  } catch {
    return false;
  }
}

describe('writers that are killed', () => {
  it('lose no run that was accepted and show none that is half written', async () => {
    const { kills, accepted, atOnce } = await killWriters(fresh(), 100);
    assert.equal(kills, 100);
    assert.ok(accepted > 100, `only ${accepted} runs were accepted before the ends`);
    assert.ok(atOnce > 1);
  });
});
