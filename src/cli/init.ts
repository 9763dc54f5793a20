/** `mipiti init [PATH]` */
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Agent } from '../project/agent-files.ts';
import { initFolder } from '../project/init.ts';
import { initHook } from '../project/init-hook.ts';
import { printable } from '../project/printable.ts';
import type { Terminal } from './terminal.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

export interface InitCommand {
  readonly path: string;
  readonly title?: string;
  /** Whether git is to verify before it commits. */
  readonly hook: boolean;
  /** The agents to tell of the server; known by then. */
  readonly agents: readonly Agent[];
  readonly output: 'text' | 'json';
}

const words = { written: 'written', added_to: 'added to', left_alone: 'left alone' } as const;

/** Prepares a folder and says what was done and what was left alone. */
export async function init(command: InitCommand, terminal: Terminal): Promise<number> {
  const root = resolve(command.path);
  if (!existsSync(root) || !statSync(root).isDirectory()) throw new WrongUse(`${command.path} is no folder.`);
  const steps = [...(await initFolder(root, command.title === undefined ? {} : { title: command.title })), ...(command.hook ? [await initHook(root)] : [])];
  if (command.agents.length > 0) {
    const { agentFiles } = await import('./on-demand.ts');
    for (const agent of command.agents) steps.push(...(await agentFiles(root, agent)));
  }
  if (command.output === 'json') terminal.line(JSON.stringify({ steps }, null, 2));
  else for (const { file, what, why, add } of steps) {
    terminal.line(`${terminal.style(what === 'left_alone' ? 'dim' : 'green', words[what].padEnd(10))} ${printable(file)}  ${terminal.style('dim', printable(why))}`);
    if (add !== undefined) for (const line of add.split('\n')) terminal.line(`    ${line}`);
  }
  return exitCodes.fine;
}
