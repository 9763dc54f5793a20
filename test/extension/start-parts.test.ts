/** A part of the extension that cannot start costs only itself. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { startParts } from '../../src/extension/start-parts.ts';

it('a part that fails is told by its name, and those around it are started, in their order', () => {
  const told: string[] = [];
  const noted: string[] = [];
  const part = (name: string): { readonly name: string; readonly dispose: () => void } => ({ name, dispose: () => undefined });
  const started = startParts(
    {
      lenses: () => part('lenses'),
      trees: () => {
        throw new Error('no view of that name');
      },
      'status bar': () => part('status bar'),
    },
    { debug: () => undefined, error: (message, error) => told.push(`${message}: ${error instanceof Error ? error.message : error}`) },
    { note: (name) => void noted.push(name) },
  );
  assert.deepEqual(started.map(({ name }) => name), ['lenses', 'status bar']);
  assert.deepEqual(told, ['trees could not start: no view of that name']);
  assert.deepEqual(noted, ['lenses started', 'status bar started']);
});
