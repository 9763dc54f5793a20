/** Worker threads under a deadline: one that hangs or dies costs one verdict, and the others go on. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { nodeThreads } from '../../src/verifier/node-thread.ts';
import { VerifierPool } from '../../src/verifier/pool.ts';
import type { Verdict } from '../../src/verifier/verdict.ts';
import { memorySources } from './in-memory.ts';

const built = pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'verifier-worker.cjs'));
const files = { 'a.py': 'def pay(x):\n    audit(x)\n', 'b.py': 'def pay(x):\n    return x\n', 'hang.py': 'HANG', 'die.py': 'DIE', 'fill.py': 'FILL', 'slow.py': 'SLOW' };
const claim = (file: string) => ({ type: 'function_calls', params: { file, caller: 'pay', callee: 'audit' } });

describe('the pool', () => {
  let home: string;
  let trap: URL;
  before(() => {
    home = mkdtempSync(join(tmpdir(), 'mipiti-pool-'));
    // A worker that hangs, dies or takes all memory on the text of a file, and passes everything else.
    writeFileSync(
      join(home, 'trap.cjs'),
      `const { parentPort } = require('node:worker_threads');
      const jobs = [];
      const begin = () => parentPort.postMessage({ kind: 'ask', question: jobs[0].job, about: 'read', path: jobs[0].claim.params.file });
      parentPort.on('message', (message) => {
        if (message.kind === 'check') { if (jobs.push(message) === 1) begin(); return; }
        if (message.answer.text === 'HANG') for (;;) {}
        if (message.answer.text === 'SLOW') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
        if (message.answer.text === 'DIE') process.exit(3);
        if (message.answer.text === 'FILL') for (const kept = []; ; ) kept.push(new Array(1_000_000).fill(0));
        parentPort.postMessage({ kind: 'verdict', job: jobs.shift().job, verdict: { verdict: 'pass', reason: 'proven', details: 'It is so.', restsOn: [] } });
        if (jobs.length > 0) begin();
      });
      parentPort.postMessage({ kind: 'ready' });`,
    );
    trap = pathToFileURL(join(home, 'trap.cjs'));
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  it('checks in real workers, and gives the same answers in any order', async () => {
    const pool = new VerifierPool({ start: nodeThreads(built), size: 2 });
    try {
      const order = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 'a.py' : 'b.py'));
      const verdicts = await pool.checkAll(memorySources(files), order.map(claim));
      assert.deepEqual(verdicts.map(({ verdict }) => verdict), order.map((file) => (file === 'a.py' ? 'pass' : 'fail')));
    } finally {
      await pool.dispose();
    }
  });
  it('stops a check at its deadline, and the queue goes on in a fresh worker', async () => {
    const pool = new VerifierPool({ start: nodeThreads(trap), size: 1, deadlineMs: 3000 });
    try {
      const verdicts = await Promise.all(['a.py', 'hang.py', 'b.py'].map((file) => pool.check(memorySources(files), claim(file))));
      assert.deepEqual(verdicts.map(({ verdict, reason }) => `${verdict} ${reason}`), ['pass proven', 'undecidable timeout', 'pass proven']);
    } finally {
      await pool.dispose();
    }
  });
  it('gives up one claim for each text that hangs, however many wait in the worker', async () => {
    const pool = new VerifierPool({ start: nodeThreads(trap), size: 1, deadlineMs: 1000 });
    try {
      const order = ['a.py', 'hang.py', 'hang.py', 'b.py', 'hang.py', 'a.py', 'b.py'];
      const verdicts = await Promise.all(order.map((file) => pool.check(memorySources(files), claim(file))));
      // The text that hung once is refused from then on, and costs no second worker.
      assert.deepEqual(verdicts.map(({ reason }) => reason), ['proven', 'timeout', 'proven', 'proven', 'proven', 'proven', 'proven']);
      assert.deepEqual([pool.state.lost, pool.state.waiting, pool.state.busy], [1, 0, 0]);
    } finally {
      await pool.dispose();
    }
  });
  it('checks claims on one file one after the other, however they are mixed', async () => {
    const pool = new VerifierPool({ start: nodeThreads(trap), size: 1 });
    try {
      const asked = Array.from({ length: 24 }, (_, number) => ({ ...claim(['a.py', 'b.py', 'c.py'][number % 3]!), number }));
      const done: number[] = [];
      await pool.checkAll(memorySources({ ...files, 'c.py': '' }), asked, { onVerdict: (index) => done.push(index) });
      const changes = done.filter((index, at) => at > 0 && asked[index]!.params.file !== asked[done[at - 1]!]!.params.file).length;
      // Those that were on their way to the thread before the others waited are not held back.
      assert.ok(changes <= 6, `${changes} changes from file to file: ${done.join(' ')}`);
      for (const file of ['a.py', 'b.py', 'c.py']) assert.deepEqual(done.filter((index) => asked[index]!.params.file === file), asked.filter(({ params }) => params.file === file).map(({ number }) => number));
    } finally {
      await pool.dispose();
    }
  });
  it('lets a check that comes while proofs wait go before them', async () => {
    const pool = new VerifierPool({ start: nodeThreads(trap), size: 1 });
    try {
      const passed: Verdict = { verdict: 'pass', reason: 'proven', details: 'It is so.', restsOn: [] };
      const done: string[] = [];
      const proofs = ['a.py', 'b.py', 'a.py', 'b.py', 'a.py', 'b.py'].map((file) => pool.prove(memorySources(files), claim(file), passed).then(() => done.push(`proof of ${file}`)));
      const checks = ['a.py', 'b.py'].map((file) => pool.check(memorySources(files), claim(file)).then(() => done.push(`check of ${file}`)));
      await Promise.all([...proofs, ...checks]);
      // One proof was in the thread already; those on one file follow each other.
      assert.deepEqual(done, ['proof of a.py', 'check of a.py', 'check of b.py', 'proof of b.py', 'proof of b.py', 'proof of b.py', 'proof of a.py', 'proof of a.py']);
    } finally {
      await pool.dispose();
    }
  });
  it('reads a new text once for all claims on it, and sees each later text', async () => {
    const pool = new VerifierPool({ start: nodeThreads(built), size: 1 });
    try {
      for (const [text, expected] of [['def pay(x):\n    audit(x)\n', 'pass'], ['def pay(x):\n    pass\n', 'fail'], ['def pay(x):\n    audit(x)\n', 'pass']] as const) {
        const answers = await Promise.all(Array.from({ length: 9 }, () => pool.check(memorySources({ 'a.py': text }), claim('a.py'))));
        assert.deepEqual(answers.map(({ verdict }) => verdict), Array.from({ length: 9 }, () => expected));
      }
    } finally {
      await pool.dispose();
    }
  });
  it('takes a pool that was held up for no hung worker', async () => {
    const pool = new VerifierPool({ start: nodeThreads(trap), size: 1, deadlineMs: 1500 });
    try {
      assert.equal((await pool.check(memorySources(files), claim('a.py'))).verdict, 'pass');
      const waiting = ['slow.py', 'b.py'].map((file) => pool.check(memorySources(files), claim(file)));
      await new Promise((resolve) => setImmediate(resolve));
      const until = performance.now() + 2500;
      while (performance.now() < until);
      assert.deepEqual((await Promise.all(waiting)).map(({ verdict }) => verdict), ['pass', 'pass']);
    } finally {
      await pool.dispose();
    }
  });
  it('survives a worker that dies', async () => {
    const pool = new VerifierPool({ start: nodeThreads(trap), size: 1, deadlineMs: 10_000 });
    try {
      const verdicts = await Promise.all(['a.py', 'die.py', 'b.py'].map((file) => pool.check(memorySources(files), claim(file))));
      assert.deepEqual(verdicts.map(({ verdict, reason }) => `${verdict} ${reason}`), ['pass proven', 'undecidable internal_error', 'pass proven']);
    } finally {
      await pool.dispose();
    }
  });
  it('ends a worker that takes more memory than it may, before the machine has none left', async () => {
    const pool = new VerifierPool({ start: nodeThreads(trap), size: 1, deadlineMs: 20_000 });
    const before = process.memoryUsage.rss();
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss() - before)), 5);
    try {
      const verdicts = await Promise.all(['a.py', 'fill.py', 'b.py'].map((file) => pool.check(memorySources(files), claim(file))));
      assert.deepEqual(verdicts.map(({ verdict, reason }) => `${verdict} ${reason}`), ['pass proven', 'undecidable internal_error', 'pass proven']);
      assert.ok(most > 500e6 && most < 1600e6, `it took ${Math.round(most / 1e6)} MB`);
    } finally {
      clearInterval(watch);
      await pool.dispose();
    }
  });
  it('a worker that is not there is no pass', async () => {
    const pool = new VerifierPool({ start: nodeThreads(pathToFileURL(join(home, 'nowhere.cjs'))), size: 1 });
    try {
      assert.equal((await pool.check(memorySources(files), claim('a.py'))).verdict, 'undecidable');
    } finally {
      await pool.dispose();
    }
  });
  it('can be cancelled', async () => {
    const pool = new VerifierPool({ start: nodeThreads(trap), size: 1, deadlineMs: 10_000 });
    try {
      const abort = new AbortController();
      const waiting = pool.check(memorySources(files), claim('hang.py'), abort.signal);
      abort.abort(new Error('enough'));
      await assert.rejects(waiting, /enough/);
    } finally {
      await pool.dispose();
    }
  });
});
