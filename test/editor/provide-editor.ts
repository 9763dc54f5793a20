/**
 * A real VS Code, and a browser to drive it, from the npm registry: for tests, and for people who have no editor.
 *
 * Everything lands in `.editor/` of this project, which git ignores. A stamp is written last, so that an installation that
 * was cut off is done again.
 */
import { spawnSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { delimiter, join } from 'node:path';

export const editorFolder = join(import.meta.dirname, '..', '..', '.editor');
const versions = { codeServer: '4.139.1', node: '24', chromium: '147.0.1' } as const;

export interface Editor {
  /** The Node that the editor runs on, and its entry script. */
  readonly node: string;
  readonly entry: string;
  readonly environment: NodeJS.ProcessEnv;
}

export interface Browser {
  readonly executable: string;
  readonly environment: NodeJS.ProcessEnv;
}

type Tell = (line: string) => void;

/** What is missing and cannot be had, in a sentence that names it. */
export class NotToBeHad extends Error {}

/** The editor, installed if it is not yet. Takes a minute and a half the first time. */
export async function provideEditor(tell: Tell = () => undefined): Promise<Editor> {
  const folder = join(editorFolder, 'server');
  const nodePackage = `node-${platform() === 'win32' ? 'win' : platform()}-${arch()}`;
  const bin = join(folder, 'node_modules', nodePackage, 'bin');
  const editor: Editor = {
    node: join(bin, platform() === 'win32' ? 'node.exe' : 'node'),
    entry: join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js'),
    environment: { ...withoutNpm(process.env), PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
  };
  await once(folder, `code-server ${versions.codeServer}, node ${versions.node}`, async () => {
    needCompiler(tell);
    await writeFile(join(folder, 'package.json'), '{"private": true}\n');
    tell(`installing Node ${versions.node} for the editor`);
    await npm(folder, ['install', `${nodePackage}@${versions.node}`], process.env);
    const environment = { ...editor.environment, npm_config_nodedir: join(folder, 'node_modules', nodePackage) };
    tell(`installing code-server ${versions.codeServer}, which is VS Code`);
    await npm(folder, ['install', `code-server@${versions.codeServer}`, '--ignore-scripts'], environment);
    const vscode = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
    tell('installing what the editor needs');
    await npm(vscode, ['install', '--omit=dev', '--ignore-scripts'], environment);
    tell('compiling its two native modules');
    await npm(vscode, ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], environment);
  });
  return editor;
}

/** A headless Chromium: the one of this machine, else one from the npm registry with the libraries that it needs. */
export async function provideBrowser(tell: Tell = () => undefined): Promise<Browser> {
  const own = process.env.CHROMIUM ?? ['chromium', 'chromium-browser', 'google-chrome'].map(onPath).find((found) => found !== undefined);
  if (own) return { executable: own, environment: process.env };
  const folder = join(editorFolder, 'browser');
  await once(folder, `chromium ${versions.chromium}`, async () => {
    await writeFile(join(folder, 'package.json'), '{"private": true, "type": "module"}\n');
    tell('installing a browser for the tests');
    await npm(folder, ['install', `@sparticuz/chromium@${versions.chromium}`, 'dejavu-fonts-ttf@2.37.3', '--ignore-scripts'], process.env);
    await unpackBrowser(folder);
  });
  const unpacked = join(folder, 'unpacked');
  const libraries = join(unpacked, 'al2023', 'lib');
  const environment = { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  // The libraries that come along are older than those of a full desktop; they only stand in where the machine has none.
  const lacking = !hasLibrary('libnss3.so');
  return { executable: join(unpacked, 'chromium'), environment: lacking ? { ...environment, LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter) } : environment };
}

/** The package unpacks itself into the system's folder for temporary files, which is set to ours. */
async function unpackBrowser(folder: string): Promise<void> {
  const unpacked = join(folder, 'unpacked');
  await mkdir(unpacked, { recursive: true });
  const script = `
    import chromium, { inflate } from '@sparticuz/chromium';
    import { dirname, join } from 'node:path';
    import { fileURLToPath } from 'node:url';
    const bin = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', '..', 'bin');
    await chromium.executablePath();
    await inflate(join(bin, 'al2023.tar.br'));
  `;
  await writeFile(join(folder, 'unpack.mjs'), script);
  await run(process.execPath, ['unpack.mjs'], folder, { ...process.env, TMPDIR: unpacked, AWS_LAMBDA_FUNCTION_NAME: '' });
  // Only these two families, so that nothing falls back on a serif.
  const fonts = join(folder, 'fonts');
  const shipped = join(folder, 'node_modules', 'dejavu-fonts-ttf', 'ttf');
  await mkdir(fonts, { recursive: true });
  for (const font of await readdir(shipped)) if (/^DejaVuSans(Mono)?(-Bold|-Oblique|-BoldOblique)?\.ttf$/.test(font)) await cp(join(shipped, font), join(fonts, font));
  const cache = join(folder, 'font-cache');
  const prefer = (family: string, font: string) => `<alias binding="strong"><family>${family}</family><prefer><family>${font}</family></prefer></alias>`;
  await writeFile(
    join(folder, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir>${prefer('monospace', 'DejaVu Sans Mono')}${prefer('sans-serif', 'DejaVu Sans')}${prefer('system-ui', 'DejaVu Sans')}</fontconfig>\n`,
  );
}

function hasLibrary(name: string): boolean {
  const listed = spawnSync('ldconfig', ['-p'], { encoding: 'utf8' });
  const fallback = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' });
  return [listed, fallback].map(({ stdout }) => stdout as string | null).join().includes(name);
}

/** python3, make and g++ compile the native modules; root on Debian gets them, everybody else is told. */
function needCompiler(tell: Tell): void {
  const missing = (): string[] => Object.entries({ python3: 'python3', make: 'make', 'g++': 'g++' }).filter(([command]) => onPath(command) === undefined).map(([, name]) => name);
  if (missing().length > 0 && platform() === 'linux' && process.getuid?.() === 0 && onPath('apt-get')) {
    tell(`installing ${missing().join(', ')} by apt-get`);
    spawnSync('apt-get', ['update'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...missing()], { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  if (missing().length > 0) throw new NotToBeHad(`The editor needs ${missing().join(', ')}; install ${missing().length === 1 ? 'it' : 'them'} and try again.`);
}

/** Runs an installation unless its stamp says that it is done; two processes at once wait for each other. */
export async function once(folder: string, stamp: string, install: () => Promise<void>): Promise<void> {
  const stampFile = join(folder, 'installed');
  const isDone = async (): Promise<boolean> => existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === stamp;
  if (await isDone()) return;
  await mkdir(editorFolder, { recursive: true });
  const lock = `${folder}.lock`;
  for (let waited = 0; ; waited += 500) {
    try {
      await mkdir(lock);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (waited > 600_000) throw new NotToBeHad(`${lock} is held by another installation; remove it if there is none.`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  try {
    if (await isDone()) return;
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await install();
    await writeFile(stampFile, stamp);
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

export async function npm(cwd: string, words: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const command = platform() === 'win32' ? 'npm.cmd' : 'npm';
  await run(command, [...words, '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'], cwd, withoutNpm(environment));
}

/** What an outer npm tells its scripts would bind an inner one to the outer project. */
function withoutNpm(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !/^npm_(package|lifecycle|command|execpath|node_execpath|config_(local_prefix|prefix|global_prefix|noproxy|allow_scripts))/i.test(name) && name !== 'INIT_CWD' && name !== 'NODE_OPTIONS');
  return Object.fromEntries(kept);
}

function run(command: string, words: readonly string[], cwd: string, environment: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'], shell: platform() === 'win32' });
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    child.on('error', (error) => reject(new NotToBeHad(`${command} cannot be run: ${error.message}`)));
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new NotToBeHad(`${command} ${words.slice(0, 2).join(' ')} failed in ${cwd}:\n${output.slice(-3000)}`))));
  });
}

/** The path of a command, or undefined. */
export function onPath(command: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, command);
    if (folder !== '' && existsSync(file)) return file;
  }
  return undefined;
}

/** The extensions that a folder of extensions holds, for messages. */
export async function installedExtensions(folder: string): Promise<readonly string[]> {
  return existsSync(folder) ? (await readdir(folder)).filter((name) => !name.startsWith('.') && !name.endsWith('.json')) : [];
}
