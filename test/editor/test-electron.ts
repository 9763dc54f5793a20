/** `npm run test:electron`: the same API tests in a desktop VS Code, for machines that can download one. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { copySample } from '../sample-service/copy-sample.ts';
import { bundleHost } from './api/package-host.ts';

const root = join(import.meta.dirname, '..', '..');
const home = mkdtempSync(join(tmpdir(), 'mipiti-electron-'));
copySample(join(home, 'one'));
try {
  await runTests({
    extensionDevelopmentPath: root,
    extensionTestsPath: await bundleHost(join(import.meta.dirname, 'api', 'host.ts'), join(home, 'host')),
    launchArgs: [join(home, 'one'), '--disable-extensions', '--disable-workspace-trust'],
  });
} catch (error) {
  console.error(`The desktop editor could not be downloaded or its tests failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
