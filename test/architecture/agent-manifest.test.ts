import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { descriptionOf, inputSchema } from '../../src/tools/listed-schemas.ts';
import { editorTools } from '../../src/tools/editor-tools.ts';
import { agentServer, settings } from '../../src/extension/ids.ts';
import { toolsets } from '../../src/tools/tool.ts';

const root = join(import.meta.dirname, '..', '..');
const [manifestFile, wordsFile] = [join(root, 'package.json'), join(root, 'package.nls.json')];

/** The tools as package.json contributes them, and their texts as package.nls.json has them: made of the table, renewed by MIPITI_UPDATE_GOLDEN=1. */
const contributed = editorTools.map(({ id, reference, tool }) => ({
  name: id,
  tags: ['mipiti', ...(tool.effect === 'reads' ? [] : ['edits'])],
  toolReferenceName: reference,
  canBeReferencedInPrompt: true,
  icon: '$(shield)',
  displayName: `%tool.${tool.name}.title%`,
  userDescription: `%tool.${tool.name}.use%`,
  modelDescription: descriptionOf(tool),
  when: 'mipiti.hasModel && !mipiti.inBrowser',
  inputSchema: inputSchema(tool),
}));
const words = Object.fromEntries(editorTools.flatMap(({ tool }) => [[`tool.${tool.name}.title`, tool.title], [`tool.${tool.name}.use`, tool.use]]));

test('the language-model tools of the manifest are those of the table', () => {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as { contributes: { languageModelTools?: unknown } };
  const given = JSON.parse(readFileSync(wordsFile, 'utf8')) as Record<string, string>;
  const others = Object.fromEntries(Object.entries(given).filter(([key]) => !key.startsWith('tool.')));
  if (process.env.MIPITI_UPDATE_GOLDEN === '1') {
    manifest.contributes.languageModelTools = contributed;
    writeFileSync(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
    writeFileSync(wordsFile, `${JSON.stringify({ ...others, ...words }, null, 2)}\n`);
    return;
  }
  assert.deepEqual(manifest.contributes.languageModelTools, contributed);
  assert.deepEqual(given, { ...others, ...words });
  assert.ok(contributed.length >= 8);
});

test('the manifest names the server for agents, and the toolsets that there are', () => {
  const { contributes } = JSON.parse(readFileSync(manifestFile, 'utf8')) as { contributes: { mcpServerDefinitionProviders: { id: string }[]; configuration: { properties: Record<string, { items?: { enum: string[] } }> } } };
  assert.deepEqual(contributes.mcpServerDefinitionProviders.map(({ id }) => id), [agentServer]);
  assert.deepEqual(contributes.configuration.properties[settings.agentToolsets]?.items?.enum, [...toolsets, 'all']);
});
