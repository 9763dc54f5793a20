/** Bundles the API tests: as a script for a desktop editor, and as an extension for the browser's. */
import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..', '..', '..');

/** Bundles an entry that runs in the extension host. */
export async function bundleHost(entry: string, folder: string): Promise<string> {
  const outfile = join(folder, 'host.cjs');
  await mkdir(folder, { recursive: true });
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'], logLevel: 'silent' });
  return outfile;
}

/** The extension as a `.vsix`. */
export async function packageHost(entry: string, folder: string): Promise<string> {
  await bundleHost(entry, folder);
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'mipiti-api-tests', publisher: 'mipiti', version: '0.0.1', engines: { vscode: '^1.101.0' }, main: './host.cjs', activationEvents: ['onStartupFinished'], extensionDependencies: ['mipiti.mipiti'], capabilities: { untrustedWorkspaces: { supported: true } }, license: 'MIT', files: ['host.cjs'] }),
  );
  await writeFile(join(folder, 'LICENSE'), 'MIT\n');
  await writeFile(join(folder, 'README.md'), '# API tests\n');
  const vsix = join(folder, 'host.vsix');
  const made = spawnSync(process.execPath, [join(root, 'node_modules', '@vscode', 'vsce', 'vsce'), 'package', '--no-dependencies', '--allow-missing-repository', '--out', vsix], { cwd: folder, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`the API tests could not be packaged:\n${made.stdout}${made.stderr}`);
  return vsix;
}
