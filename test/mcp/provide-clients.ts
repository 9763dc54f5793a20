/** The official inspector and conformance suite, with the Node that they need, from the npm registry into `.editor/`. */
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { editorFolder, npm, once } from '../editor/provide-editor.ts';

const versions = { node: '24', conformance: '0.2.0-alpha.11', inspector: '2.12.0' } as const;

export interface OfficialClients {
  readonly node: string;
  readonly conformance: string;
  readonly inspector: string;
}

/** Installed if they are not yet; that takes a minute the first time. */
export async function provideClients(): Promise<OfficialClients> {
  const folder = join(editorFolder, 'mcp-clients');
  const nodePackage = `node-${platform() === 'win32' ? 'win' : platform()}-${arch()}`;
  await once(folder, Object.entries(versions).flat().join(' '), async () => {
    await writeFile(join(folder, 'package.json'), '{"private": true}\n');
    await npm(folder, ['install', `${nodePackage}@${versions.node}`, `@modelcontextprotocol/conformance@${versions.conformance}`, `@modelcontextprotocol/inspector@${versions.inspector}`], process.env);
  });
  const modules = join(folder, 'node_modules');
  return {
    node: join(modules, nodePackage, 'bin', platform() === 'win32' ? 'node.exe' : 'node'),
    conformance: join(modules, '@modelcontextprotocol', 'conformance', 'dist', 'index.js'),
    inspector: join(modules, '.bin', 'mcp-inspector'),
  };
}
