/** One conversation: an SDK server that answers for what is served. Every transport makes one for each connection, session or request. */
import { CLIENT_CAPABILITIES_META_KEY, McpServer, type ClientCapabilities, type ServerContext } from '@modelcontextprotocol/server';
import type { Served } from './served.ts';

/**
 * How changes of resources reach a client. `subscribed`: those that it subscribed to, as older clients do. `all`: the SDK picks out what a
 * newer client listens to. `none`: whoever made the server sees to it.
 */
export type Updates = 'subscribed' | 'all' | 'none';

/** Makes the server of one conversation. It ends its subscriptions when it is closed. */
export function serverOf(served: Served, updates: Updates): McpServer {
  const { name, title, version, instructions, options, tools, resources, prompts } = served;
  // The SDK's registration keeps a list of its own for each server; here one table serves all, and what it holds is dispatched by name.
  const whole = new McpServer(
    { name, title, version },
    { ...options, instructions, capabilities: { tools: {}, resources: { subscribe: true }, prompts: {}, completions: {}, ...options?.capabilities } },
  );
  const { server } = whole;
  const callerOf = (context: ServerContext) => ({ context, asksPeople: canAsk(capabilitiesOf(server, context)) });

  server.setRequestHandler('tools/list', () => ({ tools: [...tools.list()] }));
  server.setRequestHandler('tools/call', ({ params }, context) => tools.call(params.name, params.arguments ?? {}, callerOf(context)));
  server.setRequestHandler('resources/list', async (_, context) => ({ resources: [...(await resources.list(context.mcpReq.signal))] }));
  server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates: [...resources.templates()] }));
  server.setRequestHandler('resources/read', ({ params }, context) => resources.read(params.uri, context.mcpReq.signal));
  server.setRequestHandler('prompts/list', () => ({ prompts: [...prompts.list()] }));
  server.setRequestHandler('prompts/get', ({ params }, context) => prompts.get(params.name, params.arguments ?? {}, callerOf(context)));
  server.setRequestHandler('completion/complete', async ({ params: { ref, argument, context } }, { mcpReq }) => ({
    completion: await served.complete({ of: ref.type === 'ref/prompt' ? ref.name : ref.uri, argument: argument.name, typed: argument.value, known: context?.arguments ?? {}, signal: mcpReq.signal }),
  }));
  if (updates !== 'none') subscribe(server, served, updates);
  return whole;
}

function subscribe(server: McpServer['server'], { resources }: Served, updates: 'subscribed' | 'all'): void {
  const wanted = new Set<string>();
  let end: (() => void) | undefined;
  const listen = (): void => {
    end ??= resources.onDidChange((uris) => {
      for (const uri of uris) if (updates === 'all' || wanted.has(uri)) void server.sendResourceUpdated({ uri }).catch(() => undefined);
    });
  };
  server.onclose = () => end?.();
  if (updates === 'all') {
    listen();
    return;
  }
  server.setRequestHandler('resources/subscribe', ({ params }) => {
    if (wanted.size < mostSubscriptions) wanted.add(params.uri);
    listen();
    return {};
  });
  server.setRequestHandler('resources/unsubscribe', ({ params }) => {
    wanted.delete(params.uri);
    return {};
  });
}

const mostSubscriptions = 1_000;

/** A newer client says with each request what it can do; of an older one the server knows it since the start. */
function capabilitiesOf(server: McpServer['server'], { mcpReq }: ServerContext): ClientCapabilities | undefined {
  const envelope: Readonly<Record<string, unknown>> | undefined = mcpReq.envelope;
  if (envelope) return envelope[CLIENT_CAPABILITIES_META_KEY] as ClientCapabilities | undefined;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way for clients that said it once, at the start
  return server.getClientCapabilities();
}

/** The first clients that could show forms named no kinds. */
function canAsk(capabilities: ClientCapabilities | undefined): boolean {
  const { elicitation } = capabilities ?? {};
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
}
