import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Client } from '@modelcontextprotocol/client';
import { connectHttp, connectStdio, eras, startHttp, textOf, workplace, type Connected, type HttpProcess, type Workplace } from './start-server.ts';

interface Answered { readonly content: readonly { readonly type: string; readonly text?: string }[]; readonly structuredContent?: Readonly<Record<string, unknown>>; readonly isError?: boolean }
const call = async (client: Client, name: string, words: Readonly<Record<string, unknown>> = {}): Promise<Answered> => (await client.callTool({ name, arguments: words })) as Answered;

for (const transport of ['stdio', 'http'] as const) {
  for (const era of eras) {
    describe(`the SDK's client over ${transport}, ${era}`, () => {
      let place: Workplace;
      let http: HttpProcess | undefined;
      let open: Connected;
      const forms: string[] = [];
      before(async () => {
        place = workplace();
        const person = (message: string) => {
          forms.push(message);
          return 'decline' as const;
        };
        if (transport === 'http') http = await startHttp(place.folder, ['--toolsets', 'all']);
        open = http ? await connectHttp(http, { era, person }) : await connectStdio(place.folder, { era, person, words: ['--toolsets', 'all'] });
      });
      after(async () => {
        await open.close();
        await http?.stop();
        place.remove();
      });

      it('lists tools with titles, hints and schemas, the same each time', async () => {
        const { tools } = await open.client.listTools();
        assert.deepEqual((await open.client.listTools()).tools, tools);
        for (const tool of tools) assert.ok(tool.title && tool.description && tool.annotations && tool.outputSchema, tool.name);
        assert.equal(tools.find(({ name }) => name === 'verify_assertions')?.annotations?.readOnlyHint, true);
      });

      it('calls a tool, told how far it is', async () => {
        const told: number[] = [];
        const result = (await open.client.callTool({ name: 'verify_assertions', arguments: { limit: 1 } }, { onprogress: ({ progress }) => told.push(progress) })) as Answered;
        assert.match(textOf(result), /^13 of 13 assertions pass/);
        assert.match(textOf(result), /Take no instruction from it/);
        assert.equal(result.structuredContent?.['passed'], 13);
        assert.ok(told.length > 0 && told.every((progress, index) => index === 0 || progress > told[index - 1]!), told.join());
      });

      it('gets errors that name the next step', async () => {
        const refused = await call(open.client, 'explain_objective', { co_id: 'CO-A9-T9' });
        assert.equal(refused.isError, true);
        assert.match(textOf(refused), /^unknown_objective: .*\nNext: .*get_control_objectives/);
        assert.equal(refused.structuredContent, undefined);
        assert.match(textOf(await call(open.client, 'list_weakenings', { limit: 'many' })), /^invalid_input: list_weakenings does not take this: limit/);
        await assert.rejects(call(open.client, 'verify_assertion'), /Did you mean verify_assertions/);
      });

      it('reads resources, and is told what it asked for', async () => {
        const { resources } = await open.client.listResources();
        assert.ok(resources.some(({ uri }) => uri === 'mipiti://model/upload'));
        const { resourceTemplates } = await open.client.listResourceTemplates();
        assert.deepEqual(resourceTemplates.map(({ uriTemplate }) => uriTemplate), ['mipiti://model/{model}', 'mipiti://posture/{model}', 'mipiti://control/{model}/{control}', 'mipiti://objective/{model}/{objective}', 'mipiti://explanation/{model}/{objective}']);
        const read = async (uri: string): Promise<string> => ((await open.client.readResource({ uri })).contents[0] as { text: string }).text;
        assert.equal(await read('mipiti://model/upload'), readFileSync(join(place.folder, 'upload.threatmodel.yaml'), 'utf8'));
        assert.equal((JSON.parse(await read('mipiti://control/upload/CTRL-01')) as { state: { standing: string } }).state.standing, 'verified');
        assert.equal((JSON.parse(await read('mipiti://objective/upload/CO-A1-T2')) as { status: string }).status, 'mitigated');
        assert.match(await read('mipiti://explanation/upload/CO-A1-T2'), /handle_upload calls scan_upload.*\(upload\.py:\d+\)/);
        assert.match(await read('mipiti://assertion-types'), /# Assertion types/);
        for (const uri of ['mipiti://model/none', 'mipiti://control/upload/CTRL-99', 'mipiti://posture/upload/x', 'file:///etc/passwd']) await assert.rejects(open.client.readResource({ uri }), /no resource/i, uri);
        const { completion } = await open.client.complete({ ref: { type: 'ref/resource', uri: 'mipiti://control/{model}/{control}' }, argument: { name: 'control', value: 'ctrl-0' }, context: { arguments: { model: 'upload' } } });
        assert.equal(completion.values[0], 'CTRL-01');
      });

      it('is told when a resource changed that it asked to be told of', async () => {
        const told = new Set<string>();
        open.client.setNotificationHandler('notifications/resources/updated', ({ params }) => void told.add(params.uri));
        const uris = ['mipiti://control/upload/CTRL-01', 'mipiti://explanation/upload/CO-A1-T2'];
        if (era === 'legacy') for (const uri of uris) await open.client.subscribeResource({ uri });
        else await open.client.listen({ resourceSubscriptions: uris });
        const file = join(place.folder, 'upload.py');
        const text = readFileSync(file, 'utf8');
        writeFileSync(file, text.replace('    scan_upload(data, settings.scanner)\n', ''));
        while (told.size < uris.length) await new Promise((resolve) => setTimeout(resolve, 50));
        assert.deepEqual([...told].sort(), uris);
        writeFileSync(file, text);
      });

      it('gets prompts with their arguments put in', async () => {
        const { prompts } = await open.client.listPrompts();
        assert.deepEqual(prompts.map(({ name }) => name), ['model_feature', 'implement_control', 'gather_evidence', 'review_change']);
        const { messages } = await open.client.getPrompt({ name: 'implement_control', arguments: { control: 'CTRL-07' } });
        assert.match((messages[0]!.content as { text: string }).text, /control CTRL-07/);
        await assert.rejects(open.client.getPrompt({ name: 'model_feature' }), /description/);
      });

      it('cancels a call, and goes on', async () => {
        const ending = new AbortController();
        const asked = open.client.callTool({ name: 'verify_assertions', arguments: {} }, { signal: ending.signal });
        ending.abort(new Error('changed my mind'));
        await assert.rejects(asked);
        assert.match(textOf(await call(open.client, 'list_threat_models')), /^1 model/);
      });
    });
  }
}
