import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs');

describe('init --agent', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mipiti-agent-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  interface Step { readonly file: string; readonly what: string; readonly why: string; readonly add?: string }
  const init = (...agents: string[]): readonly Step[] => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'init', folder, ...agents.flatMap((agent) => ['--agent', agent]), '--output', 'json'], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    return (JSON.parse(stdout) as { steps: Step[] }).steps;
  };
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };

  it('writes what each agent looks for, and leaves it alone the next time', () => {
    const steps = init('claude', 'cursor', 'vscode', 'generic');
    assert.deepEqual(JSON.parse(read('.mcp.json')), { mcpServers: { mipiti: { command: 'npx', args: ['mipiti', 'mcp'] } } });
    assert.deepEqual((JSON.parse(read('.vscode/mcp.json')) as { servers: { mipiti: { args: string[] } } }).servers.mipiti.args, ['mipiti', 'mcp', '${workspaceFolder}']);
    assert.match(read('.claude/skills/mipiti/SKILL.md'), /^---\nname: mipiti\ndescription: \S/);
    for (const file of ['.cursor/mcp.json', '.cursor/rules/mipiti.mdc', '.github/instructions/mipiti.instructions.md', 'AGENTS.md']) assert.ok(existsSync(join(folder, file)), file);
    assert.match(steps.find(({ add }) => add?.includes('mcpServers'))?.why ?? '', /add the server/);
    const again = init('claude', 'cursor', 'vscode');
    assert.deepEqual([...new Set(again.map(({ what }) => what))], ['left_alone']);
  });

  it('adds to what is there, and touches nothing else of it', () => {
    write('.mcp.json', '// ours\n{\n\t"mcpServers": {\n\t\t"other": { "command": "x" } // stays\n\t}\n}\n');
    write('AGENTS.md', '# House rules\n');
    const steps = init('claude', 'generic');
    const whole = JSON.parse(read('.mcp.json').replace(/\/\/.*$/gm, '')) as { mcpServers: { mipiti: object; other: object } };
    assert.deepEqual([Object.keys(whole.mcpServers), whole.mcpServers.mipiti], [['other', 'mipiti'], { command: 'npx', args: ['mipiti', 'mcp'] }]);
    assert.equal(read('.mcp.json').replace(/,\s*"mipiti": \{[^}]*\}/, ''), '// ours\n{\n\t"mcpServers": {\n\t\t"other": { "command": "x" } // stays\n\t}\n}\n');
    assert.match(read('.mcp.json'), /\n\t\t"mipiti": \{\n/);
    assert.equal(read('AGENTS.md'), '# House rules\n');
    assert.match(steps.find(({ file }) => file === 'AGENTS.md')?.add ?? '', /begin_change/);
  });

  it('adds to files of any layout', () => {
    for (const text of ['{}', '{"inputs": []}', '{\n  "mcpServers": {}\n}\n', '{"mcpServers": {"a": {"command": "x"}}}', '{\r\n    "mcpServers": {\r\n        "a": {"command": "x"}\r\n    }\r\n}', '{\n  "mcpServers": {\n    "a": {"command": "x"},\n  },\n}']) {
      write('.mcp.json', text);
      init('claude');
      const parsed = JSON.parse(read('.mcp.json').replace(/,(\s*[}\]])/g, '$1')) as { mcpServers: Record<string, { command: string }> };
      assert.equal(parsed.mcpServers['mipiti']?.command, 'npx', text);
      assert.equal('a' in parsed.mcpServers, text.includes('"a"'), text);
    }
  });

  it('leaves a file that it cannot read, and says what to add', () => {
    write('.vscode/mcp.json', '{"servers": ');
    write('.cursor/mcp.json', '{"mcpServers": []}');
    const steps = init('vscode', 'cursor');
    for (const file of ['.vscode/mcp.json', '.cursor/mcp.json']) assert.match(steps.find((step) => step.file === file)?.add ?? '', /^"mipiti": \{/);
    assert.equal(read('.vscode/mcp.json'), '{"servers": ');
    assert.equal(spawnSync(process.execPath, [cli, 'init', folder, '--agent', 'clippy'], { encoding: 'utf8' }).status, 2);
  });
});
