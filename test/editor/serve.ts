/** Serves a folder in the editor on this machine, with extensions installed, and stops it for sure. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Editor } from './provide-editor.ts';

export interface ServeOptions {
  /** A folder or a `.code-workspace` file. */
  readonly open: string;
  /** `.vsix` files to install. */
  readonly extensions: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether folders are trusted without asking; false leaves Restricted Mode to the editor. */
  readonly trusted?: boolean;
  readonly port?: number;
  readonly environment?: NodeJS.ProcessEnv;
}

export interface Served {
  readonly address: string;
  readonly folder: string;
  /** What the extension host and the extension's own channel logged so far. */
  logs(): Promise<string>;
  stop(): Promise<void>;
}

/** Settings that keep a fresh editor quiet, so that tests see the product and nothing else. */
export const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'git.autofetch': false,
  'editor.minimap.enabled': false,
  'editor.accessibilitySupport': 'off',
  'editor.formatOnType': false,
  'editor.autoClosingBrackets': 'never',
  'editor.acceptSuggestionOnEnter': 'off',
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'files.autoSave': 'off',
  'window.commandCenter': false,
  'security.workspace.trust.startupPrompt': 'never',
} as const;

/** Starts the editor on a free port and waits until it answers. */
export async function serve(editor: Editor, options: ServeOptions): Promise<Served> {
  const home = await mkdtemp(join(tmpdir(), 'mipiti-editor-'));
  const [data, extensions] = [join(home, 'data'), join(home, 'extensions')];
  await mkdir(join(data, 'User'), { recursive: true });
  await writeFile(join(data, 'User', 'settings.json'), JSON.stringify({ ...quiet, ...options.settings }, null, 2));
  const folders = ['--user-data-dir', data, '--extensions-dir', extensions];
  for (const extension of options.extensions) {
    const installed = spawnSync(editor.node, [editor.entry, ...folders, '--install-extension', extension], { env: editor.environment, encoding: 'utf8' });
    if (installed.status !== 0) throw new Error(`the editor did not take ${extension}:\n${installed.stdout}${installed.stderr}`);
  }
  const port = options.port ?? (await freePort());
  const words = [editor.entry, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, ...folders, '--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', ...(options.trusted === false ? [] : ['--disable-workspace-trust']), options.open];
  const server = spawn(editor.node, words, { env: { ...editor.environment, ...options.environment }, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' });
  let output = '';
  server.stdout.on('data', (part: Buffer) => (output += part.toString()));
  server.stderr.on('data', (part: Buffer) => (output += part.toString()));
  const stop = async (): Promise<void> => {
    process.removeListener('exit', kill);
    await ended(server);
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  // The extension host is a child of a child: the whole group goes, also when the tests die.
  function kill(): void {
    killGroup(server);
  }
  process.once('exit', kill);
  const address = `http://127.0.0.1:${port}/`;
  const deadline = Date.now() + 60_000;
  while (!(await answers(address))) {
    if (server.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`the editor did not start:\n${output.slice(-2000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { address, folder: home, stop, logs: () => readLogs(join(data, 'logs'), output) };
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(new URL('healthz', address))).ok;
  } catch {
    return false;
  }
}

function killGroup(server: ChildProcess): void {
  if (server.pid === undefined || server.exitCode !== null) return;
  try {
    if (process.platform === 'win32') server.kill();
    else process.kill(-server.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) {
      resolve();
      return;
    }
    server.once('exit', () => resolve());
    killGroup(server);
  });
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}

async function readLogs(folder: string, output: string): Promise<string> {
  const parts = [output.slice(-1500)];
  const files = existsSync(folder) ? (await readdir(folder, { recursive: true })).filter((name) => /(remoteexthost\.log|Mipiti\.log)$/.test(name)) : [];
  for (const name of files) parts.push(`--- ${name}\n${(await readFile(join(folder, name), 'utf8')).slice(-4000)}`);
  return parts.join('\n');
}
