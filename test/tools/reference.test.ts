import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { annotationsOf, listedTool } from '../../src/mcp/listed-tool.ts';
import { chosenTools } from '../../src/mcp/product.ts';
import { descriptionOf, inputSchema, wholeOutputSchema } from '../../src/tools/listed-schemas.ts';
import { toolsPage } from '../../src/tools/reference-page.ts';
import { tools } from '../../src/tools/table.ts';
import { toolsets } from '../../src/tools/tool.ts';

const update = process.env.MIPITI_UPDATE_GOLDEN === '1';
const golden = join(import.meta.dirname, 'golden');
const page = join(import.meta.dirname, '..', '..', 'media', 'tools.md');

/** What is compared with a file; written there instead when that is asked for. */
function compare(file: string, text: string): void {
  if (update) writeFileSync(file, text);
  else assert.equal(readFileSync(file, 'utf8'), text, `${file} is renewed by MIPITI_UPDATE_GOLDEN=1`);
}

const tokensOf = (value: unknown): number => encode(JSON.stringify(value)).length;
const choice = { tools: [], except: [], readOnly: false, allowRemoval: true } as const;

describe('the table of tools', () => {
  it('has each name once, words that say when to use it, and answers that never shadow the summary', () => {
    assert.equal(new Set(tools.map(({ name }) => name)).size, tools.length);
    for (const tool of tools) {
      assert.match(tool.name, /^[a-z][a-z0-9_]{2,59}$/);
      assert.ok(tool.title.length <= 60 && tool.use.length >= 20, tool.name);
      assert.ok(descriptionOf(tool).length <= 320, `${tool.name} is described in ${descriptionOf(tool).length} characters`);
      const keys = Object.keys((wholeOutputSchema(tool) as { properties?: object }).properties ?? {});
      assert.ok(!keys.includes('summary'), tool.name);
    }
  });

  it('is the reference page', () => compare(page, toolsPage()));

  it('keeps the schemas of each tool, so that a change of one is seen', () => {
    const whole = (tool: (typeof tools)[number]): string => `${JSON.stringify({ name: tool.name, title: tool.title, description: descriptionOf(tool), toolsets: tool.toolsets, effect: tool.effect, annotations: annotationsOf(tool), input: inputSchema(tool), output: wholeOutputSchema(tool) }, null, 1)}\n`;
    const folder = join(golden, 'schemas');
    if (update) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
    }
    for (const tool of tools) compare(join(folder, `${tool.name}.json`), whole(tool));
    assert.deepEqual(readdirSync(folder).sort(), tools.map(({ name }) => `${name}.json`).sort());
  });

  it('costs a conversation little: at most 30 tools and 6,000 tokens unasked', () => {
    const rows = [...toolsets, 'all' as const].map((set) => {
      const chosen = chosenTools({ ...choice, toolsets: [set] });
      const reading = chosenTools({ ...choice, toolsets: [set], readOnly: true });
      return { set, tools: chosen.length, tokens: tokensOf(chosen.map(listedTool)), readOnly: tokensOf(reading.map(listedTool)) };
    });
    const unasked = chosenTools({ ...choice, toolsets: ['core'], allowRemoval: false });
    assert.ok(unasked.length <= 30, `${unasked.length} tools`);
    assert.ok(tokensOf(unasked.map(listedTool)) < 6_000, `${tokensOf(unasked.map(listedTool))} tokens`);
    compare(join(golden, 'tokens.md'), ['What lists cost, in tokens of o200k_base: all that `tools/list` answers, with schemas and hints.', '', '| Toolset | Tools | Tokens | With `--read-only` |', '|---|---|---|---|', ...rows.map((row) => `| \`${row.set}\` | ${row.tools} | ${row.tokens} | ${row.readOnly} |`), ''].join('\n'));
  });
});
