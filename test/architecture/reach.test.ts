/** What the product can do to a machine: a short list of files, each with a reason, and nobody else. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { test } from 'node:test';
import { mayReach, reachesOf, type Reach } from './reach.ts';

const root = join(import.meta.dirname, '..', '..');
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join('src', name).split(sep).join('/'));
const found = files.flatMap((file) => reachesOf(file, readFileSync(join(root, file), 'utf8')).map(({ reach, line }) => ({ reach, file, line })));

/** The places of one kind in files that may not have them; that there are files at all is looked at first. */
function intruders(reach: Reach): readonly string[] {
  assert.ok(files.length > 100, `only ${files.length} files are read`);
  return found.filter((one) => one.reach === reach && !(mayReach[reach] as readonly string[]).includes(one.file)).map(({ file, line }) => `${file}:${line}`);
}

test('processes are started by three files only: two for git, one for tests that somebody asked for', () => assert.deepEqual(intruders('start a process'), []));
test('threads are started by the pool alone', () => assert.deepEqual(intruders('start a thread'), []));
test('one source file reaches a network for a platform that somebody named, and one signs by an identity, when somebody asks for it', () => assert.deepEqual(intruders('reach a network'), []));
test('no source file runs text as code', () => assert.deepEqual(intruders('run text as code'), []));
test('files are opened by the confined reader, the one writer and the ledger', () => assert.deepEqual(intruders('open a file'), []));
test('files are changed by the one writer, by the ledger, and by what keeps reports of tests in a folder of its own', () => assert.deepEqual(intruders('change files'), []));
test('no text is shown as markup unless it is written in the source, and no markup is trusted', () => assert.deepEqual(intruders('show text as markup'), []));
test('the environment is read for the terminal, for pipelines, for keys that sign, for git and for tests, and nowhere else', () => assert.deepEqual(intruders('read the environment'), []));

test('a remote is asked only by commands that somebody types', () => {
  const users = (name: RegExp): string[] => files.filter((file) => name.test(readFileSync(join(root, file), 'utf8')));
  assert.deepEqual(users(/\bgitWithRemote\b/), ['src/project/evidence-ref.ts', 'src/project/git-remote.ts']);
  assert.deepEqual(users(/\/evidence-ref\.ts'/), ['src/cli/move-evidence.ts', 'src/project/move-evidence.ts']);
  assert.deepEqual(users(/\/move-evidence\.ts'/), ['src/cli/move-evidence.ts', 'src/cli/on-demand.ts']);
});

test('nothing but tests may be run by what a verification is given, and only where it is trusted', () => {
  const starters = files.filter((file) => file !== 'src/verifier/running/run-process.ts' && /\brunProcess\b/.test(readFileSync(join(root, file), 'utf8')));
  assert.deepEqual(starters, ['src/verifier/running/process-test-runner.ts']);
  const givers = files.filter((file) => file !== 'src/verifier/running/process-test-runner.ts' && /\bprocessTestRunner\b/.test(readFileSync(join(root, file), 'utf8')));
  assert.deepEqual(givers, ['src/project/run-tests.ts']);
});

test('every file of the list takes the way out that it is listed for', () => {
  for (const [reach, allowed] of Object.entries(mayReach)) {
    for (const file of allowed) assert.ok(found.some((one) => one.reach === reach && one.file === file), `${file} is allowed to ${reach} and does not`);
  }
});

test('each way out is seen, however it is written', () => {
  const cases: readonly (readonly [string, Reach])[] = [
    [`import { exec } from 'child_process';`, 'start a process'],
    [`const { spawn } = await import('node:child_process');`, 'start a process'],
    [`import { Worker } from 'node:worker_threads';`, 'start a thread'],
    [`import https from 'node:https';`, 'reach a network'],
    [`void fetch('https://example.invalid');`, 'reach a network'],
    [`new WebSocket('wss://example.invalid');`, 'reach a network'],
    [`eval('1');`, 'run text as code'],
    [`new Function('return 1')();`, 'run text as code'],
    [`import vm from 'node:vm';`, 'run text as code'],
    [`import { open as o } from 'node:fs/promises';`, 'open a file'],
    [`import { writeFile as read } from 'node:fs/promises';`, 'change files'],
    [`import * as fs from 'node:fs';`, 'change files'],
    [`const fs = require('fs');`, 'change files'],
    [`const all = process.env;`, 'read the environment'],
    [`text.isTrusted = true;`, 'show text as markup'],
    [`text.appendMarkdown(title);`, 'show text as markup'],
    ['new vscode.MarkdownString(`**${title}**`);', 'show text as markup'],
    [`new MarkdownString('**x**', true);`, 'show text as markup'],
  ];
  for (const [text, reach] of cases) assert.deepEqual(reachesOf('src/x.ts', text).map((one) => one.reach), [reach], text);
  assert.deepEqual(reachesOf('src/x.ts', `import { readFile } from 'node:fs/promises'; const fetch = () => 1; fetch(); prefilter.eval(1); new vscode.MarkdownString().appendMarkdown('**').appendText(title); if (vscode.workspace.isTrusted) go();`), []);
});
