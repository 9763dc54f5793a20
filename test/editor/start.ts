/**
 * `npm start`: builds, verifies the sample, prints its posture, and opens the sample in an editor with the extension.
 *
 *   npm start                    the user's own `code` when there is one, else a VS Code in the browser
 *   npm start -- --no-editor     ends after the posture, as it does in CI and without a terminal
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copySample } from '../sample-service/copy-sample.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sample = join(root, '.editor', 'sample');
const say = (line: string): void => console.log(line);

/** Runs a step with its output shown; ends with its exit code when it fails. */
function step(title: string, command: string, words: readonly string[]): number {
  say(`\n— ${title}`);
  const { status, error } = spawnSync(command, words, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) {
    console.error(`${command} cannot be run: ${error.message}`);
    process.exit(1);
  }
  return status ?? 1;
}

const node = process.execPath;
if (step('Building', node, ['esbuild.mjs']) !== 0) process.exit(1);

const { copied, repository } = copySample(sample);
say(`\nThe sample stands in ${sample}${copied ? '' : ', as you left it; delete the folder for a fresh one'}${repository ? '' : '; git is missing, so there is no base commit to compare with'}.`);
// People are invited to break the sample, so a promise that does not hold is an answer here and no failure.
step('Verifying the sample', node, ['dist/cli.cjs', 'verify', sample]);
step('Its posture', node, ['dist/cli.cjs', 'posture', '--root', sample]);

if (process.argv.includes('--no-editor') || process.env.CI || !process.stdout.isTTY) {
  say('npm start in a terminal opens the sample in an editor from here.');
  process.exit(0);
}

if (step('Packaging the extension', 'npm', ['run', '--silent', 'package']) !== 0) process.exit(1);
const vsix = join(root, 'dist', 'mipiti.vsix');
const code = onPath(process.platform === 'win32' ? 'code.cmd' : 'code');
if (code) {
  step('Installing the extension into your editor', code, ['--install-extension', vsix, '--force']);
  step('Opening the sample', code, ['--new-window', sample, join(sample, 'upload.py')]);
  process.exit(0);
}

say('\n— There is no `code` on this machine; fetching a VS Code for the browser (a minute and a half the first time)');
const serving = spawn(node, ['--import', 'tsx', 'test/editor/serve-sample.ts', sample, vsix], { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => serving.kill(signal));
serving.on('exit', (status) => process.exit(status ?? 0));

function onPath(command: string): string | undefined {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, command)).find((file) => existsSync(file));
}
