/** Public packages at fixed versions, unpacked side by side: fetched once, and kept. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const cache = join(import.meta.dirname, '..', '.editor', 'bench');

/** The folder that holds the packages, each as `name@version`; what is not there yet comes from the registry. */
export function packagesFolder(folder: string, packages: readonly string[]): string {
  const target = join(cache, folder);
  mkdirSync(target, { recursive: true });
  for (const name of packages) {
    const into = join(target, name.replace(/[@/]/g, '-').replace(/^-/, ''));
    if (existsSync(into)) continue;
    process.stderr.write(`fetching ${name}\n`);
    const [packed] = JSON.parse(execFileSync('npm', ['pack', name, '--json', '--pack-destination', cache], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) as { filename: string }[];
    mkdirSync(into, { recursive: true });
    execFileSync('tar', ['-xzf', join(cache, packed!.filename.replace('@', '').replace('/', '-')), '-C', into, '--strip-components=1']);
  }
  return target;
}
