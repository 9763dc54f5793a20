/**
 * What the official conformance suite calls: tools, resources and prompts under names that it prescribes, served by the product's own server.
 * They exist only here; what they answer is what the suite asks for.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createRequestStateCodec, inputRequired, inputResponse, ProtocolError, ProtocolErrorCode, ResourceNotFoundError, type CallToolResult, type ContentBlock, type InputRequests, type InputRequiredResult, type ServerContext, type Tool } from '@modelcontextprotocol/server';
import type { Caller, Served } from '../../../src/mcp/served.ts';

type Result = CallToolResult | InputRequiredResult;
type Input = Readonly<Record<string, unknown>>;
interface FixtureTool {
  readonly schema?: Tool['inputSchema'];
  readonly run: (input: Input, context: ServerContext, caller: Caller) => Promise<Result> | Result;
}

const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const sound = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=';
const says = (text: string): CallToolResult => ({ content: [{ type: 'text', text }] });
const image: ContentBlock = { type: 'image', data: picture, mimeType: 'image/png' };
const embedded = (uri: string, mimeType: string, text: string): ContentBlock => ({ type: 'resource', resource: { uri, mimeType, text } });
const words = (...names: string[]): Tool['inputSchema'] => ({ type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])), required: names });

/** A form in the older way, in the middle of the call. */
async function form(context: ServerContext, message: string, properties: Record<string, object>, required: string[] = []): Promise<CallToolResult> {
  const { action, content = {} } = await context.mcpReq.send({ method: 'elicitation/create', params: { message, requestedSchema: { type: 'object', properties, required } } });
  return says(`action ${action}, content ${JSON.stringify(content)}`);
}

const codec = createRequestStateCodec<{ readonly step: number }>({ key: randomBytes(32) });
const text = (name: string) => inputRequired.elicit({ message: `${name}?`, requestedSchema: { type: 'object', properties: { [name]: { type: 'string' } }, required: [name] } });
const completion = () => inputRequired.createMessage({ messages: [{ role: 'user', content: { type: 'text', text: 'What is the capital of France?' } }], maxTokens: 50 });

/** Asks for what has not been answered, then says `done`. */
function asks(requests: (context: ServerContext) => InputRequests, done: (context: ServerContext) => string, withState = false): FixtureTool {
  return {
    async run(_, context) {
      const all = requests(context);
      const missing = Object.keys(all).filter((key) => {
        const view = inputResponse(context.mcpReq.inputResponses, key);
        return view.kind === 'missing' || (view.kind === 'elicit' && (view.action !== 'accept' || Object.values(view.content ?? {}).every((value) => typeof value !== 'string' && typeof value !== 'boolean')));
      });
      if (missing.length === 0 && (!withState || context.mcpReq.requestState() !== undefined)) return says(done(context));
      return inputRequired({ inputRequests: all, ...(withState ? { requestState: await codec.mint({ step: 1 }) } : {}) });
    },
  };
}

const answered = (context: ServerContext): string => JSON.stringify(context.mcpReq.inputResponses ?? {});

const tools: Readonly<Record<string, FixtureTool>> = {
  test_simple_text: { run: () => says('This is a simple text response for testing.') },
  test_image_content: { run: () => ({ content: [image] }) },
  test_audio_content: { run: () => ({ content: [{ type: 'audio', data: sound, mimeType: 'audio/wav' }] }) },
  test_embedded_resource: { run: () => ({ content: [embedded('test://embedded-resource', 'text/plain', 'This is an embedded resource content.')] }) },
  test_multiple_content_types: { run: () => ({ content: [{ type: 'text', text: 'Multiple content types test:' }, image, embedded('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}')] }) },
  test_error_handling: { run: () => ({ ...says('This tool intentionally returns an error for testing'), isError: true }) },
  test_tool_with_logging: {
    async run(_, { mcpReq }) {
      for (const data of ['started', 'half way', 'done']) {
        await mcpReq.notify({ method: 'notifications/message', params: { level: 'info', data } });
        await pause(50);
      }
      return says('logged');
    },
  },
  test_tool_with_progress: {
    async run(_, { mcpReq }) {
      const progressToken = mcpReq._meta?.progressToken;
      for (const progress of progressToken === undefined ? [] : [0, 50, 100]) {
        await mcpReq.notify({ method: 'notifications/progress', params: { progressToken: progressToken!, progress, total: 100 } });
        await pause(50);
      }
      return says('done');
    },
  },
  test_reconnection: {
    async run(_, { http }) {
      http?.closeSSE?.();
      await pause(100);
      return says('done after the stream was closed');
    },
  },
  test_sampling: {
    schema: words('prompt'),
    async run({ prompt }, { mcpReq }) {
      const { content } = await mcpReq.send({ method: 'sampling/createMessage', params: { messages: [{ role: 'user', content: { type: 'text', text: String(prompt) } }], maxTokens: 100 } });
      return says(`LLM response: ${JSON.stringify(content)}`);
    },
  },
  test_elicitation: { schema: words('message'), run: ({ message }, context) => form(context, String(message), { response: { type: 'string' } }, ['response']) },
  test_elicitation_sep1034_defaults: {
    run: (_, context) => form(context, 'Look at the defaults', {
      name: { type: 'string', default: 'John Doe' },
      age: { type: 'integer', default: 30 },
      score: { type: 'number', default: 95.5 },
      status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
      verified: { type: 'boolean', default: true },
    }),
  },
  test_elicitation_sep1330_enums: {
    run: (_, context) => {
      const [plain, titled] = [['option1', 'option2', 'option3'], ['value1', 'value2', 'value3'].map((value) => ({ const: value, title: value.toUpperCase() }))];
      return form(context, 'Choose', {
        untitledSingle: { type: 'string', enum: plain },
        titledSingle: { type: 'string', oneOf: titled },
        legacyEnum: { type: 'string', enum: ['opt1', 'opt2', 'opt3'], enumNames: ['One', 'Two', 'Three'] },
        untitledMulti: { type: 'array', items: { type: 'string', enum: plain } },
        titledMulti: { type: 'array', items: { anyOf: titled } },
      });
    },
  },
  json_schema_2020_12_tool: {
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      $defs: { address: { $anchor: 'addressDef', type: 'object', properties: { street: { type: 'string' }, city: { type: 'string' } } } },
      properties: { name: { type: 'string' }, address: { $ref: '#/$defs/address' }, contactMethod: { type: 'string', enum: ['phone', 'email'] }, phone: { type: 'string' }, email: { type: 'string' } },
      allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
      if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
      then: { required: ['phone'] },
      else: { required: ['email'] },
      additionalProperties: false,
    },
    run: (input) => says(JSON.stringify(input)),
  },
  test_missing_capability: asks(() => ({ llm_answer: completion() }), () => 'answered'),
  test_streaming_elicitation: { run: () => says('nothing but results') },
  test_logging_tool: {
    async run(_, { mcpReq }) {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the suite looks at whether it keeps quiet unasked
      await mcpReq.log('info', 'only for who asked');
      return says('logged');
    },
  },
  test_input_required_result_elicitation: asks(() => ({ user_name: inputRequired.elicit({ message: 'What is your name?', requestedSchema: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] } }) }), (context) => `Hello ${answered(context)}`),
  test_input_required_result_sampling: asks(() => ({ capital_question: completion() }), answered),
  test_input_required_result_list_roots: asks(() => ({ client_roots: inputRequired.listRoots() }), answered),
  test_input_required_result_request_state: asks(() => ({ confirm: text('ok') }), () => 'state-ok', true),
  test_input_required_result_multiple_inputs: asks(() => ({ user_name: text('name'), greeting: completion(), client_roots: inputRequired.listRoots() }), answered, true),
  test_input_required_result_multi_round: {
    async run(_, { mcpReq }) {
      const step = mcpReq.requestState<{ step: number }>()?.step ?? 0;
      if (step >= 2) return says('done');
      return inputRequired({ inputRequests: { [`step${step + 1}`]: text(step === 0 ? 'name' : 'color') }, requestState: await codec.mint({ step: step + 1 }) });
    },
  },
  test_input_required_result_tampered_state: asks(() => ({ confirm: text('ok') }), () => 'done', true),
  test_input_required_result_capabilities: asks(({ mcpReq }) => {
    const { sampling } = ((mcpReq.envelope as Input | undefined)?.['io.modelcontextprotocol/clientCapabilities'] ?? {}) as { sampling?: object };
    return sampling ? { llm_answer: completion() } : { user_name: text('name') };
  }, answered),
};

const prompts: Readonly<Record<string, { readonly names?: readonly string[]; readonly content: (given: Readonly<Record<string, string>>) => readonly ContentBlock[] }>> = {
  test_simple_prompt: { content: () => [{ type: 'text', text: 'This is a simple prompt for testing.' }] },
  test_prompt_with_arguments: { names: ['arg1', 'arg2'], content: ({ arg1, arg2 }) => [{ type: 'text', text: `arg1='${arg1}', arg2='${arg2}'` }] },
  test_prompt_with_embedded_resource: { names: ['resourceUri'], content: ({ resourceUri = '' }) => [embedded(resourceUri, 'text/plain', 'embedded'), { type: 'text', text: 'Look at it.' }] },
  test_prompt_with_image: { content: () => [image, { type: 'text', text: 'Look at it.' }] },
  test_input_required_result_prompt: { content: () => [{ type: 'text', text: 'answered' }] },
};

export const fixture: Served = {
  name: 'conformance-fixture',
  title: 'Conformance fixture',
  version: '1',
  instructions: '',
  options: { capabilities: { logging: {} }, requestState: { verify: (state, context) => codec.verify(state, context) } },
  tools: {
    list: () => Object.entries(tools).map(([name, { schema }]) => ({ name, description: name, inputSchema: schema ?? { type: 'object' } })),
    async call(name, input, caller) {
      const tool = Object.hasOwn(tools, name) ? tools[name] : undefined;
      if (!tool) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool ${name}`);
      return tool.run(input, caller.context, caller);
    },
  },
  resources: {
    list: () => Promise.resolve(['test://static-text', 'test://static-binary', 'test://watched-resource'].map((uri) => ({ uri, name: uri, mimeType: 'text/plain' }))),
    templates: () => [{ uriTemplate: 'test://template/{id}/data', name: 'template', mimeType: 'application/json' }],
    read(uri) {
      const id = /^test:\/\/template\/([^/]+)\/data$/.exec(uri)?.[1];
      if (id !== undefined) return Promise.resolve({ contents: [{ uri, mimeType: 'application/json', text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }) }] });
      if (uri === 'test://static-binary') return Promise.resolve({ contents: [{ uri, mimeType: 'image/png', blob: picture }] });
      if (uri === 'test://static-text' || uri === 'test://watched-resource') return Promise.resolve({ contents: [{ uri, mimeType: 'text/plain', text: 'This is the content of the static text resource.' }] });
      return Promise.reject(new ResourceNotFoundError(uri));
    },
    onDidChange: () => () => undefined,
  },
  prompts: {
    list: () => Object.entries(prompts).map(([name, { names = [] }]) => ({ name, description: name, arguments: names.map((word) => ({ name: word, required: true })) })),
    get(name, given, { context }) {
      const prompt = Object.hasOwn(prompts, name) ? prompts[name] : undefined;
      if (!prompt) return Promise.reject(new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown prompt ${name}`));
      if (name === 'test_input_required_result_prompt' && inputResponse(context.mcpReq.inputResponses, 'user_context').kind === 'missing') return Promise.resolve(inputRequired({ inputRequests: { user_context: text('context') } }));
      return Promise.resolve({ messages: prompt.content(given).map((content) => ({ role: 'user' as const, content })) });
    },
  },
  complete: () => Promise.resolve({ values: [], total: 0, hasMore: false }),
};
