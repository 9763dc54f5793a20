import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import * as z from 'zod/mini';
import { removeValue } from '../../src/model/edit.ts';
import { serveOverHttp, type HttpServer } from '../../src/mcp/http.ts';
import { prompts } from '../../src/mcp/prompts.ts';
import { modelResources } from '../../src/mcp/resources.ts';
import { toolCalls } from '../../src/mcp/tool-calls.ts';
import { Workbench } from '../../src/mcp/workbench.ts';
import { findModel } from '../../src/tools/find.ts';
import { decisionOutput, personDecides } from '../../src/tools/person-decides.ts';
import { tool } from '../../src/tools/tool.ts';
import { connectHttp, eras, textOf, workplace, type Workplace } from './start-server.ts';

/** Any tool that does what is a person's to decide. */
const dropClause = tool({
  name: 'drop_clause',
  title: 'Drop a clause',
  toolsets: ['core'],
  use: 'For this test.',
  effect: 'decides',
  input: z.object({ clause: z.string() }),
  output: z.object(decisionOutput),
  async run({ clause }, desk) {
    const { model } = await findModel(desk, undefined);
    const { decision, weakenings, said } = await personDecides(desk, model, `Drop ${clause} of CTRL-07?`, removeValue(model.parsed, ['controls', 'CTRL-07', 'clauses', clause]));
    return { summary: said, data: { decision, weakenings: [...weakenings] } };
  },
});

for (const era of eras) {
  describe(`the person behind a client, ${era}`, () => {
    const token = 'a-token-that-only-this-test-knows-0123456789';
    let place: Workplace;
    let workbench: Workbench;
    let server: HttpServer;
    before(async () => {
      place = workplace();
      workbench = new Workbench({ roots: [{ folder: place.folder }], workerFile: pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'verifier-worker.cjs')), runTests: false });
      const table = [dropClause];
      server = await serveOverHttp({ name: 'x', title: 'x', version: '1', instructions: '', tools: toolCalls({ workbench, all: table, on: table, version: '1', log: () => undefined }), resources: modelResources(workbench), prompts, complete: () => Promise.resolve({ values: [] }) }, { port: 0, token, log: () => undefined });
    });
    after(async () => {
      await server.close();
      workbench.dispose();
      place.remove();
    });
    const text = (): string => readFileSync(join(place.folder, 'upload.threatmodel.yaml'), 'utf8');

    async function drop(person?: (message: string) => 'agree' | 'decline' | 'cancel') {
      const open = await connectHttp({ url: server.url, token }, { era, ...(person ? { person } : {}) });
      try {
        return (await open.client.callTool({ name: 'drop_clause', arguments: { clause: 'counted' } })) as { content: { type: string; text: string }[]; isError?: boolean; structuredContent?: { decision: string } };
      } finally {
        await open.close();
      }
    }

    it('declines, or closes the form, and nothing changes', async () => {
      for (const answer of ['decline', 'cancel'] as const) {
        const asked: string[] = [];
        const result = await drop((message) => {
          asked.push(message);
          return answer;
        });
        assert.deepEqual(asked, ['Drop counted of CTRL-07?\n- CTRL-07: a control need not show something any more (counted)']);
        assert.equal(result.isError, true);
        assert.match(textOf(result), /^declined_by_person/);
        assert.ok(text().includes('counted:'));
      }
    });

    it('agrees, and it is done', async () => {
      const result = await drop(() => 'agree');
      assert.equal(result.structuredContent?.decision, 'agreed', textOf(result));
      assert.ok(!text().includes('counted:'));
    });

    it('cannot be asked by a client without forms, so it is a proposal', async () => {
      writeFileSync(join(place.folder, 'upload.threatmodel.yaml'), readFileSync(join(import.meta.dirname, '..', 'sample', 'upload.threatmodel.yaml'), 'utf8'));
      const result = await drop();
      assert.equal(result.structuredContent?.decision, 'proposed', textOf(result));
      assert.match(textOf(result), /proposal/);
    });
  });
}
