/** Processes that append to one ledger and are killed in the middle of it, over and over; after each end the ledger is looked at. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { openLedger } from '../../src/evidence/ledger/ledger.ts';

const atOnce = 2;
const source = join(import.meta.dirname, '..', '..', 'src', 'evidence', 'ledger', 'ledger.ts');

/**
 * @param folder An empty folder for the repository and the writer's program.
 * @returns How many writers were killed, and how many runs they had been told are kept.
 */
export async function killWriters(folder: string, wanted: number): Promise<{ readonly kills: number; readonly accepted: number; readonly atOnce: number }> {
  // A plain program starts in a tenth of the time that this one takes with its loader.
  const program = join(folder, 'writer.cjs');
  const contents = `import { writeSync } from 'node:fs';
    import { openLedger } from ${JSON.stringify(source)};
    const [root, tag] = process.argv.slice(2);
    const ledger = openLedger(root);
    const write = async () => {
      for (let number = 0; ; number++) {
        const kept = await ledger.append(tag + ' ' + number + ' ' + 'x'.repeat((number * 7919) % 50000));
        if (!kept.ok) return void writeSync(1, 'failed ' + JSON.stringify(kept.problem) + '\\n');
        writeSync(1, kept.name + '\\n');
      }
    };
    void write();`;
  const { outputFiles } = await build({ stdin: { contents, resolveDir: folder, loader: 'ts' }, write: false, bundle: true, platform: 'node', format: 'cjs' });
  writeFileSync(program, outputFiles[0]!.text);
  const root = join(folder, 'repository');
  const ledger = openLedger(root);
  let [kills, accepted, started] = [0, 0, 0];
  const one = async (): Promise<void> => {
    while (started < wanted) {
      const tag = `writer${started++}`;
      // Mostly while it writes; now and then while it starts, makes the folder, writes its first.
      const names = await killedAfter(program, root, tag, Math.random() * 25, Math.random() < 0.2);
      kills++;
      accepted += names.length;
      for (const name of names) assert.ok((await ledger.read(name)).ok, `${name} of ${tag} was accepted and is not there`);
      // What was looked at makes room.
      for (const name of names) rmSync(join(ledger.folder, `${name}.json`));
      if (kills % 10 === 0) await look();
    }
  };
  /** Everything that shows is whole; leftovers go; and the folder does not grow without end. */
  const look = async (): Promise<void> => {
    for (const name of await ledger.names()) {
      const read = await ledger.read(name);
      // The other lane may be clearing the folder.
      assert.ok(read.ok || read.because === 'missing', `${name} is ${read.ok ? '' : read.because}`);
    }
    await ledger.sweep();
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  await look();
  const left = readdirSync(ledger.folder).filter((name) => !name.endsWith('.json'));
  assert.deepEqual(left, [], 'leftovers of dead writers are swept');
  rmSync(root, { recursive: true, force: true });
  return { kills, accepted, atOnce };
}

/** The names that a writer was given before it was killed, `ms` after the first, or somewhere in its beginning. */
function killedAfter(program: string, root: string, tag: string, ms: number, early: boolean): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, root, tag], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    if (early) setTimeout(() => child.kill('SIGKILL'), 30 + ms);
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (output === '') setTimeout(() => child.kill('SIGKILL'), ms);
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', () => {
      const lines = output.split('\n').slice(0, -1);
      const failed = lines.find((line) => line.startsWith('failed'));
      if (failed !== undefined) reject(new Error(failed));
      else resolve(lines);
    });
  });
}
