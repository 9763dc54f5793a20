/** `init --agent`: tells a coding agent where the server is and how to work with it. It adds to files by small edits and overwrites nothing. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findNodeAtLocation, parseTree, type Node, type ParseError } from 'jsonc-parser';
import { agentGuide } from './agent-guide.ts';
import type { InitStep } from './init.ts';
import { replaceFile, writeNewFile } from './write-model.ts';

export const agents = ['claude', 'cursor', 'vscode', 'generic'] as const;
export type Agent = (typeof agents)[number];

interface AgentPlaces {
  /** Where the agent looks for servers, under which key, and what it wants to know of one. */
  readonly configuration?: { readonly file: string; readonly key: string; readonly server: Readonly<Record<string, unknown>> };
  /** Where it looks for instructions, with what such a file begins with. */
  readonly guide: { readonly file: string; readonly head: string };
}

const command = { command: 'npx', args: ['mipiti', 'mcp'] } as const;
const description = 'Threat models beside the code: use before and after changing code that carries a security promise, to model a feature, to implement a control, or to gather evidence.';

const places: Readonly<Record<Agent, AgentPlaces>> = {
  claude: { configuration: { file: '.mcp.json', key: 'mcpServers', server: command }, guide: { file: '.claude/skills/mipiti/SKILL.md', head: `---\nname: mipiti\ndescription: ${description}\n---\n\n` } },
  cursor: { configuration: { file: '.cursor/mcp.json', key: 'mcpServers', server: command }, guide: { file: '.cursor/rules/mipiti.mdc', head: `---\ndescription: ${description}\nalwaysApply: false\n---\n\n` } },
  // The editor starts a server where it likes: the folder is named.
  vscode: { configuration: { file: '.vscode/mcp.json', key: 'servers', server: { type: 'stdio', command: command.command, args: [...command.args, '${workspaceFolder}'] } }, guide: { file: '.github/instructions/mipiti.instructions.md', head: `---\ndescription: ${description}\napplyTo: "**"\n---\n\n` } },
  generic: { guide: { file: 'AGENTS.md', head: '' } },
};

/** Prepares a folder for an agent; the steps say what was done and what a person may add. */
export async function agentFiles(root: string, agent: Agent): Promise<readonly InitStep[]> {
  const { configuration, guide } = places[agent];
  const snippet = JSON.stringify({ mcpServers: { mipiti: command } }, null, 2);
  const configured: InitStep = configuration ? await configure(root, configuration) : { file: 'the configuration of your agent', what: 'left_alone', why: 'add the server there', add: snippet };
  const text = `${guide.head}${agentGuide}`;
  const refused = await writeNewFile(join(root, ...guide.file.split('/')), text);
  return [configured, refused ? await leftAlone(root, guide.file) : { file: guide.file, what: 'written', why: 'how to work with Mipiti' }];
}

async function configure(root: string, { file, key, server }: NonNullable<AgentPlaces['configuration']>): Promise<InitStep> {
  const path = join(root, ...file.split('/'));
  const why = 'the server for agents';
  const whole = `${JSON.stringify({ [key]: { mipiti: server } }, null, 2)}\n`;
  if (!existsSync(path) && !(await writeNewFile(path, whole))) return { file, what: 'written', why };
  const before = await readFile(path, 'utf8');
  const errors: ParseError[] = [];
  const tree = parseTree(before, errors, { allowTrailingComma: true });
  const holder = tree && findNodeAtLocation(tree, [key]);
  const add = `"mipiti": ${JSON.stringify(server)}`;
  if (errors.length > 0 || tree?.type !== 'object' || (holder && holder.type !== 'object')) return { file, what: 'left_alone', why: `it is no JSON that can be added to; add this under ${key}`, add };
  if (holder && hasKey(holder, 'mipiti')) return { file, what: 'left_alone', why: 'it names a server mipiti already' };
  const after = holder ? withProperty(before, holder, 'mipiti', server) : withProperty(before, tree, key, { mipiti: server });
  if (await replaceFile(path, before, after)) return { file, what: 'left_alone', why: `somebody changed it meanwhile; add this under ${key}`, add };
  return { file, what: 'added_to', why };
}

/** The text with one property more at the end of an object, laid out as the one before it. The library's own edit lays out its neighbours anew. */
function withProperty(text: string, holder: Node, name: string, value: unknown): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const unit = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  const last = holder.children?.at(-1);
  const lead = (offset: number): string => /[ \t]*$/.exec(text.slice(0, offset))![0];
  const startsLine = (offset: number): boolean => /(^|\n)[ \t]*$/.test(text.slice(0, offset));
  const written = (indent: string): string => `"${name}": ${JSON.stringify(value, null, unit).replaceAll('\n', `${eol}${indent}`)}`;
  if (last) {
    const at = last.offset + last.length;
    return `${text.slice(0, at)},${startsLine(last.offset) ? `${eol}${lead(last.offset)}${written(lead(last.offset))}` : ` "${name}": ${JSON.stringify(value)}`}${text.slice(at)}`;
  }
  const outer = /(?:^|\n)([ \t]*)[^\n]*$/.exec(text.slice(0, holder.offset))?.[1] ?? '';
  return `${text.slice(0, holder.offset)}{${eol}${outer}${unit}${written(outer + unit)}${eol}${outer}}${text.slice(holder.offset + holder.length)}`;
}

function hasKey(node: Node, key: string): boolean {
  return (node.children ?? []).some((property) => property.children?.[0]?.value === key);
}

/** A file of instructions belongs to who wrote it. */
async function leftAlone(root: string, file: string): Promise<InitStep> {
  const there = await readFile(join(root, ...file.split('/')), 'utf8').catch(() => '');
  if (there.includes('begin_change')) return { file, what: 'left_alone', why: 'it speaks of Mipiti already' };
  return { file, what: 'left_alone', why: 'it is there; add this, or what you like of it', add: agentGuide.trimEnd() };
}
